import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import manifest from '../../package.json' with { type: 'json' }
import { install } from '../cli/installation.ts'
import { requireBuild, WINDOWS_EXECUTABLE } from './built.ts'
import { HAVE_WINE, inWine, runInWine } from './wine.ts'

const EXE = inWine(WINDOWS_EXECUTABLE)

beforeAll(requireBuild)

// Skipped where build/wine/setup.sh was not run: `npm test` says so, and with CI=true that is a failure.
describe.skipIf(!HAVE_WINE)('dist/dirsync.exe in Windows', { timeout: 300_000 }, () => {
  test('says the version of package.json', async () => {
    const { stdout, exitCode } = await runInWine(WINDOWS_EXECUTABLE, ['--version'])
    expect([stdout.replace('\r', ''), exitCode]).toEqual([`${manifest.version}\n`, 0])
  })

  test('refuses NODE_OPTIONS', async () => {
    const env = { NODE_OPTIONS: '--no-warnings' }
    const { stdout, exitCode } = await runInWine(
      WINDOWS_EXECUTABLE,
      ['status', '--json', '--data', 'C:\\none'],
      '',
      env
    )
    expect(exitCode).toBe(2)
    expect(JSON.parse(stdout).problems).toMatchObject([{ code: 'run.environment_refused', object: 'NODE_OPTIONS' }])
  })

  test('keeps secrets by DPAPI and synchronises with them: a first sync, then nothing to do', async () => {
    const it = await install({}, EXE)
    await it.addUsers(2)
    const places = ['--config', it.config, '--data', it.data, '--json']
    for (const [name, value] of [
      ['token', it.service.token],
      ['ldap-password', it.directory.connection.password]
    ] as const) {
      const { stdout, exitCode } = await runInWine(
        WINDOWS_EXECUTABLE,
        ['secret', 'set', name, ...places],
        `${value}\r\n`
      )
      expect([exitCode, JSON.parse(stdout).problems]).toEqual([0, []])
      const file = await readFile(join(it.data, 'secrets', `${name}.json`), 'utf8')
      expect(JSON.parse(file)).toMatchObject({ protection: 'dpapi-machine' })
      expect(Buffer.from(JSON.parse(file).value, 'base64').includes(value)).toBe(false)
    }
    const first = await runInWine(WINDOWS_EXECUTABLE, ['sync', ...places])
    expect(JSON.parse(first.stdout)).toMatchObject({ exitCode: 0, counts: { users: { create: 2 } } })
    const second = await runInWine(WINDOWS_EXECUTABLE, ['sync', ...places])
    expect(JSON.parse(second.stdout)).toMatchObject({ exitCode: 0, counts: { users: { create: 0, unchanged: 2 } } })
    const log = await readFile(join(it.data, 'logs', 'dirsync.log'), 'utf8')
    expect(log).toContain('"event":100')
    for (const { stdout, stderr } of [first, second]) expect(stdout + stderr + log).not.toContain(it.service.token)
  })

  test('refuses a secret of another machine', async () => {
    const it = await install({}, EXE)
    const places = ['--config', it.config, '--data', it.data, '--json']
    await runInWine(WINDOWS_EXECUTABLE, ['secret', 'set', 'token', ...places], 'x')
    const file = join(it.data, 'secrets', 'token.json')
    const stored = JSON.parse(await readFile(file, 'utf8'))
    const bytes = Buffer.from(stored.value, 'base64')
    bytes.writeUInt8(bytes.readUInt8(bytes.length - 1) ^ 1, bytes.length - 1)
    const { writeFile } = await import('node:fs/promises')
    await writeFile(file, JSON.stringify({ ...stored, value: bytes.toString('base64') }))
    const { stdout, exitCode } = await runInWine(WINDOWS_EXECUTABLE, ['sync', ...places])
    expect(exitCode).toBe(2)
    expect(JSON.parse(stdout).problems).toMatchObject([{ code: 'secret.other_machine' }])
  })
})
