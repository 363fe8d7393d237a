import { type Client, successOf } from './client.ts'
import { idIn } from './create.ts'
import type { ScimRequest } from './request.ts'
import type { Answer, ServiceObject } from './service.ts'

/**
 * The token's owner by `/Me` (RFC 7644 §3.11). The service may answer with the resource or, with a redirect, where it is: of that only
 * the id is used. Everything else but a refused token means that it doesn't tell.
 */
export async function me(client: Client): Promise<Answer<ServiceObject | null>> {
  const target = { kind: 'user', name: '/Me' } as const
  const request: ScimRequest = { method: 'GET', path: '/Me' }
  const outcome = await client.send(request, 'aside')
  const success = successOf(outcome)
  if (success !== null) {
    const read = client.resource(success, target, null, request)
    if (read.kind === 'done') return read
    return { kind: 'done', value: null, attempts: success.attempts, requestId: success.reply.requestId }
  }
  if (outcome.kind === 'ended') return outcome
  if (outcome.kind === 'answer')
    return { kind: 'done', value: null, attempts: outcome.attempts, requestId: outcome.reply.requestId }
  if (outcome.problem.code === 'service.redirected') {
    const id = idIn('user', outcome.problem.location)
    if (id !== null) return client.get(target, id)
  }
  const unknown = outcome.problem.code === 'service.redirected' || outcome.problem.code === 'service.not_scim'
  return unknown ? { kind: 'done', value: null, attempts: outcome.attempts, requestId: null } : outcome
}
