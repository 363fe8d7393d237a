import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { takeSecrets } from '../../src/cli/secrets.ts'
import { install } from './installation.ts'

test('secrets leave the environment as they are read, so that no child inherits them', () => {
  const env: Record<string, string | undefined> = {
    PATH: '/bin',
    DIRSYNC_TOKEN: 't',
    DIRSYNC_LDAP_PASSWORD: '',
    DIRSYNC_LDAP_PASSWORD_TOKYO: 'p',
    DIRSYNC_DATA: '/d'
  }
  expect([...takeSecrets(env)]).toEqual([
    ['DIRSYNC_TOKEN', 't'],
    ['DIRSYNC_LDAP_PASSWORD_TOKYO', 'p']
  ])
  expect(env).toEqual({ PATH: '/bin', DIRSYNC_DATA: '/d' })
})

test('no secret is in any output, log or file, also when both are refused', async () => {
  const it = await install()
  await it.addUsers(1)
  const [password, token] = [it.directory.connection.password, it.service.token]
  const out = join(it.data, '..', 'plan.json')
  const seen: string[] = []
  const run = async (...args: string[]) => {
    const { stdout, stderr } = await it.run(...args, '--log-level', 'debug')
    seen.push(stdout, stderr)
  }
  await run('sync', '--json')
  await run('plan', '--out', out)
  await run('status', '--json')
  await run('config', 'show')
  it.service.revokeToken(token)
  await run('sync')
  it.directory.server.faults.refuseBind(49, '80090308: LdapErr: DSID-0C090449, data 52e, v4563')
  await run('sync')
  seen.push(await readFile(out, 'latin1'))
  for (const entry of await readdir(it.data, { recursive: true, withFileTypes: true }))
    if (entry.isFile()) seen.push(await readFile(join(entry.parentPath, entry.name), 'latin1'))
  expect(seen.length).toBeGreaterThan(14)
  for (const text of seen) for (const secret of [password, token]) expect(text).not.toContain(secret)
})
