import { Stop } from '../../model/result.ts'
import type { RubyRefusal } from '../../problems/mapping.ts'

/** A cursor over the characters (code points) of a Ruby pattern. */
export class RubyReader {
  readonly #pattern: string
  readonly #characters: readonly string[]
  position = 0

  constructor(pattern: string) {
    this.#pattern = pattern
    this.#characters = Array.from(pattern)
  }

  get atEnd(): boolean {
    return this.position >= this.#characters.length
  }

  /** The character `ahead` of the cursor; empty past the end. */
  peek(ahead = 0): string {
    return this.#characters[this.position + ahead] ?? ''
  }

  next(): string {
    const character = this.peek()
    this.position += 1
    return character
  }

  /** Steps over `text` if it comes next. */
  take(text: string): boolean {
    const wanted = Array.from(text)
    if (!wanted.every((character, index) => this.peek(index) === character)) return false
    this.position += wanted.length
    return true
  }

  /** Steps over what a sticky expression matches here. */
  match(expression: RegExp): RegExpExecArray | null {
    const found = expression.exec(this.#characters.slice(this.position).join(''))
    if (found === null || found.index !== 0) return null
    this.position += Array.from(found[0]).length
    return found
  }

  /** Ends the translation: `construct`, which began at `from`, is refused. */
  refuse(reason: RubyRefusal, construct: string, from = this.position): never {
    throw new Stop({ code: 'mapping.pattern_refused', pattern: this.#pattern, construct, position: from + 1, reason })
  }

  /** What was read since `from`, to name it in a refusal. */
  since(from: number): string {
    return this.#characters.slice(from, this.position).join('')
  }
}

/**
 * The character that an escape stands for, the cursor being behind the backslash and its letter; undefined: `letter` is no such escape.
 * `\u{3042 3044}` gives several.
 */
export function escapedCharacters(reader: RubyReader, letter: string, from: number): string[] | undefined {
  const simple = SIMPLE_ESCAPES.get(letter)
  if (simple !== undefined) return [simple]
  if (letter === 'x') {
    const digits = reader.match(/[0-9A-Fa-f]{1,2}/)
    if (digits === null) return reader.refuse('invalid_in_ruby', `\\x${reader.peek()}`, from)
    return [asciiOnly(reader, Number.parseInt(digits[0], 16), from)]
  }
  if (letter === '0') {
    const digits = reader.match(/[0-7]{1,2}/)
    return [asciiOnly(reader, Number.parseInt(digits?.[0] ?? '0', 8), from)]
  }
  if (letter === 'u') {
    const found = reader.match(/([0-9A-Fa-f]{4})|\{\s*([0-9A-Fa-f]{1,6}(?:\s+[0-9A-Fa-f]{1,6})*)\s*\}/)
    if (found === null) return reader.refuse('invalid_in_ruby', '\\u', from)
    return (found[1] ?? found[2] ?? '').split(/\s+/).map((hex) => {
      const code = Number.parseInt(hex, 16)
      if (code > 0x10ffff || (code >= 0xd800 && code <= 0xdfff))
        reader.refuse('invalid_in_ruby', reader.since(from), from)
      return String.fromCodePoint(code)
    })
  }
  if (letter === 'c' || letter === 'C' || letter === 'M') return reader.refuse('no_counterpart', `\\${letter}`, from)
  return undefined
}

const SIMPLE_ESCAPES = new Map([
  ['t', '\t'],
  ['n', '\n'],
  ['r', '\r'],
  ['f', '\f'],
  ['v', '\v'],
  ['a', '\x07'],
  ['e', '\x1b']
])

/** `\x80` and above are single bytes of a UTF-8 sequence in Ruby, not characters. */
function asciiOnly(reader: RubyReader, code: number, from: number): string {
  if (code > 0x7f) reader.refuse('no_counterpart', reader.since(from), from)
  return String.fromCharCode(code)
}

/** A character that stands for itself, inside classes and outside, with the flag `v`. */
export function literal(character: string): string {
  if (/[0-9A-Za-z]/.test(character) || character > '\u007f') return character
  return `\\x${character.charCodeAt(0).toString(16).padStart(2, '0')}`
}
