import { describe, expect, test } from 'vitest'
import { inWords } from '../../src/problems/problem.ts'
import { located, problemsOf, rules, withBinding, withUser } from './support.ts'

function converted(text: string, path: string, value: string): string {
  const rule = rules(text)[path]
  if (rule?.kind !== 'bound') return 'not bound'
  return rule.convert.reduce(
    (result, step) => (step.kind === 'regex' ? result.replace(step.pattern, step.replacement) : result),
    value
  )
}

describe('conversions', () => {
  test("the vendor's patterns are Ruby's", () => {
    const convert = (pattern: string, replacement: string) =>
      withUser(`convert:\n  userName:\n    - pattern: '${pattern}'\n      replacement: '${replacement}'`)
    expect(converted(convert('@example.com', '@example.jp'), 'userName', 'a@example.com@example.com')).toBe(
      'a@example.jp@example.jp'
    )
    expect(converted(convert('\\z', '@example.jp'), 'userName', 'taro')).toBe('taro@example.jp')
    expect(converted(convert('(\\h+)-(?<x>y)', '$1'), 'userName', 'ff-y')).toBe('$1')
  })

  test('what cannot be translated is refused by name, in its place', () => {
    const [problem, ...others] = problemsOf(
      withUser("convert:\n  userName:\n    - pattern: '(?~abc)'\n      replacement: ''")
    )
    expect(others).toEqual([])
    expect(problem).toMatchObject({
      code: 'config.pattern',
      object: 'iid.scim.attribute.user.convert.userName[0].pattern',
      line: 16,
      column: 24
    })
    expect(problem && inWords(problem, 'ja').message).toContain('(?~')
  })

  test('those of the binding come first, those of the section convert after them', () => {
    const text = withUser("convert: { title: [{ pattern: 'b', replacement: 'c' }] }").replace(
      '          userName',
      "          title: { from: title, convert: [{ regex: { pattern: 'a', replacement: 'b' } }] }\n          userName"
    )
    expect(converted(text, 'title', 'a')).toBe('c')
  })

  test('each kind compiles to itself', () => {
    const rule = rules(
      withBinding(
        "title: { from: title, convert: [lowercase, trim, nfkc, { phone: { country: JP } }, { map: { 営業: Sales } }, { template: '{value}@x' }] }"
      )
    )['title']
    expect(rule?.kind === 'bound' && rule.convert).toEqual([
      { kind: 'lowercase' },
      { kind: 'trim' },
      { kind: 'nfkc' },
      { kind: 'phone', country: 'JP' },
      { kind: 'map', table: new Map([['営業', 'Sales']]) },
      { kind: 'template', template: '{value}@x' }
    ])
  })

  test.each([
    ['upper', 'config.not_allowed', 43],
    ['{ phone: { country: jp } }', 'config.malformed', 63],
    ['{ phone: { country: XX } }', 'config.malformed', 63],
    ["{ template: 'x' }", 'config.malformed', 55],
    ["{ template: '{value}{x}' }", 'config.malformed', 55],
    ['{ map: { A: 1 } }', 'config.wrong_type', 55],
    ['{}', 'config.malformed', 43],
    ["{ template: '{value}', map: {} }", 'config.malformed', 43],
    ['{ uppercase: true }', 'config.unknown_key', 45]
  ])('%s is none', (converter, code, column) => {
    expect(problemsOf(withBinding(`title: { from: title, convert: [${converter}] }`))).toEqual([
      expect.objectContaining({ code, line: 14, column })
    ])
  })

  test('a conversion of what is not bound is an error; of what is bound by default it is not', () => {
    const convert = (attribute: string) =>
      located(withUser(`convert: { ${attribute}: [{ pattern: a, replacement: b }] }`))
    expect(convert('title')).toEqual(['config.not_bound iid.scim.attribute.user.convert.title 14:20'])
    expect(convert('externalId')).toEqual([])
    expect(convert('userName')).toEqual([])
  })
})
