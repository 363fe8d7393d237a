import { onTestFinished } from 'vitest'
import type { TokenOwner } from '../../src/compare/token-owner.ts'
import type { Config } from '../../src/config/config.ts'
import { type Guarded, guard } from '../../src/guard/guard.ts'
import type { Verdict } from '../../src/guard/verdict.ts'
import { makePlan } from '../../src/plan/plan.ts'
import type { Policy } from '../../src/plan/policy.ts'
import { noCounts } from '../../src/report/counts.ts'
import { keepHeld } from '../../src/run/held-plans.ts'
import { text, Workspace } from '../../src/state/workspace.ts'
import { testConfig } from '../support/stages/config.ts'
import { finishComparison, know } from '../support/stages/rows.ts'

export const NOW = new Date('2026-11-24T09:00:00Z')
const HOUR = 60 * 60_000
export const CONFIG_HASH = 'scope mapping'

export interface Guarding {
  /** `safety:` of config.yml, or a whole configuration. */
  readonly safety?: string
  readonly config?: Config
  readonly owner?: TokenOwner
  readonly serviceRead?: boolean
  readonly configChanged?: boolean
  readonly configHash?: string
  readonly firstLoad?: boolean
  readonly approve?: string
  readonly now?: Date
}

export interface Result extends Guarded {
  readonly workspace: Workspace
  verdict(name: string, scope?: string): Verdict | undefined
  /** `action name`, sorted. */
  readonly held: readonly string[]
  readonly allowed: readonly string[]
  readonly skipped: readonly string[]
}

export function workspaceOfTest(): Workspace {
  const workspace = Workspace.open('')
  onTestFinished(() => workspace.close())
  return workspace
}

/** `safety:` with the given limits; every other guard is out of the way. */
export function limits(given: Readonly<Record<string, string>>): string {
  const of = (name: string, off = 'off') => given[name] ?? off
  return `safety:
  users: { create: ${of('users.create')}, rename: ${of('users.rename')}, disable: ${of('users.disable')}, delete: ${of('users.delete')} }
  groups: { create: ${of('groups.create')}, delete: ${of('groups.delete')}, delete_after: ${of('groups.delete_after', '0')} }
  memberships: { remove: ${of('memberships.remove')} }
  group_members: { remove: ${of('group_members.remove')} }
  source_shrink: ${of('source_shrink', '100')}
  service_shrink: ${of('service_shrink', '100')}
  config_change: ${of('config_change')}
  disable_first: ${of('disable_first', '0')}`
}

/** Plans what is set up, and guards it. */
export function guarded(setUp: (workspace: Workspace) => void, guarding: Guarding = {}): Result {
  const workspace = workspaceOfTest()
  setUp(workspace)
  return guardIn(workspace, guarding)
}

export function guardIn(workspace: Workspace, guarding: Guarding = {}): Result {
  const config = guarding.config ?? testConfig({ more: guarding.safety ?? '' })
  const policy: Policy = {
    config,
    owner: guarding.owner ?? { kind: 'known', userName: 'admin@example.jp', scimId: 'owner' },
    serviceRead: guarding.serviceRead ?? false,
    full: false,
    now: guarding.now ?? NOW
  }
  finishComparison(workspace, policy.serviceRead)
  makePlan(workspace, policy)
  const result = guard(workspace, {
    policy,
    configChanged: guarding.configChanged ?? false,
    configHash: guarding.configHash ?? CONFIG_HASH,
    firstLoad: guarding.firstLoad ?? false,
    approve: guarding.approve ?? null
  })
  return {
    ...result,
    workspace,
    verdict: (name, scope = 'all') =>
      result.verdicts.find((verdict) => verdict.name === name && verdict.scope === scope),
    held: entriesIn('held', workspace),
    allowed: entriesIn('planned', workspace),
    skipped: entriesIn('skipped', workspace)
  }
}

function entriesIn(status: string, workspace: Workspace): string[] {
  const operations = workspace
    .all('SELECT action, name FROM operation WHERE status = ? AND entry IS NOT NULL', status)
    .map((row) => `${text(row, 'action')} ${text(row, 'name')}`)
  const members = workspace
    .all(
      `SELECT c.action, g.name AS of, m.name AS member FROM member_change c JOIN desired g ON g.id = c.group_id JOIN desired m ON m.id = c.member_id WHERE c.status = ?`,
      status
    )
    .map((row) => `${text(row, 'of')} ${text(row, 'action') === 'add' ? '+' : '-'} ${text(row, 'member')}`)
  return [...operations, ...members].sort()
}

/** Keeps what a run held, as the run does, so that it can be decided on. */
export function keep(result: Result, configHash = CONFIG_HASH, now = NOW): void {
  const { heldId, planId } = result
  keepHeld({ heldId, planId, counts: noCounts(), configHash }, result.workspace, now)
}

/** Takes what is kept of held plans and decisions over to the workspace of the next run. */
export function carryOver(from: Workspace, to: Workspace): void {
  for (const table of ['held_plan', 'held_entry', 'decision']) {
    for (const row of from.all(`SELECT * FROM state.${table}`)) {
      const values = Object.values(row)
      to.run(`INSERT INTO state.${table} VALUES (${values.map(() => '?').join(', ')})`, ...values)
    }
  }
}

/** An administrator decides on every entry that was held. */
export function decide(workspace: Workspace, verdict: 'approved' | 'rejected', expires: Date | null): void {
  workspace.run(
    'INSERT OR REPLACE INTO state.decision SELECT entry, held_id, ?, ?, ? FROM state.held_entry',
    verdict,
    NOW.toISOString(),
    expires === null ? null : expires.toISOString()
  )
}

/** Known users from a number on, present and in scope of nothing: they only make the figures. */
export function crowd(
  workspace: Workspace,
  from: number,
  count: number,
  thing: { active?: boolean; domain?: string } = {}
) {
  workspace.transaction(() => {
    for (let n = from; n < from + count; n++) know(workspace, { n, ...thing })
  })
}

/** Done by a run some hours ago. */
export function done(
  workspace: Workspace,
  entry: { guard: string; hoursAgo: number; approved?: boolean; domain?: string; result?: string },
  count: number
): void {
  const seq = workspace.count('SELECT count(*) FROM state.journal')
  for (let n = 1; n <= count; n++) {
    workspace.run(
      `INSERT INTO state.journal (run_seq, seq, kind, action, object_id, anchor, domain, name, dn, guard, approved, result, at)
       VALUES (1, ?, 'user', 'delete', ?, 'x', ?, 'x', 'x', ?, ?, ?, ?)`,
      seq + n,
      n,
      entry.domain ?? 'default',
      entry.guard,
      entry.approved === true ? 1 : 0,
      entry.result ?? 'done',
      new Date(NOW.getTime() - entry.hoursAgo * HOUR).toISOString()
    )
  }
}
