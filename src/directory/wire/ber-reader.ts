/** Why bytes could not be read, and where: `offset` counts from the start of the buffer that was read. */
export class Malformed extends Error {
  readonly expected: string
  readonly offset: number
  constructor(expected: string, offset: number) {
    super(`${expected} expected at byte ${offset}`)
    this.expected = expected
    this.offset = offset
  }
}

/**
 * Reads BER as LDAP restricts it (RFC 4511 §5.1): definite lengths only. It moves through one buffer without copying; nothing is ever read
 * past the end that the caller names. Throws Malformed.
 */
export class BerReader {
  readonly buffer: Buffer
  at: number
  /** The tag that `next` has just read. */
  tag = 0

  constructor(buffer: Buffer, at = 0) {
    this.buffer = buffer
    this.at = at
  }

  /** Reads a tag and a length; `at` is then where the contents start. Returns where they end, which is within `limit`. */
  next(limit: number): number {
    const start = this.at
    if (start + 2 > limit) throw new Malformed('a tag and a length', start)
    this.tag = this.buffer[start] as number
    let length = this.buffer[start + 1] as number
    this.at = start + 2
    if (length >= 0x80) {
      const count = length & 0x7f
      if (count === 0 || count > 4 || this.at + count > limit)
        throw new Malformed('a length of 1 to 4 bytes', start + 1)
      length = 0
      for (let index = 0; index < count; index += 1) length = length * 256 + (this.buffer[this.at + index] as number)
      this.at += count
    }
    const end = this.at + length
    if (end > limit) throw new Malformed(`a length within ${limit - this.at}`, start + 1)
    return end
  }

  /** As `next`, where only this tag may follow. */
  expect(tag: number, limit: number, what: string): number {
    const start = this.at
    const end = this.next(limit)
    if (this.tag !== tag) throw new Malformed(what, start)
    return end
  }

  text(tag: number, limit: number, what: string): string {
    const end = this.expect(tag, limit, what)
    const value = this.buffer.toString('utf8', this.at, end)
    this.at = end
    return value
  }

  /** A view of the buffer, not a copy. */
  bytes(tag: number, limit: number, what: string): Buffer {
    const end = this.expect(tag, limit, what)
    const value = this.buffer.subarray(this.at, end)
    this.at = end
    return value
  }

  /** An INTEGER or ENUMERATED of at most 4 bytes, signed. */
  integer(tag: number, limit: number, what: string): number {
    const start = this.at
    const end = this.expect(tag, limit, what)
    const length = end - this.at
    if (length < 1 || length > 4) throw new Malformed(what, start)
    const value = this.buffer.readIntBE(this.at, length)
    this.at = end
    return value
  }
}
