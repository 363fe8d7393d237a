import type { NonEmpty } from '../model/result.ts'
import { integer, type Workspace } from '../state/workspace.ts'
import { componentsOf } from './components.ts'
import type { Source } from './desired-state.ts'

/**
 * Completes `wanted_member`, which has the users that are direct members, by the `nested_groups` of the group's domain: `flatten` adds the
 * users of nested groups, `keep` the nested groups of the scope themselves, `ignore` nothing. A group is never its own member.
 */
export function resolveMemberships(sources: NonEmpty<Source>, workspace: Workspace): void {
  workspace.exec(
    'CREATE TABLE expanded (group_id INTEGER NOT NULL, member_id INTEGER NOT NULL, PRIMARY KEY (group_id, member_id)) WITHOUT ROWID'
  )
  if (sources.some((source) => source.domain.nestedGroups === 'flatten')) expandNesting(workspace)
  workspace.transaction(() => {
    workspace.run('DELETE FROM wanted_member WHERE group_id < 0')
    for (const source of sources) {
      if (source.domain.nestedGroups === 'flatten') {
        workspace.run(
          `INSERT OR IGNORE INTO wanted_member SELECT e.group_id, e.member_id FROM expanded e JOIN desired g ON g.id = e.group_id AND g.domain = ?`,
          source.name
        )
      } else if (source.domain.nestedGroups === 'keep') {
        workspace.run(
          `INSERT OR IGNORE INTO wanted_member SELECT m.group_id, m.member_id FROM direct_member m JOIN desired g ON g.id = m.group_id AND g.domain = ?
           JOIN desired n ON n.id = m.member_id AND n.kind = 'group' WHERE m.group_id <> m.member_id`,
          source.name
        )
      }
    }
  })
  workspace.exec('DROP TABLE expanded; DELETE FROM direct_member; DELETE FROM unresolved_member; DELETE FROM any_group')
}

/** The users of every group that has groups in it. Each group's set is built once, from its children's sets: children come first. */
function expandNesting(workspace: Workspace): void {
  const edges = new Map<number, number[]>()
  for (const row of workspace.rows('SELECT group_id, member_id FROM direct_member')) {
    const parent = integer(row, 'group_id')
    const children = edges.get(parent) ?? []
    children.push(integer(row, 'member_id'))
    edges.set(parent, children)
  }
  if (edges.size === 0) return
  workspace.transaction(() => {
    for (const component of componentsOf(edges)) expand(component, edges, workspace)
  })
}

function expand(
  component: readonly number[],
  edges: ReadonlyMap<number, readonly number[]>,
  workspace: Workspace
): void {
  const first = component[0]
  if (first === undefined || component.every((group) => !edges.has(group))) return
  const inside = new Set(component)
  for (const group of component) {
    addDirectUsers(workspace, first, group)
    for (const child of new Set(edges.get(group))) {
      if (inside.has(child)) continue
      if (edges.has(child))
        workspace.run(
          'INSERT OR IGNORE INTO expanded SELECT ?, member_id FROM expanded WHERE group_id = ?',
          first,
          child
        )
      else addDirectUsers(workspace, first, child)
    }
  }
  for (const group of component.slice(1))
    workspace.run('INSERT OR IGNORE INTO expanded SELECT ?, member_id FROM expanded WHERE group_id = ?', group, first)
}

function addDirectUsers(workspace: Workspace, group: number, from: number): void {
  workspace.run('INSERT OR IGNORE INTO expanded SELECT ?, member_id FROM wanted_member WHERE group_id = ?', group, from)
}
