import type { Kind } from '../model/names.ts'
import { integer, text, type Workspace } from '../state/workspace.ts'
import type { PlannedOperation } from './operation.ts'
import type { Protection } from './policy.ts'

/**
 * Plans memberships among objects that are ours or become so by this plan. A member leaves a group only when it was read from the directory
 * and is not in the group there: whoever was not read keeps his memberships until his own delete is sent, and who isn't ours keeps them always.
 */
export function planMembers(workspace: Workspace, isProtected: Protection): void {
  workspace.exec(`
    CREATE TABLE usable (id INTEGER PRIMARY KEY, anchor TEXT NOT NULL, domain TEXT NOT NULL, kind TEXT NOT NULL);
    INSERT INTO usable SELECT d.id, d.anchor, d.domain, d.kind FROM desired d JOIN state.known k ON k.id = d.id
      WHERE k.standing = 'present' AND NOT EXISTS (SELECT 1 FROM missing_at_service x WHERE x.id = d.id);
    INSERT OR IGNORE INTO usable SELECT d.id, d.anchor, d.domain, d.kind FROM operation o JOIN desired d ON d.id = o.object_id
      WHERE o.action IN ('create', 'adopt', 'restore');
  `)
  spareProtectedGroups(workspace, isProtected)
  workspace.transaction(() => {
    workspace.run(
      `INSERT INTO member_change (group_id, member_id, action, group_anchor, member_anchor, domain)
       SELECT w.group_id, w.member_id, 'add', g.anchor, m.anchor, g.domain FROM wanted_member w
       JOIN usable g ON g.id = w.group_id JOIN usable m ON m.id = w.member_id
       WHERE NOT EXISTS (SELECT 1 FROM current_member c WHERE c.group_id = w.group_id AND c.member_id = w.member_id)`
    )
    workspace.run(
      `INSERT INTO member_change (group_id, member_id, action, group_anchor, member_anchor, domain)
       SELECT c.group_id, c.member_id, 'remove', g.anchor, m.anchor, g.domain FROM current_member c
       JOIN usable g ON g.id = c.group_id JOIN usable m ON m.id = c.member_id
       WHERE NOT EXISTS (SELECT 1 FROM wanted_member w WHERE w.group_id = c.group_id AND w.member_id = c.member_id)`
    )
  })
}

/** Groups that get members or lose them and have no operation yet: an update that carries nothing else. */
export function* membershipOnly(workspace: Workspace): Generator<PlannedOperation> {
  const rows = workspace.rows(
    `SELECT d.id, d.anchor, d.domain, d.dn, k.external_id, k.scim_id, k.name,
       (SELECT count(*) FROM member_change c WHERE c.group_id = d.id
         AND (c.action = 'add') <> EXISTS (SELECT 1 FROM state.membership s WHERE s.group_id = c.group_id AND s.member_id = c.member_id)) AS wanted_by_directory
     FROM desired d JOIN state.known k ON k.id = d.id
     WHERE d.id IN (SELECT group_id FROM member_change) AND d.id NOT IN (SELECT object_id FROM operation) ORDER BY d.id`
  )
  for (const row of rows) {
    yield {
      kind: 'group' satisfies Kind,
      action: 'update',
      objectId: integer(row, 'id'),
      anchor: text(row, 'anchor'),
      domain: text(row, 'domain'),
      externalId: row['external_id'] === null ? null : text(row, 'external_id'),
      scimId: text(row, 'scim_id'),
      name: text(row, 'name'),
      dn: text(row, 'dn'),
      reason: integer(row, 'wanted_by_directory') > 0 ? 'members_changed' : 'drift',
      changes: [],
      renames: false,
      heldBy: []
    }
  }
}

function spareProtectedGroups(workspace: Workspace, isProtected: Protection): void {
  const rows = workspace.all(
    `SELECT u.id, k.name, k.external_id, k.scim_id FROM usable u JOIN state.known k ON k.id = u.id WHERE u.kind = 'group'`
  )
  for (const row of rows) {
    const names = {
      scimId: text(row, 'scim_id'),
      name: text(row, 'name'),
      externalId: row['external_id'] === null ? null : text(row, 'external_id')
    }
    if (isProtected('group', names)) workspace.run('DELETE FROM usable WHERE id = ?', integer(row, 'id'))
  }
}
