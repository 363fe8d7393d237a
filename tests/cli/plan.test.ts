import { createHash } from 'node:crypto'
import { readdir, readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { install } from './installation.ts'

test('a plan tells what sync would do, and writes nothing anywhere', async () => {
  const it = await install()
  const users = await it.addUsers(8)
  await it.json('sync')
  await it.directory.setAttributes(users[0] ?? '', { department: '開発部' })
  for (const dn of users.slice(1, 8)) await it.directory.disable(dn)
  const before = await snapshot(it.data)
  it.service.log.clear()

  const plan = await it.json('plan')

  expect(plan).toMatchObject({ exitCode: 4, mode: 'dry-run', counts: { users: { update: 1, held: 7 } } })
  expect(plan.operations?.every(({ result }) => ['planned', 'held'].includes(result.status))).toBe(true)
  expect(await snapshot(it.data)).toEqual(before)
  expect(await readdir(it.temporary)).toEqual([])
  expect(await readdir(it.home)).toEqual([])
  expect(it.service.writes()).toEqual([])
})

test('a plan of an installation without state does not even make its folder', async () => {
  const it = await install()
  await it.addUsers(1)
  expect(await it.json('sync', '--dry-run')).toMatchObject({
    exitCode: 0,
    mode: 'dry-run',
    counts: { users: { create: 1 } }
  })
  await expect(stat(it.data)).rejects.toThrow('ENOENT')
})

test('the same plan has the same id as the sync that follows', async () => {
  const it = await install()
  await it.addUsers(2)
  const plan = await it.json('plan')
  expect((await it.json('plan', '--lang', 'ja')).planId).toBe(plan.planId)
  expect((await it.json('sync')).planId).toBe(plan.planId)
})

test('--out holds the document with every operation and entry, written aside and renamed', async () => {
  const it = await install()
  const users = await it.addUsers(3)
  await it.directory.addGroup({ cn: '営業部', member: users })
  const file = join(it.home, 'plan.json')
  const shown = await it.json('plan', '--out', file)
  const written = JSON.parse(await readFile(file, 'ascii'))
  const { operations, truncated: _, ...rest } = shown
  expect(written).toMatchObject(rest)
  expect(written.operations).toHaveLength(4)
  expect(written.entries).toHaveLength(4 + 3)
  expect(await readdir(it.home)).toEqual(['plan.json'])
})

test('--out is written on failure too, with the problems', async () => {
  const it = await install()
  const file = join(it.home, 'plan.json')
  it.directory.server.faults.refuseBind(49, '80090308: LdapErr: DSID-0C090449, data 52e, v4563')
  expect(await it.json('plan', '--out', file)).toMatchObject({ exitCode: 5 })
  expect(JSON.parse(await readFile(file, 'ascii'))).toMatchObject({
    command: 'plan',
    exitCode: 5,
    planId: null,
    problems: [{ code: 'directory.bind_refused' }],
    operations: [],
    entries: []
  })
  expect(await it.json('plan', '--out', file, '--config', '/nowhere/config.yml')).toMatchObject({ exitCode: 2 })
  expect(JSON.parse(await readFile(file, 'ascii'))).toMatchObject({
    exitCode: 2,
    problems: [{ code: 'config.file_missing' }]
  })
})

test('a file that can not be written is a usage error, before anything is read', async () => {
  const it = await install()
  expect(await it.json('plan', '--out', join(it.home, 'no', 'such', 'plan.json'))).toMatchObject({
    exitCode: 2,
    problems: [{ code: 'run.file_unusable' }]
  })
  expect(it.directory.server.log.connections).toBe(0)
})

/** Every file below a folder with its content and times. */
async function snapshot(folder: string): Promise<Record<string, string>> {
  const files: Record<string, string> = {}
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    const path = join(entry.parentPath, entry.name)
    const { mtimeMs, size } = await stat(path)
    const hash = entry.isFile()
      ? createHash('sha256')
          .update(await readFile(path))
          .digest('hex')
      : 'folder'
    files[path] = `${hash} ${size} ${mtimeMs}`
  }
  return files
}
