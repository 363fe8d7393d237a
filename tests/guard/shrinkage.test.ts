import { describe, expect, test } from 'vitest'
import type { Workspace } from '../../src/state/workspace.ts'
import { BASE } from '../support/stages/config.ts'
import { depart, desire, know, missing, settled } from '../support/stages/rows.ts'
import { carryOver, crowd, decide, guarded, guardIn, keep, limits, NOW, workspaceOfTest } from './guarding.ts'

const LATER = new Date(NOW.getTime() + 7 * 24 * 60 * 60_000)

function baseline(workspace: Workspace, objects: number, base: string = BASE, kind = 'user'): void {
  workspace.run('INSERT INTO state.baseline VALUES (?, ?, ?, ?)', kind, 'default', base, objects)
}

/** So many known users, of whom so many left; the others are still read. */
function shrunken(workspace: Workspace, known: number, gone: number, verdict: 'departed' | 'waits' = 'departed'): void {
  baseline(workspace, known)
  workspace.transaction(() => {
    for (let n = 1; n <= known; n++) {
      know(workspace, { n })
      if (n > gone) desire(workspace, { n })
      else depart(workspace, n, verdict === 'waits' ? 'not_found' : 'deleted', verdict)
    }
  })
}

describe('source_shrink', () => {
  // 30 %, floor 5
  const safety = limits({ source_shrink: '30' })

  test.each([
    { known: 10, gone: 5, held: false },
    { known: 10, gone: 6, held: true },
    { known: 100, gone: 30, held: false },
    { known: 100, gone: 31, held: true },
    { known: 3, gone: 2, held: false },
    { known: 3, gone: 3, held: true },
    { known: 1, gone: 1, held: true }
  ])('$gone of $known gone: the whole plan is held is $held', ({ known, gone, held }) => {
    const result = guarded(
      (w) => {
        shrunken(w, known, gone)
        desire(w, { n: 1000, kind: 'group' })
      },
      { safety }
    )
    expect(result.verdict('source_shrink')).toMatchObject({
      actual: gone,
      known,
      limit: Math.max(5, known * 0.3),
      verdict: held ? 'held' : 'pass'
    })
    expect(result.held.includes('create group 1000')).toBe(held)
  })

  test('who waits is gone, too: a lagging controller moves no baseline', () => {
    const result = guarded((w) => shrunken(w, 10, 6, 'waits'), { safety })
    expect(result.verdict('source_shrink')).toMatchObject({ actual: 6, verdict: 'held' })
  })

  test('who departed in an applied run before is not counted again', () => {
    const result = guarded(
      (w) => {
        shrunken(w, 10, 6)
        w.run('UPDATE state.known SET departed_at = ? WHERE id <= 2', NOW.toISOString())
      },
      { safety }
    )
    expect(result.verdict('source_shrink')).toMatchObject({ actual: 4, verdict: 'pass' })
  })

  test('each base by itself: one that is emptied trips in a large domain', () => {
    const result = guarded(
      (w) => {
        crowd(w, 100, 200)
        baseline(w, 200)
        baseline(w, 2, 'OU=small,DC=example,DC=local')
        for (const n of [1, 2]) {
          know(w, { n, base: 'OU=small,DC=example,DC=local' })
          depart(w, n)
        }
      },
      { safety }
    )
    expect(result.verdict('source_shrink')).toMatchObject({ actual: 2, known: 2, verdict: 'held' })
  })

  test('users and groups each by themselves', () => {
    const result = guarded(
      (w) => {
        shrunken(w, 100, 3)
        baseline(w, 8, BASE, 'group')
        for (let n = 501; n <= 506; n++) {
          know(w, { n, kind: 'group' })
          depart(w, n)
        }
        settled(w, { n: 507, kind: 'group' }, { n: 508, kind: 'group' })
      },
      { safety }
    )
    expect(result.verdict('source_shrink')).toMatchObject({ actual: 6, known: 8, verdict: 'held' })
  })

  test('without a baseline there is nothing to compare with', () => {
    const result = guarded((w) => {
      know(w, { n: 1 })
      depart(w, 1)
    })
    expect(result.verdict('source_shrink')).toMatchObject({ verdict: 'pass' })
  })

  describe('is settled', () => {
    const setUp = (w: Workspace) => {
      shrunken(w, 10, 6)
      desire(w, { n: 1000, kind: 'group' })
    }

    /** The same plan again, after a decision on what was held. */
    function again(more: (workspace: Workspace) => void = () => {}) {
      const before = guarded(setUp, { safety })
      keep(before)
      decide(before.workspace, 'approved', LATER)
      const workspace = workspaceOfTest()
      carryOver(before.workspace, workspace)
      setUp(workspace)
      more(workspace)
      return guardIn(workspace, { safety })
    }

    test('by an approval that covers all losses: the rest goes along', () => {
      const result = again((w) => desire(w, { n: 1001, kind: 'group' }))
      expect(result.verdict('source_shrink')).toMatchObject({ verdict: 'approved' })
      expect(result.held).toEqual([])
      expect(result.allowed).toContain('create group 1001')
    })

    test('not by one that leaves a loss out: even the approved are held', () => {
      const result = again((w) => {
        know(w, { n: 500 })
        depart(w, 500)
      })
      expect(result.verdict('source_shrink')).toMatchObject({ verdict: 'held' })
      expect(result.allowed).toEqual([])
    })

    test('by --approve of this very plan', () => {
      const { planId } = guarded(setUp, { safety })
      expect(guarded(setUp, { safety, approve: planId }).held).toEqual([])
    })

    test('by an approval although nothing is lost yet, since a grace period comes first', () => {
      const grace = limits({ source_shrink: '30', 'groups.delete_after': '7' })
      const groups = (w: Workspace) => {
        baseline(w, 6, BASE, 'group')
        for (let n = 1; n <= 6; n++) {
          know(w, { n, kind: 'group' })
          depart(w, n)
        }
        desire(w, { n: 1000 })
      }
      const { heldId, held } = guarded(groups, { safety: grace })
      expect(held).toEqual(['create u1000@example.jp'])
      const result = guarded(groups, { safety: grace, approve: heldId ?? '' })
      expect(result.verdict('source_shrink')).toMatchObject({ verdict: 'approved' })
      expect(result.held).toEqual([])
    })
  })
})

describe('service_shrink', () => {
  const safety = `${limits({ service_shrink: '5' })}
state: { drift: { missing: repair } }`

  function lost(w: Workspace, known: number, gone: number): void {
    w.transaction(() => {
      for (let n = 1; n <= known; n++) settled(w, { n })
    })
    missing(w, ...Array.from({ length: gone }, (_, at) => at + 1))
    desire(w, { n: 1000, kind: 'group' })
  }

  test.each([
    { known: 100, gone: 5, held: false },
    { known: 100, gone: 6, held: true },
    { known: 200, gone: 10, held: false },
    { known: 200, gone: 11, held: true },
    { known: 3, gone: 2, held: false },
    { known: 3, gone: 3, held: true }
  ])('$gone of $known missing: the whole plan is held is $held', ({ known, gone, held }) => {
    const result = guarded((w) => lost(w, known, gone), { safety, serviceRead: true })
    expect(result.verdict('service_shrink')).toMatchObject({ actual: gone, known, verdict: held ? 'held' : 'pass' })
    expect(result.held.includes('create group 1000')).toBe(held)
    expect(result.allowed.some((entry) => entry.startsWith('restore'))).toBe(!held)
  })

  test('those that were missing before are not counted again', () => {
    const result = guarded(
      (w) => {
        lost(w, 100, 8)
        w.run(`UPDATE state.known SET standing = 'missing' WHERE id <= 3`)
      },
      { safety, serviceRead: true }
    )
    expect(result.verdict('service_shrink')).toMatchObject({ actual: 5, known: 97, verdict: 'pass' })
  })

  test('is settled by --approve', () => {
    const { heldId } = guarded((w) => lost(w, 100, 6), { safety, serviceRead: true })
    const result = guarded((w) => lost(w, 100, 6), { safety, serviceRead: true, approve: heldId ?? '' })
    expect(result.held).toEqual([])
    expect(result.verdict('service_shrink')).toMatchObject({ verdict: 'approved' })
  })
})
