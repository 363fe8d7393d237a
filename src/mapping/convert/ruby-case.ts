import { literal } from './ruby-reader.ts'

/**
 * Ruby's `(?i)`, written out: every character becomes the class of its case variants. JavaScript's own `i` is not used: it takes `\w` for more
 * than ASCII, V8 lets the modifier `(?i:…)` reach classes outside of it, and neither knows Unicode's full case folding (ß is ss, ﬁ is fi).
 */
interface CaseTable {
  /** Character → all that are equal to it, itself included; characters without variants are not in it. */
  readonly variants: ReadonlyMap<string, readonly string[]>
  /** Several characters → the single ones that fold to them: `ss` → ß ẞ. */
  readonly longFolds: ReadonlyMap<string, readonly string[]>
}

/** The last code point with a case variant, in Adlam. */
const LAST_CASED = 0x1e943

let table: CaseTable | undefined

function caseTable(): CaseTable {
  table ??= makeTable()
  return table
}

function makeTable(): CaseTable {
  const groups = new Map<string, string[]>()
  const longFolds = new Map<string, string[]>()
  for (let code = 0x41; code <= LAST_CASED; code++) {
    if (code >= 0xd800 && code <= 0xdfff) continue
    const character = String.fromCodePoint(code)
    append(groups, simpleFold(character), character)
    const long = longFold(character)
    if (long !== undefined) append(longFolds, long, character)
  }
  const variants = new Map<string, readonly string[]>()
  for (const group of groups.values())
    if (group.length > 1) for (const character of group) variants.set(character, group)
  return { variants, longFolds }
}

function append(lists: Map<string, string[]>, key: string, character: string): void {
  const list = lists.get(key)
  if (list === undefined) lists.set(key, [character])
  else list.push(character)
}

/** Unicode's simple case folding (CaseFolding.txt, C and S), as far as which characters share one. ı folds to i in Turkish only. */
function simpleFold(character: string): string {
  if (character === 'ı') return character
  const upper = character.toUpperCase()
  const lower = (isSingle(upper) ? upper : character).toLowerCase()
  return isSingle(lower) ? lower : character
}

/** Full case folding (CaseFolding.txt, F), where it gives several characters. */
function longFold(character: string): string | undefined {
  const upper = character.toUpperCase()
  if (!isSingle(upper)) return upper.toLowerCase()
  const lower = character.toLowerCase()
  if (!isSingle(lower)) return lower
  return lower !== character && !isSingle(lower.toUpperCase()) ? lower.toUpperCase().toLowerCase() : undefined
}

function isSingle(text: string): boolean {
  return text.length === 1 || (text.length === 2 && text.codePointAt(0) !== text.charCodeAt(0))
}

/** Under `(?i)` Ruby takes these for parts of characters of other scripts too: it compares bytes (seen in 3.1). */
const MISTAKEN = ['µ', 'μ', 'Μ']

/**
 * Members of a class that stand for the characters from `first` to `last` whatever their case.
 * @returns undefined where one of them folds to several, and for ranges of letters beyond ASCII, of which Ruby forgets some (`(?i)[à-é]`).
 */
export function rangeWithoutCase(first: string, last: string): string | undefined {
  const from = first.codePointAt(0) ?? 0
  const to = last.codePointAt(0) ?? 0
  const within = (character: string) => {
    const code = character.codePointAt(0) ?? 0
    return code >= from && code <= to
  }
  const { variants, longFolds } = caseTable()
  if (MISTAKEN.some(within)) return undefined
  for (const folders of longFolds.values()) if (folders.some(within)) return undefined
  let members = from === to ? literal(first) : `${literal(first)}-${literal(last)}`
  const added = new Set<string>()
  for (const [character, group] of variants) {
    if (!within(character)) continue
    if (first !== last && character > '\u007f') return undefined
    for (const variant of group) if (!within(variant)) added.add(variant)
  }
  for (const variant of added) members += literal(variant)
  return members
}

/** Whether a character is part of what another one folds to, as s and t are. */
export function isPartOfFold(character: string): boolean {
  const { variants, longFolds } = caseTable()
  const same = variants.get(character) ?? [character]
  for (const sequence of longFolds.keys()) if (same.some((variant) => sequence.includes(variant))) return true
  return false
}

/**
 * A run of characters under `(?i)`, with every way to write it that Ruby takes for equal.
 * @returns undefined where the run holds a fold that can't be written out.
 */
export function withoutCase(run: readonly string[]): string | undefined {
  const { longFolds } = caseTable()
  const folded = run.map(simpleFold)
  if (run.some((character) => longFold(character) !== undefined || MISTAKEN.includes(character))) return undefined
  let source = ''
  let at = 0
  while (at < run.length) {
    const end = regionEnd(folded, at, longFolds)
    if (end - at > LONGEST_REGION) return undefined
    source += written(folded.slice(at, end))
    at = end
  }
  return source
}

/** Overlapping folds in a row (ssss) can be written in a number of ways that grows fast. */
const LONGEST_REGION = 6

/** Where the chain of overlapping folds that begins at `at` ends; `at + 1` without any. */
function regionEnd(folded: readonly string[], at: number, longFolds: CaseTable['longFolds']): number {
  let end = at + 1
  for (let start = at; start < end; start++) {
    for (const length of [2, 3]) {
      const sequence = folded.slice(start, start + length)
      if (sequence.length === length && longFolds.has(sequence.join(''))) end = Math.max(end, start + length)
    }
  }
  return end
}

function written(characters: readonly string[]): string {
  const [first, ...rest] = characters
  if (first === undefined) return ''
  const ways = [anyCase(first) + written(rest)]
  for (const length of [2, 3]) {
    if (length > characters.length) continue
    const short = caseTable().longFolds.get(characters.slice(0, length).join('')) ?? []
    for (const character of short) ways.push(character + written(characters.slice(length)))
  }
  return ways.length === 1 ? (ways[0] ?? '') : `(?:${ways.join('|')})`
}

function anyCase(character: string): string {
  const group = caseTable().variants.get(character)
  return group === undefined ? literal(character) : `[${group.map(literal).join('')}]`
}
