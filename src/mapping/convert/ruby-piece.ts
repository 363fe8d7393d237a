import { WORD } from './ruby-property.ts'

/** A piece of the pattern in JavaScript, and what has to be known of it to judge what stands around it. */
export interface Piece {
  readonly source: string
  /** Lengths of what it matches, in characters. */
  readonly min: number
  readonly max: number
  /** Capture groups in it, and those of them that are set whenever it has matched. */
  readonly captures: readonly number[]
  readonly sets: readonly number[]
  /** A single character under `(?i)`: adjacent ones are folded together. */
  readonly folds?: string
  /** Anchors and look-arounds: can't be repeated. */
  readonly zeroWidth?: true
}

/** Without the flag `m` these are the text's own ends. Line ends are written out: JavaScript's take \r, U+2028 and U+2029 too. Its `\b` is ASCII. */
const START = '^'
const END = '$'
export const ANCHORS = new Map([
  ['A', START],
  ['z', END],
  ['Z', `(?=\\n?${END})`],
  ['b', `(?:(?<=${WORD})(?!${WORD})|(?<!${WORD})(?=${WORD}))`],
  ['B', `(?:(?<=${WORD})(?=${WORD})|(?<!${WORD})(?!${WORD}))`]
])
export const LINE_START = `(?:${START}|(?<=\\n)(?!${END}))`
export const LINE_END = `(?=\\n|${END})`
/** V8 also looks for empty matches between the halves of a surrogate pair; this holds nowhere there. */
export const BETWEEN_CHARACTERS = `(?:(?=[\\s\\S])|${END})`
/** Ruby's \R never gives half of a CR LF back. */
export const LINE_BREAK = '(?:\\r\\n|(?!\\r\\n)[\\n-\\r\\x85\\u2028\\u2029])'

/** Onigmo's ONIG_MAX_REPEAT_NUM. */
export const MAX_REPEAT = 100_000

export function repetition(found: RegExpExecArray): { readonly min: number; readonly max: number } {
  const [text, low, comma, high, upTo] = found
  if (text === '*') return { min: 0, max: Infinity }
  if (text === '+') return { min: 1, max: Infinity }
  if (text === '?') return { min: 0, max: 1 }
  if (upTo !== undefined) return { min: 0, max: Number(upTo) }
  if (comma === undefined) return { min: Number(low), max: Number(low) }
  return { min: Number(low), max: high === '' || high === undefined ? Infinity : Number(high) }
}

export function one(source: string): Piece {
  return { source, min: 1, max: 1, captures: [], sets: [] }
}

export function anchor(source: string): Piece {
  return { source, min: 0, max: 0, captures: [], sets: [], zeroWidth: true }
}
