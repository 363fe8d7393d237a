import { mkdir, readdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { expect, test } from 'vitest'
import { preflightExitCode } from '../../src/preflight/preflight.ts'
import { writeBackup } from '../../src/state/backup.ts'
import { dataFolder } from '../../src/state/data-folder.ts'
import { takeLock } from '../../src/state/lock.ts'
import { openState } from '../../src/state/open-state.ts'
import { type Site, site } from './looking.ts'

const STATE = { areas: ['state'] } as const

/** A state as a run leaves it. */
function leaveState({ data }: Site, ...statements: string[]): void {
  const opened = openState(dataFolder(data), 'write')
  if (!opened.ok) throw new Error(opened.problems[0].code)
  for (const statement of statements) opened.value.workspace.exec(statement)
  opened.value.workspace.close()
}

test('where no run has been, there is nothing wrong, and nothing is made', async () => {
  const at = await site()
  const looked = await at.look(STATE)
  expect(looked.status('state.database')).toBe('pass')
  expect(looked.status('state.writable')).toBe('skip')
  await expect(readdir(at.data)).rejects.toThrow('ENOENT')
})

test('a sound state passes, and no probe stays behind', async () => {
  const at = await site()
  leaveState(at)
  const before = await readdir(join(at.data, 'state'))
  const looked = await at.look(STATE)
  expect(looked.all.map(({ status }) => status)).toEqual(['pass', 'pass', 'pass', 'pass'])
  expect(await readdir(join(at.data, 'state'))).toEqual(before)
})

test('a damaged state without a backup fails', async () => {
  const at = await site()
  leaveState(at)
  await writeFile(
    dataFolder(at.data).database,
    'no database at all, but longer than a header of SQLite would be: '.repeat(20)
  )
  const looked = await at.look(STATE)
  expect(looked.status('state.database')).toBe('fail')
  expect(preflightExitCode(looked.all)).toBe(8)
})

test('a damaged state with a backup warns: the backup takes over', async () => {
  const at = await site()
  leaveState(at)
  const folder = dataFolder(at.data)
  writeBackup(folder, folder.database)
  await writeFile(folder.database, 'damaged '.repeat(200))
  expect((await at.look(STATE)).status('state.database')).toBe('warn')
})

test('a state of a newer version fails', async () => {
  const at = await site()
  leaveState(at)
  const db = new DatabaseSync(dataFolder(at.data).database)
  db.exec('PRAGMA user_version = 9999')
  db.close()
  expect((await at.look(STATE)).status('state.database')).toBe('fail')
})

test('a state folder that can not be written fails', async () => {
  const at = await site()
  await mkdir(at.data, { recursive: true })
  await writeFile(join(at.data, 'state'), '')
  expect((await at.look(STATE)).status('state.writable')).toBe('fail')
})

test('a run that goes on warns', async () => {
  const at = await site()
  leaveState(at)
  const lock = takeLock(dataFolder(at.data))
  expect((await at.look(STATE)).status('state.lock')).toBe('warn')
  lock?.release()
  expect((await at.look(STATE)).status('state.lock')).toBe('pass')
})

test('a state of another service fails', async () => {
  const at = await site()
  leaveState(at, "INSERT INTO state.meta VALUES ('service', 'https://other.example.jp/scim/v2')")
  expect((await at.look(STATE)).status('state.identity')).toBe('fail')
})

test('a state of another domain fails, once the domain was asked', async () => {
  const at = await site()
  const other = '00000000-0000-4000-8000-000000000000'
  leaveState(at, `INSERT INTO state.domain VALUES ('default', '${other}', NULL)`)
  const looked = await at.look({ areas: ['directory', 'state'] })
  expect(looked.status('state.identity')).toBe('fail')
  expect(preflightExitCode(looked.all)).toBe(8)
})
