import { describe, expect, test } from 'vitest'
import type { Workspace } from '../../src/state/workspace.ts'
import { testConfig } from '../support/stages/config.ts'
import { depart, desire, know, knowMembers, match, missing, settled, wantMembers } from '../support/stages/rows.ts'
import { carryOver, decide, guarded, guardIn, keep, limits, NOW, workspaceOfTest } from './guarding.ts'

const LATER = new Date(NOW.getTime() + 7 * 24 * 60 * 60_000)
const UNKNOWN = { kind: 'unknown', named: null } as const

/** One of each kind of operation, and a membership of each kind. */
function oneOfEach(w: Workspace): void {
  know(w, { n: 1 })
  depart(w, 1)
  know(w, { n: 2 })
  desire(w, { n: 2, active: false })
  know(w, { n: 3, externalId: 'old' })
  desire(w, { n: 3, externalId: 'new' })
  know(w, { n: 4, title: 'old' })
  desire(w, { n: 4, title: 'new' })
  know(w, { n: 5, active: false })
  desire(w, { n: 5 })
  desire(w, { n: 6 })
  settled(w, { n: 10, kind: 'group' })
  knowMembers(w, 10, 4)
  wantMembers(w, 10, 5)
}

describe('config_change', () => {
  const safety = limits({ config_change: 'approve' })
  const taking = ['delete u1@example.jp', 'disable u2@example.jp', 'group 10 - u4@example.jp', 'rekey u3@example.jp']

  test('holds what deletes, disables, re-keys and removes; the rest goes', () => {
    const result = guarded(oneOfEach, { safety, configChanged: true })
    expect(result.held).toEqual(taking)
    expect(result.allowed).toEqual([
      'create u6@example.jp',
      'enable u5@example.jp',
      'group 10 + u5@example.jp',
      'update u4@example.jp'
    ])
    expect(result.verdict('config_change')).toMatchObject({ actual: 4, verdict: 'held' })
  })

  test('holds nothing without a change', () => {
    expect(guarded(oneOfEach, { safety }).held).toEqual([])
  })

  test('holds nothing where it is off', () => {
    const result = guarded(oneOfEach, { safety: limits({}), configChanged: true })
    expect(result.held).toEqual([])
    expect(result.verdict('config_change')).toMatchObject({ verdict: 'off' })
  })

  test('passes a change that takes nothing away', () => {
    const result = guarded((w) => desire(w, { n: 1 }), { safety, configChanged: true })
    expect(result.verdict('config_change')).toMatchObject({ actual: 0, verdict: 'pass' })
  })

  /** What a run of this configuration held is approved, all but what the filter leaves out. */
  function approvedBefore(configHash: string, next: (workspace: Workspace) => void): Workspace {
    const before = guarded(oneOfEach, { safety, configChanged: true, configHash })
    keep(before, configHash)
    decide(before.workspace, 'approved', LATER)
    const workspace = workspaceOfTest()
    carryOver(before.workspace, workspace)
    next(workspace)
    return workspace
  }

  test('is settled once a plan that it held is approved: later entries are for the other guards', () => {
    const workspace = approvedBefore('changed', (w) => {
      oneOfEach(w)
      know(w, { n: 7 })
      depart(w, 7)
    })
    const result = guardIn(workspace, { safety, configChanged: true, configHash: 'changed' })
    expect(result.held).toEqual([])
    expect(result.verdict('config_change')).toMatchObject({ actual: 5, verdict: 'approved' })
  })

  test('is not settled by the approval of an earlier change', () => {
    const workspace = approvedBefore('changed', (w) => {
      know(w, { n: 7 })
      depart(w, 7)
    })
    const result = guardIn(workspace, { safety, configChanged: true, configHash: 'changed again' })
    expect(result.held).toEqual(['delete u7@example.jp'])
  })
})

describe('token_owner', () => {
  test('known: deletes and disables go', () => {
    expect(guarded(oneOfEach, { safety: limits({}) }).verdict('token_owner')).toMatchObject({ verdict: 'pass' })
  })

  test('unknown: every delete and disable of a user is held, and nothing else', () => {
    const result = guarded(
      (w) => {
        oneOfEach(w)
        know(w, { n: 20, kind: 'group' })
        depart(w, 20)
      },
      { safety: limits({}), owner: UNKNOWN }
    )
    expect(result.held).toEqual(['delete u1@example.jp', 'disable u2@example.jp'])
    expect(result.verdict('token_owner')).toMatchObject({ actual: 2, verdict: 'held' })
  })

  test('no approval lifts it, neither of this plan nor of its entries', () => {
    const first = guarded(oneOfEach, { safety: limits({}), owner: UNKNOWN })
    expect(guarded(oneOfEach, { safety: limits({}), owner: UNKNOWN, approve: first.heldId ?? '' }).held).toHaveLength(2)
    keep(first)
    decide(first.workspace, 'approved', LATER)
    const workspace = workspaceOfTest()
    carryOver(first.workspace, workspace)
    oneOfEach(workspace)
    expect(guardIn(workspace, { safety: limits({}), owner: UNKNOWN }).held).toHaveLength(2)
  })
})

describe('kinds that are held whatever the figures say', () => {
  test.each<{ guard: string; given: (w: Workspace) => void; held: string }>([
    {
      guard: 'departure',
      given: (w) => {
        know(w, { n: 1 })
        depart(w, 1, 'not_found', 'held')
      },
      held: 'delete u1@example.jp'
    },
    {
      guard: 'drift.missing',
      given: (w) => {
        settled(w, { n: 1 }, { n: 2 })
        missing(w, 1)
      },
      held: 'restore u1@example.jp'
    },
    {
      guard: 'drift.reenable',
      given: (w) => {
        know(w, { n: 1 }, { blocked: true })
        desire(w, { n: 1 })
      },
      held: 'enable u1@example.jp'
    },
    {
      guard: 'adopt.by_name',
      given: (w) => {
        desire(w, { n: 1 })
        match(w, 1, { n: 1, externalId: null }, 'name', 'theirs')
      },
      held: 'adopt u1@example.jp'
    },
    {
      guard: 'adopt.by_external_id',
      given: (w) => {
        desire(w, { n: 1 })
        match(w, 1, { n: 1 }, 'external_id', 'theirs')
      },
      held: 'adopt u1@example.jp'
    }
  ])('$guard: held, and done once it is approved', ({ guard, given, held }) => {
    const config = testConfig({ scim: 'adopt: { by_name: plan, by_external_id: plan }', more: limits({}) })
    const first = guarded(given, { config, serviceRead: true })
    expect(first.held).toEqual([held])
    expect(first.verdict(guard)).toMatchObject({ actual: 1, verdict: 'held' })
    const second = guarded(given, { config, serviceRead: true, approve: first.heldId ?? '' })
    expect(second.held).toEqual([])
    expect(second.verdict(guard)).toMatchObject({ actual: 1, verdict: 'approved' })
  })
})

describe('what hangs on a held creation', () => {
  const safety = limits({ 'users.create': '{ floor: 0, percent: 0 }' })
  const given = (w: Workspace) => {
    desire(w, { n: 1 })
    settled(w, { n: 2 }, { n: 10, kind: 'group' })
    desire(w, { n: 11, kind: 'group' })
    wantMembers(w, 10, 1, 2)
    wantMembers(w, 11, 1, 2)
  }

  test('is held with it: nobody becomes a member before he is created', () => {
    const result = guarded(given, { safety })
    expect(result.held).toEqual(['create u1@example.jp', 'group 10 + u1@example.jp', 'group 11 + u1@example.jp'])
    expect(result.allowed).toEqual(['create group 11', 'group 10 + u2@example.jp', 'group 11 + u2@example.jp'])
  })

  test('is approved with it', () => {
    const { heldId } = guarded(given, { safety })
    expect(guarded(given, { safety, approve: heldId ?? '' }).held).toEqual([])
  })

  test('of a group: all its members', () => {
    const result = guarded(given, { safety: limits({ 'groups.create': '{ floor: 0, percent: 0 }' }) })
    expect(result.held).toEqual(['create group 11', 'group 11 + u1@example.jp', 'group 11 + u2@example.jp'])
  })

  test('of a held adoption: the disable that goes with it', () => {
    const config = testConfig({ scim: 'adopt: { by_name: plan }', more: limits({}) })
    const result = guarded(
      (w) => {
        desire(w, { n: 1, active: false })
        match(w, 1, { n: 1, externalId: null }, 'name', 'theirs')
      },
      { config, serviceRead: true }
    )
    expect(result.held).toEqual(['adopt u1@example.jp', 'disable u1@example.jp'])
  })
})

describe("a group's memberships", () => {
  const given = (w: Workspace) => {
    settled(w, { n: 1 }, { n: 2 })
    know(w, { n: 10, kind: 'group', externalId: 'old' })
    desire(w, { n: 10, kind: 'group', externalId: 'new' })
    knowMembers(w, 10, 1)
    wantMembers(w, 10, 2)
  }

  test('go although its own change is held: an operation of their own carries them', () => {
    const result = guarded(given, { safety: limits({ config_change: 'approve' }), configChanged: true })
    expect(result.held).toEqual(['group 10 - u1@example.jp', 'rekey group 10'])
    expect(result.allowed).toEqual(['group 10 + u2@example.jp'])
    expect(result.workspace.all(`SELECT action, entry FROM operation WHERE status = 'planned'`)).toEqual([
      { action: 'update', entry: null }
    ])
  })

  test('an operation that only carries what is held is held', () => {
    const result = guarded(
      (w) => {
        settled(w, { n: 1 }, { n: 10, kind: 'group' })
        knowMembers(w, 10, 1)
      },
      { safety: limits({ 'memberships.remove': '{ floor: 0, percent: 0 }' }) }
    )
    expect(result.workspace.all('SELECT status, guards FROM operation')).toEqual([
      { status: 'held', guards: '["memberships.remove"]' }
    ])
  })
})
