import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net'
import { createSecureContext, createServer as createTlsServer, type SecureContext, TLSSocket } from 'node:tls'
import { BerWriter, childrenOf, elementAt, integer, MessageReader, text } from '../directory/ber.ts'
import { RESPONSE, SUCCESS, writeResult } from '../directory/messages.ts'
import { START_TLS } from '../directory/root-dse.ts'
import type { Certificate } from '../pki.ts'
import { type ByteFault, ByteGate } from './byte-faults.ts'
import { LimitedSearches, type Limits } from './limits.ts'

export interface ProxyOptions extends Partial<Limits> {
  /** Address to listen on; default 127.0.0.1. */
  readonly host?: string
  /** The proxy ends TLS itself (StartTLS and an LDAPS port); the server behind it is spoken to in clear. */
  readonly tls?: Certificate
}

export interface AdLimitsProxy {
  readonly host: string
  readonly port: number
  /** Null without `tls`. */
  readonly ldapsPort: number | null
  /** For every connection made from now on; null: none. */
  setFault(fault: ByteFault | null): void
  /** LDAP bytes sent to clients since the proxy started: how many offsets there are to cut at. */
  readonly bytesSent: number
  close(): Promise<void>
}

/** A proxy before an LDAP server without limits of its own (Samba): with it, searches end and pages are cut as Windows does it. */
export async function startAdLimitsProxy(
  target: { readonly host: string; readonly port: number },
  options: ProxyOptions = {}
): Promise<AdLimitsProxy> {
  const host = options.host ?? '127.0.0.1'
  const limits = { maxPageSize: options.maxPageSize ?? 1000, maxValRange: options.maxValRange ?? 1500 }
  const secureContext = options.tls === undefined ? null : createSecureContext(options.tls)
  const sockets = new Set<Socket>()
  let fault: ByteFault | null = null
  let bytesSent = 0
  const accept = (client: Socket): void => {
    const server = connect(target.port, target.host)
    for (const socket of [client, server]) {
      sockets.add(socket)
      socket.once('close', () => sockets.delete(socket))
    }
    relay(client, server, new LimitedSearches(limits), new ByteGate(fault), secureContext, (count) => {
      bytesSent += count
    })
  }
  const plain = createServer(accept)
  const secure = options.tls === undefined ? null : createTlsServer(options.tls, accept)
  secure?.on('tlsClientError', (_error, socket) => socket.destroy())
  const port = await listen(plain, host)
  const ldapsPort = secure === null ? null : await listen(secure, host)
  return {
    host,
    port,
    ldapsPort,
    setFault: (next) => {
      fault = next
    },
    get bytesSent() {
      return bytesSent
    },
    close: async () => {
      const closed = [plain, secure].map((server) =>
        server === null ? null : new Promise((resolve) => server.close(resolve))
      )
      for (const socket of sockets) socket.destroy()
      await Promise.all(closed)
    }
  }
}

function relay(
  accepted: Socket,
  server: Socket,
  searches: LimitedSearches,
  gate: ByteGate,
  secureContext: SecureContext | null,
  count: (bytes: number) => void
): void {
  let client = accepted
  const end = (): void => {
    client.destroySoon()
    server.destroy()
  }
  const toClient = (message: Buffer): void => {
    const passed = gate.pass(message)
    count(passed.bytes.length)
    if (passed.bytes.length > 0 && !client.destroyed && !client.write(passed.bytes) && !server.isPaused()) {
      server.pause()
      client.once('drain', () => server.resume())
    }
    if (passed.cut) end()
  }
  const listenTo = (socket: Socket): void => {
    const requests = new MessageReader()
    socket.on('data', (piece: Buffer) => {
      for (const message of requests.push(piece)) {
        const id = startTlsId(message)
        if (id === null || secureContext === null) {
          server.write(searches.request(message))
          continue
        }
        const writer = new BerWriter(256)
        writeResult(writer, id, RESPONSE.extended, SUCCESS)
        toClient(writer.copy())
        socket.removeAllListeners('data')
        client = new TLSSocket(socket, { isServer: true, secureContext })
        listenTo(client)
      }
    })
    socket.on('error', end)
    socket.on('close', end)
  }
  const responses = new MessageReader()
  server.on('data', (piece: Buffer) => {
    for (const message of responses.push(piece)) {
      const limited = searches.response(message)
      if (limited !== null) toClient(limited)
    }
  })
  server.on('error', end)
  server.on('close', end)
  listenTo(accepted)
}

function startTlsId(bytes: Buffer): number | null {
  const message = elementAt(bytes, 0)
  const [id, operation] = message === null ? [] : childrenOf(bytes, message)
  if (operation?.tag !== 0x77) return null
  return text(bytes, childrenOf(bytes, operation)[0]) === START_TLS ? integer(bytes, id) : null
}

function listen(server: Server, host: string): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(0, host, () => resolve(portOf(server.address())))
  })
}

function portOf(address: AddressInfo | string | null): number {
  if (address === null || typeof address === 'string') throw new Error('not listening on TCP')
  return address.port
}
