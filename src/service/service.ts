import type { Kind, ScimId } from '../model/names.ts'
import type { Change, FlatResource } from '../model/resource.ts'
import type { Problem } from '../problems/problem.ts'

/** The SCIM service as the stages to the left see it. Made by `openService`; the profile's peculiarities stay behind it. */
export interface ScimService {
  /**
   * Reads every resource of a kind, page by page, as they come. Survives a server that ignores or caps `count`; a list that changed under
   * the reading is read anew (`restart` is called first), twice; then the reading is in doubt.
   * @returns complete with the number of resources, or the doubt: distinct ids ≠ totalResults, an entry without an id, a body that is not SCIM.
   */
  readAll(kind: Kind, sink: { page(resources: readonly ServiceObject[]): void; restart(): void }): Promise<ReadAll>
  get(kind: Kind, id: ScimId): Promise<Answer<ServiceObject>>
  /** By filter; where filters don't work, by list. Compares without case itself: a server's filter may not. */
  find(
    kind: Kind,
    attribute: 'externalId' | 'userName' | 'displayName',
    value: string
  ): Promise<Answer<readonly ServiceObject[]>>
  /** Never repeated blindly: an answer that was lost is `unanswered`, and the caller looks up. */
  create(
    kind: Kind,
    wanted: { readonly resource: FlatResource; readonly active: boolean }
  ): Promise<Answer<ServiceObject>>
  /**
   * PATCH, or PUT (read, modify, write; If-Match where there are ETags) where the service refuses PATCH. Multi-valued attributes are read
   * first: only the bound element is replaced, what users registered themselves stays.
   */
  update(kind: Kind, id: ScimId, update: Update): Promise<Answer<ServiceObject | null>>
  /** `done` with null also when the object is provably gone already. */
  remove(kind: Kind, id: ScimId): Promise<Answer<null>>
  /** Brings a user back who is pending deletion, his attributes overwritten; the way is the profile's (product.md §3). */
  restore(
    id: ScimId,
    wanted: { readonly resource: FlatResource; readonly active: boolean }
  ): Promise<Answer<ServiceObject>>
  /** In chunks. Gives what came through, even when a later chunk failed. */
  changeMembers(
    group: ScimId,
    change: { readonly add: readonly ScimId[]; readonly remove: readonly ScimId[] }
  ): Promise<MembersAnswer>
  /** The owner of the token (`/Me`, RFC 7644 §3.11): null where the service doesn't tell. */
  me(): Promise<Answer<ServiceObject | null>>
  close(): Promise<void>
}

export interface Update {
  readonly changes: readonly Change[]
  /** Given when it changes. */
  readonly active?: boolean
  /** All managed paths with their values after the change: a PUT needs them, and the bound element of a list is found by them. */
  readonly wanted: FlatResource
  readonly known: FlatResource
}

/** A resource as the service showed it, read but for what it must have. */
export interface ServiceObject {
  readonly id: ScimId
  readonly externalId: string | null
  /** userName of a user, displayName of a group. */
  readonly name: string
  /** Users: `active`, true where the service doesn't say. Groups: true. */
  readonly active: boolean
  /** Seen to be pending deletion, in whatever way the profile says so. */
  readonly pendingDeletion: boolean
  readonly members: readonly ScimId[]
  /** The JSON body. */
  readonly raw: Readonly<Record<string, unknown>>
}

export type Answer<T> =
  | { readonly kind: 'done'; readonly value: T; readonly attempts: number; readonly requestId: string | null }
  /** A 4xx (not 401, 429) that is this object's own. */
  | Refusal
  /** 404 with a SCIM error body, confirmed: the service answers otherwise. */
  | { readonly kind: 'gone'; readonly attempts: number }
  /** No usable answer after all attempts (5xx, connection lost, timeout): whether it was processed is not known. */
  | { readonly kind: 'unanswered'; readonly problem: Problem; readonly attempts: number }
  /** 401, or the service as a whole is away: the run ends. */
  | { readonly kind: 'ended'; readonly problem: Problem }

export interface Refusal {
  readonly kind: 'refused'
  readonly attempts: number
  readonly status: number
  readonly scimType: string | null
  /** The service's own words; never empty: the status text where it gave none. */
  readonly detail: string
  readonly requestId: string | null
  readonly problem: Problem
}

export type ReadAll =
  | { readonly kind: 'complete'; readonly count: number }
  | { readonly kind: 'doubt'; readonly problem: Problem }

export interface MembersAnswer {
  readonly added: readonly ScimId[]
  readonly removed: readonly ScimId[]
  /** null: all done. */
  readonly failure: Exclude<Answer<null>, { readonly kind: 'done' }> | null
}
