import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import {
  HAS_LDAPSEARCH,
  type LdapsearchQuestion,
  type LdapsearchResult,
  ldapsearch
} from '../support/directory/ldapsearch.ts'
import { type SimulatorScenario, startSimulatorScenario } from '../support/directory/simulator-scenario.ts'

/** The simulator as OpenLDAP's own client sees it. */
describe.skipIf(!HAS_LDAPSEARCH)('the simulated directory, asked by ldapsearch', () => {
  let scenario: SimulatorScenario
  let staff: string
  let everyone: string

  beforeAll(async () => {
    scenario = await startSimulatorScenario()
    const { directory } = scenario
    staff = directory.addOu('社員')
    const users = Array.from({ length: 3100 }, (_, index) =>
      directory.addUser({
        parent: staff,
        cn: `User ${index}`,
        sAMAccountName: `u${index}`,
        sn: '佐藤',
        mail: `u${index}@example.com`
      })
    )
    everyone = directory.addGroup({ cn: 'Everyone', parent: staff, member: users })
    directory.addGroup({ cn: 'Exactly 1500', parent: staff, member: users.slice(0, 1500) })
  })
  afterAll(() => scenario.close())

  function ask(question: Partial<LdapsearchQuestion>): Promise<LdapsearchResult> {
    const { user, password } = scenario.connection
    return ldapsearch({ url: scenario.server.url, as: { user, password }, base: scenario.baseDn, ...question })
  }

  test('the rootDSE is open to everyone', async () => {
    const { code, entries } = await ask({ as: null, base: '', scope: 'base' })
    expect(code).toBe(0)
    expect(entries[0]?.attributes).toMatchObject({
      defaultNamingContext: ['DC=corp,DC=example,DC=com'],
      dnsHostName: ['dc1.corp.example.com'],
      supportedControl: expect.arrayContaining([
        '1.2.840.113556.1.4.319',
        '1.2.840.113556.1.4.417',
        '1.2.840.113556.1.4.529'
      ])
    })
  })

  test('nothing else is open to who has not bound: code 1', async () => {
    const { code, stderr } = await ask({ as: null })
    expect(code).toBe(1)
    expect(stderr).toContain('000004DC')
  })

  test('a wrong password is refused with data 52e, a name that is not there with 525', async () => {
    const { user } = scenario.connection
    const wrong = await ask({ as: { user, password: 'no' } })
    expect(wrong.code).toBe(49)
    expect(wrong.stderr).toContain(
      '80090308: LdapErr: DSID-0C0903A9, comment: AcceptSecurityContext error, data 52e, v1db1'
    )
    expect((await ask({ as: { user: 'nobody@corp.example.com', password: 'no' } })).stderr).toContain('data 525')
  })

  test('the account may give its name as UPN, DOMAIN\\name or DN', async () => {
    for (const user of ['svc-sync@corp.example.com', 'CORP\\svc-sync', scenario.connection.userDn]) {
      const { code } = await ask({ as: { user, password: scenario.connection.password }, scope: 'base' })
      expect(code, user).toBe(0)
    }
  })

  test('pages give every entry once', async () => {
    const { code, entries } = await ask({
      base: staff,
      filter: '(sAMAccountType=805306368)',
      attributes: ['1.1'],
      extensions: ['pr=700/noprompt']
    })
    expect(code).toBe(0)
    expect(new Set(entries.map((entry) => entry.dn)).size).toBe(3100)
    expect(entries).toHaveLength(3100)
  })

  test('a page larger than 1000 is cut to 1000', async () => {
    scenario.server.log.clear()
    await ask({
      base: staff,
      filter: '(sAMAccountType=805306368)',
      attributes: ['1.1'],
      extensions: ['pr=5000/noprompt']
    })
    expect(scenario.server.log.searches.map((search) => search.entries)).toEqual([1000, 1000, 1000, 100])
  })

  test('without pages 1000 entries come, and code 4', async () => {
    const { code, entries } = await ask({ base: staff, filter: '(sAMAccountType=805306368)', attributes: ['1.1'] })
    expect({ code, entries: entries.length }).toEqual({ code: 4, entries: 1000 })
  })

  test('more than 1500 members come as a range', async () => {
    const { entries } = await ask({ base: everyone, scope: 'base', attributes: ['member'] })
    expect(Object.keys(entries[0]?.attributes ?? {})).toEqual(['member;range=0-1499'])
    expect(entries[0]?.attributes['member;range=0-1499']).toHaveLength(1500)
  })

  test('1500 members come whole', async () => {
    const { entries } = await ask({ base: `CN=Exactly 1500,${staff}`, scope: 'base', attributes: ['member'] })
    expect(entries[0]?.attributes['member']).toHaveLength(1500)
  })

  test('ranges lead from one to the next, the last one ends with *', async () => {
    const middle = await ask({ base: everyone, scope: 'base', attributes: ['member;range=1500-*'] })
    expect(middle.entries[0]?.attributes['member;range=1500-2999']).toHaveLength(1500)
    const last = await ask({ base: everyone, scope: 'base', attributes: ['member;range=3000-*'] })
    expect(last.entries[0]?.attributes['member;range=3000-*']).toHaveLength(100)
    const beyond = await ask({ base: everyone, scope: 'base', attributes: ['member;range=3100-*'] })
    expect(beyond.entries[0]?.attributes).toEqual({})
    const small = await ask({ base: everyone, scope: 'base', attributes: ['member;range=10-19'] })
    expect(small.entries[0]?.attributes['member;range=10-19']).toHaveLength(10)
  })

  test('StartTLS and LDAPS present a certificate that names the host', async () => {
    const { caFile, ldapsPort } = scenario.connection
    expect((await ask({ scope: 'base', options: ['-ZZ'], caFile })).code).toBe(0)
    expect((await ask({ scope: 'base', url: `ldaps://127.0.0.1:${ldapsPort}`, caFile })).code).toBe(0)
    expect(scenario.server.log.binds.slice(-2).map((bind) => bind.encrypted)).toEqual([true, true])
  })

  test('deleted objects are seen by who may, and asks for them', async () => {
    const { directory } = scenario
    const gone = directory.addUser({
      parent: staff,
      cn: 'Gone',
      sAMAccountName: 'gone',
      mail: 'gone@example.com',
      userPrincipalName: 'gone@x'
    })
    directory.addMember(`CN=Exactly 1500,${staff}`, gone)
    const guid = directory.guidOf(gone)
    directory.remove(gone)
    const question = { base: `<GUID=${guid}>`, scope: 'base', extensions: ['!1.2.840.113556.1.4.417'] } as const
    expect((await ask(question)).code).toBe(32)
    await scenario.showDeletedObjects()
    expect((await ask({ ...question, extensions: [] })).code).toBe(32)
    const { entries } = await ask(question)
    expect(entries[0]?.dn).toBe(`CN=Gone\\0ADEL:${guid},CN=Deleted Objects,${scenario.baseDn}`)
    expect(entries[0]?.attributes).toMatchObject({
      isDeleted: ['TRUE'],
      sAMAccountName: ['gone'],
      lastKnownParent: [staff]
    })
    expect(Object.keys(entries[0]?.attributes ?? {})).not.toEqual(expect.arrayContaining(['mail']))
    expect(entries[0]?.attributes).not.toHaveProperty('memberOf')
    expect(entries[0]?.attributes).not.toHaveProperty('userPrincipalName')
  })

  test('a search at the domain has three continuation references, below it none', async () => {
    const atRoot = await ask({ filter: '(sAMAccountName=u1)' })
    expect(atRoot.references).toHaveLength(3)
    expect((await ask({ base: staff, filter: '(sAMAccountName=u1)' })).references).toEqual([])
  })

  test('a base elsewhere is a referral (10), one that is not there code 32', async () => {
    expect((await ask({ base: 'DC=other,DC=example,DC=net' })).code).toBe(10)
    expect((await ask({ base: `OU=Nowhere,${scenario.baseDn}` })).code).toBe(32)
  })

  test('an unknown critical control is refused with code 12', async () => {
    expect((await ask({ extensions: ['!1.2.3.4'] })).code).toBe(12)
  })

  test('the size limit that the client asks for holds', async () => {
    const { code, entries } = await ask({
      base: staff,
      filter: '(objectClass=user)',
      attributes: ['1.1'],
      options: ['-z', '5']
    })
    expect({ code, entries: entries.length }).toEqual({ code: 4, entries: 5 })
  })
})
