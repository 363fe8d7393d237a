import { describe, expect, test } from 'vitest'
import type { Controller, LookedUp } from '../../src/directory/session.ts'
import { Dn } from '../../src/model/names.ts'
import { text, type Workspace } from '../../src/state/workspace.ts'
import { testConfig } from '../support/stages/config.ts'
import { fakeDirectory, type Listed } from '../support/stages/fake-directory.ts'
import { know, knowMembers, type Standing } from '../support/stages/rows.ts'
import { anchorOf } from '../support/stages/things.ts'
import { NOW, read, wantedMembers, workspaceOfTest } from './read.ts'

const ELSEWHERE = Dn.parse('CN=user 1,OU=elsewhere,DC=example,DC=local')
const TOMBSTONE: LookedUp = { kind: 'tombstone', dn: Dn.parse('CN=x\\0ADEL:1,CN=Deleted Objects,DC=example,DC=local') }
const ALIVE_ELSEWHERE: LookedUp = { kind: 'alive', dn: ELSEWHERE, objectClasses: ['user'] }

/** Of the last applied run. */
function lastController(workspace: Workspace, invocation: number | null, name = 'default'): void {
  const id = invocation === null ? null : anchorOf(invocation)
  workspace.run('INSERT INTO state.domain VALUES (?, ?, ?)', name, anchorOf(0xd0), id)
}

function minutesAgo(minutes: number): string {
  return new Date(NOW.getTime() - minutes * 60_000).toISOString()
}

function departures(workspace: Workspace): string[] {
  return workspace
    .all('SELECT how, verdict FROM departure')
    .map((row) => `${text(row, 'how')}: ${text(row, 'verdict')}`)
}

interface Case {
  readonly seen: string
  readonly lookedUp?: LookedUp
  readonly controller?: Partial<Controller>
  /** invocationId of the last applied run; null: it had none; without: there was no such run. */
  readonly last?: number | null
  readonly standing?: Standing
  readonly verdict: string
}

const SAME = 0xdc1
const OTHER = 0xdc2

describe('a known user whom the read did not return', () => {
  test.each<Case>([
    { seen: 'alive in no base', lookedUp: ALIVE_ELSEWHERE, verdict: 'out_of_scope: departed' },
    {
      seen: 'alive in no base, by another controller',
      lookedUp: ALIVE_ELSEWHERE,
      last: OTHER,
      verdict: 'out_of_scope: departed'
    },
    { seen: 'as a tombstone', lookedUp: TOMBSTONE, verdict: 'deleted: departed' },
    { seen: 'as a tombstone, by another controller', lookedUp: TOMBSTONE, last: OTHER, verdict: 'deleted: departed' },
    {
      seen: 'nowhere, deleted objects are visible',
      controller: { seesDeleted: true },
      last: SAME,
      verdict: 'not_found: held'
    },
    {
      seen: 'nowhere for an hour, deleted objects are visible',
      controller: { seesDeleted: true },
      last: SAME,
      standing: { unseenSince: minutesAgo(60) },
      verdict: 'not_found: held'
    },
    { seen: 'nowhere, by the controller of the last run', last: SAME, verdict: 'not_found: departed' },
    { seen: 'nowhere, by another controller', last: OTHER, verdict: 'not_found: waits' },
    { seen: 'nowhere, in the first run of the domain', verdict: 'not_found: waits' },
    { seen: 'nowhere, the last controller had no id', last: null, verdict: 'not_found: waits' },
    {
      seen: 'nowhere, neither controller has an id',
      controller: { invocationId: null },
      last: null,
      verdict: 'not_found: waits'
    },
    {
      seen: 'nowhere, by another controller, first 59 minutes ago',
      last: OTHER,
      standing: { unseenSince: minutesAgo(59) },
      verdict: 'not_found: waits'
    },
    {
      seen: 'nowhere, by another controller, first 60 minutes ago',
      last: OTHER,
      standing: { unseenSince: minutesAgo(60) },
      verdict: 'not_found: departed'
    },
    {
      seen: 'nowhere, twice in 5 minutes by a controller that may lag',
      last: SAME,
      standing: { unseenSince: minutesAgo(5) },
      verdict: 'not_found: waits'
    },
    {
      seen: 'as a tombstone, while it waits',
      lookedUp: TOMBSTONE,
      last: OTHER,
      standing: { unseenSince: minutesAgo(5) },
      verdict: 'deleted: departed'
    }
  ])('seen $seen → $verdict', async ({ lookedUp, controller = {}, last, standing = {}, verdict }) => {
    const workspace = workspaceOfTest()
    know(workspace, { n: 1 }, standing)
    if (last !== undefined) lastController(workspace, last)
    const shown = new Map(lookedUp === undefined ? [] : [[1, lookedUp] as const])
    await read(testConfig(), [fakeDirectory([], { controller, lookedUp: shown })], workspace)
    expect(departures(workspace)).toEqual([verdict])
  })

  test('is not looked up when we deleted him', async () => {
    const workspace = workspaceOfTest()
    know(workspace, { n: 1 }, { standing: 'pending' })
    const directory = fakeDirectory([])
    await read(testConfig(), [directory], workspace)
    expect(directory.lookUps).toEqual([])
    expect(departures(workspace)).toEqual([])
  })

  test('is looked up when he is missing at the service', async () => {
    const workspace = workspaceOfTest()
    know(workspace, { n: 1 }, { standing: 'missing' })
    await read(testConfig(), [fakeDirectory([], { lookedUp: new Map([[1, TOMBSTONE]]) })], workspace)
    expect(departures(workspace)).toEqual(['deleted: departed'])
  })

  test('and was read is neither looked up nor departed', async () => {
    const workspace = workspaceOfTest()
    know(workspace, { n: 1 }, { unseenSince: minutesAgo(300) })
    const directory = fakeDirectory([{ n: 1 }])
    await read(testConfig(), [directory], workspace)
    expect(directory.lookUps).toEqual([])
    expect(departures(workspace)).toEqual([])
  })

  test('in batches: 501 of them are all looked up', async () => {
    const workspace = workspaceOfTest()
    for (let n = 1; n <= 501; n++) know(workspace, { n })
    lastController(workspace, SAME)
    const directory = fakeDirectory([])
    await read(testConfig(), [directory], workspace)
    expect(directory.lookUps).toHaveLength(501)
    expect(workspace.count(`SELECT count(*) FROM departure WHERE verdict = 'departed'`)).toBe(501)
  })
})

describe('one who moved while it was read', () => {
  /** The first searches don't return what only the look-up and the search by GUID show. */
  function moved(late: Listed, ...others: Listed[]) {
    const listed = [...others]
    return fakeDirectory(listed, {
      lookedUp: new Map([
        [late.n, { kind: 'alive', dn: Dn.parse(`CN=late ${late.n},OU=company,DC=example,DC=local`), objectClasses: [] }]
      ]),
      onSearch: (search) => {
        if (search.scope === 'base') listed.push({ ...late, dn: `CN=late ${late.n},OU=company,DC=example,DC=local` })
      }
    })
  }

  test('is staged late and has not departed', async () => {
    const workspace = workspaceOfTest()
    know(workspace, { n: 1 })
    await read(testConfig(), [moved({ n: 1 })], workspace)
    expect(departures(workspace)).toEqual([])
    expect(workspace.count('SELECT count(*) FROM desired')).toBe(1)
  })

  test('keeps his memberships', async () => {
    const workspace = workspaceOfTest()
    know(workspace, { n: 1 })
    know(workspace, { n: 10, kind: 'group' })
    knowMembers(workspace, 10, 1)
    await read(testConfig(), [moved({ n: 1 }, { n: 10, kind: 'group', members: [1] })], workspace)
    expect(wantedMembers(workspace)).toEqual({ 'group 10': ['u1@example.jp'] })
  })

  test('a group: its members and the groups that it is in are found all the same', async () => {
    const workspace = workspaceOfTest()
    know(workspace, { n: 11, kind: 'group' })
    const late: Listed = { n: 11, kind: 'group', members: [1] }
    await read(testConfig(), [moved(late, { n: 1 }, { n: 10, kind: 'group', members: [11] })], workspace)
    expect(wantedMembers(workspace)).toEqual({ 'group 10': ['u1@example.jp'], 'group 11': ['u1@example.jp'] })
  })

  test('below the base but not in scope any more has departed', async () => {
    const workspace = workspaceOfTest()
    know(workspace, { n: 1 })
    const directory = fakeDirectory([{ n: 1, attributes: { isCriticalSystemObject: 'TRUE' } }])
    await read(testConfig(), [directory], workspace)
    expect(departures(workspace)).toEqual(['out_of_scope: departed'])
  })
})

describe('with several domains', () => {
  const config = testConfig({
    domains: `- name: one
  server: { addresses: [dc.one], user: 'CN=svc,DC=one' }
  base_dn: 'DC=one'
- name: two
  server: { addresses: [dc.two], user: 'CN=svc,DC=two' }
  base_dn: 'DC=two'`
  })
  const shown = (lookedUp: LookedUp) => ({ lookedUp: new Map([[1, lookedUp]]) })

  test('a tombstone in one and alive in the scope of the other: a move, staged there', async () => {
    const workspace = workspaceOfTest()
    know(workspace, { n: 1, domain: 'one' })
    const listed: Listed[] = []
    const two = fakeDirectory(listed, {
      ...shown({ kind: 'alive', dn: Dn.parse('CN=user 1,DC=two'), objectClasses: [] }),
      onSearch: (search) => void (search.scope === 'base' && listed.push({ n: 1, dn: 'CN=user 1,DC=two' }))
    })
    await read(config, [fakeDirectory([], shown(TOMBSTONE)), two], workspace)
    expect(departures(workspace)).toEqual([])
    expect(workspace.all('SELECT domain FROM desired')).toEqual([{ domain: 'two' }])
  })

  test('who sees deleted objects elsewhere does not count: the own domain decides', async () => {
    const workspace = workspaceOfTest()
    know(workspace, { n: 1, domain: 'one' })
    lastController(workspace, SAME, 'one')
    const two = fakeDirectory([], { controller: { seesDeleted: true, invocationId: anchorOf(OTHER) } })
    await read(config, [fakeDirectory([]), two], workspace)
    expect(departures(workspace)).toEqual(['not_found: departed'])
  })

  test("another domain's controller of the last run does not count", async () => {
    const workspace = workspaceOfTest()
    know(workspace, { n: 1, domain: 'one' })
    lastController(workspace, OTHER, 'one')
    lastController(workspace, SAME, 'two')
    await read(config, [fakeDirectory([]), fakeDirectory([])], workspace)
    expect(departures(workspace)).toEqual(['not_found: waits'])
  })

  test('a domain that was taken out of the configuration: its objects have departed, and the changed scope holds them', async () => {
    const workspace = workspaceOfTest()
    know(workspace, { n: 1, domain: 'three' })
    await read(config, [fakeDirectory([]), fakeDirectory([])], workspace)
    expect(departures(workspace)).toEqual(['not_found: departed'])
  })
})
