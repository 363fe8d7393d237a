import { describe, expect, test } from 'vitest'
import { allowed } from '../../src/guard/limits.ts'
import type { Workspace } from '../../src/state/workspace.ts'
import { testConfig } from '../support/stages/config.ts'
import { depart, desire, know } from '../support/stages/rows.ts'
import type { Thing } from '../support/stages/things.ts'
import { crowd, done, guarded, limits } from './guarding.ts'

test.each([
  { floor: 5, percent: 5, max: 500, known: 0, most: 5 },
  { floor: 5, percent: 5, max: 500, known: 119, most: 5 },
  { floor: 5, percent: 5, max: 500, known: 120, most: 6 },
  { floor: 5, percent: 5, max: 500, known: 139, most: 6 },
  { floor: 5, percent: 5, max: 500, known: 100_000, most: 500 },
  { floor: 600, percent: 5, max: 500, known: 100_000, most: 600 },
  { floor: 0, percent: 0, max: 500, known: 100_000, most: 0 },
  { floor: 0, percent: 0.5, max: 500, known: 199, most: 0 },
  { floor: 0, percent: 0.5, max: 500, known: 200, most: 1 }
])('of $known known, {$floor, $percent, $max} allows $most', ({ most, known, ...limit }) => {
  expect(allowed(limit, known)).toBe(most)
})

/** What each guard counts: `make` plans one such entry about the n-th object. */
const KINDS: readonly {
  readonly guard: string
  readonly make: (workspace: Workspace, n: number) => void
}[] = [
  { guard: 'users.create', make: (w, n) => desire(w, { n }) },
  {
    guard: 'users.rename',
    make: (w, n) => change(w, { n, mail: `old${n}@example.jp` }, { n })
  },
  { guard: 'users.disable', make: (w, n) => change(w, { n }, { n, active: false }) },
  { guard: 'users.delete', make: (w, n) => leave(w, { n }) },
  { guard: 'groups.create', make: (w, n) => desire(w, { n, kind: 'group' }) },
  { guard: 'groups.delete', make: (w, n) => leave(w, { n, kind: 'group' }) }
]

function change(w: Workspace, from: Thing, to: Thing): void {
  know(w, from)
  desire(w, to)
}

function leave(w: Workspace, thing: Thing): void {
  know(w, thing)
  depart(w, thing.n)
}

describe.each(KINDS)('$guard', ({ guard, make }) => {
  const settings = (limit: string) => ({ safety: limits({ [guard]: limit }) })

  test.each([
    { count: 3, held: false },
    { count: 4, held: true }
  ])('floor 3: $count are held is $held', ({ count, held }) => {
    const result = guarded((w) => {
      for (let n = 1; n <= count; n++) make(w, n)
    }, settings('{ floor: 3, percent: 0 }'))
    expect(result.held).toHaveLength(held ? count : 0)
    expect(result.verdict(guard)).toMatchObject({ actual: count, limit: 3, verdict: held ? 'held' : 'pass' })
    expect(result.heldId === null).toBe(!held)
  })

  test('off: never', () => {
    const result = guarded((w) => {
      for (let n = 1; n <= 30; n++) make(w, n)
    }, settings('off'))
    expect(result.held).toEqual([])
    expect(result.verdict(guard)).toMatchObject({ actual: 30, limit: null, verdict: 'off' })
  })

  test('what others do is not counted', () => {
    const result = guarded((w) => {
      let n = 1
      for (const other of KINDS) if (other.guard !== guard) other.make(w, n++)
    }, settings('{ floor: 0, percent: 0 }'))
    expect(result.verdict(guard)).toMatchObject({ actual: 0, verdict: 'pass' })
    expect(result.held).toEqual([])
  })
})

describe('percent of the known', () => {
  // floor 5, 5 %, max 500
  test.each([
    { known: 40, gone: 5, held: false },
    { known: 40, gone: 6, held: true },
    { known: 400, gone: 20, held: false },
    { known: 400, gone: 21, held: true },
    { known: 12_000, gone: 500, held: false },
    { known: 12_000, gone: 501, held: true }
  ])('$gone of $known users gone: held is $held', ({ known, gone, held }) => {
    const result = guarded(
      (w) => {
        crowd(w, 1, known)
        w.transaction(() => {
          for (let n = 1; n <= gone; n++) depart(w, n)
        })
      },
      { safety: limits({ 'users.delete': '{}' }) }
    )
    expect(result.verdict('users.delete')).toMatchObject({ known, actual: gone, verdict: held ? 'held' : 'pass' })
    expect(result.held.length > 0).toBe(held)
  })

  test('disable counts the active ones alone', () => {
    const result = guarded((w) => {
      crowd(w, 100, 50, { active: false })
      crowd(w, 200, 30)
    })
    expect(result.verdict('users.disable')).toMatchObject({ known: 30 })
    expect(result.verdict('users.delete')).toMatchObject({ known: 80 })
  })

  test('those that are pending deletion or missing are not known', () => {
    const result = guarded((w) => {
      know(w, { n: 1 })
      know(w, { n: 2 }, { standing: 'pending' })
      know(w, { n: 3 }, { standing: 'missing' })
    })
    expect(result.verdict('users.delete')).toMatchObject({ known: 1 })
  })
})

describe('the last 24 hours', () => {
  const four = { safety: limits({ 'users.delete': '{ floor: 4, percent: 0 }' }) }
  const two = (w: Workspace) => {
    leave(w, { n: 1 })
    leave(w, { n: 2 })
  }

  test.each([
    { what: '2 deletes 23 hours ago', before: { guard: 'users.delete', hoursAgo: 23 }, count: 2, held: false },
    { what: '3 deletes 23 hours ago', before: { guard: 'users.delete', hoursAgo: 23 }, count: 3, held: true },
    { what: '3 deletes 24 hours ago', before: { guard: 'users.delete', hoursAgo: 24 }, count: 3, held: false },
    {
      what: '3 approved deletes',
      before: { guard: 'users.delete', hoursAgo: 1, approved: true },
      count: 3,
      held: false
    },
    {
      what: '3 deletes that failed',
      before: { guard: 'users.delete', hoursAgo: 1, result: 'failed' },
      count: 3,
      held: false
    },
    {
      what: '3 deletes of a run that was killed, found done',
      before: { guard: 'users.delete', hoursAgo: 1, result: 'found_done' },
      count: 3,
      held: true
    },
    { what: '3 disables', before: { guard: 'users.disable', hoursAgo: 1 }, count: 3, held: false }
  ])('after $what, 2 more under a limit of 4: held is $held', ({ before, count, held }) => {
    const result = guarded((w) => {
      two(w)
      done(w, before, count)
    }, four)
    expect(result.held).toHaveLength(held ? 2 : 0)
  })
})

describe('each domain by itself', () => {
  const domains = (safety: string) =>
    testConfig({
      domains: `- name: one
  server: { addresses: [dc.one], user: 'CN=svc,DC=one' }
  base_dn: 'DC=one'
- name: two
  server: { addresses: [dc.two], user: 'CN=svc,DC=two' }
  base_dn: 'DC=two'`,
      more: safety
    })
  const config = domains(limits({ 'users.delete': '{ floor: 5, percent: 5 }' }))

  test('a small domain trips although the whole would not: its own are held, the others go', () => {
    const result = guarded(
      (w) => {
        crowd(w, 1000, 300, { domain: 'one' })
        crowd(w, 2000, 20, { domain: 'two' })
        for (let n = 2000; n < 2006; n++) depart(w, n)
        for (let n = 1000; n < 1004; n++) depart(w, n)
      },
      { config }
    )
    expect(result.verdict('users.delete')).toMatchObject({ actual: 10, known: 320, limit: 16, verdict: 'pass' })
    expect(result.verdict('users.delete', 'one')).toMatchObject({ actual: 4, known: 300, verdict: 'pass' })
    expect(result.verdict('users.delete', 'two')).toMatchObject({ actual: 6, known: 20, limit: 5, verdict: 'held' })
    expect(result.held).toHaveLength(6)
    expect(result.allowed).toHaveLength(4)
  })

  test('the whole trips although no domain does', () => {
    const result = guarded(
      (w) => {
        crowd(w, 1000, 10, { domain: 'one' })
        crowd(w, 2000, 10, { domain: 'two' })
        for (const n of [1000, 1001, 1002, 2000, 2001, 2002]) depart(w, n)
      },
      { config }
    )
    expect(result.verdict('users.delete')).toMatchObject({ actual: 6, verdict: 'held' })
    expect(result.verdict('users.delete', 'one')).toMatchObject({ actual: 3, verdict: 'pass' })
    expect(result.held).toHaveLength(6)
  })
})

describe('a first load', () => {
  const sixty = (w: Workspace) => {
    for (let n = 1; n <= 60; n++) desire(w, { n }, { n: 1000 + n, kind: 'group' })
  }

  test('creates alarm nobody', () => {
    const result = guarded(sixty, { firstLoad: true })
    expect(result.held).toEqual([])
    expect(result.verdict('users.create')).toMatchObject({ actual: 60, limit: null, verdict: 'off' })
  })

  test('once a run has ended with 0 they do', () => {
    const result = guarded(sixty, { firstLoad: false })
    expect(result.held).toHaveLength(120)
  })

  test('deletes do from the beginning', () => {
    const result = guarded(
      (w) => {
        for (let n = 1; n <= 6; n++) leave(w, { n })
      },
      { firstLoad: true }
    )
    expect(result.verdict('users.delete')).toMatchObject({ verdict: 'held' })
  })
})
