import { chmod, mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import process from 'node:process'
import { expect, test } from 'vitest'
import { judgeRights } from '../../src/preflight/account.ts'
import { clockCheck } from '../../src/preflight/host.ts'
import { preflightExitCode } from '../../src/preflight/preflight.ts'
import { site } from './looking.ts'

const HOST = { areas: ['host'] } as const

test('a sound host neither fails nor warns', async () => {
  const at = await site()
  await mkdir(at.data, { mode: 0o700 })
  const { all, of } = await at.look(HOST)
  expect(all.filter(({ status }) => status === 'fail' || status === 'warn')).toEqual([])
  expect(of('host.account')[0]?.seen.en).toContain('a member of')
})

test('a configuration with an error fails, whatever was asked', async () => {
  const at = await site()
  const looked = await at.look({ areas: ['service'], scim: { base_urll: 'x' } })
  expect(looked.status('host.config')).toBe('fail')
  expect(preflightExitCode(looked.all)).toBe(2)
})

test('a configuration that warns, warns', async () => {
  const at = await site()
  const looked = await at.look({ ...HOST, server: { encryption: 'none', port: at.directory.connection.port } })
  expect(looked.status('host.config')).toBe('warn')
})

test('a configuration that others can write fails', async () => {
  const at = await site()
  await at.look(HOST)
  await chmod(at.configFile, 0o666)
  expect((await at.look(HOST)).status('host.config_file')).toBe('fail')
})

test('a data folder that others can write fails', async () => {
  const at = await site()
  await mkdir(at.data)
  await chmod(at.data, 0o777)
  expect((await at.look(HOST)).status('host.data_folder')).toBe('fail')
})

test('a data folder that is a file fails', async () => {
  const at = await site()
  await writeFile(at.data, '', { mode: 0o600 })
  expect((await at.look(HOST)).status('host.data_folder')).toBe('fail')
})

test('where the folders of the data folder are there, they are what has to be writable, not the data folder itself', async () => {
  const at = await site()
  for (const name of ['state', 'logs', 'plans']) await mkdir(join(at.data, name), { recursive: true, mode: 0o700 })
  // In the place of the file that would be tried: as the task's account has it on Windows, no file can be made there.
  await mkdir(join(at.data, `.dirsync-test-${process.pid}`))
  expect((await at.look(HOST)).status('host.data_folder')).toBe('pass')
  await mkdir(join(at.data, 'plans', `.dirsync-test-${process.pid}`))
  const looked = await at.look(HOST)
  expect(looked.status('host.data_folder')).toBe('fail')
  expect(looked.of('host.data_folder')[0]?.seen.en).toContain('plans')
})

test('secrets that can not be opened fail, and what needs them is skipped', async () => {
  const at = await site()
  const problem = { code: 'secret.file_damaged', object: 'token.json' } as const
  const looked = await at.look({ around: { secrets: { ok: false, problems: [problem] } } })
  expect(looked.status('host.secrets')).toBe('fail')
  expect(looked.status('directory.bind')).toBe('skip')
  expect(looked.status('service.token')).toBe('skip')
})

test.each([
  { megabytes: 99, status: 'fail' },
  { megabytes: 100, status: 'warn' },
  { megabytes: 1023, status: 'warn' },
  { megabytes: 1024, status: 'pass' }
])('$megabytes MB free: $status', async ({ megabytes, status }) => {
  const at = await site()
  const looked = await at.look({ ...HOST, around: { freeBytes: () => megabytes * 1024 * 1024 } })
  expect(looked.status('host.disk')).toBe(status)
})

test.each([
  { seconds: 0, status: 'pass' },
  { seconds: 59, status: 'pass' },
  { seconds: -60, status: 'warn' },
  { seconds: 299, status: 'warn' },
  { seconds: 300, status: 'fail' },
  { seconds: -300, status: 'fail' }
])('a clock that is $seconds s apart: $status', ({ seconds, status }) => {
  const service = new Date('2026-04-01T00:00:00Z')
  expect(clockCheck(service, new Date(service.getTime() + seconds * 1000)).status).toBe(status)
})

test("the clock is compared with the service's", async () => {
  const at = await site()
  const hourLater = () => new Date(Date.now() + 3_600_000)
  const looked = await at.look({ areas: ['host', 'service'], around: { now: hourLater } })
  expect(looked.status('host.clock')).toBe('fail')
})

test('a variable that Node.js obeys warns', async () => {
  const at = await site()
  const problem = { code: 'run.environment_refused', object: 'NODE_OPTIONS', instead: null } as const
  expect((await at.look({ ...HOST, around: { environmentProblems: [problem] } })).status('host.environment')).toBe(
    'warn'
  )
})

test('a proxy that only the environment names warns', async () => {
  const at = await site()
  const env = { HTTPS_PROXY: 'http://proxy:8080' }
  expect((await at.look({ ...HOST, around: { env } })).status('host.proxy')).toBe('warn')
  const named = { http: { proxy: { use: true, address: 'proxy', port: 8080 } } }
  expect((await at.look({ ...HOST, scim: named, around: { env } })).status('host.proxy')).toBe('pass')
})

test.each([
  { rights: ['SeBatchLogonRight'], status: 'pass' },
  { rights: [], status: 'warn' },
  { rights: ['SeBatchLogonRight', 'SeDenyBatchLogonRight'], status: 'fail' }
])('an account with the rights $rights: $status', ({ rights, status }) => {
  expect(judgeRights('EXAMPLE\\svc', rights, true).status).toBe(status)
})

test('a rendering of GUIDs that the service does not hold fails before the first run', async () => {
  const at = await site()
  const user = await at.directory.addUser({ cn: 'b', mail: 'b@example.jp', sn: 'B' })
  const guid = await at.directory.guidOf(user)
  at.service.console.createUser({ userName: 'b@example.jp', externalId: guid })
  expect((await at.look()).status('host.guid_rendering')).toBe('pass')
  const base64 = { externalId: { from: 'objectGUID', as: 'base64' } }
  const looked = await at.look({ userBind: base64 })
  expect(looked.status('host.guid_rendering')).toBe('fail')
  expect(preflightExitCode(looked.all)).toBe(2)
})
