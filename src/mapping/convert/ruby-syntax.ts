import { isPartOfFold, withoutCase } from './ruby-case.ts'
import { readClass, readSetEscape } from './ruby-class.ts'
import { type Options, readOptions } from './ruby-options.ts'
import {
  ANCHORS,
  anchor,
  BETWEEN_CHARACTERS,
  LINE_BREAK,
  LINE_END,
  LINE_START,
  MAX_REPEAT,
  one,
  type Piece,
  repetition
} from './ruby-piece.ts'
import { escapedCharacters, literal, RubyReader } from './ruby-reader.ts'

/**
 * Translates by recursive descent. Throws Stop with `mapping.pattern_refused` for what can't be translated to the same meaning.
 * @returns the source of a JavaScript expression for the flag `v`.
 */
export function translateSyntax(pattern: string): string {
  const first = new Translation(pattern, false)
  const source = first.whole()
  return first.names.size > 0 ? new Translation(pattern, true).whole() : source
}

class Translation {
  readonly #reader: RubyReader
  /** In Ruby plain groups capture nothing in a pattern that has named ones. */
  readonly #namedOnly: boolean
  readonly names = new Map<string, number>()
  #groups = 0
  /** Groups that are certainly set where the cursor is. */
  #known: ReadonlySet<number> = new Set()
  #lookBehinds = 0

  constructor(pattern: string, namedOnly: boolean) {
    this.#reader = new RubyReader(pattern)
    this.#namedOnly = namedOnly
  }

  whole(): string {
    const piece = this.#alternatives({ ignoreCase: false, multiLine: false, extended: false })
    if (!this.#reader.atEnd) this.#reader.refuse('invalid_in_ruby', ')')
    return piece.min === 0 ? `${BETWEEN_CHARACTERS}(?:${piece.source})` : piece.source
  }

  #alternatives(options: Options, topOfLookBehind = false): Piece {
    const before = this.#known
    const from = this.#reader.position
    const branches = [this.#sequence(options)]
    while (this.#reader.take('|')) {
      this.#known = before
      branches.push(this.#sequence(options))
    }
    const [only] = branches
    if (branches.length === 1 && only !== undefined) return only
    this.#known = before
    const min = Math.min(...branches.map((branch) => branch.min))
    const max = Math.max(...branches.map((branch) => branch.max))
    if (this.#lookBehinds > 0 && !topOfLookBehind && min !== max)
      this.#reader.refuse('invalid_in_ruby', `(?<…${this.#reader.since(from)}`, from)
    return {
      source: branches.map((branch) => branch.source).join('|'),
      min,
      max,
      captures: branches.flatMap((branch) => branch.captures),
      sets: []
    }
  }

  #sequence(options: Options): Piece {
    const pieces: Piece[] = []
    for (;;) {
      this.#skipIgnored(options)
      const next = this.#reader.peek()
      if (next === '' || next === '|' || next === ')') break
      const from = this.#reader.position
      const known = this.#known
      const read = this.#quantified(this.#atoms(options), options, from)
      pieces.push(...read)
      this.#known = new Set([...known, ...read.flatMap((piece) => piece.sets)])
    }
    const sets = pieces.flatMap((piece) => piece.sets)
    return {
      source: this.#joined(pieces),
      min: pieces.reduce((sum, piece) => sum + piece.min, 0),
      max: pieces.reduce((sum, piece) => sum + piece.max, 0),
      captures: pieces.flatMap((piece) => piece.captures),
      sets
    }
  }

  #joined(pieces: readonly Piece[]): string {
    let source = ''
    let run: string[] = []
    const flush = () => {
      if (run.length === 0) return
      const folded = withoutCase(run)
      const text = run.join('')
      if (folded === undefined || (this.#lookBehinds > 0 && folded.includes('|')))
        this.#reader.refuse('would_differ', `(?i) ${text}`)
      source += folded
      run = []
    }
    for (const piece of pieces) {
      if (piece.folds !== undefined) {
        run.push(piece.folds)
        continue
      }
      flush()
      source += piece.source
    }
    flush()
    return source
  }

  /** Comments, and in extended mode blanks: they may also stand between an atom and its quantifier. */
  #skipIgnored(options: Options): void {
    for (;;) {
      if (this.#reader.peek() === '(' && this.#reader.peek(1) === '?' && this.#reader.peek(2) === '#') {
        if (this.#reader.match(/\(\?#(?:[^\\)]|\\[\s\S])*\)/) === null) this.#reader.refuse('invalid_in_ruby', '(?#')
      } else if (options.extended && /[^\S\n-\r ]/.test(this.#reader.peek()) && this.#reader.peek() > '\u007f') {
        this.#reader.refuse('would_differ', '(?x)')
      } else if (!options.extended || this.#reader.match(/[\t-\r ]|#[^\n]*/) === null) return
    }
  }

  /** The last atom takes the quantifier that follows. */
  #quantified(atoms: readonly Piece[], options: Options, from: number): readonly Piece[] {
    this.#skipIgnored(options)
    const quantifierAt = this.#reader.position
    const found = this.#reader.match(/[*+?]|\{(\d+)(?:(,)(\d*))?\}|\{,(\d+)\}/)
    const atom = atoms.at(-1)
    if (found === null || atom === undefined) return atoms
    const { min, max } = repetition(found)
    const construct = this.#reader.since(from)
    if (max < min || Math.max(min, max === Infinity ? 0 : max) > MAX_REPEAT)
      this.#reader.refuse('invalid_in_ruby', found[0], quantifierAt)
    if (this.#reader.peek() === '+') this.#reader.refuse('no_counterpart', `${found[0]}+`, quantifierAt)
    const fixed = /^\{\d+\}$/.test(found[0])
    const lazy = this.#reader.take('?')
    if (lazy && fixed) this.#reader.refuse('would_differ', `${found[0]}?`, quantifierAt)
    this.#skipIgnored(options)
    if (/[*+?]/.test(this.#reader.peek()) || this.#startsInterval()) {
      this.#reader.refuse('would_differ', `${this.#reader.since(quantifierAt)}${this.#reader.peek()}`, quantifierAt)
    }
    // JavaScript takes no empty round of a loop, Ruby ends the loop with it.
    if (atom.zeroWidth || atom.min === 0) this.#reader.refuse('would_differ', construct, from)
    // JavaScript forgets what a group held when a new round begins, Ruby keeps it.
    if (max > 1 && atom.captures.length !== atom.sets.length) this.#reader.refuse('would_differ', construct, from)
    if (this.#lookBehinds > 0 && min !== max) this.#reader.refuse('invalid_in_ruby', construct, from)
    // Ruby writes s{2} out before it folds, s+ not.
    if (atom.folds !== undefined && (min > 1 || min === max) && isPartOfFold(atom.folds))
      this.#reader.refuse('would_differ', `(?i) ${construct}`, from)
    const body = atom.folds === undefined ? atom.source : withoutCase([atom.folds])
    if (body === undefined) return this.#reader.refuse('would_differ', `(?i) ${construct}`, from)
    const source = `${body}{${min},${max === Infinity ? '' : max}}${lazy ? '?' : ''}`
    return [
      ...atoms.slice(0, -1),
      { source, min: atom.min * min, max: atom.max * max, captures: atom.captures, sets: min === 0 ? [] : atom.sets }
    ]
  }

  #startsInterval(): boolean {
    const at = this.#reader.position
    const found = this.#reader.match(/\{(?:\d+(?:,\d*)?|,\d+)\}/) !== null
    this.#reader.position = at
    return found
  }

  /** One atom; several only for `\u{3042 3044}`. */
  #atoms(options: Options): readonly Piece[] {
    const from = this.#reader.position
    if (this.#startsInterval()) this.#reader.refuse('invalid_in_ruby', '{')
    const character = this.#reader.next()
    switch (character) {
      case '*':
      case '+':
      case '?':
        return this.#reader.refuse('invalid_in_ruby', character, from)
      case '^':
        return [anchor(LINE_START)]
      case '$':
        return [anchor(LINE_END)]
      case '.':
        return [one(options.multiLine ? '[\\s\\S]' : '[^\\n]')]
      case '[':
        return [one(readClass(this.#reader, options.ignoreCase))]
      case '(':
        return [this.#group(options, from)]
      case '\\':
        return this.#escape(options, from)
      default:
        return [this.#literal(character, options)]
    }
  }

  #literal(character: string, options: Options): Piece {
    return options.ignoreCase ? { ...one(literal(character)), folds: character } : one(literal(character))
  }

  #escape(options: Options, from: number): readonly Piece[] {
    const letter = this.#reader.next()
    if (letter === '') return this.#reader.refuse('invalid_in_ruby', '\\', from)
    const place = ANCHORS.get(letter)
    if (place !== undefined) return [anchor(place)]
    if (letter === 'R')
      return this.#lookBehinds > 0
        ? this.#reader.refuse('invalid_in_ruby', '\\R', from)
        : [{ ...one(LINE_BREAK), max: 2 }]
    if (letter === 'X' || letter === 'G' || letter === 'K')
      return this.#reader.refuse('no_counterpart', `\\${letter}`, from)
    if (letter === 'g' && /[<']/.test(this.#reader.peek())) return this.#reader.refuse('no_counterpart', '\\g', from)
    if (letter === 'k' && /[<']/.test(this.#reader.peek())) return [this.#namedReference(options, from)]
    if (/[1-9]/.test(letter)) {
      const more = this.#reader.match(/[0-9]+/)
      if (more !== null) this.#reader.refuse('would_differ', this.#reader.since(from), from)
      return [this.#reference(Number(letter), options, from)]
    }
    const set = readSetEscape(this.#reader, letter, options.ignoreCase, from)
    if (set !== undefined) return [one(set)]
    return (escapedCharacters(this.#reader, letter, from) ?? [letter]).map((character) =>
      this.#literal(character, options)
    )
  }

  #namedReference(options: Options, from: number): Piece {
    const name = this.#reader.match(/<([^>]*)>|'([^']*)'/)
    const target = name?.[1] ?? name?.[2] ?? ''
    if (/^[1-9]\d?$/.test(target)) return this.#reference(Number(target), options, from)
    const group = this.names.get(target)
    if (group === undefined) return this.#reader.refuse('would_differ', this.#reader.since(from), from)
    return this.#reference(group, options, from, true)
  }

  /** A group that isn't set matches nothing in Ruby and the empty text in JavaScript: only certain ones are let through. */
  #reference(group: number, options: Options, from: number, byName = false): Piece {
    const construct = this.#reader.since(from)
    if (this.#namedOnly && !byName) this.#reader.refuse('invalid_in_ruby', construct, from)
    if (options.ignoreCase || !this.#known.has(group) || this.#lookBehinds > 0)
      this.#reader.refuse('would_differ', construct, from)
    // A digit after it must not become part of the number.
    return { source: `(?:\\${group})`, min: 0, max: Infinity, captures: [], sets: [] }
  }

  #group(options: Options, from: number): Piece {
    if (!this.#reader.take('?'))
      return this.#namedOnly ? this.#enclosed('(?:', options, from) : this.#capture('(', options, from)
    if (this.#reader.take(':')) return this.#enclosed('(?:', options, from)
    for (const kind of ['=', '!', '<=', '<!'] as const) {
      if (this.#reader.take(kind)) return this.#lookAround(`(?${kind}`, options, from)
    }
    const unknown = this.#reader.match(/[>~(]/)
    if (unknown !== null) return this.#reader.refuse('no_counterpart', `(?${unknown[0]}`, from)
    const named = this.#reader.match(/<([^>]*)>|'([^']*)'/)
    if (named !== null) {
      const name = named[1] ?? named[2] ?? ''
      if (!/^[\p{ID_Start}_][\p{ID_Continue}]*$/v.test(name) || this.names.has(name))
        this.#reader.refuse('no_counterpart', this.#reader.since(from), from)
      this.names.set(name, this.#groups + 1)
      return this.#capture(`(?<${name}>`, options, from)
    }
    return this.#optionGroup(options, from)
  }

  /** `(?i:…)`, and `(?i)`, which in Ruby holds to the end of the group around it, alternatives included: `a(?i)b|c` is `a(?i:b|c)`. */
  #optionGroup(options: Options, from: number): Piece {
    const { inner, isolated } = readOptions(this.#reader, options, from)
    if (!isolated) return this.#enclosed('(?:', inner, from)
    const rest = this.#alternatives(inner)
    return { ...rest, source: `(?:${rest.source})` }
  }

  #capture(opening: string, options: Options, from: number): Piece {
    const group = ++this.#groups
    const inner = this.#enclosed(opening, options, from)
    return { ...inner, captures: [group, ...inner.captures], sets: [group, ...inner.sets] }
  }

  #enclosed(opening: string, options: Options, from: number, topOfLookBehind = false): Piece {
    const inner = this.#alternatives(options, topOfLookBehind)
    if (!this.#reader.take(')')) this.#reader.refuse('invalid_in_ruby', '(', from)
    return { ...inner, source: `${opening}${inner.source})` }
  }

  #lookAround(opening: '(?=' | '(?!' | '(?<=' | '(?<!', options: Options, from: number): Piece {
    const behind = opening.includes('<')
    const negative = opening.endsWith('!')
    if (behind) this.#lookBehinds += 1
    const inner = this.#enclosed(opening, options, from, behind)
    if (behind) this.#lookBehinds -= 1
    if (behind && negative && inner.captures.length > 0)
      this.#reader.refuse('invalid_in_ruby', this.#reader.since(from), from)
    return { ...inner, min: 0, max: 0, sets: negative ? [] : inner.sets, zeroWidth: true }
  }
}
