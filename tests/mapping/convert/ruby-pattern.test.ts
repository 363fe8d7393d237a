import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { translateRubyPattern, translateRubyReplacement } from '../../../src/mapping/convert/ruby-pattern.ts'
import type { Result } from '../../../src/model/result.ts'
import { inWords } from '../../../src/problems/problem.ts'
import { GSUB_CASES } from './gsub-cases.ts'

function gsub(subject: string, pattern: string, replacement: string): string {
  const translated = orThrow(translateRubyPattern(pattern))
  return subject.replace(translated, orThrow(translateRubyReplacement(replacement, translated)))
}

function orThrow<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(JSON.stringify(result.problems))
  return result.value
}

describe('a Ruby pattern and replacement give what gsub gives in Ruby', () => {
  test.each(GSUB_CASES)('%j → %j on %j is %j', (pattern, replacement, subject, result) => {
    expect(gsub(subject, pattern, replacement)).toBe(result)
  })

  test('one translated pattern serves any number of values', () => {
    const pattern = orThrow(translateRubyPattern('a\\z'))
    expect(['ba', 'ca', 'da'].map((value) => value.replace(pattern, 'x'))).toEqual(['bx', 'cx', 'dx'])
  })
})

describe('what would not mean the same is refused by name', () => {
  test.each([
    ['(?>a)', '(?>', 1, 'no_counterpart'],
    ['x(?~a)', '(?~', 2, 'no_counterpart'],
    ['(a)?(?(1)b|c)', '(?(', 5, 'no_counterpart'],
    ['a++', '++', 2, 'no_counterpart'],
    ['a\\Kb', '\\K', 2, 'no_counterpart'],
    ['\\Ga', '\\G', 1, 'no_counterpart'],
    ['\\X', '\\X', 1, 'no_counterpart'],
    ['(?<n>a)\\g<n>', '\\g', 8, 'no_counterpart'],
    ['(?u)\\w', '(?u)', 1, 'no_counterpart'],
    ['(?<n>a)(?<n>b)', '(?<n>', 8, 'no_counterpart'],
    ['\\cA', '\\c', 1, 'no_counterpart'],
    ['\\xe3\\x81\\x82', '\\xe3', 1, 'no_counterpart'],
    ['\\p{InHiragana}', '\\p{InHiragana}', 1, 'no_counterpart'],
    ['𠮷\\p{Klingon}', '\\p{Klingon}', 2, 'no_counterpart'],
    ['(a*)*', '(a*)*', 1, 'would_differ'],
    ['(?:(a)|b)+', '(?:(a)|b)+', 1, 'would_differ'],
    ['(a)?b\\1', '\\1', 6, 'would_differ'],
    ['(a)\\k<-1>', '\\k<-1>', 4, 'would_differ'],
    ['(a\\1)', '\\1', 3, 'would_differ'],
    ['(a)\\11', '\\11', 4, 'would_differ'],
    ['^*', '^*', 1, 'would_differ'],
    ['a{2}?', '{2}?', 2, 'would_differ'],
    ['a{1,2}+', '{1,2}+', 2, 'no_counterpart'],
    ['a**', '**', 2, 'would_differ'],
    ['[]a]', '[]', 1, 'would_differ'],
    ['\\pL', '\\p', 1, 'would_differ'],
    ['(?i)[[:upper:]]', '(?i) [:upper:]', 6, 'would_differ'],
    ['(?i)[ß]', '(?i) [ß]', 6, 'would_differ'],
    ['(?i)s{2}', '(?i) s{2}', 5, 'would_differ'],
    ['(?i)[a-z&&[^b]]', '(?i) &&', 9, 'would_differ'],
    ['*a', '*', 1, 'invalid_in_ruby'],
    ['a|+', '+', 3, 'invalid_in_ruby'],
    ['a{2,1}', '{2,1}', 2, 'invalid_in_ruby'],
    ['(a', '(', 1, 'invalid_in_ruby'],
    ['a)', ')', 2, 'invalid_in_ruby'],
    ['[a', '[', 1, 'invalid_in_ruby'],
    ['[b-a]', 'b-a', 2, 'invalid_in_ruby'],
    ['[[:foo:]]', '[:foo:]', 2, 'invalid_in_ruby'],
    ['a\\', '\\', 2, 'invalid_in_ruby'],
    ['\\u12', '\\u', 1, 'invalid_in_ruby'],
    ['\\ud800', '\\ud800', 1, 'invalid_in_ruby'],
    ['(?P<n>a)', '(?P', 1, 'invalid_in_ruby'],
    ['(?<n>a)\\1', '\\1', 8, 'invalid_in_ruby'],
    ['(?<=a+)b', 'a+', 5, 'invalid_in_ruby'],
    ['(?<!(a))b', '(?<!(a))', 1, 'invalid_in_ruby'],
    ['(?#a', '(?#', 1, 'invalid_in_ruby']
  ])('%j: %j at %i, %s', (pattern, construct, position, reason) => {
    expect(translateRubyPattern(pattern)).toEqual({
      ok: false,
      problems: [{ code: 'mapping.pattern_refused', pattern, construct, position, reason }]
    })
  })

  test.each([
    ['\\k<m>', '(?<n>a)', '\\k<m>', 'no_such_group'],
    ['x\\k<n', '(?<n>a)', '\\k<n', 'invalid_in_ruby'],
    ['\\+', '(a)', '\\+', 'no_counterpart']
  ])('replacement %j of %j', (replacement, pattern, construct, reason) => {
    const result = translateRubyReplacement(replacement, orThrow(translateRubyPattern(pattern)))
    expect(result).toMatchObject({ ok: false, problems: [{ code: 'mapping.replacement_refused', construct, reason }] })
  })

  test('the words name the pattern, the construct and where it stands, in both languages', () => {
    const refused = translateRubyPattern('a++')
    if (refused.ok) throw new Error('translated')
    for (const language of ['en', 'ja'] as const) {
      const { message, remedy } = inWords(refused.problems[0], language)
      expect(message).toContain('a++')
      expect(message).toMatch(/\b2\b/)
      expect(remedy).toContain('++')
    }
  })
})

describe('for any text', () => {
  const text = fc.string({ unit: 'binary' })
  const escaped = (literal: string) =>
    literal.replace(/[\\^$.*+?()[\]{}|/#&\-\s~]/gu, (c) => (c === '\n' ? '\\n' : `\\${c}`))

  test('\\A…\\z around its escaped form matches it and nothing else', () => {
    fc.assert(
      fc.property(text, text, (literal, other) => {
        const pattern = `\\A(?:${escaped(literal)})\\z`
        expect(gsub(literal, pattern, '')).toBe('')
        if (other !== literal) expect(gsub(other, pattern, '!')).toBe(other)
      })
    )
  })

  test('as a replacement with its backslashes doubled it comes out as it is', () => {
    fc.assert(
      fc.property(text, (replacement) => {
        expect(gsub('a', '(a)', replacement.replaceAll('\\', '\\\\'))).toBe(replacement)
      })
    )
  })

  test('\\z appends once', () => {
    fc.assert(
      fc.property(text, (value) => {
        expect(gsub(value, '\\z', '@x')).toBe(`${value}@x`)
      })
    )
  })

  test('it is translated or refused, never a crash', () => {
    const pattern = fc.string({ unit: fc.constantFrom(...'aé𠮷()[]{}|*+?\\^$.&-:<>=!i1,#pkzx') })
    fc.assert(
      fc.property(pattern, text, (source, value) => {
        const translated = translateRubyPattern(source)
        if (translated.ok) expect(typeof value.slice(0, 20).replace(translated.value, '')).toBe('string')
      })
    )
  })
})
