import { isIP, type Socket } from 'node:net'
import { TLSSocket } from 'node:tls'
import type { DirectoryServer } from '../../config/config.ts'
import { Stop } from '../../model/result.ts'
import { subCodeOf } from '../bind-sub-code.ts'
import type { Connection } from '../wire/connection.ts'
import { channelBindingOf } from './channel-binding.ts'
import { kerberosToken } from './token.ts'

/** [MS-ADTS] §5.1.1.1.2: it takes a bare AP-REQ, and is done with it; `GSSAPI` would ask for a further round. */
const MECHANISM = 'GSS-SPNEGO'

/**
 * Binds as the account that runs the program (RFC 4513 §5.2), over TLS bound to its channel. Throws Stop.
 * @param socket the one under `connection`, for its certificate
 * @param address as configured or found: the ticket is for this name, or for `tls_name` where it is an IP address
 * @param seconds how long the server may take
 */
export async function kerberosBind(
  connection: Connection,
  socket: Socket,
  server: DirectoryServer,
  address: string,
  seconds: number
): Promise<void> {
  const at = { object: connection.server, server: connection.server }
  const host = isIP(address) === 0 ? address : server.tlsName
  if (host === null) throw new Stop({ code: 'directory.kerberos_needs_name', ...at })
  const service = `ldap/${host}`
  const made = kerberosToken(host, bindingOf(socket))
  if (made.kind === 'unavailable') throw new Stop({ code: 'directory.kerberos_unavailable', ...at, cause: made.detail })
  if (made.kind === 'failed')
    throw new Stop({ code: 'directory.no_ticket', ...at, service, why: made.why, detail: made.detail })
  const { result } = await connection.saslBind(MECHANISM, made.token, seconds * 1000)
  if (result.code === 0) return
  const { code: resultCode, text } = result
  throw new Stop({ code: 'directory.ticket_refused', ...at, service, resultCode, subCode: subCodeOf(text), text })
}

function bindingOf(socket: Socket): Buffer | null {
  const certificate = socket instanceof TLSSocket ? socket.getPeerX509Certificate() : undefined
  return certificate === undefined ? null : channelBindingOf(certificate)
}
