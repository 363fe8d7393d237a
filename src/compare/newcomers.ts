import type { Config } from '../config/config.ts'
import { guidToBytes } from '../directory/guid.ts'
import { managedPaths } from '../mapping/managed-paths.ts'
import { Guid, type Kind, nameKey, ScimId } from '../model/names.ts'
import { canonical } from '../model/resource.ts'
import type { Problem } from '../problems/problem.ts'
import { flatten } from '../service/flat.ts'
import { readFlat, readRaw } from '../state/columns.ts'
import { integer, text, type Workspace } from '../state/workspace.ts'

/**
 * Finds for each object that is not known yet the one of the service that it may adopt: the same externalId, else by name one without
 * externalId. Objects that are known under another anchor are never offered.
 */
export function matchNewcomers(config: Config, workspace: Workspace): void {
  const managed = { user: managedPaths(config.mapping.user), group: managedPaths(config.mapping.group) }
  // Two searches by index; with an OR it would be all of the service for each newcomer.
  const matching = (by: 'external_id' | 'name', condition: string) =>
    `SELECT d.id, d.kind, d.resource AS desired, s.scim_id, s.name, s.active, s.raw, '${by}' AS matched_by
     FROM desired d JOIN service_object s ON s.kind = d.kind AND ${condition} AND s.pending = 0
     WHERE NOT EXISTS (SELECT 1 FROM state.known k WHERE k.id = d.id) AND NOT EXISTS (SELECT 1 FROM state.known k WHERE k.scim_id = s.scim_id)`
  const rows = workspace.rows(
    `${matching('external_id', 's.external_key = d.external_key')}
     UNION ALL ${matching('name', 's.name_key = d.name_key AND s.external_key IS NULL')} ORDER BY id, matched_by, scim_id`
  )
  workspace.transaction(() => {
    for (const row of rows) {
      const kind = text(row, 'kind') as Kind
      const desired = readFlat(text(row, 'desired'))
      const object = {
        id: ScimId.parse(text(row, 'scim_id')),
        externalId: null,
        name: text(row, 'name'),
        active: row['active'] === 1,
        pendingDeletion: false,
        members: [],
        raw: readRaw(text(row, 'raw'))
      }
      const resource = canonical(flatten(object, managed[kind], null, desired))
      workspace.run(
        'INSERT OR IGNORE INTO matching VALUES (?, ?, ?, ?, ?)',
        integer(row, 'id'),
        object.id,
        text(row, 'matched_by'),
        resource,
        integer(row, 'active')
      )
    }
  })
}

/**
 * Who was deleted in AD and made again keeps his account: a newcomer with the name and the mail (a group: the name) of a known object that
 * has departed takes over its id here, and the plan makes a rekey of it. While the departure itself waits or is held, so does the newcomer.
 */
export function joinRecreated(workspace: Workspace): void {
  workspace.exec(
    'CREATE TABLE recreated (new_id INTEGER PRIMARY KEY, known_id INTEGER NOT NULL UNIQUE, verdict TEXT NOT NULL)'
  )
  workspace.run(
    `INSERT OR IGNORE INTO recreated SELECT d.id, k.id, p.verdict FROM desired d
     JOIN state.known k ON k.kind = d.kind AND k.name_key = d.name_key AND k.standing = 'present'
     JOIN departure p ON p.id = k.id
     WHERE NOT EXISTS (SELECT 1 FROM state.known o WHERE o.id = d.id) AND d.lacking IS NULL AND (d.kind = 'group' OR k.mail_key = d.mail_key)
     ORDER BY d.anchor, k.anchor`
  )
  workspace.run(
    `INSERT OR IGNORE INTO recreated SELECT d.id, k.id, 'departed' FROM desired d
     JOIN state.known k ON k.kind = d.kind AND k.name_key = d.name_key AND k.external_key = d.external_key AND k.standing = 'pending'
     WHERE NOT EXISTS (SELECT 1 FROM state.known o WHERE o.id = d.id) AND NOT EXISTS (SELECT 1 FROM desired x WHERE x.id = k.id)
       AND d.lacking IS NULL ORDER BY d.anchor, k.anchor`
  )
  if (workspace.count('SELECT count(*) FROM recreated') === 0) return
  workspace.transaction(() => {
    workspace.exec(`
      INSERT OR IGNORE INTO wanted_member SELECT w.group_id, r.known_id FROM wanted_member w JOIN recreated r ON r.new_id = w.member_id AND r.verdict = 'departed';
      INSERT OR IGNORE INTO wanted_member SELECT r.known_id, w.member_id FROM wanted_member w JOIN recreated r ON r.new_id = w.group_id AND r.verdict = 'departed';
      DELETE FROM wanted_member WHERE member_id IN (SELECT new_id FROM recreated WHERE verdict = 'departed') OR group_id IN (SELECT new_id FROM recreated WHERE verdict = 'departed');
      DELETE FROM departure WHERE id IN (SELECT known_id FROM recreated WHERE verdict = 'departed');
      UPDATE desired SET id = (SELECT known_id FROM recreated WHERE new_id = desired.id) WHERE id IN (SELECT new_id FROM recreated WHERE verdict = 'departed');
    `)
  })
}

/**
 * Before the first object is known: when externalId is a rendering of objectGUID, the service's externalIds tell which rendering they were
 * made with. One under which fewer match than under another would make every person anew.
 */
export function checkGuidRendering(config: Config, workspace: Workspace): Problem | null {
  if (workspace.count('SELECT count(*) FROM state.known') > 0) return null
  for (const kind of ['user', 'group'] as const) {
    const rule = config.mapping[kind].rules.find((candidate) => candidate.path === 'externalId')
    if (rule?.kind !== 'bound' || rule.from[0].toLowerCase() !== 'objectguid' || rule.as === 'text') continue
    const found = { guid: 0, base64: 0, hex: 0 }
    for (const row of workspace.rows('SELECT anchor FROM desired WHERE kind = ?', kind)) {
      const anchor = Guid.parse(text(row, 'anchor'))
      const renderings = {
        guid: anchor,
        base64: guidToBytes(anchor).toString('base64'),
        hex: guidToBytes(anchor).toString('hex')
      }
      for (const rendering of ['guid', 'base64', 'hex'] as const) {
        const key = nameKey(renderings[rendering])
        if (workspace.get('SELECT 1 FROM service_object WHERE kind = ? AND external_key = ?', kind, key) !== undefined)
          found[rendering]++
      }
    }
    const best = (['guid', 'base64', 'hex'] as const).reduce((a, b) => (found[b] > found[a] ? b : a), rule.as)
    if (best !== rule.as) {
      return {
        code: 'plan.guid_rendering',
        object: `iid.scim.attribute.${kind}.ad_bind.externalId`,
        configured: rule.as,
        matching: found[rule.as],
        better: best,
        betterMatching: found[best]
      }
    }
  }
  return null
}
