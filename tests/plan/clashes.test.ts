import { describe, expect, test } from 'vitest'
import type { Workspace } from '../../src/state/workspace.ts'
import { depart, desire, know, settled } from '../support/stages/rows.ts'
import { dnOf, type Thing } from '../support/stages/things.ts'
import { planned } from './planning.ts'

const NAME = 'same@example.jp'

interface Case {
  readonly when: string
  readonly given: (workspace: Workspace) => void
  readonly operations: readonly string[]
  /** Whose DN is in whose problem. */
  readonly clashes: readonly (readonly [loser: number, other: number])[]
}

const first: Thing = { n: 1, name: NAME, mail: 'a@example.jp' }
const second: Thing = { n: 2, name: NAME.toUpperCase(), mail: 'b@example.jp' }

describe('two want one userName', () => {
  test.each<Case>([
    {
      when: 'none holds it: neither gets it, whatever the case',
      given: (w) => desire(w, first, second),
      operations: [],
      clashes: [
        [1, 2],
        [2, 1]
      ]
    },
    {
      when: 'one holds it: he keeps it',
      given: (w) => {
        desire(w, second)
        settled(w, first)
      },
      operations: [],
      clashes: [[2, 1]]
    },
    {
      when: 'the holder is carried as always',
      given: (w) => {
        know(w, { ...first, title: 'old' })
        desire(w, { ...first, title: 'new' }, second)
      },
      operations: [`update ${NAME} (changed)`],
      clashes: [[2, 1]]
    },
    {
      when: 'an existing one wants it too: he keeps his own, all else is carried',
      given: (w) => {
        settled(w, first)
        know(w, { ...second, name: 'own@example.jp', title: 'old' })
        desire(w, { ...second, title: 'new' })
      },
      operations: [`update ${NAME.toUpperCase()} (changed)`],
      clashes: [[2, 1]]
    },
    {
      when: 'two existing ones want what neither holds',
      given: (w) => {
        know(w, { ...first, name: 'x@example.jp' })
        know(w, { ...second, name: 'y@example.jp' })
        desire(w, first, second)
      },
      operations: [],
      clashes: [
        [1, 2],
        [2, 1]
      ]
    },
    {
      when: 'the holder gives it up in the same run: no clash',
      given: (w) => {
        know(w, first)
        desire(w, { ...first, name: 'other@example.jp' }, second)
      },
      operations: ['update other@example.jp (changed)', `create ${NAME.toUpperCase()} (new)`],
      clashes: []
    },
    {
      when: 'the holder lost his own: he keeps what he has, and so it is taken',
      given: (w) => {
        know(w, first)
        const lacking = [
          { code: 'mapping.required_missing', object: '', dn: '', attribute: 'userName', sources: [] }
        ] as const
        desire(w, { ...first, name: null, lacking }, second)
      },
      operations: [],
      clashes: [[2, 1]]
    },
    {
      when: 'three do: each is told of another',
      given: (w) => desire(w, first, second, { n: 3, name: NAME, mail: 'c@example.jp' }),
      operations: [],
      clashes: [
        [1, 2],
        [2, 1],
        [3, 1]
      ]
    },
    {
      when: 'a user and a group: no clash',
      given: (w) => desire(w, first, { n: 2, kind: 'group', name: NAME }),
      operations: [`create ${NAME} (new)`, `create ${NAME} (new)`],
      clashes: []
    }
  ])('$when', ({ given, operations, clashes }) => {
    const result = planned(given)
    expect(result.operations).toEqual(operations)
    const told = result.problems.flatMap((problem) =>
      problem.code === 'plan.clash' ? [[problem.dn, problem.otherDn]] : []
    )
    expect(told.sort()).toEqual(clashes.map(([loser, other]) => [dnOf({ n: loser }), dnOf({ n: other })]))
  })
})

test('two want one externalId: it is left out of the update, the rest goes', () => {
  const result = planned((w) => {
    settled(w, { n: 1, externalId: 'key' })
    know(w, { n: 2, externalId: 'own', title: 'old' })
    desire(w, { n: 2, externalId: 'KEY', title: 'new' })
  })
  expect(result.changes).toEqual(['title: old → new'])
  expect(result.problems).toMatchObject([{ code: 'plan.clash', attribute: 'externalId', keeps: 'own' }])
})

test('two groups of one name', () => {
  const result = planned((w) =>
    desire(w, { n: 1, kind: 'group', name: 'sales' }, { n: 2, kind: 'group', name: 'Sales' })
  )
  expect(result.operations).toEqual([])
  expect(result.problems).toMatchObject([{ attribute: 'displayName' }, { attribute: 'displayName' }])
})

test('a clash never delays the disable', () => {
  const result = planned((w) => {
    settled(w, first)
    know(w, { ...second, name: 'own@example.jp' })
    desire(w, { ...second, active: false })
  })
  expect(result.operations).toEqual([`disable ${NAME.toUpperCase()} (disabled_in_directory)`])
})

test('nor a delete: a departed one clashes with nobody', () => {
  const result = planned((w) => {
    know(w, first)
    depart(w, 1)
    desire(w, second)
  })
  expect(result.operations).toEqual([`create ${NAME.toUpperCase()} (new)`, `delete ${NAME} (deleted_in_directory)`])
  expect(result.problems).toEqual([])
})

test('one who returns does not come back under a name that is taken', () => {
  const result = planned((w) => {
    settled(w, first)
    know(w, { ...second, name: 'own@example.jp' }, { standing: 'pending' })
    desire(w, second)
  })
  expect(result.operations).toEqual([])
  expect(result.problems).toMatchObject([{ code: 'plan.clash' }])
})
