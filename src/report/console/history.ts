import type { Problem } from '../../problems/problem.ts'
import type { Counts } from '../counts.ts'
import type { PastRunDocument } from '../json-documents.ts'
import { type ReportTexts, texts } from '../texts/texts.ts'
import { columns } from './columns.ts'
import { localTime } from './plain.ts'
import { problemLines } from './problems.ts'
import type { View } from './view.ts'

export function historyLines(runs: readonly PastRunDocument[], warnings: readonly Problem[], view: View): string[] {
  const words = texts(view.language)
  if (runs.length === 0) return [...problemLines(warnings, view), words.noRun]
  const { started, ended, mode, exit, users, groups, memberships } = words.history
  const heading = [started, ended, mode, exit, users, groups, memberships].map((cell) => view.paint('bold', cell))
  const rows = runs.map((run) => [
    localTime(run.startedAt),
    run.finishedAt === null ? '' : localTime(run.finishedAt).slice(11),
    run.mode,
    run.exitCode === null ? words.killed : String(run.exitCode),
    ...figures(run.counts, words)
  ])
  return [...problemLines(warnings, view), ...columns([heading, ...rows], { right: [3] })]
}

const SHOWN = [
  'create',
  'adopt',
  'update',
  'enable',
  'disable',
  'delete',
  'restore',
  'rekey',
  'add',
  'remove',
  'failed',
  'held'
] as const

/** `create 2, failed 1` for each of users, groups, memberships. */
function figures(counts: Counts | null, words: ReportTexts): string[] {
  if (counts === null) return ['', '', '']
  return [counts.users, counts.groups, counts.memberships].map(
    (of: Partial<Record<(typeof SHOWN)[number], number>>) => {
      const some = SHOWN.flatMap((counter) =>
        (of[counter] ?? 0) > 0 ? [`${words.counters[counter]} ${of[counter]}`] : []
      )
      return some.length === 0 ? '–' : some.join(', ')
    }
  )
}
