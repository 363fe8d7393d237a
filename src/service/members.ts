import type { ScimId } from '../model/names.ts'
import { type Client, pathOf, successOf } from './client.ts'
import type { Features } from './discover.ts'
import { field, type JsonObject } from './json.ts'
import { type PatchOperation, patchBody } from './patch.ts'
import { putModified } from './put.ts'
import type { Answer, MembersAnswer } from './service.ts'

/** The least limit known of services with one (RFC 7644 sets none). */
const CHUNK = 100
/** Members refused one by one, after which the rest of a change is left: then it is not about the members. */
const REFUSED_SINGLES = 5

type Failure = NonNullable<MembersAnswer['failure']>
type Verb = 'add' | 'remove'
interface Part {
  readonly done: readonly ScimId[]
  readonly failure: Failure | null
}

/** How removals by `members[value eq "id"]` are known to work with this service. */
export interface RemovalProof {
  state: 'unproven' | 'exact' | 'unusable'
  /** Removals are proven one at a time. */
  queue: Promise<unknown>
}

/** See ScimService.changeMembers. Additions first. */
export async function changeMembers(
  client: Client,
  features: Features,
  proof: RemovalProof,
  group: ScimId,
  change: { readonly add: readonly ScimId[]; readonly remove: readonly ScimId[] }
): Promise<MembersAnswer> {
  const editor = makeEditor(client, features, proof, group)
  const added = await editor.all('add', change.add)
  if (added.failure !== null && added.failure.kind !== 'refused')
    return { added: added.done, removed: [], failure: added.failure }
  const removed = await editor.all('remove', change.remove)
  return { added: added.done, removed: removed.done, failure: worse(removed.failure, added.failure) }
}

/** The first that ends more than the object, else the first. */
function worse(later: Failure | null, earlier: Failure | null): Failure | null {
  if (later !== null && later.kind !== 'refused') return later
  return earlier ?? later
}

function makeEditor(client: Client, features: Features, proof: RemovalProof, group: ScimId) {
  const target = { kind: 'group', name: group } as const
  let refusedSingles = 0

  async function all(verb: Verb, ids: readonly ScimId[]): Promise<Part> {
    const done: ScimId[] = []
    let failure: Failure | null = null
    const rest = [...new Set(ids)]
    while (rest.length > 0) {
      const alone = verb === 'remove' && features.patch.group && proof.state === 'unproven'
      const chunk = rest.splice(0, alone ? 1 : CHUNK)
      const part: Part = alone ? await inTurn(chunk) : await send(verb, chunk)
      done.push(...part.done)
      failure = worse(part.failure, failure)
      if (failure !== null && (failure.kind !== 'refused' || refusedSingles >= REFUSED_SINGLES)) break
    }
    return { done, failure }
  }

  async function send(verb: Verb, ids: readonly ScimId[]): Promise<Part> {
    if (!features.patch.group || (verb === 'remove' && proof.state === 'unusable')) return put(verb, ids)
    const outcome = await patch(verb, ids)
    if (successOf(outcome) !== null) return { done: ids, failure: null }
    if (outcome.kind === 'answer' && (outcome.reply.status === 501 || outcome.reply.status === 405)) {
      features.patch.group = false
      return put(verb, ids)
    }
    const failure = await client.failure(outcome, target, group)
    if (failure.kind !== 'refused' || ![400, 404, 409].includes(failure.status)) return { done: [], failure }
    return withoutRefused(verb, ids, failure)
  }

  /** "Already a member" and "not a member" are done, which a look shows; one bad member must not keep the others out. */
  async function withoutRefused(verb: Verb, ids: readonly ScimId[], failure: Failure): Promise<Part> {
    const held = await client.get(target, group)
    if (held.kind !== 'done') return { done: [], failure: held }
    const members = new Set(held.value.members)
    const left = ids.filter((id) => members.has(id) !== (verb === 'add'))
    const done = ids.filter((id) => !left.includes(id))
    if (left.length === 0) return { done, failure: null }
    if (ids.length === 1) {
      refusedSingles += 1
      return { done, failure }
    }
    const middle = Math.ceil(left.length / 2)
    const halves = left.length < ids.length ? [left] : [left.slice(0, middle), left.slice(middle)]
    let first: Failure | null = null
    for (const half of halves) {
      if (refusedSingles >= REFUSED_SINGLES) break
      const part = await send(verb, half)
      done.push(...part.done)
      first = worse(part.failure, first)
      if (first !== null && first.kind !== 'refused') break
    }
    return { done, failure: first }
  }

  function patch(verb: Verb, ids: readonly ScimId[]) {
    const operations: PatchOperation[] =
      verb === 'add'
        ? [{ op: 'add', path: 'members', value: ids.map((value) => ({ value })) }]
        : // A bare `members` with values empties the group on strict servers: RFC 7644 §3.5.2.2 ignores a remove's value.
          ids.map((id) => ({ op: 'remove', path: `members[value eq ${JSON.stringify(id)}]` }))
    return client.send({ method: 'PATCH', path: pathOf('group', group), body: patchBody(operations) })
  }

  async function put(verb: Verb, ids: readonly ScimId[]): Promise<Part> {
    const answer = await putModified(client, target, group, (resource) => withMembers(resource, verb, ids))
    return answer.kind === 'done' ? { done: ids, failure: null } : { done: [], failure: answer }
  }

  async function inTurn(ids: readonly ScimId[]): Promise<Part> {
    const turn = proof.queue.then(() => (proof.state === 'unproven' ? proven(ids) : send('remove', ids)))
    proof.queue = turn.catch(() => undefined)
    return turn
  }

  /** Sends one removal and looks whether exactly that member is gone. Of a group's only member it can't be told. */
  async function proven(ids: readonly ScimId[]): Promise<Part> {
    const before = await client.get(target, group)
    if (before.kind !== 'done') return { done: [], failure: before }
    const removing = new Set(ids)
    if (!before.value.members.some((id) => removing.has(id))) return { done: ids, failure: null }
    const outcome = await patch('remove', ids)
    if (successOf(outcome) === null) {
      if (outcome.kind === 'answer' && [400, 405, 501].includes(outcome.reply.status)) {
        proof.state = 'unusable'
        return put('remove', ids)
      }
      return { done: [], failure: await client.failure(outcome, target, group) }
    }
    const after = await client.get({ ...target, name: before.value.name }, group)
    if (after.kind !== 'done') return { done: [], failure: after }
    const left = new Set(after.value.members)
    const lost = before.value.members.filter((id) => !removing.has(id) && !left.has(id))
    if (lost.length > 0) return { done: ids, failure: await putBack(lost, before.value.name) }
    if (ids.some((id) => left.has(id))) {
      proof.state = 'unusable'
      return put('remove', ids)
    }
    if (before.value.members.length > ids.length) proof.state = 'exact'
    return { done: ids, failure: null }
  }

  async function putBack(lost: readonly ScimId[], name: string): Promise<Failure> {
    proof.state = 'unusable'
    await all('add', lost)
    const again: Answer<{ readonly members: readonly ScimId[] }> = await client.get(target, group)
    const members = new Set(again.kind === 'done' ? again.value.members : [])
    const restored = lost.every((id) => members.has(id))
    return client.end({ code: 'service.removal_not_exact', object: name, lost: lost.length, restored })
  }

  return { all }
}

function withMembers(resource: JsonObject, verb: Verb, ids: readonly ScimId[]): JsonObject {
  const value = field(resource, 'members')
  const held: readonly unknown[] = Array.isArray(value) ? value : []
  const changed = new Set<unknown>(ids)
  const others = held.filter((member) => !changed.has(field(member, 'value')))
  const members =
    verb === 'remove'
      ? others
      : [
          ...held,
          ...ids.filter((id) => !held.some((member) => field(member, 'value') === id)).map((id) => ({ value: id }))
        ]
  return { ...resource, members }
}
