import { DECISION_DAYS } from '../guard/decisions.ts'
import { memberEntry } from '../plan/operation.ts'
import type { Counts } from '../report/counts.ts'
import type { HeldMember } from '../report/held.ts'
import { type ReportedOperation, reportedOperations } from '../report/operations.ts'
import { integer, text, type Workspace } from '../state/workspace.ts'
import { writeMeta } from './meta.ts'

const DAY_MS = 24 * 60 * 60_000

export interface HeldPlan {
  readonly heldId: string | null
  readonly planId: string
  readonly counts: Counts
  /** What it was made under. */
  readonly configHash: string
}

/** Keeps what the guards held, entry by entry, so that it can be looked at and approved after the run. */
export function keepHeld({ heldId, planId, counts, configHash }: HeldPlan, workspace: Workspace, now: Date): void {
  const at = now.toISOString()
  workspace.transaction(() => {
    const old = new Date(now.getTime() - DECISION_DAYS * DAY_MS).toISOString()
    // A rejection holds until it is taken back: what it was of stays known as long.
    const forgotten = `SELECT held_id FROM state.held_plan p WHERE last_held < ?
       AND NOT EXISTS (SELECT 1 FROM state.decision d WHERE d.held_id = p.held_id AND d.verdict = 'rejected')`
    workspace.run(`DELETE FROM state.held_entry WHERE held_id IN (${forgotten})`, old)
    workspace.run(`DELETE FROM state.held_plan WHERE held_id IN (${forgotten})`, old)
    workspace.run(`DELETE FROM state.decision WHERE verdict = 'approved' AND expires <= ?`, at)
    writeMeta(workspace, 'planned_at', at)
    if (heldId === null) return
    workspace.run(
      `INSERT INTO state.held_plan VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (held_id) DO UPDATE SET plan_id = excluded.plan_id, last_held = excluded.last_held,
       counts = excluded.counts, config_hash = excluded.config_hash`,
      heldId,
      planId,
      at,
      at,
      JSON.stringify(counts),
      configHash
    )
    if (workspace.count('SELECT count(*) FROM state.held_entry WHERE held_id = ?', heldId) > 0) return
    for (const operation of reportedOperations(workspace, -1, 0)) {
      if (operation.status !== 'held') continue
      const row = workspace.get('SELECT entry, guards FROM operation WHERE seq = ?', Number(operation.id))
      if (row === undefined || row['entry'] === null) continue
      workspace.run(
        'INSERT OR IGNORE INTO state.held_entry VALUES (?, ?, ?, ?, ?)',
        heldId,
        text(row, 'entry'),
        Number(operation.id),
        text(row, 'guards'),
        JSON.stringify(operation)
      )
    }
    keepHeldMembers(heldId, workspace)
  })
}

/** A membership is kept with the member's name; the first of each group brings the group's operation along, for whoever looks at it later. */
function keepHeldMembers(heldId: string, workspace: Workspace): void {
  const groups = new Map<number, ReportedOperation>()
  for (const operation of reportedOperations(workspace, -1, 0))
    if (operation.kind === 'group' && operation.members.addTotal + operation.members.removeTotal > 0)
      groups.set(Number(operation.id), operation)
  const members = workspace.rows(
    `SELECT c.group_anchor, c.member_anchor, c.action, c.guards, min(o.seq) AS seq, coalesce(d.name, k.name, d.dn) AS name
     FROM member_change c JOIN operation o ON o.object_id = c.group_id
     LEFT JOIN desired d ON d.id = c.member_id LEFT JOIN state.known k ON k.id = c.member_id
     WHERE c.status = 'held' GROUP BY c.group_id, c.member_id`
  )
  for (const row of members) {
    const action = text(row, 'action') === 'add' ? 'add' : 'remove'
    const seq = integer(row, 'seq')
    const held: HeldMember = { member: text(row, 'name'), action, group: groups.get(seq) ?? null }
    groups.delete(seq)
    workspace.run(
      'INSERT OR IGNORE INTO state.held_entry VALUES (?, ?, ?, ?, ?)',
      heldId,
      memberEntry(text(row, 'group_anchor'), text(row, 'member_anchor'), action),
      seq,
      text(row, 'guards'),
      JSON.stringify(held)
    )
  }
}
