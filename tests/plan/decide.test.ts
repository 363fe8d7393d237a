import { describe, expect, test } from 'vitest'
import type { Problem } from '../../src/problems/problem.ts'
import type { Workspace } from '../../src/state/workspace.ts'
import { testConfig } from '../support/stages/config.ts'
import { desire, know, match, settled, show } from '../support/stages/rows.ts'
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
