import { OCTET_STRING, SEQUENCE, SET } from '../../ldap/ber.ts'
import type { Dn } from '../../model/names.ts'
import type { DirectoryEntry } from '../entry.ts'
import { memberDn } from '../guid.ts'
import { BerReader, Malformed } from './ber-reader.ts'

/**
 * The names under which attributes are kept: lower case, made once for each spelling that a server uses. Of a list of requested attributes
 * all others are dropped; ranges (`member;range=0-1499`) belong to their attribute.
 */
export class AttributeNames {
  readonly #requested: ReadonlySet<string> | null
  readonly #keys = new Map<string, string | null>()
  #last: { readonly entry: ReceivedEntry; readonly attributes: DecodedAttributes } | null = null

  constructor(requested: readonly string[] | null) {
    this.#requested = requested === null ? null : new Set(requested.map((name) => name.toLowerCase()))
  }

  /**
   * Remembers the entry that was decoded last, and only that: a caller goes through a page entry by entry, and what it has done with must not
   * live as long as the page.
   */
  decodedOnce(entry: ReceivedEntry, decode: () => DecodedAttributes): DecodedAttributes {
    if (this.#last === null || this.#last.entry !== entry) this.#last = { entry, attributes: decode() }
    return this.#last.attributes
  }

  /** Null for an attribute that nobody asked for. */
  keyOf(name: string): string | null {
    const known = this.#keys.get(name)
    if (known !== undefined) return known
    const key = name.toLowerCase()
    const range = key.indexOf(';range=')
    const wanted =
      this.#requested === null || this.#requested.has(range === -1 ? key : key.slice(0, range)) ? key : null
    // Ranges differ from entry to entry: kept, they would fill the memory.
    if (range === -1) this.#keys.set(name, wanted)
    return wanted
  }
}

type DecodedAttributes = ReadonlyMap<string, readonly Buffer[]>

const SEMICOLON = 0x3b

/**
 * A SearchResultEntry (RFC 4511 §4.5.2) as it lies in the received bytes. It was checked to the last length when it came; its texts and values
 * are made when they are first asked for. So a page that waits for its turn is bytes, not a hundred thousand objects for the garbage
 * collector to carry from one generation to the next.
 */
export class ReceivedEntry implements DirectoryEntry {
  /** Whether some attribute came as `name;range=…`. */
  readonly hasRanges: boolean
  /** The rootDSE has no name. */
  readonly isNameless: boolean
  readonly #buffer: Buffer
  readonly #start: number
  readonly #end: number
  readonly #names: AttributeNames

  /** `reader` stands at the entry's contents, and afterwards at their end. Throws Malformed. */
  constructor(reader: BerReader, end: number, names: AttributeNames) {
    this.#buffer = reader.buffer
    this.#start = reader.at
    this.#end = end
    this.#names = names
    const dnEnd = reader.expect(OCTET_STRING, end, "an entry's DN")
    this.isNameless = dnEnd === reader.at
    reader.at = dnEnd
    this.hasRanges = checkAttributes(reader, end)
  }

  /** Without the GUID and SID that the extended DN control puts before an entry's own name too. */
  get dn(): Dn {
    return memberDn(new BerReader(this.#buffer, this.#start).bytes(OCTET_STRING, this.#end, "an entry's DN"))
  }

  get attributes(): DecodedAttributes {
    return this.#names.decodedOnce(this, () => this.#decode())
  }

  /** Attributes without values are left out: AD sends an empty `member` beside its first range. */
  #decode(): Map<string, readonly Buffer[]> {
    const attributes = new Map<string, readonly Buffer[]>()
    const reader = new BerReader(this.#buffer, this.#start)
    reader.at = reader.next(this.#end)
    reader.next(this.#end)
    while (reader.at < this.#end) {
      reader.next(this.#end)
      const nameEnd = reader.next(this.#end)
      const key = this.#names.keyOf(this.#buffer.toString('latin1', reader.at, nameEnd))
      reader.at = nameEnd
      const valuesEnd = reader.next(this.#end)
      if (key === null || reader.at === valuesEnd) {
        reader.at = valuesEnd
        continue
      }
      const values: Buffer[] = []
      while (reader.at < valuesEnd) values.push(reader.bytes(OCTET_STRING, valuesEnd, 'an attribute value'))
      const before = attributes.get(key)
      attributes.set(key, before === undefined ? values : [...before, ...values])
    }
    return attributes
  }
}

function checkAttributes(reader: BerReader, end: number): boolean {
  let hasRanges = false
  if (reader.expect(SEQUENCE, end, 'the attributes of an entry') !== end)
    throw new Malformed('the end of an entry', reader.at)
  while (reader.at < end) {
    const attributeEnd = reader.expect(SEQUENCE, end, 'an attribute')
    const nameEnd = reader.expect(OCTET_STRING, attributeEnd, 'an attribute name')
    if (!hasRanges) hasRanges = isRange(reader.buffer, reader.at, nameEnd)
    reader.at = nameEnd
    const valuesEnd = reader.expect(SET, attributeEnd, 'the values of an attribute')
    if (valuesEnd !== attributeEnd) throw new Malformed('the end of an attribute', valuesEnd)
    while (reader.at < valuesEnd) reader.at = reader.expect(OCTET_STRING, valuesEnd, 'an attribute value')
  }
  return hasRanges
}

function isRange(buffer: Buffer, start: number, end: number): boolean {
  for (let at = start; at < end; at += 1) {
    if (buffer[at] === SEMICOLON) return buffer.toString('latin1', at, end).toLowerCase().includes(';range=')
  }
  return false
}
