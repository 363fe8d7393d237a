import { expect, test } from 'vitest'
import { historyOf } from './generate.ts'
import { play } from './play.ts'
import { loadProduct } from './product-code.ts'

const AT_ONCE = 10

/** Tests that the histories of these seeds are clean. A failing one is shrunk by the command that its message names. */
export function areClean(first: number, count: number): void {
  for (let from = first; from < first + count; from += AT_ONCE) {
    test(`${from} to ${from + AT_ONCE - 1}`, { timeout: 300_000 }, async () => {
      const code = await loadProduct()
      for (let seed = from; seed < from + AT_ONCE; seed++) {
        const { violations } = await play(historyOf(seed), code)
        expect(violations, `npm run histories -- --seed ${seed}`).toEqual([])
      }
    })
  }
}
