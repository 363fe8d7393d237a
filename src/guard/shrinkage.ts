import type { Policy } from '../plan/policy.ts'
import { integer, text, type Workspace } from '../state/workspace.ts'
import { EVERYTHING, hold, type Reach, reached } from './hold.ts'
import type { Verdict } from './verdict.ts'

const SHRINK_FLOOR = 5
/** What an approval must cover so that the rest of a shrunken plan goes along. */
const LOSSES: Reach = { operations: `action IN ('delete', 'disable')`, members: `action = 'remove'` }
const OF_THE_MISSING: Reach = { operations: `object_id IN (SELECT id FROM missing_at_service)`, members: null }

/** Gone from the directory since the last read whose plan was applied, by kind, domain and base; the worst of them is shown for each domain. */
export function guardSource(scopes: readonly string[], policy: Policy, workspace: Workspace): Verdict[] {
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
        `SELECT count(*) FROM departure p JOIN state.known k ON k.id = p.id WHERE k.departed_at IS NULL AND k.kind = ? AND k.domain = ? AND k.base = ?`,
        ...at
      )
      const now = workspace.count('SELECT count(*) FROM desired WHERE kind = ? AND domain = ? AND base = ?', ...at)
      const limit = Math.max(SHRINK_FLOOR, Math.floor((before * percent) / 100))
      const tripped = gone > limit || (before > 0 && now === 0 && gone > 0)
      if (
        (tripped && !worst.trips) ||
        (tripped === worst.trips && gone * Math.max(1, worst.before) > worst.gone * Math.max(1, before))
      ) {
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
  return trips ? settle('source_shrink', LOSSES, verdicts, workspace) : verdicts
}

/** Owned objects that the service, read whole, does not have any more. */
export function guardService(policy: Policy, workspace: Workspace): Verdict[] {
  const known = workspace.count(`SELECT count(*) FROM state.known WHERE standing = 'present'`)
  const missing = workspace.count(
    `SELECT count(*) FROM missing_at_service x JOIN state.known k ON k.id = x.id WHERE k.standing = 'present'`
  )
  const limit = Math.max(SHRINK_FLOOR, Math.floor((known * policy.config.safety.serviceShrinkPercent) / 100))
  const trips = missing > limit || (known > 0 && missing === known)
  const verdict: Verdict = {
    name: 'service_shrink',
    scope: 'all',
    actual: missing,
    known,
    limit,
    verdict: trips ? 'held' : 'pass'
  }
  return trips ? settle('service_shrink', OF_THE_MISSING, [verdict], workspace) : [verdict]
}

/** Everything is held, unless approvals cover all losses of this plan. */
function settle(name: string, losses: Reach, verdicts: readonly Verdict[], workspace: Workspace): Verdict[] {
  const covered = reached(losses, workspace, 'approved') > 0 && reached(losses, workspace, 'unapproved') === 0
  if (!covered) hold(name, EVERYTHING, workspace, { evenApproved: true })
  return verdicts.map((verdict) =>
    verdict.verdict === 'held' && covered ? { ...verdict, verdict: 'approved' } : verdict
  )
}
