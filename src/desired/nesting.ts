import { and, equal, type Filter, or } from '../ldap/filter.ts'
import type { NonEmpty } from '../model/result.ts'
import { integer, type Row, type Workspace } from '../state/workspace.ts'
import type { Source } from './desired-state.ts'
import { ANY_GROUP } from './scope.ts'
import { addMembers } from './staging.ts'

/** Groups asked for in one search: AD answers an OR of indexed objectGUIDs at once, and a filter of this size is far from its limits. */
const GROUPS_A_SEARCH = 50

/**
 * Resolves what the scope's groups hold besides its users: groups of the scope, and where a domain flattens also the groups outside the
 * scope that nesting leads through, level by level; each group is fetched once. Members that are no groups (users outside the scope,
 * computers, contacts, foreign principals) stay unresolved and are no members.
 */
export async function followNesting(sources: NonEmpty<Source>, workspace: Workspace): Promise<void> {
  resolve(workspace)
  const flattening = sources.filter(
    (source) => source.domain.nestedGroups === 'flatten' && source.session.controller.supportsExtendedDn
  )
  if (
    flattening.length === 0 ||
    workspace.count('SELECT count(*) FROM (SELECT 1 FROM unresolved_member LIMIT 1)') === 0
  )
    return
  for (const source of flattening) await listGroups(source, workspace)
  for (;;) {
    const wanted = workspace.all(
      `SELECT DISTINCT u.guid FROM unresolved_member u JOIN any_group g ON g.guid = u.guid
       WHERE NOT EXISTS (SELECT 1 FROM through_group t WHERE t.guid = u.guid)`
    )
    if (wanted.length === 0) return
    for (const row of wanted)
      workspace.run(
        'INSERT INTO through_group (id, guid) VALUES ((SELECT min(0, ifnull(min(id), 0)) - 1 FROM through_group), ?)',
        blob(row)
      )
    for (const source of flattening) await fetchMembers(source, wanted.map(blob), workspace)
    resolve(workspace)
  }
}

/** Every group of the domain, by objectGUID alone: cheaper than to ask of each unresolved member what it is. */
async function listGroups(source: Source, workspace: Workspace): Promise<void> {
  const { session } = source
  const pages = session.search({
    base: session.controller.defaultNamingContext,
    scope: 'subtree',
    filter: ANY_GROUP,
    attributes: ['objectGUID'],
    extendedDn: false
  })
  for await (const page of pages) {
    workspace.transaction(() => {
      for (const entry of page) {
        const guid = entry.attributes.get('objectguid')?.[0]
        if (guid !== undefined) workspace.run('INSERT OR IGNORE INTO any_group VALUES (?)', guid)
      }
    })
  }
}

async function fetchMembers(source: Source, guids: readonly Buffer[], workspace: Workspace): Promise<void> {
  const { session } = source
  for (let start = 0; start < guids.length; start += GROUPS_A_SEARCH) {
    const [first, ...rest] = guids
      .slice(start, start + GROUPS_A_SEARCH)
      .map((guid): Filter => equal('objectGUID', guid))
    if (first === undefined) return
    const pages = session.search({
      base: session.controller.defaultNamingContext,
      scope: 'subtree',
      filter: and(ANY_GROUP, or(first, ...rest)),
      attributes: ['objectGUID', 'member'],
      extendedDn: true
    })
    for await (const page of pages) {
      workspace.transaction(() => {
        for (const entry of page) {
          const guid = entry.attributes.get('objectguid')?.[0]
          const group =
            guid === undefined ? undefined : workspace.get('SELECT id FROM through_group WHERE guid = ?', guid)
          if (group !== undefined) addMembers(workspace, integer(group, 'id'), entry)
        }
      })
    }
  }
}

function resolve(workspace: Workspace): void {
  workspace.transaction(() => {
    workspace.exec(`
      CREATE TABLE resolved AS SELECT u.group_id, d.id, d.kind FROM unresolved_member u JOIN desired d ON d.guid = u.guid
        UNION ALL SELECT u.group_id, d.id, d.kind FROM unresolved_member u JOIN desired d ON d.dn_key = u.dn_key AND d.dn_key IS NOT NULL;
      INSERT OR IGNORE INTO wanted_member SELECT group_id, id FROM resolved WHERE kind = 'user';
      INSERT INTO direct_member SELECT group_id, id FROM resolved WHERE kind = 'group';
      DROP TABLE resolved;
      INSERT INTO direct_member SELECT u.group_id, t.id FROM unresolved_member u JOIN through_group t ON t.guid = u.guid;
      DELETE FROM unresolved_member WHERE EXISTS (SELECT 1 FROM desired d WHERE d.guid = unresolved_member.guid)
        OR EXISTS (SELECT 1 FROM desired d WHERE d.dn_key = unresolved_member.dn_key AND d.dn_key IS NOT NULL)
        OR EXISTS (SELECT 1 FROM through_group t WHERE t.guid = unresolved_member.guid);
    `)
  })
}

function blob(row: Row): Buffer {
  const value = row['guid']
  if (!(value instanceof Uint8Array)) throw new TypeError('a guid is not bytes')
  return Buffer.from(value)
}
