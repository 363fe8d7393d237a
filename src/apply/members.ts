import { z } from 'zod'
import { ACTIONS, type Action, ScimId } from '../model/names.ts'
import type { MembersAnswer } from '../service/service.ts'
import { integer, type Row, text, type Workspace } from '../state/workspace.ts'
import type { Course } from './apply.ts'
import { inParallel } from './pool.ts'

interface GroupChange {
  readonly seq: number
  readonly action: Action
  readonly groupId: number
  readonly scimId: string
}

/** Sends the planned additions, or the planned removals, of all groups. Who or what could not be created before has no part in it. */
export async function changeAllMembers(action: 'add' | 'remove', course: Course): Promise<boolean> {
  const { workspace } = course.application
  return inParallel(changingGroups(action, workspace), course.workers, async (group) => {
    if (!course.begin(group.seq)) return false
    const members = workspace.all(
      `SELECT c.member_id, k.scim_id FROM member_change c JOIN state.known k ON k.id = c.member_id
       WHERE c.group_id = ? AND c.action = ? AND c.status = 'planned' ORDER BY c.member_id`,
      group.groupId,
      action
    )
    if (members.length === 0) return true
    const ids = members.map((row) => ScimId.parse(text(row, 'scim_id')))
    const change = action === 'add' ? { add: ids, remove: [] } : { add: [], remove: ids }
    return settleMembers(
      group,
      action,
      members,
      await course.application.service.changeMembers(ScimId.parse(group.scimId), change),
      course
    )
  })
}

/**
 * Groups that are there, in pages: their rows change while they are worked off. One whose name or whose new members were refused loses its
 * old members all the same; one that did not answer is left to the next run.
 */
function* changingGroups(action: 'add' | 'remove', workspace: Workspace): Generator<GroupChange> {
  for (let after = 0; ; ) {
    const page = workspace.all(
      `SELECT o.seq, o.action, o.object_id, k.scim_id FROM operation o JOIN state.known k ON k.id = o.object_id
       WHERE o.kind = 'group' AND o.status IN ('planned', 'failed') AND o.action <> 'delete' AND o.seq > ?
         AND EXISTS (SELECT 1 FROM member_change c WHERE c.group_id = o.object_id AND c.action = ? AND c.status = 'planned') ORDER BY o.seq LIMIT 200`,
      after,
      action
    )
    for (const row of page)
      yield {
        seq: integer(row, 'seq'),
        action: z.enum(ACTIONS).parse(row['action']),
        groupId: integer(row, 'object_id'),
        scimId: text(row, 'scim_id')
      }
    const last = page.at(-1)
    if (last === undefined) return
    after = integer(last, 'seq')
  }
}

function settleMembers(
  group: GroupChange,
  action: 'add' | 'remove',
  members: readonly Row[],
  answer: MembersAnswer,
  course: Course
): boolean {
  const { journal, workspace } = course.application
  const through = new Set<string>(action === 'add' ? answer.added : answer.removed)
  const done = members.filter((row) => through.has(text(row, 'scim_id'))).map((row) => integer(row, 'member_id'))
  workspace.transaction(() => {
    for (const member of done)
      workspace.run(
        `UPDATE member_change SET status = 'done' WHERE group_id = ? AND member_id = ?`,
        group.groupId,
        member
      )
  })
  const at = course.application.now().toISOString()
  journal.record(() => recordMembers(group.groupId, action, done, at, workspace))
  if (answer.failure === null) return true
  if (answer.failure.kind === 'ended') return course.ends(answer.failure.problem)
  workspace.run(
    `UPDATE member_change SET status = 'failed' WHERE group_id = ? AND action = ? AND status = 'planned'`,
    group.groupId,
    action
  )
  return course.settle(group, answer.failure)
}

function recordMembers(
  groupId: number,
  action: 'add' | 'remove',
  members: readonly number[],
  at: string,
  workspace: Workspace
): void {
  const sql =
    action === 'add'
      ? 'INSERT OR IGNORE INTO state.membership VALUES (?, ?)'
      : 'DELETE FROM state.membership WHERE group_id = ? AND member_id = ?'
  let unapproved = 0
  for (const member of members) {
    workspace.run(sql, groupId, member)
    unapproved += workspace.count(
      'SELECT approved = 0 FROM member_change WHERE group_id = ? AND member_id = ?',
      groupId,
      member
    )
  }
  if (action === 'remove' && unapproved > 0) {
    workspace.run(
      'INSERT INTO state.removal SELECT ?, id, domain, ? FROM state.known WHERE id = ?',
      at,
      unapproved,
      groupId
    )
  }
}
