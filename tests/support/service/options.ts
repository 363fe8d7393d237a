import type { JsonObject } from './json.ts'

export const SCOPES = ['escim_read_users', 'escim_write_users', 'escim_read_groups', 'escim_write_groups'] as const
export type Scope = (typeof SCOPES)[number]

export interface TokenOptions {
  /** The bearer token; made from the seed when left out. */
  readonly token?: string
  /** userName of the administrator who issued it: created if need be; null: not known to /Me. Default `iid-admin@<first domain>`. */
  readonly owner?: string | null
  readonly scopes?: readonly Scope[]
  /** Epoch milliseconds. */
  readonly expiresAt?: number
  readonly expiresAfterRequests?: number
}

/** What the service is like. Every default is what the product's profile `iij-id` assumes. */
export interface IijIdOptions {
  readonly port?: number
  readonly seed?: number
  /** Epoch milliseconds; default Date.now. */
  readonly clock?: () => number
  /** PEM texts: HTTPS. */
  readonly tls?: { readonly key: string; readonly cert: string }
  readonly tokens?: readonly TokenOptions[]
  /** Registered domains; default example.jp, example.com. */
  readonly domains?: readonly string[]
  readonly pending?: {
    /** Lists, finds and answers pending users all the same. Default false: absent, 404. */
    readonly shown?: boolean
    /** `post`: a POST with both names restores; `patch`: a PATCH or PUT of a shown one does. Default: patch where they are shown. */
    readonly restoreBy?: 'post' | 'patch'
    readonly memberships?: 'kept' | 'dropped'
  }
  readonly paging?: {
    /** Most resources in an answer. Default 100. */
    readonly cap?: number
    /** false: `count` is ignored, every page is `cap` long. */
    readonly honoursCount?: boolean
    /** false: itemsPerPage tells the cap, not what is there. */
    readonly rightItemsPerPage?: boolean
  }
  readonly filters?: 'supported' | 'refused' | 'ignored'
  /** Whether `externalId eq` heeds case (RFC 7643 §3.1 says so). Default true. */
  readonly exactExternalIdFilter?: boolean
  /** `unadvertised`: ServiceProviderConfig says no, and 501; 501 or 405: ServiceProviderConfig says yes all the same. */
  readonly patch?: 'supported' | 'unadvertised' | 501 | 405
  readonly patchAnswer?: { readonly users?: 'resource' | 'no-content'; readonly groups?: 'resource' | 'no-content' }
  /** A PATCH remove with path `members` and a value list. Default: empties the group, as strict servers do. */
  readonly bareRemove?: 'empties' | 'removes-listed'
  readonly etags?: boolean
  readonly nestedGroups?: boolean
  /** `absent`: 404; an object: its members replace the default's. */
  readonly serviceProviderConfig?: 'present' | 'absent' | JsonObject
  readonly me?: 'owner' | 501 | 404
  readonly rateLimit?: {
    readonly perSecond: number
    readonly burst?: number
    readonly retryAfter?: 'seconds' | 'date' | 'none'
  }
  readonly latencyMs?: number
  /** false: requests are counted, not kept. */
  readonly keepLog?: boolean
}

/** Where pending users are shown, a PATCH brings them back unless the options say otherwise. */
export function restoreByOf(options: IijIdOptions): 'post' | 'patch' {
  return options.pending?.restoreBy ?? (options.pending?.shown ? 'patch' : 'post')
}
