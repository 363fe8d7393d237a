import { type AddressInfo, connect, createServer, type Socket } from 'node:net'
import { onTestFinished } from 'vitest'
import { BerReader } from '../../../src/directory/wire/ber-reader.ts'
import { Connection } from '../../../src/directory/wire/connection.ts'
import { decodeEnvelope } from '../../../src/directory/wire/decode-message.ts'
import { Framer } from '../../../src/directory/wire/framer.ts'
import { ENUMERATED, integer, octets, SEQUENCE, SET, tlv } from '../../../src/ldap/ber.ts'

/** A request as the server sees it. */
export interface Asked {
  readonly id: number
  /** Of the protocol operation: 0x63 is a search, 0x50 an abandon. */
  readonly tag: number
  /** Counts the connection's requests from 1. */
  readonly count: number
}

export interface ScriptedServer {
  readonly port: number
  readonly asked: readonly Asked[]
  /** Connections that nobody has closed yet. */
  readonly open: number
}

/** A server that says exactly what a test dictates, valid LDAP or not. It ends with the test. */
export async function startScriptedServer(answer: (asked: Asked, socket: Socket) => void): Promise<ScriptedServer> {
  const asked: Asked[] = []
  let open = 0
  const server = createServer((socket) => {
    open += 1
    socket.on('close', () => {
      open -= 1
    })
    const framer = new Framer()
    socket.on('error', () => {})
    socket.on('data', (chunk: Buffer) => {
      framer.push(chunk, (buffer, start, end) => {
        const reader = new BerReader(buffer, start)
        const { id } = decodeEnvelope(reader, end)
        const request = { id, tag: reader.tag, count: asked.length + 1 }
        asked.push(request)
        answer(request, socket)
      })
    })
    onTestFinished(() => void socket.destroy())
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => void server.close())
  return {
    port: (server.address() as AddressInfo).port,
    asked,
    get open() {
      return open
    }
  }
}

/** A socket to it, connected. */
export async function socketTo(server: ScriptedServer): Promise<Socket> {
  const socket = connect(server.port, '127.0.0.1')
  await new Promise((resolve) => socket.once('connect', resolve))
  onTestFinished(() => void socket.destroy())
  return socket
}

/** A connection to it, without TLS and bind. */
export async function connectTo(server: ScriptedServer, silenceMs = 5000): Promise<Connection> {
  return connectionOver(await socketTo(server), server, silenceMs)
}

export function connectionOver(socket: Socket, server: ScriptedServer, silenceMs = 5000): Connection {
  const connection = new Connection(socket, {
    server: `127.0.0.1:${server.port}`,
    silenceMs,
    signal: new AbortController().signal
  })
  onTestFinished(() => connection.close())
  return connection
}

export function message(id: number, operation: Buffer, ...controls: readonly Buffer[]): Buffer {
  return tlv(SEQUENCE, integer(id), operation, ...(controls.length === 0 ? [] : [tlv(0xa0, ...controls)]))
}

export function entry(id: number, dn: string): Buffer {
  return message(id, tlv(0x64, octets(dn), tlv(SEQUENCE, tlv(SEQUENCE, octets('cn'), tlv(SET, octets(dn))))))
}

export function result(tag: number, code = 0, ...more: readonly Buffer[]): Buffer {
  return tlv(tag, integer(code, ENUMERATED), octets(''), octets('the text\0'), ...more)
}

/** SearchResultDone of a page. */
export function pageEnd(id: number, cookie: string): Buffer {
  return message(
    id,
    result(0x65),
    tlv(SEQUENCE, octets('1.2.840.113556.1.4.319'), octets(tlv(SEQUENCE, integer(0), octets(cookie))))
  )
}
