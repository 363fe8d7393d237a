import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseConfig } from '../../src/config/load-config.ts'
import { mutatedText, Random } from './random.ts'
import { expectWords, type Target } from './target.ts'
import { openWorld } from './world.ts'

/** config.yml with slips of every sort: it is taken, or each problem says where in the file it is. */
export const configFiles: Target = {
  name: 'config',
  async open() {
    const world = await openWorld({
      more: 'safety:\n  users: { delete: { floor: 1, percent: 2, max: 3 } }\nrun: { max_duration: 5 }'
    })
    const ours = world.product.config
    await world.close()
    const vendors = readFileSync(join(import.meta.dirname, '..', 'config', 'vendor-sample.yml'), 'utf8')
    return {
      async attempt(seed) {
        const random = new Random(seed)
        const text = mutatedText(random.of([ours, vendors]), random)
        const parsed = parseConfig(text, '/etc/dirsync/config.yml')
        const problems = parsed.ok ? parsed.value.warnings : parsed.problems
        expectWords(problems)
        const lines = text.split(/\r\n|[\r\n]/).length
        for (const problem of problems) {
          const line = 'line' in problem ? problem.line : null
          if (typeof line !== 'number' || line < 1 || line > lines + 1)
            throw new Error(`${problem.code} is at line ${line} of ${lines}`)
        }
      },
      close: async () => {}
    }
  }
}
