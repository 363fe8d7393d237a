import { chmod, chown, mkdir, mkdtemp, readdir, readFile, rm, stat, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { beforeEach, describe, expect, onTestFinished, test } from 'vitest'
import type { Result } from '../../src/model/result.ts'
import { fileFaults } from '../../src/secrets/file-faults.ts'
import type { SecretKey } from '../../src/secrets/secret.ts'
import {
  findSecret,
  knownSecrets,
  type SecretPlaces,
  secretText,
  takeFromEnvironment
} from '../../src/secrets/secrets.ts'
import { clear, secretFile, store } from '../../src/secrets/stored-secret.ts'

const TOKEN: SecretKey = { name: 'token', domain: null }
const PASSWORD: SecretKey = { name: 'ldap-password', domain: null }
const OF_SALES: SecretKey = { name: 'ldap-password', domain: 'Sales.JP' }
const NOW = new Date('2026-11-24T12:00:00Z')

let data = ''
let places: SecretPlaces

beforeEach(async () => {
  data = await mkdtemp(join(tmpdir(), 'dirsync-secrets-'))
  const folder = data
  onTestFinished(() => rm(folder, { recursive: true, force: true }))
  places = { environment: new Map(), credentials: null, data }
})

function revealed(key: SecretKey, from = places): string | null {
  const found = findSecret(from, key)
  if (!found.ok) throw new Error(found.problems[0].code)
  return found.value?.value ?? null
}

function codesOf(result: Result<unknown>): string[] {
  return result.ok ? [] : result.problems.map(({ code }) => code)
}

describe('a stored secret', () => {
  test('comes back as it was, each under its own name', () => {
    store(data, TOKEN, 'tökén 秘密', null, NOW)
    store(data, PASSWORD, 'p', null, NOW)
    store(data, OF_SALES, 'q', null, NOW)
    expect([TOKEN, PASSWORD, OF_SALES].map((key) => revealed(key))).toEqual(['tökén 秘密', 'p', 'q'])
    expect(revealed({ name: 'proxy-password', domain: null })).toBeNull()
  })

  test('lies in a file that only its account can read, in a folder likewise, and nothing else is left there', async () => {
    store(data, TOKEN, 'old', null, NOW)
    store(data, TOKEN, 'new', '2027-01-01T00:00:00.000Z', NOW)
    expect((await stat(secretFile(data, TOKEN))).mode & 0o777).toBe(0o600)
    expect((await stat(join(data, 'secrets'))).mode & 0o777).toBe(0o700)
    expect(await readdir(join(data, 'secrets'))).toEqual(['token.json'])
    expect(findSecret(places, TOKEN)).toMatchObject({ value: { value: 'new', expires: '2027-01-01T00:00:00.000Z' } })
  })

  test.each([0o640, 0o604, 0o601])('is refused when its file has mode %o', async (mode) => {
    store(data, TOKEN, 'x', null, NOW)
    await chmod(secretFile(data, TOKEN), mode)
    expect(codesOf(findSecret(places, TOKEN))).toEqual(['secret.file_readable'])
  })

  test.each([0o620, 0o602])('is refused as changed by others when its file has mode %o', async (mode) => {
    store(data, TOKEN, 'x', null, NOW)
    await chmod(secretFile(data, TOKEN), mode)
    expect(codesOf(findSecret(places, TOKEN))).toEqual(['secret.file_writable'])
  })

  test('is refused, and none is stored, in a folder that others can write', async () => {
    store(data, TOKEN, 'x', null, NOW)
    await chmod(join(data, 'secrets'), 0o777)
    expect(codesOf(findSecret(places, TOKEN))).toEqual(['secret.file_writable'])
    expect(codesOf(store(data, PASSWORD, 'x', null, NOW))).toEqual(['secret.file_writable'])
    expect(await readdir(join(data, 'secrets'))).toEqual(['token.json'])
  })

  test.runIf(process.getuid?.() === 0)('is refused when another account owns it', async () => {
    store(data, TOKEN, 'x', null, NOW)
    await chown(secretFile(data, TOKEN), 12345, 0)
    expect(codesOf(findSecret(places, TOKEN))).toEqual(['secret.file_writable'])
  })

  test.each([
    '',
    '{"schemaVersion":1,',
    '{"schemaVersion":2,"protection":"file-mode","value":"eA==","expires":null,"setAt":"2026-11-24T12:00:00Z"}'
  ])('whose file holds "%s" is refused as damaged', async (content) => {
    store(data, TOKEN, 'x', null, NOW)
    await writeFile(secretFile(data, TOKEN), content)
    expect(codesOf(findSecret(places, TOKEN))).toEqual(['secret.file_damaged'])
  })

  test('of Windows is refused elsewhere', async () => {
    store(data, TOKEN, 'x', null, NOW)
    const content = await readFile(secretFile(data, TOKEN), 'utf8')
    await writeFile(secretFile(data, TOKEN), content.replace('file-mode', 'dpapi-machine'))
    expect(codesOf(findSecret(places, TOKEN))).toEqual(['secret.other_machine'])
  })

  test('stays as it was when the new one cannot be written', async () => {
    await writeFile(join(data, 'secrets'), '')
    expect(codesOf(store(data, TOKEN, 'x', null, NOW))).toEqual(['secret.not_written'])
  })

  test('is gone when cleared; clearing again is no fault', () => {
    store(data, TOKEN, 'x', null, NOW)
    expect(clear(data, TOKEN)).toEqual({ ok: true, value: true })
    expect(clear(data, TOKEN)).toEqual({ ok: true, value: false })
    expect(revealed(TOKEN)).toBeNull()
  })
})

describe('of several places', () => {
  test('the environment comes before systemd, and that before the store', async () => {
    store(data, TOKEN, 'stored', null, NOW)
    expect(revealed(TOKEN)).toBe('stored')
    const credentials = join(data, 'credentials')
    await mkdir(credentials)
    await writeFile(join(credentials, 'token'), 'of systemd\n')
    expect(revealed(TOKEN, { ...places, credentials })).toBe('of systemd')
    const environment = new Map([['DIRSYNC_TOKEN', 'of the environment']])
    expect(revealed(TOKEN, { ...places, credentials, environment })).toBe('of the environment')
    expect(knownSecrets({ ...places, credentials, environment }).facts).toMatchObject([
      { source: { kind: 'environment', variable: 'DIRSYNC_TOKEN' } }
    ])
  })

  test('a domain has a variable and a credential of its own', async () => {
    const environment = new Map([['DIRSYNC_LDAP_PASSWORD_SALES_JP', 'x']])
    expect(revealed(OF_SALES, { ...places, environment })).toBe('x')
    expect(revealed(PASSWORD, { ...places, environment })).toBeNull()
    const credentials = join(data, 'credentials')
    await mkdir(credentials)
    await writeFile(join(credentials, 'ldap-password.sales.jp'), 'y')
    expect(revealed(OF_SALES, { ...places, credentials })).toBe('y')
  })

  test('an empty variable is none, and all are taken out of the environment', () => {
    const env = {
      DIRSYNC_TOKEN: 'a',
      DIRSYNC_LDAP_PASSWORD: '',
      DIRSYNC_LDAP_PASSWORD_X: 'b',
      DIRSYNC_DATA: 'kept',
      PATH: 'p'
    }
    expect([...takeFromEnvironment(env)]).toEqual([
      ['DIRSYNC_TOKEN', 'a'],
      ['DIRSYNC_LDAP_PASSWORD_X', 'b']
    ])
    expect(env).toEqual({ DIRSYNC_DATA: 'kept', PATH: 'p' })
  })

  test('what cannot be trusted is listed, with what is wrong', async () => {
    store(data, TOKEN, 'x', null, NOW)
    await chmod(secretFile(data, TOKEN), 0o644)
    const { facts, problems } = knownSecrets(places)
    expect(facts).toMatchObject([{ key: TOKEN }])
    expect(problems.map(({ code }) => code)).toEqual(['secret.file_readable'])
  })
})

describe('a value as it comes', () => {
  test.each([
    ['secret', 'secret'],
    ['secret\n', 'secret'],
    ['secret\r\n', 'secret'],
    ['\ufeffsecret\n', 'secret'],
    [' secret ', ' secret '],
    ['秘密', '秘密']
  ])('%j is %j', (given, value) => {
    expect(secretText(Buffer.from(given), 'token')).toEqual({ ok: true, value })
  })

  test.each([
    ['', 'secret.empty'],
    ['\n', 'secret.empty'],
    ['\ufeff', 'secret.empty'],
    ['a\n\n', 'secret.not_one_line'],
    ['a\nb', 'secret.not_one_line'],
    ['a\0', 'secret.not_one_line']
  ])('%j is refused: %s', (given, code) => {
    expect(codesOf(secretText(Buffer.from(given), 'token'))).toEqual([code])
  })

  test('in UTF-16, as Windows PowerShell may pipe it, is refused', () => {
    expect(codesOf(secretText(Buffer.from('\ufeffsecret', 'utf16le'), 'token'))).toEqual(['secret.not_utf8'])
  })

  test('is wiped from the bytes that it came in', () => {
    const bytes = Buffer.from('secret')
    secretText(bytes, 'token')
    expect(bytes).toEqual(Buffer.alloc(6))
  })
})

describe('a configuration file', () => {
  test.each([
    [0o644, 0o755, []],
    [0o664, 0o755, ['secret.file_writable']],
    [0o646, 0o755, ['secret.file_writable']],
    [0o600, 0o775, ['secret.file_writable']],
    [0o600, 0o1777, []]
  ])('of mode %o in a folder of mode %o: %j', async (fileMode, folderMode, expected) => {
    const path = join(data, 'config.yml')
    await writeFile(path, '')
    await chmod(path, fileMode)
    await chmod(data, folderMode)
    expect(fileFaults({ path, secret: false, readers: [] }).map(({ code }) => code)).toEqual(expected)
  })

  test('behind a link is judged by what it links to', async () => {
    await writeFile(join(data, 'real'), '', { mode: 0o666 })
    await chmod(join(data, 'real'), 0o666)
    await symlink(join(data, 'real'), join(data, 'config.yml'))
    expect(fileFaults({ path: join(data, 'config.yml'), secret: false, readers: [] })).toHaveLength(1)
  })

  test('that is missing has no faults of its own', () => {
    expect(fileFaults({ path: join(data, 'none.yml'), secret: false, readers: [] })).toEqual([])
  })
})
