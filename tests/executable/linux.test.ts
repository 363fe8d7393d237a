import { chmod, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import manifest from '../../package.json' with { type: 'json' }
import { install, type Program, startProgram } from '../cli/installation.ts'
import { EXECUTABLE, requireBuild } from './built.ts'

const PROGRAM: Program = { command: [EXECUTABLE], env: {} }
const PATH = { PATH: '/usr/bin:/bin' }

beforeAll(requireBuild)

describe('dist/dirsync', () => {
  test('says the version of package.json', async () => {
    const { stdout, stderr, exitCode } = await startProgram(['--version'], PATH, PROGRAM).ended
    expect([stdout, stderr, exitCode]).toEqual([`${manifest.version}\n`, '', 0])
  })

  test('checks a configuration, and carries the directory to the service', async () => {
    const it = await install({}, PROGRAM)
    await it.addUsers(2)
    expect((await it.json('config', 'check')).exitCode).toBe(0)
    expect(await it.json('sync')).toMatchObject({ exitCode: 0, counts: { users: { create: 2 } } })
    expect(await it.json('sync')).toMatchObject({ exitCode: 0, counts: { users: { create: 0, unchanged: 2 } } })
  })

  test.each([
    ['NODE_OPTIONS', '--no-warnings', null],
    ['NODE_TLS_REJECT_UNAUTHORIZED', '0', 'iid.scim.http.ca_file'],
    ['NODE_EXTRA_CA_CERTS', '/tmp/ca.pem', 'iid.scim.http.ca_file']
  ])('refuses %s in its environment, and names what to use instead', async (name, value, instead) => {
    const it = await install({}, PROGRAM)
    const { exitCode, stdout } = await it.start(['plan', '--json'], { [name]: value }).ended
    expect(exitCode).toBe(2)
    const { problems } = JSON.parse(stdout)
    expect(problems).toMatchObject([{ code: 'run.environment_refused', object: name }])
    if (instead !== null) expect(problems[0].remedy).toContain(instead)
  })

  test('loads nothing that NODE_OPTIONS names', async () => {
    const it = await install({}, PROGRAM)
    const mark = join(it.home, 'mark')
    const script = join(it.home, 'script.cjs')
    await writeFile(script, `require('node:fs').writeFileSync(${JSON.stringify(mark)}, '')`)
    await it.start(['--version'], { NODE_OPTIONS: `--require=${script}` }).ended
    await expect(readFile(mark)).rejects.toThrow('ENOENT')
  })

  test('opens no debugger, whatever signal it gets', async () => {
    const it = await install({}, PROGRAM)
    const run = it.start(['plan'])
    setTimeout(() => run.kill('SIGUSR1'), 1500)
    expect((await run.ended).stderr).not.toContain('Debugger listening')
  })

  test('refuses a secret that others can read', async () => {
    const it = await install({}, PROGRAM)
    const env = { ...PATH, DIRSYNC_CONFIG: it.config, DIRSYNC_DATA: it.data }
    await it.run('sync')
    const { store, secretFile } = await import('../../src/secrets/stored-secret.ts')
    store(it.data, { name: 'token', domain: null }, 'x', null, new Date())
    await chmod(secretFile(it.data, { name: 'token', domain: null }), 0o644)
    const { exitCode } = await startProgram(['plan'], env, PROGRAM).ended
    expect(exitCode).toBe(2)
  })
})
