import { z } from 'zod'
import { DECISION_DAYS } from '../guard/decisions.ts'
import { ACTIONS, KINDS } from '../model/names.ts'
import { REASONS } from '../plan/operation.ts'
import { readJson } from '../state/columns.ts'
import { integer, text, type Workspace } from '../state/workspace.ts'
import { type Counts, noCounts } from './counts.ts'
import { CountsSchema } from './json-documents.ts'
import type { ReportedOperation, Status } from './operations.ts'

/** A membership that was held, as the state keeps it. */
export interface HeldMember {
  /** userName or displayName. */
  readonly member: string
  readonly action: 'add' | 'remove'
  /** The operation of its group: with the first member of each group alone. */
  readonly group: ReportedOperation | null
}

/** A plan that runs held: it waits, or was decided on. */
export interface HeldPlan {
  readonly heldId: string
  readonly planId: string
  readonly since: string
  readonly approved: boolean
  readonly rejected: boolean
  /** When the approval ends; without one, until when it can be approved. */
  readonly expires: string
  readonly counts: Counts
  readonly operations: readonly ReportedOperation[] | null
}

const DAY_MS = 24 * 60 * 60_000

/** What the last run that came to a plan held, and older plans whose approval or rejection still stands; the newest first. */
export function heldPlans(workspace: Workspace, now: Date, withOperations: boolean): HeldPlan[] {
  const rows = workspace.all(
    `SELECT p.*,
       (SELECT max(expires) FROM state.decision d WHERE d.held_id = p.held_id AND d.verdict = 'approved' AND d.expires > ?) AS approved_until,
       (SELECT count(*) FROM state.decision d WHERE d.held_id = p.held_id AND d.verdict = 'rejected') AS rejections
     FROM state.held_plan p ORDER BY p.last_held DESC, p.since DESC`,
    now.toISOString()
  )
  const planned = workspace.get(`SELECT value FROM state.meta WHERE key = 'planned_at'`)
  const plannedAt = planned === undefined ? '' : text(planned, 'value')
  return rows.flatMap((row) => {
    const approvedUntil = row['approved_until'] === null ? null : text(row, 'approved_until')
    const rejected = integer(row, 'rejections') > 0
    const lastHeld = text(row, 'last_held')
    const expires = new Date(Date.parse(lastHeld) + DECISION_DAYS * DAY_MS)
    const waits = lastHeld >= plannedAt && expires > now
    if (!waits && approvedUntil === null && !rejected) return []
    const heldId = text(row, 'held_id')
    const counts = CountsSchema.safeParse(JSON.parse(text(row, 'counts')))
    return [
      {
        heldId,
        planId: text(row, 'plan_id'),
        since: text(row, 'since'),
        approved: approvedUntil !== null,
        rejected,
        expires: approvedUntil ?? expires.toISOString(),
        counts: counts.success ? counts.data : noCounts(),
        operations: withOperations ? operationsOf(heldId, workspace) : null
      }
    ]
  })
}

const value = z.union([z.string(), z.boolean(), z.null()])
const Operation = z.object({
  id: z.string(),
  kind: z.enum(KINDS),
  action: z.enum(ACTIONS),
  anchor: z.string(),
  externalId: z.string().nullable(),
  scimId: z.string().nullable(),
  name: z.string(),
  dn: z.string(),
  reason: z.enum(REASONS),
  changes: z.array(z.object({ attribute: z.string(), from: value, to: value }))
})
const Member = z.object({ member: z.string(), action: z.enum(['add', 'remove']), group: Operation.nullable() })
const Kept = z.union([Operation, Member])
const Guards = z.array(z.string())

interface Shown {
  operation: z.infer<typeof Operation> | null
  readonly add: string[]
  readonly remove: string[]
  readonly heldBy: Set<string>
  status: Status
}

/** Its held entries and the rejected ones, put together again as operations, in their order. */
function operationsOf(heldId: string, workspace: Workspace): ReportedOperation[] {
  const shown = new Map<number, Shown>()
  const entries = workspace.all(
    `SELECT h.seq, h.operation, h.guards, d.verdict FROM state.held_entry h LEFT JOIN state.decision d ON d.entry = h.entry
     WHERE h.held_id = ? ORDER BY h.seq, h.entry`,
    heldId
  )
  for (const row of entries) {
    const seq = integer(row, 'seq')
    const one: Shown = shown.get(seq) ?? { operation: null, add: [], remove: [], heldBy: new Set(), status: 'skipped' }
    shown.set(seq, one)
    if (row['verdict'] !== 'rejected') one.status = 'held'
    for (const guard of readJson(Guards, text(row, 'guards'), 'guards')) one.heldBy.add(guard)
    const kept = readJson(Kept, text(row, 'operation'), 'operation')
    if ('member' in kept) {
      one[kept.action].push(kept.member)
      // Of a group whose own operation went through, or waits in an entry of its own, only the memberships are told here.
      if (one.operation === null && kept.group !== null) one.operation = { ...kept.group, changes: [] }
    } else one.operation = kept
  }
  return [...shown.values()].flatMap(({ operation, add, remove, heldBy, status }) =>
    operation === null
      ? []
      : [
          {
            ...operation,
            members: { add, remove, addTotal: add.length, removeTotal: remove.length },
            status,
            attempts: 0,
            heldBy: [...heldBy].sort(),
            problem: null
          }
        ]
  )
}
