import { integer, text, type Workspace } from '../state/workspace.ts'

/**
 * Fills `clash`: of two objects that want one userName, externalId or displayName, the present holder keeps it; the others, or all where
 * none holds it, are told each other's DN and don't get it.
 */
export function findClashes(workspace: Workspace): void {
  workspace.exec(`
    CREATE TABLE clash (id INTEGER NOT NULL, attribute TEXT NOT NULL, value TEXT NOT NULL, other_dn TEXT NOT NULL, PRIMARY KEY (id, attribute)) WITHOUT ROWID;
    CREATE TABLE contested (kind TEXT NOT NULL, key TEXT NOT NULL, PRIMARY KEY (kind, key)) WITHOUT ROWID;
  `)
  for (const names of [
    { attribute: 'externalId', key: 'external_key', value: 'external_id' },
    { attribute: 'name', key: 'name_key', value: 'name' }
  ]) {
    workspace.transaction(() => {
      workspace.run('DELETE FROM contested')
      workspace.run(
        `INSERT INTO contested SELECT kind, ${names.key} FROM desired WHERE ${names.key} IS NOT NULL GROUP BY kind, ${names.key} HAVING count(*) > 1`
      )
      // Who lacks a value of its own (it could not be made) keeps the one that is known, and so claims it.
      workspace.run(
        `INSERT OR IGNORE INTO contested SELECT k.kind, k.${names.key} FROM desired d JOIN state.known k ON k.id = d.id
         WHERE d.${names.key} IS NULL AND k.${names.key} IS NOT NULL`
      )
      if (workspace.count('SELECT count(*) FROM contested') > 0) contestAll(names, workspace)
    })
  }
}

interface Names {
  readonly attribute: string
  readonly key: string
  readonly value: string
}

function contestAll({ attribute, key, value }: Names, workspace: Workspace): void {
  workspace.exec(
    `CREATE TEMP TABLE claim (kind TEXT NOT NULL, key TEXT NOT NULL, id INTEGER NOT NULL, value TEXT NOT NULL, dn TEXT NOT NULL, holds INTEGER NOT NULL)`
  )
  workspace.run(
    `INSERT INTO claim SELECT d.kind, c.key, d.id, coalesce(d.${value}, k.${value}), d.dn, coalesce(k.${key} = c.key, 0)
     FROM desired d LEFT JOIN state.known k ON k.id = d.id JOIN contested c ON c.kind = d.kind AND c.key = coalesce(d.${key}, k.${key})`
  )
  workspace.exec('CREATE INDEX temp.claim_key ON claim (kind, key)')
  for (const row of workspace.all('SELECT kind, key FROM claim GROUP BY kind, key HAVING count(*) > 1')) {
    contest(attribute, text(row, 'kind'), text(row, 'key'), workspace)
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
