import type { Config } from '../config/config.ts'
import { managedPaths } from '../mapping/managed-paths.ts'
import { type Kind, ScimId } from '../model/names.ts'
import { canonical } from '../model/resource.ts'
import type { Problem } from '../problems/problem.ts'
import { flatten } from '../service/flat.ts'
import type { ScimService, ServiceObject } from '../service/service.ts'
import { readFlat, readRaw } from '../state/columns.ts'
import { integer, type Row, text, type Workspace } from '../state/workspace.ts'
import { addServiceObject } from './read-service.ts'

const MISSING_FLOOR = 5

/** So many owned objects may be missing in the service's list; of more, the guard for a shrunken service holds the whole plan. */
export function missingAllowed(known: number, percent: number): number {
  return Math.max(MISSING_FLOOR, Math.floor((known * percent) / 100))
}

/**
 * Holds what is known of our objects against the service as it was just read: `actual` where they differ, `missing_at_service` for those
 * whose absence a GET confirms.
 * @returns the doubt that ends the run, or null.
 */
export async function inspectOwned(
  config: Config,
  service: ScimService,
  workspace: Workspace
): Promise<Problem | null> {
  const doubt = await confirmMissing(config, service, workspace)
  if (doubt !== null) return doubt
  collectActual(config, workspace)
  return null
}

/** Each is asked for one by one, where the guard would let the plan go; of those that an earlier run confirmed only the list is asked. */
async function confirmMissing(config: Config, service: ScimService, workspace: Workspace): Promise<Problem | null> {
  const unlisted = (standing: 'present' | 'missing') => `FROM state.known k WHERE k.standing = '${standing}'
     AND NOT EXISTS (SELECT 1 FROM service_object s WHERE s.scim_id = k.scim_id AND s.pending = 0)`
  workspace.run(`INSERT INTO missing_at_service SELECT k.id ${unlisted('missing')}`)
  const missing = workspace.count(`SELECT count(*) ${unlisted('present')}`)
  const known = workspace.count(`SELECT count(*) FROM state.known WHERE standing = 'present'`)
  if (missing > missingAllowed(known, config.safety.serviceShrinkPercent)) {
    workspace.run(`INSERT INTO missing_at_service SELECT k.id ${unlisted('present')}`)
    return null
  }
  for (const row of workspace.all(`SELECT k.id, k.kind, k.scim_id ${unlisted('present')}`)) {
    const kind = text(row, 'kind') as Kind
    const answer = await service.get(kind, ScimId.parse(text(row, 'scim_id')))
    if (answer.kind === 'done' && !answer.value.pendingDeletion) {
      workspace.transaction(() => addServiceObject(kind, answer.value, workspace))
    } else if (answer.kind === 'gone' || answer.kind === 'done') {
      workspace.run('INSERT INTO missing_at_service VALUES (?)', integer(row, 'id'))
    } else return answer.problem
  }
  return null
}

function collectActual(config: Config, workspace: Workspace): void {
  const managed = { user: managedPaths(config.mapping.user), group: managedPaths(config.mapping.group) }
  const rows = workspace.rows(
    `SELECT k.id, k.kind, k.resource, k.active, s.scim_id, s.name, s.active AS service_active, s.raw, d.resource AS desired
     FROM state.known k JOIN service_object s ON s.scim_id = k.scim_id AND s.pending = 0 LEFT JOIN desired d ON d.id = k.id`
  )
  workspace.transaction(() => {
    for (const row of rows) {
      const kind = text(row, 'kind') as Kind
      const known = readFlat(text(row, 'resource'))
      const desired = row['desired'] === null ? null : readFlat(text(row, 'desired'))
      const resource = canonical({
        ...unmanaged(known, managed[kind]),
        ...flatten(serviceObject(row), managed[kind], known, desired)
      })
      if (resource !== text(row, 'resource') || row['active'] !== row['service_active']) {
        workspace.run(
          'INSERT INTO actual VALUES (?, ?, ?)',
          integer(row, 'id'),
          resource,
          integer(row, 'service_active')
        )
      }
    }
  })
}

/** Paths that are not managed any more keep what was last known of them: they are compared with nothing. */
function unmanaged(
  known: Readonly<Record<string, string | boolean | null>>,
  managed: readonly string[]
): Record<string, string | boolean | null> {
  const paths = new Set(managed)
  return Object.fromEntries(Object.entries(known).filter(([path]) => !paths.has(path)))
}

/**
 * Fills `actual_member` with the memberships among objects that are ours or about to be adopted; members of others are nobody's business.
 * The list is believed where it shows all known members; where it lacks one, the group itself is asked, and must agree with it.
 * @returns the doubt that ends the run, or null.
 */
export async function inspectMembers(service: ScimService, workspace: Workspace): Promise<Problem | null> {
  workspace.exec('CREATE INDEX IF NOT EXISTS service_member_group ON service_member (group_scim_id, member_scim_id)')
  workspace.exec(
    `CREATE TABLE own (scim_id TEXT PRIMARY KEY, id INTEGER NOT NULL) WITHOUT ROWID;
     INSERT INTO own SELECT scim_id, id FROM state.known;
     INSERT OR IGNORE INTO own SELECT scim_id, id FROM matching;
     INSERT OR IGNORE INTO actual_member SELECT g.id, m.id FROM service_member s
     JOIN own g ON g.scim_id = s.group_scim_id JOIN own m ON m.scim_id = s.member_scim_id`
  )
  const lacking = workspace.all(
    `SELECT DISTINCT g.id, g.scim_id, g.name FROM state.membership m JOIN state.known g ON g.id = m.group_id
     WHERE NOT EXISTS (SELECT 1 FROM actual_member a WHERE a.group_id = m.group_id AND a.member_id = m.member_id)
     AND m.member_id NOT IN (SELECT id FROM missing_at_service) AND m.group_id NOT IN (SELECT id FROM missing_at_service)`
  )
  for (const row of lacking) {
    const answer = await service.get('group', ScimId.parse(text(row, 'scim_id')))
    if (answer.kind === 'gone') continue
    if (answer.kind !== 'done') return answer.problem
    for (const member of answer.value.members) {
      const known = workspace.get('SELECT id FROM state.known WHERE scim_id = ?', member)
      if (known === undefined) continue
      const listed = workspace.get(
        'SELECT 1 FROM actual_member WHERE group_id = ? AND member_id = ?',
        integer(row, 'id'),
        integer(known, 'id')
      )
      if (listed === undefined) return { code: 'service.members_contradict', object: text(row, 'name') }
    }
  }
  return null
}

function serviceObject(row: Row): ServiceObject {
  return {
    id: ScimId.parse(text(row, 'scim_id')),
    externalId: null,
    name: text(row, 'name'),
    active: row['service_active'] === 1,
    pendingDeletion: false,
    members: [],
    raw: readRaw(text(row, 'raw'))
  }
}
