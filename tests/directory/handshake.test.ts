import { setTimeout as delay } from 'node:timers/promises'
import { createSecureContext, TLSSocket } from 'node:tls'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { connect } from '../../src/directory/connect.ts'
import { simpleBind, startTls } from '../../src/directory/handshake.ts'
import { Connection } from '../../src/directory/wire/connection.ts'
import type { Until } from '../../src/directory/within.ts'
import { ENUMERATED, integer, octets, tlv } from '../../src/ldap/ber.ts'
import { present } from '../../src/ldap/filter.ts'
import type { Problem } from '../../src/problems/problem.ts'
import { type SimulatorScenario, startSimulatorScenario } from '../support/directory/simulator-scenario.ts'
import { makeCertificate } from '../support/tls/certificate.ts'
import { domainConfig, openSession, refusal, stopOf } from './open.ts'
import {
  connectionOver,
  message,
  result,
  type ScriptedServer,
  socketTo,
  startScriptedServer
} from './wire/scripted-server.ts'

const BIND = 0x60
const EXTENDED = 0x77
const BIND_ANSWER = 0x61
const SEARCH_DONE = 0x65
const EXTENDED_ANSWER = 0x78
const NOTICE = message(0, result(EXTENDED_ANSWER, 52, octets('1.3.6.1.4.1.1466.20036', 0x8a)))
const UNSOLICITED = message(0, result(EXTENDED_ANSWER, 0, octets('1.2.3', 0x8a)))
const CREDENTIALS = { user: 'u', password: 'p' }

let directory: SimulatorScenario
beforeAll(async () => {
  directory = await startSimulatorScenario()
})
afterAll(() => directory.close())

function until(more: Partial<Until> = {}): Until {
  const late = { code: 'directory.aborted', object: 's', server: 's' } as const
  return { server: 's', signal: new AbortController().signal, timeout: AbortSignal.timeout(10_000), late, ...more }
}

/** The one problem with which opening fails; by then every socket is closed. */
async function refusedBy(
  server: ScriptedServer,
  encryption: 'none' | 'start_tls',
  more: {
    readonly verify?: boolean
    readonly timeoutSeconds?: number
    readonly connectTimeoutSeconds?: number
    readonly signal?: AbortSignal
  } = {}
): Promise<Problem> {
  const { signal, ...settings } = more
  const problems = await refusal(directory, {
    server: { port: server.port, encryption, ...settings },
    ...(signal === undefined ? {} : { signal })
  })
  await expect.poll(() => server.open).toBe(0)
  expect(problems).toHaveLength(1)
  return problems[0] as Problem
}

describe('a bind', () => {
  const japanese = 'パスワード-пароль-🔑'
  test.each([
    ['none', '日本語の名前', japanese],
    ['start_tls', '佐藤\\, 太郎', japanese],
    ['ldaps', 'ü'.repeat(60), 'é'.repeat(100)],
    ['none', 'long', 'x'.repeat(70_000)]
  ] as const)(
    'over %s as "%s" sends name and password in UTF-8, whatever their length',
    async (encryption, cn, password) => {
      const userDn = directory.directory.addUser({
        cn: cn.replace('\\', ''),
        sAMAccountName: `a${password.length}${encryption}`,
        password
      })
      const { ldapsPort, port } = directory.connection
      const session = await openSession(directory, {
        password,
        server: { encryption, user: userDn, port: encryption === 'ldaps' ? ldapsPort : port }
      })
      expect(session.controller.defaultNamingContext).toBe(directory.baseDn)
      expect(directory.server.log.binds.at(-1)).toMatchObject({
        name: userDn,
        encrypted: encryption !== 'none',
        code: 0
      })
    }
  )

  test.each([
    ['', ''],
    ['no reason\0', 'no reason'],
    ['so it ends in Code: 0x31 too', 'so it ends in Code: 0x31 too'],
    [
      '80090308: LdapErr: …, comment: AcceptSecurityContext error, data 775, v4563\0',
      expect.stringMatching(/data 775, v4563$/)
    ]
  ])('refused with the text "%s" is told in these words', async (text, expected) => {
    const answer = tlv(BIND_ANSWER, integer(49, ENUMERATED), octets(''), octets(text))
    const server = await startScriptedServer(({ id }, socket) => void socket.write(message(id, answer)))
    expect(await refusedBy(server, 'none')).toMatchObject({
      code: 'directory.bind_refused',
      resultCode: 49,
      subCode: text.includes('775') ? '775' : null,
      text: expected
    })
  })

  test.each([
    ['no LDAP', () => Buffer.from('HTTP/1.1 400 Bad Request\r\n\r\n')],
    ['another kind of answer', (id: number) => message(id, result(SEARCH_DONE))],
    ['an answer to another request', (id: number) => message(id + 7, result(BIND_ANSWER))],
    ['an answer without a result', (id: number) => message(id, tlv(BIND_ANSWER))],
    [
      'a result of no length',
      (id: number) => message(id, tlv(BIND_ANSWER, Buffer.of(0x0a, 0x00), octets(''), octets('')))
    ],
    ['a broken length after the result', (id: number) => message(id, result(BIND_ANSWER, 0, Buffer.of(0x87, 9, 1)))],
    ['a broken control', (id: number) => message(id, result(BIND_ANSWER), Buffer.of(0x30, 1, 0))]
  ])('that is answered with %s is no bind', async (_, bytes) => {
    const server = await startScriptedServer(({ id }, socket) => void socket.write(bytes(id)))
    expect(await refusedBy(server, 'none')).toMatchObject({ code: 'directory.decode_error', during: null })
    expect(server.asked.map(({ tag }) => tag)).toEqual([BIND])
  })

  test('that the server answers with its farewell fails in the words of the server', async () => {
    const server = await startScriptedServer((_, socket) => void socket.end(NOTICE))
    expect(await refusedBy(server, 'none')).toMatchObject({
      code: 'directory.disconnected',
      resultCode: 52,
      text: 'the text'
    })
  })

  test('during which the connection ends', async () => {
    const server = await startScriptedServer((_, socket) => void socket.end())
    expect(await refusedBy(server, 'none')).toMatchObject({ code: 'directory.connection_lost', cause: 'ended' })
    const resetting = await startScriptedServer((_, socket) => void socket.resetAndDestroy())
    expect(await refusedBy(resetting, 'none')).toMatchObject({ code: 'directory.connection_lost', cause: 'ECONNRESET' })
  })

  test('that is never answered, or never to its end, is given up', async () => {
    const silent = await startScriptedServer(() => {})
    expect(await refusedBy(silent, 'none', { timeoutSeconds: 0.2 })).toMatchObject({
      code: 'directory.timed_out',
      during: null
    })
    const slow = await startScriptedServer(
      ({ id }, socket) => void socket.write(message(id, result(BIND_ANSWER)).subarray(0, 9))
    )
    expect(await refusedBy(slow, 'none', { timeoutSeconds: 0.2 })).toMatchObject({ code: 'directory.timed_out' })
  })

  test('is ended by an abort', async () => {
    const abort = new AbortController()
    const server = await startScriptedServer(() => abort.abort())
    expect(await refusedBy(server, 'none', { signal: abort.signal })).toMatchObject({ code: 'directory.aborted' })
  })

  test('answered byte by byte, among notifications that mean nothing, is a bind', async () => {
    const server = await startScriptedServer(async ({ id, tag }, socket) => {
      socket.setNoDelay(true)
      for (const byte of Buffer.concat([UNSOLICITED, message(id, result(tag === BIND ? BIND_ANSWER : SEARCH_DONE))])) {
        socket.write(Buffer.of(byte))
        await delay(1)
      }
    })
    const socket = await socketTo(server)
    await simpleBind(socket, CREDENTIALS, until())
    expect((await rootDse(connectionOver(socket, server))).result.code).toBe(0)
  })

  test('leaves no listener behind, and what came with its answer is for whoever reads next', async () => {
    const server = await startScriptedServer(({ id }, socket) => {
      socket.write(Buffer.concat([message(id, result(BIND_ANSWER)), UNSOLICITED, NOTICE.subarray(0, 10)]))
      setTimeout(() => socket.write(NOTICE.subarray(10)), 50)
    })
    const socket = await socketTo(server)
    const listeners = () => socket.eventNames().map((name) => [name, socket.listenerCount(name)])
    const before = listeners()
    await simpleBind(socket, CREDENTIALS, until())
    expect(listeners()).toEqual(before)
    await delay(100)
    expect(await stopOf(rootDse(connectionOver(socket, server)))).toMatchObject({
      code: 'directory.disconnected',
      during: { base: '' }
    })
  })
})

describe('StartTLS', () => {
  test.each([
    ['refused', (id: number) => message(id, result(EXTENDED_ANSWER, 52)), { resultCode: 52, text: 'the text' }],
    [
      'answered together with bytes that TLS would not protect',
      (id: number) =>
        Buffer.concat([message(id, result(EXTENDED_ANSWER)), message(1, result(BIND_ANSWER)).subarray(0, 5)]),
      { resultCode: 0 }
    ],
    [
      'answered together with a whole answer to the bind to come',
      (id: number) => Buffer.concat([message(id, result(EXTENDED_ANSWER)), message(id + 1, result(BIND_ANSWER))]),
      { resultCode: 0 }
    ]
  ])('%s: the password is not sent', async (_, bytes, expected) => {
    const server = await startScriptedServer(({ id }, socket) => void socket.write(bytes(id)))
    expect(await refusedBy(server, 'start_tls')).toMatchObject({ code: 'directory.start_tls_refused', ...expected })
    expect(server.asked.map(({ tag }) => tag)).toEqual([EXTENDED])
  })

  test('bytes that come a moment later, in the clear, are no TLS', async () => {
    const server = await startScriptedServer(({ id }, socket) => {
      socket.removeAllListeners('data')
      socket.resume()
      socket.write(message(id, result(EXTENDED_ANSWER)))
      setTimeout(() => socket.write(message(id + 1, result(BIND_ANSWER))), 20)
    })
    expect(await refusedBy(server, 'start_tls')).toMatchObject({ code: 'directory.tls_failed', certificate: null })
  })

  test.each([
    ['the answer to a bind', (id: number) => message(id, result(BIND_ANSWER)), 'directory.decode_error'],
    [
      'an answer to another request',
      (id: number) => message(id + 7, result(EXTENDED_ANSWER)),
      'directory.decode_error'
    ],
    ['the farewell', () => NOTICE, 'directory.disconnected']
  ])('answered with %s is none', async (_, bytes, code) => {
    const server = await startScriptedServer(({ id }, socket) => void socket.write(bytes(id)))
    expect(await refusedBy(server, 'start_tls')).toMatchObject({ code })
    expect(server.asked).toHaveLength(1)
  })

  test('never answered, or answered without TLS to follow: the time to connect is over', async () => {
    const silent = await startScriptedServer(() => {})
    expect(await refusedBy(silent, 'start_tls', { connectTimeoutSeconds: 0.3 })).toMatchObject({
      code: 'directory.connect_timed_out'
    })
    const idle = await startScriptedServer(({ id }, socket) => {
      socket.removeAllListeners('data')
      socket.resume()
      socket.write(message(id, result(EXTENDED_ANSWER)))
    })
    expect(await refusedBy(idle, 'start_tls', { connectTimeoutSeconds: 0.3 })).toMatchObject({
      code: 'directory.connect_timed_out'
    })
  })

  test('what the server says unasked, first thing under TLS, is heard', async () => {
    const { cert, key } = makeCertificate()
    const server = await startScriptedServer(({ id }, socket) => {
      socket.removeAllListeners('data')
      socket.write(message(id, result(EXTENDED_ANSWER)))
      const secure = new TLSSocket(socket, { isServer: true, secureContext: createSecureContext({ cert, key }) })
      secure.on('error', () => {}).resume()
      secure.write(NOTICE)
    })
    expect(await refusedBy(server, 'start_tls', { verify: false })).toMatchObject({ code: 'directory.disconnected' })
  })

  test('what stops the negotiation before it begins closes the socket too', async () => {
    const server = await startScriptedServer(
      ({ id }, socket) => void socket.write(message(id, result(EXTENDED_ANSWER)))
    )
    const negotiation = startTls(await socketTo(server), until(), () => {
      throw new Error('no TLS here')
    })
    await expect(negotiation).rejects.toThrow()
    await expect.poll(() => server.open).toBe(0)
  })
})

test.each(['none', 'start_tls', 'ldaps'] as const)(
  'connected over %s, and nobody bound yet: for another kind of bind',
  async (encryption) => {
    const { ldapsPort, port, host } = directory.connection
    const { server } = domainConfig(directory, {
      server: { encryption, port: encryption === 'ldaps' ? ldapsPort : port }
    })
    directory.server.log.clear()
    const { signal } = new AbortController()
    const socket = await connect(server, host, signal)
    expect(socket.listenerCount('data')).toBe(0)
    const connection = new Connection(socket, { server: 's', silenceMs: 5000, signal })
    expect((await rootDse(connection)).entries).toHaveLength(1)
    await connection.close()
    expect(directory.server.log.binds).toEqual([])
    expect(directory.server.log.searches).toMatchObject([{ boundAs: null, encrypted: encryption !== 'none' }])
  }
)

function rootDse(connection: Connection) {
  const request = { base: '', scope: 'base', filter: present('objectClass'), attributes: [], controls: [] } as const
  return connection.search(request, { page: null, maxEntries: 1 }).answer
}
