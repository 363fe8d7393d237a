import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { LANGUAGES } from '../../src/problems/texts.ts'
import { texts } from '../../src/report/texts/texts.ts'
import { EXIT, worstOf } from '../../src/run/exit-code.ts'

const page = readFileSync(join(import.meta.dirname, '..', '..', 'docs', 'exit-codes.md'), 'utf8')
const codes = Object.values(EXIT)

test('docs/exit-codes.md has a row for each code and no other', () => {
  const rows = [...page.matchAll(/^\| (\d+) \| ([^|]+) \| ([^|]+) \|$/gm)]
  expect(rows.map(([, code]) => Number(code))).toEqual([...codes].sort((a, b) => a - b))
  for (const [, , meaning = '', cure = ''] of rows) expect([meaning.trim(), cure.trim()]).not.toContain('')
})

test('the order that the page gives is the order in which they win', () => {
  const [, ending = ''] = /ends the run: ([\d, ]+)\./.exec(page) ?? []
  const order = [...ending.split(', ').map(Number), EXIT.held, EXIT.someFailed, EXIT.done]
  expect(order).toHaveLength(codes.length)
  for (const [index, code] of order.entries()) expect(worstOf(order.slice(index).reverse())).toBe(code)
})

test.each(LANGUAGES)('each code has its words (%s)', (language) => {
  for (const code of codes) expect(texts(language).exit(code)).not.toContain('?')
})
