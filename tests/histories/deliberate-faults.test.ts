import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { DELIBERATE_FAULTS } from './deliberate-faults.ts'
import { hunt, mutated } from './mutants.ts'
import { OWN_SOURCE } from './product-code.ts'

describe('a deliberate fault in the product is found by a history', () => {
  test.each(DELIBERATE_FAULTS)('$name', { timeout: 300_000 }, async (mutant) => {
    const { seed } = await hunt(mutant, [mutant.foundBy])
    expect(seed, `another seed may find it: npm run histories -- --mutants`).toBe(mutant.foundBy)
  })
})

describe('the table of deliberate faults', () => {
  test('names texts that stand in the source, each once', () => {
    for (const mutant of DELIBERATE_FAULTS) mutated(mutant, readFileSync(join(OWN_SOURCE, mutant.file), 'utf8'))
  })

  test('is the one in docs/histories.md', () => {
    const docs = readFileSync(join(OWN_SOURCE, '..', 'docs', 'histories.md'), 'utf8')
    const rows = [...docs.matchAll(/^\| (.+?) \| `src\/(.+?)` \| (\d+) \|$/gm)].map(([, name, file, seed]) => [
      name,
      file,
      Number(seed)
    ])
    expect(rows).toEqual(DELIBERATE_FAULTS.map(({ name, file, foundBy }) => [name, file, foundBy]))
  })
})
