import type { Outcome } from '../outcome.ts'
import type { View } from './view.ts'

export function runLines(outcome: Outcome, _view: View): string[] {
  return [String(outcome.exitCode)]
}
