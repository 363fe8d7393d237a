import { describe, expect, test } from 'vitest'
import { testConfig } from '../support/stages/config.ts'
import { depart, desire, know, knowMembers, settled, wantMembers } from '../support/stages/rows.ts'
import type { Thing } from '../support/stages/things.ts'
import { planned } from './planning.ts'

const old: Thing = { n: 1, name: 'taro@example.jp' }
const again: Thing = { n: 2, name: 'taro@example.jp' }

describe('a newcomer with the name of one who departed', () => {
  test('and his mail: the same one, re-keyed', () => {
    const { operations, changes } = planned((w) => {
      know(w, old)
      depart(w, 1)
      desire(w, again)
    })
    expect(operations).toEqual(['rekey taro@example.jp (recreated)'])
    expect(changes).toHaveLength(1)
    expect(changes[0]).toMatch(/^externalId: /)
  })

  test('and another mail: two people', () => {
    const { operations } = planned((w) => {
      know(w, old)
      depart(w, 1)
      desire(w, { ...again, mail: 'other@example.jp' })
    })
    expect(operations).toEqual(['create taro@example.jp (new)', 'delete taro@example.jp (deleted_in_directory)'])
  })

  test('and the same externalId (a UPN): a rekey without a change', () => {
    const { operations, changes } = planned((w) => {
      know(w, { ...old, externalId: 'taro' })
      depart(w, 1)
      desire(w, { ...again, externalId: 'taro' })
    })
    expect(operations).toEqual(['rekey taro@example.jp (recreated)'])
    expect(changes).toEqual([])
  })

  test.each(['held', 'waits'] as const)('whose departure %s: both wait', (verdict) => {
    const { operations, problems } = planned((w) => {
      know(w, old)
      depart(w, 1, 'not_found', verdict)
      desire(w, again)
    })
    expect(operations).toEqual(
      verdict === 'held' ? ['delete taro@example.jp (not_found_in_directory) [departure]'] : []
    )
    expect(problems).toContainEqual(expect.objectContaining({ code: 'plan.recreation_waits' }))
  })

  test('disabled here: re-keyed and disabled', () => {
    const { operations } = planned((w) => {
      know(w, old)
      depart(w, 1)
      desire(w, { ...again, active: false })
    })
    expect(operations).toEqual(['rekey taro@example.jp (recreated)', 'disable taro@example.jp (disabled_in_directory)'])
  })

  test('and lacking something: nobody is taken for him', () => {
    const { operations } = planned((w) => {
      know(w, old)
      depart(w, 1)
      desire(w, { ...again, lacking: [{ code: 'directory.guid_malformed', attribute: '', value: '' }] })
    })
    expect(operations).toEqual(['delete taro@example.jp (deleted_in_directory)'])
  })

  test('who is protected: nothing is done', () => {
    const result = planned(
      (w) => {
        know(w, old)
        depart(w, 1)
        desire(w, again)
      },
      { config: testConfig({ scim: 'protect: { users: ["taro@*"] }' }) }
    )
    expect(result.operations).toEqual([])
    expect(result.spared).toBe(1)
  })

  test('pending deletion under the same names: restored', () => {
    const { operations } = planned((w) => {
      know(w, { ...old, externalId: 'taro' }, { standing: 'pending' })
      desire(w, { ...again, externalId: 'taro' })
    })
    expect(operations).toEqual(['restore taro@example.jp (returned)'])
  })

  test('pending deletion, who returns himself: he is restored, the newcomer clashes', () => {
    const { operations, problems } = planned((w) => {
      know(w, { ...old, externalId: 'taro' }, { standing: 'pending' })
      desire(w, { ...old, externalId: 'taro' }, { ...again, externalId: 'taro' })
    })
    expect(operations).toEqual(['restore taro@example.jp (returned)'])
    expect(problems).toMatchObject([{ code: 'plan.clash' }, { code: 'plan.clash' }])
  })

  test('pending deletion under another externalId: tried, for he may have been purged', () => {
    const { operations } = planned((w) => {
      know(w, old, { standing: 'pending' })
      desire(w, again)
    })
    expect(operations).toEqual(['create taro@example.jp (new)'])
  })

  test('of two newcomers the same one takes his place, whichever was read first', () => {
    const anchors = [
      [2, 3],
      [3, 2]
    ].map((order) => {
      const { workspace } = planned((w) => {
        know(w, old)
        depart(w, 1)
        desire(w, ...order.map((n): Thing => ({ n, name: 'taro@example.jp' })))
      })
      return workspace.all('SELECT action, anchor FROM operation')
    })
    expect(anchors[0]).toEqual(anchors[1])
    expect(anchors[0]).toMatchObject([{ action: 'rekey' }])
  })
})

test('a group made again keeps its place, and its members with it', () => {
  const { operations, members } = planned((w) => {
    settled(w, { n: 5 }, { n: 6 })
    know(w, { n: 1, kind: 'group', name: 'sales' })
    knowMembers(w, 1, 5)
    depart(w, 1)
    desire(w, { n: 2, kind: 'group', name: 'sales' })
    wantMembers(w, 2, 5, 6)
  })
  expect(operations).toEqual(['rekey sales (recreated)'])
  expect(members).toEqual(['sales + u6@example.jp'])
})

test('a member made again stays in his groups', () => {
  const { operations, members } = planned((w) => {
    know(w, old)
    depart(w, 1)
    desire(w, again)
    settled(w, { n: 10, kind: 'group' }, { n: 11, kind: 'group' })
    knowMembers(w, 10, 1)
    wantMembers(w, 10, 2)
    wantMembers(w, 11, 2)
  })
  expect(operations).toEqual(['rekey taro@example.jp (recreated)', 'update group 11 (members_changed)'])
  expect(members).toEqual(['group 11 + taro@example.jp'])
})
