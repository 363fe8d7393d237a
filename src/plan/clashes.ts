import { integer, text, type Workspace } from '../state/workspace.ts'

/**
 * Fills `clash`: of two objects that want one userName, externalId or displayName, the present holder keeps it; the others, or all where
 * none holds it, are told each other's DN and don't get it.
 */
export function findClashes(workspace: Workspace): void {
  workspace.exec(`
    CREATE TABLE clash (id INTEGER NOT NULL, attribute TEXT NOT NULL, value TEXT NOT NULL, other_dn TEXT NOT NULL, PRIMARY KEY (id, attribute)) WITHOUT ROWID;
    CREATE TABLE claim (kind TEXT NOT NULL, key TEXT NOT NULL, id INTEGER NOT NULL, value TEXT NOT NULL, dn TEXT NOT NULL, holds INTEGER NOT NULL);
  `)
  for (const { attribute, key, value } of [
    { attribute: 'externalId', key: 'external_key', value: 'external_id' },
    { attribute: 'name', key: 'name_key', value: 'name' }
  ]) {
    workspace.transaction(() => {
      workspace.run('DELETE FROM claim')
      // Who lacks a value of its own (it could not be made) keeps the one that is known, and so claims it.
      workspace.exec(
        `INSERT INTO claim SELECT d.kind, coalesce(d.${key}, k.${key}), d.id, coalesce(d.${value}, k.${value}), d.dn, coalesce(k.${key} = coalesce(d.${key}, k.${key}), 0)
         FROM desired d LEFT JOIN state.known k ON k.id = d.id WHERE coalesce(d.${key}, k.${key}) IS NOT NULL;`
      )
      workspace.exec('CREATE INDEX IF NOT EXISTS claim_key ON claim (kind, key)')
      const contested = workspace.all('SELECT kind, key FROM claim GROUP BY kind, key HAVING count(*) > 1')
      for (const row of contested) contest(attribute, text(row, 'kind'), text(row, 'key'), workspace)
    })
  }
  workspace.exec('DROP TABLE claim')
}

function contest(attribute: string, kind: string, key: string, workspace: Workspace): void {
  const claims = workspace.all(
    'SELECT id, value, dn, holds FROM claim WHERE kind = ? AND key = ? ORDER BY holds DESC, id',
    kind,
    key
  )
  const [first, second] = claims
  if (first === undefined || second === undefined) return
  const path = attribute === 'externalId' ? 'externalId' : kind === 'user' ? 'userName' : 'displayName'
  for (const claim of claims) {
    if (integer(claim, 'holds') === 1) continue
    const other = claim === first ? second : first
    workspace.run(
      'INSERT OR IGNORE INTO clash VALUES (?, ?, ?, ?)',
      integer(claim, 'id'),
      path,
      text(claim, 'value'),
      text(other, 'dn')
    )
  }
}
