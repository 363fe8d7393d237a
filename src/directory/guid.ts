import { Dn, Guid } from '../model/names.ts'
import { Stop } from '../model/result.ts'

/** objectGUID's 16 bytes as text: the first three fields are little-endian (MS-DTYP §2.3.4.2). Throws Stop when there aren't 16. */
export function guidFromBytes(bytes: Buffer): Guid {
  if (bytes.length !== 16)
    throw new Stop({ code: 'directory.guid_malformed', attribute: 'objectGUID', value: bytes.toString('hex') })
  const h = bytes.toString('hex')
  const field1 = h.slice(6, 8) + h.slice(4, 6) + h.slice(2, 4) + h.slice(0, 2)
  const field2 = h.slice(10, 12) + h.slice(8, 10)
  const field3 = h.slice(14, 16) + h.slice(12, 14)
  return Guid.parse(`${field1}-${field2}-${field3}-${h.slice(16, 20)}-${h.slice(20)}`)
}

/** The 16 bytes as objectGUID holds them, from the text in either case. */
export function guidToBytes(guid: Guid): Buffer {
  const bytes = Buffer.from(guid.replaceAll('-', ''), 'hex')
  bytes.subarray(0, 4).reverse()
  bytes.subarray(4, 6).reverse()
  bytes.subarray(6, 8).reverse()
  return bytes
}

/** A value of the DN syntax as the extended DN control gives it (MS-ADTS §3.1.1.3.4.1.5); a plain DN has no GUID. */
export interface ExtendedDn {
  readonly guid: Guid | null
  readonly dn: Dn
}

export function parseExtendedDn(value: Buffer): ExtendedDn {
  const bytes = memberGuidBytes(value)
  return { guid: bytes === null ? null : guidFromBytes(bytes), dn: memberDn(value) }
}

/** The DN itself, after `<GUID=…>;<SID=…>;`. Throws Stop for a value that has none. */
export function memberDn(value: Buffer): Dn {
  let start = 0
  while (value[start] === LESS_THAN) {
    const end = value.indexOf('>;', start, 'latin1')
    start = end === -1 ? value.length : end + 2
  }
  if (start === value.length) throw new Stop({ code: 'directory.dn_malformed', value: value.toString('utf8') })
  return Dn.parse(value.toString('utf8', start))
}

const LESS_THAN = 0x3c
const DASH = 0x2d
const PREFIX = Buffer.from('<GUID=', 'latin1')

/** Where each byte of objectGUID stands in the dashed text, counted from the start of the GUID. */
const DASHED_PLACES = [6, 4, 2, 0, 11, 9, 16, 14, 19, 21, 24, 26, 28, 30, 32, 34] as const

const NIBBLES = new Int8Array(256).fill(-1)
for (let digit = 0; digit < 16; digit += 1) {
  NIBBLES[digit.toString(16).charCodeAt(0)] = digit
  NIBBLES[digit.toString(16).toUpperCase().charCodeAt(0)] = digit
}

/**
 * The GUID of an extended DN as objectGUID's 16 bytes: `<GUID=dashed>;…` (flag 1) or `<GUID=32 hexadecimal digits>;…` (flag 0). Null for a
 * value without one. It runs once for each membership of the directory, so it makes no texts.
 */
export function memberGuidBytes(value: Buffer): Buffer | null {
  if (value[0] !== LESS_THAN || value.compare(PREFIX, 0, PREFIX.length, 0, PREFIX.length) !== 0) return null
  const dashed = value[PREFIX.length + 8] === DASH
  const bytes = Buffer.allocUnsafe(16)
  for (let index = 0; index < 16; index += 1) {
    const at = PREFIX.length + (dashed ? (DASHED_PLACES[index] ?? 0) : index * 2)
    const high = NIBBLES[value[at] ?? 0] ?? -1
    const low = NIBBLES[value[at + 1] ?? 0] ?? -1
    if (high < 0 || low < 0) return null
    bytes[index] = high * 16 + low
  }
  return value[PREFIX.length + (dashed ? 36 : 32)] === 0x3e ? bytes : null
}
