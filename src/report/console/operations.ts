import { ACTIONS, KINDS } from '../../model/names.ts'
import type { Change, FlatValue } from '../../model/resource.ts'
import type { ReportedOperation } from '../operations.ts'
import { REASON_TEXTS } from '../reasons.ts'
import { texts } from '../texts/texts.ts'
import { columns } from './columns.ts'
import { plain } from './plain.ts'
import type { View } from './view.ts'

/** So many of each group of operations are shown, and so many members of each. */
const SHOWN = 50
const MEMBERS_SHOWN = 10

/** What is done, or would be: grouped by action, whom it is about, why, and what changes. */
export function operationLines(operations: readonly ReportedOperation[], view: View): string[] {
  const words = texts(view.language)
  const lines: string[] = []
  for (const kind of KINDS)
    for (const action of ACTIONS) {
      const group = operations.filter((operation) => operation.kind === kind && operation.action === action)
      if (group.length === 0) continue
      const colour = action === 'delete' || action === 'disable' ? 'red' : action === 'create' ? 'green' : 'cyan'
      lines.push('', view.paint(['bold', colour], words.operations(action, kind, group.length)))
      lines.push(...listed(group, view, (operation) => [operation.name]))
    }
  return lines
}

/** Operations of any kind below one heading: each line tells its action. */
export function mixedLines(operations: readonly ReportedOperation[], view: View): string[] {
  const words = texts(view.language)
  return listed(operations, view, ({ action, kind, name }) => [words.actions[action], words.kinds[kind], name])
}

function listed(
  operations: readonly ReportedOperation[],
  view: View,
  first: (operation: ReportedOperation) => readonly string[]
): string[] {
  const shown = operations.slice(0, SHOWN)
  const rows = columns(
    shown.map((operation) => [
      ...first(operation).map(plain),
      REASON_TEXTS[operation.reason][view.language],
      view.paint('dim', plain(operation.dn))
    ]),
    { indent: 2 }
  )
  const lines = shown.flatMap((operation, index) => [rows[index] ?? '', ...detailLines(operation, view)])
  const more = operations.length - shown.length
  return more === 0 ? lines : [...lines, `  ${texts(view.language).moreOperations(more)}`]
}

function detailLines(operation: ReportedOperation, view: View): string[] {
  const changes = operation.changes.map((change) => changeText(change, view))
  const isWhole = operation.action === 'create' || operation.action === 'restore'
  return [
    ...(isWhole && changes.length > 0 ? [changes.join(', ')] : changes).map((line) => `      ${line}`),
    ...memberLine('+', operation.members.add, operation.members.addTotal, view),
    ...memberLine('−', operation.members.remove, operation.members.removeTotal, view)
  ]
}

function changeText({ attribute, from, to }: Change, { language, paint }: View): string {
  const shown = (value: FlatValue) => (value === null ? texts(language).empty : plain(String(value)))
  const name = paint('bold', `${attribute}:`)
  return from === null ? `${name} ${shown(to)}` : `${name} ${shown(from)} → ${shown(to)}`
}

function memberLine(sign: '+' | '−', members: readonly string[], total: number, { language, paint }: View): string[] {
  if (total === 0) return []
  const shown = members.slice(0, MEMBERS_SHOWN).map(plain)
  if (total > shown.length) shown.push(texts(language).moreMembers(total - shown.length))
  return [`      ${paint(sign === '+' ? 'green' : 'red', sign)} ${shown.join(', ')}`]
}
