import type { Action } from '../model/names.ts'
import type { NonEmpty } from '../model/result.ts'
import type { Problem } from '../problems/problem.ts'
import { text, type Workspace } from '../state/workspace.ts'
import type { Application, Applied } from './application.ts'
import { acceptWhatServiceShows } from './known-state.ts'
import { changeAllMembers } from './members.ts'
import { inParallel } from './pool.ts'
import { Postponed } from './postponed.ts'
import { type Sent, send } from './send.ts'
import { explained } from './take-over.ts'
import { carriedTasks, deleteTasks, type Task } from './task.ts'

/**
 * Sends what the plan allows: users before groups, groups before their members, removals after additions, deletes last. One object that
 * fails leaves the others going. When it returns, every result is recorded.
 * @param acceptService the service was read whole and is believed: what it shows is taken over before anything is sent.
 */
export async function apply(application: Application, acceptService: boolean): Promise<Applied> {
  const { journal, workspace } = application
  if (acceptService) acceptWhatServiceShows(workspace)
  journal.intend()
  const course = new Course(application)
  try {
    for (const phase of [
      () => course.carry('user'),
      () => course.carry('group'),
      () => changeAllMembers('add', course),
      () => changeAllMembers('remove', course),
      () => course.closeGroups(),
      () => course.remove('group'),
      () => course.remove('user')
    ]) {
      if (!(await phase())) break
      // The next phase looks for what this one made.
      journal.flush()
    }
  } finally {
    journal.flush()
    skipUnsent(workspace)
  }
  return course.end
}

/** Sent twice, these would make somebody twice. */
const MAKING: ReadonlySet<Action> = new Set(['create', 'restore'])

/** What was not sent, for the time or because what it hangs on failed, is planned anew by the next run. */
function skipUnsent(workspace: Workspace): void {
  workspace.run(`UPDATE operation SET status = 'skipped' WHERE status = 'planned'`)
  workspace.run(`UPDATE member_change SET status = 'skipped' WHERE status = 'planned'`)
}

/** The run's way through its operations. */
export class Course {
  readonly application: Application
  end: Applied = { kind: 'finished' }
  #done = 0
  readonly #total: number

  constructor(application: Application) {
    this.application = application
    this.#total = application.workspace.count(`SELECT count(*) FROM operation WHERE status = 'planned'`)
  }

  get workers(): number {
    return this.application.config.scim.concurrency
  }

  async carry(kind: 'user' | 'group'): Promise<boolean> {
    const postponed = new Postponed(this)
    const goesOn = await inParallel(
      byObject(carriedTasks(kind, this.application.workspace)),
      this.workers,
      async (tasks) => {
        for (const task of tasks) {
          if (!this.begin(task.seq)) return false
          const sent = await send(task, this.application)
          if (sent.kind === 'done') postponed.gaveUp(task)
          if (!postponed.takes(task, sent) && !this.#settleCarried(task, await explained(task, sent, this.application)))
            return false
          // What could not be adopted is not ours: nothing else is done to it.
          if (task.action === 'adopt' && sent.kind !== 'done') break
          if (tasks.length > 1) this.application.journal.flush()
        }
        return true
      }
    )
    return goesOn && (await postponed.work())
  }

  remove(kind: 'user' | 'group'): Promise<boolean> {
    return inParallel(deleteTasks(kind, this.application.workspace), this.workers, async (task) => {
      if (!this.begin(task.seq)) return false
      return this.settle(task, await send(task, this.application))
    })
  }

  /** Groups whose attributes and members all came through. */
  async closeGroups(): Promise<boolean> {
    for (const task of carriedTasks('group', this.application.workspace)) {
      this.settle(task, { kind: 'done', attempts: 1, record: () => {} })
    }
    return true
  }

  /** Whether one more operation may be sent. */
  begin(seq: number): boolean {
    if (this.application.signal.aborted) {
      if (this.end.kind === 'finished') this.end = { kind: 'stopped' }
      return false
    }
    this.application.journal.allow(seq)
    return true
  }

  /** Records how an operation ended. @returns whether the run goes on. */
  settle(task: Pick<Task, 'seq' | 'action'>, sent: Sent): boolean {
    if (sent.kind === 'ended') {
      // The service may have made it before it went away; the next run looks before it plans.
      if (MAKING.has(task.action)) this.#doubt(task.seq, sent.problem)
      return this.ends(sent.problem)
    }
    if (sent.kind === 'done') this.#close(task.seq, 'done', sent.attempts, null, sent.record)
    else if (sent.kind === 'unanswered') this.#close(task.seq, 'in_doubt', sent.attempts, sent.problem)
    else
      this.#close(
        task.seq,
        'failed',
        sent.attempts,
        sent.kind === 'refused' ? sent.problem : gone(task.seq, this.application)
      )
    return true
  }

  ends(problem: Problem): boolean {
    if (this.end.kind === 'finished')
      this.end = this.application.signal.aborted ? { kind: 'stopped' } : { kind: 'ended', problem }
    return false
  }

  /** A group is done when its members are. */
  #settleCarried(task: Task, sent: Sent): boolean {
    if (task.kind === 'user' || sent.kind !== 'done' || !this.#hasMembers(task)) return this.settle(task, sent)
    this.application.journal.record(sent.record)
    return true
  }

  #hasMembers(task: Task): boolean {
    return (
      this.application.workspace.count(
        `SELECT count(*) FROM member_change WHERE group_id = ? AND status = 'planned'`,
        task.objectId
      ) > 0
    )
  }

  #doubt(seq: number, problem: Problem): void {
    const at = this.application.now().toISOString()
    this.application.journal.result(seq, 'in_doubt', { attempts: 1, error: JSON.stringify(problem), at })
  }

  #close(
    seq: number,
    result: 'done' | 'failed' | 'in_doubt',
    attempts: number,
    problem: Problem | null,
    change?: () => void
  ): void {
    const { journal, workspace } = this.application
    const error = problem === null ? null : JSON.stringify(problem)
    workspace.run(
      'UPDATE operation SET status = ?, attempts = ?, error = coalesce(error, ?) WHERE seq = ?',
      result,
      attempts,
      error,
      seq
    )
    journal.result(seq, result, { attempts, error, at: this.application.now().toISOString() }, change)
    this.#done = Math.min(this.#done + 1, this.#total)
    this.application.progress(this.#done, this.#total)
  }
}

/** What is done to one object stays in its order: an adoption before the disable that goes with it. */
function* byObject(tasks: Iterable<Task>): Generator<NonEmpty<Task>> {
  let waiting: NonEmpty<Task> | null = null
  for (const task of tasks) {
    if (waiting !== null && waiting[0].objectId === task.objectId) waiting = [...waiting, task]
    else {
      if (waiting !== null) yield waiting
      waiting = [task]
    }
  }
  if (waiting !== null) yield waiting
}

/** An object that was there when the plan was made and is not any more: the next run reads the service whole and sees what became of it. */
function gone(seq: number, { workspace }: Application): Problem {
  const row = workspace.get('SELECT kind, name, dn, scim_id FROM operation WHERE seq = ?', seq)
  if (row === undefined) throw new Error(`operation ${seq} is not in the plan`)
  return {
    code: 'run.object_gone',
    object: text(row, 'name'),
    dn: text(row, 'dn'),
    scimId: row['scim_id'] === null ? '' : text(row, 'scim_id')
  }
}
