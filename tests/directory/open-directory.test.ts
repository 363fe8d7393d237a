import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest'
import { BIND_SUB_CODES, subCodeOf } from '../../src/directory/bind-sub-code.ts'
import { inWords, type Problem } from '../../src/problems/problem.ts'
import { SimulatedDirectory, startDirectory } from '../support/directory/directory.ts'
import { type SimulatorScenario, startSimulatorScenario } from '../support/directory/simulator-scenario.ts'
import { makeCertificateAuthority } from '../support/pki.ts'
import { DIRECTORY_BACKENDS, type TestDirectory } from '../support/scenario-directory.ts'
import { openSession, refusal } from './open.ts'

const AVAILABLE = DIRECTORY_BACKENDS.filter((backend) => backend.available === true)

describe.each(AVAILABLE)('opening a session with $name', ({ start }) => {
  let directory: TestDirectory
  beforeAll(async () => {
    directory = await start()
  })
  afterAll(() => directory.close())

  test.each(['start_tls', 'ldaps', 'none'] as const)('over %s', async (encryption) => {
    const { ldapsPort, port } = directory.connection
    const session = await openSession(directory, {
      server: { encryption, port: encryption === 'ldaps' ? ldapsPort : port }
    })
    expect(session.controller.defaultNamingContext.toLowerCase()).toBe(directory.baseDn.toLowerCase())
  })

  test('the controller tells who it is', async () => {
    const { controller } = await openSession(directory)
    expect(controller.address).toBe(`${directory.connection.host}:${directory.connection.port}`)
    expect(controller.dnsHostName).toMatch(/^dc1\.corp\.example\.com$/i)
    expect(controller.domainId).toBe(await directory.guidOf(directory.baseDn))
    expect(controller.invocationId).toMatch(/^[0-9a-f-]{36}$/)
    expect(controller.supportsExtendedDn).toBe(true)
  })

  test('an account sees Deleted Objects only when it was given the right', async () => {
    expect((await openSession(directory)).controller.seesDeleted).toBe(false)
    await directory.showDeletedObjects()
    expect((await openSession(directory)).controller.seesDeleted).toBe(true)
  })

  test('a wrong password is explained, and told apart from an unknown user only where the server does', async () => {
    const problems = await refusal(directory, { password: 'wrong' })
    expect(problems).toMatchObject([
      { code: 'directory.bind_refused', resultCode: 49, subCode: '52e', user: 'svc-sync@corp.example.com' }
    ])
    const unknown = await refusal(directory, { server: { user: 'nobody@corp.example.com' } })
    expect(unknown).toMatchObject([{ code: 'directory.bind_refused', resultCode: 49 }])
  })

  test('an account that is disabled says so', async () => {
    await directory.disable(directory.connection.userDn)
    onTestFinished(() => directory.enable(directory.connection.userDn))
    expect(await refusal(directory)).toMatchObject([{ code: 'directory.bind_refused', subCode: '533' }])
  })

  test.each([null, ''])('without a password (%j) nothing is sent', async (password) => {
    expect(await refusal(directory, { password })).toMatchObject([{ code: 'directory.no_password' }])
  })

  test('a base outside of the server is refused before anything is read, its naming contexts are named', async () => {
    const [problem] = await refusal(directory, {
      bases: [`OU=Staff,${directory.baseDn}`, 'OU=Staff,DC=other,DC=example,DC=com']
    })
    expect(problem).toMatchObject({ code: 'directory.base_outside', dn: 'OU=Staff,DC=other,DC=example,DC=com' })
    expect(JSON.stringify(problem).toLowerCase()).toContain(directory.baseDn.toLowerCase())
  })

  describe('TLS', () => {
    let folder: string
    beforeAll(async () => {
      folder = await mkdtemp(join(tmpdir(), 'dirsync-test-'))
    })
    afterAll(() => rm(folder, { recursive: true, force: true }))
    const secure = (): { readonly encryption: 'start_tls' | 'ldaps'; readonly port: number }[] => [
      { encryption: 'start_tls', port: directory.connection.port },
      { encryption: 'ldaps', port: directory.connection.ldapsPort }
    ]

    test('a certificate of a CA that is not the configured one is refused, and its issuer named', async () => {
      const caFile = join(folder, 'other.pem')
      await writeFile(caFile, makeCertificateAuthority('Other CA').cert)
      for (const server of secure()) {
        const [problem] = await refusal(directory, { server: { ...server, caFile } })
        expect(problem).toMatchObject({
          code: 'directory.tls_failed',
          reason: 'untrusted',
          certificate: { issuer: 'Test CA' }
        })
      }
    })

    test("without a CA file the system's trusted roots decide, and a private CA is none", async () => {
      expect(await refusal(directory, { server: { caFile: null } })).toMatchObject([
        { code: 'directory.tls_failed', reason: 'untrusted' }
      ])
    })

    test('verify: false takes any certificate', async () => {
      for (const server of secure())
        await openSession(directory, { server: { ...server, caFile: null, verify: false } })
    })

    test('the name must be in the certificate: tls_name says which, when the address is an IP', async () => {
      for (const server of secure()) {
        await openSession(directory, { server: { ...server, tlsName: 'dc1.corp.example.com' } })
        const [problem] = await refusal(directory, { server: { ...server, tlsName: 'dc2.corp.example.com' } })
        expect(problem).toMatchObject({
          code: 'directory.tls_failed',
          reason: 'wrong_name',
          expectedName: 'dc2.corp.example.com'
        })
        expect(inWords(problem as Problem, 'en').message).toContain('DNS:dc1.corp.example.com')
      }
    })

    test('a CA file that is missing or no PEM is a fault of the configuration, found once', async () => {
      const empty = join(folder, 'empty.pem')
      await writeFile(empty, 'nothing')
      const broken = join(folder, 'broken.pem')
      await writeFile(broken, '-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n')
      for (const caFile of [join(folder, 'missing.pem'), empty, broken]) {
        const addresses = [directory.connection.host, directory.connection.host]
        expect(await refusal(directory, { server: { caFile, addresses } })).toMatchObject([
          { code: 'directory.ca_file_unreadable', file: caFile }
        ])
      }
    })
  })
})

describe('certificates out of their time', () => {
  const day = 86_400_000
  test.each([
    ['expired', { notBefore: new Date(Date.now() - 2 * day), notAfter: new Date(Date.now() - day) }],
    ['not_yet_valid', { notBefore: new Date(Date.now() + day), notAfter: new Date(Date.now() + 2 * day) }]
  ] as const)('%s', async (reason, validity) => {
    const folder = await mkdtemp(join(tmpdir(), 'dirsync-test-'))
    onTestFinished(() => rm(folder, { recursive: true, force: true }))
    const authority = makeCertificateAuthority()
    const caFile = join(folder, 'ca.pem')
    await writeFile(caFile, authority.cert)
    const scenario = await startSimulatorScenario()
    onTestFinished(() => scenario.close())
    const server = await startDirectory(new SimulatedDirectory({ domain: 'corp.example.com' }), {
      tls: authority.issue({ names: ['127.0.0.1'], ...validity })
    })
    onTestFinished(() => server.close())
    const [problem] = await refusal(scenario, { server: { port: server.port, caFile } })
    expect(problem).toMatchObject({ code: 'directory.tls_failed', reason, certificate: { subject: '127.0.0.1' } })
  })
})

describe('several addresses', () => {
  let directory: SimulatorScenario
  beforeAll(async () => {
    directory = await startSimulatorScenario()
  })
  afterAll(() => directory.close())

  test('the first that answers serves the run', async () => {
    const session = await openSession(directory, {
      server: { addresses: ['127.0.0.9', 'nowhere.invalid', '127.0.0.1'] }
    })
    expect(session.controller.address).toBe(`127.0.0.1:${directory.connection.port}`)
    expect(session.warnings).toMatchObject([
      {
        code: 'directory.controller_skipped',
        server: `127.0.0.9:${directory.connection.port}`,
        cause: { code: 'directory.unreachable', cause: 'ECONNREFUSED' }
      },
      { code: 'directory.controller_skipped', cause: { code: 'directory.unreachable' } }
    ])
    for (const language of ['en', 'ja'] as const)
      expect(inWords(session.warnings[0] as Problem, language).message).toContain('(ECONNREFUSED)')
    expect((await openSession(directory)).warnings).toEqual([])
  })

  test('what was asked of a server that was skipped does not sound like the end of the run', async () => {
    const cutter = createServer((socket) => void socket.once('data', () => socket.destroy()))
    cutter.listen(directory.connection.port, '127.0.0.6')
    onTestFinished(() => void cutter.close())
    const server = { addresses: ['127.0.0.6', '127.0.0.1'], encryption: 'none' } as const
    const [warning] = (await openSession(directory, { server })).warnings
    expect(warning).toMatchObject({ cause: { code: 'directory.connection_lost', during: null } })
    expect(inWords(warning as Problem, 'en').message).not.toContain('stopped')
    expect(inWords(warning as Problem, 'ja').message).not.toContain('停止')
  })

  test('when none answers, each is named with its reason', async () => {
    const problems = await refusal(directory, { server: { addresses: ['127.0.0.9', '127.0.0.8'] } })
    expect(problems).toMatchObject([
      { code: 'directory.unreachable', server: `127.0.0.9:${directory.connection.port}`, cause: 'ECONNREFUSED' },
      { code: 'directory.unreachable', server: `127.0.0.8:${directory.connection.port}`, cause: 'ECONNREFUSED' }
    ])
  })

  test('refused credentials are tried once, on one server', async () => {
    directory.server.log.clear()
    const problems = await refusal(directory, {
      password: 'wrong',
      server: { addresses: ['127.0.0.1', '127.0.0.1', 'localhost'] }
    })
    expect(problems).toHaveLength(1)
    expect(directory.server.log.binds).toHaveLength(1)
  })

  test.each([51, 52, 8, 53])('a server that refuses the bind with %i gives way to the next', async (code) => {
    directory.server.faults.refuseBind(code, 'not now')
    await openSession(directory, { server: { addresses: ['127.0.0.1', '127.0.0.1'] } })
    directory.server.faults.refuseBind(code, 'not now')
    expect(await refusal(directory)).toMatchObject([
      { code: 'directory.bind_refused', resultCode: code, subCode: null, text: 'not now' }
    ])
  })

  test('a server that takes the connection and says nothing does not keep the next from its turn', async () => {
    const silent = createServer(() => {}).listen(directory.connection.port, '127.0.0.7')
    onTestFinished(() => void silent.close())
    const server = { addresses: ['127.0.0.7', '127.0.0.1'], connectTimeoutSeconds: 0.2, timeoutSeconds: 0.2 }
    expect((await openSession(directory, { server })).controller.address).toContain('127.0.0.1')
    const problems = await refusal(directory, { server: { ...server, addresses: ['127.0.0.7'], encryption: 'ldaps' } })
    expect(problems).toMatchObject([{ code: 'directory.connect_timed_out' }])
  })

  test('no address, no user, and an IP address for Kerberos have their own problems', async () => {
    const nowhere = { bases: ['O=Example'], server: { addresses: [] } } as const
    expect(await refusal(directory, nowhere)).toMatchObject([{ code: 'directory.no_addresses' }])
    expect(await refusal(directory, { server: { auth: 'kerberos' } })).toMatchObject([
      { code: 'directory.kerberos_needs_name' }
    ])
    expect(await refusal(directory, { server: { user: null } })).toMatchObject([{ code: 'directory.no_user' }])
  })

  test('an abort ends the opening, and no further server is tried', async () => {
    const problems = await refusal(directory, {
      signal: AbortSignal.abort(),
      server: { addresses: ['127.0.0.1', 'localhost'] }
    })
    expect(problems).toMatchObject([{ code: 'directory.aborted' }])
  })

  test('the password is in no problem and no entry of the log', async () => {
    const problems = await refusal(directory, { password: 'Tops3cret' })
    expect(JSON.stringify(problems)).not.toContain('Tops3cret')
    for (const language of ['en', 'ja'] as const)
      expect(JSON.stringify(inWords(problems[0] as Problem, language))).not.toContain('Tops3cret')
  })
})

describe("AD's reasons for a refused bind", () => {
  test.each(BIND_SUB_CODES)('data %s has words of its own', (subCode) => {
    const text = `80090308: LdapErr: DSID-0C090439, comment: AcceptSecurityContext error, data ${subCode}, v4563`
    expect(subCodeOf(text)).toBe(subCode)
    const facts = {
      code: 'directory.bind_refused',
      object: 'u',
      user: 'u',
      server: 's:636',
      resultCode: 49,
      text
    } as const
    const [known, unknown] = [inWords({ ...facts, subCode }, 'en'), inWords({ ...facts, subCode: null }, 'en')]
    expect(known.message).toContain('data ')
    if (subCode !== '52e') expect(known.remedy).not.toBe(unknown.remedy)
  })
  test('an unknown one is passed on as it is', () => {
    expect(subCodeOf('80090308: … data 9999, v4563')).toBeNull()
  })
})
