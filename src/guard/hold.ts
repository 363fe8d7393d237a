import type { Workspace } from '../state/workspace.ts'

/** Operations and membership changes that a guard looks at, as conditions on the two tables; null: none of them. */
export interface Reach {
  readonly operations: string | null
  readonly members: string | null
}

/** Deletes, disables, rekeys and removals: what takes something away from somebody. */
export const TAKING: Reach = { operations: `action IN ('delete', 'disable', 'rekey')`, members: `action = 'remove'` }
export const EVERYTHING: Reach = { operations: '1', members: '1' }

/** Holds what the guard reaches and no approval lets through. @returns how many entries it holds. */
export function hold(
  name: string,
  reach: Reach,
  workspace: Workspace,
  options: { readonly evenApproved?: boolean } = {}
): number {
  const open = `status IN ('planned', 'held')${options.evenApproved === true ? '' : ' AND approved = 0'}`
  const mark = `SET status = 'held', guards = json_insert(coalesce(guards, '[]'), '$[#]', ?)`
  let held = 0
  if (reach.operations !== null)
    held += workspace.run(
      `UPDATE operation ${mark} WHERE (${reach.operations}) AND ${open} AND entry IS NOT NULL`,
      name
    )
  if (reach.members !== null)
    held += workspace.run(`UPDATE member_change ${mark} WHERE (${reach.members}) AND ${open}`, name)
  return held
}

/** How many entries a guard reaches: skipped ones are none; `approved` tells whether those with an approval are counted. */
export function reached(reach: Reach, workspace: Workspace, which: 'all' | 'unapproved' | 'approved'): number {
  const open = `status <> 'skipped'${which === 'all' ? '' : ` AND approved = ${which === 'approved' ? 1 : 0}`}`
  const operations =
    reach.operations === null
      ? 0
      : workspace.count(`SELECT count(*) FROM operation WHERE (${reach.operations}) AND ${open} AND entry IS NOT NULL`)
  const members =
    reach.members === null
      ? 0
      : workspace.count(`SELECT count(*) FROM member_change WHERE (${reach.members}) AND ${open}`)
  return operations + members
}

/** What hangs on a held or skipped operation shares its fate: nobody becomes a member before he is created. */
export function holdDependents(workspace: Workspace): void {
  for (const fate of ['held', 'skipped'] as const) {
    const making = `SELECT object_id FROM operation WHERE status = '${fate}' AND action IN ('create', 'adopt', 'restore')`
    workspace.run(
      `UPDATE operation SET status = '${fate}', guards = (SELECT o.guards FROM operation o WHERE o.object_id = operation.object_id AND o.status = '${fate}' LIMIT 1)
       WHERE status = 'planned' AND object_id IN (${making})`
    )
    workspace.run(
      `UPDATE member_change SET status = '${fate}', guards = (SELECT o.guards FROM operation o WHERE o.object_id IN (member_change.group_id, member_change.member_id) AND o.status = '${fate}' LIMIT 1)
       WHERE status = 'planned' AND (group_id IN (${making}) OR member_id IN (${making}))`
    )
  }
}
