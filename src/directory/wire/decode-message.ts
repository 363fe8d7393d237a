import { BOOLEAN, ENUMERATED, INTEGER, OCTET_STRING, SEQUENCE } from '../../ldap/ber.ts'
import { type BerReader, Malformed } from './ber-reader.ts'

/** The protocol operations that a server sends in answer to what we send (RFC 4511 §4.2–4.13), by tag. */
export const BIND_RESPONSE = 0x61
export const SEARCH_RESULT_ENTRY = 0x64
export const SEARCH_RESULT_DONE = 0x65
export const SEARCH_RESULT_REFERENCE = 0x73
export const EXTENDED_RESPONSE = 0x78

/** RFC 4511 §4.1.9. */
export interface LdapResult {
  readonly code: number
  readonly matchedDn: string
  /** The server's own words, without the NUL that AD ends them with. */
  readonly text: string
  readonly referrals: readonly string[]
}

/** An LDAPResult's contents; what follows them (serverSaslCreds, responseName) is the caller's. */
export function decodeResult(reader: BerReader, end: number): LdapResult {
  const code = reader.integer(ENUMERATED, end, 'a result code')
  const matchedDn = reader.text(OCTET_STRING, end, 'the matched DN')
  const text = reader.text(OCTET_STRING, end, 'the diagnostic message').replace(/[\0\s]+$/, '')
  const referrals: string[] = []
  if (reader.at < end && reader.buffer[reader.at] === 0xa3) {
    const referralsEnd = reader.expect(0xa3, end, 'referrals')
    while (reader.at < referralsEnd) referrals.push(reader.text(OCTET_STRING, referralsEnd, 'a referral'))
  }
  return { code, matchedDn, text, referrals }
}

/** Notice of Disconnection (RFC 4511 §4.4.1). */
const DISCONNECTION = '1.3.6.1.4.1.1466.20036'

/** What the notice of disconnection says; null for every other unsolicited notification: they mean nothing to us (RFC 4511 §4.4). */
export function decodeDisconnection(
  reader: BerReader,
  end: number
): { readonly resultCode: number; readonly text: string } | null {
  const { code, text } = decodeResult(reader, end)
  return decodeResponseName(reader, end) === DISCONNECTION ? { resultCode: code, text } : null
}

/** The oid that an ExtendedResponse names after its LDAPResult, if it does. */
function decodeResponseName(reader: BerReader, end: number): string | null {
  while (reader.at < end) {
    const valueEnd = reader.next(end)
    if (reader.tag === 0x8a) return reader.buffer.toString('latin1', reader.at, valueEnd)
    reader.at = valueEnd
  }
  return null
}

/** The controls after a protocol operation, by oid (RFC 4511 §4.1.11). */
export function decodeControls(reader: BerReader, end: number): ReadonlyMap<string, Buffer> {
  const controls = new Map<string, Buffer>()
  if (reader.at === end) return controls
  if (reader.expect(0xa0, end, 'controls') !== end) throw new Malformed('the end of a message', reader.at)
  while (reader.at < end) {
    const controlEnd = reader.expect(SEQUENCE, end, 'a control')
    const oid = reader.text(OCTET_STRING, controlEnd, 'the oid of a control')
    if (reader.buffer[reader.at] === BOOLEAN && reader.at < controlEnd) {
      reader.at = reader.expect(BOOLEAN, controlEnd, 'the criticality of a control')
    }
    controls.set(
      oid,
      reader.at < controlEnd ? reader.bytes(OCTET_STRING, controlEnd, 'the value of a control') : Buffer.alloc(0)
    )
    if (reader.at !== controlEnd) throw new Malformed('the end of a control', reader.at)
  }
  return controls
}

/** The message's id and its protocol operation: `reader` then stands at the operation's contents, its tag read. */
export function decodeEnvelope(
  reader: BerReader,
  messageEnd: number
): { readonly id: number; readonly operationEnd: number } {
  if (reader.expect(SEQUENCE, messageEnd, 'an LDAP message') !== messageEnd)
    throw new Malformed('the end of a message', messageEnd)
  const id = reader.integer(INTEGER, messageEnd, 'a message id')
  const operationEnd = reader.next(messageEnd)
  return { id, operationEnd }
}
