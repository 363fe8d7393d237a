import { onTestFinished } from 'vitest'
import { type Comparison, compare } from '../../src/compare/compare.ts'
import type { Config } from '../../src/config/config.ts'
import type { Result } from '../../src/model/result.ts'
import { readFlat } from '../../src/state/columns.ts'
import { text, Workspace } from '../../src/state/workspace.ts'
import { testConfig } from '../support/stages/config.ts'
import { FakeService, type FaultOn } from '../support/stages/fake-service.ts'

export interface Comparing {
  readonly config?: Config
  readonly token?: string
  readonly wholeRead?: boolean
  readonly faults?: readonly FaultOn[]
  /** Changes the service, which holds what is known to be present. */
  readonly at?: (service: FakeService) => void
}

export interface Compared {
  readonly result: Result<Comparison>
  readonly workspace: Workspace
  readonly service: FakeService
}

export async function compared(
  setUp: (workspace: Workspace) => void,
  { config = testConfig(), token = 'token', wholeRead = true, faults = [], at = () => {} }: Comparing = {}
): Promise<Compared> {
  const workspace = Workspace.open('')
  onTestFinished(() => workspace.close())
  setUp(workspace)
  const service = new FakeService(faults)
  for (const row of workspace.all(`SELECT * FROM state.known WHERE standing = 'present'`)) {
    const kind = text(row, 'kind') === 'user' ? 'user' : 'group'
    service.put(kind, readFlat(text(row, 'resource')), { id: text(row, 'scim_id'), active: row['active'] === 1 })
  }
  at(service)
  return { result: await compare(config, token, service, workspace, wholeRead), workspace, service }
}

export function names(workspace: Workspace, sql: string): string[] {
  return workspace.all(sql).map((row) => text(row, 'name'))
}
