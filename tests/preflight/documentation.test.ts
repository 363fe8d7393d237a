import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { CHECKS } from '../../src/preflight/catalogue.ts'

test('docs/preflight.md lists every check by its id, and no other', () => {
  const text = readFileSync(join(import.meta.dirname, '..', '..', 'docs', 'preflight.md'), 'utf8')
  const listed = [...text.matchAll(/^\| `((?:host|directory|service|state)\.\w+)` \|/gm)].map((match) => match[1])
  expect(listed).toEqual(Object.keys(CHECKS))
})
