import { describe, expect, test } from 'vitest'
import type { Workspace } from '../../src/state/workspace.ts'
import { testConfig } from '../support/stages/config.ts'
import { depart, desire, drift, know, knowMembers, settled } from '../support/stages/rows.ts'
import { NOW, planned } from './planning.ts'

const HOURS = 60 * 60_000

function hoursAgo(hours: number): string {
  return new Date(NOW.getTime() - hours * HOURS).toISOString()
}

const user = { n: 1 }
const group = { n: 1, kind: 'group' as const }

describe('who departed', () => {
  test.each([
    { how: 'deleted', verdict: 'departed', operation: 'delete u1@example.jp (deleted_in_directory)' },
    { how: 'out_of_scope', verdict: 'departed', operation: 'delete u1@example.jp (left_scope)' },
    { how: 'not_found', verdict: 'departed', operation: 'delete u1@example.jp (not_found_in_directory)' },
    { how: 'not_found', verdict: 'held', operation: 'delete u1@example.jp (not_found_in_directory) [departure]' }
  ] as const)('$how, $verdict: $operation', ({ how, verdict, operation }) => {
    const result = planned((w) => {
      know(w, user)
      depart(w, 1, how, verdict)
    })
    expect(result.operations).toEqual([operation])
  })

  test('is only told of while it waits', () => {
    const result = planned((w) => {
      know(w, user, { unseenSince: hoursAgo(1) })
      depart(w, 1, 'not_found', 'waits')
    })
    expect(result.operations).toEqual([])
    expect(result.problems).toMatchObject([{ code: 'plan.departure_waits', since: hoursAgo(1) }])
  })

  test('is deleted while inactive, too, and while the service misses him', () => {
    const result = planned((w) => {
      know(w, { ...user, active: false })
      know(w, { n: 2 }, { standing: 'missing' })
      depart(w, 1)
      depart(w, 2)
    })
    expect(result.operations).toEqual([
      'delete u1@example.jp (deleted_in_directory)',
      'delete u2@example.jp (deleted_in_directory)'
    ])
  })

  test('keeps his memberships until his delete: no removal is planned beside it', () => {
    const result = planned((w) => {
      know(w, user)
      settled(w, { n: 10, kind: 'group' })
      knowMembers(w, 10, 1)
      depart(w, 1)
    })
    expect(result.operations).toEqual(['delete u1@example.jp (deleted_in_directory)'])
    expect(result.members).toEqual([])
  })
})

interface Grace {
  readonly state: string
  readonly given: (workspace: Workspace) => void
  readonly operations: readonly string[]
}

describe('disable_first: 30', () => {
  const config = testConfig({ more: 'safety: { disable_first: 30 }' })
  test.each<Grace>([
    {
      state: 'active, departs now',
      given: (w) => know(w, user),
      operations: ['disable u1@example.jp (deleted_in_directory)']
    },
    { state: 'inactive, departs now', given: (w) => know(w, { ...user, active: false }), operations: [] },
    {
      state: 'disabled for 30 days less an hour',
      given: (w) => know(w, { ...user, active: false }, { departedAt: hoursAgo(30 * 24 - 1) }),
      operations: []
    },
    {
      state: 'disabled for 30 days',
      given: (w) => know(w, { ...user, active: false }, { departedAt: hoursAgo(30 * 24) }),
      operations: ['delete u1@example.jp (deleted_in_directory)']
    },
    {
      state: 'departed 30 days ago, but never disabled: held or rejected',
      given: (w) => know(w, user, { departedAt: hoursAgo(30 * 24) }),
      operations: ['disable u1@example.jp (deleted_in_directory)']
    },
    {
      state: 'enabled at the service meanwhile',
      given: (w) => {
        know(w, { ...user, active: false }, { departedAt: hoursAgo(30 * 24) })
        drift(w, user)
      },
      operations: ['disable u1@example.jp (deleted_in_directory)']
    }
  ])('$state: $operations', ({ given, operations }) => {
    const result = planned(
      (w) => {
        given(w)
        depart(w, 1)
      },
      { config }
    )
    expect(result.operations).toEqual(operations)
  })

  test('groups are deleted all the same', () => {
    const result = planned(
      (w) => {
        know(w, group)
        depart(w, 1)
      },
      { config }
    )
    expect(result.operations).toEqual(['delete group 1 (deleted_in_directory)'])
  })
})

describe('groups.delete_after: 7', () => {
  const config = testConfig({ more: 'safety: { groups: { delete_after: 7 } }' })
  test.each([
    { departed: 'now', departedAt: undefined, operations: [] },
    { departed: '7 days less an hour ago', departedAt: hoursAgo(7 * 24 - 1), operations: [] },
    { departed: '7 days ago', departedAt: hoursAgo(7 * 24), operations: ['delete group 1 (deleted_in_directory)'] }
  ])('departed $departed: $operations', ({ departedAt, operations }) => {
    const result = planned(
      (w) => {
        know(w, group, departedAt === undefined ? {} : { departedAt })
        depart(w, 1)
      },
      { config }
    )
    expect(result.operations).toEqual(operations)
  })
})

test('deletes come last, groups before users', () => {
  const result = planned((w) => {
    know(w, { n: 1 })
    know(w, { n: 2, kind: 'group' })
    know(w, { n: 4, kind: 'group', name: 'old' })
    desire(w, { n: 4, kind: 'group' })
    depart(w, 1)
    depart(w, 2)
  })
  expect(result.operations.map((operation) => operation.split(' (')[0])).toEqual([
    'update group 4',
    'delete group 2',
    'delete u1@example.jp'
  ])
})
