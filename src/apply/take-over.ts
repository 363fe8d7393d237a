import { managedPaths } from '../mapping/managed-paths.ts'
import { nameKey } from '../model/names.ts'
import { changesBetween } from '../model/resource.ts'
import { compileProtection } from '../plan/policy.ts'
import type { Problem } from '../problems/problem.ts'
import { flatten } from '../service/flat.ts'
import type { Refusal, ServiceObject } from '../service/service.ts'
import { text } from '../state/workspace.ts'
import type { Application } from './application.ts'
import { nowHolds, nowOurs } from './known-state.ts'
import type { Sent } from './send.ts'
import type { Task } from './task.ts'

/**
 * A creation was refused because a name is taken, by something that no list showed before. What has our externalId and belongs to nobody
 * is adopted, where adoption needs no approval; else the problem names the other object, or the one that is pending deletion.
 */
export async function takeOver(task: Task, refusal: Refusal, application: Application): Promise<Sent> {
  const byExternalId = await findBy('externalId', task.externalId, task, application)
  if (byExternalId !== null && mayAdopt(byExternalId, task, application)) return adopt(byExternalId, task, application)
  return explainTaken(task, refusal, application, byExternalId)
}

/** The end of an operation that is not tried again: of a name that was refused to an existing object, who holds it. */
export async function explained(task: Task, sent: Sent, application: Application): Promise<Sent> {
  const names = sent.kind === 'refused' && sent.status === 409 && (task.action === 'update' || task.action === 'rekey')
  return names ? explainTaken(task, sent, application) : sent
}

/** Names who holds the name that was refused: an object that is not ours, or a user of ours who is pending deletion. */
async function explainTaken(
  task: Task,
  refusal: Refusal,
  application: Application,
  byExternalId: ServiceObject | null = null
): Promise<Sent> {
  const namePath = task.kind === 'user' ? 'userName' : 'displayName'
  const holder = byExternalId ?? (await findBy(namePath, task.name, task, application))
  if (holder === null || holder.pendingDeletion)
    return { ...refusal, problem: pendingDeletion(task, application) ?? refusal.problem }
  if (application.workspace.get('SELECT 1 FROM state.known WHERE scim_id = ?', holder.id) !== undefined) return refusal
  return { ...refusal, problem: taken(task, byExternalId === null ? namePath : 'externalId', holder) }
}

async function adopt(object: ServiceObject, task: Task, application: Application): Promise<Sent> {
  const { service, workspace, config } = application
  const wanted = task.resource ?? {}
  const known = flatten(object, managedPaths(config.mapping[task.kind]), null, wanted)
  const changes = changesBetween(known, wanted)
  const record = () => {
    nowOurs(workspace, task.objectId, object.id, task.active)
    nowHolds(workspace, task.objectId, task.kind, { ...known, ...wanted })
  }
  workspace.run(
    `UPDATE operation SET action = 'adopt', reason = 'same_external_id', scim_id = ? WHERE seq = ?`,
    object.id,
    task.seq
  )
  if (changes.length === 0) return { kind: 'done', attempts: 1, record }
  const answer = await service.update(task.kind, object.id, { changes, known, wanted })
  return answer.kind === 'done' ? { kind: 'done', attempts: answer.attempts + 1, record } : answer
}

async function findBy(
  attribute: 'externalId' | 'userName' | 'displayName',
  value: string | null,
  task: Task,
  application: Application
): Promise<ServiceObject | null> {
  if (value === null) return null
  const found = await application.service.find(task.kind, attribute, value)
  return found.kind === 'done' && found.value.length === 1 ? (found.value[0] ?? null) : null
}

/** A disable or enable that comes with it would pass the guards unseen: then it waits for the plan of a run that sees it. */
function mayAdopt(object: ServiceObject, task: Task, application: Application): boolean {
  const { config, workspace } = application
  if (config.scim.adopt.byExternalId !== 'auto' || object.pendingDeletion || object.active !== task.active) return false
  if (nameKey(object.externalId ?? '') !== nameKey(task.externalId ?? '')) return false
  if (workspace.get('SELECT 1 FROM state.known WHERE scim_id = ?', object.id) !== undefined) return false
  return !compileProtection(application.policy)(task.kind, {
    scimId: object.id,
    name: object.name,
    externalId: object.externalId
  })
}

function taken(task: Task, attribute: string, holder: ServiceObject): Problem {
  return {
    code: 'plan.name_taken',
    object: task.name,
    dn: task.dn,
    attribute,
    value: (attribute === 'externalId' ? task.externalId : task.name) ?? '',
    otherId: holder.id,
    otherExternalId: holder.externalId
  }
}

/** A user of ours whom the service keeps after his delete: absent from lists, he still holds his names. */
function pendingDeletion(task: Task, { workspace }: Application): Problem | null {
  const row = workspace.get(
    `SELECT scim_id, name, name_key FROM state.known WHERE kind = ? AND standing = 'pending' AND (name_key = ? OR external_key = ?) LIMIT 1`,
    task.kind,
    nameKey(task.name),
    task.externalId === null ? null : nameKey(task.externalId)
  )
  if (row === undefined) return null
  const attribute = text(row, 'name_key') === nameKey(task.name) ? 'userName' : 'externalId'
  return {
    code: 'plan.pending_deletion',
    object: task.name,
    dn: task.dn,
    attribute,
    name: text(row, 'name'),
    scimId: text(row, 'scim_id')
  }
}
