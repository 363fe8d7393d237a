import type { JsonObject } from './json.ts'
import { OrderedList } from './ordered-list.ts'
import { refusals } from './scim-error.ts'
import type { StoredGroup, StoredUser } from './stored.ts'
import { UniqueIndex } from './unique-index.ts'

export interface GroupStoreSettings {
  readonly nextId: () => string
  readonly clock: () => number
  /** The user or group with this id that may become a member. */
  readonly candidate: (id: string) => StoredUser | StoredGroup | undefined
}

/** Groups. A deletion is final at once; a member must exist. */
export class GroupStore {
  readonly byId = new Map<string, StoredGroup>()
  readonly displayNames = new UniqueIndex<StoredGroup>()
  readonly externalIds = new UniqueIndex<StoredGroup>()
  readonly live = new OrderedList<StoredGroup>()
  readonly #settings: GroupStoreSettings

  constructor(settings: GroupStoreSettings) {
    this.#settings = settings
  }

  create(attributes: JsonObject, members: Iterable<string>): StoredGroup {
    this.#check(attributes, null)
    const wanted = new Set(members)
    for (const id of wanted) this.requireCandidate(id)
    const now = this.#settings.clock()
    const group: StoredGroup = {
      kind: 'group',
      id: this.#settings.nextId(),
      createdAt: now,
      modifiedAt: now,
      version: 1,
      groups: new Set(),
      attributes: {},
      members: new Set()
    }
    this.byId.set(group.id, group)
    this.live.add(group)
    this.#store(group, attributes)
    for (const id of wanted) this.#join(group, id)
    return group
  }

  /** Attributes and the difference in members, all of it or nothing. */
  change(
    group: StoredGroup,
    attributes: JsonObject,
    members: { add: Iterable<string>; remove: Iterable<string> }
  ): void {
    this.#check(attributes, group)
    const added = [...members.add].filter((id) => !group.members.has(id))
    for (const id of added) this.requireCandidate(id)
    this.#store(group, attributes)
    for (const id of members.remove) this.#part(group, id)
    for (const id of added) this.#join(group, id)
    this.touch(group)
  }

  remove(group: StoredGroup): void {
    this.displayNames.move(group, group.attributes['displayName'], undefined)
    this.externalIds.move(group, group.attributes['externalId'], undefined)
    for (const id of [...group.members]) this.#part(group, id)
    this.dropMemberships(group)
    this.byId.delete(group.id)
    this.live.remove(group)
  }

  /** Takes a user or group out of every group that it is in. */
  dropMemberships(member: StoredUser | StoredGroup): void {
    for (const id of [...member.groups]) {
      const group = this.byId.get(id)
      if (group === undefined) continue
      group.members.delete(member.id)
      this.touch(group)
    }
    member.groups.clear()
  }

  /** @throws ScimError 400 invalidValue when nobody has this id. */
  requireCandidate(id: string): StoredUser | StoredGroup {
    const found = this.#settings.candidate(id)
    if (found === undefined) throw refusals.memberNotFound(id)
    return found
  }

  touch(group: StoredGroup): void {
    group.version += 1
    group.modifiedAt = this.#settings.clock()
  }

  #join(group: StoredGroup, id: string): void {
    group.members.add(id)
    this.requireCandidate(id).groups.add(group.id)
  }

  #part(group: StoredGroup, id: string): void {
    if (group.members.delete(id)) this.#settings.candidate(id)?.groups.delete(group.id)
  }

  #check(attributes: JsonObject, self: StoredGroup | null): void {
    const displayName = attributes['displayName']
    if (typeof displayName !== 'string' || displayName === '') throw refusals.required('displayName')
    if (attributes['externalId'] === '') throw refusals.invalid('externalId')
    const byExternalId = this.externalIds.holderOf(attributes['externalId'])
    if (byExternalId !== undefined && byExternalId !== self) throw refusals.externalIdTaken()
    const byName = this.displayNames.holderOf(displayName)
    if (byName !== undefined && byName !== self) throw refusals.displayNameTaken()
  }

  #store(group: StoredGroup, attributes: JsonObject): void {
    this.displayNames.move(group, group.attributes['displayName'], attributes['displayName'])
    this.externalIds.move(group, group.attributes['externalId'], attributes['externalId'])
    group.attributes = attributes
  }
}
