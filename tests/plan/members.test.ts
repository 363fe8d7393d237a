import { describe, expect, test } from 'vitest'
import type { Workspace } from '../../src/state/workspace.ts'
import {
  depart,
  desire,
  know,
  knowMembers,
  match,
  missing,
  settled,
  show,
  showMembers,
  wantMembers
} from '../support/stages/rows.ts'
import { planned } from './planning.ts'

const group = { n: 10, kind: 'group' } as const
const THERE = { serviceRead: true } as const

interface Case {
  readonly when: string
  readonly given: (workspace: Workspace) => void
  readonly members: readonly string[]
}

describe('as last known', () => {
  test.each<Case>([
    {
      when: 'wanted and known: nothing',
      given: (w) => {
        settled(w, { n: 1 }, group)
        knowMembers(w, 10, 1)
        wantMembers(w, 10, 1)
      },
      members: []
    },
    {
      when: 'wanted, not known: added',
      given: (w) => {
        settled(w, { n: 1 }, group)
        wantMembers(w, 10, 1)
      },
      members: ['group 10 + u1@example.jp']
    },
    {
      when: 'known, not wanted: removed',
      given: (w) => {
        settled(w, { n: 1 }, group)
        knowMembers(w, 10, 1)
      },
      members: ['group 10 - u1@example.jp']
    },
    {
      when: 'known, and the member was not read: kept',
      given: (w) => {
        know(w, { n: 1 })
        settled(w, group)
        knowMembers(w, 10, 1)
        depart(w, 1, 'not_found', 'waits')
      },
      members: []
    },
    {
      when: 'known, and the group was not read: kept',
      given: (w) => {
        know(w, group)
        settled(w, { n: 1 })
        knowMembers(w, 10, 1)
        depart(w, 10, 'not_found', 'waits')
      },
      members: []
    },
    {
      when: 'member and group are new: added',
      given: (w) => {
        desire(w, { n: 1 }, group)
        wantMembers(w, 10, 1)
      },
      members: ['group 10 + u1@example.jp']
    },
    {
      when: 'the member is to be restored: added again',
      given: (w) => {
        know(w, { n: 1 }, { standing: 'pending' })
        desire(w, { n: 1 })
        settled(w, group)
        wantMembers(w, 10, 1)
      },
      members: ['group 10 + u1@example.jp']
    },
    {
      when: 'the member can not be created: not added',
      given: (w) => {
        desire(w, { n: 1, lacking: [{ code: 'directory.guid_malformed', attribute: '', value: '' }] })
        settled(w, group)
        wantMembers(w, 10, 1)
      },
      members: []
    },
    {
      when: 'the member is missing at the service and nothing brings him back: not added',
      given: (w) => {
        know(w, { n: 1 }, { standing: 'missing' })
        desire(w, { n: 1, lacking: [{ code: 'directory.guid_malformed', attribute: '', value: '' }] })
        settled(w, group)
        wantMembers(w, 10, 1)
      },
      members: []
    },
    {
      when: 'a nested group that is kept: added as a user is',
      given: (w) => {
        settled(w, group, { n: 11, kind: 'group' })
        wantMembers(w, 10, 11)
      },
      members: ['group 10 + group 11']
    }
  ])('$when', ({ given, members }) => {
    expect(planned(given).members).toEqual(members)
  })
})

describe('as the service showed them', () => {
  test.each<Case>([
    {
      when: 'removed there: added again',
      given: (w) => {
        settled(w, { n: 1 }, group)
        knowMembers(w, 10, 1)
        wantMembers(w, 10, 1)
      },
      members: ['group 10 + u1@example.jp']
    },
    {
      when: 'added there: removed',
      given: (w) => {
        settled(w, { n: 1 }, group)
        showMembers(w, 10, 1)
      },
      members: ['group 10 - u1@example.jp']
    },
    {
      when: "one who isn't ours is a member there: kept",
      given: (w) => {
        settled(w, group)
        desire(w, { n: 1, externalId: 'other' })
        match(w, 1, { n: 1, externalId: null }, 'name', 'theirs')
        show(w, { n: 1, externalId: null }, 'theirs')
        showMembers(w, 10, 1)
      },
      members: []
    },
    {
      when: 'one who is being adopted is a member there: removed with it',
      given: (w) => {
        settled(w, group)
        desire(w, { n: 1 })
        match(w, 1, { n: 1 }, 'external_id', 'theirs')
        showMembers(w, 10, 1)
      },
      members: ['group 10 - u1@example.jp']
    },
    {
      when: 'a group that is being adopted: members of ours are added and removed',
      given: (w) => {
        settled(w, { n: 1 }, { n: 2 })
        desire(w, group)
        match(w, 10, group, 'external_id', 'theirs')
        showMembers(w, 10, 1)
        wantMembers(w, 10, 2)
      },
      members: ['group 10 + u2@example.jp', 'group 10 - u1@example.jp']
    },
    {
      when: 'the group is gone there and waits for an approval: made with all its members',
      given: (w) => {
        settled(w, { n: 1 }, group)
        knowMembers(w, 10, 1)
        wantMembers(w, 10, 1)
        missing(w, 10)
      },
      members: ['group 10 + u1@example.jp']
    }
  ])('$when', ({ given, members }) => {
    expect(planned(given, THERE).members).toEqual(members)
  })

  test.each([
    { when: 'the directory changed', known: [1], wanted: [], shown: [1], reason: 'members_changed' },
    { when: 'the service was edited', known: [1], wanted: [1], shown: [], reason: 'drift' }
  ])('$when: the reason is $reason', ({ known, wanted, shown, reason }) => {
    const result = planned((w) => {
      settled(w, { n: 1 }, group)
      knowMembers(w, 10, ...known)
      wantMembers(w, 10, ...wanted)
      showMembers(w, 10, ...shown)
    }, THERE)
    expect(result.operations).toEqual([`update group 10 (${reason})`])
  })
})

test('a group that changes itself carries its members along: one operation', () => {
  const result = planned((w) => {
    settled(w, { n: 1 })
    know(w, { ...group, name: 'old' })
    desire(w, { ...group, name: 'new' })
    wantMembers(w, 10, 1)
  })
  expect(result.operations).toEqual(['update new (changed)'])
  expect(result.members).toEqual(['new + u1@example.jp'])
})
