import { copyFileSync, existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { expect, test } from 'vitest'
import { writeBackup } from '../../src/state/backup.ts'
import { backupFile } from '../../src/state/data-folder.ts'
import { filled, folderOfTest, opened } from './folder.ts'

function factsOf(file: string): string[] {
  const db = new DatabaseSync(file, { readOnly: true })
  try {
    expect(db.prepare('PRAGMA integrity_check').get()).toEqual({ integrity_check: 'ok' })
    return db
      .prepare('SELECT key FROM meta ORDER BY key')
      .all()
      .map((row) => String(row['key']))
  } finally {
    db.close()
  }
}

test('three are kept, the newest first, each sound by itself', () => {
  const folder = folderOfTest()
  filled(folder, ['a', 'b', 'c', 'd'], true)
  expect([1, 2, 3].map((number) => factsOf(backupFile(folder, number)))).toEqual([
    ['a', 'b', 'c', 'd'],
    ['a', 'b', 'c'],
    ['a', 'b']
  ])
  expect(existsSync(backupFile(folder, 4))).toBe(false)
  expect(existsSync(join(folder.state, 'backup.new'))).toBe(false)
})

test('what the log holds is in it, while the run still has the state open', () => {
  const folder = folderOfTest()
  const { workspace } = opened(folder, 'write')
  workspace.run(`INSERT INTO state.meta VALUES ('a', 'a')`)
  writeBackup(folder, folder.database)
  workspace.close()
  expect(factsOf(backupFile(folder, 1))).toEqual(['a'])
})

test('one that fails leaves the others as they are', () => {
  const folder = folderOfTest()
  filled(folder, ['a', 'b'], true)
  const [first, second] = [1, 2].map((number) => readFileSync(backupFile(folder, number)))
  const damaged = join(folder.state, 'damaged.db')
  writeFileSync(damaged, 'no database, certainly none that could be copied'.repeat(5))
  expect(() => writeBackup(folder, damaged)).toThrow()
  expect(readFileSync(backupFile(folder, 1))).toEqual(first)
  expect(readFileSync(backupFile(folder, 2))).toEqual(second)
})

test('one that was interrupted is no obstacle to the next', () => {
  const folder = folderOfTest()
  filled(folder, ['a'], true)
  copyFileSync(backupFile(folder, 1), join(folder.state, 'backup.new'))
  writeBackup(folder, folder.database)
  expect(factsOf(backupFile(folder, 1))).toEqual(['a'])
})
