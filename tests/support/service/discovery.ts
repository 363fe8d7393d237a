import { answer, type ServiceAnswer } from './answer.ts'
import { GROUP, USER } from './iij-schemas.ts'
import type { JsonObject } from './json.ts'
import type { IijIdOptions } from './options.ts'
import type { Attribute, Schema } from './schema.ts'
import { refusals } from './scim-error.ts'

/** The discovery endpoints of RFC 7644 §4. @returns null when the path is none of them. */
export function discovery(path: string, options: IijIdOptions, baseUrl: string): ServiceAnswer | null {
  const [, endpoint, id] = path.split('/')
  switch (endpoint) {
    case 'ServiceProviderConfig':
      return answer(200, serviceProviderConfig(options, baseUrl))
    case 'Schemas':
      return id === undefined ? listed(schemas(baseUrl)) : one(schemas(baseUrl), id)
    case 'ResourceTypes':
      return id === undefined ? listed(resourceTypes(baseUrl)) : one(resourceTypes(baseUrl), id)
    default:
      return null
  }
}

function serviceProviderConfig(options: IijIdOptions, baseUrl: string): JsonObject {
  const configured = options.serviceProviderConfig ?? 'present'
  if (configured === 'absent') throw refusals.noEndpoint()
  return {
    schemas: ['urn:ietf:params:scim:schemas:core:2.0:ServiceProviderConfig'],
    patch: { supported: options.patch !== 'unadvertised' },
    bulk: { supported: false, maxOperations: 0, maxPayloadSize: 0 },
    filter: { supported: (options.filters ?? 'supported') === 'supported', maxResults: options.paging?.cap ?? 100 },
    changePassword: { supported: false },
    sort: { supported: false },
    etag: { supported: options.etags ?? true },
    authenticationSchemes: [
      { type: 'oauthbearertoken', name: 'OAuth Bearer Token', description: 'An access token of the console' }
    ],
    meta: { resourceType: 'ServiceProviderConfig', location: `${baseUrl}/ServiceProviderConfig` },
    ...(configured === 'present' ? {} : configured)
  }
}

function schemas(baseUrl: string): JsonObject[] {
  return [USER.core, ...USER.extensions, GROUP.core, ...GROUP.extensions].map((schema) => schemaBody(schema, baseUrl))
}

function schemaBody(schema: Schema, baseUrl: string): JsonObject {
  return {
    schemas: ['urn:ietf:params:scim:schemas:core:2.0:Schema'],
    id: schema.urn,
    name: schema.name,
    attributes: schema.attributes.map(attributeBody),
    meta: { resourceType: 'Schema', location: `${baseUrl}/Schemas/${schema.urn}` }
  }
}

function attributeBody(attribute: Attribute): JsonObject {
  return {
    name: attribute.name,
    type: attribute.type,
    multiValued: attribute.multiValued ?? false,
    required: attribute.required ?? false,
    caseExact: attribute.name === 'externalId' || attribute.name === 'id',
    mutability: attribute.readOnly ? 'readOnly' : attribute.writeOnly ? 'writeOnly' : 'readWrite',
    returned: attribute.writeOnly ? 'never' : 'default',
    uniqueness: attribute.unique ? 'server' : 'none',
    ...(attribute.subAttributes === undefined ? {} : { subAttributes: attribute.subAttributes.map(attributeBody) })
  }
}

function resourceTypes(baseUrl: string): JsonObject[] {
  return [USER, GROUP].map((type) => ({
    schemas: ['urn:ietf:params:scim:schemas:core:2.0:ResourceType'],
    id: type.name,
    name: type.name,
    endpoint: `/${type.endpoint}`,
    schema: type.core.urn,
    schemaExtensions: type.extensions.map((extension) => ({ schema: extension.urn, required: false })),
    meta: { resourceType: 'ResourceType', location: `${baseUrl}/ResourceTypes/${type.name}` }
  }))
}

function listed(resources: readonly JsonObject[]): ServiceAnswer {
  return answer(200, {
    schemas: ['urn:ietf:params:scim:api:messages:2.0:ListResponse'],
    totalResults: resources.length,
    startIndex: 1,
    itemsPerPage: resources.length,
    Resources: resources
  })
}

function one(resources: readonly JsonObject[], id: string): ServiceAnswer {
  const found = resources.find((resource) => resource['id'] === decodeURIComponent(id))
  if (found === undefined) throw refusals.notFound(id)
  return answer(200, found)
}
