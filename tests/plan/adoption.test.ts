import { describe, expect, test } from 'vitest'
import type { Workspace } from '../../src/state/workspace.ts'
import { testConfig } from '../support/stages/config.ts'
import { desire, match, show } from '../support/stages/rows.ts'
import { planned } from './planning.ts'

describe('adoption', () => {
  const sameKey = (w: Workspace) => {
    desire(w, { n: 1, title: 'new' })
    match(w, 1, { n: 1, title: 'old' }, 'external_id', 'theirs')
    show(w, { n: 1, title: 'old' }, 'theirs')
  }
  const sameName = (w: Workspace) => {
    desire(w, { n: 1 })
    match(w, 1, { n: 1, externalId: null }, 'name', 'theirs')
    show(w, { n: 1, externalId: null }, 'theirs')
  }

  test.each<{ setting: string; operations: string[]; problem?: string }>([
    { setting: 'by_external_id: auto', operations: ['adopt u1@example.jp (same_external_id)'] },
    { setting: 'by_external_id: plan', operations: ['adopt u1@example.jp (same_external_id) [adopt.by_external_id]'] },
    { setting: 'by_external_id: never', operations: [], problem: 'externalId' }
  ])('the same externalId, $setting → $operations', ({ setting, operations, problem }) => {
    const result = planned(sameKey, { config: testConfig({ scim: `adopt: { ${setting} }` }), serviceRead: true })
    expect(result.operations).toEqual(operations)
    if (problem === undefined) expect(result.changes).toEqual(['title: old → new'])
    else expect(result.problems).toMatchObject([{ code: 'plan.name_taken', attribute: problem, otherId: 'theirs' }])
  })

  test.each<{ setting: string; operations: string[]; problem?: string }>([
    { setting: 'by_name: plan', operations: ['adopt u1@example.jp (same_name) [adopt.by_name]'] },
    { setting: 'by_name: never', operations: [], problem: 'userName' }
  ])('the same name and no externalId there, $setting → $operations', ({ setting, operations, problem }) => {
    const result = planned(sameName, { config: testConfig({ scim: `adopt: { ${setting} }` }), serviceRead: true })
    expect(result.operations).toEqual(operations)
    if (problem !== undefined) expect(result.problems).toMatchObject([{ code: 'plan.name_taken', attribute: problem }])
  })

  test('the name belongs to one with another externalId: a problem that names it', () => {
    const result = planned(
      (w) => {
        desire(w, { n: 1 })
        show(w, { n: 1, externalId: 'of another tool' }, 'theirs')
      },
      { serviceRead: true, config: testConfig({ scim: 'adopt: { by_name: plan }' }) }
    )
    expect(result.operations).toEqual([])
    expect(result.problems).toMatchObject([
      { code: 'plan.name_taken', otherId: 'theirs', otherExternalId: 'of another tool' }
    ])
  })

  test('one who is disabled there and active here: the enabling is held as any other', () => {
    const result = planned(
      (w) => {
        desire(w, { n: 1 })
        match(w, 1, { n: 1, active: false }, 'external_id', 'theirs')
      },
      { serviceRead: true }
    )
    expect(result.operations).toEqual([
      'adopt u1@example.jp (same_external_id)',
      'enable u1@example.jp (blocked_at_service) [drift.reenable]'
    ])
  })

  test('one who is active there and disabled here: adopted and disabled, under the same approval', () => {
    const result = planned(
      (w) => {
        desire(w, { n: 1, active: false })
        match(w, 1, { n: 1, externalId: null }, 'name', 'theirs')
      },
      { serviceRead: true, config: testConfig({ scim: 'adopt: { by_name: plan }' }) }
    )
    expect(result.operations).toEqual([
      'adopt u1@example.jp (same_name) [adopt.by_name]',
      'disable u1@example.jp (disabled_in_directory) [adopt.by_name]'
    ])
  })
})
