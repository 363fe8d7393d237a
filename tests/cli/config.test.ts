import { appendFile, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { install } from './installation.ts'

test('config check shows every problem with its place', async () => {
  const it = await install()
  expect(await it.json('config', 'check')).toMatchObject({ exitCode: 0, file: it.config, problems: [] })
  await appendFile(it.config, 'saftey: {}\nruns: 3\n')
  const document = await it.json('config', 'check')
  expect(document).toMatchObject({
    exitCode: 2,
    command: 'config check',
    problems: [{ file: it.config, column: 1 }, { column: 1 }]
  })
  const { stdout } = await it.run('config', 'check')
  expect(stdout).toMatch(/^error config\.unknown_key: \S+config\.yml:\d+:1: saftey .*\n.*safety/)
})

test('config show lists every value and where it comes from', async () => {
  const it = await install()
  const { values } = (await it.json('config', 'show')) as unknown as {
    values: { key: string; value: unknown; origin: string }[]
  }
  expect(values).toContainEqual({
    key: 'iid.scim.requests_per_second',
    value: 10_000,
    origin: expect.stringMatching(/^\d+:\d+$/)
  })
  expect(values).toContainEqual({ key: 'run.max_duration', value: 110, origin: 'default' })
})

test('config schema is the JSON Schema itself, and wrapped where JSON was asked for', async () => {
  const it = await install()
  const schema = JSON.parse((await it.run('config', 'schema')).stdout)
  expect(schema).toMatchObject({ type: 'object', properties: { iid: {} } })
  expect((await it.json('config', 'schema'))['schema']).toEqual(schema)
})

test("config import prints IIJ's file as ours, or writes it to a new file, never over one", async () => {
  const it = await install()
  const vendor = join(import.meta.dirname, '..', 'config', 'vendor-sample.yml')
  const { stdout, exitCode } = await it.run('config', 'import', vendor)
  expect([exitCode, stdout]).toEqual([0, expect.stringContaining('\n    nested_groups: ignore #')])
  const out = join(it.home, 'new.yml')
  expect(await it.json('config', 'import', vendor, '--out', out)).toMatchObject({
    exitCode: 0,
    out,
    text: stdout,
    set: [{ key: 'ad.ldap.server.verify_mode', value: false }, { key: 'ad.ldap.nested_groups' }],
    problems: [{ code: 'config.unencrypted' }]
  })
  expect(await readFile(out, 'utf8')).toBe(stdout)
  await writeFile(out, 'mine')
  expect(await it.json('config', 'import', vendor, '--out', out)).toMatchObject({
    exitCode: 2,
    problems: [{ code: 'config.file_exists', object: out }, { code: 'config.unencrypted' }]
  })
  expect(await readFile(out, 'utf8')).toBe('mine')
  expect(await it.json('config', 'import', join(it.home, 'none.yml'))).toMatchObject({
    exitCode: 2,
    problems: [{ code: 'config.file_missing' }]
  })
})
