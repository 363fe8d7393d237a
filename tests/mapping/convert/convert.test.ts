import { describe, expect, test } from 'vitest'
import type { Converter } from '../../../src/mapping/attribute-mapping.ts'
import { convert } from '../../../src/mapping/convert/convert.ts'
import { MAX_PATTERN_INPUT } from '../../../src/mapping/convert/regex.ts'
import { translateRubyPattern } from '../../../src/mapping/convert/ruby-pattern.ts'

const ABOUT = { object: 'taro', dn: 'CN=taro', attribute: 'title' }
const PHONE: Converter = { kind: 'phone', country: 'JP' }

function regex(source: string, replacement: string): Converter {
  const pattern = translateRubyPattern(source)
  if (!pattern.ok) throw new Error(source)
  return { kind: 'regex', pattern: pattern.value, replacement, source }
}

describe('each converter', () => {
  const grades: Converter = {
    kind: 'map',
    table: new Map([
      ['1', '部長'],
      ['2', '']
    ])
  }
  test.each<[string, Converter, string, string | null]>([
    ['lowercase', { kind: 'lowercase' }, 'TARO@Example.JP', 'taro@example.jp'],
    ['lowercase leaves what has no case', { kind: 'lowercase' }, '髙橋𠮷', '髙橋𠮷'],
    ['trim', { kind: 'trim' }, ' \t山田\u3000', '山田'],
    ['trim of blanks leaves nothing', { kind: 'trim' }, ' \u3000', null],
    ['nfkc makes full-width letters ASCII', { kind: 'nfkc' }, 'ＡＢＣ１２３', 'ABC123'],
    ['nfkc makes half-width kana full', { kind: 'nfkc' }, 'ﾔﾏﾀﾞ', 'ヤマダ'],
    ['nfkc composes', { kind: 'nfkc' }, 'か\u3099', 'が'],
    ['nfkc leaves variants that are letters of their own', { kind: 'nfkc' }, '髙𠮷﨑', '髙𠮷﨑'],
    ['map: listed', grades, '1', '部長'],
    ['map: listed as nothing', grades, '2', null],
    ['map: unlisted values stay', grades, '3', '3'],
    ['map looks at the whole value and its case', grades, '11', '11'],
    ['template', { kind: 'template', template: '{value}@x, {value}' }, 'taro', 'taro@x, taro'],
    ['template: $ in a value is a $', { kind: 'template', template: '<{value}>' }, '$&', '<$&>'],
    [
      'template: {value} in a value is not replaced again',
      { kind: 'template', template: '<{value}>' },
      '{value}',
      '<{value}>'
    ],
    ['regex replaces every match', regex('a', 'b'), 'banana', 'bbnbnb'],
    ['regex appends once', regex('\\z', '@example.jp'), '𠮷', '𠮷@example.jp'],
    ['regex that leaves nothing', regex('.*', ''), 'x', null]
  ])('%s', (_, converter, value, converted) => {
    expect(convert(value, [converter], ABOUT)).toEqual({ ok: true, value: converted })
  })

  test('they act in their order', () => {
    const converters: Converter[] = [{ kind: 'nfkc' }, { kind: 'lowercase' }, regex('@old', '@new')]
    expect(convert('Ｔａｒｏ@OLD.jp', converters, ABOUT)).toEqual({ ok: true, value: 'taro@new.jp' })
  })

  test('a pattern is applied to values up to its limit and refused above', () => {
    const converters = [regex('a', 'b')]
    expect(convert('a'.repeat(MAX_PATTERN_INPUT), converters, ABOUT).ok).toBe(true)
    expect(convert('a'.repeat(MAX_PATTERN_INPUT + 1), converters, ABOUT)).toEqual({
      ok: false,
      problems: [{ code: 'mapping.value_too_long', ...ABOUT, length: MAX_PATTERN_INPUT + 1, limit: MAX_PATTERN_INPUT }]
    })
  })
})

describe('phone numbers become RFC 3966 global numbers', () => {
  test.each([
    ['03-1234-5678', 'tel:+81-3-1234-5678'],
    ['(03) 1234-5678', 'tel:+81-3-1234-5678'],
    ['0312345678', 'tel:+81-3-1234-5678'],
    ['０３－１２３４－５６７８', 'tel:+81-3-1234-5678'],
    ['090-1234-5678', 'tel:+81-90-1234-5678'],
    ['0120-123-456', 'tel:+81-120-123-456'],
    ['+81 (0)3-1234-5678', 'tel:+81-3-1234-5678'],
    ['+1 212 555 0100', 'tel:+1-212-555-0100'],
    ['tel:+81-3-1234-5678', 'tel:+81-3-1234-5678'],
    ['tel:+81-3-1234-5678;ext=12', 'tel:+81-3-1234-5678;ext=12'],
    ['03-1234-5678 ext. 12', 'tel:+81-3-1234-5678;ext=12'],
    ['03-1234-5678 内線12', 'tel:+81-3-1234-5678;ext=12'],
    ['03-1234-5678（内線：１２）', 'tel:+81-3-1234-5678;ext=12']
  ])('%s → %s', (value, number) => {
    expect(convert(value, [PHONE], ABOUT)).toEqual({ ok: true, value: number })
  })

  test.each(['1234', '内線12', 'なし', '03-1234-5678 / 03-1234-5679', '03-12', 'call 03-1234-5678 now', '+'])(
    '%s is none',
    (value) => {
      expect(convert(value, [PHONE], ABOUT)).toEqual({
        ok: false,
        problems: [{ code: 'mapping.not_a_phone_number', ...ABOUT, value, country: 'JP' }]
      })
    }
  )

  test('a number without country code is read as one of the country', () => {
    const american: Converter = { kind: 'phone', country: 'US' }
    expect(convert('(212) 555-0100', [american], ABOUT)).toEqual({ ok: true, value: 'tel:+1-212-555-0100' })
  })
})
