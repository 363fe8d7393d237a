import { rangeWithoutCase } from './ruby-case.ts'
import { posixBracket, unicodeProperty } from './ruby-property.ts'
import { escapedCharacters, literal, type RubyReader } from './ruby-reader.ts'

/** `\w \d \s \h` of Ruby are ASCII, and `\s` has the vertical tab. */
export const ASCII_SETS: Readonly<Record<string, string>> = {
  w: '0-9A-Z_a-z',
  d: '0-9',
  s: '\\t-\\r\\x20',
  h: '0-9A-Fa-f'
}

/** `[…]`, the cursor being behind the opening bracket: a JavaScript class for the flag `v`. */
export function readClass(reader: RubyReader, ignoreCase: boolean): string {
  const start = reader.position - 1
  const negated = reader.take('^')
  if (reader.peek() === ']') reader.refuse('would_differ', reader.since(start) + ']', start)
  const operands: string[] = []
  let members = ''
  let pending = ''
  const intersect = () => {
    if (members === '') reader.refuse('would_differ', '&&', reader.position)
    operands.push(`[${members}]`)
    members = ''
  }
  while (!reader.take(']')) {
    if (reader.atEnd) reader.refuse('invalid_in_ruby', '[', start)
    if (reader.take('&&')) {
      // Ruby looks for case variants when the set is complete, which is not the same.
      if (ignoreCase) reader.refuse('would_differ', '(?i) &&', reader.position - 2)
      intersect()
      continue
    }
    const from = reader.position
    const member = readMember(reader, ignoreCase)
    if (member.kind === 'set') {
      if (reader.peek() === '-' && reader.peek(1) !== ']') reader.refuse('would_differ', `${reader.since(from)}-`, from)
      members += member.members
      continue
    }
    pending = member.characters.at(-1) ?? ''
    if (reader.peek() === '-' && reader.peek(1) !== ']') {
      if (reader.peek(1) === '&' && reader.peek(2) === '&')
        reader.refuse('would_differ', `${reader.since(from)}-&&`, from)
      reader.next()
      const to = readMember(reader, ignoreCase)
      const last = to.kind === 'characters' && to.characters.length === 1 ? to.characters[0] : undefined
      const range = reader.since(from)
      if (last === undefined || member.characters.length !== 1) reader.refuse('would_differ', range, from)
      if (range.startsWith('-') || (reader.peek() === '-' && reader.peek(1) !== ']'))
        reader.refuse('would_differ', `${range}-`, from)
      const first = pending.codePointAt(0) ?? 0
      const end = last.codePointAt(0) ?? 0
      if (first > end) reader.refuse('invalid_in_ruby', range, from)
      members += charactersBetween(reader, pending, last, ignoreCase, from)
      continue
    }
    for (const character of member.characters) {
      members += charactersBetween(reader, character, character, ignoreCase, from)
    }
  }
  if (operands.length === 0) return `[${negated ? '^' : ''}${members}]`
  intersect()
  return `[${negated ? '^' : ''}${operands.join('&&')}]`
}

function charactersBetween(reader: RubyReader, first: string, last: string, ignoreCase: boolean, from: number): string {
  if (!ignoreCase) return first === last ? literal(first) : `${literal(first)}-${literal(last)}`
  return rangeWithoutCase(first, last) ?? reader.refuse('would_differ', `(?i) [${reader.since(from)}]`, from)
}

type Member =
  | { readonly kind: 'set'; readonly members: string }
  | { readonly kind: 'characters'; readonly characters: readonly string[] }

function readMember(reader: RubyReader, ignoreCase: boolean): Member {
  const from = reader.position
  const character = reader.next()
  if (character === '[') {
    if (reader.peek() !== ':') {
      if (ignoreCase && reader.peek() === '^') return reader.refuse('would_differ', '(?i) [[^', from)
      return { kind: 'set', members: readClass(reader, ignoreCase) }
    }
    const bracket = reader.match(/:(\^?)([A-Za-z]+):\]/)
    const set = posixBracket(bracket?.[2] ?? '')
    if (set === undefined) return reader.refuse('invalid_in_ruby', bracket === null ? '[:' : `[${bracket[0]}`, from)
    if (ignoreCase && !set.caseless) return reader.refuse('would_differ', `(?i) [${bracket?.[0]}`, from)
    return { kind: 'set', members: `[${bracket?.[1]}${set.members}]` }
  }
  if (character !== '\\') return { kind: 'characters', characters: [character] }
  const letter = reader.next()
  if (letter === '') return reader.refuse('invalid_in_ruby', '\\', from)
  const set = readSetEscape(reader, letter, ignoreCase, from)
  if (set !== undefined) return { kind: 'set', members: set }
  if (letter === 'b') return { kind: 'characters', characters: ['\b'] }
  if (/[1-9]/.test(letter)) return reader.refuse('would_differ', `\\${letter}`, from)
  return { kind: 'characters', characters: escapedCharacters(reader, letter, from) ?? [letter] }
}

/** `\w \d \s \h`, their complements and `\p{…}` as a class; undefined: `letter` is none of them. */
export function readSetEscape(
  reader: RubyReader,
  letter: string,
  ignoreCase: boolean,
  from: number
): string | undefined {
  if ('wdshWDSH'.includes(letter)) return `[${letter < 'a' ? '^' : ''}${ASCII_SETS[letter.toLowerCase()]}]`
  if (letter !== 'p' && letter !== 'P') return undefined
  const name = reader.match(/\{(\^?)([^}]*)\}/)
  if (name === null) return reader.refuse('would_differ', `\\${letter}`, from)
  const set = unicodeProperty(name[2] ?? '')
  if (set === undefined) return reader.refuse('no_counterpart', reader.since(from), from)
  if (ignoreCase && !set.caseless) return reader.refuse('would_differ', `(?i) ${reader.since(from)}`, from)
  return `[${(letter === 'P') !== (name[1] === '^') ? '^' : ''}${set.members}]`
}
