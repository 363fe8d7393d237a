import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest'
import { parseExtendedDn } from '../../src/directory/guid.ts'
import { Dn } from '../../src/model/names.ts'
import { inWords } from '../../src/problems/problem.ts'
import type { Fault } from '../support/directory/directory.ts'
import { type SimulatorScenario, startSimulatorScenario } from '../support/directory/simulator-scenario.ts'
import { DIRECTORY_BACKENDS, type TestDirectory } from '../support/scenario-directory.ts'
import { entriesOf, openSession, pagesOf, search, stopOf, valuesOf } from './open.ts'

const AVAILABLE = DIRECTORY_BACKENDS.filter((backend) => backend.available === true)
const USERS = '(&(objectCategory=person)(objectClass=user)(employeeType=staff))'

async function addStaff(directory: TestDirectory, count: number): Promise<string[]> {
  const ou = await directory.addOu('Staff')
  const dns: string[] = []
  for (let index = 0; index < count; index += 1) {
    dns.push(
      await directory.addUser({ cn: `User ${index}`, sAMAccountName: `u${index}`, parent: ou, employeeType: 'staff' })
    )
  }
  return dns
}

describe.each(AVAILABLE)('searching in $name', ({ start }) => {
  let directory: TestDirectory
  let dns: string[]
  beforeAll(async () => {
    directory = await start()
    dns = await addStaff(directory, 23)
  })
  afterAll(() => directory.close())

  test.each([1, 2, 5, 7, 22, 23, 24, 1000])('in pages of %i all entries come, each once', async (pageSize) => {
    const session = await openSession(directory, { pageSize })
    const pages = await pagesOf(session, search(directory, USERS, ['sAMAccountName']))
    expect(Math.max(...pages.map((page) => page.length))).toBeLessThanOrEqual(pageSize)
    expect(
      pages
        .flat()
        .map((entry) => entry.dn)
        .sort()
    ).toEqual([...dns].sort())
  })

  test('the continuation references at the root are no error, and are not chased', async () => {
    const session = await openSession(directory)
    expect(
      (await entriesOf(session, search(directory, '(objectClass=domain)', ['objectGUID']))).map((entry) => entry.dn)
    ).toEqual([directory.baseDn])
  })

  test('just the requested attributes come, under lower-case names, absent ones not at all', async () => {
    const session = await openSession(directory)
    const [entry] = await entriesOf(
      session,
      search(directory, '(sAMAccountName=u3)', ['SAMACCOUNTNAME', 'objectGUID', 'title'])
    )
    expect([...(entry?.attributes.keys() ?? [])].sort()).toEqual(['objectguid', 'samaccountname'])
    expect(valuesOf(entry, 'samaccountname')).toEqual(['u3'])
    expect(entry?.attributes.get('objectguid')?.[0]).toHaveLength(16)
  })

  test('no attribute requested, none comes', async () => {
    const session = await openSession(directory)
    const [entry] = await entriesOf(session, search(directory, '(sAMAccountName=u3)', []))
    expect(entry?.attributes.size).toBe(0)
  })

  test('Japanese, and every character that DNs and filters escape, come back as they were', async () => {
    const cn = '佐藤, 太郎 (𠮷) + "x" #1 \\ *'
    const dn = await directory.addUser({ cn, sAMAccountName: 'sato', title: '課長（髙）' })
    onTestFinished(() => directory.remove(dn))
    const session = await openSession(directory)
    const text = '(cn=佐藤, 太郎 \\28𠮷\\29 + "x" #1 \\5c \\2a)'
    const [entry] = await entriesOf(session, search(directory, text, ['cn', 'title']))
    expect(entry?.dn).toBe(dn)
    expect([valuesOf(entry, 'cn'), valuesOf(entry, 'title')]).toEqual([[cn], ['課長（髙）']])
  })

  test('members carry their GUIDs when they are asked for', async () => {
    const group = await directory.addGroup({ cn: 'with-guids', member: dns.slice(0, 3) })
    onTestFinished(() => directory.remove(group))
    const session = await openSession(directory)
    const wanted = search(directory, '(cn=with-guids)', ['member'], { extendedDn: true })
    const members = (await entriesOf(session, wanted))[0]?.attributes.get('member')?.map(parseExtendedDn) ?? []
    const expected = await Promise.all(dns.slice(0, 3).map(async (dn) => ({ dn, guid: await directory.guidOf(dn) })))
    expect(members.toSorted((one, other) => one.dn.localeCompare(other.dn))).toEqual(
      expected.toSorted((one, other) => one.dn.localeCompare(other.dn))
    )
  })

  test('a base that does not exist stops the reading: noSuchObject', async () => {
    const session = await openSession(directory)
    const base = Dn.parse(`OU=Nowhere,${directory.baseDn}`)
    expect(await stopOf(entriesOf(session, search(directory, USERS, [], { base })))).toMatchObject({
      code: 'directory.search_failed',
      base,
      resultCode: 32,
      page: 1
    })
  })

  test('several searches at a time do not mix', async () => {
    const session = await openSession(directory, { pageSize: 3 })
    const names = await Promise.all(
      [3, 4, 5].map(async (n) =>
        (await entriesOf(session, search(directory, `(sAMAccountName=u${n}*)`, ['sAMAccountName']))).map((e) =>
          valuesOf(e, 'samaccountname')
        )
      )
    )
    expect(names).toEqual([[['u3']], [['u4']], [['u5']]])
  })

  test('a caller that stops early leaves a session that still works', async () => {
    const session = await openSession(directory, { pageSize: 2 })
    for await (const page of session.search(search(directory, USERS, []))) {
      expect(page).toHaveLength(2)
      break
    }
    expect(await entriesOf(session, search(directory, USERS, []))).toHaveLength(23)
  })
})

describe('whatever casts a doubt on the reading stops it', () => {
  let directory: SimulatorScenario
  beforeAll(async () => {
    directory = await startSimulatorScenario()
    await addStaff(directory, 23)
  })
  afterAll(() => directory.close())

  async function readWith(fault: Fault) {
    directory.server.faults.clear()
    const session = await openSession(directory, { pageSize: 5, server: { timeoutSeconds: 0.5 } })
    directory.server.faults.inject({ search: (asked) => asked.filter.includes('employeetype'), ...fault })
    return stopOf(entriesOf(session, search(directory, USERS, ['sAMAccountName'])))
  }

  test.each([1, 3, 4, 10, 11, 50, 51, 52, 53, 80])('result %i, on the first page and on a later one', async (code) => {
    for (const page of [1, 3]) {
      expect(await readWith({ do: 'answer', code, message: 'because', page })).toMatchObject({
        code: 'directory.search_failed',
        server: `127.0.0.1:${directory.connection.port}`,
        base: directory.baseDn,
        filter: USERS,
        page,
        resultCode: code,
        text: 'because'
      })
    }
  })

  test('a result after half of a page', async () => {
    expect(await readWith({ do: 'answer', code: 3, page: 2, afterEntries: 2 })).toMatchObject({
      code: 'directory.search_failed',
      page: 2
    })
  })

  test('a page without the paged results control', async () => {
    expect(await readWith({ do: 'omit_control', page: 2 })).toMatchObject({
      code: 'directory.paging_lost',
      fault: 'no_control',
      page: 2
    })
  })

  test('an empty page with a new cookie is none: all entries come', async () => {
    directory.server.faults.clear()
    directory.server.faults.inject({ do: 'empty_page', page: 2 })
    const session = await openSession(directory, { pageSize: 5 })
    expect(await entriesOf(session, search(directory, USERS, []))).toHaveLength(23)
  })

  test.each([
    ['cut', 'directory.connection_lost'],
    ['stall', 'directory.timed_out']
  ] as const)('%s at any byte of an answer', async (deed, code) => {
    for (const afterBytes of deed === 'cut' ? [0, 1, 2, 10, 60, 200, 333] : [0, 60]) {
      expect(await readWith({ do: deed, page: 2, afterBytes })).toMatchObject({
        code,
        during: { page: 2, filter: USERS }
      })
    }
  })

  test.each([
    { do: 'garbage' },
    { do: 'garbage', bytes: Buffer.from([0x30, 0x80, 0, 0]) },
    { do: 'garbage', bytes: Buffer.from([0x30, 0x84, 0x7f, 0xff, 0xff, 0xff]) },
    { do: 'garbage', bytes: Buffer.from([0x30, 3, 2, 1, 1]) },
    { do: 'wrong_message_id' },
    { do: 'truncate_entry' }
  ] as const)('bytes that are no answer: %j', async (fault) => {
    const problem = await readWith({ ...fault, page: 2, afterEntries: 1 })
    expect(problem).toMatchObject({ code: 'directory.decode_error', during: { page: 2 } })
    expect(inWords(problem, 'en').message).toMatch(/at byte \d+ of the connection/)
  })

  test('a connection that breaks between two searches fails the next one', async () => {
    const session = await openSession(directory)
    directory.server.dropConnections()
    expect(await stopOf(entriesOf(session, search(directory, USERS, [])))).toMatchObject({
      code: 'directory.connection_lost',
      during: { page: 1 }
    })
  })

  test('an abort ends what is under way', async () => {
    directory.server.faults.clear()
    const abort = new AbortController()
    const session = await openSession(directory, { signal: abort.signal, pageSize: 2 })
    const reading = (async () => {
      for await (const page of session.search(search(directory, USERS, []))) {
        expect(page.length).toBeGreaterThan(0)
        abort.abort()
      }
    })()
    expect(await stopOf(reading)).toMatchObject({ code: 'directory.aborted' })
  })
})

test('values of a page are asked for once, the next page while the present one is used', async () => {
  const directory = await startSimulatorScenario()
  onTestFinished(() => directory.close())
  await addStaff(directory, 10)
  const session = await openSession(directory, { pageSize: 4 })
  directory.server.log.clear()
  expect(await entriesOf(session, search(directory, USERS, ['mail', 'cn'], { extendedDn: true }))).toHaveLength(10)
  expect(directory.server.log.searches).toMatchObject([
    {
      page: 1,
      pageSize: 4,
      attributes: ['mail', 'cn'],
      sizeLimit: 0,
      timeLimitSeconds: 0,
      extendedDn: 1,
      encrypted: true
    },
    { page: 2 },
    { page: 3 }
  ])
})
