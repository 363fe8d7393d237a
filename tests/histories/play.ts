import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startDirectory } from '../support/directory/server.ts'
import { startIijId } from '../support/service/iij-id.ts'
import { Company } from './company.ts'
import type { History } from './history.ts'
import type { ProductCode } from './product-code.ts'
import { Theatre } from './theatre.ts'

export interface Verdict {
  readonly violations: readonly string[]
  /** Index of the step after which they showed; the number of steps: at the end. */
  readonly step: number
  /** What the history came to: so that a set of them can be seen to reach what it is made for. */
  readonly tally: ReadonlyMap<string, number>
  /** One line a step: what was done, and how each run ended. */
  readonly account: readonly string[]
}

const BEGINNING = Date.UTC(2026, 0, 5)

/** Plays a history from its first step to equality, on a directory and a service of its own, and ends at the first thing that is wrong. */
export async function play(history: History, code: ProductCode): Promise<Verdict> {
  const scratch = mkdtempSync(join(scratchRoot(), 'dirsync-history-'))
  const clock = { nowMs: BEGINNING, now: () => new Date(clock.nowMs) }
  const { stage } = history
  const company = new Company(clock.now, stage.directory)
  const directory = await startDirectory(company.directory, stage.directory)
  const service = await startIijId({
    ...stage.service,
    seed: history.seed,
    clock: () => clock.nowMs,
    tokens: [{ owner: 'admin-1@example.jp' }, { owner: 'admin-2@example.jp' }]
  })
  try {
    const theatre = new Theatre({ code, company, directory, service, scratch, clock }, stage)
    for (const [index, step] of history.steps.entries()) {
      const violations = await theatre.perform(step)
      if (violations.length > 0) return { violations, step: index, ...theatre.account() }
    }
    const violations = await theatre.end()
    return { violations, step: history.steps.length, ...theatre.account() }
  } finally {
    await directory.close()
    await service.close()
    rmSync(scratch, { recursive: true, force: true, maxRetries: 3 })
  }
}

/** In memory where the system has such a place: a history syncs its files hundreds of times. */
function scratchRoot(): string {
  return existsSync('/dev/shm') ? '/dev/shm' : tmpdir()
}
