import { writeFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import { describe, expect, onTestFinished, test } from 'vitest'
import { preflightExitCode } from '../../src/preflight/preflight.ts'
import { makeCertificateAuthority } from '../support/pki.ts'
import { SCOPES } from '../support/service/options.ts'
import { site } from './looking.ts'

const SERVICE = { areas: ['service'] } as const
const DAY_MS = 86_400_000

/** A proxy that answers everything with this status. */
async function proxyThatSays(status: number): Promise<{ use: boolean; address: string; port: number }> {
  const server = createServer((_request, response) => response.writeHead(status).end())
  server.on('connect', (_request, socket) => socket.end(`HTTP/1.1 ${status} No\r\n\r\n`))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', () => resolve()))
  onTestFinished(() => void server.close())
  const address = server.address()
  return { use: true, address: '127.0.0.1', port: typeof address === 'object' && address !== null ? address.port : 0 }
}

test('a sound service passes, and nothing there has changed', async () => {
  const at = await site()
  const before = JSON.stringify([...at.service.model.users.byId])
  const looked = await at.look(SERVICE)
  const statuses = Object.fromEntries(looked.all.map(({ id, status }) => [id, status]))
  expect(statuses).toEqual({
    'service.proxy': 'skip',
    'service.token_expiry': 'skip',
    'service.connection': 'pass',
    'service.tls': 'skip',
    'service.token': 'pass',
    'service.read_users': 'pass',
    'service.read_groups': 'pass',
    'service.write_users': 'pass',
    'service.write_groups': 'pass',
    'service.owner': 'pass',
    'service.rate_limit': 'pass'
  })
  expect(JSON.stringify([...at.service.model.users.byId])).toBe(before)
  expect(preflightExitCode(looked.all)).toBe(0)
})

test('a service that is not there fails, and the rest is skipped', async () => {
  const at = await site()
  const looked = await at.look({ ...SERVICE, scim: { base_url: 'http://127.0.0.1:1/scim/v2' } })
  expect(looked.status('service.connection')).toBe('fail')
  expect(looked.status('service.token')).toBe('skip')
  expect(preflightExitCode(looked.all)).toBe(6)
})

test('a service that answers with an error fails', async () => {
  const at = await site()
  at.service.faults.add({ action: { kind: 'status', status: 502, body: 'html' } })
  expect((await at.look(SERVICE)).status('service.connection')).toBe('fail')
})

describe('TLS', () => {
  const authority = makeCertificateAuthority('Company CA')

  test('with a certificate for another name fails', async () => {
    const at = await site({ service: { tls: authority.issue({ names: ['other.example.jp'] }) } })
    const caFile = `${at.configFile}.ca.pem`
    await writeFile(caFile, authority.cert)
    const looked = await at.look({ ...SERVICE, scim: { http: { ca_file: caFile } } })
    expect(looked.status('service.tls')).toBe('fail')
    expect(looked.of('service.tls')[0]?.seen.en).toContain('ALTNAME')
  })

  test('with a certificate of an unknown CA fails', async () => {
    const at = await site({ service: { tls: authority.issue({ names: ['localhost', '127.0.0.1'] }) } })
    expect((await at.look(SERVICE)).status('service.tls')).toBe('fail')
  })

  test.each([
    { days: 29.5, status: 'warn' },
    { days: 30.5, status: 'pass' },
    { days: -1, status: 'fail' }
  ])('with a certificate that expires in $days days: $status', async ({ days, status }) => {
    const notBefore = new Date(Date.now() - 9 * DAY_MS)
    const notAfter = new Date(Date.now() + days * DAY_MS)
    const at = await site({
      service: { tls: authority.issue({ names: ['localhost', '127.0.0.1'], notBefore, notAfter }) }
    })
    const caFile = `${at.configFile}.ca.pem`
    await writeFile(caFile, authority.cert)
    const looked = await at.look({ ...SERVICE, scim: { http: { ca_file: caFile } } })
    expect(looked.of('service.tls')[0]).toMatchObject({ status })
    if (status !== 'fail') expect(looked.of('service.tls')[0]?.seen.en).toContain('Company CA')
  })
})

describe('the proxy', () => {
  test('that nobody runs fails', async () => {
    const at = await site()
    const looked = await at.look({
      ...SERVICE,
      scim: { http: { proxy: { use: true, address: '127.0.0.1', port: 1 } } }
    })
    expect(looked.status('service.proxy')).toBe('fail')
    expect(looked.status('service.connection')).toBe('skip')
  })

  test.each([407, 403])('that refuses with %i fails', async (status) => {
    const at = await site()
    const looked = await at.look({ ...SERVICE, scim: { http: { proxy: await proxyThatSays(status) } } })
    expect(looked.status('service.proxy')).toBe('fail')
  })
})

describe('the token', () => {
  test('that is dead fails, and is not shown', async () => {
    const at = await site()
    at.service.revokeToken(at.service.token)
    const looked = await at.look(SERVICE)
    expect(looked.status('service.token')).toBe('fail')
    expect(looked.status('service.read_users')).toBe('skip')
    expect(JSON.stringify(looked.all)).not.toContain(at.service.token)
    expect(preflightExitCode(looked.all)).toBe(6)
  })

  test('that is missing fails', async () => {
    const at = await site()
    expect((await at.look({ ...SERVICE, token: null })).status('service.token')).toBe('fail')
  })

  test.each(SCOPES)('without the scope %s fails there, and there alone', async (lacking) => {
    const at = await site({ service: { tokens: [{ scopes: SCOPES.filter((scope) => scope !== lacking) }] } })
    const looked = await at.look(SERVICE)
    const failed = looked.all.filter(({ status }) => status === 'fail').map(({ id }) => id)
    expect(failed).toEqual([`service.${lacking.replace('escim_', '')}`])
  })

  test('whose right to write a service does not tell by 404 is named as unproven', async () => {
    const at = await site()
    at.service.faults.add({ method: 'PATCH', action: { kind: 'status', status: 501 } })
    expect((await at.look(SERVICE)).of('service.write_users')[0]).toMatchObject({
      status: 'skip',
      seen: { en: expect.stringContaining("can't be proven without a change") }
    })
  })

  test.each([
    { days: -1, status: 'fail' },
    { days: 29, status: 'warn' },
    { days: 31, status: 'pass' }
  ])('that expires in $days days: $status', async ({ days, status }) => {
    const at = await site()
    const tokenExpires = new Date(Date.now() + days * DAY_MS).toISOString()
    expect((await at.look({ ...SERVICE, around: { tokenExpires } })).status('service.token_expiry')).toBe(status)
  })
})

describe("the token's owner", () => {
  test('who is named in config.yml and no user of the service fails', async () => {
    const at = await site()
    expect((await at.look({ ...SERVICE, scim: { token_owner: 'nobody@example.jp' } })).status('service.owner')).toBe(
      'fail'
    )
  })

  test('whom nothing tells warns: users are neither disabled nor deleted until then', async () => {
    const at = await site({ service: { me: 404 } })
    expect((await at.look(SERVICE)).status('service.owner')).toBe('warn')
  })
})

test('a service that throttles warns', async () => {
  const at = await site()
  at.service.faults.add({
    method: 'GET',
    path: /Users/,
    times: 2,
    action: { kind: 'status', status: 429, retryAfter: 1 }
  })
  const looked = await at.look(SERVICE)
  expect(looked.status('service.rate_limit')).toBe('warn')
  expect(looked.of('service.rate_limit')[0]?.seen.en).toContain('retry-after: 1')
})
