import type { Problem } from '../../problems/problem.ts'
import type { HeldPlan } from '../held.ts'
import type { PastRunDocument } from '../json-documents.ts'
import type { StatusReport } from '../status.ts'
import { type ReportTexts, texts } from '../texts/texts.ts'
import { columns } from './columns.ts'
import { countLines } from './counts.ts'
import { mixedLines } from './operations.ts'
import { localTime, plain } from './plain.ts'
import { problemLines } from './problems.ts'
import { secretRows } from './secrets.ts'
import type { View } from './view.ts'

export function statusLines(status: StatusReport, warnings: readonly Problem[], view: View): string[] {
  const words = texts(view.language)
  const { lastRun, lock, held, quarantine, secrets } = status
  const heading = (text: string) => view.paint('bold', text)
  const lines = [...problemLines(warnings, view), heading(words.status.lastRun)]
  if (lastRun === null) lines.push(`  ${words.noRun}`)
  else {
    lines.push(`  ${endOf(lastRun, lock !== null, words)}`)
    if (lastRun.counts !== null) lines.push(...countLines(lastRun.counts, view))
  }
  if (lock !== null) {
    const since = lock.since === null ? null : localTime(lock.since)
    lines.push('', heading(words.status.running), `  ${words.runningSince(lock.pid, since)}`)
  }
  lines.push('', heading(words.status.held))
  lines.push(...(held.length === 0 ? [`  ${words.status.nothing}`] : held.flatMap((plan) => heldPlanLines(plan, view))))
  lines.push('', heading(words.status.quarantine))
  if (quarantine.length === 0) lines.push(`  ${words.status.nothing}`)
  const rows = quarantine.map(({ kind, name, code, since, retryAt, dn }) => [
    words.kinds[kind],
    plain(name),
    words.quarantined(code, localTime(since), localTime(retryAt)),
    view.paint('dim', plain(dn))
  ])
  lines.push(...columns(rows, { indent: 2 }))
  if (secrets.length > 0) {
    lines.push('', heading(words.status.secrets), ...secretRows(secrets, view))
  }
  return lines
}

/** `2026-11-24 18:11:34 – 18:11:35  normal  Exit code 0: all done.` */
function endOf(run: PastRunDocument, isRunning: boolean, words: ReportTexts): string {
  const { startedAt, finishedAt, exitCode, mode } = run
  const ended = finishedAt === null ? '' : localTime(finishedAt).slice(11)
  const how =
    exitCode === null ? (isRunning && finishedAt === null ? words.goesOn : words.killed) : words.exit(exitCode)
  return `${localTime(startedAt)} – ${ended}  ${mode}  ${how}`
}

function heldPlanLines(plan: HeldPlan, view: View): string[] {
  const words = texts(view.language)
  const state = plan.approved ? 'approved' : plan.rejected ? 'rejected' : 'waits'
  return [
    `  ${view.paint('bold', plan.heldId)}  ${words.heldPlan(state, localTime(plan.since), localTime(plan.expires))}`,
    ...(plan.operations === null ? [] : mixedLines(plan.operations, view)),
    ...(state === 'waits' ? [`  ${words.approveWith} dirsync approve ${plan.heldId}`] : [])
  ]
}
