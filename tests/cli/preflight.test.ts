import { mkdir, readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { z } from 'zod'
import { install } from './installation.ts'

const Checks = z.array(z.looseObject({ id: z.string(), status: z.string(), seen: z.string() }))

test('test says of every area what it saw, and changes nothing', async () => {
  const it = await install()
  await it.addUsers(2)
  const document = await it.json('test')
  expect(document).toMatchObject({
    exitCode: 0,
    command: 'test',
    host: expect.any(String),
    account: expect.any(String)
  })
  const checks = Checks.parse(document['checks'])
  expect(new Set(checks.map(({ id }) => id.split('.')[0]))).toEqual(new Set(['host', 'directory', 'service', 'state']))
  expect(checks.filter(({ status }) => status === 'fail')).toEqual([])
  expect(JSON.stringify(document)).not.toContain(it.service.token)
  expect(JSON.stringify(document)).not.toContain(it.directory.connection.password)
  await expect(readdir(it.data)).rejects.toThrow('ENOENT')
  expect(await readdir(it.temporary)).toEqual([])
  expect(await readdir(it.home)).toEqual([])
})

test('--only asks these areas alone', async () => {
  const it = await install()
  const checks = Checks.parse((await it.json('test', '--only', 'service,state'))['checks'])
  expect(new Set(checks.map(({ id }) => id.split('.')[0]))).toEqual(new Set(['service', 'state']))
  expect(it.directory.server.log.connections).toBe(0)
  const unknown = await it.run('test', '--only', 'cellar')
  expect(unknown.exitCode).toBe(2)
  expect(unknown.stdout).toContain('host, directory, service, state')
})

test('--out holds the document, also when something fails; of several failed areas the ranking decides', async () => {
  const it = await install()
  await it.addUsers(1)
  const file = join(it.home, 'preflight.json')
  it.service.revokeToken(it.service.token)
  const tokenDead = await it.json('test', '--out', file)
  expect(tokenDead).toMatchObject({ exitCode: 6 })
  expect(JSON.parse(await readFile(file, 'ascii'))).toEqual(tokenDead)
  await it.configure({ server: { port: 1 } })
  expect(await it.json('test', '--out', file)).toMatchObject({ exitCode: 5 })
  const withoutConfig = await it.json('test', '--out', file, '--config', '/nowhere/config.yml')
  expect(withoutConfig).toMatchObject({ exitCode: 2 })
  expect(JSON.parse(await readFile(file, 'ascii'))).toEqual(withoutConfig)
  expect(await readdir(it.home)).toEqual(['preflight.json'])
})

test('a file that can not be written is a usage error', async () => {
  const it = await install()
  expect(await it.json('test', '--only', 'state', '--out', join(it.home, 'no', 'such.json'))).toMatchObject({
    exitCode: 2,
    problems: [{ code: 'run.file_unusable' }]
  })
})

test('it takes no lock, and leaves the data folder as it was', async () => {
  const it = await install()
  await it.addUsers(1)
  await it.json('sync')
  const before = await readdir(it.data, { recursive: true })
  expect(await it.json('test')).toMatchObject({ exitCode: 0 })
  expect(await readdir(it.data, { recursive: true })).toEqual(before)
})

test('the temporary folder has to be there', async () => {
  const it = await install()
  await mkdir(it.data, { mode: 0o700 })
  const ended = await it.start(['test', '--only', 'host'], { TMPDIR: join(it.temporary, 'gone') }).ended
  expect(ended.exitCode).toBe(2)
  expect(ended.stdout).toContain('✘ host.temporary_folder')
})

test('a person reads marks, what was seen, and what to do, in either language', async () => {
  const it = await install()
  it.service.revokeToken(it.service.token)
  const english = (await it.run('test', '--only', 'service')).stdout
  expect(english).toMatch(/^Service\n/)
  expect(english).toMatch(/ {2}✔ service\.connection: http/)
  expect(english).toMatch(/ {2}✘ service\.token: .*\n {6}Expected: The service accepts the access token\.\n {6}→ /)
  const japanese = (await it.run('test', '--only', 'service', '--lang', 'ja')).stdout
  expect(japanese).toMatch(/^サービス\n/)
  expect(japanese).toContain('期待する状態: サービスがアクセストークンを受け付けること。')
})
