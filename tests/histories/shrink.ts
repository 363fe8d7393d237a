import type { History, Step } from './history.ts'

/** A step with its place in the history of the seed, so that the shrunk history can be named by the steps that are left. */
export interface PlacedStep {
  readonly place: number
  readonly step: Step
}

/**
 * Leaves out steps, in ever smaller pieces, as long as the history still fails; then the same once more, since what was needed may be so no
 * longer.
 * @param fails plays a history. @param tries at most.
 */
export async function shrink(
  history: History,
  fails: (history: History) => Promise<boolean>,
  tries = 200
): Promise<PlacedStep[]> {
  let steps: PlacedStep[] = history.steps.map((step, place) => ({ place, step }))
  let left = tries
  const attempt = async (candidate: PlacedStep[]): Promise<boolean> => {
    if (left-- <= 0 || !(await fails({ ...history, steps: candidate.map(({ step }) => step) }))) return false
    steps = candidate
    return true
  }
  for (let piece = Math.ceil(steps.length / 2); piece >= 1; ) {
    let smaller = false
    for (let start = steps.length - piece; start >= 0; start -= piece) {
      const candidate = [...steps.slice(0, start), ...steps.slice(start + piece)]
      if (candidate.length < steps.length && (await attempt(candidate))) smaller = true
    }
    if (piece > 1) piece = Math.floor(piece / 2)
    else if (!smaller || left <= 0) break
  }
  return steps
}
