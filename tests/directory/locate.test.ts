import { describe, expect, onTestFinished, test } from 'vitest'
import { type LocatorSources, locateControllers, srvResolver } from '../../src/directory/locate.ts'
import { openDirectory } from '../../src/directory/open-directory.ts'
import { Stop } from '../../src/model/result.ts'
import { inWords, type Problem } from '../../src/problems/problem.ts'
import { type DnsAnswer, type DnsServer, startDns } from '../support/dns-server.ts'
import { DIRECTORY_BACKENDS } from '../support/scenario-directory.ts'
import { domainConfig } from './open.ts'

const DOMAIN = 'corp.example.com'
const EVERYWHERE = `_ldap._tcp.dc._msdcs.${DOMAIN}`
const IN_TOKYO = `_ldap._tcp.tokyo._sites.dc._msdcs.${DOMAIN}`

async function dns(names: Readonly<Record<string, DnsAnswer>>): Promise<DnsServer> {
  const server = await startDns(names)
  onTestFinished(() => server.close())
  return server
}

function sources(server: DnsServer, windows: LocatorSources['windows'] = () => null): LocatorSources {
  return { resolveSrv: srvResolver([server.address]), windows }
}

function located(
  from: LocatorSources,
  { timeoutMs = 2000, signal = new AbortController().signal } = {}
): AsyncGenerator<string> {
  return locateControllers({ domain: DOMAIN, timeoutMs, signal }, from)
}

async function refusal(hosts: AsyncGenerator<string>): Promise<Problem> {
  try {
    await Array.fromAsync(hosts)
  } catch (error) {
    if (error instanceof Stop) return error.problem
    throw error
  }
  throw new Error('controllers were found')
}

describe('by the records of the domain', () => {
  test('controllers come by priority, then by weight, always in the same order', async () => {
    const server = await dns({
      [EVERYWHERE]: [
        { target: 'far.corp.example.com', priority: 10, weight: 1000 },
        { target: 'light.corp.example.com', priority: 0, weight: 10 },
        { target: 'b.corp.example.com', priority: 0, weight: 100 },
        { target: 'a.corp.example.com', priority: 0, weight: 100 },
        { target: 'A.corp.example.com', priority: 20 }
      ]
    })
    const found = await Array.fromAsync(located(sources(server)))
    expect(found.map((host) => host.split('.')[0])).toEqual(['a', 'b', 'light', 'far'])
    expect(server.asked).toEqual([EVERYWHERE])
  })

  test.each([
    ['an unknown domain', undefined, 'ENOTFOUND', 'the host name is unknown'],
    ['no records', [], 'ENODATA', 'no such records'],
    ['a server that fails', 'servfail', 'ESERVFAIL', 'the name server failed'],
    ['a server that refuses', 'refused', 'EREFUSED', 'refused to answer'],
    ['a server that is silent', 'silent', 'ETIMEOUT', 'no name server answers']
  ] as const)('%s is told', async (_, answer, cause, words) => {
    const server = await dns(answer === undefined ? {} : { [EVERYWHERE]: answer })
    const problem = await refusal(located(sources(server), { timeoutMs: 250 }))
    expect(problem).toMatchObject({
      code: 'directory.controller_not_found',
      domain: DOMAIN,
      query: EVERYWHERE,
      cause
    })
    expect(inWords(problem, 'en').message).toContain(words)
    expect(inWords(problem, 'en').remedy).toContain('ad.ldap.server.addresses')
  })

  test('the question ends when the run is stopped', async () => {
    const server = await dns({ [EVERYWHERE]: 'silent' })
    const stopped = new AbortController()
    const ended = refusal(located(sources(server), { timeoutMs: 60_000, signal: stopped.signal }))
    setTimeout(() => stopped.abort(), 50)
    expect(await ended).toMatchObject({ code: 'directory.aborted' })
  })
})

describe('in Windows', () => {
  const controller = (host: string) => ({ host, domain: DOMAIN, site: 'tokyo', clientSite: 'tokyo' })

  test('its own choice comes first, then its second thought, then the site, then the domain', async () => {
    const server = await dns({
      [IN_TOKYO]: [{ target: 'dc1.corp.example.com' }, { target: 'dc3.corp.example.com' }],
      [EVERYWHERE]: [{ target: 'dc4.corp.example.com' }, { target: 'DC3.corp.example.com' }]
    })
    const hosts = located(
      sources(server, (_, again) => controller(again ? 'dc2.corp.example.com' : 'dc1.corp.example.com'))
    )
    expect((await hosts.next()).value).toBe('dc1.corp.example.com')
    expect(server.asked).toEqual([])
    expect(await Array.fromAsync(hosts)).toEqual(['dc2', 'dc3', 'dc4'].map((host) => `${host}.${DOMAIN}`))
    expect(server.asked).toEqual([IN_TOKYO, EVERYWHERE])
  })

  test('is enough without a name server that answers', async () => {
    const server = await dns({ [IN_TOKYO]: 'refused', [EVERYWHERE]: 'servfail' })
    const hosts = located(sources(server, () => controller('dc1.corp.example.com')))
    expect(await Array.fromAsync(hosts)).toEqual(['dc1.corp.example.com'])
  })
})

describe('without addresses in the configuration', () => {
  const [backend] = DIRECTORY_BACKENDS.filter(({ available }) => available === true)

  test('a session is opened with the first controller found that answers; those before it are warned of', async () => {
    if (backend === undefined) throw new Error('no directory to test with')
    const directory = await backend.start()
    onTestFinished(() => directory.close())
    const server = await dns({ [EVERYWHERE]: [{ target: 'gone.invalid' }, { target: 'localhost', weight: 1 }] })
    const domain = domainConfig(directory, { server: { addresses: [], encryption: 'none' } })
    const options = { signal: new AbortController().signal, locator: sources(server) }
    const session = await openDirectory(domain, directory.connection.password, options)
    if (!session.ok) throw new Error(inWords(session.problems[0], 'en').message)
    onTestFinished(() => session.value.close())
    expect(session.value.controller.address).toBe(`localhost:${directory.connection.port}`)
    expect(session.value.warnings).toMatchObject([
      { code: 'directory.controller_skipped', cause: { code: 'directory.unreachable' } }
    ])
    const none = await openDirectory(domain, directory.connection.password, {
      ...options,
      locator: sources(await dns({}))
    })
    expect(none).toMatchObject({ ok: false, problems: [{ code: 'directory.controller_not_found', domain: DOMAIN }] })
  })
})
