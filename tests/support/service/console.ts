import { canonicalBody } from './canonical.ts'
import { GROUP, USER } from './iij-schemas.ts'
import type { JsonObject } from './json.ts'
import type { Model } from './model.ts'
import type { StoredGroup, StoredUser } from './stored.ts'

/** What an administrator does by hand in the service's console. Objects are named by id, userName, displayName or externalId. */
export class Console {
  readonly #model: Model

  constructor(model: Model) {
    this.#model = model
  }

  /** `active` true and an e-mail equal to the userName where they are not given. */
  createUser(attributes: JsonObject & { readonly userName: string }): StoredUser {
    const emails = [{ value: attributes.userName, primary: true }]
    return this.#model.users.create(canonicalBody({ active: true, emails, ...attributes }, USER)).user
  }

  /** Sets the attributes given (null clears), leaves the others. */
  editUser(name: string, attributes: JsonObject): StoredUser {
    const user = this.#model.user(name)
    this.#model.users.replace(user, canonicalBody({ ...user.attributes, ...attributes }, USER))
    return user
  }

  disableUser(name: string): StoredUser {
    return this.editUser(name, { active: false })
  }

  enableUser(name: string): StoredUser {
    return this.editUser(name, { active: true })
  }

  /** He is pending deletion from then on. */
  deleteUser(name: string): StoredUser {
    const user = this.#model.user(name)
    if (user.pendingSince === null) this.#model.deleteUser(user)
    return user
  }

  restoreUser(name: string): StoredUser {
    const user = this.#model.user(name)
    if (user.pendingSince !== null) this.#model.users.restore(user, user.attributes)
    return user
  }

  /** Ends the retention: he is gone, his names are free. A live user too. */
  purge(name: string): void {
    this.#model.purgeUser(this.#model.user(name))
  }

  purgeAll(): void {
    for (const user of this.#model.pending) this.#model.purgeUser(user)
  }

  createGroup(attributes: JsonObject & { readonly displayName: string }, members: readonly string[] = []): StoredGroup {
    const ids = members.map((name) => this.#memberId(name))
    return this.#model.groups.create(canonicalBody(attributes, GROUP), ids)
  }

  editGroup(name: string, attributes: JsonObject): StoredGroup {
    const group = this.#model.group(name)
    const edited = canonicalBody({ ...group.attributes, ...attributes }, GROUP)
    this.#model.groups.change(group, edited, { add: [], remove: [] })
    return group
  }

  deleteGroup(name: string): void {
    this.#model.groups.remove(this.#model.group(name))
  }

  addMember(groupName: string, memberName: string): void {
    const group = this.#model.group(groupName)
    this.#model.groups.change(group, group.attributes, { add: [this.#memberId(memberName)], remove: [] })
  }

  removeMember(groupName: string, memberName: string): void {
    const group = this.#model.group(groupName)
    this.#model.groups.change(group, group.attributes, { add: [], remove: [this.#memberId(memberName)] })
  }

  #memberId(name: string): string {
    return this.#model.groups.byId.get(name)?.id ?? this.#userId(name) ?? this.#model.group(name).id
  }

  #userId(name: string): string | null {
    try {
      return this.#model.user(name).id
    } catch {
      return null
    }
  }
}
