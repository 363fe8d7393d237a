import type { ScimId } from '../model/names.ts'
import { type Client, pathOf, successOf } from './client.ts'
import type { JsonObject } from './json.ts'
import type { Target } from './refusal.ts'
import type { ScimRequest } from './request.ts'
import type { Answer, ServiceObject } from './service.ts'

/** A resource changed by others between reading and writing is read anew so often. */
const READINGS = 3

/**
 * Read, modify, write (RFC 7644 §3.5.1), guarded by If-Match where the service has versions. What `modify` leaves alone goes back as it
 * came, unknown attributes and members too; only `meta` stays out, which is the service's own.
 * @returns the resource after it, or null where the service answered without one.
 */
export async function putModified(
  client: Client,
  target: Target,
  id: ScimId,
  modify: (resource: JsonObject) => JsonObject
): Promise<Answer<ServiceObject | null>> {
  for (let readings = 1; ; readings += 1) {
    const held = await client.read(target, id)
    if (held.kind !== 'done') return held
    const { meta: _, ...body } = modify(held.value.object.raw)
    const request: ScimRequest = { method: 'PUT', path: pathOf(target.kind, id), body, ifMatch: held.value.etag }
    const outcome = await client.send(request)
    const success = successOf(outcome)
    if (success !== null) return client.resourceOrNull(success, target, id, request)
    if (outcome.kind === 'answer' && outcome.reply.status === 412 && readings < READINGS) continue
    return client.failure(outcome, target, id)
  }
}
