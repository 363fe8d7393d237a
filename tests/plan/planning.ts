import { onTestFinished } from 'vitest'
import type { TokenOwner } from '../../src/compare/token-owner.ts'
import type { Config } from '../../src/config/config.ts'
import { makePlan, type Plan } from '../../src/plan/plan.ts'
import type { Policy } from '../../src/plan/policy.ts'
import type { Problem } from '../../src/problems/problem.ts'
import { text, Workspace } from '../../src/state/workspace.ts'
import { testConfig } from '../support/stages/config.ts'
import { finishComparison } from '../support/stages/rows.ts'

export const NOW = new Date('2026-11-24T09:00:00Z')

export interface Planning {
  readonly config?: Config
  readonly owner?: TokenOwner
  readonly serviceRead?: boolean
  readonly full?: boolean
  readonly now?: Date
}

export interface Planned {
  readonly workspace: Workspace
  readonly plan: Plan
  /** `action name (reason)`, with `[guards]` that hold it whatever the figures say. */
  readonly operations: readonly string[]
  /** `attribute: from → to` of all operations. */
  readonly changes: readonly string[]
  readonly problems: readonly Problem[]
  /** Problems that are no news. */
  readonly repeated: readonly string[]
  /** `group + member` and `group - member`. */
  readonly members: readonly string[]
  /** Names of what was spared, as far as it is in scope. */
  readonly spared: number
}

export function policyOf(planning: Planning = {}): Policy {
  return {
    config: planning.config ?? testConfig(),
    owner: planning.owner ?? { kind: 'known', userName: 'admin@example.jp', scimId: 'owner' },
    serviceRead: planning.serviceRead ?? false,
    full: planning.full ?? false,
    now: planning.now ?? NOW
  }
}

/** Plans what `setUp` puts into the workspace. */
export function planned(setUp: (workspace: Workspace) => void, planning: Planning = {}): Planned {
  const workspace = Workspace.open('')
  onTestFinished(() => workspace.close())
  setUp(workspace)
  return planIn(workspace, planning)
}

export function planIn(workspace: Workspace, planning: Planning = {}): Planned {
  finishComparison(workspace, planning.serviceRead ?? false)
  const plan = makePlan(workspace, policyOf(planning))
  return { workspace, plan, ...shown(workspace) }
}

function shown(workspace: Workspace): Omit<Planned, 'workspace' | 'plan'> {
  const operations = workspace.all('SELECT * FROM operation ORDER BY seq')
  const problems = workspace.all('SELECT * FROM object_problem ORDER BY seq')
  return {
    operations: operations.map((row) => {
      const guards = row['kept_guards'] === null ? '' : ` ${text(row, 'kept_guards').replaceAll('"', '')}`
      return `${text(row, 'action')} ${text(row, 'name')} (${text(row, 'reason')})${guards}`
    }),
    changes: operations.flatMap((row) =>
      (JSON.parse(row['changes'] === null ? '[]' : text(row, 'changes')) as Record<string, unknown>[]).map(
        (change) => `${change['attribute']}: ${change['from']} → ${change['to']}`
      )
    ),
    problems: problems.map((row) => JSON.parse(text(row, 'problem')) as Problem),
    repeated: problems.filter((row) => row['repeated'] === 1).map((row) => text(row, 'name')),
    members: workspace
      .all(
        `SELECT coalesce(g.name, g.dn) AS of, coalesce(m.name, m.dn) AS member, c.action FROM member_change c
         JOIN desired g ON g.id = c.group_id JOIN desired m ON m.id = c.member_id ORDER BY 1, 3, 2`
      )
      .map((row) => `${text(row, 'of')} ${text(row, 'action') === 'add' ? '+' : '-'} ${text(row, 'member')}`),
    spared: workspace.count('SELECT count(*) FROM spared')
  }
}
