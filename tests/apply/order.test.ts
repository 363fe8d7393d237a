import { expect, test } from 'vitest'
import { testConfig } from '../support/stages/config.ts'
import { depart, desire, know, knowMembers, settled, wantMembers } from '../support/stages/rows.ts'
import { applied, writes } from './applying.ts'

test('users before groups, groups before their members, removals after additions, deletes last', async () => {
  const {
    applied: outcome,
    calls,
    service
  } = await applied((w) => {
    know(w, { n: 1 })
    depart(w, 1)
    know(w, { n: 20, kind: 'group' })
    depart(w, 20)
    settled(w, { n: 2 }, { n: 10, kind: 'group' })
    knowMembers(w, 10, 1, 2)
    desire(w, { n: 3 }, { n: 11, kind: 'group' })
    wantMembers(w, 10, 3)
    wantMembers(w, 11, 2, 3)
  })
  expect(outcome).toEqual({ kind: 'finished' })
  expect(writes(calls)).toEqual([
    'create u3@example.jp',
    'create group 11',
    'members group 11 add',
    'members group 10 add',
    'members group 10 remove',
    'remove group 20',
    'remove u1@example.jp'
  ])
  expect(service.membersOf('group 10')).toEqual(['u3@example.jp'])
  expect(service.membersOf('group 11')).toEqual(['u2@example.jp', 'u3@example.jp'])
})

test('what was done is known, and what is known is what is there', async () => {
  const { known, workspace } = await applied((w) => {
    desire(w, { n: 1 }, { n: 10, kind: 'group' })
    wantMembers(w, 10, 1)
    know(w, { n: 2, title: 'old' })
    desire(w, { n: 2, title: 'new', active: false })
    know(w, { n: 3 })
    depart(w, 3)
  })
  expect(known).toEqual(['group 10', 'u1@example.jp', 'u2@example.jp'])
  expect(workspace.get(`SELECT active, resource FROM state.known WHERE name = 'u2@example.jp'`)).toMatchObject({
    active: 0,
    resource: expect.stringContaining('"title":"new"')
  })
  expect(workspace.count('SELECT count(*) FROM state.membership')).toBe(1)
  expect(
    workspace.all(`SELECT name, departed_at IS NOT NULL AS dated FROM state.known WHERE standing = 'pending'`)
  ).toEqual([{ name: 'u3@example.jp', dated: 1 }])
})

test("a delete takes the object's memberships along", async () => {
  const { workspace, calls } = await applied((w) => {
    know(w, { n: 1 })
    settled(w, { n: 10, kind: 'group' })
    knowMembers(w, 10, 1)
    depart(w, 1)
  })
  expect(writes(calls)).toEqual(['remove u1@example.jp'])
  expect(workspace.count('SELECT count(*) FROM state.membership')).toBe(0)
})

test('a group that is deleted is forgotten', async () => {
  const { workspace } = await applied((w) => {
    know(w, { n: 10, kind: 'group' })
    depart(w, 10)
  })
  expect(workspace.count('SELECT count(*) FROM state.known')).toBe(0)
})

test('a disable before a delete dates the departure', async () => {
  const { workspace } = await applied(
    (w) => {
      know(w, { n: 1 }, { departedAt: '2026-01-01T00:00:00.000Z' })
      depart(w, 1)
      w.run(`UPDATE state.known SET active = 1`)
    },
    { config: testConfig({ more: 'safety: { disable_first: 30 }' }) }
  )
  expect(workspace.get('SELECT active, departed_at FROM state.known')).toEqual({
    active: 0,
    departed_at: '2026-11-24T09:00:00.000Z'
  })
})

test('removals without an approval are kept for the 24 hours of the guards', async () => {
  const { workspace } = await applied((w) => {
    settled(w, { n: 1 }, { n: 2 }, { n: 10, kind: 'group' })
    knowMembers(w, 10, 1, 2)
  })
  expect(workspace.all('SELECT at, removed FROM state.removal')).toEqual([
    { at: '2026-11-24T09:00:00.000Z', removed: 2 }
  ])
})
