import { randomUUID } from 'node:crypto'
import { mkdirSync } from 'node:fs'
import type { NonEmpty } from '../model/result.ts'
import type { Problem } from '../problems/problem.ts'
import { countPlan, FAILED_AGAIN } from '../report/counts.ts'
import { REPORTED_AT_MOST, type ReportedOperation, reportedOperations } from '../report/operations.ts'
import { withoutPlan } from '../report/outcome.ts'
import { writeBackup } from '../state/backup.ts'
import { backupFile } from '../state/data-folder.ts'
import { stateFault } from '../state/fault.ts'
import { type RunLock, takeLock } from '../state/lock.ts'
import { isOnNetworkShare } from '../state/network-share.ts'
import { type OpenedState, openState } from '../state/open-state.ts'
import { integer, type Row, text, textOrNull, type Workspace } from '../state/workspace.ts'
import { hashesOf, joined } from './config-hashes.ts'
import { EXIT, exitCodeOf, worstOf } from './exit-code.ts'
import { keepHeld } from './held-plans.ts'
import { writeMeta } from './meta.ts'
import type { Outcome, RunRequest, World } from './run.ts'
import { type Course, synchronise } from './synchronise.ts'

/** So many problems of objects are listed; the log has all. */
const PROBLEMS_AT_MOST = 1000

/** Does a run and says how it ended. A dry run takes no lock and works on a private copy of the state. Throws only what is a fault of the program. */
export async function startRun(request: RunRequest, world: World): Promise<Outcome> {
  const runId = randomUUID()
  const startedAt = world.now().toISOString()
  const refuse = (problems: NonEmpty<Problem>) => refused(request, world, { runId, startedAt }, problems)
  const writes = request.mode !== 'dry-run'
  const lock = writes ? lockOrProblem(request) : null
  if (lock !== null && 'code' in lock) return refuse([lock])
  try {
    const state = openState(request.folder, writes ? 'write' : 'read')
    if (!state.ok) return refuse(state.problems)
    try {
      return await run(request, world, state.value, runId, startedAt)
    } catch (error) {
      const fault = stateFault(error, request.folder)
      if (fault === null) throw error
      return refuse([fault])
    } finally {
      state.value.workspace.close()
    }
  } finally {
    lock?.release()
  }
}

async function run(
  request: RunRequest,
  world: World,
  state: OpenedState,
  runId: string,
  startedAt: string
): Promise<Outcome> {
  const { workspace } = state
  workspace.run(
    'INSERT INTO state.run (run_id, mode, started_at, pid) VALUES (?, ?, ?, ?)',
    runId,
    request.mode,
    startedAt,
    process.pid
  )
  const runSeq = workspace.count('SELECT seq FROM state.run WHERE run_id = ?', runId)
  if (request.mode !== 'dry-run') world.started?.(runId)
  const result = await synchronise(request, world, state, runSeq)
  const outcome = result.ok
    ? outcomeOf(request, world, workspace, result.value, runId, startedAt)
    : refused(request, world, { runId, startedAt }, result.problems)
  if (request.mode === 'dry-run') return outcome
  const unsaved = finish(request, outcome, workspace, runSeq, world)
  return unsaved === null ? outcome : { ...outcome, problems: [...outcome.problems, unsaved] }
}

function outcomeOf(
  request: RunRequest,
  world: World,
  workspace: Workspace,
  course: Course,
  runId: string,
  startedAt: string
): Outcome {
  const { applied, guarded } = course
  const counts = countPlan(workspace, course.read, course.plan.orphans)
  const problems: Problem[] = [...course.warnings, ...objectProblems(workspace), ...orphans(course, workspace)]
  // Members that failed are in: their group's operation failed with them.
  const codes: number[] = [counts.users.failed + counts.groups.failed > 0 ? EXIT.someFailed : EXIT.done]
  if (guarded.heldId !== null) {
    codes.push(EXIT.held)
    problems.push(heldProblem(guarded.heldId, request.mode !== 'dry-run', workspace))
  }
  for (const problem of course.warnings) if (problem.code === 'run.not_approved') codes.push(EXIT.held)
  if (applied !== 'not_applied' && applied.kind === 'ended') {
    codes.push(exitCodeOf(applied.problem))
    problems.unshift(applied.problem)
  }
  if (applied !== 'not_applied' && applied.kind === 'stopped') {
    codes.push(EXIT.stopped)
    problems.unshift({ code: 'run.stopped', object: runId, by: world.stoppedBy() })
  }
  if (world.operation !== undefined)
    for (const operation of reportedOperations(workspace, -1, Number.MAX_SAFE_INTEGER)) world.operation(operation)
  const operations: ReportedOperation[] = [...reportedOperations(workspace, REPORTED_AT_MOST, REPORTED_AT_MOST)]
  return {
    kind: applied !== 'not_applied' && applied.kind === 'stopped' ? 'stopped' : 'finished',
    runId,
    mode: request.mode,
    startedAt,
    finishedAt: world.now().toISOString(),
    planId: guarded.planId,
    heldId: guarded.heldId,
    counts,
    verdicts: guarded.verdicts,
    operations,
    operationsTotal: workspace.count('SELECT count(*) FROM operation'),
    problems,
    exitCode: worstOf(codes)
  }
}

function refused(
  request: RunRequest,
  world: World,
  run: { readonly runId: string; readonly startedAt: string },
  problems: NonEmpty<Problem>
): Outcome {
  const stopped = world.signal.aborted
  const shown: NonEmpty<Problem> = stopped
    ? [{ code: 'run.stopped', object: run.runId, by: world.stoppedBy() }]
    : problems
  return withoutPlan({
    kind: stopped ? 'stopped' : 'refused',
    ...run,
    mode: request.mode,
    finishedAt: world.now().toISOString(),
    problems: shown,
    exitCode: worstOf(shown.map(exitCodeOf))
  })
}

/** Stores how the run ended. @returns the warning that a good run could not be backed up: it is done all the same. */
function finish(
  request: RunRequest,
  outcome: Outcome,
  workspace: Workspace,
  runSeq: number,
  world: World
): Problem | null {
  const { heldId, planId, counts } = outcome
  const configHash = joined(hashesOf(request.config))
  if (planId !== null) keepHeld({ heldId, planId, counts, configHash }, workspace, world.now())
  workspace.transaction(() => {
    if (outcome.exitCode === EXIT.done) writeMeta(workspace, 'first_load_done', outcome.finishedAt)
    workspace.run(
      'UPDATE state.run SET finished_at = ?, exit_code = ?, counts = ? WHERE seq = ?',
      outcome.finishedAt,
      outcome.exitCode,
      JSON.stringify(outcome.counts),
      runSeq
    )
    forgetOld(workspace, world.now())
  })
  workspace.exec('PRAGMA state.wal_checkpoint(TRUNCATE)')
  const worked =
    outcome.kind === 'finished' && workspace.count(`SELECT count(*) FROM operation WHERE status = 'done'`) > 0
  if (!worked) return null
  try {
    writeBackup(request.folder, request.folder.database)
    return null
  } catch (error) {
    const cause = error instanceof Error ? error.message : String(error)
    return { code: 'state.backup_failed', object: backupFile(request.folder, 1), cause }
  }
}

const KEPT_DAYS = 400

function forgetOld(workspace: Workspace, now: Date): void {
  const before = new Date(now.getTime() - KEPT_DAYS * 24 * 60 * 60_000).toISOString()
  workspace.run('DELETE FROM state.journal WHERE run_seq IN (SELECT seq FROM state.run WHERE started_at < ?)', before)
  workspace.run('DELETE FROM state.run WHERE started_at < ?', before)
  // By then the service has long purged him, and his return would bring him back without our knowledge, too.
  workspace.run(`DELETE FROM state.known WHERE standing = 'pending' AND departed_at < ?`, before)
  workspace.run('DELETE FROM state.removal WHERE at < ?', new Date(now.getTime() - 2 * 24 * 60 * 60_000).toISOString())
}

function lockOrProblem(request: RunRequest): RunLock | Problem {
  try {
    if (isOnNetworkShare(request.folder.path)) return { code: 'state.network_share', object: request.folder.path }
    mkdirSync(request.folder.state, { recursive: true })
    return takeLock(request.folder) ?? lockedBy(request)
  } catch (error) {
    return {
      code: 'state.not_writable',
      object: request.folder.state,
      cause: error instanceof Error ? error.message : String(error)
    }
  }
}

function lockedBy(request: RunRequest): Problem {
  const state = openState(request.folder, 'read')
  if (!state.ok) return { code: 'state.locked', object: request.folder.path, pid: null, since: null }
  try {
    const row = state.value.workspace.get(
      'SELECT pid, started_at FROM state.run WHERE finished_at IS NULL ORDER BY seq DESC LIMIT 1'
    )
    return {
      code: 'state.locked',
      object: request.folder.path,
      pid: row === undefined ? null : integer(row, 'pid'),
      since: row === undefined ? null : text(row, 'started_at')
    }
  } finally {
    state.value.workspace.close()
  }
}

function objectProblems(workspace: Workspace): Problem[] {
  const rows = workspace.all(
    `SELECT p.problem, p.repeated, p.name, p.dn, q.retry_at FROM object_problem p LEFT JOIN state.quarantine q ON q.anchor = p.anchor
     ORDER BY p.warning, p.repeated, p.seq LIMIT ?`,
    PROBLEMS_AT_MOST
  )
  const problems: Problem[] = rows.map((row) => {
    const problem = JSON.parse(text(row, 'problem')) as Problem
    if (row['repeated'] === 0) return problem
    return {
      code: 'plan.quarantined',
      object: text(row, 'name'),
      dn: text(row, 'dn'),
      cause: problem,
      retryAt: row['retry_at'] === null ? '' : text(row, 'retry_at')
    }
  })
  const failures = workspace.all(
    `SELECT error, name, dn, CASE WHEN ${FAILED_AGAIN} THEN (SELECT retry_at FROM state.quarantine q WHERE q.anchor = operation.anchor) END AS retry_at
     FROM operation WHERE error IS NOT NULL ORDER BY seq LIMIT ?`,
    PROBLEMS_AT_MOST
  )
  for (const row of failures) problems.push(failureOf(row))
  const more = workspace.count('SELECT count(*) FROM object_problem') - rows.length
  if (more > 0) problems.push({ code: 'plan.more_problems', object: 'dirsync', count: more })
  return problems
}

function failureOf(row: Row): Problem {
  const cause = JSON.parse(text(row, 'error')) as Problem
  const retryAt = textOrNull(row, 'retry_at')
  return retryAt === null
    ? cause
    : { code: 'plan.quarantined', object: text(row, 'name'), dn: text(row, 'dn'), cause, retryAt }
}

function orphans(course: Course, workspace: Workspace): Problem[] {
  const found = course.plan.orphans?.loose ?? null
  const rebuilt = course.warnings.some((warning) => warning.code === 'state.rebuilt_from_service')
  if (
    found === null ||
    found.user + found.group === 0 ||
    (!rebuilt && workspace.count('SELECT count(*) FROM state.run') > 1)
  )
    return []
  return [{ code: 'plan.orphans', object: 'dirsync', users: found.user, groups: found.group, examples: found.examples }]
}

function heldProblem(heldId: string, kept: boolean, workspace: Workspace): Problem {
  const guards = new Set<string>()
  let entries = 0
  for (const table of ['operation WHERE entry IS NOT NULL AND', 'member_change WHERE']) {
    for (const row of workspace.all(`SELECT guards, count(*) AS n FROM ${table} status = 'held' GROUP BY guards`)) {
      entries += integer(row, 'n')
      for (const name of row['guards'] === null ? [] : (JSON.parse(text(row, 'guards')) as string[])) guards.add(name)
    }
  }
  return { code: 'run.held', object: heldId, guards: [...guards].sort(), entries, kept }
}
