import { boolean, integer, OCTET_STRING, octets, SEQUENCE, tlv } from '../../ldap/ber.ts'
import { BerReader } from './ber-reader.ts'

/** A request control, encoded (RFC 4511 §4.1.11). */
export type Control = Buffer

/** RFC 2696. */
export const PAGED_RESULTS = '1.2.840.113556.1.4.319'
/** LDAP_SERVER_SHOW_DELETED_OID (MS-ADTS §3.1.1.3.4.1.14). */
export const SHOW_DELETED = '1.2.840.113556.1.4.417'
/** LDAP_SERVER_EXTENDED_DN_OID (MS-ADTS §3.1.1.3.4.1.5). */
export const EXTENDED_DN = '1.2.840.113556.1.4.529'

/** The next page of at most `pageSize` entries; the first one with an empty cookie. */
export function pagedResults(pageSize: number, cookie: Buffer): Control {
  return control(PAGED_RESULTS, tlv(SEQUENCE, integer(pageSize), octets(cookie)))
}

export function showDeleted(): Control {
  return control(SHOW_DELETED)
}

/** GUIDs in their dashed form: the same text as everywhere else in the product. */
export function extendedDn(): Control {
  return control(EXTENDED_DN, tlv(SEQUENCE, integer(1)))
}

/** The cookie of a paged result response; empty after the last page. Throws Malformed. */
export function decodePageCookie(value: Buffer): Buffer {
  const reader = new BerReader(value)
  const end = reader.expect(SEQUENCE, value.length, 'a paged result')
  reader.integer(0x02, end, "a paged result's size")
  // A copy: the cookie outlives its page and must not pin the page's bytes.
  return Buffer.from(reader.bytes(OCTET_STRING, end, "a paged result's cookie"))
}

// Critical: a server that can't do what we ask must refuse, not answer something else.
function control(oid: string, value?: Buffer): Control {
  const parts = [octets(oid), boolean(true)]
  if (value !== undefined) parts.push(octets(value))
  return tlv(SEQUENCE, ...parts)
}
