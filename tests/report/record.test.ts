import { chmod, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { install } from '../cli/installation.ts'

async function logOf(data: string): Promise<Record<string, unknown>[]> {
  const text = await readFile(join(data, 'logs', 'dirsync.log'), 'utf8')
  return text
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line))
}

test('a run leaves its events on standard error and in the log file; a dry run nothing', async () => {
  const it = await install()
  await it.addUsers(1)
  const dry = await it.run('sync', '--dry-run')
  expect(dry.stderr).toBe('')
  await expect(readdir(it.data)).rejects.toThrow()
  const done = await it.run('sync')
  expect(done.stderr).toMatch(/^<6>dirsync\[100\]: /)
  const records = await logOf(it.data)
  expect(records[0]).toMatchObject({ level: 'info', command: 'sync' })
  expect(records.at(-1)).toMatchObject({ level: 'info', event: 100, exitCode: 0, counts: { users: { create: 1 } } })
})

test('an object that the service refuses has event 12808 and its line in the log', async () => {
  const it = await install()
  const [taro = ''] = await it.addUsers(1)
  await it.directory.setAttributes(taro, { mail: 'taro@unregistered.example' })
  const failed = await it.json('sync')
  expect(failed.exitCode).toBe(3)
  const records = await logOf(it.data)
  expect(records.filter(({ event }) => event === 12808)).toMatchObject([
    { level: 'error', code: 'service.organization_not_found', object: 'taro@unregistered.example' }
  ])
  expect(records.at(-1)).toMatchObject({ event: 103, exitCode: 3 })
})

test('log.loglevel says from which level on', async () => {
  const it = await install()
  it.service.console.createUser({ userName: 'stray@example.jp' })
  await it.configure({ rest: { log: { loglevel: 'warn' } } })
  const done = await it.run('sync')
  expect([done.exitCode, done.stderr]).toEqual([0, ''])
  expect((await logOf(it.data)).map(({ level }) => level)).toEqual(['warn'])
})

test('a run that could not begin is told of too', async () => {
  const it = await install()
  await it.run('sync')
  await writeFile(it.config, 'nonsense: 1\n')
  expect((await it.run('sync')).stderr).toMatch(/^<3>dirsync\[102\]: /)
  expect((await logOf(it.data)).at(-1)).toMatchObject({ level: 'error', event: 102, exitCode: 2 })
})

test('no secret is in the log', async () => {
  const it = await install()
  await it.addUsers(1)
  await it.run('sync')
  const text = await readFile(join(it.data, 'logs', 'dirsync.log'), 'utf8')
  for (const secret of [it.service.token, it.directory.connection.password]) expect(text).not.toContain(secret)
})

test('a log that cannot be written is a warning, not the end of a run', async () => {
  const it = await install()
  await it.run('sync')
  await rm(join(it.data, 'logs'), { recursive: true })
  await writeFile(join(it.data, 'logs'), '')
  await chmod(join(it.data, 'logs'), 0o600)
  const done = await it.json('sync')
  expect(done.exitCode).toBe(0)
  expect(done.problems).toMatchObject([{ code: 'run.log_not_written', severity: 'warning' }])
})
