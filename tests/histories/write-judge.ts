import type { Auditor, RunRecord } from './auditor.ts'
import { deedKey } from './auditor.ts'
import { same } from './identity.ts'
import type { Counted } from './limits.ts'
import type { Seen, Write } from './observed-service.ts'
import type { LimitName } from './settings.ts'
import type { WantedUser } from './truth.ts'

const HOUR_MS = 60 * 60_000
const DAY_MS = 24 * HOUR_MS

/** Judges every single change at the service by what the directory held when it was read. */
export class WriteJudge {
  readonly counted: Counted[] = []
  readonly #run: RunRecord
  readonly #books: Auditor

  constructor(run: RunRecord, books: Auditor) {
    this.#run = run
    this.#books = books
  }

  /** @returns what is wrong about it. */
  judge(write: Write): string[] {
    const { before, after } = write
    if (before === null) return after === null ? [] : this.#created(write, after)
    const who = `${before.kind} ${before.name}`
    const wrong = [...this.#ownership(before, write), ...this.#protection(before, write.id)]
    if (before.pending && after !== null && !after.pending) return [...wrong, ...this.#restored(write, before, after)]
    if (after === null || (after.pending && !before.pending)) return [...wrong, ...this.#deleted(write, before)]
    if (before.active && !after.active) wrong.push(...this.#disabled(write, before))
    if (!before.active && after.active) wrong.push(...this.#enabled(before))
    if (!same(before.externalId, after.externalId)) wrong.push(...this.#rekeyed(before, after))
    if (before.kind === 'user' && (!same(before.name, after.name) || !same(before.mail, after.mail)))
      wrong.push(...this.#renamed(write, before, after))
    if (before.kind === 'group') wrong.push(...this.#members(write, before, after))
    return wrong.map((what) => (what.includes(who) ? what : `${who}: ${what}`))
  }

  #created(write: Write, after: Seen): string[] {
    this.#books.made.add(write.id)
    const guid = this.#run.names.guidOf(after.externalId)
    if (guid === null) return [`${after.kind} ${after.name} was made without anybody in the directory`]
    this.#count(
      write,
      after.kind === 'user' ? 'users.create' : 'groups.create',
      guid,
      deedKey(after.kind, 'create', guid)
    )
    const wrong: string[] = []
    if (this.#nowhere(guid)) wrong.push(`${after.kind} ${after.name} was made, who is not in scope`)
    for (const [id, claim] of this.#run.before.claims) {
      if (claim.anchor !== guid || id === write.id || claim.standing !== 'present') continue
      const other = this.#run.serviceBefore.get(id)
      if (other !== undefined && !other.pending) wrong.push(`${after.kind} ${after.name} was made twice`)
    }
    return wrong
  }

  #ownership(before: Seen, write: Write): string[] {
    const { claims } = this.#run.before
    if (claims.has(write.id) || this.#books.made.has(write.id) || this.#books.mayAdopt(before, this.#run)) return []
    return [`${write.request.method} on ${before.kind} ${before.name}, which is not its own`]
  }

  /** By the names that it had when the run looked: an adoption may give it others before it is enabled. */
  #protection(before: Seen, id: string): string[] {
    const { settings, tokenOwner } = this.#run
    const seen = this.#run.serviceBefore.get(id) ?? before
    const names = [seen.name, seen.externalId ?? '']
    const list = before.kind === 'user' ? settings.protectUsers : settings.protectGroups
    const matches = (pattern: string) => {
      const start = pattern.replace('*', '').toLowerCase()
      return names.some((name) => (pattern.endsWith('*') ? name.toLowerCase().startsWith(start) : same(name, pattern)))
    }
    if (list.some(matches)) return [`${before.kind} ${before.name} is protected and was changed`]
    return before.kind === 'user' && same(before.name, tokenOwner) ? ['the owner of the token was changed'] : []
  }

  #restored(write: Write, before: Seen, after: Seen): string[] {
    const guid = this.#guidOf(write.id, after)
    if (guid === null || this.#nowhere(guid)) return [`user ${before.name} was restored, who is not in scope`]
    // With the state lost, nobody knows any more that he was ours.
    const known = this.#run.before.claims.has(write.id)
    if (!known || !this.#books.byHand.has(write.id) || this.#run.settings.missing === 'repair') return []
    return this.#needs(deedKey('user', 'restore', guid), 'restored after he was deleted by hand')
  }

  #deleted(write: Write, before: Seen): string[] {
    const guid = this.#guidOf(write.id, before)
    if (guid === null) return [`${before.kind} ${before.name} was deleted, who is nobody of the directory`]
    const deed = deedKey(before.kind, 'delete', guid)
    this.#count(write, before.kind === 'user' ? 'users.delete' : 'groups.delete', guid, deed)
    const days = before.kind === 'user' ? this.#run.settings.disableFirstDays : this.#run.settings.groupsDeleteAfterDays
    return [
      ...this.#departure(guid, deed, 'deleted'),
      ...(this.#missedForMs(guid) < days * DAY_MS ? [`deleted before ${days} days had passed`] : []),
      ...(before.kind === 'user' && !this.#run.ownerKnown ? ['deleted although nobody knows whose token it is'] : []),
      ...this.#madeAgain(before)
    ]
  }

  #disabled(write: Write, before: Seen): string[] {
    const guid = this.#guidOf(write.id, before)
    if (guid === null) return ['disabled, who is nobody of the directory']
    const deed = deedKey('user', 'disable', guid)
    this.#count(write, 'users.disable', guid, deed)
    const wrong = this.#run.ownerKnown ? [] : ['disabled although nobody knows whose token it is']
    const users = this.#run.truths.map((truth) => truth.users.get(guid))
    if (users.some((user) => user !== undefined && !user.enabled)) return wrong
    return [...wrong, ...this.#departure(guid, deed, 'disabled')]
  }

  #enabled(before: Seen): string[] {
    const users = this.#wantedUsers(before)
    if (!users.some(({ enabled }) => enabled)) return ['enabled, who is disabled or out of scope']
    const [user] = users
    if (user === undefined || !this.#books.byHand.has(before.id) || this.#run.settings.reenable === 'repair') return []
    return this.#needs(deedKey('user', 'enable', user.guid), 'enabled after he was disabled by hand')
  }

  #rekeyed(before: Seen, after: Seen): string[] {
    const guid = this.#run.names.guidOf(after.externalId)
    return guid === null || this.#nowhere(guid)
      ? [`the externalId of ${before.name} became that of nobody in scope`]
      : []
  }

  #renamed(write: Write, before: Seen, after: Seen): string[] {
    const guid = this.#guidOf(write.id, after)
    if (guid === null) return ['renamed, who is nobody of the directory']
    const deeds = ['update', 'rekey'].map((action) => deedKey('user', action, guid))
    // An adoption brings its changes along.
    if (this.#run.before.claims.has(write.id))
      this.#count(write, 'users.rename', guid, deeds.find((deed) => this.#isApproved(deed)) ?? deeds[0] ?? '')
    const names = this.#wantedUsers(after).map(({ userName }) => userName)
    const known = same(before.name, after.name) || names.some((name) => same(name, after.name))
    return known || after.name.includes('.renaming-') ? [] : [`renamed to ${after.name}`]
  }

  #members(write: Write, before: Seen, after: Seen): string[] {
    const wrong: string[] = []
    const guid = this.#guidOf(write.id, after)
    const groups = this.#run.truths.flatMap((truth) => truth.groups.get(guid ?? '') ?? [])
    const left = before.members.filter((id) => !after.members.includes(id))
    const come = after.members.filter((id) => !before.members.includes(id))
    if (left.length + come.length > 0 && groups.length === 0)
      wrong.push('its members were changed, but it is not in scope')
    for (const id of left) {
      const [member, ...others] = this.#memberGuids(id)
      if (member === undefined) {
        wrong.push(`it lost the member ${this.#run.serviceBefore.get(id)?.name ?? id}, who is not ours`)
        continue
      }
      const deed = `membership ${guid} ${member} remove`
      for (const limit of ['memberships.remove', 'group_members.remove'] as const)
        this.#count(write, limit, `${guid} ${member}`, deed, write.id)
      const wanted = groups.every(({ members }) => [member, ...others].every((guid) => members.has(guid)))
      if (groups.length > 0 && wanted)
        wrong.push(`it lost the member ${this.#run.names.nameOf(member)}, who is one in the directory`)
    }
    for (const id of come) {
      const guids = this.#memberGuids(id)
      if (!groups.some(({ members }) => guids.some((member) => members.has(member))))
        wrong.push(`it got the member ${guids.map(this.#run.names.nameOf)[0] ?? id}, who is none in the directory`)
    }
    return wrong
  }

  /** Nobody leaves whom the directory still holds; who can't be seen any more leaves only by the rules for that. */
  #departure(guid: string, deed: string, what: string): string[] {
    const fates = this.#run.truths.map((truth) => truth.whereabouts(guid))
    if (fates.every((fate) => fate === 'in_scope'))
      return [`${what}, although the directory holds ${this.#run.names.nameOf(guid)} in scope`]
    if (!fates.every((fate) => fate === 'unseen' || fate === 'in_scope')) return []
    if (this.#run.seesDeleted) return this.#needs(deed, `${what} because he was not seen any more`)
    const last = this.#books.lastInvocation()
    const same = last === null || this.#run.truths.every(({ invocationId }) => invocationId === last)
    return same || this.#missedForMs(guid) >= HOUR_MS
      ? []
      : [`${what}: another controller had not seen him for an hour`]
  }

  /** Who is deleted in the directory and made again with the same names keeps his object. */
  #madeAgain(before: Seen): string[] {
    const { before: known, after } = this.#run
    // Of a damaged state the backup that took its place tells who was known.
    const owned = new Set([...(known.claims.size > 0 ? known : after).claims.values()].map(({ anchor }) => anchor))
    const again = (user: WantedUser) =>
      same(user.userName, before.name) && same(user.mail, before.mail) && !owned.has(user.guid)
    if (before.kind !== 'user' || !this.#run.truths.every(({ users }) => [...users.values()].some(again))) return []
    return [`deleted, although he was made again in the directory`]
  }

  #needs(deed: string, what: string): string[] {
    return this.#isApproved(deed) ? [] : [`${what}, without an approval`]
  }

  #isApproved(deed: string): boolean {
    return this.#books.approvals.covers(deed, this.#run.now)
  }

  #count(write: Write, limit: LimitName, who: string, deed: string, group: string | null = null): void {
    const { status } = write.request
    const answered = status !== null && status < 300
    this.counted.push({ at: this.#run.now, limit, who, deed, approved: this.#isApproved(deed), answered, group })
  }

  #guidOf(id: string, object: Seen): string | null {
    return this.#run.names.guidOf(object.externalId) ?? this.#run.before.claims.get(id)?.anchor ?? null
  }

  /** Who is made again in the directory is another one after the run. */
  #memberGuids(id: string): string[] {
    const claims = [this.#run.before, this.#run.after].flatMap((view) => view.claims.get(id)?.anchor ?? [])
    if (claims.length > 0) return claims
    const object = this.#run.serviceBefore.get(id)
    const guid = this.#books.made.has(id) ? this.#run.names.guidOf(object?.externalId ?? null) : null
    return guid === null ? [] : [guid]
  }

  #wantedUsers(object: Seen): WantedUser[] {
    const guid = this.#guidOf(object.id, object)
    return this.#run.truths.flatMap((truth) => truth.users.get(guid ?? '') ?? [])
  }

  #nowhere(guid: string): boolean {
    return this.#run.truths.every((truth) => truth.whereabouts(guid) !== 'in_scope')
  }

  #missedForMs(guid: string): number {
    const since = this.#books.missedSince.get(guid)
    return since === undefined ? 0 : this.#run.now - since
  }
}
