import { type AddressInfo, createServer, type Server, type Socket } from 'node:net'
import { createSecureContext, createServer as createTlsServer } from 'node:tls'
import { Connection, type ServerState } from './connection.ts'
import { Faults } from './faults.ts'
import { DirectoryLog } from './log.ts'
import { ChainCache } from './matching.ts'
import type { SimulatedDirectory } from './model.ts'

export interface ServerOptions {
  /** Address to listen on; default 127.0.0.1. */
  readonly host?: string
  /** Port of LDAP; default: a free one. */
  readonly port?: number
  /** PEM; with it StartTLS works and an LDAPS port opens. */
  readonly tls?: { readonly cert: string; readonly key: string }
  /** Default 1000, as AD's MaxPageSize. */
  readonly maxPageSize?: number
  /** Default 1500, as AD's MaxValRange. */
  readonly maxValRange?: number
  /** "LDAP server signing requirements": a simple bind without TLS is refused with code 8. */
  readonly requireEncryption?: boolean
  /** Judges a SASL bind: the DN that it makes the client, or null. Without it every one is refused. */
  readonly acceptToken?: (mechanism: string, token: Buffer) => string | null
}

export interface RunningDirectory {
  readonly host: string
  readonly port: number
  readonly url: string
  /** Null without `tls`. */
  readonly ldaps: { readonly port: number; readonly url: string } | null
  readonly faults: Faults
  readonly log: DirectoryLog
  /** Drops every client, keeps listening. */
  dropConnections(): void
  close(): Promise<void>
}

/** Serves a simulated directory over LDAP, as a domain controller does. Several servers may share one directory. */
export async function startDirectory(
  directory: SimulatedDirectory,
  options: ServerOptions = {}
): Promise<RunningDirectory> {
  const host = options.host ?? '127.0.0.1'
  const state: ServerState = {
    directory,
    faults: new Faults(),
    log: new DirectoryLog(),
    chains: new ChainCache(directory),
    secureContext: options.tls === undefined ? null : createSecureContext(options.tls),
    maxPageSize: options.maxPageSize ?? 1000,
    maxValRange: options.maxValRange ?? 1500,
    requireEncryption: options.requireEncryption ?? false,
    acceptToken: options.acceptToken ?? (() => null)
  }
  const connections = new Set<Connection>()
  const accept = (encrypted: boolean) => (socket: Socket) => {
    const connection = new Connection(state, socket, ++state.log.connections, encrypted)
    connections.add(connection)
    socket.once('close', () => connections.delete(connection))
  }
  const plain = createServer(accept(false))
  const secure = options.tls === undefined ? null : createTlsServer(options.tls, accept(true))
  secure?.on('tlsClientError', (_error, socket) => socket.destroy())
  const port = await listen(plain, host, options.port ?? 0)
  const securePort = secure === null ? null : await listen(secure, host, 0)
  const dropConnections = (): void => {
    for (const connection of connections) connection.destroy()
  }
  return {
    host,
    port,
    url: `ldap://${host}:${port}`,
    ldaps: securePort === null ? null : { port: securePort, url: `ldaps://${host}:${securePort}` },
    faults: state.faults,
    log: state.log,
    dropConnections,
    close: async () => {
      state.faults.clear()
      const closed = [plain, secure].map((server) =>
        server === null ? null : new Promise((resolve) => server.close(resolve))
      )
      dropConnections()
      await Promise.all(closed)
    }
  }
}

function listen(server: Server, host: string, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, host, () => resolve(portOf(server.address())))
  })
}

function portOf(address: AddressInfo | string | null): number {
  if (address === null || typeof address === 'string') throw new Error('not listening on TCP')
  return address.port
}
