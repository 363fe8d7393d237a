import { nameKey } from '../model/names.ts'
import { canonical, type FlatResource } from '../model/resource.ts'
import { readFlat } from '../state/columns.ts'
import { text, type Workspace } from '../state/workspace.ts'

/** The object is ours from now on, with all that was desired of it. */
export function nowOurs(workspace: Workspace, id: number, scimId: string, active: boolean): void {
  // Who was pending deletion under one of these names has been purged, or is this very object.
  workspace.run(
    `DELETE FROM state.known WHERE id <> ?1 AND (scim_id = ?2 OR (standing = 'pending' AND kind = (SELECT kind FROM desired WHERE id = ?1)
       AND (name_key = (SELECT name_key FROM desired WHERE id = ?1) OR external_key = (SELECT external_key FROM desired WHERE id = ?1))))`,
    id,
    scimId
  )
  workspace.run(
    `INSERT INTO state.known (id, kind, anchor, domain, base, dn, scim_id, external_id, external_key, name, name_key, mail_key, active, resource)
     SELECT id, kind, anchor, domain, base, dn, ?, external_id, external_key, name, name_key, mail_key, ?, resource FROM desired WHERE id = ?
     ON CONFLICT (id) DO UPDATE SET anchor = excluded.anchor, domain = excluded.domain, base = excluded.base, dn = excluded.dn, scim_id = excluded.scim_id,
       external_id = excluded.external_id, external_key = excluded.external_key, name = excluded.name, name_key = excluded.name_key,
       mail_key = excluded.mail_key, active = excluded.active, resource = excluded.resource,
       standing = 'present', blocked_at_service = 0, departed_at = NULL, unseen_since = NULL`,
    scimId,
    active ? 1 : 0,
    id
  )
  // Adopted as somebody had disabled it there: that goes on being held, also when the next run doesn't read the service.
  workspace.run(
    `UPDATE state.known SET active = 1, blocked_at_service = 1
     WHERE id = ? AND active = 0 AND EXISTS (SELECT 1 FROM desired d WHERE d.id = known.id AND d.active = 1)`,
    id
  )
}

/** The object holds these values at the service now; its place in the directory is that of this read. */
export function nowHolds(workspace: Workspace, id: number, kind: 'user' | 'group', resource: FlatResource): void {
  const name = resource[kind === 'user' ? 'userName' : 'displayName']
  const externalId = resource['externalId']
  const mail = resource['emails.value']
  workspace.run(
    `UPDATE state.known SET resource = ?, name = coalesce(?, name), name_key = coalesce(?, name_key), external_id = ?, external_key = ?, mail_key = ?,
       anchor = (SELECT anchor FROM desired d WHERE d.id = known.id), domain = (SELECT domain FROM desired d WHERE d.id = known.id),
       base = (SELECT base FROM desired d WHERE d.id = known.id), dn = (SELECT dn FROM desired d WHERE d.id = known.id)
     WHERE id = ?`,
    canonical(resource),
    typeof name === 'string' ? name : null,
    typeof name === 'string' ? nameKey(name) : null,
    typeof externalId === 'string' ? externalId : null,
    typeof externalId === 'string' ? nameKey(externalId) : null,
    typeof mail === 'string' ? nameKey(mail) : null,
    id
  )
}

export function nowActive(workspace: Workspace, id: number, active: boolean): void {
  workspace.run('UPDATE state.known SET active = ?, blocked_at_service = 0 WHERE id = ?', active ? 1 : 0, id)
}

/** It was there all the time; the next run that reads the service whole sees what of it differs. */
export function nowPresent(workspace: Workspace, id: number): void {
  workspace.run(`UPDATE state.known SET standing = 'present' WHERE id = ?`, id)
}

/** Deleted at the service by us. What the service keeps for a while stays known, so that a return restores it. */
export function nowDeleted(workspace: Workspace, id: number, kept: boolean, now: Date): void {
  workspace.run('DELETE FROM state.membership WHERE group_id = ?1 OR member_id = ?1', id)
  if (kept)
    workspace.run(`UPDATE state.known SET standing = 'pending', departed_at = ? WHERE id = ?`, now.toISOString(), id)
  else workspace.run('DELETE FROM state.known WHERE id = ?', id)
}

/** What the service holds of an object under the managed paths, as last seen or sent; of one about to be adopted, as it was found. */
export function heldResource(workspace: Workspace, id: number): FlatResource {
  const row =
    workspace.get('SELECT resource FROM state.known WHERE id = ?', id) ??
    workspace.get('SELECT resource FROM matching WHERE id = ?', id)
  return row === undefined ? {} : readFlat(text(row, 'resource'))
}

/**
 * Takes over what the service showed in this run, before anything is sent: whatever happens afterwards, the next run starts from what is
 * true there. What an administrator did at the service stays marked as such, so that it goes on being held.
 */
export function acceptWhatServiceShows(workspace: Workspace): void {
  workspace.transaction(() => {
    workspace.exec(`
      UPDATE state.known SET resource = (SELECT a.resource FROM actual a WHERE a.id = known.id),
        blocked_at_service = CASE WHEN active = 1 AND (SELECT a.active FROM actual a WHERE a.id = known.id) = 0 THEN 1 ELSE 0 END,
        active = max(active, (SELECT a.active FROM actual a WHERE a.id = known.id))
        WHERE id IN (SELECT id FROM actual);
      UPDATE state.known SET blocked_at_service = 0 WHERE blocked_at_service = 1 AND id NOT IN (SELECT id FROM actual);
      UPDATE state.known SET standing = 'missing' WHERE standing = 'present' AND id IN (SELECT id FROM missing_at_service);
      DELETE FROM state.membership WHERE NOT EXISTS (SELECT 1 FROM actual_member a WHERE a.group_id = membership.group_id AND a.member_id = membership.member_id);
      INSERT OR IGNORE INTO state.membership SELECT a.group_id, a.member_id FROM actual_member a
        JOIN state.known g ON g.id = a.group_id JOIN state.known m ON m.id = a.member_id;
    `)
  })
}
