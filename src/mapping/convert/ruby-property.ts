/**
 * Ruby's POSIX brackets and `\p{…}` as members of a JavaScript character class (flag `v`). Brackets are Unicode-aware in Ruby on UTF-8
 * strings, unlike `\w \d \s \h`, which are ASCII (https://docs.ruby-lang.org/en/3.4/Regexp.html).
 */
const POSIX: Readonly<Record<string, string>> = {
  alnum: '\\p{Alphabetic}\\p{Nd}',
  alpha: '\\p{Alphabetic}',
  ascii: '\\0-\\x7F',
  blank: '\\p{Zs}\\t',
  cntrl: '\\p{Cc}',
  digit: '\\p{Nd}',
  graph: '[[\\0-\\u{10FFFF}]--[\\p{White_Space}\\p{Cc}\\p{Cn}\\p{Cs}]]',
  lower: '\\p{Lowercase}',
  print: '[[\\0-\\u{10FFFF}]--[[\\p{White_Space}--\\p{Zs}]\\p{Cc}\\p{Cn}\\p{Cs}]]',
  punct: '\\p{P}$+<=>\\^`\\|~',
  space: '\\p{White_Space}',
  upper: '\\p{Uppercase}',
  word: '\\p{Alphabetic}\\p{M}\\p{Nd}\\p{Pc}',
  xdigit: '0-9A-Fa-f'
}

/** What `\b` looks at in Ruby: Unicode word characters, although `\w` is ASCII, and ² ³ ¹ ¼ ½ ¾, which `[[:word:]]` hasn't. */
export const WORD = `[${POSIX['word']}\\xB2\\xB3\\xB9\\xBC-\\xBE]`

/** Sets that hold all case variants of each of their characters: `(?i)` can't change what they match. */
const CASELESS = new Set([
  'alnum',
  'alpha',
  'ascii',
  'blank',
  'cntrl',
  'digit',
  'graph',
  'print',
  'punct',
  'space',
  'word'
])

const CASELESS_CATEGORY = /^(?:Nd|No|Z.?|P.?)$/
const CASELESS_SCRIPT = /^(?:Han|Hiragana|Katakana)$/

const BINARY = ['Alphabetic', 'Any', 'Emoji', 'Ideographic', 'Lowercase', 'Uppercase', 'White_Space'] as const

export interface CharacterSet {
  /** Goes between the brackets of a class. */
  readonly members: string
  /** Whether `(?i)` leaves it as it is. */
  readonly caseless: boolean
}

/** `[:alpha:]` by its name; undefined: Ruby has no such bracket. */
export function posixBracket(name: string): CharacterSet | undefined {
  const members = Object.hasOwn(POSIX, name) ? POSIX[name] : undefined
  return members === undefined ? undefined : { members, caseless: CASELESS.has(name) }
}

/** `\p{name}`: POSIX names, general categories, scripts, a few binary properties, all without regard to case, `_`, `-` and blanks; undefined: unknown. */
export function unicodeProperty(name: string): CharacterSet | undefined {
  const bare = name.toLowerCase().replace(/[ _-]/g, '')
  if (bare !== 'punct') {
    const posix = posixBracket(bare)
    if (posix !== undefined) return posix
  }
  const binary = BINARY.find((property) => property.toLowerCase().replace('_', '') === bare)
  if (binary !== undefined) {
    return { members: `\\p{${binary}}`, caseless: binary !== 'Lowercase' && binary !== 'Uppercase' }
  }
  const words = name.split(/[ _-]+/).map((word) => word.slice(0, 1).toUpperCase() + word.slice(1).toLowerCase())
  const category = `\\p{General_Category=${words.join('_')}}`
  if (isKnown(category)) return { members: category, caseless: CASELESS_CATEGORY.test(words.join('_')) }
  const script = words.join('_')
  if (!isKnown(`\\p{Script=${script}}`)) return undefined
  return { members: `\\p{Script=${script}}`, caseless: CASELESS_SCRIPT.test(script) }
}

function isKnown(property: string): boolean {
  try {
    return new RegExp(property, 'v').source !== ''
  } catch {
    return false
  }
}
