import type { Plan } from '../plan/plan.ts'
import { integer, text, type Workspace } from '../state/workspace.ts'

export interface ObjectCounts {
  read: number
  inScope: number
  create: number
  adopt: number
  update: number
  enable: number
  disable: number
  delete: number
  restore: number
  rekey: number
  unchanged: number
  failed: number
  held: number
  protected: number
  quarantined: number
  orphan: number
}

export interface Counts {
  readonly users: ObjectCounts
  readonly groups: Omit<ObjectCounts, 'enable' | 'disable' | 'restore'>
  readonly memberships: { desired: number; add: number; remove: number; failed: number; held: number }
}

/**
 * SQL over `operation`, after the run was recorded: it failed, as it had before with the same source. An object is an error once; from then
 * on it is in quarantine and a warning, however often it is tried.
 */
export const FAILED_AGAIN = `(operation.status = 'failed' AND EXISTS (SELECT 1 FROM state.quarantine q WHERE q.anchor = operation.anchor AND q.failures > 1))`

/** Counts of a run that did not come to a plan. */
export function noCounts(): Counts {
  const { enable: _e, disable: _d, restore: _r, ...groups } = noObjects()
  return { users: noObjects(), groups, memberships: { desired: 0, add: 0, remove: 0, failed: 0, held: 0 } }
}

function noObjects(): ObjectCounts {
  return {
    read: 0,
    inScope: 0,
    create: 0,
    adopt: 0,
    update: 0,
    enable: 0,
    disable: 0,
    delete: 0,
    restore: 0,
    rekey: 0,
    unchanged: 0,
    failed: 0,
    held: 0,
    protected: 0,
    quarantined: 0,
    orphan: 0
  }
}

/** Counts what the workspace holds of a plan, or of one that was applied: then operations count as what the service answered. */
export function countPlan(
  workspace: Workspace,
  read: { readonly user: number; readonly group: number },
  orphans: Plan['orphans']
): Counts {
  const users = { ...noObjects(), ...countKind('user', workspace), read: read.user, orphan: orphans?.user ?? 0 }
  const {
    enable: _e,
    disable: _d,
    restore: _r,
    ...groups
  } = { ...noObjects(), ...countKind('group', workspace), read: read.group, orphan: orphans?.group ?? 0 }
  return { users, groups, memberships: countMemberships(workspace) }
}

function countKind(kind: 'user' | 'group', workspace: Workspace): Partial<ObjectCounts> {
  const counts: Record<string, number> = {}
  for (const row of workspace.all(
    `SELECT action, count(*) AS n FROM operation WHERE kind = ? AND status IN ('planned', 'done') GROUP BY action`,
    kind
  )) {
    counts[text(row, 'action')] = integer(row, 'n')
  }
  const ofKind = (sql: string) => workspace.count(sql, kind)
  const problem = `SELECT count(DISTINCT anchor) FROM object_problem p WHERE kind = ? AND anchor <> ''`
  return {
    ...counts,
    inScope: ofKind('SELECT count(*) FROM desired WHERE kind = ?'),
    held: ofKind(`SELECT count(*) FROM operation WHERE kind = ? AND status = 'held' AND entry IS NOT NULL`),
    failed:
      ofKind(
        `SELECT count(*) FROM operation WHERE kind = ? AND status IN ('failed', 'in_doubt') AND NOT ${FAILED_AGAIN}`
      ) +
      ofKind(
        `${problem} AND repeated = 0 AND warning = 0 AND NOT EXISTS (SELECT 1 FROM operation o WHERE o.anchor = p.anchor AND o.status IN ('failed', 'in_doubt'))`
      ),
    quarantined: workspace.count(
      `SELECT count(*) FROM (SELECT anchor FROM object_problem WHERE kind = ?1 AND anchor <> '' AND repeated = 1
         UNION SELECT anchor FROM operation WHERE kind = ?1 AND ${FAILED_AGAIN})`,
      kind
    ),
    protected: ofKind('SELECT count(*) FROM spared WHERE kind = ?'),
    unchanged: ofKind(
      `SELECT count(*) FROM desired d JOIN state.known k ON k.id = d.id WHERE d.kind = ? AND NOT EXISTS (SELECT 1 FROM operation o WHERE o.object_id = d.id)
       AND NOT EXISTS (SELECT 1 FROM spared s WHERE s.id = d.id)`
    )
  }
}

function countMemberships(workspace: Workspace): Counts['memberships'] {
  const of = (where: string) => workspace.count(`SELECT count(*) FROM member_change WHERE ${where}`)
  return {
    desired: workspace.count('SELECT count(*) FROM wanted_member'),
    add: of(`action = 'add' AND status IN ('planned', 'done')`),
    remove: of(`action = 'remove' AND status IN ('planned', 'done')`),
    failed: of(`status = 'failed'`),
    held: of(`status = 'held'`)
  }
}
