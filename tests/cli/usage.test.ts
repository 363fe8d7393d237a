import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import packageJson from '../../package.json' with { type: 'json' }
import { readCommandLine } from '../../src/cli/program.ts'
import { DOCUMENTS } from '../../src/report/json-documents.ts'
import { VERSION } from '../../src/version.ts'
import { install, startProgram } from './installation.ts'

const LINUX = { env: {}, platform: 'linux' } as const

/** Reads a command line without running it. */
function read(...argv: string[]) {
  return readCommandLine(argv, LINUX)
}

describe('the command line', () => {
  test.each([
    { argv: ['synk'], detail: /unknown command 'synk' \(Did you mean sync\?\)/ },
    { argv: ['sync', '--ful'], detail: /unknown option '--ful' \(Did you mean --full\?\)/ },
    { argv: ['sync', 'now'], detail: /too many arguments/ },
    { argv: ['approve'], detail: /missing required argument 'id'/ },
    { argv: ['sync', '--lang', 'fr'], detail: /'fr' is invalid.*en, ja/ },
    { argv: ['sync', '--approve'], detail: /argument missing/ },
    { argv: ['history', '--last', '0'], detail: /A whole number above 0/ },
    { argv: ['config'], detail: /no command/ },
    { argv: [], detail: /no command/ },
    { argv: ['--json-schema', 'synk'], detail: /no document of 'synk'; there are: sync, plan,/ }
  ])('$argv is refused', ({ argv, detail }) => {
    expect(read(...argv)).toMatchObject({ kind: 'usage', detail: expect.stringMatching(detail) })
  })

  test.each([
    { argv: ['--json', '--data', 'd', 'sync', '--full'] },
    { argv: ['sync', '--full', '--data', 'd', '--json'] },
    { argv: ['sync', '--json', '--full', '--data=d'] }
  ])('$argv: global options stand before the command or after it', ({ argv }) => {
    expect(read(...argv)).toMatchObject({
      kind: 'action',
      command: 'sync',
      options: { json: true, data: 'd', full: true }
    })
  })

  test('tells its version, which is that of the package', () => {
    expect(read('--version')).toMatchObject({ kind: 'text', text: `${VERSION}\n` })
    expect(VERSION).toBe(packageJson.version)
  })

  test.each(['sync', 'plan', 'apply', 'approve', 'reject', 'stop', 'status', 'history', 'config'])(
    '%s has a help, global options included',
    (command) => {
      const asked = read(command, '--help')
      expect(asked.kind === 'text' && asked.text).toMatch(/^Usage: dirsync/)
      expect(asked.kind === 'text' && asked.text).toContain('--config <file>')
    }
  )

  test.each(Object.keys(DOCUMENTS))('--json-schema publishes the schema of %s', (command) => {
    const asked = read('--json-schema', command)
    expect(JSON.parse(asked.kind === 'text' ? asked.text : '')).toMatchObject({
      type: 'object',
      properties: { command: { const: command }, schemaVersion: { const: 1 } }
    })
  })
})

describe('the program', () => {
  const env = { PATH: process.env['PATH'] ?? '', LANG: 'C.UTF-8' }

  test('ends with 2 after a wrong command line, and says how it is right', async () => {
    const { exitCode, stdout } = await startProgram(['sync', '--aprove', 'x'], env).ended
    expect(exitCode).toBe(2)
    expect(stdout).toContain("dirsync sync: unknown option '--aprove' (Did you mean --approve?)")
    expect(stdout).toContain('dirsync sync --help')
  })

  test('says so as one JSON document where JSON was asked for, in the language asked for', async () => {
    const { exitCode, stdout } = await startProgram(['--json', '--lang=ja', 'sync', '--aprove', 'x'], env).ended
    expect(exitCode).toBe(2)
    expect(stdout).toMatch(/^[\x20-\x7e]*\n$/)
    expect(JSON.parse(stdout)).toMatchObject({
      schemaVersion: 1,
      command: 'sync',
      exitCode: 2,
      problems: [{ code: 'run.usage', remedy: '`dirsync sync --help` を参照してください (何も行っていません)。' }]
    })
  })

  test('finds its files by options, else by the environment', async () => {
    const it = await install()
    const elsewhere = { DIRSYNC_CONFIG: join(it.home, 'none.yml') }
    expect(JSON.parse((await it.start(['config', 'check', '--json'], elsewhere).ended).stdout)).toMatchObject({
      exitCode: 2,
      file: elsewhere.DIRSYNC_CONFIG
    })
    const named = await it.start(['config', 'check', '--json', '--config', it.config], elsewhere).ended
    expect(JSON.parse(named.stdout)).toMatchObject({ exitCode: 0, file: it.config })
  })
})
