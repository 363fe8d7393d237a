import { setTimeout as sleep } from 'node:timers/promises'
import { nameKey } from '../model/names.ts'
import type { Problem } from '../problems/problem.ts'
import type { Answer, ServiceObject } from '../service/service.ts'
import type { Application } from './application.ts'
import type { Task } from './task.ts'

/** A POST whose answer was lost may still be under way: the second look-up comes this much later. */
const SECOND_LOOK_UP_MS = 2_000

/**
 * Settles a creation whose answer was lost: by externalId, else by name, twice. Found, it was processed and is ours; not found, it stays
 * in doubt: the next run looks again before it plans. Never a second POST.
 */
export async function lookUpCreated(
  task: Task,
  lost: Extract<Answer<ServiceObject>, { kind: 'unanswered' }>,
  application: Application
): Promise<Answer<ServiceObject>> {
  for (const pauseMs of [0, application.secondLookUpMs ?? SECOND_LOOK_UP_MS]) {
    if (pauseMs > 0) await sleep(pauseMs, undefined, { signal: application.signal }).catch(() => undefined)
    if (application.signal.aborted) return lost
    const found = await findCreated(task, application)
    if (found.kind === 'found') return { kind: 'done', value: found.object, attempts: lost.attempts, requestId: null }
  }
  return lost
}

export type FoundCreated =
  | { readonly kind: 'found'; readonly object: ServiceObject }
  | { readonly kind: 'absent' }
  /** The service did not answer: whether the object is there is as open as before. */
  | { readonly kind: 'unclear'; readonly problem: Problem }

/** The object that our own POST made: the same externalId, and known under no other anchor. */
export async function findCreated(
  task: Pick<Task, 'kind' | 'externalId' | 'name'>,
  application: Pick<Application, 'service' | 'workspace'>
): Promise<FoundCreated> {
  const { service, workspace } = application
  const nameAttribute = task.kind === 'user' ? 'userName' : 'displayName'
  const answer =
    task.externalId === null
      ? await service.find(task.kind, nameAttribute, task.name)
      : await service.find(task.kind, 'externalId', task.externalId)
  if (answer.kind === 'gone') return { kind: 'absent' }
  if (answer.kind !== 'done') return { kind: 'unclear', problem: answer.problem }
  const [object, second] = answer.value
  if (object === undefined || second !== undefined || object.pendingDeletion) return { kind: 'absent' }
  if (nameKey(object.externalId ?? '') !== nameKey(task.externalId ?? '')) return { kind: 'absent' }
  const owner = workspace.get('SELECT 1 FROM state.known WHERE scim_id = ?', object.id)
  return owner === undefined ? { kind: 'found', object } : { kind: 'absent' }
}
