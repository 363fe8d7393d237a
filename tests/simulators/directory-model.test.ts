import { Client, EqualityFilter, type Filter, OrFilter } from 'ldapts'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { guidBytes } from '../support/directory/identifiers.ts'
import { type SimulatorScenario, startSimulatorScenario } from '../support/directory/simulator-scenario.ts'

let scenario: SimulatorScenario
let client: Client

beforeEach(async () => {
  scenario = await startSimulatorScenario()
  client = new Client({ url: scenario.server.url })
  await client.bind(scenario.connection.user, scenario.connection.password)
})
afterEach(async () => {
  await client.unbind()
  await scenario.close()
})

async function names(filter: string | Filter, base = scenario.baseDn): Promise<string[]> {
  const { searchEntries } = await client.search(base, { filter, attributes: ['name'] })
  return searchEntries.map((entry) => String(entry['name'])).sort()
}

async function read(dn: string, attribute: string): Promise<string[]> {
  const { searchEntries } = await client.search(dn, { scope: 'base', attributes: [attribute] })
  return [searchEntries[0]?.[attribute] ?? []].flat().map(String)
}

describe('filters', () => {
  const USERS = '(&(sAMAccountType=805306368)(!(isCriticalSystemObject=TRUE)))'
  const GROUPS = '(&(objectCategory=group)(!(isCriticalSystemObject=TRUE)))'

  test('users are neither computers, trust accounts, contacts nor built-in', async () => {
    const { directory } = scenario
    directory.addUser({ cn: '山田 太郎', sAMAccountName: 'yamada' })
    directory.addUser({ cn: 'PARTNER$', userAccountControl: 2080 })
    directory.addComputer({ cn: 'PC1' })
    directory.addContact({ cn: 'supplier' })
    expect(await names(USERS)).toEqual(['svc-sync', '山田 太郎'])
    expect(await names('(sAMAccountType=805306370)')).toEqual(['PARTNER$'])
  })

  test('groups are found by the class name in objectCategory', async () => {
    const dn = scenario.directory.addGroup({ cn: '営業部' })
    expect(await names(GROUPS)).toEqual(['営業部'])
    expect(await read(dn, 'objectCategory')).toEqual([`CN=Group,CN=Schema,CN=Configuration,${scenario.baseDn}`])
    expect(
      await names(`(&(objectCategory=CN=Group,CN=Schema,CN=Configuration,${scenario.baseDn})(name=営*部))`)
    ).toEqual(['営業部'])
  })

  test.each([
    ['(userAccountControl:1.2.840.113556.1.4.803:=2)', ['b']],
    ['(userAccountControl:1.2.840.113556.1.4.803:=514)', ['b']],
    ['(userAccountControl:1.2.840.113556.1.4.804:=514)', ['a', 'b', 'c']],
    ['(!(userAccountControl:1.2.840.113556.1.4.803:=2))', ['a', 'c']],
    ['(department=SALES)', ['a']],
    ['(department=*)', ['a', 'b']],
    ['(!(department=sales))', ['b', 'c']],
    ['(department=*a*s)', ['a']],
    ['(employeeNumber>=2)', ['b', 'c']],
    ['(|(department=r\\26d)(employeeNumber<=1))', ['a', 'b']],
    ['(mail=*@example.com)', []]
  ])('%s finds %j', async (filter, expected) => {
    const ou = scenario.directory.addOu('filters')
    scenario.directory.addUser({ parent: ou, cn: 'a', department: 'Sales', employeeNumber: 1 })
    scenario.directory.addUser({ parent: ou, cn: 'b', department: 'R&D', employeeNumber: 2, userAccountControl: 514 })
    scenario.directory.addUser({ parent: ou, cn: 'c', employeeNumber: 3 })
    expect(await names(`(&(objectClass=user)${filter})`, ou)).toEqual(expected)
  })

  test('a chain of groups is followed to its end, through a cycle too', async () => {
    const { directory } = scenario
    const user = directory.addUser({ cn: 'deep' })
    const inner = directory.addGroup({ cn: 'inner', member: [user] })
    const outer = directory.addGroup({ cn: 'outer', member: [inner] })
    directory.addMember(inner, outer)
    expect(await names(`(memberOf:1.2.840.113556.1.4.1941:=${outer})`)).toEqual(['deep', 'inner', 'outer'])
    expect(await names(`(member:1.2.840.113556.1.4.1941:=${user})`)).toEqual(['inner', 'outer'])
    directory.removeMember(inner, user)
    expect(await names(`(memberOf:1.2.840.113556.1.4.1941:=${outer})`)).toEqual(['inner', 'outer'])
  })

  test('an object is found by its objectGUID, in a filter and as a base', async () => {
    const dn = scenario.directory.addUser({ cn: 'x' })
    const guid = scenario.directory.guidOf(dn)
    const wanted = [guidBytes(guid), Buffer.alloc(16)].map(
      (value) => new EqualityFilter({ attribute: 'objectGUID', value })
    )
    expect(await names(new OrFilter({ filters: wanted }))).toEqual(['x'])
    for (const base of [`<GUID=${guid}>`, `<GUID=${guidBytes(guid).toString('hex')}>`])
      expect(await read(base, 'name')).toEqual(['x'])
  })
})

describe('changes', () => {
  test('names with special characters are escaped in DNs', async () => {
    const dn = scenario.directory.addUser({ cn: 'Sato, "Jun" + #1', sAMAccountName: 'jun' })
    expect(dn).toBe(`CN=Sato\\, \\"Jun\\" \\+ \\#1,CN=Users,${scenario.baseDn}`)
    expect(await read(dn, 'cn')).toEqual(['Sato, "Jun" + #1'])
  })

  test('memberships and managers follow a rename and a move', async () => {
    const { directory } = scenario
    const ou = directory.addOu('Tokyo')
    const boss = directory.addUser({ parent: ou, cn: 'boss' })
    const user = directory.addUser({ cn: 'user', manager: boss })
    const group = directory.addGroup({ cn: 'g', member: [boss, user] })
    const usn = await read(group, 'uSNChanged')
    const moved = directory.move(ou, `OU=Osaka,${scenario.baseDn}`)
    const renamed = directory.rename(user, 'user 2')
    expect(await read(group, 'member')).toEqual([`CN=boss,${moved}`, renamed])
    expect(await read(renamed, 'manager')).toEqual([`CN=boss,${moved}`])
    expect(await read(renamed, 'memberOf')).toEqual([group])
    expect(await read(group, 'uSNChanged')).toEqual(usn)
  })

  test('a deleted member leaves its groups without raising their uSNChanged', async () => {
    const { directory } = scenario
    const user = directory.addUser({ cn: 'user' })
    const group = directory.addGroup({ cn: 'g', member: [user] })
    const usn = await read(group, 'uSNChanged')
    directory.remove(user)
    expect(await read(group, 'member')).toEqual([])
    expect(await read(group, 'uSNChanged')).toEqual(usn)
  })

  test('every change raises highestCommittedUSN and the object’s uSNChanged to it', async () => {
    const { directory } = scenario
    const user = directory.addUser({ cn: 'user' })
    directory.disable(user)
    expect(await read('', 'highestCommittedUSN')).toEqual(await read(user, 'uSNChanged'))
    expect(await read(user, 'userAccountControl')).toEqual(['514'])
    directory.enable(user)
    expect(await read(user, 'userAccountControl')).toEqual(['512'])
  })

  test('a restored controller has another invocationId, everything else stays', async () => {
    const [settings = ''] = await read('', 'dsServiceName')
    const before = await client.search(settings, { scope: 'base', explicitBufferAttributes: ['invocationId'] })
    scenario.directory.restoreController()
    const after = await client.search(settings, { scope: 'base', explicitBufferAttributes: ['invocationId'] })
    const [old, fresh] = [before, after].map((result) => result.searchEntries[0]?.['invocationId'])
    expect(Buffer.isBuffer(old) && old.length).toBe(16)
    expect(fresh).not.toEqual(old)
  })

  test('an undeleted user has the GUID he had, and lost his mail', async () => {
    const { directory } = scenario
    const user = directory.addUser({ cn: 'user', mail: 'user@example.com' })
    const guid = directory.guidOf(user)
    directory.remove(user)
    expect(directory.undelete(guid)).toBe(user)
    expect(directory.guidOf(user)).toBe(guid)
    expect(await read(user, 'mail')).toEqual([])
  })

  test('members of the primary group are not among its members', async () => {
    const { directory } = scenario
    const user = directory.addUser({ cn: 'user' })
    const group = directory.addGroup({ cn: 'g', member: [user] })
    directory.setPrimaryGroup(user, group)
    expect(await read(group, 'member')).toEqual([])
    expect(await read(user, 'primaryGroupID')).toEqual(await read(group, 'primaryGroupToken'))
    expect(await read(user, 'memberOf')).toEqual([`CN=Domain Users,CN=Users,${scenario.baseDn}`])
  })

  test('two directories of one seed are the same, of two seeds different', async () => {
    const other = await startSimulatorScenario()
    const [here, there] = [scenario, other].map((each) => each.directory.guidOf(each.directory.addUser({ cn: 'same' })))
    await other.close()
    expect(here).toBe(there)
  })
})

describe('ranges', () => {
  test('more values than MaxValRange come as a range, beside an attribute without values', async () => {
    const small = await startSimulatorScenario({ maxValRange: 2 })
    const members = ['a', 'b', 'c'].map((cn) => small.directory.addUser({ cn }))
    const group = small.directory.addGroup({ cn: 'g', member: members })
    const reader = new Client({ url: small.server.url })
    await reader.bind(small.connection.user, small.connection.password)
    const { searchEntries } = await reader.search(group, { scope: 'base' })
    expect(searchEntries[0]).toMatchObject({ member: [], 'member;range=0-1': members.slice(0, 2) })
    await reader.unbind()
    await small.close()
  })
})

describe('what an account can see', () => {
  test('a hidden subtree is missing without a word, and as a base it is code 32', async () => {
    const ou = await scenario.addOu('Secret')
    await scenario.addUser({ cn: 'spy', parent: ou })
    scenario.directory.views.hide(scenario.connection.userDn, ou)
    expect(await names('(sAMAccountName=spy)')).toEqual([])
    await expect(names('(objectClass=*)', ou)).rejects.toThrow(/0x20/)
  })

  test('a hidden attribute neither comes nor matches', async () => {
    const { directory } = scenario
    const dn = directory.addUser({ cn: 'user', mail: 'user@example.com' })
    directory.views.hideAttribute(scenario.connection.userDn, 'mail')
    expect(await read(dn, 'mail')).toEqual([])
    expect(await names('(mail=user@example.com)')).toEqual([])
    expect(await names('(&(sAMAccountName=user)(!(mail=user@example.com)))')).toEqual([])
  })
})

describe('binding', () => {
  const cases: [string, (scenario: SimulatorScenario, dn: string) => void, string][] = [
    ['a disabled account', ({ directory }, dn) => directory.disable(dn), '533'],
    [
      'an expired account',
      ({ directory }, dn) => directory.set(dn, { accountExpires: 116_444_736_000_000_000n }),
      '701'
    ],
    ['an expired password', ({ directory }, dn) => directory.set(dn, { userAccountControl: 512 | 0x800000 }), '532'],
    ['a password that must be changed', ({ directory }, dn) => directory.set(dn, { pwdLastSet: 0 }), '773'],
    ['a locked account', ({ directory }, dn) => directory.set(dn, { lockoutTime: 1n }), '775'],
    ['a wrong hour', ({ directory }, dn) => directory.refuseLogon(dn, '530'), '530'],
    ['a wrong workstation', ({ directory }, dn) => directory.refuseLogon(dn, '531'), '531']
  ]
  test.each(cases)('%s is refused with its own error', async (_name, spoil, windowsError) => {
    const dn = scenario.directory.addUser({ cn: 'u', password: 'secret' })
    const other = new Client({ url: scenario.server.url })
    await other.bind('u@corp.example.com', 'secret')
    spoil(scenario, dn)
    await expect(other.bind('CORP\\u', 'secret')).rejects.toThrow(`data ${windowsError}, v1db1`)
    await other.unbind()
  })

  test('accountExpires 0 and 0x7FFFFFFFFFFFFFFF never expire', async () => {
    for (const accountExpires of [0n, 0x7fffffffffffffffn]) {
      scenario.directory.set(scenario.connection.userDn, { accountExpires })
      await client.bind(scenario.connection.user, scenario.connection.password)
    }
  })

  test('an empty password succeeds as nobody: the searches fail', async () => {
    await client.bind(scenario.connection.user, '')
    await expect(names('(objectClass=*)')).rejects.toThrow('000004DC')
  })

  test('a controller that demands encryption refuses a plain bind with code 8', async () => {
    const strict = await startSimulatorScenario({ requireEncryption: true })
    const plain = new Client({ url: strict.server.url })
    await expect(plain.bind(strict.connection.user, strict.connection.password)).rejects.toThrow(/0x8/)
    await plain.unbind()
    await strict.close()
  })
})
