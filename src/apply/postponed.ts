import { randomBytes } from 'node:crypto'
import { type Action, nameKey, ScimId } from '../model/names.ts'
import type { FlatResource } from '../model/resource.ts'
import type { Course } from './apply.ts'
import { heldResource, nowHolds } from './known-state.ts'
import { type Sent, send } from './send.ts'
import { type Task, taskBySeq } from './task.ts'

/**
 * Operations that were refused because a name was taken by an object of ours that is to give it up in this same run: chains (a takes b's
 * name, b takes c's) resolve by trying again, swaps by giving one of them another name for a moment.
 */
export class Postponed {
  readonly #course: Course
  /** Names that were given up in this run before they were asked for: each is worth one more try. */
  readonly #givenUp = new Set<string>()
  #waiting: { readonly seq: number; readonly action: Action; readonly refusal: Sent }[] = []

  constructor(course: Course) {
    this.#course = course
  }

  /** Takes a refused operation in when the name is to become free. */
  takes(task: Task, sent: Sent): boolean {
    if (sent.kind !== 'refused' || sent.status !== 409 || !this.#becomesFree(task)) return false
    this.#waiting.push({ seq: task.seq, action: task.action, refusal: sent })
    return true
  }

  /** Takes note of the names that a finished operation gave up. */
  gaveUp(task: Task): void {
    for (const { attribute, from } of task.changes)
      if (typeof from === 'string') this.#givenUp.add(`${attribute} ${nameKey(from)}`)
  }

  async work(): Promise<boolean> {
    let stepAside = true
    while (this.#waiting.length > 0) {
      const round = this.#waiting
      this.#waiting = []
      for (const { seq } of round) {
        if (!this.#course.begin(seq)) return false
        const task = taskBySeq(seq, this.#course.application.workspace)
        const sent = await send(task, this.#course.application)
        // What was recorded must be seen by the next look at who holds a name.
        if (!this.takes(task, sent)) {
          if (!this.#course.settle(task, sent)) return false
          this.#course.application.journal.flush()
        }
      }
      if (this.#waiting.length < round.length) continue
      const first = this.#waiting[0]
      if (first === undefined || !stepAside) break
      stepAside = await this.#stepAside(taskBySeq(first.seq, this.#course.application.workspace))
    }
    for (const waiting of this.#waiting) this.#course.settle(waiting, waiting.refusal)
    return true
  }

  /** Whether one of the names that the task wants is held by an object of ours whose own change of that name is still to come. */
  #becomesFree(task: Task): boolean {
    const { workspace } = this.#course.application
    const wanted = wantedNames(task)
    return wanted.some(
      ({ path, column, key }) =>
        this.#givenUp.delete(`${path} ${key}`) ||
        workspace.count(
          `SELECT count(*) FROM state.known k JOIN operation o ON o.object_id = k.id
           WHERE k.kind = ? AND k.${column} = ? AND k.id <> ? AND k.standing = 'present' AND o.status = 'planned' AND o.action IN ('update', 'rekey')`,
          task.kind,
          key,
          task.objectId
        ) > 0
    )
  }

  /** A ring of names: the first of it takes a name that nobody has, for the length of a few requests. */
  async #stepAside(task: Task): Promise<boolean> {
    const { service, workspace, journal } = this.#course.application
    if (task.scimId === null) return false
    const known = heldResource(workspace, task.objectId)
    const changes = wantedNames(task).flatMap(({ path }) => {
      const held = known[path]
      return typeof held === 'string' ? [{ attribute: path, from: held, to: momentary(held) }] : []
    })
    if (changes.length === 0) return false
    const wanted: FlatResource = {
      ...known,
      ...Object.fromEntries(changes.map((change) => [change.attribute, change.to]))
    }
    const answer = await service.update(task.kind, ScimId.parse(task.scimId), { changes, known, wanted })
    if (answer.kind !== 'done') return false
    journal.record(() => nowHolds(workspace, task.objectId, task.kind, wanted))
    journal.flush()
    return true
  }
}

interface WantedName {
  readonly path: string
  readonly column: 'external_key' | 'name_key'
  readonly key: string
}

function wantedNames(task: Task): WantedName[] {
  const to: FlatResource =
    task.action === 'create' || task.action === 'restore'
      ? (task.resource ?? {})
      : Object.fromEntries(task.changes.map((change) => [change.attribute, change.to]))
  const names: WantedName[] = []
  for (const [path, column] of [
    ['externalId', 'external_key'],
    ['userName', 'name_key'],
    ['displayName', 'name_key']
  ] as const) {
    const value = to[path]
    if (typeof value === 'string') names.push({ path, column, key: nameKey(value) })
  }
  return names
}

/** Keeps the form of the name: an address stays one of the same domain. */
function momentary(name: string): string {
  const mark = `.renaming-${randomBytes(4).toString('hex')}`
  const at = name.lastIndexOf('@')
  return at < 0 ? name + mark : name.slice(0, at) + mark + name.slice(at)
}
