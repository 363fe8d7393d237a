import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { BerReader, Malformed } from '../../../src/directory/wire/ber-reader.ts'
import {
  decodeControls,
  decodeEnvelope,
  decodeResult,
  SEARCH_RESULT_DONE,
  SEARCH_RESULT_ENTRY
} from '../../../src/directory/wire/decode-message.ts'
import { Framer, MAX_MESSAGE_BYTES } from '../../../src/directory/wire/framer.ts'
import { AttributeNames, ReceivedEntry } from '../../../src/directory/wire/received-entry.ts'
import { ENUMERATED, integer, octets, SEQUENCE, SET, tlv } from '../../../src/ldap/ber.ts'

interface Entry {
  readonly dn: string
  readonly attributes: readonly (readonly [string, readonly Buffer[]])[]
}

function entryMessage(id: number, entry: Entry): Buffer {
  const attributes = entry.attributes.map(([name, values]) =>
    tlv(SEQUENCE, octets(name), tlv(SET, ...values.map((value) => octets(value))))
  )
  return tlv(SEQUENCE, integer(id), tlv(SEARCH_RESULT_ENTRY, octets(entry.dn), tlv(SEQUENCE, ...attributes)))
}

function doneMessage(id: number): Buffer {
  const control = tlv(SEQUENCE, octets('1.2.840.113556.1.4.319'), octets(tlv(SEQUENCE, integer(0), octets('next'))))
  return tlv(
    SEQUENCE,
    integer(id),
    tlv(SEARCH_RESULT_DONE, integer(0, ENUMERATED), octets(''), octets('')),
    tlv(0xa0, control)
  )
}

/** What a stream that comes in these pieces is read as. */
function read(pieces: readonly Buffer[], names = new AttributeNames(null)): unknown[] {
  const framer = new Framer()
  const seen: unknown[] = []
  for (const piece of pieces) {
    framer.push(piece, (buffer, start, end) => {
      const reader = new BerReader(buffer, start)
      const { id, operationEnd } = decodeEnvelope(reader, end)
      if (reader.tag === SEARCH_RESULT_ENTRY) {
        const { dn, attributes } = new ReceivedEntry(reader, operationEnd, names)
        seen.push({ id, dn, attributes: [...attributes] })
      } else {
        const result = decodeResult(reader, operationEnd)
        seen.push({ id, result, controls: [...decodeControls(reader, end)] })
      }
    })
  }
  if (!framer.isBetweenMessages) seen.push('incomplete')
  return seen
}

const SAMPLE: readonly Entry[] = [
  { dn: 'CN=a', attributes: [['objectGUID', [Buffer.alloc(16, 7)]]] },
  { dn: 'CN=佐藤', attributes: [['member', Array.from({ length: 40 }, (_, index) => Buffer.from(`CN=${index}`))]] },
  { dn: 'CN=b', attributes: [['thumbnailPhoto', [Buffer.alloc(300, 0x30)]]] },
  { dn: 'CN=c', attributes: [] }
]
const STREAM = Buffer.concat([...SAMPLE.map((entry) => entryMessage(7, entry)), doneMessage(7)])

function cut(stream: Buffer, places: readonly number[]): Buffer[] {
  const sorted = [0, ...[...places].sort((one, other) => one - other), stream.length]
  return sorted.slice(1).map((end, index) => stream.subarray(sorted[index], end))
}

describe('however the stream is split, it reads the same', () => {
  const whole = read([STREAM])
  test('entries, result and controls', () => {
    expect(whole).toHaveLength(5)
    expect(whole[1]).toMatchObject({ id: 7, dn: 'CN=佐藤' })
    expect(whole[4]).toMatchObject({ result: { code: 0 }, controls: [['1.2.840.113556.1.4.319', expect.anything()]] })
  })
  test('at every single place', () => {
    for (let place = 0; place <= STREAM.length; place += 1) expect(read(cut(STREAM, [place]))).toEqual(whole)
  })
  test('byte by byte', () => {
    expect(read([...STREAM].map((byte) => Buffer.of(byte)))).toEqual(whole)
  })
  test('anywhere', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(STREAM.length)), (places) => {
        expect(read(cut(STREAM, places))).toEqual(whole)
      })
    )
  })
})

test('a message that spans many chunks is put together once: the work does not grow with their number squared', () => {
  const value = Buffer.alloc(20_000_000, 1)
  const message = entryMessage(1, { dn: 'CN=a', attributes: [['x', [value]]] })
  const framer = new Framer()
  let seen = 0
  for (let at = 0; at < message.length; at += 4096) {
    framer.push(message.subarray(at, at + 4096), (_, start, end) => {
      seen += end - start
    })
  }
  expect(seen).toBe(message.length)
})

describe('bytes that are no LDAP', () => {
  test('are a located fault or an unfinished message, whatever they are', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
        try {
          read([Buffer.from(bytes)])
        } catch (error) {
          expect(error).toBeInstanceOf(Malformed)
        }
      }),
      { numRuns: 2000 }
    )
  })
  test('so is a sound stream with one byte changed or lost', () => {
    for (let place = 0; place < STREAM.length; place += 1) {
      for (const changed of [Buffer.of((STREAM[place] ?? 0) ^ 0x81), Buffer.of(0xff), Buffer.of(0), Buffer.alloc(0)]) {
        try {
          read([Buffer.concat([STREAM.subarray(0, place), changed, STREAM.subarray(place + 1)])])
        } catch (error) {
          expect(error).toBeInstanceOf(Malformed)
          expect((error as Malformed).offset).toBeLessThanOrEqual(STREAM.length)
        }
      }
    }
  })
  test.each([
    ['a length past every entry', [0x30, 0x84, 0x7f, 0xff, 0xff, 0xff], 'at most'],
    ['an indefinite length', [0x30, 0x80], '1 to 4 bytes'],
    ['a length of five bytes', [0x30, 0x85, 0, 0, 0, 0, 1], '1 to 4 bytes'],
    ['another tag', [0x31, 0x00], 'an LDAP message'],
    ['HTTP', [...Buffer.from('HTTP/1.1 400 Bad Request')], 'an LDAP message']
  ])('%s is refused at once', (_, bytes, expected) => {
    expect(() => read([Buffer.from(bytes)])).toThrow(expected)
  })
  test('the largest message is 50 MB', () => {
    const header = (length: number) =>
      Buffer.concat([Buffer.of(0x30, 0x84), Buffer.from(length.toString(16).padStart(8, '0'), 'hex')])
    expect(read([header(MAX_MESSAGE_BYTES)])).toEqual(['incomplete'])
    expect(() => read([header(MAX_MESSAGE_BYTES + 1)])).toThrow(Malformed)
  })
})

describe('attributes of an entry', () => {
  const message = entryMessage(1, {
    dn: 'CN=a',
    attributes: [
      ['sAMAccountName', [Buffer.from('a')]],
      ['member', []],
      ['member;range=0-1', [Buffer.from('CN=x'), Buffer.from('CN=y')]],
      ['cn;lang-ja', [Buffer.from('あ')]],
      ['title', [Buffer.from('t')]]
    ]
  })
  test('of those requested, in lower case, and only with values', () => {
    expect(read([message], new AttributeNames(['SamAccountName', 'MEMBER', 'cn']))).toMatchObject([
      {
        attributes: [
          ['samaccountname', [Buffer.from('a')]],
          ['member;range=0-1', [Buffer.from('CN=x'), Buffer.from('CN=y')]]
        ]
      }
    ])
  })
  test('entries that are read in turn keep apart', () => {
    const entries: ReceivedEntry[] = []
    const names = new AttributeNames(null)
    new Framer().push(STREAM, (buffer, start, end) => {
      const reader = new BerReader(buffer, start)
      const { operationEnd } = decodeEnvelope(reader, end)
      if (reader.tag === SEARCH_RESULT_ENTRY) entries.push(new ReceivedEntry(reader, operationEnd, names))
    })
    for (const index of [1, 0, 2, 0, 1])
      expect([...(entries[index]?.attributes.keys() ?? [])]).toEqual(
        SAMPLE[index]?.attributes.map(([name]) => name.toLowerCase())
      )
  })
})
