import { describe, expect, test } from 'vitest'
import type { FaultOn } from '../support/stages/fake-service.ts'
import { depart, desire, know, knowMembers, match, settled, wantMembers } from '../support/stages/rows.ts'
import { applied, writes } from './applying.ts'

describe('one that is refused', () => {
  test.each<FaultOn>([
    { verb: 'create', of: 'u1@example.jp', fault: 'refused' },
    { verb: 'update', of: 'u2@example.jp', fault: 'refused' },
    { verb: 'create', of: 'group 10', fault: 'refused' },
    { verb: 'members', of: 'group 11 add', fault: 'refused' },
    { verb: 'remove', of: 'u3@example.jp', fault: 'refused' }
  ])('$verb $of: the others go on', async (fault) => {
    const { applied: outcome, results } = await applied(
      (w) => {
        desire(w, { n: 1 }, { n: 4 }, { n: 10, kind: 'group' })
        know(w, { n: 2, title: 'old' })
        desire(w, { n: 2, title: 'new' })
        settled(w, { n: 11, kind: 'group' }, { n: 12, kind: 'group' })
        wantMembers(w, 11, 4)
        wantMembers(w, 12, 4)
        know(w, { n: 3 })
        know(w, { n: 5 })
        depart(w, 3)
        depart(w, 5)
      },
      { faults: [fault] }
    )
    expect(outcome).toEqual({ kind: 'finished' })
    expect(results.filter((result) => result.endsWith(': failed'))).toHaveLength(1)
    expect(results.filter((result) => result.endsWith(': done'))).toHaveLength(results.length - 1)
  })

  test('creation: nobody is added to a group without it, and nothing stays planned', async () => {
    const { service, workspace } = await applied(
      (w) => {
        desire(w, { n: 1 }, { n: 2 })
        settled(w, { n: 10, kind: 'group' })
        wantMembers(w, 10, 1, 2)
      },
      { faults: [{ verb: 'create', of: 'u1@example.jp', fault: 'refused' }] }
    )
    expect(service.membersOf('group 10')).toEqual(['u2@example.jp'])
    expect(workspace.all('SELECT status, count(*) AS n FROM member_change GROUP BY 1')).toEqual([
      { status: 'done', n: 1 },
      { status: 'skipped', n: 1 }
    ])
  })

  test('update: the disable of the same user goes all the same', async () => {
    const { results, service } = await applied(
      (w) => {
        know(w, { n: 1, title: 'old' })
        desire(w, { n: 1, title: 'new', active: false })
      },
      { faults: [{ verb: 'update', fault: 'refused', times: 1 }] }
    )
    expect(results).toEqual(['update u1@example.jp: failed', 'disable u1@example.jp: done'])
    expect(service.named('user', 'u1@example.jp')?.active).toBe(false)
  })

  test("adoption: the disable that goes with it is not sent, for he isn't ours", async () => {
    const { results, service } = await applied(
      (w) => {
        desire(w, { n: 1, title: 'new', active: false })
        match(w, 1, { n: 1 }, 'external_id', 'theirs')
      },
      {
        at: (service) => service.put('user', { userName: 'u1@example.jp' }, { id: 'theirs' }),
        faults: [{ verb: 'update', fault: 'refused', times: 1 }]
      }
    )
    expect(results).toEqual(['adopt u1@example.jp: failed', 'disable u1@example.jp: skipped'])
    expect(service.named('user', 'u1@example.jp')?.active).toBe(true)
  })

  test('addition to a group: whoever left it is removed all the same', async () => {
    const { results, service, workspace } = await applied(
      (w) => {
        settled(w, { n: 1 }, { n: 2 }, { n: 10, kind: 'group' })
        knowMembers(w, 10, 1)
        wantMembers(w, 10, 2)
      },
      { faults: [{ verb: 'members', of: 'group 10 add', fault: 'refused' }] }
    )
    expect(results).toEqual(['update group 10: failed'])
    expect(service.membersOf('group 10')).toEqual([])
    expect(workspace.count('SELECT count(*) FROM state.membership')).toBe(0)
  })

  test("change of a group's name: its members change all the same", async () => {
    const { results, service } = await applied(
      (w) => {
        settled(w, { n: 1 })
        know(w, { n: 10, kind: 'group', name: 'old' })
        desire(w, { n: 10, kind: 'group', name: 'new' })
        wantMembers(w, 10, 1)
      },
      { faults: [{ verb: 'update', fault: 'refused' }] }
    )
    expect(results).toEqual(['update new: failed'])
    expect(service.membersOf('old')).toEqual(['u1@example.jp'])
  })
})

test('an object that is gone is told of, and the others go on', async () => {
  const { results, workspace } = await applied(
    (w) => {
      know(w, { n: 1, title: 'old' })
      know(w, { n: 2, title: 'old' })
      desire(w, { n: 1, title: 'new' }, { n: 2, title: 'new' })
    },
    { at: (service) => service.objects.delete([...service.objects.keys()][0] as never) }
  )
  expect(results).toEqual(['update u1@example.jp: failed', 'update u2@example.jp: done'])
  expect(workspace.get('SELECT error FROM operation WHERE error IS NOT NULL')).toMatchObject({
    error: expect.stringContaining('run.object_gone')
  })
})

describe.each([
  { fault: '401', code: 'service.token_refused' },
  { fault: 'away', code: 'service.unavailable' }
] as const)('in the middle: $code', ({ fault, code }) => {
  const six = () =>
    applied((w) => desire(w, { n: 1 }, { n: 2 }, { n: 3 }, { n: 4 }, { n: 5 }, { n: 6 }), {
      faults: [{ verb: 'create', of: 'u4@example.jp', fault }]
    })

  test('ends the run; what was done is recorded, the rest was not sent', async () => {
    const { applied: outcome, results, known, calls } = await six()
    expect(outcome).toMatchObject({ kind: 'ended', problem: { code } })
    expect(results.map((result) => result.split(': ')[1])).toEqual([
      'done',
      'done',
      'done',
      'skipped',
      'skipped',
      'skipped'
    ])
    expect(known).toEqual(['u1@example.jp', 'u2@example.jp', 'u3@example.jp'])
    expect(writes(calls)).toHaveLength(4)
  })

  test('leaves the creation in doubt that was under way, for the next run to look up', async () => {
    const { workspace } = await six()
    expect(workspace.all(`SELECT name FROM state.journal WHERE result = 'in_doubt'`)).toEqual([
      { name: 'u4@example.jp' }
    ])
    expect(workspace.all(`SELECT name FROM state.journal WHERE result IS NULL`)).toEqual([
      { name: 'u5@example.jp' },
      { name: 'u6@example.jp' }
    ])
  })
})

test('a stop in the middle ends between two requests', async () => {
  const {
    applied: outcome,
    known,
    calls
  } = await applied((w) => desire(w, { n: 1 }, { n: 2 }, { n: 3 }), {
    onCall: (call, stop) => {
      if (call === 'create u2@example.jp') stop()
    }
  })
  expect(outcome).toEqual({ kind: 'stopped' })
  expect(known).toEqual(['u1@example.jp', 'u2@example.jp'])
  expect(writes(calls)).toEqual(['create u1@example.jp', 'create u2@example.jp'])
})

describe('one that was deleted and is made again in the same run under the same id', () => {
  test('is not deleted afterwards', async () => {
    const { service, results, known } = await applied(
      (w) => {
        know(w, { n: 1, name: 'taro@example.jp', externalId: 'taro' }, { standing: 'missing' })
        depart(w, 1)
        desire(w, { n: 2, name: 'taro@example.jp', externalId: 'taro' })
      },
      {
        at: (service) => {
          const id = service.put('user', { userName: 'taro@example.jp', externalId: 'taro' }, { id: 'scim-1' })
          const held = service.objects.get(id)
          if (held !== undefined) held.pending = true
        }
      }
    )
    expect(results).toEqual(['create taro@example.jp: done', 'delete taro@example.jp: done'])
    expect(service.names('user')).toEqual(['taro@example.jp'])
    expect(known).toEqual(['taro@example.jp'])
  })
})
