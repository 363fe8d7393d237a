import { SEQUENCE } from '../../ldap/ber.ts'
import { Malformed } from './ber-reader.ts'

/** Larger than any entry that AD can return; past it a length is taken for garbage, before memory is set aside for it. */
export const MAX_MESSAGE_BYTES = 50 * 1024 * 1024

/**
 * Cuts a byte stream into LDAP messages. A message that lies within one chunk is given out as a place in that chunk; chunks are joined only
 * where a message spans them, and then once, when all of it is there: the work is linear however the stream is split.
 */
export class Framer {
  /** Bytes of the stream before the chunk that is being cut: makes the places of faults count from the start of the connection. */
  consumed = 0
  #chunks: Buffer[] = []
  #length = 0
  #needed = 0

  /** Calls back once for each complete message, with the buffer that holds it, its start and its end. Throws Malformed. */
  push(chunk: Buffer, onMessage: (buffer: Buffer, start: number, end: number) => void): void {
    this.#chunks.push(chunk)
    this.#length += chunk.length
    if (this.#length < this.#needed) return
    const buffer = this.#chunks.length === 1 ? chunk : Buffer.concat(this.#chunks, this.#length)
    let at = 0
    while (true) {
      const end = messageEnd(buffer, at)
      if (end === null || end > buffer.length) {
        this.#needed = (end ?? buffer.length + 1) - at
        break
      }
      onMessage(buffer, at, end)
      at = end
    }
    this.consumed += at
    this.#chunks = at < buffer.length ? [buffer.subarray(at)] : []
    this.#length = buffer.length - at
  }

  get isBetweenMessages(): boolean {
    return this.#length === 0
  }
}

/** Where the message that starts at `at` ends, past the buffer's end perhaps; null while its length isn't all there. */
function messageEnd(buffer: Buffer, at: number): number | null {
  if (at === buffer.length) return null
  if (buffer[at] !== SEQUENCE) throw new Malformed('an LDAP message', at)
  const first = buffer[at + 1]
  if (first === undefined) return null
  if (first < 0x80) return at + 2 + first
  const count = first & 0x7f
  if (count === 0 || count > 4) throw new Malformed('a length of 1 to 4 bytes', at + 1)
  if (at + 2 + count > buffer.length) return null
  const length = buffer.readUIntBE(at + 2, count)
  if (length > MAX_MESSAGE_BYTES) throw new Malformed(`a message of at most ${MAX_MESSAGE_BYTES} bytes`, at + 1)
  return at + 2 + count + length
}
