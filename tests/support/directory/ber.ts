/** BER as LDAP uses it (X.690, RFC 4511 §5.1). The writer gives every constructed element a four-byte length, as Windows' LDAP does. */

export interface Element {
  readonly tag: number
  /** Offset of the tag, of the contents, and of what follows. */
  readonly at: number
  readonly start: number
  readonly end: number
}

/** The element at an offset, or null while its header or contents are not all there. */
export function elementAt(bytes: Buffer, at: number): Element | null {
  const tag = bytes[at]
  const first = bytes[at + 1]
  if (tag === undefined || first === undefined) return null
  if (first < 0x80) return bounded(bytes, { tag, at, start: at + 2, end: at + 2 + first })
  const size = first & 0x7f
  if (size === 0 || size > 4) throw new Error(`BER length of ${size} bytes`)
  if (at + 2 + size > bytes.length) return null
  const start = at + 2 + size
  return bounded(bytes, { tag, at, start, end: start + bytes.readUIntBE(at + 2, size) })
}

function bounded(bytes: Buffer, element: Element): Element | null {
  return element.end > bytes.length ? null : element
}

/** The elements inside a constructed element. */
export function childrenOf(bytes: Buffer, parent: Element): Element[] {
  const children: Element[] = []
  for (let at = parent.start; at < parent.end; ) {
    const child = elementAt(bytes, at)
    if (child === null || child.end > parent.end) throw new Error('BER element longer than its parent')
    children.push(child)
    at = child.end
  }
  return children
}

export function contents(bytes: Buffer, element: Element | undefined): Buffer {
  if (element === undefined) throw new Error('BER element missing')
  return bytes.subarray(element.start, element.end)
}

export function text(bytes: Buffer, element: Element | undefined): string {
  return contents(bytes, element).toString('utf8')
}

export function integer(bytes: Buffer, element: Element | undefined): number {
  const raw = contents(bytes, element)
  return raw.length === 0 ? 0 : raw.readIntBE(0, Math.min(raw.length, 6))
}

/** Writes elements one after another into one growing buffer. */
export class BerWriter {
  #bytes: Buffer
  #length = 0

  constructor(initialSize = 1 << 16) {
    this.#bytes = Buffer.allocUnsafe(initialSize)
  }

  get length(): number {
    return this.#length
  }

  /** Opens a constructed element, lets `inside` write its contents, closes it. */
  constructed(tag: number, inside: () => void): this {
    this.#room(6)
    this.#bytes[this.#length] = tag
    this.#bytes[this.#length + 1] = 0x84
    const lengthAt = this.#length + 2
    this.#length += 6
    inside()
    this.#bytes.writeUInt32BE(this.#length - lengthAt - 4, lengthAt)
    return this
  }

  octets(value: string | Buffer, tag = 0x04): this {
    const size = typeof value === 'string' ? Buffer.byteLength(value) : value.length
    this.#header(tag, size)
    if (typeof value === 'string') this.#bytes.write(value, this.#length)
    else value.copy(this.#bytes, this.#length)
    this.#length += size
    return this
  }

  octetsOfEach(values: Iterable<string | Buffer>): this {
    for (const value of values) this.octets(value)
    return this
  }

  integer(value: number, tag = 0x02): this {
    let size = 1
    while (value < -(2 ** (8 * size - 1)) || value >= 2 ** (8 * size - 1)) size++
    this.#header(tag, size)
    this.#bytes.writeIntBE(value, this.#length, size)
    this.#length += size
    return this
  }

  boolean(value: boolean, tag = 0x01): this {
    return this.octets(Buffer.from([value ? 0xff : 0]), tag)
  }

  /** Bytes that are BER already. */
  raw(bytes: Buffer): this {
    this.#room(bytes.length)
    bytes.copy(this.#bytes, this.#length)
    this.#length += bytes.length
    return this
  }

  /** What was written since `from`, as a view that the next `clear` makes invalid. */
  view(from = 0): Buffer {
    return this.#bytes.subarray(from, this.#length)
  }

  /** What was written, as a buffer of its own. */
  copy(): Buffer {
    return Buffer.from(this.view())
  }

  clear(): void {
    this.#length = 0
  }

  /** Forgets what was written after this length. */
  truncate(length: number): void {
    this.#length = length
  }

  #header(tag: number, size: number): void {
    this.#room(size + 6)
    this.#bytes[this.#length++] = tag
    if (size < 0x80) {
      this.#bytes[this.#length++] = size
      return
    }
    const width = size < 0x100 ? 1 : size < 0x10000 ? 2 : 4
    this.#bytes[this.#length++] = 0x80 | width
    this.#bytes.writeUIntBE(size, this.#length, width)
    this.#length += width
  }

  #room(wanted: number): void {
    if (this.#length + wanted <= this.#bytes.length) return
    const larger = Buffer.allocUnsafe(Math.max(this.#bytes.length * 2, this.#length + wanted))
    this.#bytes.copy(larger, 0, 0, this.#length)
    this.#bytes = larger
  }
}

/** One element written by itself. */
export function ber(write: (writer: BerWriter) => void): Buffer {
  const writer = new BerWriter(256)
  write(writer)
  return writer.copy()
}

/** Cuts a byte stream into whole top-level elements, without copying a large one again for each packet. */
export class MessageReader {
  #pieces: Buffer[] = []
  #length = 0
  #wanted = 2

  push(piece: Buffer): Buffer[] {
    this.#pieces.push(piece)
    this.#length += piece.length
    if (this.#length < this.#wanted) return []
    const bytes = this.#pieces.length === 1 ? piece : Buffer.concat(this.#pieces, this.#length)
    const messages: Buffer[] = []
    let at = 0
    for (let element = elementAt(bytes, at); element !== null; element = elementAt(bytes, at)) {
      messages.push(bytes.subarray(at, element.end))
      at = element.end
    }
    const rest = bytes.subarray(at)
    this.#pieces = rest.length === 0 ? [] : [rest]
    this.#length = rest.length
    this.#wanted = wantedLength(rest)
    return messages
  }
}

function wantedLength(bytes: Buffer): number {
  const first = bytes[1]
  if (first === undefined) return 2
  if (first < 0x80) return 2 + first
  const size = first & 0x7f
  return bytes.length < 2 + size ? 2 + size : 2 + size + bytes.readUIntBE(2, size)
}
