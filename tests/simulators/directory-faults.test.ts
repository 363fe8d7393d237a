import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Fault } from '../support/directory/directory.ts'
import { RawClient, type RawPage } from '../support/directory/raw-client.ts'
import { type SimulatorScenario, startSimulatorScenario } from '../support/directory/simulator-scenario.ts'

let scenario: SimulatorScenario
let ou: string
const clients: RawClient[] = []

beforeEach(async () => {
  scenario = await startSimulatorScenario()
  ou = scenario.directory.addOu('staff')
  for (let index = 0; index < 25; index++)
    scenario.directory.addUser({ parent: ou, cn: `u${String(index).padStart(2, '0')}` })
})
afterEach(async () => {
  for (const client of clients.splice(0)) client.close()
  await scenario.close()
})

async function boundClient(): Promise<RawClient> {
  const client = new RawClient(scenario.connection.host, scenario.connection.port)
  clients.push(client)
  expect(await client.bind(scenario.connection.user, scenario.connection.password)).toBe(0)
  return client
}

const SILENCE_MS = 300

/** Pages of ten users each, until the cookie is empty or something else than success came. */
async function readPages(): Promise<RawPage[]> {
  const client = await boundClient()
  const read: RawPage[] = []
  let cookie: Buffer | null = Buffer.alloc(0)
  do {
    const page: RawPage = await client.search(
      { base: ou, having: 'sAMAccountName', attributes: ['cn'], page: { size: 10, cookie } },
      SILENCE_MS
    )
    read.push(page)
    cookie = page.code === 0 ? page.cookie : null
  } while (cookie !== null && cookie.length > 0)
  return read
}

function names(pages: readonly RawPage[]): string[][] {
  return pages.map((page) => page.entries.map((entry) => entry.attributes['cn']?.[0] ?? ''))
}

const FIRST = ['u00', 'u01', 'u02', 'u03', 'u04', 'u05', 'u06', 'u07', 'u08', 'u09']
const SECOND = ['u10', 'u11', 'u12', 'u13', 'u14', 'u15', 'u16', 'u17', 'u18', 'u19']
const THIRD = ['u20', 'u21', 'u22', 'u23', 'u24']

describe('pages', () => {
  test.each<[Fault, string[][]]>([
    [{ do: 'drop_cookie', page: 2 }, [FIRST, SECOND]],
    [{ do: 'omit_control', page: 2 }, [FIRST, SECOND]],
    [{ do: 'skip_page', page: 2 }, [FIRST, THIRD]],
    [{ do: 'repeat_page', page: 2 }, [FIRST, FIRST, SECOND, THIRD]],
    [{ do: 'empty_page', page: 2 }, [FIRST, [], SECOND, THIRD]]
  ])('%j', async (fault, expected) => {
    scenario.server.faults.inject(fault)
    const pages = await readPages()
    expect(names(pages)).toEqual(expected)
    expect(pages.every((page) => page.code === 0)).toBe(true)
    expect(names(await readPages()), 'the fault is used up').toEqual([FIRST, SECOND, THIRD])
  })
})

describe('the connection', () => {
  test.each<[string, Fault, { ended: RawPage['ended']; page: number; entries: number }]>([
    ['is cut before anything', { do: 'cut', page: 2 }, { ended: 'closed', page: 2, entries: 0 }],
    ['is cut after four entries', { do: 'cut', page: 2, afterEntries: 4 }, { ended: 'closed', page: 2, entries: 4 }],
    [
      'is cut in front of the result',
      { do: 'cut', page: 3, afterEntries: 5 },
      { ended: 'closed', page: 3, entries: 5 }
    ],
    [
      'is cut in the middle of an entry',
      { do: 'cut', page: 1, afterBytes: 200 },
      { ended: 'closed', page: 1, entries: 2 }
    ],
    ['stalls', { do: 'stall', page: 3 }, { ended: 'silent', page: 3, entries: 0 }],
    ['stalls in the middle of an entry', { do: 'stall', afterBytes: 200 }, { ended: 'silent', page: 1, entries: 2 }],
    ['carries garbage', { do: 'garbage', page: 2, afterEntries: 3 }, { ended: 'malformed', page: 2, entries: 3 }],
    [
      'loses the end of an entry',
      { do: 'truncate_entry', page: 1, afterEntries: 3 },
      { ended: 'malformed', page: 1, entries: 3 }
    ]
  ])('%s', async (_name, fault, expected) => {
    scenario.server.faults.inject(fault)
    const pages = await readPages()
    const last = pages.at(-1)
    expect({ ended: last?.ended, page: pages.length, entries: last?.entries.length }).toEqual(expected)
    expect(last?.code).toBe(null)
  })

  test('messages carry an id that nobody asked with', async () => {
    scenario.server.faults.inject({ do: 'wrong_message_id', page: 1, afterEntries: 8 })
    const [page] = await readPages()
    expect(page?.foreignIds).toHaveLength(3)
  })

  test('a cut at any byte of an answer leaves it without a result', async () => {
    const search = { base: ou, having: 'sAMAccountName', attributes: ['cn'] }
    const full = await (await boundClient()).search(search)
    expect(full).toMatchObject({ ended: 'done', code: 0 })
    for (let afterBytes = 0; afterBytes < 400; afterBytes += 13) {
      scenario.server.faults.inject({ do: 'cut', afterBytes })
      const page = await (await boundClient()).search(search)
      expect(page.ended, `after ${afterBytes} bytes`).toBe('closed')
    }
  })
})

test('a result code comes after the entries that were asked for', async () => {
  scenario.server.faults.inject({ do: 'answer', code: 51, page: 2, afterEntries: 3 })
  const pages = await readPages()
  expect(pages.map((page) => [page.code, page.entries.length])).toEqual([
    [0, 10],
    [51, 3]
  ])
  expect(scenario.server.log.searches.map(({ page, code, entries }) => [page, code, entries])).toEqual([
    [1, 0, 10],
    [2, 51, 3]
  ])
})

test('a fault chooses its searches by what was asked', async () => {
  const strip: Fault = {
    do: 'strip',
    attributes: ['sAMAccountName'],
    search: (search) => search.filter === '(samaccountname=*)'
  }
  scenario.server.faults.inject(strip)
  const client = await boundClient()
  const attributes = ['cn', 'sAMAccountName']
  const shown = async (having: string): Promise<string[]> =>
    Object.keys((await client.search({ base: ou, having, attributes })).entries.at(-1)?.attributes ?? {})
  expect(await shown('cn')).toEqual(['cn', 'sAMAccountName'])
  expect(await shown('sAMAccountName')).toEqual(['cn'])
})

test('a range that starts too far leaves a gap', async () => {
  const small = await startSimulatorScenario({ maxValRange: 2 })
  const members = ['a', 'b', 'c', 'd', 'e'].map((cn) => small.directory.addUser({ cn }))
  const group = small.directory.addGroup({ cn: 'g', member: members })
  small.server.faults.inject({ do: 'skip_range', values: 1 })
  const client = new RawClient(small.connection.host, small.connection.port)
  await client.bind(small.connection.user, small.connection.password)
  const { entries } = await client.search({ base: group, having: 'cn', attributes: ['member;range=2-*'] })
  expect(entries[0]?.attributes).toEqual({ 'member;range=3-*': members.slice(3) })
  client.close()
  await small.close()
})

test('a refused bind is refused once', async () => {
  scenario.server.faults.refuseBind(51, 'busy')
  const client = new RawClient(scenario.connection.host, scenario.connection.port)
  clients.push(client)
  const { user, password } = scenario.connection
  expect([await client.bind(user, password), await client.bind(user, password)]).toEqual([51, 0])
})

test('a paused server says nothing until it goes on', async () => {
  const client = await boundClient()
  scenario.server.faults.pause()
  const search = { base: ou, having: 'sAMAccountName', attributes: ['cn'] }
  expect((await client.search(search, SILENCE_MS)).ended).toBe('silent')
  scenario.server.faults.resume()
  expect(names(await readPages())).toEqual([FIRST, SECOND, THIRD])
})

test('the log tells what was asked, and no password', async () => {
  await readPages()
  expect(scenario.server.log.searches[1]).toMatchObject({
    boundAs: scenario.connection.userDn,
    base: ou,
    scope: 'subtree',
    filter: '(samaccountname=*)',
    attributes: ['cn'],
    controls: ['1.2.840.113556.1.4.319'],
    pageSize: 10,
    page: 2
  })
  expect(scenario.server.log.binds).toMatchObject([{ name: scenario.connection.user, mechanism: 'simple', code: 0 }])
  expect(JSON.stringify(scenario.server.log)).not.toContain(scenario.connection.password)
})
