import type { Config } from '../config/config.ts'
import type { Source } from '../desired/desired-state.ts'
import type { NonEmpty } from '../model/result.ts'
import type { Problem } from '../problems/problem.ts'
import { textOrNull, type Workspace } from '../state/workspace.ts'
import { readMeta } from './meta.ts'

/** Whether domains and service are those that the state belongs to. @returns what differs; nothing for a first run. */
export function checkDomains(sources: NonEmpty<Source>, workspace: Workspace): Problem[] {
  const problems: Problem[] = []
  for (const source of sources) {
    const row = workspace.get('SELECT domain_id FROM state.domain WHERE name = ?', source.name)
    const expected = row === undefined ? null : textOrNull(row, 'domain_id')
    const found = source.session.controller.domainId
    if (expected !== null && found !== expected) {
      problems.push({
        code: 'state.other_domain',
        object: source.session.controller.address,
        expected,
        found: found ?? '?'
      })
    }
  }
  return problems
}

export function checkService(config: Config, workspace: Workspace): Problem[] {
  const expected = readMeta(workspace, 'service')
  const found = config.scim.baseUrl.href
  return expected === null || expected === found
    ? []
    : [{ code: 'state.other_service', object: found, expected, found }]
}
