import type { Counts } from '../counts.ts'
import { type Counter, texts } from '../texts/texts.ts'
import { columns } from './columns.ts'
import type { View } from './view.ts'

const ALWAYS: readonly Counter[] = ['read', 'inScope', 'unchanged']
const ROWS: readonly Counter[] = [
  'read',
  'inScope',
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
  'unchanged',
  'failed',
  'held',
  'protected',
  'quarantined',
  'orphan'
]

/** A table of users, groups and memberships; rows in which nobody was counted are left out. */
export function countLines(counts: Counts, { language, paint }: View): string[] {
  const { counters, objects } = texts(language)
  const { users, groups, memberships } = counts
  const of: readonly Readonly<Partial<Record<Counter, number>>>[] = [
    users,
    groups,
    { ...memberships, inScope: memberships.desired }
  ]
  const rows = ROWS.filter((row) => ALWAYS.includes(row) || of.some((count) => (count[row] ?? 0) > 0))
  const heading = ['', objects.users, objects.groups, objects.memberships].map((cell) => paint('bold', cell))
  return columns(
    [
      heading,
      ...rows.map((row) => [counters[row], ...of.map((count) => (count[row] === undefined ? '' : String(count[row])))])
    ],
    { right: [1, 2, 3], indent: 2 }
  )
}
