import type { Attribute, ResourceType, Schema } from './schema.ts'

const text = (name: string): Attribute => ({ name, type: 'string' })
const readOnlyText = (name: string): Attribute => ({ name, type: 'string', readOnly: true })
const list = (name: string, ...subAttributes: Attribute[]): Attribute => ({
  name,
  type: 'complex',
  multiValued: true,
  subAttributes
})

const primary: Attribute = { name: 'primary', type: 'boolean' }
const reference: Attribute = { name: '$ref', type: 'reference', readOnly: true }

const userCore: Schema = {
  urn: 'urn:ietf:params:scim:schemas:core:2.0:User',
  name: 'User',
  attributes: [
    readOnlyText('id'),
    { name: 'externalId', type: 'string', unique: true },
    { name: 'userName', type: 'string', required: true, unique: true },
    { name: 'name', type: 'complex', subAttributes: [text('familyName'), text('givenName')] },
    readOnlyText('displayName'),
    text('title'),
    text('userType'),
    text('preferredLanguage'),
    text('timezone'),
    { name: 'active', type: 'boolean', required: true },
    { name: 'password', type: 'string', writeOnly: true },
    { ...list('emails', text('value'), text('type'), primary), required: true },
    list('phoneNumbers', text('value'), text('type'), primary),
    list('ims', text('value'), text('type'), primary),
    list('entitlements', text('value'), text('type'), primary),
    list('x509Certificates', text('value'), text('type'), primary),
    { ...list('groups', text('value'), reference, text('display')), readOnly: true }
  ]
}

const enterpriseUser: Schema = {
  urn: 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User',
  name: 'EnterpriseUser',
  attributes: [text('organization'), text('department')]
}

/** "extention" is how the service spells it. Which names the kana have is not documented. */
const oidfjUser: Schema = {
  urn: 'urn:oidfj:params:scim:schemas:extention:enterprisejp:2.0:User',
  name: 'EnterpriseJpUser',
  attributes: [text('familyNameKana'), text('givenNameKana')]
}

const iijUser: Schema = {
  urn: 'urn:iij:params:scim:schemas:extension:enterprisejp:2.0:User',
  name: 'IijUser',
  attributes: [
    text('downstreamId'),
    {
      name: 'idTokenClaims',
      type: 'complex',
      subAttributes: [text('issuer'), text('subject'), text('externalUserName')]
    }
  ]
}

export const USER: ResourceType = {
  name: 'User',
  endpoint: 'Users',
  core: userCore,
  extensions: [enterpriseUser, oidfjUser, iijUser]
}

const groupCore: Schema = {
  urn: 'urn:ietf:params:scim:schemas:core:2.0:Group',
  name: 'Group',
  attributes: [
    readOnlyText('id'),
    { name: 'externalId', type: 'string', unique: true },
    { name: 'displayName', type: 'string', required: true, unique: true },
    list('members', text('value'), reference, readOnlyText('display'))
  ]
}

export const GROUP: ResourceType = {
  name: 'Group',
  endpoint: 'Groups',
  core: groupCore,
  extensions: [
    {
      urn: 'urn:iij:params:scim:schemas:extension:enterprise:2.0:Group',
      name: 'IijGroup',
      attributes: [text('description'), text('email'), text('groupType')]
    }
  ]
}

export const ENTERPRISE_USER = enterpriseUser.urn
export const IIJ_USER = iijUser.urn
