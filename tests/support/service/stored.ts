import type { JsonObject } from './json.ts'

interface Stored {
  readonly id: string
  readonly createdAt: number
  /** Epoch milliseconds of the last change. */
  modifiedAt: number
  /** Raised by every change; the ETag is made of it. */
  version: number
  /** Ids of the groups that have it as a direct member. */
  readonly groups: Set<string>
  /** Canonical attributes, extensions under their URN; never id, meta, groups, members, displayName of a user, password. */
  attributes: JsonObject
}

export interface StoredUser extends Stored {
  readonly kind: 'user'
  /** Epoch milliseconds; null while he is live. */
  pendingSince: number | null
}

export interface StoredGroup extends Stored {
  readonly kind: 'group'
  /** Ids of users and groups, in the order in which they came. */
  members: Set<string>
}

/** How unique names are compared: without case, canonically composed. */
export function fold(name: string): string {
  return name.normalize('NFC').toLowerCase()
}
