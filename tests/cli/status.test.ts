import { stat } from 'node:fs/promises'
import { expect, test } from 'vitest'
import { install } from './installation.ts'

test('of a data folder that does not exist, status and history are empty, and it stays so', async () => {
  const it = await install()
  expect(await it.json('status', '--held')).toMatchObject({
    exitCode: 0,
    lastRun: null,
    held: [],
    quarantine: [],
    lock: null
  })
  expect(await it.json('history')).toMatchObject({ exitCode: 0, runs: [] })
  expect((await it.run('status')).stdout).toContain('There has been no run yet.')
  await expect(stat(it.data)).rejects.toThrow('ENOENT')
})

test('history lists the runs that wrote, the newest first', async () => {
  const it = await install()
  await it.addUsers(2)
  await it.json('sync')
  await it.json('plan')
  await it.json('sync', '--recover')
  const history = await it.json('history')
  expect(history).toMatchObject({
    runs: [
      { mode: 'recover', exitCode: 0, counts: { users: { unchanged: 2 } } },
      { mode: 'normal', exitCode: 0, counts: { users: { create: 2 } } }
    ]
  })
  expect(await it.json('history', '--last', '1')).toMatchObject({ runs: [{ mode: 'recover' }] })
  expect((await it.run('history', '--lang', 'ja')).stdout).toMatch(/normal +0 {2}作成 2/)
  expect((await it.json('status'))['lastRun']).toEqual((history['runs'] as unknown[])[0])
})

test('status tells where secrets come from', async () => {
  const it = await install()
  expect(await it.json('status')).toMatchObject({
    secrets: expect.arrayContaining([
      expect.objectContaining({ name: 'ldap-password', present: true, source: 'environment: DIRSYNC_LDAP_PASSWORD' }),
      expect.objectContaining({ name: 'token', present: true, source: 'environment: DIRSYNC_TOKEN' })
    ])
  })
})
