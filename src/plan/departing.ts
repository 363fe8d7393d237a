import type { Departure, DepartureVerdict } from '../desired/departures.ts'
import type { Kind } from '../model/names.ts'
import type { Problem } from '../problems/problem.ts'
import { integer, text, textOrNull, type Workspace } from '../state/workspace.ts'
import type { PlannedOperation, ReasonCode } from './operation.ts'
import type { Policy } from './policy.ts'

const REASON: Readonly<Record<Departure, ReasonCode>> = {
  deleted: 'deleted_in_directory',
  out_of_scope: 'left_scope',
  not_found: 'not_found_in_directory'
}
const DAY_MS = 24 * 60 * 60_000

/** What becomes of the known objects of a kind that departed: a delete, at first only a disable where the administrator wants that, or nothing yet. */
export function* departing(kind: Kind, policy: Policy, workspace: Workspace): Generator<PlannedOperation | Problem> {
  const rows = workspace.rows(
    `SELECT k.*, p.how, p.verdict, coalesce(a.active, k.active) AS now_active FROM departure p CROSS JOIN state.known k ON k.id = p.id
     LEFT JOIN actual a ON a.id = k.id WHERE k.kind = ? AND k.standing <> 'pending' ORDER BY k.id`,
    kind
  )
  const graceDays = kind === 'user' ? policy.config.safety.disableFirstDays : policy.config.safety.groupsDeleteAfterDays
  for (const row of rows) {
    const name = text(row, 'name')
    const dn = text(row, 'dn')
    const verdict = text(row, 'verdict') as DepartureVerdict
    if (verdict === 'waits') {
      yield {
        code: 'plan.departure_waits',
        object: name,
        dn,
        since: textOrNull(row, 'unseen_since') ?? policy.now.toISOString()
      }
      continue
    }
    const departedAt = textOrNull(row, 'departed_at')
    const graceOver = departedAt !== null && policy.now.getTime() - Date.parse(departedAt) >= graceDays * DAY_MS
    // Whoever is still active (his disable was held, rejected or refused) has not begun his days.
    const disables = kind === 'user' && graceDays > 0 && row['now_active'] === 1
    const common = {
      kind,
      objectId: integer(row, 'id'),
      anchor: text(row, 'anchor'),
      domain: text(row, 'domain'),
      externalId: textOrNull(row, 'external_id'),
      scimId: text(row, 'scim_id'),
      name,
      dn,
      reason: REASON[text(row, 'how') as Departure],
      renames: false,
      heldBy: verdict === 'held' ? ['departure'] : []
    }
    if (disables) yield { ...common, action: 'disable', changes: [{ attribute: 'active', from: true, to: false }] }
    else if (graceDays === 0 || graceOver) yield { ...common, action: 'delete', changes: [] }
  }
}
