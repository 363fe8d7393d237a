import type { Guarded } from '../guard/guard.ts'
import { memberEntry } from '../plan/operation.ts'
import type { Problem } from '../problems/problem.ts'
import { text, type Workspace } from '../state/workspace.ts'
import type { ExpectedPlan } from './run.ts'

/** The entries of the plan in the workspace, one line each. */
export function* entriesOf(workspace: Workspace): Generator<string> {
  for (const row of workspace.rows(`SELECT entry FROM operation WHERE entry IS NOT NULL AND status <> 'skipped'`))
    yield text(row, 'entry')
  for (const row of workspace.rows(
    `SELECT group_anchor, member_anchor, action FROM member_change WHERE status <> 'skipped'`
  )) {
    yield memberEntry(
      text(row, 'group_anchor'),
      text(row, 'member_anchor'),
      text(row, 'action') === 'add' ? 'add' : 'remove'
    )
  }
}

/** A plan of a file is applied only when the very same comes out now. @returns the difference, or null. */
export function staleness(expected: ExpectedPlan, guarded: Guarded, workspace: Workspace): Problem | null {
  if (expected.planId === guarded.planId) return null
  let more = 0
  let common = 0
  for (const entry of entriesOf(workspace)) {
    if (expected.entries.has(entry)) common++
    else more++
  }
  return {
    code: 'run.stale',
    object: expected.file,
    planId: guarded.planId,
    more,
    fewer: expected.entries.size - common
  }
}
