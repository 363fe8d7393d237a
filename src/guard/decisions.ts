import { z } from 'zod'
import { guidToBytes } from '../directory/guid.ts'
import { Guid } from '../model/names.ts'
import { integer, text, type Workspace } from '../state/workspace.ts'

/** How long what a run held can be approved, and how long an approval lasts. */
export const DECISION_DAYS = 7

const Entry = z.union([
  z.tuple([z.literal('membership'), z.string(), z.string(), z.enum(['add', 'remove'])]),
  z.tuple([z.enum(['user', 'group']), z.string(), z.string(), z.string().nullable(), z.array(z.unknown())])
])

/**
 * Marks what an administrator decided on: approved entries, and rejected ones, which are skipped until they are approved or no longer
 * planned. Approvals that have expired count for nothing.
 */
export function applyDecisions(workspace: Workspace, now: Date): void {
  workspace.transaction(() => {
    workspace.run(
      `UPDATE operation SET approved = 1 WHERE entry IN (SELECT entry FROM state.decision WHERE verdict = 'approved' AND expires > ?)`,
      now.toISOString()
    )
    workspace.run(
      `UPDATE operation SET status = 'skipped' WHERE entry IN (SELECT entry FROM state.decision WHERE verdict = 'rejected')`
    )
    const decisions = workspace.all(
      `SELECT entry, verdict FROM state.decision WHERE entry LIKE '["membership"%' AND (verdict = 'rejected' OR expires > ?)`,
      now.toISOString()
    )
    for (const row of decisions) markMembership(text(row, 'entry'), text(row, 'verdict') === 'approved', workspace)
  })
}

function markMembership(json: string, approved: boolean, workspace: Workspace): void {
  const entry = Entry.parse(JSON.parse(json))
  if (entry[0] !== 'membership') return
  const [group, member] = [entry[1], entry[2]].map((anchor) => idOf(anchor, workspace))
  if (group === null || member === null || group === undefined || member === undefined) return
  const column = approved ? 'approved = 1' : `status = 'skipped'`
  workspace.run(
    `UPDATE member_change SET ${column} WHERE group_id = ? AND member_id = ? AND action = ?`,
    group,
    member,
    entry[3]
  )
}

function idOf(anchor: string, workspace: Workspace): number | null {
  const row = workspace.get('SELECT id FROM desired WHERE guid = ?', guidToBytes(Guid.parse(anchor)))
  return row === undefined ? null : integer(row, 'id')
}
