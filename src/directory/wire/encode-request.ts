import { boolean, ENUMERATED, integer, octets, SEQUENCE, tlv } from '../../ldap/ber.ts'
import { encodeFilter, type Filter } from '../../ldap/filter.ts'
import type { Control } from './controls.ts'

export interface SearchRequest {
  /** A DN, `<GUID=…>`, or empty for the rootDSE. */
  readonly base: string
  readonly scope: 'base' | 'one' | 'subtree'
  readonly filter: Filter
  /** Just these are returned; none at all when it is empty. */
  readonly attributes: readonly string[]
  readonly controls: readonly Control[]
}

const SCOPES = { base: 0, one: 1, subtree: 2 } as const
/** RFC 4511 §4.5.1.8: the "attribute" that asks for no attributes. */
const NO_ATTRIBUTES = '1.1'

/** RFC 4511 §4.5.1. No size and time limits of our own: a limit is the server's business, and running into one an error. */
export function encodeSearch(id: number, request: SearchRequest): Buffer {
  const names = request.attributes.length === 0 ? [NO_ATTRIBUTES] : request.attributes
  const operation = tlv(
    0x63,
    octets(request.base),
    integer(SCOPES[request.scope], ENUMERATED),
    integer(0, ENUMERATED),
    integer(0),
    integer(0),
    boolean(false),
    encodeFilter(request.filter),
    tlv(SEQUENCE, ...names.map((name) => octets(name)))
  )
  return message(id, operation, request.controls)
}

/** RFC 4511 §4.2, by SASL (RFC 4513 §5.2): the name is empty, the mechanism tells who it is. */
export function encodeSaslBind(id: number, mechanism: string, credentials: Buffer): Buffer {
  return message(id, tlv(0x60, integer(3), octets(''), tlv(0xa3, octets(mechanism), octets(credentials))))
}

/** RFC 4511 §4.11; nothing answers it. */
export function encodeAbandon(id: number, abandoned: number): Buffer {
  return message(id, integer(abandoned, 0x50))
}

/** RFC 4511 §4.3; nothing answers it. */
export function encodeUnbind(id: number): Buffer {
  return message(id, tlv(0x42))
}

function message(id: number, operation: Buffer, controls: readonly Control[] = []): Buffer {
  const parts = [integer(id), operation]
  if (controls.length > 0) parts.push(tlv(0xa0, ...controls))
  return tlv(SEQUENCE, ...parts)
}
