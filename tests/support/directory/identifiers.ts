import { createHash } from 'node:crypto'

/** A GUID that depends on the seed and the number alone, dashed and in lower case. */
export function seededGuid(seed: string, number: number): string {
  const hex = createHash('sha256').update(`${seed}/${number}`).digest('hex')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`
}

/** The 16 bytes of a GUID as AD stores them: the first three groups little-endian (MS-DTYP §2.3.4.2). */
export function guidBytes(guid: string): Buffer {
  const bytes = Buffer.from(guid.replaceAll('-', ''), 'hex')
  if (bytes.length !== 16) throw new Error(`not a GUID: ${guid}`)
  bytes.subarray(0, 4).reverse()
  bytes.subarray(4, 6).reverse()
  bytes.subarray(6, 8).reverse()
  return bytes
}

export function guidFromBytes(stored: Buffer): string {
  const bytes = Buffer.from(stored)
  bytes.subarray(0, 4).reverse()
  bytes.subarray(4, 6).reverse()
  bytes.subarray(6, 8).reverse()
  const hex = bytes.toString('hex')
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-')
}

/** `S-1-5-21-…` to its bytes (MS-DTYP §2.4.2.2). */
export function sidBytes(sid: string): Buffer {
  const [revision, authority, ...subAuthorities] = sid.split('-').slice(1).map(Number)
  const bytes = Buffer.alloc(8 + 4 * subAuthorities.length)
  bytes.writeUInt8(revision ?? 1, 0)
  bytes.writeUInt8(subAuthorities.length, 1)
  bytes.writeUIntBE(authority ?? 0, 2, 6)
  for (const [index, subAuthority] of subAuthorities.entries()) bytes.writeUInt32LE(subAuthority >>> 0, 8 + 4 * index)
  return bytes
}

/** Three sub-authorities that tell one simulated domain's SIDs from another's. */
export function seededDomainSid(seed: string): string {
  const hash = createHash('sha256').update(`sid/${seed}`).digest()
  return `S-1-5-21-${hash.readUInt32LE(0)}-${hash.readUInt32LE(4)}-${hash.readUInt32LE(8)}`
}

/** LDAP GeneralizedTime as AD writes it: `20260105000000.0Z`. */
export function generalizedTime(at: Date): string {
  return `${at.toISOString().replace(/[-:T]/g, '').slice(0, 14)}.0Z`
}

/** 100 ns since 1601, as in pwdLastSet and accountExpires (MS-DTYP §2.3.3). */
export function fileTime(at: Date): bigint {
  return (BigInt(at.getTime()) + 11_644_473_600_000n) * 10_000n
}
