import type { Verdict } from '../guard/verdict.ts'
import type { Problem } from '../problems/problem.ts'
import { type Counts, noCounts } from './counts.ts'
import type { ReportedOperation } from './operations.ts'

export const RUN_MODES = ['normal', 'dry-run', 'recover'] as const
export type RunMode = (typeof RUN_MODES)[number]

/** How a run ended: the one table from which exit code, console, JSON and events are made. */
export interface Outcome {
  readonly kind: 'finished' | 'stopped' | 'refused'
  /** null when it did not even come to a run: its configuration could not be used. */
  readonly runId: string | null
  readonly mode: RunMode
  readonly startedAt: string
  readonly finishedAt: string
  readonly planId: string | null
  readonly heldId: string | null
  readonly counts: Counts
  readonly verdicts: readonly Verdict[]
  readonly operations: readonly ReportedOperation[]
  readonly operationsTotal: number
  readonly problems: readonly Problem[]
  readonly exitCode: number
}

/** A run that did not come to a plan. */
export function withoutPlan(
  run: Pick<Outcome, 'kind' | 'runId' | 'mode' | 'startedAt' | 'finishedAt' | 'problems' | 'exitCode'>
): Outcome {
  return { ...run, planId: null, heldId: null, counts: noCounts(), verdicts: [], operations: [], operationsTotal: 0 }
}
