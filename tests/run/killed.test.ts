import { describe, expect, test } from 'vitest'
import type { Listed } from '../support/stages/fake-directory.ts'
import { codes, Site } from './running.ts'

/** Everybody of a small company, before and after a day on which everything happens. */
const BEFORE: readonly Listed[] = [
  { n: 1 },
  { n: 2 },
  { n: 3, attributes: { title: 'old' } },
  { n: 4 },
  { n: 10, kind: 'group', members: [1, 2, 4] },
  { n: 11, kind: 'group', members: [1] }
]
const AFTER: readonly Listed[] = [
  { n: 2, attributes: { userAccountControl: '514' } },
  { n: 3, attributes: { title: 'new' } },
  { n: 4, attributes: { mail: 'renamed@example.jp' } },
  { n: 5 },
  { n: 6 },
  { n: 10, kind: 'group', members: [2, 5] },
  { n: 12, kind: 'group', members: [3, 6] }
]

async function company(): Promise<Site> {
  const site = new Site(...BEFORE)
  // A service that takes the same person twice shows it.
  site.service.unique = false
  expect((await site.run()).exitCode).toBe(0)
  site.listed = AFTER
  return site
}

function there(site: Site) {
  return {
    users: site.service.names('user'),
    groups: Object.fromEntries(site.service.names('group').map((name) => [name, site.service.membersOf(name)])),
    disabled: site.service.names('user').filter((name) => !(site.service.named('user', name)?.active ?? false)),
    title: site.service.named('user', 'u3@example.jp')?.raw['title']
  }
}

const WANTED = {
  users: ['admin@example.jp', 'renamed@example.jp', 'u2@example.jp', 'u3@example.jp', 'u5@example.jp', 'u6@example.jp'],
  groups: { 'group 10': ['u2@example.jp', 'u5@example.jp'], 'group 12': ['u3@example.jp', 'u6@example.jp'] },
  disabled: ['u2@example.jp'],
  title: 'new'
}

test('without a kill the day ends as wanted', async () => {
  const site = await company()
  expect((await site.run()).exitCode).toBe(0)
  expect(there(site)).toEqual(WANTED)
})

describe.each(['onCall', 'onAnswer'] as const)('killed at every request, %s', (at) => {
  test('the next run finishes the day: nobody twice, nothing lost, and says that the one before was killed', async () => {
    const site = await company()
    const left: { call: string; site: Site }[] = []
    site.service[at] = (call) => left.push({ call, site: site.snapshot() })
    await site.run()
    expect(left.length).toBeGreaterThan(8)
    for (const { call, site: killed } of left) {
      const next = await killed.run()
      const where = `killed at "${call}"`
      expect({ where, exitCode: next.exitCode, ...there(killed) }).toEqual({ where, exitCode: 0, ...WANTED })
      expect(codes(next), where).toContain('run.previous_killed')
      const again = await killed.run()
      expect(codes(again), where).not.toContain('run.previous_killed')
      expect(again.operationsTotal, where).toBe(0)
    }
  })
})

describe('what the next run looks up', () => {
  async function killedAt(call: string, ...listed: Listed[]): Promise<Site> {
    const site = new Site(...listed)
    let left: Site | null = null
    site.service.onAnswer = (answered) => {
      if (answered === call) left = site.snapshot()
    }
    await site.run()
    if (left === null) throw new Error(`"${call}" was not sent`)
    return left
  }

  test('a creation that was processed is found, and counts as ours: it is not adopted', async () => {
    const site = await killedAt('create u1@example.jp', { n: 1 })
    const outcome = await site.run()
    expect(outcome.problems[0]).toMatchObject({ code: 'run.previous_killed', inDoubt: 1, settled: 1 })
    expect(outcome.operationsTotal).toBe(0)
    expect(site.state('SELECT name FROM known')).toEqual([{ name: 'u1@example.jp' }])
  })

  test('who was made and has left the directory since is known, and goes with the run after', async () => {
    const site = await killedAt('create u1@example.jp', { n: 1 })
    site.listed = []
    await site.run()
    expect(site.state('SELECT name FROM known')).toEqual([{ name: 'u1@example.jp' }])
    await site.run()
    expect(site.service.names('user')).toEqual(['admin@example.jp'])
  })

  test('a look-up that is not answered ends the run with 6; the doubt and the kill stay', async () => {
    const site = await killedAt('create u1@example.jp', { n: 1 })
    site.service.faults.push({ verb: 'find', fault: 'lost', times: 1 })
    expect((await site.run()).exitCode).toBe(6)
    expect(site.service.calls.filter((call) => call.startsWith('create'))).toEqual([])
    const outcome = await site.run()
    expect(codes(outcome)).toContain('run.previous_killed')
    expect(site.service.names('user')).toEqual(['admin@example.jp', 'u1@example.jp'])
  })

  test.each([
    { what: 'refused', fault: 'refused' },
    { what: 'not answered', fault: 'lost' }
  ] as const)('a deletion whose look-up is $what is not believed', async ({ fault }) => {
    const site = new Site({ n: 1 }, { n: 2 })
    await site.run()
    site.listed = [{ n: 2 }]
    let left: Site | null = null
    site.service.onCall = (call) => {
      if (call === 'remove u1@example.jp') left = site.snapshot()
    }
    await site.run()
    const killed = left as Site | null
    if (killed === null) throw new Error('nothing was deleted')
    killed.service.faults.push({ verb: 'get', of: 'u1@example.jp', fault, times: 1 })
    expect((await killed.run()).exitCode).toBe(6)
    expect(killed.state(`SELECT standing FROM known WHERE name = 'u1@example.jp'`)).toEqual([{ standing: 'present' }])
    await killed.run()
    expect(killed.service.names('user')).toEqual(['admin@example.jp', 'u2@example.jp'])
  })

  test('a deletion that was processed counts in the window of the guards', async () => {
    const site = new Site({ n: 1 }, { n: 2 })
    await site.run()
    site.listed = [{ n: 2 }]
    let left: Site | null = null
    site.service.onAnswer = (call) => {
      if (call === 'remove u1@example.jp') left = site.snapshot()
    }
    await site.run()
    const killed = left as Site | null
    const outcome = await killed?.run()
    expect(outcome?.verdicts.find(({ name }) => name === 'users.delete')).toMatchObject({ actual: 1 })
  })

  test('a user who was disabled there meanwhile stays so: an update in doubt is no reason to enable him', async () => {
    const site = new Site({ n: 1, attributes: { title: 'old' } })
    await site.run()
    site.listed = [{ n: 1, attributes: { title: 'new' } }]
    let left: Site | null = null
    site.service.onAnswer = (call) => {
      if (call === 'update u1@example.jp') left = site.snapshot()
    }
    await site.run()
    const killed = left as Site | null
    if (killed === null) throw new Error('nothing was updated')
    for (const held of killed.service.objects.values())
      if (held.raw['userName'] === 'u1@example.jp') held.active = false
    const outcome = await killed.run()
    expect(outcome.operations).toMatchObject([{ action: 'enable', status: 'held', heldBy: ['drift.reenable'] }])
  })
})

test('an answer that was lost in a run that ended is settled by the next', async () => {
  const site = new Site({ n: 1 })
  site.service.faults.push({ verb: 'create', fault: 'lost but done' }, { verb: 'find', fault: 'lost', times: 2 })
  expect((await site.run()).exitCode).toBe(3)
  const outcome = await site.run()
  expect([outcome.exitCode, outcome.operationsTotal, codes(outcome)]).toEqual([0, 0, []])
  expect(site.service.calls.filter((call) => call.startsWith('create'))).toHaveLength(1)
})

test('so is a creation that was under way when the service went away', async () => {
  const site = new Site({ n: 1 })
  site.service.unique = false
  site.service.faults.push({ verb: 'create', fault: 'away but done', times: 1 })
  expect((await site.run()).exitCode).toBe(6)
  expect((await site.run()).exitCode).toBe(0)
  expect(site.service.names('user')).toEqual(['admin@example.jp', 'u1@example.jp'])
})
