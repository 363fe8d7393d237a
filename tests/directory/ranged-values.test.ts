import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { completeRanges } from '../../src/directory/ranged-values.ts'
import { Dn } from '../../src/model/names.ts'
import { type SimulatorScenario, startSimulatorScenario } from '../support/directory/simulator-scenario.ts'
import { sambaAvailable } from '../support/samba/available.ts'
import { startSambaScenario } from '../support/samba/samba-scenario.ts'
import { DOMAIN_DN } from '../support/samba/smb-conf.ts'
import type { TestDirectory } from '../support/scenario-directory.ts'
import { entriesOf, openSession, search, stopOf, valuesOf } from './open.ts'
import { connectTo, startScriptedServer } from './wire/scripted-server.ts'

const SIZES = [1499, 1500, 1501, 3000, 3001, 5001] as const

function memberNames(count: number): string[] {
  return Array.from({ length: count }, (_, index) => `CN=c${index},CN=Users,${DOMAIN_DN}`)
}

async function startSimulator(): Promise<TestDirectory> {
  const scenario = await startSimulatorScenario()
  for (let index = 0; index < 5001; index += 1) scenario.directory.addContact({ cn: `c${index}` })
  for (const size of SIZES) scenario.directory.addGroup({ cn: `g${size}`, member: memberNames(size) })
  return scenario
}

/** Five thousand objects come as LDIF: one by one they would take minutes. */
function startSamba(): Promise<TestDirectory> {
  const contacts = memberNames(5001).map((dn) => `dn: ${dn}\nobjectClass: contact\n`)
  const groups = SIZES.map((size) => {
    const members = memberNames(size).map((dn) => `member: ${dn}\n`)
    return `dn: CN=g${size},CN=Users,${DOMAIN_DN}\nobjectClass: group\nsAMAccountName: g${size}\n${members.join('')}`
  })
  return startSambaScenario({ ldif: [contacts.join('\n'), groups.join('\n')] })
}

const BACKENDS = [
  { name: 'the simulator', start: startSimulator },
  { name: 'Samba', start: startSamba }
].filter((backend) => backend.name !== 'Samba' || sambaAvailable() === true)

describe.each(BACKENDS)('groups above 1,500 members in $name', ({ start }) => {
  let directory: TestDirectory
  beforeAll(async () => {
    directory = await start()
  }, 120_000)
  afterAll(() => directory.close())

  test.each(SIZES)('all %i members come, under the plain name', async (size) => {
    const session = await openSession(directory)
    for (const [attributes, extendedDn] of [
      [['member', 'objectGUID', 'cn'], true],
      [['member'], false]
    ] as const) {
      const [group] = await entriesOf(session, search(directory, `(cn=g${size})`, attributes, { extendedDn }))
      expect([...(group?.attributes.keys() ?? [])].sort()).toEqual(
        [...attributes].map((name) => name.toLowerCase()).sort()
      )
      const dns = valuesOf(group, 'member').map((value) => value.replace(/^(<[^>]*>;)*/, ''))
      expect(dns.toSorted()).toEqual(memberNames(size).toSorted())
      expect(valuesOf(group, 'member').every((value) => value.startsWith('<GUID=') === extendedDn)).toBe(true)
    }
  })

  test('in one search with all of them, page by page', async () => {
    const session = await openSession(directory, { pageSize: 2 })
    const groups = await entriesOf(session, search(directory, '(cn=g*)', ['member', 'objectGUID', 'cn']))
    const counts = groups
      .filter((group) => /^g\d+$/.test(valuesOf(group, 'cn')[0] ?? ''))
      .map((group) => valuesOf(group, 'member').length)
    expect(counts.toSorted((one, other) => one - other)).toEqual([...SIZES])
  })
})

describe('a range that does not fit stops the reading', () => {
  let directory: SimulatorScenario
  beforeAll(async () => {
    directory = await startSimulatorScenario({ maxValRange: 10 })
    for (let index = 0; index < 25; index += 1) directory.directory.addContact({ cn: `c${index}` })
    await directory.addGroup({ cn: 'g', member: memberNames(25) })
  })
  afterAll(() => directory.close())

  const read = async () => {
    const session = await openSession(directory, { server: { timeoutSeconds: 5 } })
    return stopOf(entriesOf(session, search(directory, '(cn=g)', ['member', 'objectGUID'])))
  }

  test.each([1, 5, -3])('one that begins %i values too far', async (values) => {
    directory.server.faults.clear()
    directory.server.faults.inject({ do: 'skip_range', values, times: 5 })
    expect(await read()).toMatchObject({
      code: 'directory.range_missing',
      attribute: 'member',
      read: 10,
      dn: expect.stringContaining('CN=g,')
    })
  })

  test('one that holds fewer values than it says', async () => {
    const connection = await connectTo(await startScriptedServer(() => {}))
    const attributes = new Map([['member;range=0-4', ['CN=a', 'CN=b', 'CN=c'].map((dn) => Buffer.from(dn))]])
    expect(await stopOf(completeRanges(connection, { dn: Dn.parse('CN=g'), attributes }, []))).toMatchObject({
      code: 'directory.range_missing',
      read: 3,
      came: 'member;range=0-4'
    })
  })

  test('one that does not come', async () => {
    directory.server.faults.clear()
    directory.server.faults.inject({
      do: 'strip',
      attributes: ['member'],
      search: (asked) => asked.scope === 'base',
      times: 5
    })
    expect(await read()).toMatchObject({ code: 'directory.range_missing', read: 10, came: null })
  })

  test('one whose search fails', async () => {
    directory.server.faults.clear()
    directory.server.faults.inject({
      do: 'answer',
      code: 51,
      search: (asked) => asked.attributes.some((name) => name.includes('range=20'))
    })
    expect(await read()).toMatchObject({ code: 'directory.search_failed', resultCode: 51 })
  })
})
