import { inShort } from '../../windows/call.ts'
import { SEC_E, kerberosToken as windowsToken } from '../../windows/kerberos.ts'
import { gssToken } from './gssapi.ts'

/** Why no ticket for the service could be had. */
export type TicketFault = 'no_credentials' | 'expired' | 'clock_skew' | 'unknown_service' | 'no_kdc' | 'other'

export type TokenOutcome =
  | { readonly kind: 'token'; readonly token: Buffer }
  /** This machine has no Kerberos to call. */
  | { readonly kind: 'unavailable'; readonly detail: string }
  | { readonly kind: 'failed'; readonly why: TicketFault; readonly detail: string }

/**
 * The one token of a bind by Kerberos: an AP-REQ for `ldap` on `host`, as the account that runs the program.
 * @param host the controller's DNS name, under which the KDC knows it
 * @param channelBinding the application data of the channel's binding; null without TLS
 */
export function kerberosToken(host: string, channelBinding: Buffer | null): TokenOutcome {
  if (process.platform !== 'win32') return gssToken(host, channelBinding)
  const made = windowsToken(`ldap/${host}`, channelBinding)
  if (made.ok) return { kind: 'token', token: made.value }
  return { kind: 'failed', why: WINDOWS_FAULTS.get(made.code) ?? 'other', detail: inShort(made) }
}

const WINDOWS_FAULTS: ReadonlyMap<number, TicketFault> = new Map([
  [SEC_E.targetUnknown, 'unknown_service'],
  [SEC_E.wrongPrincipal, 'unknown_service'],
  [SEC_E.noCredentials, 'no_credentials'],
  [SEC_E.noAuthority, 'no_kdc'],
  [SEC_E.timeSkew, 'clock_skew']
])
