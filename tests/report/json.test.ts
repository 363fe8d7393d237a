import fc from 'fast-check'
import { expect, test } from 'vitest'
import { REASONS } from '../../src/plan/operation.ts'
import { LANGUAGES } from '../../src/problems/texts.ts'
import { asciiJson } from '../../src/report/ascii-json.ts'
import { REASON_TEXTS } from '../../src/report/reasons.ts'
import { operationDocument, problemDocument } from '../../src/report/run-document.ts'

test('JSON is pure ASCII and means the same', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      const json = asciiJson({ text })
      expect(json).toMatch(/^[\x20-\x7e]*$/)
      expect(JSON.parse(json)).toEqual({ text })
    })
  )
})

test('a character outside the basic plane is a pair of escapes, a lone surrogate one', () => {
  expect(asciiJson('𠮷')).toBe('"\\ud842\\udfb7"')
  expect(asciiJson('\ud842')).toBe('"\\ud842"')
})

test.each(REASONS)('the reason %s has words', (reason) => {
  for (const language of LANGUAGES) expect(REASON_TEXTS[reason][language]).toMatch(/\S/)
})

test('a refused operation tells what the service answered', () => {
  const document = operationDocument(
    {
      id: '1',
      kind: 'user',
      action: 'create',
      anchor: 'a',
      externalId: null,
      scimId: null,
      name: 'taro@example.jp',
      dn: 'CN=taro',
      reason: 'new',
      changes: [],
      members: { add: [], remove: [], addTotal: 0, removeTotal: 0 },
      status: 'failed',
      attempts: 2,
      heldBy: [],
      problem: { code: 'run.unexpected', object: 'taro@example.jp', detail: 'x' }
    },
    'ja'
  )
  expect(document.reason).toEqual({ code: 'new', text: 'ディレクトリに新規追加' })
  expect(document.result).toMatchObject({
    status: 'failed',
    attempts: 2,
    error: { code: 'run.unexpected', status: null, detail: 'x', requestId: null }
  })
})

test('a problem without facts of its object has nulls in their place', () => {
  expect(problemDocument({ code: 'run.unknown_plan', object: '0a1b' }, 'en')).toMatchObject({
    severity: 'error',
    object: '0a1b',
    dn: null,
    attribute: null
  })
})
