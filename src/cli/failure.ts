import type { NonEmpty } from '../model/result.ts'
import type { Problem } from '../problems/problem.ts'
import { problemLines } from '../report/console/problems.ts'
import { headOf } from '../report/run-document.ts'
import { exitCodeOf, worstOf } from '../run/exit-code.ts'
import type { Answer } from './answer.ts'
import type { Session } from './session.ts'

/** The answer of a command that came to nothing: its document has its head and its problems, and `rest`. */
export function failure(
  command: string,
  problems: NonEmpty<Problem>,
  { options }: Session,
  rest: Readonly<Record<string, unknown>> = {}
): Answer {
  const exitCode = worstOf(problems.map(exitCodeOf))
  return {
    exitCode,
    document: { command, ...headOf(exitCode, problems, options.language), ...rest },
    lines: (view) => problemLines(problems, view)
  }
}
