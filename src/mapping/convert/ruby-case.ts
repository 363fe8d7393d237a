import { literal } from './ruby-reader.ts'

/**
 * Characters that Ruby's `(?i)` holds equal to several others (Unicode's full case folding: ß is ss, ﬁ is fi), by what they fold to.
 * JavaScript's `i` knows the simple folding only, so these are written out.
 */
const LONG_FOLDS: ReadonlyMap<string, readonly string[]> = longFolds()

function longFolds(): Map<string, string[]> {
  const folds = new Map<string, string[]>()
  for (let code = 0x80; code <= 0xfb17; code++) {
    const character = String.fromCharCode(code)
    const folded =
      character.toUpperCase().toLowerCase().normalize('NFC') === character
        ? character.toUpperCase().toLowerCase()
        : fold(character)
    if (Array.from(folded).length > 1) folds.set(folded, [...(folds.get(folded) ?? []), character])
  }
  return folds
}

function fold(character: string): string {
  const upper = character.toUpperCase()
  return Array.from(upper).length > 1 ? upper.toLowerCase() : character.toLowerCase()
}

/** Whether a character from `first` to `last` (code points) folds to several. */
export function hasLongFold(first: number, last: number): boolean {
  for (let code = Math.max(first, 0x80); code <= Math.min(last, 0xfb17); code++) {
    if (Array.from(fold(String.fromCharCode(code))).length > 1) return true
  }
  return false
}

/**
 * A run of characters under `(?i)`, with every way to write it that Ruby takes for equal.
 * @returns undefined where the run holds a fold that can't be written out safely.
 */
export function withoutCase(run: readonly string[]): string | undefined {
  const folded = run.map((character) => character.toLowerCase())
  for (const character of run) {
    const code = character.codePointAt(0) ?? 0
    if (hasLongFold(code, code)) return undefined
  }
  let source = ''
  let at = 0
  while (at < run.length) {
    const end = regionEnd(folded, at)
    if (end - at > 8) return undefined
    source += end === at + 1 ? literal(run[at] ?? '') : written(folded.slice(at, end))
    at = end
  }
  return `(?i:${source})`
}

/** Where the chain of overlapping folds that begins at `at` ends; `at + 1` without any. */
function regionEnd(folded: readonly string[], at: number): number {
  let end = at + 1
  for (let start = at; start < end; start++) {
    for (const length of [2, 3]) {
      if (LONG_FOLDS.has(folded.slice(start, start + length).join('')) && start + length <= folded.length)
        end = Math.max(end, start + length)
    }
  }
  return end
}

function written(characters: readonly string[]): string {
  const [first, ...rest] = characters
  if (first === undefined) return ''
  const ways = [literal(first) + written(rest)]
  for (const length of [2, 3]) {
    if (length > characters.length) continue
    for (const short of LONG_FOLDS.get(characters.slice(0, length).join('')) ?? [])
      ways.push(short + written(characters.slice(length)))
  }
  return ways.length === 1 ? (ways[0] ?? '') : `(?:${ways.join('|')})`
}
