import { writeFile } from 'node:fs/promises'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { type AdLimitsProxy, startAdLimitsProxy } from '../support/ad-limits-proxy/proxy.ts'
import { HAS_LDAPSEARCH, ldapsearch } from '../support/directory/ldapsearch.ts'
import { RawClient, type RawPage, type RawSearch } from '../support/directory/raw-client.ts'
import { type SimulatorScenario, startSimulatorScenario } from '../support/directory/simulator-scenario.ts'
import { makeCertificateAuthority } from '../support/pki.ts'

/** Behind the proxy: a server that knows no limits, as Samba is one. */
let scenario: SimulatorScenario
let proxy: AdLimitsProxy
let ou: string
let group: string
let members: string[]
const authority = makeCertificateAuthority()

beforeEach(async () => {
  scenario = await startSimulatorScenario({ maxPageSize: 1_000_000, maxValRange: 1_000_000 })
  ou = scenario.directory.addOu('staff')
  members = Array.from({ length: 25 }, (_, index) =>
    scenario.directory.addUser({ parent: ou, cn: `u${String(index).padStart(2, '0')}` })
  )
  group = scenario.directory.addGroup({ cn: 'everyone', parent: ou, member: members })
  const target = { host: scenario.server.host, port: scenario.server.port }
  proxy = await startAdLimitsProxy(target, {
    maxPageSize: 10,
    maxValRange: 15,
    tls: authority.issue({ names: ['127.0.0.1'] })
  })
})
afterEach(async () => {
  await proxy.close()
  await scenario.close()
})

const SILENCE_MS = 300

async function search(question: Partial<RawSearch>): Promise<RawPage> {
  const client = new RawClient(proxy.host, proxy.port)
  const code = await client.bind(scenario.connection.user, scenario.connection.password)
  if (code !== 0) return { ended: 'closed', code, entries: [], cookie: null, foreignIds: [] }
  const page = await client.search({ base: ou, having: 'cn', attributes: ['cn'], ...question }, SILENCE_MS)
  client.close()
  return page
}

describe('MaxPageSize', () => {
  test('without pages ten entries come, and code 4', async () => {
    const page = await search({})
    expect({ code: page.code, entries: page.entries.length }).toEqual({ code: 4, entries: 10 })
  })

  test('a larger page is cut to ten, and its cookie leads on', async () => {
    const page = await search({ page: { size: 500, cookie: Buffer.alloc(0) } })
    expect({ code: page.code, entries: page.entries.length }).toEqual({ code: 0, entries: 10 })
    expect(page.cookie?.length).toBeGreaterThan(0)
  })

  test('a smaller page stays as it is', async () => {
    expect((await search({ page: { size: 9, cookie: Buffer.alloc(0) } })).entries).toHaveLength(9)
  })

  test('as many entries as the limit are no excess', async () => {
    expect(await search({ base: members[0] ?? '' })).toMatchObject({ code: 0, entries: [expect.anything()] })
    for (const dn of members.slice(9)) scenario.directory.remove(dn)
    const page = await search({ having: 'userAccountControl' })
    expect({ code: page.code, entries: page.entries.length }).toEqual({ code: 0, entries: 9 })
  })
})

describe('MaxValRange', () => {
  async function attributesOf(attribute: string): Promise<Readonly<Record<string, readonly string[]>>> {
    return (await search({ base: group, attributes: [attribute] })).entries[0]?.attributes ?? {}
  }

  test('more values than fifteen come as a range, beside an attribute without values', async () => {
    expect(await attributesOf('member')).toEqual({ member: [], 'member;range=0-14': members.slice(0, 15) })
  })

  test('an open range is cut in the same way, the last one is the server’s own', async () => {
    expect(await attributesOf('member;range=5-*')).toEqual({ 'member;range=5-19': members.slice(5, 20) })
    expect(await attributesOf('member;range=10-*')).toEqual({ 'member;range=10-*': members.slice(10) })
  })

  test('fifteen values come whole', async () => {
    for (const dn of members.slice(15)) scenario.directory.remove(dn)
    expect(await attributesOf('member')).toEqual({ member: members.slice(0, 15) })
  })
})

describe('broken connections', () => {
  test('a cut at any byte leaves the search without a result', async () => {
    const before = proxy.bytesSent
    expect((await search({ base: group })).code).toBe(0)
    const whole = proxy.bytesSent - before
    expect(whole).toBeGreaterThan(100)
    for (let afterBytes = 0; afterBytes < whole; afterBytes++) {
      proxy.setFault({ kind: 'cut', afterBytes })
      expect((await search({ base: group })).ended, `after ${afterBytes} of ${whole} bytes`).toBe('closed')
    }
    proxy.setFault({ kind: 'cut', afterBytes: whole })
    expect((await search({ base: group })).code).toBe(0)
  })

  test('a stalled connection stays open and silent', async () => {
    const before = proxy.bytesSent
    await search({ base: group })
    proxy.setFault({ kind: 'stall', afterBytes: proxy.bytesSent - before - 1 })
    expect((await search({ base: group })).ended).toBe('silent')
  })
})

test.skipIf(!HAS_LDAPSEARCH)('TLS ends at the proxy, by StartTLS and by LDAPS', async () => {
  const { user, password, caFile } = scenario.connection
  await writeFile(caFile, authority.cert)
  const ask = { as: { user, password }, base: group, scope: 'base', attributes: ['member'], caFile } as const
  const startTls = await ldapsearch({ ...ask, url: `ldap://127.0.0.1:${proxy.port}`, options: ['-ZZ'] })
  const ldaps = await ldapsearch({ ...ask, url: `ldaps://127.0.0.1:${proxy.ldapsPort}` })
  for (const { code, entries } of [startTls, ldaps]) {
    expect(code).toBe(0)
    expect(entries[0]?.attributes['member;range=0-14']).toHaveLength(15)
  }
})
