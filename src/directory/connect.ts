import { readFileSync } from 'node:fs'
import { connect as connectTcp, isIP, type Socket } from 'node:net'
import {
  connect as connectTls,
  getCACertificates,
  type PeerCertificate,
  rootCertificates,
  type TLSSocket
} from 'node:tls'
import type { DirectoryServer } from '../config/config.ts'
import { Stop } from '../model/result.ts'
import type { TlsFault } from '../problems/directory.ts'
import { Connection } from './wire/connection.ts'

/** The server as it is named in problems and in the report: `host:port`, IPv6 addresses in brackets. */
export function serverName(address: string, port: number): string {
  return isIP(address) === 6 ? `[${address}]:${port}` : `${address}:${port}`
}

/**
 * Connects to one address, under TLS where the configuration says so, within `connectTimeoutSeconds`. Certificates are verified before
 * anything is sent, against the CA file, or else against Node's roots and the system's store together. Throws Stop.
 */
export async function connect(server: DirectoryServer, address: string, signal: AbortSignal): Promise<Connection> {
  const name = serverName(address, server.port)
  const timeout = AbortSignal.timeout(server.connectTimeoutSeconds * 1000)
  const until = { server: name, signal, timeout, seconds: server.connectTimeoutSeconds }
  const socket = await established(
    connectTcp({ host: address, port: server.port, noDelay: true, keepAlive: true }),
    'connect',
    until,
    (error) => unreachable(name, error)
  )
  const options = { server: name, silenceMs: server.timeoutSeconds * 1000, signal }
  if (server.encryption === 'none') return new Connection(socket, options)
  if (server.encryption === 'start_tls')
    await askForTls(socket, { ...options, silenceMs: server.connectTimeoutSeconds * 1000 })
  return new Connection(await secured(socket, server, address, until), options)
}

async function askForTls(
  socket: Socket,
  options: { readonly server: string; readonly silenceMs: number; readonly signal: AbortSignal }
): Promise<void> {
  const plain = new Connection(socket, options)
  const { result } = await plain.startTls()
  const { server } = options
  const isClean = plain.release()
  if (result.code !== 0 || !isClean) {
    socket.destroy()
    const text = isClean ? result.text : 'unexpected bytes before the TLS handshake'
    throw new Stop({ code: 'directory.start_tls_refused', object: server, server, resultCode: result.code, text })
  }
}

async function secured(plain: Socket, server: DirectoryServer, address: string, until: Until): Promise<TLSSocket> {
  const expectedName = server.tlsName ?? address
  const socket = connectTls({
    socket: plain,
    host: expectedName,
    // SNI takes host names only (RFC 6066 §3).
    ...(isIP(expectedName) === 0 ? { servername: expectedName } : {}),
    rejectUnauthorized: server.verify,
    ca: trusted(server.caFile)
  })
  let certificate: PeerCertificate | null = null
  // Ahead of Node's own listener, which destroys the socket, certificate and all, when the verification fails.
  socket.prependListener('secure', () => {
    certificate = socket.getPeerCertificate()
  })
  return established(socket, 'secureConnect', until, (error) => {
    return new Stop({
      code: 'directory.tls_failed',
      object: until.server,
      server: until.server,
      reason: TLS_FAULTS[error.code ?? ''] ?? 'other',
      expectedName,
      detail: error.message,
      caFile: server.caFile,
      certificate: certificate === null ? null : certificateFacts(certificate)
    })
  })
}

interface Until {
  readonly server: string
  readonly signal: AbortSignal
  readonly timeout: AbortSignal
  readonly seconds: number
}

/** Waits for the socket's event; on an error, a timeout or an abort it is destroyed and the Stop thrown that says which. */
function established<S extends Socket>(
  socket: S,
  event: string,
  until: Until,
  refused: (error: NodeJS.ErrnoException) => Stop
): Promise<S> {
  const { promise, resolve, reject } = Promise.withResolvers<S>()
  const { server, seconds } = until
  const onReady = () => resolve(socket)
  const onError = (error: NodeJS.ErrnoException) => reject(refused(error))
  const onClose = () => reject(unreachable(server, Object.assign(new Error('closed'), { code: 'closed' })))
  const onTimeout = () => reject(new Stop({ code: 'directory.connect_timed_out', object: server, server, seconds }))
  const onAbort = () => reject(new Stop({ code: 'directory.aborted', object: server, server }))
  socket.once(event, onReady)
  socket.once('error', onError)
  socket.once('close', onClose)
  until.timeout.addEventListener('abort', onTimeout)
  until.signal.addEventListener('abort', onAbort)
  if (until.signal.aborted) onAbort()
  else if (until.timeout.aborted) onTimeout()
  return promise
    .catch((stop: Stop) => {
      socket.on('error', () => {})
      socket.destroy()
      throw stop
    })
    .finally(() => {
      socket.off(event, onReady)
      socket.off('error', onError)
      socket.off('close', onClose)
      until.timeout.removeEventListener('abort', onTimeout)
      until.signal.removeEventListener('abort', onAbort)
    })
}

function unreachable(server: string, error: NodeJS.ErrnoException): Stop {
  return new Stop({ code: 'directory.unreachable', object: server, server, cause: error.code ?? error.message })
}

const TLS_FAULTS: Readonly<Record<string, TlsFault>> = {
  ERR_TLS_CERT_ALTNAME_INVALID: 'wrong_name',
  CERT_HAS_EXPIRED: 'expired',
  CERT_NOT_YET_VALID: 'not_yet_valid',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'untrusted',
  UNABLE_TO_GET_ISSUER_CERT: 'untrusted',
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: 'untrusted',
  SELF_SIGNED_CERT_IN_CHAIN: 'untrusted',
  DEPTH_ZERO_SELF_SIGNED_CERT: 'untrusted',
  CERT_SIGNATURE_FAILURE: 'untrusted',
  CERT_REVOKED: 'untrusted',
  INVALID_CA: 'untrusted'
}

function certificateFacts(certificate: PeerCertificate) {
  return {
    subject: commonName(certificate.subject),
    issuer: commonName(certificate.issuer),
    names: certificate.subjectaltname ?? '',
    validFrom: certificate.valid_from,
    validTo: certificate.valid_to
  }
}

function commonName(name: PeerCertificate['subject'] | undefined): string {
  return [name?.CN ?? []].flat().join(', ')
}

function trusted(caFile: string | null): string[] {
  if (caFile === null) return [...new Set([...rootCertificates, ...getCACertificates('system')])]
  try {
    const pem = readFileSync(caFile, 'utf8')
    if (!pem.includes('-----BEGIN CERTIFICATE-----')) throw new Error('no PEM certificate in it')
    return [pem]
  } catch (error) {
    const cause = error instanceof Error ? error.message : String(error)
    throw new Stop({ code: 'directory.ca_file_unreadable', object: caFile, file: caFile, cause })
  }
}
