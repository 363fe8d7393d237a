/** BER (ITU-T X.690, as LDAP restricts it in RFC 4511 §5.1), the writing side: definite lengths, shortest form. */

export const BOOLEAN = 0x01
export const INTEGER = 0x02
export const OCTET_STRING = 0x04
export const ENUMERATED = 0x0a
export const SEQUENCE = 0x30
export const SET = 0x31

/** One tag, length, value; the value is the parts one after the other. */
export function tlv(tag: number, ...parts: readonly Buffer[]): Buffer {
  let length = 0
  for (const part of parts) length += part.length
  return Buffer.concat([header(tag, length), ...parts])
}

/** A non-negative INTEGER or ENUMERATED below 2³¹. */
export function integer(value: number, tag: number = INTEGER): Buffer {
  const bytes = Buffer.alloc(4)
  bytes.writeInt32BE(value)
  let first = 0
  while (first < 3 && bytes[first] === 0 && (bytes[first + 1] ?? 0) < 0x80) first += 1
  return tlv(tag, bytes.subarray(first))
}

export function octets(value: string | Buffer, tag: number = OCTET_STRING): Buffer {
  return tlv(tag, typeof value === 'string' ? Buffer.from(value, 'utf8') : value)
}

export function boolean(value: boolean, tag: number = BOOLEAN): Buffer {
  return tlv(tag, Buffer.of(value ? 0xff : 0x00))
}

function header(tag: number, length: number): Buffer {
  if (length < 0x80) return Buffer.of(tag, length)
  const bytes = Buffer.alloc(4)
  bytes.writeUInt32BE(length)
  let first = 0
  while (bytes[first] === 0) first += 1
  return Buffer.concat([Buffer.of(tag, 0x80 | (4 - first)), bytes.subarray(first)])
}
