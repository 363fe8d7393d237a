import { expect, test } from 'vitest'
import type { Workspace } from '../../src/state/workspace.ts'
import { desire, know } from '../support/stages/rows.ts'
import { applied, writes } from './applying.ts'

/** Users by number, each with the name that it had and the one that it gets. */
function renamed(...names: readonly (readonly [from: string | null, to: string])[]) {
  return (w: Workspace) => {
    names.forEach(([from, to], at) => {
      const mail = `mail${at}@example.jp`
      if (from !== null) know(w, { n: at + 1, name: from, mail })
      desire(w, { n: at + 1, name: to, mail })
    })
  }
}

test.each<{ graph: string; names: [string | null, string][] }>([
  {
    graph: 'a chain in its order',
    names: [
      ['c', 'd'],
      ['b', 'c'],
      ['a', 'b']
    ]
  },
  {
    graph: 'a chain against its order',
    names: [
      ['a', 'b'],
      ['b', 'c'],
      ['c', 'd']
    ]
  },
  {
    graph: 'a swap',
    names: [
      ['a', 'b'],
      ['b', 'a']
    ]
  },
  {
    graph: 'a ring of three',
    names: [
      ['a', 'b'],
      ['b', 'c'],
      ['c', 'a']
    ]
  },
  {
    graph: 'a newcomer takes a name that becomes free',
    names: [
      [null, 'a'],
      ['a', 'b']
    ]
  },
  {
    graph: 'a newcomer and a chain',
    names: [
      [null, 'a'],
      ['a', 'b'],
      ['b', 'c']
    ]
  }
])('$graph: $names', async ({ names }) => {
  const { results, service, workspace } = await applied(renamed(...names))
  expect(results.filter((result) => !result.endsWith(': done'))).toEqual([])
  expect(service.names('user')).toEqual(names.map(([, to]) => to).sort())
  expect(workspace.all('SELECT name FROM state.known ORDER BY id')).toEqual(names.map(([, to]) => ({ name: to })))
})

test('a swap of keys', async () => {
  const { results, service } = await applied((w) => {
    know(w, { n: 1, externalId: 'a' })
    know(w, { n: 2, externalId: 'b' })
    desire(w, { n: 1, externalId: 'b' }, { n: 2, externalId: 'a' })
  })
  expect(results).toEqual(['rekey u1@example.jp: done', 'rekey u2@example.jp: done'])
  expect(service.named('user', 'u1@example.jp')?.externalId).toBe('b')
})

test('groups swap names as users do', async () => {
  const { service } = await applied((w) => {
    know(w, { n: 1, kind: 'group', name: 'a' })
    know(w, { n: 2, kind: 'group', name: 'b' })
    desire(w, { n: 1, kind: 'group', name: 'b' }, { n: 2, kind: 'group', name: 'a' })
  })
  expect(service.names('group')).toEqual(['a', 'b'])
})

test('two swaps at once', async () => {
  const { results } = await applied(renamed(['a', 'b'], ['b', 'a'], ['x', 'y'], ['y', 'x']))
  expect(results.filter((result) => !result.endsWith(': done'))).toEqual([])
})

test('a name that its holder can not give up is refused once and tried once more', async () => {
  const { results, calls } = await applied(renamed(['a', 'b'], ['b', 'c']), {
    faults: [{ verb: 'update', of: 'b', fault: 'refused' }]
  })
  expect(results).toEqual(['update b: failed', 'update c: failed'])
  expect(writes(calls).filter((call) => call === 'update a').length).toBeLessThanOrEqual(3)
})

test('a momentary name keeps the form of an address, and does not stay', async () => {
  const seen: string[] = []
  const { service } = await applied(renamed(['a@example.jp', 'b@example.jp'], ['b@example.jp', 'a@example.jp']), {
    onCall: (call) => seen.push(call)
  })
  expect(service.names('user')).toEqual(['a@example.jp', 'b@example.jp'])
  expect(new Set(seen.filter((call) => /renaming-[0-9a-f]{8}@example\.jp$/.test(call))).size).toBe(1)
})
