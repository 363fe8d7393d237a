import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { readPlanFile } from '../../src/cli/plan-file.ts'
import { mutatedBytes, mutatedJson, Random } from './random.ts'
import { expectToEnd, expectWords, type Target } from './target.ts'
import { openWorld } from './world.ts'

const PLAN = {
  schemaVersion: 1,
  command: 'plan',
  exitCode: 0,
  planId: '378df571571820fc44a46f90d0671ce2',
  entries: ['["user","create","50f79af6-a2ef-4e20-afbf-f16fa510a06f",null,[["userName","taro@example.jp"]]]'],
  operations: [{ anchor: '50f79af6-a2ef-4e20-afbf-f16fa510a06f', name: 'taro@example.jp', changes: [] }]
}

/** A plan file that somebody edited or that arrived broken: refused, or found to be another plan; never carried out. */
export const planFiles: Target = {
  name: 'plan',
  async open() {
    const world = await openWorld()
    const folder = mkdtempSync(join(tmpdir(), 'dirsync-fuzz-'))
    const file = join(folder, 'plan.json')
    return {
      async attempt(seed) {
        const random = new Random(seed)
        const text = Buffer.from(JSON.stringify(mutatedJson(PLAN, random)))
        writeFileSync(file, random.chance(0.5) ? mutatedBytes(text, random) : text)
        const read = readPlanFile(file)
        if (!read.ok) return expectWords(read.problems)
        world.service.log.clear()
        const outcome = await expectToEnd(world.product.run({ expected: read.value }))
        if (outcome.exitCode !== 4) throw new Error(`a plan of nobody ended with ${outcome.exitCode}`)
        if (world.service.writes().length > 0) throw new Error('it was carried out')
      },
      async close() {
        rmSync(folder, { recursive: true, force: true })
        await world.close()
      }
    }
  }
}
