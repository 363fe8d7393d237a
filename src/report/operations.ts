import { z } from 'zod'
import { ACTIONS, type Action, KINDS, type Kind } from '../model/names.ts'
import type { Change } from '../model/resource.ts'
import { REASONS, type ReasonCode } from '../plan/operation.ts'
import type { Problem } from '../problems/problem.ts'
import { readFlat } from '../state/columns.ts'
import { integer, type Row, text, textOrNull, type Workspace } from '../state/workspace.ts'

/** The report holds so many operations, and of each so many members; all of them go to `--operations`. */
export const REPORTED_AT_MOST = 1000

export interface ReportedOperation {
  readonly id: string
  readonly kind: Kind
  readonly action: Action
  readonly anchor: string
  readonly externalId: string | null
  readonly scimId: string | null
  readonly name: string
  readonly dn: string
  readonly reason: ReasonCode
  readonly changes: readonly Change[]
  readonly members: {
    readonly add: readonly string[]
    readonly remove: readonly string[]
    readonly addTotal: number
    readonly removeTotal: number
  }
  readonly status: Status
  readonly attempts: number
  readonly heldBy: readonly string[]
  readonly problem: Problem | null
}

export const STATUSES = ['planned', 'done', 'failed', 'held', 'skipped', 'in_doubt'] as const
export type Status = (typeof STATUSES)[number]

const Changes = z.array(
  z.object({
    attribute: z.string(),
    from: z.union([z.string(), z.boolean(), z.null()]),
    to: z.union([z.string(), z.boolean(), z.null()])
  })
)

/**
 * Streams the operations of the plan in their order, the held and failed ones first so that a capped list shows them.
 * @param memberLimit how many members of each are named.
 */
export function* reportedOperations(
  workspace: Workspace,
  limit: number,
  memberLimit: number
): Generator<ReportedOperation> {
  const rows = workspace.rows(
    `SELECT o.*, d.resource, k.scim_id AS known_scim_id FROM operation o LEFT JOIN desired d ON d.id = o.object_id LEFT JOIN state.known k ON k.id = o.object_id
     ORDER BY CASE o.status WHEN 'failed' THEN 0 WHEN 'in_doubt' THEN 0 WHEN 'held' THEN 1 ELSE 2 END, o.seq LIMIT ?`,
    limit
  )
  for (const row of rows) yield reported(row, memberLimit, workspace)
}

function reported(row: Row, memberLimit: number, workspace: Workspace): ReportedOperation {
  const groupId = integer(row, 'object_id')
  const isGroup = row['kind'] === 'group'
  return {
    id: String(integer(row, 'seq')),
    kind: z.enum(KINDS).parse(row['kind']),
    action: z.enum(ACTIONS).parse(row['action']),
    anchor: text(row, 'anchor'),
    externalId: textOrNull(row, 'external_id'),
    scimId: textOrNull(row, 'scim_id') ?? textOrNull(row, 'known_scim_id'),
    name: text(row, 'name'),
    dn: text(row, 'dn'),
    reason: z.enum(REASONS).parse(row['reason']),
    changes: row['changes'] === null ? allOf(row) : Changes.parse(JSON.parse(text(row, 'changes'))),
    members: {
      add: isGroup ? memberNames('add', groupId, memberLimit, workspace) : [],
      remove: isGroup ? memberNames('remove', groupId, memberLimit, workspace) : [],
      addTotal: isGroup ? countMembers('add', groupId, workspace) : 0,
      removeTotal: isGroup ? countMembers('remove', groupId, workspace) : 0
    },
    status: z.enum(STATUSES).parse(row['status']),
    attempts: integer(row, 'attempts'),
    heldBy: row['guards'] === null ? [] : z.array(z.string()).parse(JSON.parse(text(row, 'guards'))),
    problem: row['error'] === null ? null : (JSON.parse(text(row, 'error')) as Problem)
  }
}

/** A create or a restore carries everything that is desired. */
function allOf(row: Row): Change[] {
  if (row['resource'] === null) return []
  return Object.entries(readFlat(text(row, 'resource'))).flatMap(([attribute, to]) =>
    to === null ? [] : [{ attribute, from: null, to }]
  )
}

function memberNames(action: 'add' | 'remove', groupId: number, limit: number, workspace: Workspace): string[] {
  return workspace
    .all(
      `SELECT coalesce(d.name, k.name, d.dn) AS name FROM member_change c LEFT JOIN desired d ON d.id = c.member_id LEFT JOIN state.known k ON k.id = c.member_id
       WHERE c.group_id = ? AND c.action = ? ORDER BY c.member_id LIMIT ?`,
      groupId,
      action,
      limit
    )
    .map((member) => text(member, 'name'))
}

function countMembers(action: 'add' | 'remove', groupId: number, workspace: Workspace): number {
  return workspace.count('SELECT count(*) FROM member_change WHERE group_id = ? AND action = ?', groupId, action)
}
