import { setTimeout as sleep } from 'node:timers/promises'
import { nameKey } from '../model/names.ts'
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
    if (found !== null) return { kind: 'done', value: found, attempts: lost.attempts, requestId: null }
  }
  return lost
}

/** The object that our own POST made: the same externalId, and known under no other anchor. */
export async function findCreated(
  task: Pick<Task, 'kind' | 'externalId' | 'name'>,
  application: Pick<Application, 'service' | 'workspace'>
): Promise<ServiceObject | null> {
  const { service, workspace } = application
  const nameAttribute = task.kind === 'user' ? 'userName' : 'displayName'
  const answer =
    task.externalId === null
      ? await service.find(task.kind, nameAttribute, task.name)
      : await service.find(task.kind, 'externalId', task.externalId)
  if (answer.kind !== 'done') return null
  const [object, second] = answer.value
  if (object === undefined || second !== undefined || object.pendingDeletion) return null
  if (task.externalId !== null && nameKey(object.externalId ?? '') !== nameKey(task.externalId)) return null
  const owner = workspace.get('SELECT 1 FROM state.known WHERE scim_id = ?', object.id)
  return owner === undefined ? object : null
}
