import { type Kind, ScimId } from '../model/names.ts'
import type { FlatResource } from '../model/resource.ts'
import { type Client, pathOf, successOf } from './client.ts'
import type { Target } from './refusal.ts'
import type { ScimRequest } from './request.ts'
import { toResource } from './resource-body.ts'
import type { Answer, ServiceObject } from './service.ts'
import { nameIn } from './update.ts'

export interface Wanted {
  readonly resource: FlatResource
  readonly active: boolean
}

/** See ScimService.create. */
export async function create(client: Client, kind: Kind, wanted: Wanted): Promise<Answer<ServiceObject>> {
  const target = { kind, name: nameIn(kind, wanted.resource) ?? '?' }
  const body = toResource(kind, wanted.resource, wanted.active, client.profile)
  const request: ScimRequest = { method: 'POST', path: pathOf(kind), body }
  const outcome = await client.send(request)
  const success = successOf(outcome)
  if (success === null) return client.failure(outcome, target, null)
  if (success.reply.body.kind === 'none')
    return created(client, target, success.reply.location, request, success.attempts)
  return client.resource(success, target, null, request)
}

/** RFC 7644 §3.3 wants the new resource in the answer; some services give only its place. */
async function created(
  client: Client,
  target: Target,
  location: string | null,
  request: ScimRequest,
  attempts: number
): Promise<Answer<ServiceObject>> {
  const id = location === null ? null : idIn(target.kind, location)
  const held = id === null ? null : await client.get(target, id)
  if (held !== null && (held.kind === 'done' || held.kind === 'ended')) return held
  const problem = {
    code: 'service.not_scim',
    request: `${request.method} ${request.path}`,
    status: 201,
    contentType: '-',
    seen: 'no_body'
  } as const
  return { kind: 'unanswered', attempts, problem }
}

/** The id in a resource's URL; only the id is used of it, so that no other host is ever asked. */
export function idIn(kind: Kind, location: string): ScimId | null {
  const encoded = new RegExp(`${pathOf(kind)}/([^/?#]+)/?$`).exec(location)?.[1]
  if (encoded === undefined) return null
  try {
    return ScimId.parse(decodeURIComponent(encoded))
  } catch {
    return null
  }
}
