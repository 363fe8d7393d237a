import type { ScimConfig } from '../config/config.ts'
import type { Kind } from '../model/names.ts'

/**
 * What is peculiar to a service, in one place. Nothing of `iij-id` was checked against the live service but what is tagged known: facts
 * below marked "assumed" or "unknown" may need an edit, and only here.
 */
export interface Profile {
  readonly name: ScimConfig['profile']
  /** Listed in `schemas` of every resource that is created. */
  readonly schemas: Readonly<Record<Kind, readonly string[]>>
  /** How a user who is pending deletion comes back; `create`: he doesn't, a delete is final. */
  readonly restore: 'post' | 'create'
  isPendingDeletion(raw: Readonly<Record<string, unknown>>): boolean
}

export const CORE_SCHEMA: Readonly<Record<Kind, string>> = {
  user: 'urn:ietf:params:scim:schemas:core:2.0:User',
  group: 'urn:ietf:params:scim:schemas:core:2.0:Group'
}
export const ENTERPRISE_USER = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User'
/** Known: the service spells it so. */
export const OIDFJ_USER = 'urn:oidfj:params:scim:schemas:extention:enterprisejp:2.0:User'
export const IIJ_USER = 'urn:iij:params:scim:schemas:extension:enterprisejp:2.0:User'
export const IIJ_GROUP = 'urn:iij:params:scim:schemas:extension:enterprise:2.0:Group'

/** RFC 7643 §4.3. */
const ENTERPRISE_ATTRIBUTES = new Set([
  'employeeNumber',
  'costCenter',
  'organization',
  'division',
  'department',
  'manager'
])
/** Assumed. */
const IIJ_USER_ATTRIBUTES = new Set(['downstreamId', 'idTokenClaims'])
/** Assumed: the e-mail's name is unknown, these are the likely ones. */
const IIJ_GROUP_ATTRIBUTES = new Set(['description', 'groupType', 'email', 'mail'])

/** The extension that an attribute lives in; null: the core schema. No name is in two extensions, of users or groups. */
export function extensionOf(attribute: string): string | null {
  if (ENTERPRISE_ATTRIBUTES.has(attribute)) return ENTERPRISE_USER
  if (IIJ_USER_ATTRIBUTES.has(attribute)) return IIJ_USER
  if (IIJ_GROUP_ATTRIBUTES.has(attribute)) return IIJ_GROUP
  // Assumed: the oidfj extension holds the kana names, and they are called so.
  return /kana/i.test(attribute) ? OIDFJ_USER : null
}

/** Assumed: what the vendor's config.yml binds at the top level and its tool puts elsewhere. */
export const ALIASES: Readonly<Record<string, string>> = {
  externalUserName: 'idTokenClaims.externalUserName',
  subject: 'idTokenClaims.subject',
  issuer: 'idTokenClaims.issuer'
}

const iijId: Profile = {
  name: 'iij-id',
  schemas: { user: [CORE_SCHEMA.user, ENTERPRISE_USER, OIDFJ_USER, IIJ_USER], group: [CORE_SCHEMA.group, IIJ_GROUP] },
  // Assumed: a POST with his userName and externalId restores him under the same id; with one of them alone it is a 409.
  restore: 'post',
  // Assumed: he is in no list and GET gives 404. Unknown: what marks him, should he be shown all the same.
  isPendingDeletion: (raw) => marksPending(raw) || marksPending(raw[IIJ_USER]) || marksPending(raw['meta'])
}

const generic: Profile = {
  name: 'generic',
  schemas: { user: [CORE_SCHEMA.user], group: [CORE_SCHEMA.group] },
  restore: 'create',
  isPendingDeletion: () => false
}

export function profileOf(name: ScimConfig['profile']): Profile {
  return name === 'iij-id' ? iijId : generic
}

/** Unknown: any of the usual ways to say it. */
function marksPending(part: unknown): boolean {
  if (typeof part !== 'object' || part === null) return false
  const facts = new Map(Object.entries(part))
  for (const flag of ['pendingDeletion', 'deleted', 'softDeleted']) if (facts.get(flag) === true) return true
  for (const time of ['deletedAt', 'deleteAt', 'scheduledDeletionAt', 'purgeAt'])
    if (typeof facts.get(time) === 'string') return true
  const status = facts.get('status') ?? facts.get('lifecycleState')
  return typeof status === 'string' && /pending.?delet|deleted/i.test(status)
}
