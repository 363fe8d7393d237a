import type { Workspace } from '../state/workspace.ts'

/**
 * Memberships hang on no other change of their group: where that is held or was rejected, an operation of their own carries them. And an
 * operation that only carries memberships shares their fate when none of them may go.
 */
export function carryMembers(workspace: Workspace): void {
  workspace.transaction(() => {
    workspace.exec(`
      INSERT INTO operation (kind, action, object_id, anchor, domain, external_id, scim_id, name, dn, reason, changes)
        SELECT 'group', 'update', d.id, d.anchor, d.domain, k.external_id, k.scim_id, k.name, d.dn, 'members_changed', '[]'
        FROM desired d JOIN state.known k ON k.id = d.id
        WHERE k.standing = 'present' AND d.id IN (SELECT group_id FROM member_change WHERE status = 'planned')
          AND NOT EXISTS (SELECT 1 FROM operation o WHERE o.object_id = d.id AND o.status = 'planned') ORDER BY d.id;
      UPDATE operation SET status = 'held', guards = (SELECT c.guards FROM member_change c WHERE c.group_id = operation.object_id AND c.status = 'held' LIMIT 1)
        WHERE entry IS NULL AND status = 'planned' AND object_id NOT IN (SELECT group_id FROM member_change WHERE status = 'planned')
          AND object_id IN (SELECT group_id FROM member_change WHERE status = 'held');
      UPDATE operation SET status = 'skipped'
        WHERE entry IS NULL AND status = 'planned' AND object_id NOT IN (SELECT group_id FROM member_change WHERE status = 'planned');
    `)
  })
}
