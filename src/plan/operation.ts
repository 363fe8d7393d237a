import { z } from 'zod'
import { ACTIONS, type Action, KINDS, type Kind } from '../model/names.ts'
import type { Change } from '../model/resource.ts'

/** Why an operation is in the plan: a stable code; the words are made by the report. */
export const REASONS = [
  'new',
  'same_external_id',
  'same_name',
  'changed',
  'drift',
  'members_changed',
  'enabled_in_directory',
  'disabled_in_directory',
  'blocked_at_service',
  'external_id_changed',
  'recreated',
  'returned',
  'missing_at_service',
  'deleted_in_directory',
  'left_scope',
  'not_found_in_directory'
] as const
export type ReasonCode = (typeof REASONS)[number]

/** An operation on one object, before any guard has looked at it. */
export interface PlannedOperation {
  readonly kind: Kind
  readonly action: Action
  readonly objectId: number
  readonly anchor: string
  readonly domain: string
  readonly externalId: string | null
  readonly scimId: string | null
  readonly name: string
  readonly dn: string
  readonly reason: ReasonCode
  /** null: the whole desired resource is sent (create, restore). */
  readonly changes: readonly Change[] | null
  /** An update or rekey that changes userName or a bound e-mail. */
  readonly renames: boolean
  /** Guards that hold it whatever the figures say. */
  readonly heldBy: readonly string[]
}

/**
 * The line that stands for an operation in a plan's id: what is done to whom, and to which values. `from`, reasons and times are left out,
 * so that the same plan has the same id on every machine.
 */
export function entryOf(
  operation: Pick<PlannedOperation, 'kind' | 'action' | 'anchor' | 'externalId'>,
  to: readonly (readonly [string, unknown])[]
): string {
  return JSON.stringify([
    operation.kind,
    operation.action,
    operation.anchor,
    operation.externalId,
    [...to].sort(([a], [b]) => (a < b ? -1 : 1))
  ])
}

export function memberEntry(groupAnchor: string, memberAnchor: string, action: 'add' | 'remove'): string {
  return JSON.stringify(['membership', groupAnchor, memberAnchor, action])
}

/** An entry for a reader: `update user taro@example.jp (title, department)`, `営業部: add taro@example.jp`. What is no entry comes back as it is. */
export function entryText(entry: string, nameOf: (anchor: string) => string): string {
  const parsed = Entry.safeParse(parseJson(entry))
  if (!parsed.success) return entry
  const parts = parsed.data
  if (parts[0] === 'membership') return `${nameOf(parts[1])}: ${parts[3]} ${nameOf(parts[2])}`
  const [kind, action, anchor, , to] = parts
  const attributes = to.map(([attribute]) => attribute).join(', ')
  return `${action} ${kind} ${nameOf(anchor)}${attributes === '' || action === 'create' ? '' : ` (${attributes})`}`
}

const Entry = z.union([
  z.tuple([z.literal('membership'), z.string(), z.string(), z.enum(['add', 'remove'])]),
  z.tuple([
    z.enum(KINDS),
    z.enum(ACTIONS),
    z.string(),
    z.string().nullable(),
    z.array(z.tuple([z.string(), z.unknown()]))
  ])
])

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}
