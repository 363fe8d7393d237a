import { X509Certificate } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { connect as connectTcp, isIP, type Socket } from 'node:net'
import {
  connect as connectTls,
  createSecureContext,
  getCACertificates,
  type PeerCertificate,
  rootCertificates,
  type SecureContext
} from 'node:tls'
import type { DirectoryServer } from '../config/config.ts'
import { Stop } from '../model/result.ts'
import type { TlsFault } from '../problems/directory.ts'
import { type Negotiation, startTls } from './handshake.ts'
import { type Until, within } from './within.ts'

/** The server as it is named in problems and in the report: `host:port`, IPv6 addresses in brackets. */
export function serverName(address: string, port: number): string {
  return isIP(address) === 6 ? `[${address}]:${port}` : `${address}:${port}`
}

/**
 * Connects to one address, under TLS where the configuration says so, within `connectTimeoutSeconds`. Certificates are verified before
 * anything is sent, against the CA file, or else against Node's roots and the system's store together. Nobody is bound yet. Throws Stop.
 */
export async function connect(server: DirectoryServer, address: string, signal: AbortSignal): Promise<Socket> {
  const name = serverName(address, server.port)
  const seconds = server.connectTimeoutSeconds
  const until: Until = {
    server: name,
    signal,
    timeout: AbortSignal.timeout(seconds * 1000),
    late: { code: 'directory.connect_timed_out', object: name, server: name, seconds }
  }
  const secureContext = server.encryption === 'none' ? null : trust(server.caFile)
  const plain = connectTcp({ host: address, port: server.port, noDelay: true, keepAlive: true })
  await within(plain, fires(plain, 'connect'), until, (error) => unreachable(name, error))
  if (secureContext === null) return plain
  const negotiate = () => negotiateTls(plain, secureContext, server, server.tlsName ?? address, until)
  return server.encryption === 'start_tls' ? startTls(plain, until, negotiate) : negotiate().settled()
}

function negotiateTls(
  plain: Socket,
  secureContext: SecureContext,
  server: DirectoryServer,
  expectedName: string,
  until: Until
): Negotiation {
  const socket = connectTls({
    socket: plain,
    host: expectedName,
    // SNI takes host names only (RFC 6066 §3).
    ...(isIP(expectedName) === 0 ? { servername: expectedName } : {}),
    rejectUnauthorized: server.verify,
    secureContext
  })
  let certificate: PeerCertificate | null = null
  // Ahead of Node's own listener, which destroys the socket, certificate and all, when the verification fails.
  socket.prependListener('secure', () => {
    certificate = socket.getPeerCertificate()
  })
  const failed = (error: NodeJS.ErrnoException | null): Stop => {
    if (error === null) return unreachable(until.server, null)
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
  }
  const settled = async () => {
    await within(socket, fires(socket, 'secureConnect'), until, failed)
    return socket
  }
  return { socket, settled }
}

function fires(socket: Socket, event: string): Promise<void> {
  return new Promise((resolve) => socket.once(event, () => resolve()))
}

function unreachable(server: string, error: NodeJS.ErrnoException | null): Stop {
  const cause = error === null ? 'closed' : (error.code ?? error.message)
  return new Stop({ code: 'directory.unreachable', object: server, server, cause })
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

const PEM_CERTIFICATE = /-----BEGIN CERTIFICATE-----.*?-----END CERTIFICATE-----/gs

function trust(caFile: string | null): SecureContext {
  if (caFile === null)
    return createSecureContext({ ca: [...new Set([...rootCertificates, ...getCACertificates('system')])] })
  try {
    const certificates = readFileSync(caFile, 'utf8').match(PEM_CERTIFICATE) ?? []
    if (certificates.length === 0) throw new Error('no PEM certificate in it')
    // OpenSSL passes over what it can't read.
    for (const certificate of certificates) new X509Certificate(certificate)
    return createSecureContext({ ca: certificates })
  } catch (error) {
    const cause = error instanceof Error ? error.message : String(error)
    throw new Stop({ code: 'directory.ca_file_unreadable', object: caFile, file: caFile, cause })
  }
}
