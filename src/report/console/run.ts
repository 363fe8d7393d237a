import type { ReportedOperation, Status } from '../operations.ts'
import type { Outcome } from '../outcome.ts'
import { texts } from '../texts/texts.ts'
import { countLines } from './counts.ts'
import { mixedLines, operationLines } from './operations.ts'
import { localTime } from './plain.ts'
import { problemLines } from './problems.ts'
import type { View } from './view.ts'

/** What `sync`, `plan` and `apply` show: what is done to whom and why, what is held, what went wrong, and the figures. */
export function runLines(outcome: Outcome, view: View): string[] {
  const words = texts(view.language)
  const { operations, operationsTotal, problems, exitCode } = outcome
  const of = (...statuses: Status[]) => operations.filter(({ status }) => statuses.includes(status))
  const title = view.paint('bold', words.title[outcome.kind][outcome.mode])
  const lines = [`${title}  (${words.startedAt(localTime(outcome.startedAt))})`]
  if (outcome.kind === 'finished' && operationsTotal === 0) lines.push('', words.nothingToDo)
  lines.push(...operationLines(of('planned', 'done'), view))
  lines.push(...section(words.skippedHeading, of('skipped'), 'cyan', view))
  lines.push(...section(words.failedHeading, of('failed', 'in_doubt'), 'red', view))
  lines.push(...heldLines(outcome, of('held'), view))
  if (operations.length < operationsTotal)
    lines.push('', `  ${words.moreOperations(operationsTotal - operations.length)}`)
  // What is held is shown above, with the command to approve it.
  const others = problems.filter(({ code }) => code !== 'run.held')
  if (others.length > 0) lines.push('', ...problemLines(others, view))
  if (outcome.planId !== null) lines.push('', ...countLines(outcome.counts, view))
  lines.push('', view.paint(exitCode === 0 ? 'green' : exitCode === 4 ? 'yellow' : 'red', words.exit(exitCode)))
  return lines
}

function section(
  heading: (count: number) => string,
  operations: readonly ReportedOperation[],
  colour: 'cyan' | 'red',
  view: View
): string[] {
  if (operations.length === 0) return []
  return ['', view.paint(['bold', colour], heading(operations.length)), ...mixedLines(operations, view)]
}

/** A plan that no `sync` has held yet is approved with the `sync` that makes it again. */
function heldLines(outcome: Outcome, operations: readonly ReportedOperation[], view: View): string[] {
  const { heldId, mode, verdicts, problems } = outcome
  if (heldId === null) return []
  const words = texts(view.language)
  const held = problems.find((problem) => problem.code === 'run.held')
  const tripped = verdicts.filter(({ verdict }) => verdict === 'held')
  return [
    '',
    view.paint(['bold', 'yellow'], words.heldHeading(held?.entries ?? operations.length)),
    ...mixedLines(operations, view),
    ...tripped.map((verdict) => `  ${view.paint('yellow', words.guard(verdict.name, verdict.scope, verdict))}`),
    ...(tripped.some(({ name }) => name === 'token_owner') ? [`  ${words.ownerUnknown}`] : []),
    `  ${words.approveWith} ${view.paint('bold', `dirsync ${mode === 'dry-run' ? 'sync --approve' : 'approve'} ${heldId}`)}`
  ]
}
