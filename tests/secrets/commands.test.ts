import { spawn } from 'node:child_process'
import { chmod, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { type Installation, install, parseJson } from '../cli/installation.ts'

const MAIN = join(import.meta.dirname, '..', '..', 'src', 'main.ts')

/** Runs a command with something on its standard input, and no secret in its environment. */
async function say(at: Installation, value: string, ...args: readonly string[]) {
  const env = {
    PATH: process.env['PATH'] ?? '',
    HOME: at.home,
    TMPDIR: at.temporary,
    DIRSYNC_CONFIG: at.config,
    DIRSYNC_DATA: at.data
  }
  const child = spawn(process.execPath, [MAIN, ...args, '--json', '--lang', 'en'], { env })
  child.stdin.on('error', () => {})
  child.stdin.end(value)
  let [stdout, stderr] = ['', '']
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    stdout += text
  })
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    stderr += text
  })
  const exitCode = await new Promise<number | null>((resolve) => child.once('close', resolve))
  return { exitCode, stdout, stderr, document: parseJson({ exitCode, stdout, stderr }) }
}

function codes({ document }: Awaited<ReturnType<typeof say>>): string[] {
  return document.problems.map(({ code }) => code)
}

describe('the secret store', () => {
  test('serves a run, and no secret is shown anywhere', async () => {
    const at = await install()
    await say(at, at.service.token, 'secret', 'set', 'token')
    await say(at, at.directory.connection.password, 'secret', 'set', 'ldap-password')
    const run = await say(at, '', 'sync')
    expect(run.exitCode).toBe(0)
    const status = await say(at, '', 'secret', 'status')
    expect(status.document['secrets']).toMatchObject([
      { name: 'token', present: true, source: `store: ${join(at.data, 'secrets', 'token.json')}`, expires: null },
      { name: 'ldap-password', present: true }
    ])
    for (const { stdout, stderr } of [run, status])
      for (const secret of [at.service.token, at.directory.connection.password])
        expect(stdout + stderr).not.toContain(secret)
  })

  test('that others can read ends a run before it begins', async () => {
    const at = await install()
    await say(at, at.service.token, 'secret', 'set', 'token')
    await chmod(join(at.data, 'secrets', 'token.json'), 0o644)
    const run = await say(at, '', 'sync')
    expect(run.exitCode).toBe(2)
    expect(codes(run)).toEqual(['secret.file_readable'])
  })

  test('a configuration that others can change ends a run before it begins', async () => {
    const at = await install()
    await chmod(at.config, 0o666)
    const run = await say(at, '', 'sync')
    expect(run.exitCode).toBe(2)
    expect(codes(run)).toEqual(['secret.file_writable'])
  })

  test('names what is absent, and clears what is there', async () => {
    const at = await install()
    const before = await say(at, 'x', 'secret', 'set', 'token', '--expires', '2099-01-31')
    expect(before.document['secrets']).toMatchObject([
      { name: 'token', present: true, expires: '2099-01-31T23:59:59.000Z' },
      { name: 'ldap-password', present: false, source: null }
    ])
    const after = await say(at, '', 'secret', 'clear', 'token')
    expect(after.exitCode).toBe(0)
    expect(after.document['secrets']).toMatchObject([{ name: 'token', present: false }, { name: 'ldap-password' }])
  })

  test('an empty value is refused, and the old one stays', async () => {
    const at = await install()
    await say(at, 'old', 'secret', 'set', 'token')
    const file = join(at.data, 'secrets', 'token.json')
    const before = await readFile(file, 'utf8')
    const refused = await say(at, '\n', 'secret', 'set', 'token')
    expect([refused.exitCode, codes(refused)]).toEqual([2, ['secret.empty']])
    expect(await readFile(file, 'utf8')).toBe(before)
  })

  test('--expires is for tokens, --domain for a domain that there is', async () => {
    const at = await install()
    expect(codes(await say(at, 'x', 'secret', 'set', 'ldap-password', '--expires', '2099-01-01'))).toEqual([
      'run.usage'
    ])
    expect(codes(await say(at, 'x', 'secret', 'set', 'token', '--domain', 'a'))).toEqual(['run.usage'])
    expect(codes(await say(at, 'x', 'secret', 'set', 'ldap-password', '--domain', 'a'))).toEqual([
      'secret.unknown_domain'
    ])
  })

  test('a token that expires soon is warned of at each run', async () => {
    const at = await install()
    const day = new Date(Date.now() + 10 * 24 * 60 * 60 * 1000).toISOString().slice(0, 10)
    await say(at, at.service.token, 'secret', 'set', 'token', '--expires', day)
    await say(at, at.directory.connection.password, 'secret', 'set', 'ldap-password')
    const run = await say(at, '', 'plan')
    expect(run.exitCode).toBe(0)
    expect(codes(run)).toContain('secret.token_expires')
    for (const command of [['status'], ['secret', 'status']])
      expect(codes(await say(at, '', ...command))).toEqual(['secret.token_expires'])
  })
})

describe('--verify', () => {
  test('lets a right token and password through', async () => {
    const at = await install()
    expect((await say(at, at.service.token, 'secret', 'set', 'token', '--verify')).exitCode).toBe(0)
    const password = at.directory.connection.password
    expect((await say(at, password, 'secret', 'set', 'ldap-password', '--verify')).exitCode).toBe(0)
  })

  test('keeps the old token when the service refuses the new one: exit 6', async () => {
    const at = await install()
    await say(at, at.service.token, 'secret', 'set', 'token')
    const refused = await say(at, 'wrong', 'secret', 'set', 'token', '--verify')
    expect(refused.exitCode).toBe(6)
    await say(at, at.directory.connection.password, 'secret', 'set', 'ldap-password')
    expect((await say(at, '', 'plan')).exitCode).toBe(0)
  })

  test('stores no password that the directory refuses: exit 5', async () => {
    const at = await install()
    const refused = await say(at, 'wrong', 'secret', 'set', 'ldap-password', '--verify')
    expect(refused.exitCode).toBe(5)
    expect(refused.document['secrets']).toMatchObject([{ name: 'token' }, { name: 'ldap-password', present: false }])
  })

  test('sends nothing to wherever a file leads that others can write: exit 2', async () => {
    const at = await install()
    await chmod(at.config, 0o666)
    for (const [name, value] of [
      ['token', at.service.token],
      ['ldap-password', at.directory.connection.password]
    ] as const) {
      const refused = await say(at, value, 'secret', 'set', name, '--verify')
      expect([refused.exitCode, codes(refused)]).toEqual([2, ['secret.file_writable']])
    }
    const tested = await say(at, '', 'test', '--only', 'directory,service')
    expect(tested.exitCode).toBe(2)
    expect(at.service.log.all()).toEqual([])
  })
})
