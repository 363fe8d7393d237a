import { execFile } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { connect, createServer as createTcpServer, type Server } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { inspect, promisify } from 'node:util'
import { describe, expect, onTestFinished, test } from 'vitest'
import { openService } from '../../src/service/open-service.ts'
import { makeCertificateAuthority } from '../support/pki.ts'
import { fakeClock, id, open, TOKEN } from './open.ts'
import { scimConfig } from './scim-config.ts'
import { reply, scripted, user } from './scripted-server.ts'

const authority = makeCertificateAuthority('Company CA')
const certificate = authority.issue({ names: ['localhost', '127.0.0.1'] })
const PASSWORD = 'p:ä@ss/word'

async function file(text: string): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'service-ca-'))
  onTestFinished(() => rm(folder, { recursive: true }))
  const path = join(folder, 'ca.pem')
  await writeFile(path, text)
  return path
}

function tlsServer(tls: { cert: string; key: string } = certificate) {
  return scripted((_, response) => reply(response, 200, user('alice')), tls)
}

interface Proxy {
  readonly address: string
  readonly port: number
  /** What it was asked for: `CONNECT host:port`, `GET http://…`. */
  readonly asked: string[]
  readonly credentials: (string | undefined)[]
}

/** A proxy that asks for Basic credentials and tunnels. */
async function proxy(expected: string | null, connectStatus = 200): Promise<Proxy> {
  const asked: string[] = []
  const credentials: (string | undefined)[] = []
  const admits = (request: IncomingMessage) => {
    const given = request.headers['proxy-authorization']
    asked.push(`${request.method} ${request.url}`)
    credentials.push(given === undefined ? undefined : Buffer.from(given.replace('Basic ', ''), 'base64').toString())
    return expected === null || credentials.at(-1) === expected
  }
  const server = createServer((request: IncomingMessage, response: ServerResponse) => {
    if (!admits(request)) return response.writeHead(407).end()
    const { host, pathname } = new URL(request.url ?? '')
    fetch(`http://${host}${pathname}`).then(async (answer) => {
      response.writeHead(answer.status, { 'content-type': 'application/scim+json' }).end(await answer.text())
    })
  })
  server.on('connect', (request: IncomingMessage, socket) => {
    if (!admits(request)) return socket.end('HTTP/1.1 407 Proxy Authentication Required\r\n\r\n')
    if (connectStatus !== 200) return socket.end(`HTTP/1.1 ${connectStatus} No\r\n\r\n`)
    const [host, port] = (request.url ?? '').split(':')
    const upstream = connect(Number(port), host === 'localhost' ? '127.0.0.1' : (host ?? ''), () => {
      socket.write('HTTP/1.1 200 OK\r\n\r\n')
      upstream.pipe(socket).pipe(upstream)
    })
    for (const end of [upstream, socket]) end.on('error', () => undefined)
  })
  const port = await listening(server)
  return { address: '127.0.0.1', port, asked, credentials }
}

async function listening(server: Server): Promise<number> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', () => resolve()))
  onTestFinished(() => void server.close())
  const address = server.address()
  return typeof address === 'object' && address !== null ? address.port : 0
}

describe('TLS', () => {
  test('with a certificate of the CA in ca_file is trusted', async () => {
    const { baseUrl } = await tlsServer()
    const service = await open(baseUrl, { caFile: await file(`# company\n${authority.cert}`) })
    expect(await service.get('user', id('alice'))).toMatchObject({ kind: 'done' })
  })

  test("with a certificate of a CA in the system's store is trusted", async () => {
    const { baseUrl } = await tlsServer()
    const source = (path: string) => JSON.stringify(new URL(path, import.meta.url).href)
    const program = `
      import { openService } from ${source('../../src/service/open-service.ts')}
      import { scimConfig } from ${source('scim-config.ts')}
      const opened = await openService(scimConfig(${JSON.stringify(baseUrl)}), { token: 'x', proxyPassword: null }, { signal: new AbortController().signal })
      console.log((await opened.value.get('user', 'alice')).kind)
      await opened.value.close()`
    // Where OpenSSL, and so Node, finds the system's store.
    const env = { SSL_CERT_FILE: await file(authority.cert) }
    const { stdout } = await promisify(execFile)(process.execPath, ['--input-type=module', '--eval', program], { env })
    expect(stdout).toBe('done\n')
  })

  test.each([
    { what: 'of an unknown CA', tls: certificate, reason: /UNABLE_TO_VERIFY_LEAF_SIGNATURE|SELF_SIGNED/, ca: null },
    {
      what: 'for another name',
      tls: authority.issue({ names: ['other.example'] }),
      reason: /ALTNAME/,
      ca: authority.cert
    },
    {
      what: 'that has expired',
      tls: authority.issue({
        names: ['localhost'],
        notBefore: new Date('2020-01-01'),
        notAfter: new Date('2021-01-01')
      }),
      reason: /EXPIRED/,
      ca: authority.cert
    },
    {
      what: 'of another CA of the same name',
      tls: certificate,
      reason: /SIGNATURE|VERIFY|SELF_SIGNED/,
      ca: makeCertificateAuthority('Company CA').cert
    }
  ])('with a certificate $what sends nothing, and does not try again', async ({ tls, reason, ca }) => {
    const { baseUrl, seen } = await tlsServer(tls)
    const clock = fakeClock()
    const service = await open(baseUrl, { caFile: ca === null ? null : await file(ca), options: { clock } })
    const answer = await service.get('user', id('alice'))
    expect(answer).toMatchObject({ kind: 'unanswered', attempts: 1, problem: { code: 'service.certificate_refused' } })
    expect(answer.kind === 'unanswered' && Reflect.get(answer.problem, 'reason')).toMatch(reason)
    expect(seen).toEqual([])
  })

  test.each([
    { what: 'is missing', path: async () => join(tmpdir(), 'no-such-file.pem') },
    { what: 'holds no certificate', path: () => file('hello') },
    { what: 'holds a broken one', path: () => file('-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n') }
  ])('a ca_file that $what is a problem before anything is sent', async ({ path }) => {
    const caFile = await path()
    const secrets = { token: TOKEN, proxyPassword: null }
    const opened = await openService(scimConfig('https://localhost:1/scim', { caFile }), secrets, {
      signal: new AbortController().signal
    })
    expect(opened).toMatchObject({ ok: false, problems: [{ code: 'service.ca_file_unusable', file: caFile }] })
  })
})

describe('a proxy', () => {
  test('tunnels HTTPS, with Basic credentials, and never sees the token', async () => {
    const { baseUrl, seen } = await tlsServer()
    const via = await proxy(`alice:${PASSWORD}`)
    const caFile = await file(authority.cert)
    const service = await open(baseUrl, { caFile, proxyPassword: PASSWORD, proxy: { ...via, user: 'alice' } })
    for (let n = 0; n < 3; n += 1) expect(await service.get('user', id('alice'))).toMatchObject({ kind: 'done' })
    expect(via.asked).toEqual([`CONNECT ${new URL(baseUrl).host}`])
    expect(seen).toHaveLength(3)
  })

  test('does not make a certificate trusted', async () => {
    const { baseUrl, seen } = await tlsServer()
    const service = await open(baseUrl, { proxy: { ...(await proxy(null)), user: null } })
    expect(await service.get('user', id('alice'))).toMatchObject({ problem: { code: 'service.certificate_refused' } })
    expect(seen).toEqual([])
  })

  test('is used for HTTP too', async () => {
    const { baseUrl } = await scripted((_, response) => reply(response, 200, user('alice')))
    const via = await proxy(`alice:${PASSWORD}`)
    const service = await open(baseUrl, { proxyPassword: PASSWORD, proxy: { ...via, user: 'alice' } })
    expect(await service.get('user', id('alice'))).toMatchObject({ kind: 'done' })
    expect(via.asked).toEqual([`GET ${baseUrl}/Users/alice`])
  })

  test.each(['http', 'https'])('that refuses the password ends the run (%s)', async (scheme) => {
    const { baseUrl, seen } = await (scheme === 'https' ? tlsServer() : scripted(() => undefined))
    const via = await proxy('alice:other')
    const service = await open(baseUrl, { proxyPassword: PASSWORD, proxy: { ...via, user: 'alice' } })
    const answer = await service.get('user', id('alice'))
    expect(answer).toMatchObject({
      kind: 'ended',
      problem: { code: 'service.proxy_refused', proxy: `127.0.0.1:${via.port}`, status: 407 }
    })
    expect(JSON.stringify(answer)).not.toContain(PASSWORD)
    expect(seen).toEqual([])
  })

  test.each([
    { status: 403, kind: 'ended', code: 'service.proxy_refused' },
    { status: 502, kind: 'unanswered', code: 'service.server_error' }
  ])('that may not or cannot connect ($status) is no answer of the service', async ({ status, kind, code }) => {
    const { baseUrl } = await tlsServer()
    const service = await open(baseUrl, { proxy: { ...(await proxy(null, status)), user: null } })
    const wanted = { resource: { userName: 'a@example.jp' }, active: true }
    const answer = await service.create('user', wanted)
    expect(answer).toMatchObject({ kind, problem: { code, status } })
  })

  test('that accepts the connection and says nothing is given up', async () => {
    const silent = createTcpServer((socket) => void socket.on('error', () => undefined))
    const port = await listening(silent)
    const service = await open('https://localhost:1/scim', {
      timeoutSeconds: 0.01,
      proxy: { address: '127.0.0.1', port, user: null }
    })
    const answer = await service.get('user', id('alice'))
    expect(answer.kind === 'unanswered' && answer.problem.code).toMatch(/service\.(connect|answer)_timeout/)
  })
})

test('a server that accepts the connection but speaks no TLS in time is given up', async () => {
  const silent = createTcpServer((socket) => void socket.on('error', () => undefined))
  const port = await listening(silent)
  const service = await open(`https://localhost:${port}/scim`, { timeoutSeconds: 0.01 })
  const answer = await service.get('user', id('alice'))
  expect(answer.kind === 'unanswered' && answer.problem.code).toMatch(/service\.(connect|answer)_timeout/)
})

test('connections are kept: many requests need few of them', async () => {
  const ports = new Set<number | undefined>()
  const { baseUrl } = await scripted((_, response) => {
    ports.add(response.socket?.remotePort)
    reply(response, 200, user('alice'))
  })
  const service = await open(baseUrl, { concurrency: 2 })
  await Promise.all(Array.from({ length: 20 }, () => service.get('user', id('alice'))))
  expect(ports.size).toBeLessThanOrEqual(2)
})

test('a service that is printed shows no secret', async () => {
  const service = await open('https://localhost:1/scim', {
    proxyPassword: PASSWORD,
    proxy: { address: '127.0.0.1', port: 1, user: 'alice' }
  })
  expect(inspect(service, { depth: 20, showHidden: true })).not.toContain(TOKEN)
  expect(inspect(await service.get('user', id('alice')), { depth: 20 })).not.toMatch(/the-token|p:ä|Basic/)
})
