import { describe, expect, test } from 'vitest'
import type { Workspace } from '../../src/state/workspace.ts'
import { knowMembers, settled } from '../support/stages/rows.ts'
import { guarded, limits } from './guarding.ts'

describe('memberships', () => {
  function group(w: Workspace, n: number, members: number, lost: number): void {
    settled(w, { n, kind: 'group' })
    for (let at = 0; at < members; at++) {
      settled(w, { n: n * 1000 + at })
      knowMembers(w, n, n * 1000 + at)
      if (at >= lost)
        w.run(
          'INSERT INTO wanted_member SELECT group_id, member_id FROM state.membership WHERE member_id = (SELECT id FROM desired ORDER BY id DESC LIMIT 1)'
        )
    }
  }

  // floor 10, 50 %, max 500
  test.each([
    { members: 12, lost: 10, held: false },
    { members: 12, lost: 11, held: true },
    { members: 40, lost: 20, held: false },
    { members: 40, lost: 21, held: true }
  ])('a group of $members loses $lost: held is $held', ({ members, lost, held }) => {
    const result = guarded((w) => group(w, 1, members, lost), {
      safety: limits({ 'group_members.remove': '{}' })
    })
    expect(result.held).toHaveLength(held ? lost : 0)
    const listed = result.verdicts.filter(({ name }) => name === 'group_members.remove')
    expect(listed).toHaveLength(held ? 1 : 0)
    if (held)
      expect(listed[0]).toMatchObject({ actual: lost, known: members, scope: '00000000-0000-4000-8000-000000000001' })
  })

  test('what a group lost in the last 24 hours counts, and counts as known', () => {
    const result = guarded(
      (w) => {
        group(w, 1, 16, 6)
        w.run(
          `INSERT INTO state.removal VALUES (?, (SELECT id FROM state.known WHERE kind = 'group'), 'default', 5)`,
          new Date(Date.UTC(2026, 10, 24, 1)).toISOString()
        )
      },
      { safety: limits({ 'group_members.remove': '{}' }) }
    )
    expect(result.verdicts).toContainEqual(
      expect.objectContaining({ name: 'group_members.remove', actual: 11, known: 21, limit: 10 })
    )
  })

  test.each([
    { lost: 3, held: false },
    { lost: 4, held: true }
  ])('of all groups together, floor 3: $lost lost is held $held', ({ lost, held }) => {
    const result = guarded(
      (w) => {
        group(w, 1, 5, 2)
        group(w, 2, 5, lost - 2)
      },
      {
        safety: limits({ 'memberships.remove': '{ floor: 3, percent: 0 }' })
      }
    )
    expect(result.verdict('memberships.remove')).toMatchObject({ actual: lost, known: 10, limit: 3 })
    expect(result.held).toHaveLength(held ? lost : 0)
  })

  test('additions are never counted', () => {
    const result = guarded(
      (w) => {
        settled(w, { n: 1 }, { n: 10, kind: 'group' })
        w.run(
          `INSERT INTO wanted_member SELECT g.id, u.id FROM desired g, desired u WHERE g.kind = 'group' AND u.kind = 'user'`
        )
      },
      {
        safety: limits({ 'memberships.remove': '{ floor: 0, percent: 0 }' })
      }
    )
    expect(result.allowed).toEqual(['group 10 + u1@example.jp'])
  })
})
