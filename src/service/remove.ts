import type { Kind, ScimId } from '../model/names.ts'
import { type Client, pathOf, successOf } from './client.ts'
import type { Answer } from './service.ts'

/** See ScimService.remove. What is gone already, provably, is removed. */
export async function remove(client: Client, kind: Kind, id: ScimId): Promise<Answer<null>> {
  const target = { kind, name: id }
  const outcome = await client.send({ method: 'DELETE', path: pathOf(kind, id) })
  const success = successOf(outcome)
  if (success !== null)
    return { kind: 'done', value: null, attempts: success.attempts, requestId: success.reply.requestId }
  const failure = await client.failure(outcome, target, id)
  return failure.kind === 'gone' ? { kind: 'done', value: null, attempts: failure.attempts, requestId: null } : failure
}
