import { once } from 'node:events'
import { readdirSync, readFileSync } from 'node:fs'
import { writeFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import { type AddressInfo, connect } from 'node:net'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { beforeAll, describe, expect, onTestFinished, test } from 'vitest'
import { type Installation, install } from '../cli/installation.ts'
import { makeCertificateAuthority } from '../support/pki.ts'
import { requireBuild, WINDOWS_EXECUTABLE } from './built.ts'
import { HAVE_WINE, inWine, runInWine } from './wine.ts'

const EXE = inWine(WINDOWS_EXECUTABLE)

beforeAll(requireBuild)

describe.skipIf(!HAVE_WINE)('the main job of dirsync.exe in Windows', { timeout: 300_000 }, () => {
  test('changes in the directory: just these are carried', async () => {
    const it = await install({}, EXE)
    const [first = '', second = '', third = ''] = await it.addUsers(4)
    expect(await it.json('sync')).toMatchObject({ exitCode: 0, counts: { users: { create: 4 } } })
    await it.directory.setAttributes(first, { department: '開発部' })
    await it.directory.setAttributes(second, { userAccountControl: '514' })
    await it.directory.remove(third)
    const seen = it.service.log.writes().length
    expect(await it.json('sync')).toMatchObject({
      exitCode: 0,
      counts: { users: { update: 1, disable: 1, delete: 1, unchanged: 1 } }
    })
    expect(it.service.log.writes().length - seen).toBe(3)
    expect(it.service.model.user('user1@example.jp').attributes).toMatchObject({
      'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User': { department: '開発部' }
    })
    expect(it.service.model.user('user2@example.jp').attributes).toMatchObject({ active: false })
    expect(it.service.model.user('user3@example.jp').pendingSince).not.toBeNull()
  })

  test('a guard holds, an approval lets just that through', async () => {
    const it = await install({}, EXE)
    const [first = ''] = await it.addUsers(3)
    await it.configure({ rest: { safety: { users: { delete: { floor: 0, percent: 0 } } } } })
    await it.json('sync')
    await it.directory.remove(first)
    const held = await it.json('sync')
    expect(held).toMatchObject({ exitCode: 4, counts: { users: { held: 1 } } })
    expect(it.service.model.user('user1@example.jp').pendingSince).toBeNull()
    expect(await it.json('approve', held.heldId ?? '')).toMatchObject({ exitCode: 0, entries: 1 })
    expect(await it.json('sync')).toMatchObject({ exitCode: 0, counts: { users: { delete: 1 } } })
    expect(it.service.model.user('user1@example.jp').pendingSince).not.toBeNull()
  })

  test('killed in the middle: the next run says so, goes on, and makes nobody twice', async () => {
    const it = await install({ latencyMs: 200 }, EXE)
    await it.addUsers(20)
    const run = it.start(['sync', '--data', it.data])
    await posts(it, 5)
    process.kill(pidOf(it.data), 'SIGKILL')
    await run.ended
    const next = await it.json('sync')
    expect(next.exitCode).toBe(0)
    expect(next.problems.map(({ code }) => code)).toContain('run.previous_killed')
    const made = it.service.log.writes().filter(({ method, processed }) => method === 'POST' && processed)
    expect(made).toHaveLength(20)
  })

  test('Ctrl+C ends it orderly: 130, and the next run goes on', async () => {
    const it = await install({ latencyMs: 200 }, EXE)
    await it.addUsers(20)
    const run = it.start(['sync', '--json', '--data', it.data])
    await posts(it, 3)
    process.kill(pidOf(it.data), 'SIGINT')
    const { exitCode, stdout } = await run.ended
    expect(exitCode).toBe(130)
    expect(JSON.parse(stdout).problems[0]).toMatchObject({ code: 'run.stopped' })
    expect(await it.json('sync')).toMatchObject({ exitCode: 0 })
    expect([...it.service.model.users.byId.values()].filter(({ pendingSince }) => pendingSince === null)).toHaveLength(
      21
    )
  })

  test('a data folder of another machine is refused before anything is done', async () => {
    const it = await install({}, EXE)
    const { exitCode, stdout } = await it.start(['sync', '--json', '--data', '\\\\server\\share\\dirsync']).ended
    expect(exitCode).toBe(8)
    expect(JSON.parse(stdout).problems).toMatchObject([{ code: 'state.network_share' }])
    expect(it.service.log.all()).toEqual([])
  })

  test('through a proxy that wants a password, kept by DPAPI', async () => {
    const it = await install({}, EXE)
    await it.addUsers(1)
    const proxy = await startProxy('alice:秘密 pass')
    const http = { proxy: { use: true, address: '127.0.0.1', port: proxy.port, user: 'alice' } }
    await it.configure({ scim: { http } })
    expect(await it.json('sync')).toMatchObject({ exitCode: 6, problems: [{ code: 'service.proxy_refused' }] })
    const places = ['--config', it.config, '--data', it.data, '--json']
    const stored = await runInWine(WINDOWS_EXECUTABLE, ['secret', 'set', 'proxy-password', ...places], '秘密 pass\r\n')
    expect([stored.exitCode, stored.stderr]).toEqual([0, ''])
    expect(await it.json('sync')).toMatchObject({ exitCode: 0, counts: { users: { create: 1 } } })
    expect(proxy.admitted()).toBeGreaterThan(0)
  })

  test('over TLS: the authority of ca_file is trusted, without it nobody is', async () => {
    const authority = makeCertificateAuthority('Company CA')
    const it = await install({ tls: authority.issue({ names: ['127.0.0.1', 'localhost'] }) }, EXE)
    await it.addUsers(1)
    expect(await it.json('sync')).toMatchObject({ exitCode: 6 })
    const file = join(it.home, '会社 CA.pem')
    await writeFile(file, authority.cert)
    await it.configure({ scim: { http: { ca_file: file } } })
    expect(await it.json('sync')).toMatchObject({ exitCode: 0, counts: { users: { create: 1 } } })
  })
})

async function posts(it: Installation, count: number): Promise<void> {
  while (it.service.log.writes().length < count) await wait(50)
}

/** The program among the processes that run for it: the one that Windows' loader started, not the ones that started that. */
function pidOf(data: string): number {
  for (const pid of readdirSync('/proc').filter((name) => /^\d+$/.test(name))) {
    try {
      const line = readFileSync(join('/proc', pid, 'cmdline'), 'utf8')
      const [name] = readFileSync(join('/proc', pid, 'comm'), 'utf8').split('\n')
      if (line.includes(data) && name !== 'bash' && name !== 'timeout' && name !== 'unshare') return Number(pid)
    } catch {
      // It has ended meanwhile.
    }
  }
  throw new Error('the program does not run')
}

/** A proxy that forwards, and tunnels, for whoever shows these credentials. */
async function startProxy(credentials: string): Promise<{ readonly port: number; admitted(): number }> {
  let admitted = 0
  const admits = (given: string | undefined) => {
    const known = Buffer.from((given ?? '').replace('Basic ', ''), 'base64').toString() === credentials
    if (known) admitted++
    return known
  }
  const server = createServer(async (request, response) => {
    if (!admits(request.headers['proxy-authorization'])) return response.writeHead(407).end()
    const body = request.method === 'GET' ? undefined : await new Response(request as never).arrayBuffer()
    const { host: _, connection: __, 'proxy-authorization': ___, ...headers } = request.headers
    const answer = await fetch(request.url ?? '', {
      method: request.method ?? 'GET',
      headers: headers as Record<string, string>,
      ...(body === undefined ? {} : { body })
    })
    response.writeHead(answer.status, { 'content-type': answer.headers.get('content-type') ?? '' })
    response.end(Buffer.from(await answer.arrayBuffer()))
  })
  server.on('connect', (request, socket) => {
    if (!admits(request.headers['proxy-authorization']))
      return socket.end('HTTP/1.1 407 Proxy Authentication Required\r\n\r\n')
    const [host = '', port = ''] = (request.url ?? '').split(':')
    const upstream = connect(Number(port), host, () => {
      socket.write('HTTP/1.1 200 OK\r\n\r\n')
      upstream.pipe(socket).pipe(upstream)
    })
    for (const end of [upstream, socket]) end.on('error', () => end.destroy())
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  const { port } = server.address() as AddressInfo
  return { port, admitted: () => admitted }
}
