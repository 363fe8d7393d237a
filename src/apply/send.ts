import { type Action, ScimId } from '../model/names.ts'
import type { FlatResource } from '../model/resource.ts'
import type { Answer } from '../service/service.ts'
import { text } from '../state/workspace.ts'
import type { Application } from './application.ts'
import { heldResource, nowActive, nowDeleted, nowHolds, nowOurs, nowPresent } from './known-state.ts'
import { lookUpCreated } from './look-up.ts'
import { takeOver } from './take-over.ts'
import type { Task } from './task.ts'

/** How one operation ended, and what the known state takes from it. */
export type Sent =
  | { readonly kind: 'done'; readonly attempts: number; readonly record: () => void }
  | Exclude<Answer<never>, { readonly kind: 'done' }>

type Sender = (task: Task, application: Application) => Promise<Sent>

/** One request, or the few that belong together, for each action. */
const SENDERS: Readonly<Record<Action, Sender>> = {
  create,
  restore,
  adopt: carry,
  update: carry,
  rekey: carry,
  enable: (task, application) => activate(task, application, true),
  disable: (task, application) => activate(task, application, false),
  delete: remove
}

export function send(task: Task, application: Application): Promise<Sent> {
  return SENDERS[task.action](task, application)
}

async function create(task: Task, application: Application): Promise<Sent> {
  const { service, workspace } = application
  const there = await stillThere(task, application)
  if (there !== null) return there
  const answer = await service.create(task.kind, { resource: desiredOf(task), active: task.active })
  if (answer.kind === 'refused' && answer.status === 409) return takeOver(task, answer, application)
  const known = answer.kind === 'unanswered' ? await lookUpCreated(task, answer, application) : answer
  return finish(known, (object) => nowOurs(workspace, task.objectId, object.id, task.active))
}

async function restore(task: Task, application: Application): Promise<Sent> {
  const { service, workspace } = application
  const answer = await service.restore(idOf(task), { resource: desiredOf(task), active: task.active })
  return finish(answer, (object) => nowOurs(workspace, task.objectId, object.id, task.active))
}

/** adopt, update and rekey: the changed attributes; without any, only what is known changes. */
async function carry(task: Task, application: Application): Promise<Sent> {
  const { service, workspace } = application
  const known = heldResource(workspace, task.objectId)
  const wanted = { ...known, ...Object.fromEntries(task.changes.map((change) => [change.attribute, change.to])) }
  const record = () => {
    if (task.action === 'adopt') nowOurs(workspace, task.objectId, idOf(task), activeNow(task, application))
    nowHolds(workspace, task.objectId, task.kind, wanted)
  }
  if (task.changes.length === 0) return { kind: 'done', attempts: 0, record }
  const answer = await service.update(task.kind, idOf(task), { changes: task.changes, known, wanted })
  return finish(answer, record)
}

async function activate(task: Task, application: Application, active: boolean): Promise<Sent> {
  const { service, workspace } = application
  const known = heldResource(workspace, task.objectId)
  const answer = await service.update(task.kind, idOf(task), { changes: [], active, known, wanted: known })
  const departs = task.resource === null
  return finish(answer, () => {
    nowActive(workspace, task.objectId, active)
    if (departs)
      workspace.run(
        'UPDATE state.known SET departed_at = ? WHERE id = ?',
        application.now().toISOString(),
        task.objectId
      )
  })
}

/** What is made anew because it was missing in a list: GET has the last word on that. null: it is gone, or was never there. */
async function stillThere(task: Task, { service, workspace }: Application): Promise<Sent | null> {
  const known = workspace.get('SELECT scim_id FROM state.known WHERE id = ?', task.objectId)
  if (known === undefined) return null
  const answer = await service.get(task.kind, ScimId.parse(text(known, 'scim_id')))
  if (answer.kind === 'gone' || (answer.kind === 'done' && answer.value.pendingDeletion)) return null
  return finish(answer, () => nowPresent(workspace, task.objectId))
}

async function remove(task: Task, application: Application): Promise<Sent> {
  // A creation of this run brought the same object back under another anchor: it is not this one's any more.
  if (application.workspace.get('SELECT 1 FROM state.known WHERE id = ?', task.objectId) === undefined)
    return { kind: 'done', attempts: 0, record: () => {} }
  const answer = await application.service.remove(task.kind, idOf(task))
  const kept = task.kind === 'user' && application.keepsDeletedUsers
  return finish(answer, () => nowDeleted(application.workspace, task.objectId, kept, application.now()))
}

function finish<T>(answer: Answer<T>, record: (value: T) => void): Sent {
  if (answer.kind !== 'done') return answer
  return { kind: 'done', attempts: answer.attempts, record: () => record(answer.value) }
}

function activeNow(task: Task, application: Application): boolean {
  return application.workspace.count('SELECT active FROM matching WHERE id = ?', task.objectId) === 1
}

function desiredOf(task: Task): FlatResource {
  if (task.resource === null) throw new Error(`operation ${task.seq} makes an object that is not desired`)
  return task.resource
}

function idOf(task: Task): ScimId {
  return ScimId.parse(task.scimId)
}
