import { existsSync } from 'node:fs'
import { DatabaseSync } from 'node:sqlite'
import { DECISION_DAYS } from '../guard/decisions.ts'
import { bad, good, type Result } from '../model/result.ts'
import type { Problem } from '../problems/problem.ts'
import type { DataFolder } from '../state/data-folder.ts'
import { takeLock } from '../state/lock.ts'
import { openState } from '../state/open-state.ts'
import { MIGRATIONS } from '../state/schema.ts'
import type { Workspace } from '../state/workspace.ts'
import { entryOfMember } from './record.ts'

const DAY_MS = 24 * 60 * 60_000
/** A run that goes on writes in short transactions. */
const BUSY_MS = 10_000

export interface Decided {
  readonly heldId: string
  /** How many entries it covers. */
  readonly entries: number
  /** When an approval ends; a rejection holds until its entries are approved or no longer planned. ISO 8601, UTC. */
  readonly expires: string | null
}

/**
 * Keeps an administrator's verdict on every entry of a plan that a run held in the last seven days, or that is rejected, also while a run
 * goes on: the next one heeds it. An approval of one entry beats an earlier rejection of it, and the other way round.
 * @param id the held plan's, or that of the plan it was a part of.
 */
export function decide(folder: DataFolder, id: string, verdict: 'approved' | 'rejected', now: Date): Result<Decided> {
  try {
    if (!existsSync(folder.database)) return unknown(id)
    const version = versionOf(folder)
    if (version > MIGRATIONS.length)
      return bad({ code: 'state.newer', object: folder.database, version, known: MIGRATIONS.length })
    if (version < MIGRATIONS.length) {
      const failure = bringUpToDate(folder)
      if (failure !== null) return failure
    }
    return keep(folder, id, verdict, now)
  } catch (error) {
    const cause = error instanceof Error ? error.message : String(error)
    return bad({ code: 'state.not_writable', object: folder.state, cause })
  }
}

function keep(folder: DataFolder, id: string, verdict: 'approved' | 'rejected', now: Date): Result<Decided> {
  const db = new DatabaseSync(folder.database)
  try {
    // As the run has it: a reader's copy of file and log must not be torn by a checkpoint of ours.
    db.exec(
      `PRAGMA busy_timeout = ${BUSY_MS}; PRAGMA wal_autocheckpoint = 0; PRAGMA synchronous = FULL; BEGIN IMMEDIATE`
    )
    const tables: Tables = {
      get: (sql, ...values) => db.prepare(sql).get(...values),
      run: (sql, ...values) => Number(db.prepare(sql).run(...values).changes)
    }
    const decided = decideIn(tables, id, verdict, now)
    db.exec('COMMIT')
    return decided === null ? unknown(id) : good(decided)
  } finally {
    db.close()
  }
}

type Tables = Pick<Workspace, 'get' | 'run'>

/** `--approve` with the id of a plan that an earlier run held. @returns whether there is one. */
export function approveStored(workspace: Workspace, id: string, now: Date): boolean {
  return workspace.transaction(() => decideIn(workspace, id, 'approved', now)) !== null
}

function decideIn(tables: Tables, id: string, verdict: 'approved' | 'rejected', now: Date): Decided | null {
  const since = new Date(now.getTime() - DECISION_DAYS * DAY_MS).toISOString()
  const plan = tables.get(
    `SELECT held_id FROM held_plan p WHERE (held_id = ? OR plan_id = ?)
     AND (last_held >= ? OR EXISTS (SELECT 1 FROM decision d WHERE d.held_id = p.held_id AND d.verdict = 'rejected')) ORDER BY last_held DESC`,
    id,
    id,
    since
  )
  const heldId = plan?.['held_id']
  if (typeof heldId !== 'string') return null
  const expires = verdict === 'approved' ? approvalEnds(now) : null
  const entries = tables.run(
    `INSERT INTO decision (entry, held_id, verdict, at, expires) SELECT entry, held_id, ?, ?, ? FROM held_entry WHERE held_id = ?
     ON CONFLICT (entry) DO UPDATE SET held_id = excluded.held_id, verdict = excluded.verdict, at = excluded.at, expires = excluded.expires`,
    verdict,
    now.toISOString(),
    expires,
    heldId
  )
  return { heldId, entries, expires }
}

/**
 * Keeps the approval that `--approve` gave to this run's own plan, before anything of it is sent: what fails, or is cut off, needs no second one.
 * @param id as it was given.
 */
export function keepApproval(workspace: Workspace, id: string, now: Date): void {
  const decision = [id, 'approved', now.toISOString(), approvalEnds(now)] as const
  // One that still stands keeps the plan that it was given for.
  const insert = (rows: string) =>
    `INSERT INTO state.decision (entry, held_id, verdict, at, expires) ${rows}
     ON CONFLICT (entry) DO UPDATE SET held_id = excluded.held_id, at = excluded.at, expires = excluded.expires WHERE decision.expires <= excluded.at`
  workspace.transaction(() => {
    workspace.run(
      insert(`SELECT entry, ?, ?, ?, ? FROM operation WHERE approved = 1 AND entry IS NOT NULL AND status = 'planned'`),
      ...decision
    )
    for (const row of workspace.all(
      `SELECT group_anchor, member_anchor, action FROM member_change WHERE approved = 1 AND status = 'planned'`
    ))
      workspace.run(insert('VALUES (?, ?, ?, ?, ?)'), entryOfMember(row), ...decision)
  })
}

function approvalEnds(now: Date): string {
  return new Date(now.getTime() + DECISION_DAYS * DAY_MS).toISOString()
}

function versionOf(folder: DataFolder): number {
  const db = new DatabaseSync(folder.database, { readOnly: true })
  try {
    return Number(db.prepare('PRAGMA user_version').get()?.['user_version'] ?? 0)
  } finally {
    db.close()
  }
}

/** An older schema is migrated as a run would do it; with a run at it, it is migrated already. */
function bringUpToDate(folder: DataFolder): ReturnType<typeof bad> | null {
  const lock = takeLock(folder)
  if (lock === null) return bad({ code: 'state.locked', object: folder.path, pid: null, since: null })
  try {
    const state = openState(folder, 'write')
    if (!state.ok) return state
    state.value.workspace.close()
    return null
  } finally {
    lock.release()
  }
}

function unknown(id: string): { readonly ok: false; readonly problems: readonly [Problem] } {
  return { ok: false, problems: [{ code: 'run.unknown_plan', object: id }] }
}
