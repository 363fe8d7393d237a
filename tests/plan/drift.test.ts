import { describe, expect, test } from 'vitest'
import type { Workspace } from '../../src/state/workspace.ts'
import { testConfig } from '../support/stages/config.ts'
import { desire, drift, know, missing, settled } from '../support/stages/rows.ts'
import { planned } from './planning.ts'

interface Case {
  readonly when: string
  readonly given: (workspace: Workspace) => void
  readonly operations: readonly string[]
  readonly changes?: readonly string[]
}

describe('what the service shows otherwise than it is known', () => {
  test.each<Case & { repair?: string }>([
    {
      when: 'a managed attribute was edited there: it is repaired',
      given: (w) => {
        settled(w, { n: 1, title: 'chief' })
        drift(w, { n: 1, title: 'edited' })
      },
      operations: ['update u1@example.jp (drift)'],
      changes: ['title: edited → chief']
    },
    {
      when: 'edited there, and changed in the directory: a change',
      given: (w) => {
        know(w, { n: 1, title: 'old' })
        desire(w, { n: 1, title: 'new' })
        drift(w, { n: 1, title: 'edited' })
      },
      operations: ['update u1@example.jp (changed)'],
      changes: ['title: edited → new']
    },
    {
      when: 'disabled there: held, it may be on purpose',
      given: (w) => {
        settled(w, { n: 1 })
        drift(w, { n: 1, active: false })
      },
      operations: ['enable u1@example.jp (blocked_at_service) [drift.reenable]']
    },
    {
      when: 'disabled there, seen by an earlier run: held still',
      given: (w) => {
        know(w, { n: 1 }, { blocked: true })
        desire(w, { n: 1 })
      },
      operations: ['enable u1@example.jp (blocked_at_service) [drift.reenable]']
    },
    {
      when: 'disabled there: enabled again where that is wanted',
      repair: 'reenable',
      given: (w) => {
        settled(w, { n: 1 })
        drift(w, { n: 1, active: false })
      },
      operations: ['enable u1@example.jp (blocked_at_service)']
    },
    {
      when: 'disabled there and in the directory: nothing is left to do',
      given: (w) => {
        know(w, { n: 1 })
        desire(w, { n: 1, active: false })
        drift(w, { n: 1, active: false })
      },
      operations: []
    },
    {
      when: 'enabled there, disabled in the directory: disabled again',
      given: (w) => {
        settled(w, { n: 1, active: false })
        drift(w, { n: 1 })
      },
      operations: ['disable u1@example.jp (disabled_in_directory)']
    },
    {
      when: 'gone there: held',
      given: (w) => {
        settled(w, { n: 1 })
        missing(w, 1)
      },
      operations: ['restore u1@example.jp (missing_at_service) [drift.missing]']
    },
    {
      when: 'gone there, seen by an earlier run: held still',
      given: (w) => {
        know(w, { n: 1 }, { standing: 'missing' })
        desire(w, { n: 1 })
      },
      operations: ['restore u1@example.jp (missing_at_service) [drift.missing]']
    },
    {
      when: 'a group gone there: made anew where that is wanted',
      repair: 'missing',
      given: (w) => {
        settled(w, { n: 1, kind: 'group' })
        missing(w, 1)
      },
      operations: ['create group 1 (missing_at_service)']
    }
  ])('$when', ({ given, operations, changes, repair }) => {
    const more = repair === undefined ? '' : `state: { drift: { ${repair}: repair } }`
    const result = planned(given, { config: testConfig({ more }), serviceRead: true })
    expect(result.operations).toEqual(operations)
    if (changes !== undefined) expect(result.changes).toEqual(changes)
  })
})
