import { seededRandom } from '../support/service/seeded.ts'

/** Chance that is the same for the same seed. */
export class Random {
  readonly #next: () => number

  constructor(seed: number) {
    this.#next = seededRandom(seed)
    // The first numbers of neighbouring seeds resemble each other.
    for (let skipped = 0; skipped < 8; skipped++) this.#next()
  }

  /** 0 to `below` - 1. */
  whole(below: number): number {
    return Math.floor(this.#next() * below)
  }

  chance(probability: number): boolean {
    return this.#next() < probability
  }

  of<T>(list: readonly T[]): T {
    const chosen = list[this.whole(list.length)]
    if (chosen === undefined) throw new Error('nothing to choose from')
    return chosen
  }
}

const BYTES = [0x00, 0x01, 0x7f, 0x80, 0x84, 0xff, 0x30, 0x04] as const

/** A few bytes turned, dropped, doubled or put in. */
export function mutatedBytes(bytes: Buffer, random: Random): Buffer {
  let result = Buffer.from(bytes)
  for (let changes = 1 + random.whole(3); changes > 0 && result.length > 0; changes--) {
    const at = random.whole(result.length)
    const [before, after] = [result.subarray(0, at), result.subarray(at)]
    const length = 1 + random.whole(Math.min(8, after.length))
    const kind = random.whole(5)
    if (kind === 0)
      result = Buffer.concat([before, Buffer.from([(after[0] ?? 0) ^ (1 << random.whole(8))]), after.subarray(1)])
    else if (kind === 1) result = Buffer.concat([before, Buffer.from([random.of(BYTES)]), after.subarray(1)])
    else if (kind === 2) result = Buffer.concat([before, after.subarray(length)])
    else if (kind === 3) result = Buffer.concat([before, after.subarray(0, length), after])
    else result = Buffer.concat([before, Buffer.from(Array.from({ length }, () => random.whole(256))), after])
  }
  return result
}

const WORDS = [
  '',
  ' ',
  '\t',
  '\n',
  ':',
  '- ',
  '{',
  '}',
  '[',
  ']',
  '"',
  "'",
  '#',
  '&a',
  '*a',
  '!!',
  '|',
  '\\',
  '\0',
  '\ud800',
  '秘',
  '0x',
  '1e999',
  '-1',
  'null',
  'true',
  '~',
  '<<: ',
  '(',
  ')',
  '%',
  '@'
] as const

/** The same for texts: signs that mean something to YAML and JSON, lines dropped, doubled or moved. */
export function mutatedText(text: string, random: Random): string {
  let result = text
  for (let changes = 1 + random.whole(4); changes > 0; changes--) {
    const at = random.whole(result.length + 1)
    const kind = random.whole(5)
    if (kind === 0) result = result.slice(0, at) + random.of(WORDS) + result.slice(at)
    else if (kind === 1) result = result.slice(0, at) + result.slice(at + 1 + random.whole(12))
    else if (kind === 2) result = result.slice(0, at) + random.of(WORDS) + result.slice(at + 1)
    else {
      const lines = result.split('\n')
      const line = random.whole(lines.length)
      const [taken = ''] = lines.splice(line, kind === 3 ? 1 : 0)
      lines.splice(random.whole(lines.length + 1), 0, kind === 3 ? taken : (lines[line] ?? ''))
      result = lines.join('\n')
    }
  }
  return result
}

const VALUES: readonly unknown[] = [
  null,
  true,
  0,
  -1,
  1e308,
  2 ** 53,
  '',
  ' ',
  'x',
  '\0',
  '\ud800',
  'x'.repeat(10_000),
  [],
  {},
  [[]],
  [null],
  { id: null }
]

/** JSON with values replaced, dropped, put elsewhere or nested. */
export function mutatedJson(value: unknown, random: Random): unknown {
  const copy: unknown = structuredClone(value)
  for (let changes = 1 + random.whole(3); changes > 0; changes--) {
    const places = [...placesIn(copy)]
    if (places.length === 0) return random.of(VALUES)
    const { holder, key } = random.of(places)
    const kind = random.whole(4)
    if (kind === 0) Reflect.set(holder, key, random.of(VALUES))
    else if (kind === 1) Reflect.deleteProperty(holder, key)
    else if (kind === 2) Reflect.set(holder, key, [Reflect.get(holder, key)])
    else {
      const other = random.of(places)
      Reflect.set(holder, key, structuredClone(Reflect.get(other.holder, other.key)))
    }
  }
  return copy
}

function* placesIn(value: unknown): Generator<{ readonly holder: object; readonly key: string }> {
  if (typeof value !== 'object' || value === null) return
  for (const [key, child] of Object.entries(value)) {
    yield { holder: value, key }
    yield* placesIn(child)
  }
}
