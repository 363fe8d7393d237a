import { appendFile, mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { describe, expect, test } from 'vitest'
import { install } from './installation.ts'

describe('exit code', () => {
  test('1: an unexpected error, its stack on standard error, one document on standard output', async () => {
    const it = await install()
    // A fault of the program, brought in from outside: the clock can't be read any more.
    const fault = 'Date.prototype.toISOString = () => { throw new TypeError("no clock") }'
    const broken = { NODE_OPTIONS: `--import=data:text/javascript,${encodeURIComponent(fault)}` }
    const ended = await it.start(['sync', '--json'], broken).ended
    expect(ended.exitCode).toBe(1)
    expect(JSON.parse(ended.stdout)).toMatchObject({
      command: 'sync',
      exitCode: 1,
      problems: [{ code: 'run.unexpected' }]
    })
    expect(ended.stderr).toMatch(/\n {4}at /)
  })

  test('2: an error in the configuration, with its place', async () => {
    const it = await install()
    await appendFile(it.config, 'saftey: {}\n')
    const document = await it.json('sync')
    expect(document).toMatchObject({
      exitCode: 2,
      runId: null,
      problems: [{ code: 'config.unknown_key', severity: 'error' }]
    })
    expect(document.problems[0]).toHaveProperty('line')
  })

  test('3: an object fails once, the others go through; then it is in quarantine', async () => {
    const it = await install()
    await it.addUsers(1)
    await it.directory.addUser({ cn: '無 郵便' })
    const first = await it.json('sync')
    expect(first).toMatchObject({ exitCode: 3, counts: { users: { create: 1, failed: 1 } } })
    expect(first.problems.map(({ code }) => code)).toContain('mapping.required_missing')
    const second = await it.json('sync')
    expect(second).toMatchObject({ exitCode: 0, counts: { users: { failed: 0, quarantined: 1 } } })
    expect(await it.json('status')).toMatchObject({ quarantine: [{ kind: 'user', code: 'mapping.required_missing' }] })
  })

  test('4: a guard holds what is too much', async () => {
    const it = await install()
    const users = await it.addUsers(8)
    await it.json('sync')
    for (const dn of users.slice(0, 6)) await it.directory.disable(dn)
    const document = await it.json('sync')
    expect(document).toMatchObject({ exitCode: 4, counts: { users: { held: 6, disable: 0 } } })
    expect(document['guards']).toContainEqual({
      name: 'source_shrink',
      scope: 'all',
      actual: 0,
      known: 8,
      limit: 5,
      verdict: 'pass'
    })
    expect(document['guards']).toContainEqual({
      name: 'users.disable',
      scope: 'all',
      actual: 6,
      known: 8,
      limit: 5,
      verdict: 'held'
    })
  })

  test('5: the directory breaks off; nothing is written', async () => {
    const it = await install()
    await it.addUsers(3)
    it.directory.server.faults.inject({ do: 'cut', afterEntries: 1 })
    expect(await it.json('sync')).toMatchObject({ exitCode: 5, planId: null })
    expect(it.service.writes()).toEqual([])
  })

  test('5: there is no password', async () => {
    const it = await install()
    const ended = await it.start(['sync', '--json'], { DIRSYNC_LDAP_PASSWORD: '' }).ended
    expect(JSON.parse(ended.stdout)).toMatchObject({ exitCode: 5, problems: [{ code: 'run.no_password' }] })
  })

  test('6: the token is invalid', async () => {
    const it = await install()
    await it.addUsers(1)
    it.service.revokeToken(it.service.token)
    expect(await it.json('sync')).toMatchObject({ exitCode: 6, planId: null })
  })

  test('8: the state is of a newer version, or can not be written', async () => {
    const it = await install()
    await it.json('sync')
    inState(it.data, 'PRAGMA user_version = 99')
    expect(await it.json('sync')).toMatchObject({ exitCode: 8, problems: [{ code: 'state.newer' }] })
    expect(await it.json('status')).toMatchObject({ exitCode: 8, problems: [{ code: 'state.newer' }] })
    expect(await it.json('approve', 'any')).toMatchObject({ exitCode: 8 })
    await mkdir(join(it.home, 'other'))
    await writeFile(join(it.home, 'other', 'state'), 'a file where a folder is due')
    expect(await it.json('sync', '--data', join(it.home, 'other'))).toMatchObject({
      exitCode: 8,
      problems: [{ code: 'state.not_writable' }]
    })
  })
})

function inState(data: string, sql: string): void {
  const db = new DatabaseSync(join(data, 'state', 'state.db'))
  db.exec(sql)
  db.close()
}
