import { type Kind, nameKey, ScimId } from '../../../src/model/names.ts'
import type { FlatResource } from '../../../src/model/resource.ts'
import { profileOf } from '../../../src/service/profile.ts'
import { applied, toResource } from '../../../src/service/resource-body.ts'
import type { Answer, ScimService, ServiceObject } from '../../../src/service/service.ts'
import { done, type Fault, failed, LOST, refusal } from './fake-answers.ts'

export type Verb = 'create' | 'update' | 'remove' | 'restore' | 'members' | 'get' | 'find' | 'list'

export interface FaultOn {
  readonly verb: Verb
  /** userName, displayName or id of whom it is about; all without. */
  readonly of?: string
  readonly fault: Fault
  /** So often, then it goes well; always without. */
  times?: number
}

interface Held {
  readonly kind: Kind
  raw: Readonly<Record<string, unknown>>
  active: boolean
  pending: boolean
  members: Set<ScimId>
}

/** A SCIM service in memory, with unique names and faults on demand. It keeps deleted users, as the service's profile says. */
export class FakeService implements ScimService {
  readonly objects = new Map<ScimId, Held>()
  readonly faults: FaultOn[]
  /** Every request, as `verb name`. */
  readonly calls: string[] = []
  /** Gets each call before it is processed. */
  onCall: (call: string) => void = () => {}
  /** Gets each call after it is processed, before its answer is given. */
  onAnswer: (call: string) => void = () => {}
  owner: string | null = null
  /** Whether it refuses names that are taken: one that doesn't shows whoever is made twice. */
  unique = true
  #nextId = 1

  constructor(faults: readonly FaultOn[] = []) {
    this.faults = faults.map((fault) => ({ ...fault }))
  }

  /** Puts an object there that the product did not make. */
  put(kind: Kind, resource: FlatResource, more: { id?: string; active?: boolean; members?: readonly string[] } = {}) {
    const id = ScimId.parse(more.id ?? `made-${this.#nextId++}`)
    const raw = { ...toResource(kind, resource, more.active ?? true, PROFILE), id }
    const members = new Set((more.members ?? []).map((member) => ScimId.parse(member)))
    this.objects.set(id, { kind, raw, active: more.active ?? true, pending: false, members })
    return id
  }

  /** The same objects, from now on apart. */
  clone(): FakeService {
    const other = new FakeService()
    for (const [id, held] of this.objects) other.objects.set(id, { ...held, members: new Set(held.members) })
    other.owner = this.owner
    other.unique = this.unique
    other.#nextId = this.#nextId
    return other
  }

  names(kind: Kind): string[] {
    return this.#live(kind)
      .map(({ name }) => name)
      .sort()
  }

  named(kind: Kind, name: string): ServiceObject | undefined {
    return this.#live(kind).find((object) => object.name === name)
  }

  membersOf(group: string): string[] {
    const ids = this.named('group', group)?.members ?? []
    return ids.map((id) => this.#shown(id)?.name ?? '?').sort()
  }

  async readAll(
    kind: Kind,
    sink: { page(resources: readonly ServiceObject[]): void; restart(): void }
  ): ReturnType<ScimService['readAll']> {
    const fault = this.#begin('list', kind)
    if (fault !== null) return { kind: 'doubt', problem: LOST }
    sink.page(this.#live(kind))
    return { kind: 'complete', count: this.#live(kind).length }
  }

  async get(_kind: Kind, id: ScimId): Promise<Answer<ServiceObject>> {
    return this.#answer('get', this.#shown(id)?.name ?? id, () => {
      const object = this.#shown(id)
      return object === null || object.pendingDeletion ? { kind: 'gone', attempts: 1 } : done(object)
    })
  }

  async find(
    kind: Kind,
    attribute: 'externalId' | 'userName' | 'displayName',
    value: string
  ): Promise<Answer<readonly ServiceObject[]>> {
    return this.#answer('find', value, () =>
      done(
        this.#live(kind).filter(
          (object) => nameKey((attribute === 'externalId' ? object.externalId : object.name) ?? '') === nameKey(value)
        )
      )
    )
  }

  async create(
    kind: Kind,
    wanted: { readonly resource: FlatResource; readonly active: boolean }
  ): Promise<Answer<ServiceObject>> {
    return this.#answer('create', nameIn(wanted.resource), () => {
      const asleep = this.#pendingTwin(wanted.resource)
      if (asleep !== null) return this.#put(asleep, kind, wanted)
      const taken = this.#taken(kind, wanted.resource, null)
      if (taken !== null) return refusal(409, `${taken} has already been taken`)
      return this.#put(ScimId.parse(`made-${this.#nextId++}`), kind, wanted)
    })
  }

  async update(
    kind: Kind,
    id: ScimId,
    update: Parameters<ScimService['update']>[2]
  ): Promise<Answer<ServiceObject | null>> {
    return this.#answer('update', this.#shown(id)?.name ?? id, () => {
      const held = this.objects.get(id)
      if (held === undefined || held.pending) return { kind: 'gone', attempts: 1 }
      const changes = Object.fromEntries(update.changes.map((change) => [change.attribute, change.to]))
      const taken = this.#taken(kind, changes, id)
      if (taken !== null) return refusal(409, `${taken} has already been taken`)
      held.raw = applied(held.raw, changes, update.wanted, update.known)
      if (update.active !== undefined) {
        held.active = update.active
        held.raw = { ...held.raw, active: update.active }
      }
      return done(null)
    })
  }

  async remove(kind: Kind, id: ScimId): Promise<Answer<null>> {
    return this.#answer('remove', this.#shown(id)?.name ?? id, () => {
      const held = this.objects.get(id)
      if (held !== undefined && kind === 'user') held.pending = true
      else this.objects.delete(id)
      for (const group of this.objects.values()) group.members.delete(id)
      return done(null)
    })
  }

  async restore(
    id: ScimId,
    wanted: { readonly resource: FlatResource; readonly active: boolean }
  ): Promise<Answer<ServiceObject>> {
    return this.#answer('restore', nameIn(wanted.resource), () => {
      const held = this.objects.get(id)
      return this.#put(held === undefined ? ScimId.parse(`made-${this.#nextId++}`) : id, 'user', wanted)
    })
  }

  async changeMembers(
    group: ScimId,
    change: { readonly add: readonly ScimId[]; readonly remove: readonly ScimId[] }
  ): ReturnType<ScimService['changeMembers']> {
    const held = this.objects.get(group)
    const verb = change.add.length > 0 ? 'add' : 'remove'
    const fault = this.#begin('members', `${this.#shown(group)?.name ?? group} ${verb}`)
    const nothing = { added: [], removed: [] }
    if (held === undefined) return { ...nothing, failure: { kind: 'gone', attempts: 1 } }
    if (fault !== null && fault !== 'lost but done' && fault !== 'away but done')
      return { ...nothing, failure: failed(fault) }
    for (const id of change.add) held.members.add(id)
    for (const id of change.remove) held.members.delete(id)
    this.onAnswer(`members ${this.#shown(group)?.name ?? group} ${verb}`)
    return fault === null
      ? { added: change.add, removed: change.remove, failure: null }
      : { ...nothing, failure: failed(fault) }
  }

  async me(): Promise<Answer<ServiceObject | null>> {
    return done(this.owner === null ? null : (this.named('user', this.owner) ?? null))
  }

  async close(): Promise<void> {}

  #answer<T>(verb: Verb, of: string, work: () => Answer<T>): Answer<T> {
    const fault = this.#begin(verb, of)
    const answer = fault === null || fault === 'lost but done' || fault === 'away but done' ? work() : null
    this.onAnswer(`${verb} ${of}`)
    return fault === null && answer !== null ? answer : failed(fault ?? 'lost')
  }

  #begin(verb: Verb, of: string): Fault | null {
    this.onCall(`${verb} ${of}`)
    this.calls.push(`${verb} ${of}`)
    const index = this.faults.findIndex(
      (fault) => fault.verb === verb && (fault.of === undefined || fault.of === of) && fault.times !== 0
    )
    const found = this.faults[index]
    if (found === undefined) return null
    if (found.times !== undefined) found.times -= 1
    return found.fault
  }

  #put(
    id: ScimId,
    kind: Kind,
    wanted: { readonly resource: FlatResource; readonly active: boolean }
  ): Answer<ServiceObject> {
    const raw = { ...toResource(kind, wanted.resource, wanted.active, PROFILE), id }
    this.objects.set(id, { kind, raw, active: wanted.active, pending: false, members: new Set() })
    const object = this.#shown(id)
    if (object === null) throw new Error('it was just put there')
    return done(object)
  }

  #pendingTwin(resource: FlatResource): ScimId | null {
    for (const [id, held] of this.objects) {
      if (
        held.pending &&
        held.raw['userName'] === resource['userName'] &&
        held.raw['externalId'] === resource['externalId']
      )
        return id
    }
    return null
  }

  #taken(kind: Kind, resource: FlatResource, by: ScimId | null): string | null {
    if (!this.unique) return null
    for (const [id, held] of this.objects) {
      if (held.kind !== kind || id === by) continue
      for (const path of ['externalId', 'userName', 'displayName']) {
        const [wanted, there] = [resource[path], held.raw[path]]
        if (typeof wanted === 'string' && typeof there === 'string' && nameKey(wanted) === nameKey(there)) return path
      }
    }
    return null
  }

  #live(kind: Kind): ServiceObject[] {
    return [...this.objects].flatMap(([id, held]) => {
      const object = held.kind === kind && !held.pending ? this.#shown(id) : null
      return object === null ? [] : [object]
    })
  }

  #shown(id: ScimId): ServiceObject | null {
    const held = this.objects.get(id)
    if (held === undefined) return null
    const text = (name: string) => (typeof held.raw[name] === 'string' ? String(held.raw[name]) : null)
    return {
      id,
      externalId: text('externalId'),
      name: text(held.kind === 'user' ? 'userName' : 'displayName') ?? '',
      active: held.active,
      pendingDeletion: held.pending,
      members: [...held.members],
      raw: held.raw
    }
  }
}

const PROFILE = profileOf('iij-id')
function nameIn(resource: FlatResource): string {
  return String(resource['userName'] ?? resource['displayName'] ?? '?')
}
