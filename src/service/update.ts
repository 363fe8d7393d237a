import type { Kind, ScimId } from '../model/names.ts'
import type { FlatResource } from '../model/resource.ts'
import { type Client, pathOf, successOf } from './client.ts'
import type { Features } from './discover.ts'
import { scimType } from './error-body.ts'
import type { JsonObject } from './json.ts'
import { patchBody, toPatch, touchesLists } from './patch.ts'
import { putModified } from './put.ts'
import type { Target } from './refusal.ts'
import type { ScimRequest } from './request.ts'
import { applied } from './resource-body.ts'
import type { Answer, ServiceObject, Update } from './service.ts'

/** See ScimService.update. */
export async function update(
  client: Client,
  features: Features,
  kind: Kind,
  id: ScimId,
  wanted: Update
): Promise<Answer<ServiceObject | null>> {
  const target = { kind, name: nameIn(kind, wanted.wanted) ?? nameIn(kind, wanted.known) ?? id }
  if (features.patch[kind]) {
    const answer = await patched(client, target, id, wanted)
    if (answer !== 'no_patch') return answer
    features.patch[kind] = false
  }
  return putModified(client, target, id, (resource) => withUpdate(resource, wanted))
}

/** userName or displayName, where it is managed. */
export function nameIn(kind: Kind, resource: FlatResource): string | null {
  const name = resource[kind === 'user' ? 'userName' : 'displayName']
  return typeof name === 'string' ? name : null
}

async function patched(
  client: Client,
  target: Target,
  id: ScimId,
  wanted: Update
): Promise<Answer<ServiceObject | null> | 'no_patch'> {
  const { kind } = target
  let held: ServiceObject | null = null
  if (touchesLists(wanted.changes)) {
    const read = await client.get(target, id)
    if (read.kind !== 'done') return read
    held = read.value
  }
  for (;;) {
    const operations = toPatch(wanted, held)
    if (operations.length === 0) return { kind: 'done', value: held, attempts: 0, requestId: null }
    const request: ScimRequest = { method: 'PATCH', path: pathOf(kind, id), body: patchBody(operations) }
    const outcome = await client.send(request)
    const success = successOf(outcome)
    if (success !== null) return client.resourceOrNull(success, target, id, request)
    if (outcome.kind === 'answer' && (outcome.reply.status === 501 || outcome.reply.status === 405)) return 'no_patch'
    const absent = outcome.kind === 'answer' && scimType(outcome.reply)?.toLowerCase() === 'notarget'
    if (!absent || held !== null) return client.failure(outcome, target, id)
    // Something to be removed is gone already: look what is there, and leave that out.
    const read = await client.get(target, id)
    if (read.kind !== 'done') return read
    held = read.value
  }
}

function withUpdate(resource: JsonObject, wanted: Update): JsonObject {
  const changed: Record<string, FlatResource[string]> = { ...wanted.wanted }
  for (const change of wanted.changes) changed[change.attribute] = change.to
  const body = applied(resource, changed, wanted.wanted, wanted.known)
  return wanted.active === undefined ? body : { ...body, active: wanted.active }
}
