import { execFileSync, spawnSync } from 'node:child_process'
import { createHash, X509Certificate } from 'node:crypto'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, onTestFinished, test, vi } from 'vitest'
import type { DirectoryServer } from '../../src/config/config.ts'
import { channelBindingOf } from '../../src/directory/kerberos/channel-binding.ts'
import { openDirectory } from '../../src/directory/open-directory.ts'
import { encodeSaslBind } from '../../src/directory/wire/encode-request.ts'
import { Dn } from '../../src/model/names.ts'
import { inWords, type Problem } from '../../src/problems/problem.ts'
import { secChannelBindings } from '../../src/windows/kerberos.ts'
import { makeCertificateAuthority } from '../support/pki.ts'
import { sambaAvailable } from '../support/samba/available.ts'
import { SERVICE_ACCOUNT } from '../support/samba/golden.ts'
import { runProgram } from '../support/samba/run-program.ts'
import { type SambaDc, startSamba } from '../support/samba/samba-dc.ts'
import { DC_HOST, DOMAIN_DN, REALM } from '../support/samba/smb-conf.ts'
import { entriesOf, filter } from './open.ts'

const PRINCIPAL = `svc-sync@${REALM}`
const KERBEROS = sambaAvailable() === true && spawnSync('klist', ['-V'], { stdio: 'ignore' }).error === undefined

describe.skipIf(!KERBEROS)('binding by Kerberos to Samba, with its KDC', () => {
  let dc: SambaDc
  let folder: string

  beforeAll(async () => {
    dc = await startSamba({ services: ['ldap', 'kdc', 'cldap'] })
    await dc.tool('spn', 'add', `ldap/${DC_HOST}`, 'DC1$').catch(() => 'it has it')
  }, 120_000)
  afterAll(() => dc?.close())

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'dirsync-kerberos-'))
    writeFileSync(join(folder, 'krb5.conf'), krb5Conf(dc.ip))
    vi.stubEnv('KRB5_CONFIG', join(folder, 'krb5.conf'))
    vi.stubEnv('KRB5CCNAME', `FILE:${join(folder, 'cache')}`)
    vi.stubEnv('KRB5_CLIENT_KTNAME', join(folder, 'keytab'))
  })
  afterEach(() => {
    vi.unstubAllEnvs()
    rmSync(folder, { recursive: true, force: true })
  })

  async function open(server: Partial<DirectoryServer> = {}) {
    const result = await openDirectory(
      {
        name: null,
        bases: [Dn.parse(DOMAIN_DN)],
        userFilter: null,
        groupFilter: null,
        nestedGroups: 'flatten',
        pageSize: 500,
        delta: 'off',
        fullEveryHours: 24,
        server: {
          addresses: [dc.ip],
          port: 636,
          encryption: 'ldaps',
          verify: true,
          caFile: dc.caFile,
          tlsName: DC_HOST,
          auth: 'kerberos',
          user: null,
          timeoutSeconds: 30,
          connectTimeoutSeconds: 10,
          ...server
        }
      },
      null,
      { signal: new AbortController().signal }
    )
    if (result.ok) onTestFinished(() => result.value.close())
    return result
  }

  async function accountsSeen(server: Partial<DirectoryServer>): Promise<number> {
    const session = await open(server)
    if (!session.ok) throw new Error(inWords(session.problems[0], 'en').message)
    const search = { base: Dn.parse(DOMAIN_DN), scope: 'subtree', attributes: ['cn'], extendedDn: false } as const
    return (await entriesOf(session.value, { ...search, filter: filter('sAMAccountName=svc-sync') })).length
  }

  async function problemOf(server: Partial<DirectoryServer> = {}): Promise<Problem> {
    const result = await open(server)
    if (result.ok) throw new Error('the session was opened')
    return result.problems[0]
  }

  test.each([
    ['ldaps', 636],
    ['start_tls', 389],
    ['none', 389]
  ] as const)('with a ticket cache, over %s: the directory is read', async (encryption, port) => {
    await runProgram('kinit', [PRINCIPAL], `${SERVICE_ACCOUNT.password}\n`)
    expect(await accountsSeen({ encryption, port })).toBe(1)
  })

  test('with a client keytab: no kinit, no password', async () => {
    const keytab = join(folder, 'keytab')
    const entry = `addent -password -p ${PRINCIPAL} -k 1 -e aes256-cts-hmac-sha1-96`
    await runProgram('ktutil', [], `${entry}\n${SERVICE_ACCOUNT.password}\nwkt ${keytab}\nquit\n`)
    expect(await accountsSeen({})).toBe(1)
  })

  test('without either, it says so, and no further controller is tried', async () => {
    const problem = await problemOf({ addresses: [dc.ip, 'localhost'] })
    expect(problem).toMatchObject({
      code: 'directory.no_ticket',
      why: 'no_credentials',
      service: `ldap/${DC_HOST}`
    })
    expect(inWords(problem, 'en').remedy).toContain('kinit')
  })

  test('a name that the domain does not know', async () => {
    await runProgram('kinit', [PRINCIPAL], `${SERVICE_ACCOUNT.password}\n`)
    const unknown = await problemOf({ tlsName: 'other.corp.example.com', verify: false })
    expect(unknown).toMatchObject({ code: 'directory.no_ticket', why: 'unknown_service' })
  })

  test('a KDC that is not there', async () => {
    await runProgram('kinit', [PRINCIPAL], `${SERVICE_ACCOUNT.password}\n`)
    writeFileSync(join(folder, 'krb5.conf'), krb5Conf('127.0.0.1:1'))
    expect(await problemOf()).toMatchObject({ code: 'directory.no_ticket', why: 'no_kdc' })
  })

  test('a ticket that has expired', async () => {
    await runProgram('kinit', ['-l', '1s', PRINCIPAL], `${SERVICE_ACCOUNT.password}\n`)
    await vi.waitFor(() => expect(spawnSync('klist', ['-s']).status).toBe(1), { timeout: 20_000, interval: 250 })
    expect(await problemOf()).toMatchObject({ code: 'directory.no_ticket', why: 'expired' })
  })
})

/** @param kdc its address */
function krb5Conf(kdc: string): string {
  return `[libdefaults]
  default_realm = ${REALM}
  dns_lookup_kdc = false
  dns_lookup_realm = false
  dns_canonicalize_hostname = false
  rdns = false
  udp_preference_limit = 1
[realms]
  ${REALM} = {
    kdc = ${kdc}
  }
[domain_realm]
  .corp.example.com = ${REALM}
`
}

describe('the channel binding tls-server-end-point (RFC 5929)', () => {
  const authority = makeCertificateAuthority()

  test('is the hash of the certificate, as openssl makes it', () => {
    const { cert } = authority.issue({ names: ['dc1.corp.example.com'] })
    const hash = execFileSync('openssl', ['x509', '-noout', '-fingerprint', '-sha256'], {
      input: cert,
      encoding: 'utf8'
    })
    const binding = channelBindingOf(new X509Certificate(cert))
    expect(binding?.subarray(0, 21).toString()).toBe('tls-server-end-point:')
    expect(binding?.subarray(21).toString('hex')).toBe(hash.replace(/^.*=|[:\s]/g, '').toLowerCase())
  })

  test.each([
    ['sha1', ['rsa:2048', '-sha1'], 'sha256'],
    ['sha256', ['rsa:2048', '-sha256'], 'sha256'],
    ['sha384', ['rsa:2048', '-sha384'], 'sha384'],
    ['ECDSA with sha512', ['ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-sha512'], 'sha512'],
    ['RSA-PSS with sha384', ['rsa:2048', '-sha384', '-sigopt', 'rsa_padding_mode:pss'], 'sha384']
  ])('a certificate signed by %s is hashed accordingly', (_, key, hash) => {
    const certificate = selfSigned(key)
    const expected = createHash(hash).update(certificate.raw).digest('hex')
    expect(channelBindingOf(certificate)?.subarray(21).toString('hex')).toBe(expected)
  })

  test('is undefined where the signature has no hash function', () => {
    expect(channelBindingOf(selfSigned(['ed25519']))).toBeNull()
  })

  test('is handed to Windows as SEC_CHANNEL_BINDINGS: lengths and offsets, then the data', () => {
    expect(secChannelBindings(Buffer.from('tls-server-end-point:x')).toString('hex')).toBe(
      `${'00000000'.repeat(6)}1600000020000000${Buffer.from('tls-server-end-point:x').toString('hex')}`
    )
  })
})

test('a SASL bind has no name, a mechanism and its credentials (RFC 4511 §4.2)', () => {
  expect(encodeSaslBind(1, 'GSS-SPNEGO', Buffer.from('abcd', 'hex')).toString('hex')).toBe(
    '301c020101' + '6017' + '020103' + '0400' + 'a310' + `040a${Buffer.from('GSS-SPNEGO').toString('hex')}` + '0402abcd'
  )
})

function selfSigned(key: readonly string[]): X509Certificate {
  const args = ['req', '-x509', '-nodes', '-newkey', ...key, '-keyout', '/dev/null', '-subj', '/CN=dc1']
  return new X509Certificate(execFileSync('openssl', args, { stdio: ['ignore', 'pipe', 'ignore'] }))
}
