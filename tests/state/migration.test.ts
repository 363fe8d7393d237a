import { mkdirSync } from 'node:fs'
import { DatabaseSync } from 'node:sqlite'
import { expect, test, vi } from 'vitest'
import { backupFile, type DataFolder } from '../../src/state/data-folder.ts'
import { factsIn, fingerprint, folderOfTest, opened } from './folder.ts'

const { original } = vi.hoisted(() => ({ original: { migrations: [] as readonly string[] } }))

vi.mock('../../src/state/schema.ts', async (load) => {
  const schema = await load<typeof import('../../src/state/schema.ts')>()
  original.migrations = schema.MIGRATIONS
  const later = `ALTER TABLE meta ADD COLUMN note TEXT; UPDATE meta SET note = 'migrated'`
  return { ...schema, MIGRATIONS: [...schema.MIGRATIONS, later] }
})

/** As the version before the last migration left it. */
function older(folder: DataFolder): void {
  mkdirSync(folder.state)
  const db = new DatabaseSync(folder.database)
  for (const migration of original.migrations) db.exec(migration)
  db.exec(`PRAGMA user_version = ${original.migrations.length}; INSERT INTO meta VALUES ('a', 'a')`)
  db.close()
}

function versionOf(file: string): unknown {
  const db = new DatabaseSync(file, { readOnly: true })
  try {
    return db.prepare('PRAGMA user_version').get()?.['user_version']
  } finally {
    db.close()
  }
}

test('an older state is migrated, after a backup of it', () => {
  const folder = folderOfTest()
  older(folder)
  const state = opened(folder, 'write')
  expect([state.origin, factsIn(state)]).toEqual(['known', ['a']])
  expect(state.workspace.all('SELECT note FROM state.meta')).toEqual([{ note: 'migrated' }])
  state.workspace.close()
  expect(versionOf(folder.database)).toBe(original.migrations.length + 1)
  expect(versionOf(backupFile(folder, 1))).toBe(original.migrations.length)
})

test('a reader migrates its copy alone', () => {
  const folder = folderOfTest()
  older(folder)
  const before = fingerprint(folder)
  const state = opened(folder, 'read')
  expect(state.workspace.all('SELECT note FROM state.meta')).toEqual([{ note: 'migrated' }])
  state.workspace.close()
  expect(fingerprint(folder)).toEqual(before)
})

test('a backup of an older version serves', () => {
  const folder = folderOfTest()
  older(folder)
  opened(folder, 'write').workspace.close()
  const { rmSync } = process.getBuiltinModule('node:fs')
  rmSync(folder.database)
  const state = opened(folder, 'write')
  expect([state.origin, factsIn(state)]).toEqual(['backup', ['a']])
  expect(state.workspace.all('SELECT note FROM state.meta')).toEqual([{ note: 'migrated' }])
  state.workspace.close()
})
