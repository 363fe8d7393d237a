import { createServer, type RequestListener, type Server } from 'node:http'
import { createServer as createTlsServer } from 'node:https'
import type { AddressInfo } from 'node:net'

export interface Listener {
  /** `http://127.0.0.1:PORT`, no slash at the end. */
  readonly origin: string
  /** Ends every connection, as the system does with those of a process that died. */
  hangUp(): void
  close(): Promise<void>
}

/** A server on loopback, on a free port unless one is given. With `tls` its origin says localhost, as certificates do. */
export async function listen(
  onRequest: RequestListener,
  options: { readonly port?: number; readonly tls?: { readonly key: string; readonly cert: string } } = {}
): Promise<Listener> {
  const { tls, port = 0 } = options
  const server: Server = tls === undefined ? createServer(onRequest) : createTlsServer({ ...tls }, onRequest)
  server.keepAliveTimeout = 60_000
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, '127.0.0.1', resolve)
  })
  const address = server.address()
  const bound = isAddressInfo(address) ? address.port : port
  return {
    origin: tls === undefined ? `http://127.0.0.1:${bound}` : `https://localhost:${bound}`,
    hangUp: () => server.closeAllConnections(),
    close: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      })
  }
}

function isAddressInfo(address: string | AddressInfo | null): address is AddressInfo {
  return typeof address === 'object' && address !== null
}
