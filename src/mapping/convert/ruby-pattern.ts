import { bad, good, type Result, Stop } from '../../model/result.ts'
import type { RubyRefusal } from '../../problems/mapping.ts'
import { translateSyntax } from './ruby-syntax.ts'

/**
 * A Ruby (Onigmo) regular expression as a JavaScript one of the same meaning on UTF-8 text, with the flags `g` and `v`.
 * Problem `mapping.pattern_refused` names the construct that has no such translation.
 * https://docs.ruby-lang.org/en/3.4/Regexp.html
 */
export function translateRubyPattern(pattern: string): Result<RegExp> {
  try {
    return good(new RegExp(translateSyntax(pattern), 'gv'))
  } catch (error) {
    if (error instanceof Stop) return bad(error.problem)
    if (!(error instanceof SyntaxError)) throw error
    return bad({ code: 'mapping.pattern_refused', pattern, construct: pattern, position: 1, reason: 'no_counterpart' })
  }
}

/**
 * The replacement text of Ruby's `gsub` as one for JavaScript's `replace`: `\0 \& \1 … \9 \k<name> \` \' \\`; `$` stands for itself.
 * With `pattern` (the translated one) groups that it lacks become the empty text, as in Ruby, and unknown names are refused.
 * Problem `mapping.replacement_refused`.
 * https://docs.ruby-lang.org/en/3.4/String.html#class-String-label-Substitution+Methods
 */
export function translateRubyReplacement(replacement: string, pattern?: RegExp): Result<string> {
  const groups = pattern === undefined ? undefined : groupsOf(pattern)
  const refused = (reason: RubyRefusal, construct: string, index: number): Result<string> =>
    bad({
      code: 'mapping.replacement_refused',
      replacement,
      construct,
      position: Array.from(replacement.slice(0, index)).length + 1,
      reason
    })
  let translated = ''
  for (const found of replacement.matchAll(/\\(?:([0-9])|k<([^>]*)(>?)|([\s\S]?))|[^\\]+/gu)) {
    const [text, number, name, closed, letter] = found
    if (number === '0' || letter === '&') translated += '$&'
    else if (number !== undefined) {
      // Ruby ignores numbers in a pattern with named groups. Two digits: what follows can't be taken for a second one.
      if (groups === undefined || (groups.names.length === 0 && Number(number) <= groups.count))
        translated += `$0${number}`
    } else if (name !== undefined) {
      if (closed === '') return refused('invalid_in_ruby', text, found.index)
      if (groups !== undefined && !groups.names.includes(name)) return refused('no_such_group', text, found.index)
      translated += `$<${name}>`
    } else if (letter === '`' || letter === "'") translated += `$${letter}`
    else if (letter === '+') return refused('no_counterpart', text, found.index)
    else if (letter === '\\') translated += '\\'
    else translated += text.replaceAll('$', '$$$$')
  }
  return good(translated)
}

function groupsOf(pattern: RegExp): { readonly count: number; readonly names: readonly string[] } {
  const match = new RegExp(`${pattern.source}|`, pattern.flags).exec('')
  return { count: (match?.length ?? 1) - 1, names: Object.keys(match?.groups ?? {}) }
}
