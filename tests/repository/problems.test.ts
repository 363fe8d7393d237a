import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { inWords, PROBLEM_CODES, type Problem } from '../../src/problems/problem.ts'
import type { Language } from '../../src/problems/texts.ts'

const FACT = 'fact'

/** Stands for any fact: a text, the number 2, a list of one, a record of itself. Which facts a code has is known to its type alone. */
const anyFact: unknown = new Proxy(() => undefined, {
  get: (_target, key) => {
    if (key === Symbol.toPrimitive) return (hint: string) => (hint === 'number' ? 2 : FACT)
    if (key === Symbol.iterator) return () => [anyFact][Symbol.iterator]()
    return key === 'length' ? 1 : anyFact
  },
  apply: () => anyFact
})

// Some texts look words up in a table by a fact: while these tests run, each table has an entry for the stand-in.
beforeAll(() => {
  Object.defineProperty(Object.prototype, FACT, { get: () => anyFact, configurable: true })
})
afterAll(() => {
  Reflect.deleteProperty(Object.prototype, FACT)
})

/** Facts that a text has a case for each of. */
const FACTS: { readonly [P in Problem as P['code']]?: Partial<Omit<P, 'code'>> } = {
  'directory.tls_failed': { reason: 'untrusted' }
}

function words(code: Problem['code'], language: Language): string[] {
  const given: Record<string | symbol, unknown> = { ...FACTS[code], code }
  const facts = new Proxy(given, { get: (target, key) => (Object.hasOwn(target, key) ? target[key] : anyFact) })
  // No schema makes this one: whatever facts the code has, they are there.
  const { message, remedy } = inWords(facts as unknown as Problem, language)
  return [`${message}`, `${remedy}`]
}

describe.each(PROBLEM_CODES)('%s', (code) => {
  test('is named after its area', () => {
    expect(code).toMatch(/^(config|directory|mapping|plan|run|secret|service|state)\.[a-z0-9_]+$/)
  })

  test('says in English what happened and what to do', () => {
    for (const text of words(code, 'en')) {
      expect(text).toMatch(/\S/)
      expect(text).not.toMatch(/\p{Script=Hiragana}|undefined|NaN|\[object/u)
    }
  })

  test('says in Japanese what happened and what to do', () => {
    for (const text of words(code, 'ja')) {
      expect(text).toMatch(/\S/)
      expect(text).not.toMatch(/\b(the|was|were|is|are|could|cannot)\b|undefined|NaN|\[object/)
    }
  })
})
