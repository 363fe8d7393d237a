import type { Limit } from '../config/config.ts'
import { planIdOf } from '../plan/plan.ts'
import type { Policy } from '../plan/policy.ts'
import { integer, text, type Workspace } from '../state/workspace.ts'
import { carryMembers } from './carry-members.ts'
import { applyDecisions } from './decisions.ts'
import { hold, holdDependents, type Reach, reached, TAKING } from './hold.ts'
import { allowed, GUARD_OF_ROW, limitOf, OPERATION_GUARDS } from './limits.ts'
import { guardService, guardSource } from './shrinkage.ts'
import type { Verdict } from './verdict.ts'

const WINDOW_MS = 24 * 60 * 60_000

export interface Guarded {
  readonly planId: string
  /** The hash over the held entries alone; null when nothing is held. */
  readonly heldId: string | null
  readonly verdicts: readonly Verdict[]
  /** `approve` named this plan or what it held. */
  readonly approvedNow: boolean
}

export interface GuardContext {
  readonly policy: Policy
  /** The scope or the mapping is not the one of the last settled run. */
  readonly configChanged: boolean
  /** Of scope and mapping as they are now: an approval settles just these. */
  readonly configHash: string
  /** No run has ended with 0 yet: creates raise no alarm. */
  readonly firstLoad: boolean
  /** `--approve`: the id of the plan that this very run makes, or of what it holds. */
  readonly approve: string | null
}

/**
 * Decides which entries of the plan may be sent. Held ones get their guards' names, the others stay planned; entries that an administrator
 * approved pass every guard but `token_owner`, and a shrinkage that the approval does not cover.
 */
export function guard(workspace: Workspace, context: GuardContext): Guarded {
  const guarded = decideAll(workspace, context)
  carryMembers(workspace)
  return guarded
}

function decideAll(workspace: Workspace, context: GuardContext): Guarded {
  applyDecisions(workspace, context.policy.now)
  const planId = planIdOf(workspace)
  const first = holdAll(workspace, context)
  if (
    context.approve === null ||
    first.heldId === null ||
    (context.approve !== planId && context.approve !== first.heldId)
  )
    return { planId, approvedNow: false, ...first }
  release(workspace)
  return { planId, approvedNow: true, ...holdAll(workspace, context, true) }
}

/** What was just held is approved: the guards look again, and hold what no approval lifts. */
function release(workspace: Workspace): void {
  workspace.transaction(() => {
    for (const table of ['operation', 'member_change']) {
      workspace.run(`UPDATE ${table} SET approved = 1, status = 'planned', guards = NULL WHERE status = 'held'`)
    }
  })
}

function holdAll(
  workspace: Workspace,
  context: GuardContext,
  approvedNow = false
): Pick<Guarded, 'heldId' | 'verdicts'> {
  const { config } = context.policy
  const named = config.domains.filter((domain) => domain.name !== null).map((domain) => domain.name ?? '')
  const scopes = ['all', ...named]
  return workspace.transaction(() => {
    const verdicts = [
      ...guardFigures(scopes, context, workspace),
      ...guardGroups(context.policy, workspace),
      ...guardSource(scopes, context.policy, approvedNow, workspace),
      ...guardService(context.policy, approvedNow, workspace),
      guardConfigChange(context, workspace),
      ...guardKinds(workspace),
      guardTokenOwner(context.policy, workspace)
    ]
    holdDependents(workspace)
    const held = workspace.count(
      `SELECT (SELECT count(*) FROM operation WHERE status = 'held') + (SELECT count(*) FROM member_change WHERE status = 'held')`
    )
    return { heldId: held === 0 ? null : planIdOf(workspace, 'held'), verdicts }
  })
}

function guardFigures(scopes: readonly string[], { policy, firstLoad }: GuardContext, workspace: Workspace): Verdict[] {
  const verdicts: Verdict[] = []
  for (const name of OPERATION_GUARDS) {
    for (const scope of scopes) {
      const inScope = scope === 'all' ? '1' : `domain = ${quoted(scope)}`
      const reach: Reach = { operations: `${GUARD_OF_ROW} = '${name}' AND ${inScope}`, members: null }
      const [kind] = name.split('s.')
      const known = workspace.count(
        `SELECT count(*) FROM state.known WHERE kind = ? AND standing = 'present' AND ${inScope}${name === 'users.disable' ? ' AND active = 1' : ''}`,
        kind ?? ''
      )
      const before = workspace.count(
        `SELECT count(*) FROM state.journal WHERE at > ? AND guard = ? AND approved = 0 AND result IN ('done', 'found_done') AND ${inScope}`,
        since(policy.now),
        name
      )
      const limit = firstLoad && name.endsWith('.create') ? 'off' : limitOf(name, policy.config.safety)
      verdicts.push(judge({ name, scope, reach, known, before, limit }, workspace))
    }
  }
  for (const scope of scopes) {
    const inScope = scope === 'all' ? '1' : `domain = ${quoted(scope)}`
    const known = workspace.count(
      scope === 'all'
        ? 'SELECT count(*) FROM state.membership'
        : `SELECT count(*) FROM state.membership m JOIN state.known k ON k.id = m.group_id WHERE k.${inScope}`
    )
    const before = workspace.count(
      `SELECT sum(removed) FROM state.removal WHERE at > ? AND ${inScope}`,
      since(policy.now)
    )
    const reach: Reach = { operations: null, members: `action = 'remove' AND ${inScope}` }
    verdicts.push(
      judge(
        { name: 'memberships.remove', scope, reach, known, before, limit: policy.config.safety.memberships.remove },
        workspace
      )
    )
  }
  return verdicts
}

interface Figures {
  readonly name: string
  readonly scope: string
  readonly reach: Reach
  readonly known: number
  /** Done in the last 24 hours without an approval. */
  readonly before: number
  readonly limit: Limit
}

function judge({ name, scope, reach, known, before, limit }: Figures, workspace: Workspace): Verdict {
  const actual = before + reached(reach, workspace, 'unapproved')
  if (limit === 'off') return { name, scope, actual, known, limit: null, verdict: 'off' }
  const most = allowed(limit, known)
  if (actual <= most) {
    const approved = reached(reach, workspace, 'approved')
    return {
      name,
      scope,
      actual,
      known,
      limit: most,
      verdict: approved > 0 && actual + approved > most ? 'approved' : 'pass'
    }
  }
  const held = hold(name, reach, workspace)
  const verdict = held > 0 ? 'held' : reached(reach, workspace, 'approved') > 0 ? 'approved' : 'pass'
  return { name, scope, actual, known, limit: most, verdict }
}

/** A single group that loses many of its members; listed only where it is tripped. */
function guardGroups(policy: Policy, workspace: Workspace): Verdict[] {
  const limit = policy.config.safety.groupMembers.remove
  if (limit === 'off') return []
  const losing = workspace.all(
    `SELECT c.group_id, count(*) AS removals, (SELECT count(*) FROM current_member m WHERE m.group_id = c.group_id) AS members,
       (SELECT coalesce(sum(removed), 0) FROM state.removal r WHERE r.group_id = c.group_id AND r.at > ?) AS before,
       (SELECT coalesce(k.external_id, k.anchor) FROM state.known k WHERE k.id = c.group_id) AS external_id
     FROM member_change c WHERE c.action = 'remove' AND c.status <> 'skipped' GROUP BY c.group_id HAVING removals + before > ?`,
    since(policy.now),
    limit.floor
  )
  const verdicts: Verdict[] = []
  for (const row of losing) {
    const before = integer(row, 'before')
    const figures = {
      name: 'group_members.remove',
      scope: row['external_id'] === null ? 'new group' : text(row, 'external_id'),
      reach: { operations: null, members: `action = 'remove' AND group_id = ${integer(row, 'group_id')}` },
      known: integer(row, 'members') + before,
      before,
      limit
    }
    const verdict = judge(figures, workspace)
    if (verdict.verdict !== 'pass') verdicts.push(verdict)
  }
  return verdicts
}

/** A changed scope or mapping waits for approval where it takes something away; once a plan that it held was approved, the rest is for the other guards. */
function guardConfigChange({ policy, configChanged, configHash }: GuardContext, workspace: Workspace): Verdict {
  const none = { name: 'config_change', scope: 'all', known: null, limit: null } as const
  if (policy.config.safety.configChange === 'off') return { ...none, actual: 0, verdict: 'off' }
  if (!configChanged) return { ...none, actual: 0, verdict: 'pass' }
  const actual = reached(TAKING, workspace, 'all')
  if (settledByApproval(workspace, policy.now, configHash) || reached(TAKING, workspace, 'unapproved') === 0)
    return { ...none, actual, verdict: actual === 0 ? 'pass' : 'approved' }
  hold('config_change', TAKING, workspace)
  return { ...none, actual, verdict: 'held' }
}

/** Whether an approval stands of a plan that this very change of the configuration held. */
export function settledByApproval(workspace: Workspace, now: Date, configHash: string): boolean {
  return (
    workspace.count(
      `SELECT count(*) FROM state.decision d JOIN state.held_entry h ON h.held_id = d.held_id AND h.entry = d.entry
       JOIN state.held_plan p ON p.held_id = d.held_id AND p.config_hash = ?
       WHERE d.verdict = 'approved' AND d.expires > ? AND h.guards LIKE '%"config_change"%'`,
      configHash,
      now.toISOString()
    ) > 0
  )
}

/** Operations that the plan itself marked: held whatever the figures say, until they are approved. */
function guardKinds(workspace: Workspace): Verdict[] {
  const verdicts: Verdict[] = []
  for (const name of ['departure', 'drift.missing', 'drift.reenable', 'adopt.by_name', 'adopt.by_external_id']) {
    const marked = `kept_guards LIKE '%"${name}"%'`
    const actual = workspace.count(`SELECT count(*) FROM operation WHERE ${marked} AND status <> 'skipped'`)
    const held = workspace.run(
      `UPDATE operation SET status = 'held', guards = json_insert(coalesce(guards, '[]'), '$[#]', ?) WHERE ${marked} AND status IN ('planned', 'held') AND approved = 0`,
      name
    )
    verdicts.push({
      name,
      scope: 'all',
      actual,
      known: null,
      limit: null,
      verdict: held > 0 ? 'held' : actual > 0 ? 'approved' : 'pass'
    })
  }
  return verdicts
}

/** No approval lifts it: a delete or disable of the token's own owner would end all further runs. */
function guardTokenOwner(policy: Policy, workspace: Workspace): Verdict {
  const none = { name: 'token_owner', scope: 'all', known: null, limit: null } as const
  if (policy.owner.kind === 'known') return { ...none, actual: 0, verdict: 'pass' }
  const held = hold(
    'token_owner',
    { operations: `kind = 'user' AND action IN ('delete', 'disable')`, members: null },
    workspace,
    { evenApproved: true }
  )
  return { ...none, actual: held, verdict: held > 0 ? 'held' : 'pass' }
}

function since(now: Date): string {
  return new Date(now.getTime() - WINDOW_MS).toISOString()
}

function quoted(literal: string): string {
  return `'${literal.replaceAll("'", "''")}'`
}
