import { rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, onTestFinished, test } from 'vitest'
import { BIND_SUB_CODES } from '../../src/directory/bind-sub-code.ts'
import { preflightExitCode } from '../../src/preflight/preflight.ts'
import { startDirectory } from '../support/directory/directory.ts'
import { makeCertificateAuthority } from '../support/pki.ts'
import { type Site, site } from './looking.ts'

const DIRECTORY = { areas: ['directory'] } as const
const DAY_MS = 86_400_000

test('a sound directory passes, with the certificate and the counts shown', async () => {
  const at = await site()
  await at.directory.showDeletedObjects()
  const { all, of } = await at.look(DIRECTORY)
  expect(all.filter(({ status }) => status !== 'pass')).toEqual([])
  expect(of('directory.tls')[0]?.seen.en).toMatch(/"dc1\.corp\.example\.com" \(DNS:dc1.*issued by Test CA/)
  expect(of('directory.scope')[0]?.seen.en).toBe('1 users and 0 groups.')
  expect(preflightExitCode(all)).toBe(0)
})

test('a name that nobody knows fails, and what hangs on it is skipped', async () => {
  const at = await site()
  const looked = await at.look({ ...DIRECTORY, server: { addresses: ['dc.invalid'] } })
  expect(looked.status('directory.name')).toBe('fail')
  expect(looked.status('directory.port')).toBe('skip')
  expect(looked.status('directory.bind')).toBe('fail')
  expect(preflightExitCode(looked.all)).toBe(5)
})

test('a port on which nobody listens fails', async () => {
  const at = await site()
  const looked = await at.look({ ...DIRECTORY, server: { port: 1 } })
  expect(looked.status('directory.port')).toBe('fail')
  expect(looked.status('directory.tls')).toBe('skip')
})

test('where another controller serves, one that does not is a warning', async () => {
  const at = await site()
  const looked = await at.look({ ...DIRECTORY, server: { addresses: ['dc.invalid', '127.0.0.1'] } })
  expect(looked.status('directory.name')).toBe('warn')
  expect(preflightExitCode(looked.all)).toBe(0)
})

describe('TLS', () => {
  /** The same directory under another certificate. */
  async function under(at: Site, request: { names: string[]; notAfter?: Date; notBefore?: Date }) {
    const authority = makeCertificateAuthority('Company CA')
    const server = await startDirectory(at.directory.directory, { tls: authority.issue(request) })
    onTestFinished(() => server.close())
    const file = join(at.configFile, '..', 'ca.pem')
    await writeFile(file, authority.cert)
    onTestFinished(() => rm(file, { force: true }))
    return { ...DIRECTORY, server: { port: server.ldaps?.port ?? 0, ca_file: file } }
  }

  test('with an expired certificate fails, and shows when it expired', async () => {
    const at = await site()
    const past = new Date(Date.now() - DAY_MS)
    const looked = await at.look(
      await under(at, { names: ['127.0.0.1'], notBefore: new Date(Date.now() - 9 * DAY_MS), notAfter: past })
    )
    expect(looked.status('directory.tls')).toBe('fail')
    expect(looked.of('directory.tls')[0]?.seen.en).toContain('expired on')
  })

  test('with a certificate for another name fails, and shows both names', async () => {
    const at = await site()
    const looked = await at.look(await under(at, { names: ['dc9.example.com'] }))
    expect(looked.status('directory.tls')).toBe('fail')
    expect(looked.of('directory.tls')[0]?.seen.en).toMatch(/not valid for the name "127\.0\.0\.1".*dc9\.example\.com/)
  })

  test('with a certificate of an unknown CA fails', async () => {
    const at = await site()
    const { server } = await under(at, { names: ['127.0.0.1'] })
    const looked = await at.look({ ...DIRECTORY, server: { ...server, ca_file: at.directory.connection.caFile } })
    expect(looked.status('directory.tls')).toBe('fail')
    expect(looked.of('directory.tls')[0]?.seen.en).toContain('not trusted')
  })

  test('with a certificate that expires in less than 30 days warns', async () => {
    const at = await site()
    const soon = new Date(Date.now() + 29.5 * DAY_MS)
    const looked = await at.look(await under(at, { names: ['127.0.0.1'], notAfter: soon }))
    expect(looked.status('directory.tls')).toBe('warn')
    expect(looked.of('directory.tls')[0]?.seen.en).toContain('expires in 29 days')
  })

  test('switched off warns', async () => {
    const at = await site()
    const { port } = at.directory.connection
    const looked = await at.look({ ...DIRECTORY, server: { encryption: 'none', port } })
    expect(looked.status('directory.tls')).toBe('warn')
  })

  test('unverified warns', async () => {
    const at = await site()
    const looked = await at.look({ ...DIRECTORY, server: { verify_mode: false } })
    expect(looked.status('directory.tls')).toBe('warn')
  })
})

describe('the bind', () => {
  test('with a wrong password fails', async () => {
    const at = await site()
    const looked = await at.look({ ...DIRECTORY, password: 'wrong' })
    expect(looked.status('directory.bind')).toBe('fail')
    expect(looked.of('directory.bind')[0]?.seen.en).toContain('the user name or the password is wrong')
  })

  test('without a password fails, and says how to store it', async () => {
    const at = await site()
    const looked = await at.look({ ...DIRECTORY, password: null })
    expect(looked.of('directory.bind')[0]?.remedy?.en).toContain('secret set ldap-password')
  })

  test("explains each of AD's reasons differently, in both languages", async () => {
    const at = await site()
    const said = { en: new Set<string>(), ja: new Set<string>() }
    for (const code of BIND_SUB_CODES) {
      at.directory.server.faults.refuseBind(49, `80090308: LdapErr: DSID-0C090449, comment: x, data ${code}, v4563`)
      const [check] = (await at.look(DIRECTORY)).of('directory.bind')
      expect(check?.status).toBe('fail')
      said.en.add(check?.seen.en.split(' (invalidCredentials')[0] ?? '')
      said.ja.add(check?.seen.ja.split(' (invalidCredentials')[0] ?? '')
    }
    expect(said.en.size).toBe(BIND_SUB_CODES.length)
    expect(said.ja.size).toBe(BIND_SUB_CODES.length)
  })
})

describe('what the account sees', () => {
  test('a base that it may not read fails', async () => {
    const at = await site()
    const ou = await at.directory.addOu('Secret')
    await at.directory.deny(ou)
    const looked = await at.look({ ...DIRECTORY, ldap: { base_dn: [at.directory.baseDn, ou] } })
    expect(looked.of('directory.base').map(({ status }) => status)).toEqual(['pass', 'fail'])
  })

  test('a base that does not exist fails', async () => {
    const at = await site()
    const looked = await at.look({ ...DIRECTORY, ldap: { base_dn: `OU=Nowhere,${at.directory.baseDn}` } })
    expect(looked.status('directory.base')).toBe('fail')
  })

  test('a hidden OU fails as soon as one of its users is a member of a visible group', async () => {
    const at = await site()
    const ou = await at.directory.addOu('Hidden')
    const hidden = await at.directory.addUser({ cn: 'h', mail: 'h@example.jp', sn: 'H', parent: ou })
    await at.directory.addGroup({ cn: 'g', member: [hidden] })
    expect((await at.look(DIRECTORY)).status('directory.visibility')).toBe('pass')
    await at.directory.deny(ou)
    const looked = await at.look(DIRECTORY)
    expect(looked.status('directory.visibility')).toBe('fail')
    expect(looked.of('directory.visibility')[0]?.seen.en).toContain('CN=h,OU=Hidden')
  })

  test('a scope without users fails', async () => {
    const at = await site()
    const looked = await at.look({ ...DIRECTORY, ldap: { filter: { user: 'department=none' } } })
    expect(looked.status('directory.scope')).toBe('fail')
  })

  test('a reading that breaks off fails', async () => {
    const at = await site()
    at.directory.server.faults.inject({
      do: 'answer',
      code: 51,
      search: ({ filter }) => filter.includes('samaccounttype')
    })
    expect((await at.look(DIRECTORY)).status('directory.scope')).toBe('fail')
  })

  test('users without what the service demands warn, and are named', async () => {
    const at = await site()
    await at.directory.addUser({ cn: 'nomail', sn: 'N' })
    const looked = await at.look(DIRECTORY)
    expect(looked.status('directory.attributes')).toBe('warn')
    expect(looked.of('directory.attributes')[0]?.seen.en).toMatch(/^1 of 2 objects .*CN=nomail/)
  })

  test('deleted objects that it can not see warn', async () => {
    const at = await site()
    expect((await at.look(DIRECTORY)).status('directory.deleted')).toBe('warn')
    await at.directory.showDeletedObjects()
    expect((await at.look(DIRECTORY)).status('directory.deleted')).toBe('pass')
  })
})
