import { describe, expect, test } from 'vitest'
import { inWords, PROBLEM_CODES, type Problem } from '../../src/problems/problem.ts'
import type { Language } from '../../src/problems/texts.ts'

type Facts = { readonly [P in Problem as P['code']]?: Partial<Omit<P, 'code'>> }

/** Facts that a text looks up in a table of words: a stand-in has none of the table's keys. */
const FACTS: Facts = {
  'directory.filter_syntax': { fault: 'unclosed' }
}

/** Stands for any other fact: a text, the number 2, a list of one, a record of itself. Which facts a code has is known to its type alone. */
const anyFact: unknown = new Proxy(() => undefined, {
  get: (_target, key) => {
    if (key === Symbol.toPrimitive) return (hint: string) => (hint === 'number' ? 2 : 'fact')
    if (key === Symbol.iterator) return () => [anyFact][Symbol.iterator]()
    return key === 'length' ? 1 : anyFact
  },
  apply: () => anyFact
})

function words(code: Problem['code'], language: Language): { message: string; remedy: string } {
  const given: Record<string, unknown> = { ...FACTS[code], code }
  const facts = new Proxy(given, { get: (target, key) => (key in target ? Reflect.get(target, key) : anyFact) })
  // No schema makes this one: whatever facts the code has, they are there.
  const { message, remedy } = inWords(facts as unknown as Problem, language)
  return { message: `${message}`, remedy: `${remedy}` }
}

describe.each(PROBLEM_CODES)('%s', (code) => {
  test('is named after its area', () => {
    expect(code).toMatch(/^(config|directory|mapping|plan|run|service|state)\.[a-z0-9_]+$/)
  })

  test('says in English what happened and what to do', () => {
    for (const text of Object.values(words(code, 'en'))) {
      expect(text).toMatch(/\w+ \w+/)
      expect(text).not.toMatch(/\p{Script=Hiragana}|\p{Script=Katakana}|undefined|NaN|\[object/u)
    }
  })

  test('says in Japanese what happened and what to do', () => {
    for (const text of Object.values(words(code, 'ja'))) {
      expect(text).toMatch(/\p{Script=Hiragana}.*[。)）]$/su)
      expect(text).not.toMatch(/undefined|NaN|\[object/)
    }
  })
})
