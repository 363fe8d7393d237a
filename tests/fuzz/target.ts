import { inWords, type Problem } from '../../src/problems/problem.ts'
import type { Outcome } from '../../src/report/outcome.ts'

/** Something that reads what others wrote. */
export interface Target {
  readonly name: string
  /** Made once; what it needs lives until `close`. */
  open(): Promise<OpenTarget>
}

export interface OpenTarget {
  /** One try. Rejects with what is wrong. The same seed gives the same try. */
  attempt(seed: number): Promise<void>
  close(): Promise<void>
}

/** So long may one try take before it counts as hanging: all waits in it are of a few seconds. */
const HANGS_AFTER_MS = 60_000

/** Whatever is fed to it, a run ends, with a code of its own and words for every problem; 1 is a fault of the program. */
export async function expectToEnd(run: Promise<Outcome>): Promise<Outcome> {
  const { promise, reject } = Promise.withResolvers<never>()
  const timer = setTimeout(() => reject(new Error(`still going on after ${HANGS_AFTER_MS} ms`)), HANGS_AFTER_MS)
  try {
    const outcome = await Promise.race([run, promise])
    if (![0, 2, 3, 4, 5, 6, 8].includes(outcome.exitCode)) throw new Error(`exit code ${outcome.exitCode}`)
    if (outcome.exitCode !== 0 && outcome.problems.length === 0)
      throw new Error(`exit ${outcome.exitCode} and no problem`)
    expectWords(outcome.problems)
    return outcome
  } finally {
    clearTimeout(timer)
  }
}

export function expectWords(problems: readonly Problem[]): void {
  for (const problem of problems) {
    for (const language of ['en', 'ja'] as const) {
      const { message, remedy } = inWords(problem, language)
      if (message.trim() === '' || remedy.trim() === '') throw new Error(`${problem.code} has no words`)
      if (/\bundefined\b|\[object /.test(message)) throw new Error(`${problem.code}: ${message.slice(0, 500)}`)
    }
  }
}
