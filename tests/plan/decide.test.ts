import { describe, expect, test } from 'vitest'
import type { Problem } from '../../src/problems/problem.ts'
import type { Workspace } from '../../src/state/workspace.ts'
import { testConfig } from '../support/stages/config.ts'
import { desire, drift, know, match, missing, settled, show } from '../support/stages/rows.ts'
import { planned } from './planning.ts'

const NO_MAIL: Problem = {
  code: 'mapping.required_missing',
  object: 'user 1',
  dn: 'CN=user 1',
  attribute: 'emails.value',
  sources: ['mail']
}
const LACKING = { n: 1, mail: null, lacking: [NO_MAIL] }

interface Case {
  readonly when: string
  readonly given: (workspace: Workspace) => void
  readonly operations: readonly string[]
  readonly changes?: readonly string[]
}

/** The vendor's table of what happens to users, and what it says of groups. */
describe('in the directory and before at the service', () => {
  test.each<Case>([
    {
      when: 'created enabled, none',
      given: (w) => desire(w, { n: 1 }),
      operations: ['create u1@example.jp (new)']
    },
    {
      when: 'created disabled, none',
      given: (w) => desire(w, { n: 1, active: false }),
      operations: ['create u1@example.jp (new)']
    },
    {
      when: 'unchanged',
      given: (w) => settled(w, { n: 1 }, { n: 2, kind: 'group' }, { n: 3, active: false }),
      operations: []
    },
    {
      when: 'changed',
      given: (w) => {
        know(w, { n: 1, title: 'old' })
        desire(w, { n: 1, title: 'new' })
      },
      operations: ['update u1@example.jp (changed)'],
      changes: ['title: old → new']
    },
    {
      when: 'emptied',
      given: (w) => {
        know(w, { n: 1, title: 'old' })
        desire(w, { n: 1 })
      },
      operations: ['update u1@example.jp (changed)'],
      changes: ['title: old → null']
    },
    {
      when: 'changed in case alone',
      given: (w) => {
        know(w, { n: 1, name: 'U1@example.jp' })
        desire(w, { n: 1 })
      },
      operations: ['update u1@example.jp (changed)'],
      changes: ['emails.value: U1@example.jp → u1@example.jp', 'userName: U1@example.jp → u1@example.jp']
    },
    {
      when: 'disabled',
      given: (w) => {
        know(w, { n: 1 })
        desire(w, { n: 1, active: false })
      },
      operations: ['disable u1@example.jp (disabled_in_directory)'],
      changes: ['active: true → false']
    },
    {
      when: 'enabled',
      given: (w) => {
        know(w, { n: 1, active: false })
        desire(w, { n: 1 })
      },
      operations: ['enable u1@example.jp (enabled_in_directory)'],
      changes: ['active: false → true']
    },
    {
      when: 'disabled and changed: two operations, so that nothing delays the disable',
      given: (w) => {
        know(w, { n: 1, title: 'old' })
        desire(w, { n: 1, title: 'new', active: false })
      },
      operations: ['update u1@example.jp (changed)', 'disable u1@example.jp (disabled_in_directory)']
    },
    {
      when: 'returns, pending deletion',
      given: (w) => {
        know(w, { n: 1 }, { standing: 'pending' })
        desire(w, { n: 1 })
      },
      operations: ['restore u1@example.jp (returned)']
    },
    {
      when: 'another externalId under the same anchor',
      given: (w) => {
        know(w, { n: 1, externalId: 'old@example.jp' })
        desire(w, { n: 1, externalId: 'new@example.jp' })
      },
      operations: ['rekey u1@example.jp (external_id_changed)'],
      changes: ['externalId: old@example.jp → new@example.jp']
    },
    {
      when: 'externalId in another case',
      given: (w) => {
        know(w, { n: 1, externalId: 'Key' })
        desire(w, { n: 1, externalId: 'key' })
      },
      operations: ['rekey u1@example.jp (external_id_changed)']
    },
    {
      when: 'a group renamed',
      given: (w) => {
        know(w, { n: 1, kind: 'group', name: 'old' })
        desire(w, { n: 1, kind: 'group', name: 'new' })
      },
      operations: ['update new (changed)']
    },
    {
      when: 'a group returns',
      given: (w) => desire(w, { n: 1, kind: 'group' }),
      operations: ['create group 1 (new)']
    }
  ])('$when', ({ given, operations, changes }) => {
    const result = planned(given)
    expect(result.operations).toEqual(operations)
    if (changes !== undefined) expect(result.changes).toEqual(changes)
    expect(result.problems).toEqual([])
  })

  test('with the generic profile a delete is final: who returns is created', () => {
    const result = planned(
      (w) => {
        know(w, { n: 1 }, { standing: 'pending' })
        desire(w, { n: 1 })
      },
      { config: testConfig({ scim: 'profile: generic' }) }
    )
    expect(result.operations).toEqual(['create u1@example.jp (returned)'])
  })
})

describe('what the service shows otherwise than it is known', () => {
  test.each<Case & { repair?: string }>([
    {
      when: 'a managed attribute was edited there: it is repaired',
      given: (w) => {
        settled(w, { n: 1, title: 'chief' })
        drift(w, { n: 1, title: 'edited' })
      },
      operations: ['update u1@example.jp (drift)'],
      changes: ['title: edited → chief']
    },
    {
      when: 'edited there, and changed in the directory: a change',
      given: (w) => {
        know(w, { n: 1, title: 'old' })
        desire(w, { n: 1, title: 'new' })
        drift(w, { n: 1, title: 'edited' })
      },
      operations: ['update u1@example.jp (changed)'],
      changes: ['title: edited → new']
    },
    {
      when: 'disabled there: held, it may be on purpose',
      given: (w) => {
        settled(w, { n: 1 })
        drift(w, { n: 1, active: false })
      },
      operations: ['enable u1@example.jp (blocked_at_service) [drift.reenable]']
    },
    {
      when: 'disabled there, seen by an earlier run: held still',
      given: (w) => {
        know(w, { n: 1 }, { blocked: true })
        desire(w, { n: 1 })
      },
      operations: ['enable u1@example.jp (blocked_at_service) [drift.reenable]']
    },
    {
      when: 'disabled there: enabled again where that is wanted',
      repair: 'reenable',
      given: (w) => {
        settled(w, { n: 1 })
        drift(w, { n: 1, active: false })
      },
      operations: ['enable u1@example.jp (blocked_at_service)']
    },
    {
      when: 'disabled there and in the directory: nothing is left to do',
      given: (w) => {
        know(w, { n: 1 })
        desire(w, { n: 1, active: false })
        drift(w, { n: 1, active: false })
      },
      operations: []
    },
    {
      when: 'enabled there, disabled in the directory: disabled again',
      given: (w) => {
        settled(w, { n: 1, active: false })
        drift(w, { n: 1 })
      },
      operations: ['disable u1@example.jp (disabled_in_directory)']
    },
    {
      when: 'gone there: held',
      given: (w) => {
        settled(w, { n: 1 })
        missing(w, 1)
      },
      operations: ['restore u1@example.jp (missing_at_service) [drift.missing]']
    },
    {
      when: 'gone there, seen by an earlier run: held still',
      given: (w) => {
        know(w, { n: 1 }, { standing: 'missing' })
        desire(w, { n: 1 })
      },
      operations: ['restore u1@example.jp (missing_at_service) [drift.missing]']
    },
    {
      when: 'a group gone there: made anew where that is wanted',
      repair: 'missing',
      given: (w) => {
        settled(w, { n: 1, kind: 'group' })
        missing(w, 1)
      },
      operations: ['create group 1 (missing_at_service)']
    }
  ])('$when', ({ given, operations, changes, repair }) => {
    const more = repair === undefined ? '' : `state: { drift: { ${repair}: repair } }`
    const result = planned(given, { config: testConfig({ more }), serviceRead: true })
    expect(result.operations).toEqual(operations)
    if (changes !== undefined) expect(result.changes).toEqual(changes)
  })
})

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

describe('an object that lacks what the service demands', () => {
  test('is not created', () => {
    const result = planned((w) => desire(w, LACKING))
    expect(result.operations).toEqual([])
    expect(result.problems).toEqual([NO_MAIL])
  })

  test('is not adopted', () => {
    const result = planned((w) => {
      desire(w, LACKING)
      match(w, 1, { n: 1 }, 'external_id', 'theirs')
    })
    expect(result.operations).toEqual([])
  })

  test.each(['pending', 'missing'] as const)('is not brought back while it is %s', (standing) => {
    const result = planned((w) => {
      know(w, { n: 1 }, { standing })
      desire(w, LACKING)
    })
    expect(result.operations).toEqual([])
    expect(result.problems).toEqual([NO_MAIL])
  })

  test('keeps what it has when it exists, and all else is carried', () => {
    const result = planned((w) => {
      know(w, { n: 1, title: 'old' })
      desire(w, { ...LACKING, title: 'new', active: false })
    })
    expect(result.operations).toEqual([
      'update u1@example.jp (changed)',
      'disable u1@example.jp (disabled_in_directory)'
    ])
    expect(result.changes).toEqual(['title: old → new', 'active: true → false'])
    expect(result.problems).toEqual([NO_MAIL])
  })
})

describe('an update that renames', () => {
  test.each<{ what: string; to: Parameters<typeof desire>[1]; renames: boolean }>([
    { what: 'userName', to: { n: 1, name: 'other@example.jp', mail: 'u1@example.jp' }, renames: true },
    { what: 'a bound e-mail', to: { n: 1, mail: 'other@example.jp' }, renames: true },
    { what: 'the title', to: { n: 1, title: 'chief' }, renames: false },
    { what: 'the key', to: { n: 1, externalId: 'other' }, renames: false }
  ])('changes $what: $renames', ({ to, renames }) => {
    const { workspace } = planned((w) => {
      know(w, { n: 1 })
      desire(w, to)
    })
    expect(workspace.all('SELECT renames FROM operation')).toEqual([{ renames: renames ? 1 : 0 }])
  })

  test('of a group is none', () => {
    const { workspace } = planned((w) => {
      know(w, { n: 1, kind: 'group' })
      desire(w, { n: 1, kind: 'group', name: 'other' })
    })
    expect(workspace.all('SELECT renames FROM operation')).toEqual([{ renames: 0 }])
  })
})

describe('a user pending deletion whom the service lists', () => {
  test.each([
    { fits: 'the name alone', held: { n: 1, externalId: 'other' }, attribute: 'userName' },
    { fits: 'the externalId alone', held: { n: 1, name: 'other@example.jp' }, attribute: 'externalId' }
  ])('$fits: an error that names him', ({ held, attribute }) => {
    const result = planned(
      (w) => {
        desire(w, { n: 1 })
        show(w, held, 'asleep', { pending: true })
      },
      { serviceRead: true }
    )
    expect(result.operations).toEqual([])
    expect(result.problems).toMatchObject([{ code: 'plan.pending_deletion', attribute, scimId: 'asleep' }])
  })

  test('both: the request brings him back', () => {
    const result = planned(
      (w) => {
        desire(w, { n: 1 })
        show(w, { n: 1 }, 'asleep', { pending: true })
      },
      { serviceRead: true }
    )
    expect(result.operations).toEqual(['create u1@example.jp (new)'])
  })
})
