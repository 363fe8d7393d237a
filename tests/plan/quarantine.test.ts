import { describe, expect, test } from 'vitest'
import { retryDelayMs, sourceHash } from '../../src/plan/quarantine.ts'
import type { Problem } from '../../src/problems/problem.ts'
import type { Workspace } from '../../src/state/workspace.ts'
import { desire, know } from '../support/stages/rows.ts'
import { anchorOf, resourceOf, type Thing } from '../support/stages/things.ts'
import { NOW, planned } from './planning.ts'

const REFUSED: Problem = { code: 'run.object_gone', object: 'u1', dn: 'CN=user 1', scimId: '' }
const HOURS = 60 * 60_000

/** It failed before, as the thing was then. */
function quarantine(workspace: Workspace, thing: Thing, retryInMs: number): void {
  workspace.run(
    'INSERT INTO state.quarantine VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)',
    anchorOf(thing.n),
    'user',
    'u1',
    'CN=user 1',
    JSON.stringify(REFUSED),
    sourceHash({ resource: resourceOf(thing), active: thing.active !== false, lacking: thing.lacking ?? [] }),
    NOW.toISOString(),
    3,
    new Date(NOW.getTime() + retryInMs).toISOString()
  )
}

test.each([
  [1, 0],
  [2, 1],
  [3, 2],
  [4, 4],
  [5, 8],
  [6, 16],
  [7, 24],
  [50, 24]
])('after failure %i it is tried again after %i hours', (failures, hours) => {
  expect(retryDelayMs(failures, 'run.object_gone')).toBe(hours * HOURS)
})

test('what is mended in the console is tried at every run', () => {
  expect(retryDelayMs(50, 'plan.pending_deletion')).toBe(0)
})

describe('one that the service refused', () => {
  test('is told of, and left alone before its time', () => {
    const result = planned((w) => {
      desire(w, { n: 1 })
      quarantine(w, { n: 1 }, 1)
    })
    expect(result.operations).toEqual([])
    expect(result.problems).toEqual([REFUSED])
    expect(result.repeated).toEqual(['u1@example.jp'])
  })

  test.each([
    { when: 'at its time', now: NOW.getTime(), thing: { n: 1 }, full: false },
    { when: 'when its source changed', now: NOW.getTime() - HOURS, thing: { n: 1, title: 'new' }, full: false },
    { when: 'when it was disabled', now: NOW.getTime() - HOURS, thing: { n: 1, active: false }, full: false },
    { when: 'with --full', now: NOW.getTime() - HOURS, thing: { n: 1 }, full: true }
  ])('is tried again $when', ({ now, thing, full }) => {
    const result = planned(
      (w) => {
        desire(w, thing)
        quarantine(w, { n: 1 }, 0)
      },
      { now: new Date(now), full }
    )
    expect(result.operations).toEqual(['create u1@example.jp (new)'])
    expect(result.problems).toEqual([])
  })

  test('a change waits, the disable does not', () => {
    const thing = { n: 1, title: 'new', active: false }
    const result = planned((w) => {
      know(w, { n: 1, title: 'old' })
      desire(w, thing)
      quarantine(w, thing, HOURS)
    })
    expect(result.operations).toEqual(['disable u1@example.jp (disabled_in_directory)'])
  })
})

describe('one that lacks something', () => {
  const lacking: Thing = {
    n: 1,
    mail: null,
    lacking: [{ code: 'mapping.required_missing', object: '', dn: '', attribute: 'emails.value', sources: [] }]
  }

  test('is news the first time', () => {
    expect(planned((w) => desire(w, lacking)).repeated).toEqual([])
  })

  test('is no news from then on, and all else of it is carried', () => {
    const result = planned((w) => {
      know(w, { n: 1, title: 'old' })
      desire(w, { ...lacking, title: 'new' })
      quarantine(w, { ...lacking, title: 'new' }, HOURS)
    })
    expect(result.repeated).toEqual(['u1@example.jp'])
    expect(result.operations).toEqual(['update u1@example.jp (changed)'])
  })

  test('is news again when its source changed and it lacks it still', () => {
    const result = planned((w) => {
      desire(w, { ...lacking, title: 'new' })
      quarantine(w, lacking, HOURS)
    })
    expect(result.repeated).toEqual([])
  })
})
