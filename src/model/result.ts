import type { Problem } from '../problems/problem.ts'

export type NonEmpty<T> = readonly [T, ...T[]]

/** What a step that can fail gives: its value, or every problem that it found. */
export type Result<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly problems: NonEmpty<Problem> }

export function good<T>(value: T): { readonly ok: true; readonly value: T } {
  return { ok: true, value }
}

export function bad(first: Problem, ...rest: Problem[]): { readonly ok: false; readonly problems: NonEmpty<Problem> } {
  return { ok: false, problems: [first, ...rest] }
}

export function isNonEmpty<T>(list: readonly T[]): list is NonEmpty<T> {
  return list.length > 0
}

/** Carries a problem out of a stream or a deep call to the entry of its stage, which turns it into a value again. Nothing else throws it on. */
export class Stop extends Error {
  readonly problem: Problem
  constructor(problem: Problem, cause?: unknown) {
    super(problem.code, { cause })
    this.problem = problem
  }
}
