import type { Socket } from 'node:net'
import { TLSSocket } from 'node:tls'
import { Client } from 'ldapts'
import { Stop } from '../model/result.ts'
import { subCodeOf } from './bind-sub-code.ts'
import { hidePassword } from './hide-password.ts'
import { attachedSince, exchange } from './ldapts-exchange.ts'
import { BIND_RESPONSE, EXTENDED_RESPONSE } from './wire/decode-message.ts'
import { type Until, within } from './within.ts'

/** TLS that is being negotiated on a socket. */
export interface Negotiation {
  readonly socket: TLSSocket
  /** Waits for its end, the server's certificate verified; rejects with a Stop. */
  readonly settled: () => Promise<TLSSocket>
}

export interface Credentials {
  readonly user: string
  readonly password: string
}

/** ldapts makes no connection: it is given ours, whatever the address. */
const PLAIN = 'ldap://localhost'
const SECURE = 'ldaps://localhost'

/** StartTLS (RFC 4511 §4.14) by ldapts, then TLS by `negotiate`. Throws Stop, the socket destroyed. */
export async function startTls(plain: Socket, until: Until, negotiate: () => Negotiation): Promise<TLSSocket> {
  const { server } = until
  const refused = (resultCode: number, text: string) =>
    ({ code: 'directory.start_tls_refused', object: server, server, resultCode, text }) as const
  const agreed = Promise.withResolvers<Negotiation>()
  let takeOff = (): unknown => []
  const client = new Client({
    url: PLAIN,
    createConnection: () => plain,
    createSecureConnection: () => {
      // Bytes that came with the answer are not under TLS: an attacker's.
      if (plain.readableLength > 0) throw new Stop(refused(0, 'unexpected bytes before the TLS handshake'))
      const negotiation = negotiate()
      takeOff = attachedSince(negotiation.socket)
      agreed.resolve(negotiation)
      return negotiation.socket
    }
  })
  // ldapts is done only when TLS is; how that goes, the negotiation itself tells more precisely.
  const asked = { server, answer: EXTENDED_RESPONSE, refused }
  const answered = exchange(plain, asked, () => client.startTLS()).then(() => agreed.promise)
  const negotiation = await within(plain, Promise.race([agreed.promise, answered]), until, (error) =>
    lost(server, error)
  )
  // After ldapts's own listener, and before anything is read: what the server sends unasked is for whoever comes next.
  negotiation.socket.once('secureConnect', () => {
    takeOff()
    negotiation.socket.pause()
  })
  return negotiation.settled()
}

/** Binds by name and password (RFC 4511 §4.2) by ldapts. Throws Stop, the socket destroyed. */
export async function simpleBind(socket: Socket, { user, password }: Credentials, until: Until): Promise<void> {
  const { server } = until
  const hide = hidePassword(password)
  const client = new Client(
    socket instanceof TLSSocket
      ? { url: SECURE, createSecureConnection: () => socket }
      : { url: PLAIN, createConnection: () => socket }
  )
  const asked = {
    server,
    answer: BIND_RESPONSE,
    hide,
    refused: (resultCode: number, words: string) => {
      const subCode = subCodeOf(words)
      const text = hide(words)
      return { code: 'directory.bind_refused', object: user, server, user, resultCode, subCode, text } as const
    }
  }
  await within(
    socket,
    exchange(socket, asked, () => client.bind(user, password)),
    until,
    (error) => lost(server, error)
  )
}

function lost(server: string, error: NodeJS.ErrnoException | null): Stop {
  const cause = error === null ? 'ended' : (error.code ?? error.message)
  return new Stop({ code: 'directory.connection_lost', object: server, server, cause, during: null })
}
