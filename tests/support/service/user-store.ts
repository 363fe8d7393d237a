import type { JsonObject } from './json.ts'
import { OrderedList } from './ordered-list.ts'
import { refusals } from './scim-error.ts'
import type { StoredUser } from './stored.ts'
import { UniqueIndex } from './unique-index.ts'
import { checkUser } from './user-rules.ts'

export interface UserStoreSettings {
  readonly nextId: () => string
  readonly clock: () => number
  /** Registered domains, lower case. */
  readonly domains: ReadonlySet<string>
  /** Whether a POST with userName and externalId of a pending user restores him. */
  readonly restoreByPost: boolean
}

/** Users, live and pending deletion. Every change goes through the service's rules. */
export class UserStore {
  readonly byId = new Map<string, StoredUser>()
  readonly userNames = new UniqueIndex<StoredUser>()
  readonly externalIds = new UniqueIndex<StoredUser>()
  readonly live = new OrderedList<StoredUser>()
  readonly pending = new Set<StoredUser>()
  readonly #settings: UserStoreSettings

  constructor(settings: UserStoreSettings) {
    this.#settings = settings
  }

  /** Creates him, or restores the pending user who has both names: same id, attributes overwritten. */
  create(attributes: JsonObject): { readonly user: StoredUser; readonly restored: boolean } {
    checkUser(attributes, this.#settings.domains)
    const byUserName = this.userNames.holderOf(attributes['userName'])
    const byExternalId = this.externalIds.holderOf(attributes['externalId'])
    const match = byUserName !== undefined && byUserName === byExternalId ? byUserName : undefined
    if (match !== undefined && match.pendingSince !== null && this.#settings.restoreByPost) {
      this.restore(match, attributes)
      return { user: match, restored: true }
    }
    this.#refuseTaken(attributes, null)
    const now = this.#settings.clock()
    const user: StoredUser = {
      kind: 'user',
      id: this.#settings.nextId(),
      createdAt: now,
      modifiedAt: now,
      version: 1,
      groups: new Set(),
      attributes: {},
      pendingSince: null
    }
    this.byId.set(user.id, user)
    this.live.add(user)
    this.#store(user, attributes)
    return { user, restored: false }
  }

  replace(user: StoredUser, attributes: JsonObject): void {
    checkUser(attributes, this.#settings.domains)
    this.#refuseTaken(attributes, user)
    this.#store(user, attributes)
    this.touch(user)
  }

  restore(user: StoredUser, attributes: JsonObject): void {
    this.replace(user, attributes)
    user.pendingSince = null
    this.pending.delete(user)
    this.live.add(user)
  }

  /** Deletion as the service does it: he is pending, his names stay taken. */
  markPending(user: StoredUser): void {
    user.pendingSince = this.#settings.clock()
    this.pending.add(user)
    this.live.remove(user)
    this.touch(user)
  }

  /** Final: his names are free again. */
  purge(user: StoredUser): void {
    this.userNames.move(user, user.attributes['userName'], undefined)
    this.externalIds.move(user, user.attributes['externalId'], undefined)
    this.byId.delete(user.id)
    this.pending.delete(user)
    this.live.remove(user)
  }

  touch(user: StoredUser): void {
    user.version += 1
    user.modifiedAt = this.#settings.clock()
  }

  #refuseTaken(attributes: JsonObject, self: StoredUser | null): void {
    for (const [attribute, index, taken] of [
      ['externalId', this.externalIds, refusals.externalIdTaken],
      ['userName', this.userNames, refusals.userNameTaken]
    ] as const) {
      const holder = index.holderOf(attributes[attribute])
      if (holder === undefined || holder === self) continue
      throw holder.pendingSince === null ? taken() : refusals.takenByPending(attribute)
    }
  }

  #store(user: StoredUser, attributes: JsonObject): void {
    this.userNames.move(user, user.attributes['userName'], attributes['userName'])
    this.externalIds.move(user, user.attributes['externalId'], attributes['externalId'])
    const { password: _writeOnly, ...kept } = attributes
    user.attributes = kept
  }
}
