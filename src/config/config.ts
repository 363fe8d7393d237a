import type { Filter } from '../ldap/filter.ts'
import type { AttributeMapping } from '../mapping/attribute-mapping.ts'
import type { Dn } from '../model/names.ts'
import type { NonEmpty } from '../model/result.ts'

/** The checked configuration: every default filled in, every relative path made absolute. No secret is in it. */
export interface Config {
  readonly file: string
  readonly log: LogConfig
  readonly domains: NonEmpty<DomainConfig>
  readonly scim: ScimConfig
  readonly mapping: {
    readonly user: AttributeMapping
    readonly group: AttributeMapping
    readonly disabledWhen: DisabledWhen[]
  }
  readonly protect: { readonly users: readonly string[]; readonly groups: readonly string[] }
  readonly safety: Safety
  readonly state: {
    readonly verify: 'always' | 'daily'
    readonly drift: { readonly reenable: 'hold' | 'repair'; readonly missing: 'hold' | 'repair' }
  }
  readonly run: { readonly maxDurationMinutes: number }
}

export interface LogConfig {
  readonly level: 'error' | 'warn' | 'info' | 'debug'
  readonly file: { readonly maxSizeMb: number; readonly maxAgeDays: number; readonly keep: number }
}

export interface DomainConfig {
  /** `name` of `ad.domains`; null for the only domain of `ad.ldap`. */
  readonly name: string | null
  readonly server: DirectoryServer
  readonly bases: NonEmpty<Dn>
  readonly userFilter: Filter | null
  readonly groupFilter: Filter | null
  readonly nestedGroups: 'flatten' | 'keep' | 'ignore'
  readonly pageSize: number
  readonly delta: 'auto' | 'off'
  readonly fullEveryHours: number
}

export interface DirectoryServer {
  /** Host names or IP addresses in the order of preference; empty: to be located from the base DN's domain. */
  readonly addresses: readonly string[]
  readonly port: number
  readonly encryption: 'ldaps' | 'start_tls' | 'none'
  readonly verify: boolean
  readonly caFile: string | null
  readonly tlsName: string | null
  readonly auth: 'simple' | 'kerberos'
  readonly user: string | null
  readonly timeoutSeconds: number
  readonly connectTimeoutSeconds: number
}

export interface ScimConfig {
  readonly baseUrl: URL
  readonly profile: 'iij-id' | 'generic'
  readonly tokenOwner: string | null
  readonly adopt: { readonly byExternalId: 'auto' | 'plan' | 'never'; readonly byName: 'plan' | 'never' }
  readonly requestsPerSecond: number
  readonly concurrency: number
  readonly timeoutSeconds: number
  readonly proxy: { readonly address: string; readonly port: number; readonly user: string | null } | null
  readonly caFile: string | null
}

/** Any one of them disables the user. */
export type DisabledWhen =
  | { readonly by: 'userAccountControl' }
  | { readonly by: 'accountExpires' }
  | { readonly by: 'filter'; readonly filter: Filter }

/** Tripped when actual > max(floor, min(max, percent of known)); `off` never trips. */
export type Limit = { readonly floor: number; readonly percent: number; readonly max: number } | 'off'

export interface Safety {
  readonly users: { readonly create: Limit; readonly rename: Limit; readonly disable: Limit; readonly delete: Limit }
  readonly groups: { readonly create: Limit; readonly delete: Limit }
  readonly memberships: { readonly remove: Limit }
  readonly groupMembers: { readonly remove: Limit }
  readonly sourceShrinkPercent: number
  readonly serviceShrinkPercent: number
  readonly disableFirstDays: number
  readonly groupsDeleteAfterDays: number
  readonly configChange: 'approve' | 'off'
}
