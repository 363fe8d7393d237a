import { missingAllowed } from '../compare/owned.ts'
import type { Policy } from '../plan/policy.ts'
import { integer, text, type Workspace } from '../state/workspace.ts'
import { EVERYTHING, hold, type Reach, reached } from './hold.ts'
import type { Verdict } from './verdict.ts'

const SHRINK_FLOOR = 5
/** What an approval must cover so that the rest of a shrunken plan goes along. */
const LOSSES: Reach = { operations: `action IN ('delete', 'disable')`, members: `action = 'remove'` }
interface Approvals {
  /** `--approve` named this very plan. */
  readonly now: boolean
  readonly at: Date
}
/** Who departed in a run that was held has days of grace already, but counts until the baseline moves. */
const SINCE_BASELINE = `(k.departed_at IS NULL OR k.departed_at > (SELECT value FROM state.meta WHERE key = 'baseline_at'))`
const OF_THE_MISSING: Reach = { operations: `object_id IN (SELECT id FROM missing_at_service)`, members: null }

/** Gone from the directory since the last read whose plan was applied, by kind, domain and base; the worst of them is shown for each domain. */
export function guardSource(
  scopes: readonly string[],
  policy: Policy,
  approvedNow: boolean,
  workspace: Workspace
): Verdict[] {
  const percent = policy.config.safety.sourceShrinkPercent
  const verdicts: Verdict[] = []
  let trips = false
  for (const scope of scopes) {
    let worst: { gone: number; before: number; limit: number; trips: boolean } = {
      gone: 0,
      before: 0,
      limit: SHRINK_FLOOR,
      trips: false
    }
    for (const row of workspace.all(
      'SELECT kind, domain, base, objects FROM state.baseline WHERE ? IN (?, domain)',
      scope,
      'all'
    )) {
      const before = integer(row, 'objects')
      const at = [text(row, 'kind'), text(row, 'domain'), text(row, 'base')]
      const gone = workspace.count(
        `SELECT count(*) FROM departure p CROSS JOIN state.known k ON k.id = p.id WHERE ${SINCE_BASELINE} AND k.kind = ? AND k.domain = ? AND k.base = ?`,
        ...at
      )
      const now = workspace.count('SELECT count(*) FROM desired WHERE kind = ? AND domain = ? AND base = ?', ...at)
      const limit = Math.max(SHRINK_FLOOR, Math.floor((before * percent) / 100))
      const tripped = gone > limit || (before > 0 && now === 0 && gone > 0)
      if ((tripped && !worst.trips) || (tripped === worst.trips && isWorse({ gone, before }, worst))) {
        worst = { gone, before, limit, trips: tripped }
      }
    }
    trips ||= worst.trips
    verdicts.push({
      name: 'source_shrink',
      scope,
      actual: worst.gone,
      known: worst.before,
      limit: worst.limit,
      verdict: worst.trips ? 'held' : 'pass'
    })
  }
  const approvals = { now: approvedNow, at: policy.now }
  return trips ? settle('source_shrink', LOSSES, verdicts, approvals, workspace) : verdicts
}

/** The larger share is gone; of equal ones (nobody mostly) the larger is shown. */
function isWorse(one: { readonly gone: number; readonly before: number }, other: typeof one): boolean {
  const difference = one.gone * Math.max(1, other.before) - other.gone * Math.max(1, one.before)
  return difference > 0 || (difference === 0 && one.before > other.before)
}

/** Owned objects that the service, read whole, does not have any more. */
export function guardService(policy: Policy, approvedNow: boolean, workspace: Workspace): Verdict[] {
  const known = workspace.count(`SELECT count(*) FROM state.known WHERE standing = 'present'`)
  const missing = workspace.count(
    `SELECT count(*) FROM missing_at_service x JOIN state.known k ON k.id = x.id WHERE k.standing = 'present'`
  )
  const limit = missingAllowed(known, policy.config.safety.serviceShrinkPercent)
  const trips = missing > limit || (known > 0 && missing === known)
  const verdict: Verdict = {
    name: 'service_shrink',
    scope: 'all',
    actual: missing,
    known,
    limit,
    verdict: trips ? 'held' : 'pass'
  }
  const approvals = { now: approvedNow, at: policy.now }
  return trips ? settle('service_shrink', OF_THE_MISSING, [verdict], approvals, workspace) : [verdict]
}

/**
 * Everything is held, unless a plan that this guard held is approved and all losses of this plan are. There may be none yet: whoever stays
 * disabled for a while first, or a group that is kept for some days.
 */
function settle(
  name: string,
  losses: Reach,
  verdicts: readonly Verdict[],
  approvals: Approvals,
  workspace: Workspace
): Verdict[] {
  const isApproved =
    reached(losses, workspace, 'approved') > 0 || approvals.now || isApprovedOf(name, approvals, workspace)
  const covered = isApproved && reached(losses, workspace, 'unapproved') === 0
  if (!covered) hold(name, EVERYTHING, workspace, { evenApproved: true })
  return verdicts.map((verdict) =>
    verdict.verdict === 'held' && covered ? { ...verdict, verdict: 'approved' } : verdict
  )
}

/** Whether an approval stands of an entry that this guard held. */
function isApprovedOf(name: string, { at }: Approvals, workspace: Workspace): boolean {
  return (
    workspace.count(
      `SELECT count(*) FROM state.decision d JOIN state.held_entry h ON h.held_id = d.held_id AND h.entry = d.entry
       WHERE d.verdict = 'approved' AND d.expires > ? AND h.guards LIKE ?`,
      at.toISOString(),
      `%"${name}"%`
    ) > 0
  )
}
