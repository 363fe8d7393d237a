import { onTestFinished } from 'vitest'
import type { Application, Applied } from '../../src/apply/application.ts'
import { apply } from '../../src/apply/apply.ts'
import { Journal } from '../../src/apply/journal.ts'
import type { Config } from '../../src/config/config.ts'
import { makePlan } from '../../src/plan/plan.ts'
import type { Policy } from '../../src/plan/policy.ts'
import { readFlat } from '../../src/state/columns.ts'
import { text, Workspace } from '../../src/state/workspace.ts'
import { testConfig } from '../support/stages/config.ts'
import { FakeService, type FaultOn } from '../support/stages/fake-service.ts'
import { finishComparison } from '../support/stages/rows.ts'

export const NOW = new Date('2026-11-24T09:00:00Z')

export interface Applying {
  readonly faults?: readonly FaultOn[]
  readonly config?: Config
  /** What is there beside what is known to be ours. */
  readonly at?: (service: FakeService) => void
  /** Called before each request. */
  readonly onCall?: (call: string, stop: () => void) => void
}

export interface Result {
  readonly applied: Applied
  readonly service: FakeService
  readonly workspace: Workspace
  /** `action name: status`, in the order of the plan. */
  readonly results: readonly string[]
  readonly calls: readonly string[]
  /** Names of what is known to be present, of users and groups. */
  readonly known: readonly string[]
}

/** Plans what is set up, with a service that holds what is known, and applies the plan. */
export async function applied(setUp: (workspace: Workspace) => void, applying: Applying = {}): Promise<Result> {
  const workspace = Workspace.open('')
  onTestFinished(() => workspace.close())
  setUp(workspace)
  const service = new FakeService(applying.faults)
  serveKnown(workspace, service)
  applying.at?.(service)
  const config = applying.config ?? testConfig({ scim: 'concurrency: 1' })
  const policy: Policy = {
    config,
    owner: { kind: 'known', userName: 'admin@example.jp', scimId: 'owner' },
    serviceRead: false,
    full: false,
    now: NOW
  }
  finishComparison(workspace, false)
  makePlan(workspace, policy)
  workspace.run(`INSERT INTO state.run (run_id, mode, started_at, pid) VALUES ('r', 'normal', ?, 1)`, NOW.toISOString())
  const abort = new AbortController()
  service.onCall = (call) => applying.onCall?.(call, () => abort.abort())
  const application: Application = {
    workspace,
    service,
    policy,
    config,
    journal: new Journal(workspace, 1),
    keepsDeletedUsers: true,
    signal: abort.signal,
    now: () => NOW,
    progress: () => {},
    secondLookUpMs: 1
  }
  const outcome = await apply(application, false)
  return {
    applied: outcome,
    service,
    workspace,
    results: workspace
      .all('SELECT action, name, status FROM operation ORDER BY seq')
      .map((row) => `${text(row, 'action')} ${text(row, 'name')}: ${text(row, 'status')}`),
    calls: service.calls,
    known: workspace
      .all(`SELECT name FROM state.known WHERE standing = 'present' ORDER BY name`)
      .map((row) => text(row, 'name'))
  }
}

/** Puts everything that is known to be present at the service, memberships included. */
function serveKnown(workspace: Workspace, service: FakeService): void {
  const members = new Map<number, string[]>()
  for (const row of workspace.all(
    'SELECT m.group_id, k.scim_id FROM state.membership m JOIN state.known k ON k.id = m.member_id'
  )) {
    const group = Number(row['group_id'])
    members.set(group, [...(members.get(group) ?? []), text(row, 'scim_id')])
  }
  for (const row of workspace.all(`SELECT * FROM state.known WHERE standing = 'present'`)) {
    service.put(text(row, 'kind') === 'user' ? 'user' : 'group', readFlat(text(row, 'resource')), {
      id: text(row, 'scim_id'),
      active: row['active'] === 1,
      members: members.get(Number(row['id'])) ?? []
    })
  }
}

/** The writes among the calls. */
export function writes(calls: readonly string[]): string[] {
  return calls.filter((call) => !/^(get|find|list) /.test(call))
}
