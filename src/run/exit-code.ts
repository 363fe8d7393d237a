import type { Problem } from '../problems/problem.ts'

/** Exit codes (docs/exit-codes.md). Of several that hold, those that end a run come in this order, then 4 before 3 before 0. */
export const EXIT = {
  done: 0,
  unexpected: 1,
  usage: 2,
  someFailed: 3,
  held: 4,
  directory: 5,
  service: 6,
  locked: 7,
  state: 8,
  stopped: 130
} as const

const RANK: readonly number[] = [1, 2, 8, 7, 5, 6, 130, 4, 3, 0]

export function worstOf(codes: readonly number[]): number {
  return RANK.find((code) => codes.includes(code)) ?? EXIT.done
}

/** The exit code of a problem that ends a run. */
export function exitCodeOf(problem: Problem): number {
  switch (problem.code) {
    case 'state.locked':
      return EXIT.locked
    case 'run.unexpected':
      return EXIT.unexpected
    case 'run.stale':
    case 'run.not_approved':
      return EXIT.held
    case 'run.stopped':
      return EXIT.stopped
    case 'run.no_password':
      return EXIT.directory
    case 'run.no_token':
      return EXIT.service
  }
  const [area] = problem.code.split('.')
  if (area === 'state') return EXIT.state
  // The mapping ends a run only where an account's state can't be told: a doubt about what was read.
  if (area === 'directory' || area === 'mapping') return EXIT.directory
  if (area === 'service') return EXIT.service
  return EXIT.usage
}
