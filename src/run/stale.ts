import type { Guarded } from '../guard/guard.ts'
import { entryText, memberEntry } from '../plan/operation.ts'
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

/** So many entries of each side are told. */
const SHOWN = 10

/** A plan of a file is applied only when the very same comes out now. @returns the difference, or null. */
export function staleness(expected: ExpectedPlan, guarded: Guarded, workspace: Workspace): Problem | null {
  if (expected.planId === guarded.planId) return null
  const nameOf = (anchor: string) => expected.names.get(anchor) ?? nameIn(workspace, anchor)
  const missing = new Set(expected.entries)
  const added: string[] = []
  let more = 0
  for (const entry of entriesOf(workspace)) {
    if (missing.delete(entry)) continue
    if (++more <= SHOWN) added.push(entry)
  }
  return {
    code: 'run.stale',
    object: expected.file,
    planId: guarded.planId,
    more,
    moreShown: added.map((entry) => entryText(entry, nameOf)),
    fewer: missing.size,
    fewerShown: [...missing].slice(0, SHOWN).map((entry) => entryText(entry, nameOf))
  }
}

function nameIn(workspace: Workspace, anchor: string): string {
  const row = workspace.get(
    `SELECT name FROM desired WHERE anchor = ? AND name IS NOT NULL UNION ALL SELECT name FROM state.known WHERE anchor = ?`,
    anchor,
    anchor
  )
  return row === undefined ? anchor : text(row, 'name')
}
