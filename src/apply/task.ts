import { z } from 'zod'
import { ACTIONS, type Action, KINDS, type Kind } from '../model/names.ts'
import type { Change, FlatResource } from '../model/resource.ts'
import { readFlat } from '../state/columns.ts'
import { integer, text, textOrNull, type Workspace } from '../state/workspace.ts'

/** An operation of the plan as it is sent. */
export interface Task {
  readonly seq: number
  readonly kind: Kind
  readonly action: Action
  readonly objectId: number
  readonly anchor: string
  readonly scimId: string | null
  readonly externalId: string | null
  readonly name: string
  readonly dn: string
  readonly reason: string
  /** Only those that change something at the service in this request. */
  readonly changes: readonly Change[]
  /** Desired, of create and restore; null for objects that departed. */
  readonly resource: FlatResource | null
  readonly active: boolean
}

const Changes = z.array(
  z.object({
    attribute: z.string(),
    from: z.union([z.string(), z.boolean(), z.null()]),
    to: z.union([z.string(), z.boolean(), z.null()])
  })
)

const COLUMNS = `o.seq, o.kind, o.action, o.object_id, o.anchor, coalesce(k.scim_id, o.scim_id) AS scim_id, o.external_id, o.name, o.dn, o.reason, o.changes,
  d.resource, coalesce(d.active, k.active) AS active`
const FROM = `FROM operation o LEFT JOIN desired d ON d.id = o.object_id LEFT JOIN state.known k ON k.id = o.object_id`

/** Streams the planned operations of a kind that are not deletes, in their order. */
export function* carriedTasks(kind: Kind, workspace: Workspace): Generator<Task> {
  for (const row of pages(
    `SELECT ${COLUMNS} ${FROM} WHERE o.kind = ? AND o.action <> 'delete' AND o.status = 'planned' AND o.seq > ? ORDER BY o.seq LIMIT 200`,
    kind,
    workspace
  ))
    yield taskOf(row)
}

/** Streams the planned deletes of a kind. */
export function* deleteTasks(kind: Kind, workspace: Workspace): Generator<Task> {
  for (const row of pages(
    `SELECT ${COLUMNS} ${FROM} WHERE o.kind = ? AND o.action = 'delete' AND o.status = 'planned' AND o.seq > ? ORDER BY o.seq LIMIT 200`,
    kind,
    workspace
  ))
    yield taskOf(row)
}

export function taskBySeq(seq: number, workspace: Workspace): Task {
  const row = workspace.get(`SELECT ${COLUMNS} ${FROM} WHERE o.seq = ?`, seq)
  if (row === undefined) throw new Error(`operation ${seq} is not in the plan`)
  return taskOf(row)
}

/** In pages, not with one open statement: results are written to the same tables while the operations are sent. */
function* pages(sql: string, kind: Kind, workspace: Workspace): Generator<ReturnType<Workspace['all']>[number]> {
  for (let after = 0; ; ) {
    const page = workspace.all(sql, kind, after)
    const last = page.at(-1)
    if (last === undefined) return
    yield* page
    after = integer(last, 'seq')
  }
}

function taskOf(row: ReturnType<Workspace['all']>[number]): Task {
  return {
    seq: integer(row, 'seq'),
    kind: z.enum(KINDS).parse(row['kind']),
    action: z.enum(ACTIONS).parse(row['action']),
    objectId: integer(row, 'object_id'),
    anchor: text(row, 'anchor'),
    scimId: textOrNull(row, 'scim_id'),
    externalId: textOrNull(row, 'external_id'),
    name: text(row, 'name'),
    dn: text(row, 'dn'),
    reason: text(row, 'reason'),
    changes: row['changes'] === null ? [] : Changes.parse(JSON.parse(text(row, 'changes'))),
    resource: row['resource'] === null ? null : readFlat(text(row, 'resource')),
    active: row['active'] === 1
  }
}
