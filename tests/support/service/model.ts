import { GroupStore } from './group-store.ts'
import type { StoredGroup, StoredUser } from './stored.ts'
import { UserStore } from './user-store.ts'

/** One line of the service's job history: what an administrator sees in the console about each change. */
export interface Job {
  readonly requestId: string
  readonly at: number
  /** userName of the token's owner; null for the console. */
  readonly actor: string | null
  readonly action: string
  readonly target: string | null
  /** HTTP status that the change ended with. */
  readonly status: number
}

export interface ModelSettings {
  readonly nextId: () => string
  readonly clock: () => number
  readonly domains: ReadonlySet<string>
  readonly restoreByPost: boolean
  readonly keepMembershipsOfPending: boolean
  readonly nestedGroups: boolean
}

/** Everything the service holds. */
export class Model {
  readonly users: UserStore
  readonly groups: GroupStore
  readonly jobs: Job[] = []
  readonly #keepMemberships: boolean

  constructor(settings: ModelSettings) {
    this.#keepMemberships = settings.keepMembershipsOfPending
    this.users = new UserStore(settings)
    this.groups = new GroupStore({
      ...settings,
      candidate: (id) => this.users.byId.get(id) ?? (settings.nestedGroups ? this.groups.byId.get(id) : undefined)
    })
  }

  get pending(): readonly StoredUser[] {
    return [...this.users.pending]
  }

  deleteUser(user: StoredUser): void {
    this.users.markPending(user)
    if (!this.#keepMemberships) this.groups.dropMemberships(user)
  }

  purgeUser(user: StoredUser): void {
    this.groups.dropMemberships(user)
    this.users.purge(user)
  }

  /** By id or by a unique name; pending users too. */
  user(idOrName: string): StoredUser {
    const found =
      this.users.byId.get(idOrName) ??
      this.users.userNames.holderOf(idOrName) ??
      this.users.externalIds.holderOf(idOrName)
    if (found === undefined) throw new Error(`the emulator has no user ${idOrName}`)
    return found
  }

  group(idOrName: string): StoredGroup {
    const found =
      this.groups.byId.get(idOrName) ??
      this.groups.displayNames.holderOf(idOrName) ??
      this.groups.externalIds.holderOf(idOrName)
    if (found === undefined) throw new Error(`the emulator has no group ${idOrName}`)
    return found
  }

  /** What a user is called where he is shown as a member. */
  displayOf(member: StoredUser | StoredGroup): string {
    if (member.kind === 'group') return String(member.attributes['displayName'])
    return displayNameOf(member)
  }
}

/** Derived by the service: family and given name, else the userName. */
export function displayNameOf(user: StoredUser): string {
  const name = user.attributes['name']
  const parts: unknown[] = typeof name === 'object' && name !== null ? Object.values(name) : []
  const joined = parts.filter((part) => typeof part === 'string' && part !== '').join(' ')
  return joined === '' ? String(user.attributes['userName']) : joined
}
