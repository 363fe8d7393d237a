import { describe, expect, test } from 'vitest'
import type { Workspace } from '../../src/state/workspace.ts'
import { depart, desire, know, knowMembers, settled, wantMembers } from '../support/stages/rows.ts'
import { carryOver, decide, type Guarding, guarded, guardIn, keep, limits, NOW, workspaceOfTest } from './guarding.ts'

const HOUR = 60 * 60_000
const LATER = new Date(NOW.getTime() + 7 * 24 * HOUR)
const safety = limits({ 'users.delete': '{ floor: 1, percent: 0 }' })

function leavers(...numbers: number[]) {
  return (w: Workspace) => {
    for (const n of numbers) {
      know(w, { n })
      depart(w, n)
    }
  }
}

/** The next run, after an administrator's decision on all that the one before held. */
function next(
  before: (workspace: Workspace) => void,
  verdict: 'approved' | 'rejected',
  now: (workspace: Workspace) => void,
  guarding: Guarding = { safety }
) {
  const held = guarded(before, guarding)
  keep(held)
  decide(held.workspace, verdict, verdict === 'approved' ? LATER : null)
  const workspace = workspaceOfTest()
  carryOver(held.workspace, workspace)
  now(workspace)
  return guardIn(workspace, guarding)
}

describe('--approve', () => {
  const first = () => guarded(leavers(1, 2), { safety })

  test.each(['planId', 'heldId'] as const)('of the %s of this very plan: what it holds goes', (id) => {
    const result = guarded(leavers(1, 2), { safety, approve: first()[id] ?? '' })
    expect(result.approvedNow).toBe(true)
    expect(result.held).toEqual([])
    expect(result.heldId).toBe(null)
    expect(result.verdict('users.delete')).toMatchObject({ verdict: 'approved' })
  })

  test('of any other id: nothing is approved', () => {
    const result = guarded(leavers(1, 2), { safety, approve: guarded(leavers(1, 3), { safety }).heldId ?? '' })
    expect(result.approvedNow).toBe(false)
    expect(result.held).toHaveLength(2)
  })

  test('of a plan that holds nothing: there is nothing to approve', () => {
    const { planId } = guarded(leavers(1), { safety })
    expect(guarded(leavers(1), { safety, approve: planId }).approvedNow).toBe(false)
  })
})

describe('the ids', () => {
  const held = (more: (w: Workspace) => void = () => {}) =>
    guarded(
      (w) => {
        leavers(1, 2)(w)
        more(w)
      },
      { safety }
    )

  test('heldId stays the same while harmless operations come and go; planId does not', () => {
    const [without, withMore] = [held(), held((w) => desire(w, { n: 9 }))]
    expect(withMore.heldId).toBe(without.heldId)
    expect(withMore.planId).not.toBe(without.planId)
  })

  test('heldId is another when one more is held', () => {
    expect(guarded(leavers(1, 2, 3), { safety }).heldId).not.toBe(held().heldId)
  })

  test('both are the same for the same entries in any order', () => {
    const other = guarded(leavers(2, 1), { safety })
    expect([other.planId, other.heldId]).toEqual([held().planId, held().heldId])
  })

  test('a plan of nothing has an id, and none of what is held', () => {
    const nothing = guarded(() => {}, { safety })
    expect(nothing.planId).toMatch(/^[0-9a-f]{32}$/)
    expect(nothing.heldId).toBe(null)
  })

  test('what a value was before does not matter, what it becomes does', () => {
    const change = (from: string, to: string) =>
      guarded((w) => {
        know(w, { n: 1, title: from })
        desire(w, { n: 1, title: to })
      }).planId
    expect(change('a', 'c')).toBe(change('b', 'c'))
    expect(change('a', 'c')).not.toBe(change('a', 'd'))
  })
})

describe('an approval', () => {
  test('is of just those entries: others of that kind are held', () => {
    const result = next(leavers(1, 2), 'approved', leavers(1, 2, 3, 4))
    expect(result.allowed).toEqual(['delete u1@example.jp', 'delete u2@example.jp'])
    expect(result.held).toEqual(['delete u3@example.jp', 'delete u4@example.jp'])
    expect(result.verdict('users.delete')).toMatchObject({ actual: 2, verdict: 'held' })
  })

  test('does not count against the limit', () => {
    const result = next(leavers(1, 2), 'approved', leavers(1, 2, 3))
    expect(result.held).toEqual([])
    expect(result.verdict('users.delete')).toMatchObject({ actual: 1, limit: 1, verdict: 'approved' })
  })

  test('of another value is none', () => {
    const rename = (to: string) => (w: Workspace) => {
      know(w, { n: 1, mail: 'old@example.jp' })
      desire(w, { n: 1, mail: to })
    }
    const guarding = { safety: limits({ 'users.rename': '{ floor: 0, percent: 0 }' }) }
    expect(next(rename('a@example.jp'), 'approved', rename('a@example.jp'), guarding).held).toEqual([])
    expect(next(rename('a@example.jp'), 'approved', rename('b@example.jp'), guarding).held).toHaveLength(1)
  })

  test('ends: at its time it counts for nothing', () => {
    expect(next(leavers(1, 2), 'approved', leavers(1, 2), { safety, now: new Date(LATER.getTime() - 1) }).held).toEqual(
      []
    )
    expect(next(leavers(1, 2), 'approved', leavers(1, 2), { safety, now: LATER }).held).toHaveLength(2)
  })

  test('of a membership goes by the objects, whatever their numbers in this run', () => {
    const guarding = { safety: limits({ 'memberships.remove': '{ floor: 0, percent: 0 }' }) }
    const leaves = (w: Workspace) => {
      settled(w, { n: 1 }, { n: 2 }, { n: 10, kind: 'group' })
      knowMembers(w, 10, 1, 2)
    }
    const one = (w: Workspace) => {
      settled(w, { n: 10, kind: 'group' }, { n: 2 }, { n: 1 })
      knowMembers(w, 10, 1)
      wantMembers(w, 10, 2)
    }
    const result = next(leaves, 'approved', one, guarding)
    expect(result.held).toEqual([])
    expect(result.allowed).toEqual(['group 10 + u2@example.jp', 'group 10 - u1@example.jp'])
  })
})

describe('a rejection', () => {
  test('leaves its entries undone, and out of both ids', () => {
    const result = next(leavers(1, 2), 'rejected', (w) => {
      leavers(1, 2)(w)
      desire(w, { n: 9 })
    })
    expect(result.skipped).toEqual(['delete u1@example.jp', 'delete u2@example.jp'])
    expect(result.heldId).toBe(null)
    expect(result.planId).toBe(guarded((w) => desire(w, { n: 9 })).planId)
  })

  test('is no entry of any guard', () => {
    const result = next(leavers(1, 2), 'rejected', leavers(1, 2, 3))
    expect(result.allowed).toEqual(['delete u3@example.jp'])
    expect(result.verdict('users.delete')).toMatchObject({ actual: 1, verdict: 'pass' })
  })

  test('of a creation takes its memberships along', () => {
    const guarding = { safety: limits({ 'users.create': '{ floor: 0, percent: 0 }' }) }
    const given = (w: Workspace) => {
      desire(w, { n: 1 })
      settled(w, { n: 10, kind: 'group' })
      wantMembers(w, 10, 1)
    }
    const result = next(given, 'rejected', given, guarding)
    expect(result.skipped).toEqual(['create u1@example.jp', 'group 10 + u1@example.jp'])
    expect(result.held).toEqual([])
  })

  test('has no end', () => {
    const muchLater = new Date(NOW.getTime() + 1000 * 24 * HOUR)
    expect(next(leavers(1, 2), 'rejected', leavers(1, 2), { safety, now: muchLater }).skipped).toHaveLength(2)
  })
})
