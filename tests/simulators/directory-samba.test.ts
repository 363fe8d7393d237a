import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import {
  HAS_LDAPSEARCH,
  type LdapsearchQuestion,
  type LdapsearchResult,
  ldapsearch
} from '../support/directory/ldapsearch.ts'
import { DIRECTORY_BACKENDS, type TestDirectory } from '../support/scenario-directory.ts'

/** The simulator is only worth something where a real domain controller says the same: the same directory, the same questions. */
const missing = DIRECTORY_BACKENDS.map(({ available }) => available).find((available) => available !== true)

describe.skipIf(missing !== undefined || !HAS_LDAPSEARCH)('the simulator and Samba answer alike', () => {
  let directories: TestDirectory[]
  let ou: string

  beforeAll(async () => {
    directories = await Promise.all(DIRECTORY_BACKENDS.map((backend) => backend.start()))
    await onBoth(async (directory) => {
      ou = await directory.addOu('社員, 東京')
      const groups = await directory.addOu('Groups', ou)
      const taro = await directory.addUser({
        parent: ou,
        cn: '山田 太郎',
        sAMAccountName: 'yamada',
        mail: 'yamada@example.com',
        sn: '山田',
        employeeNumber: 7
      })
      const jun = await directory.addUser({
        parent: ou,
        cn: 'Sato, "Jun" + #1',
        sAMAccountName: 'sato',
        department: 'R&D',
        manager: taro
      })
      const off = await directory.addUser({
        parent: ou,
        cn: '𠮷田 髙子',
        sAMAccountName: 'yoshida',
        mail: 'yoshida@example.com'
      })
      await directory.disable(off)
      await directory.addComputer({ parent: ou, cn: 'PC1' })
      await directory.addContact({ parent: ou, cn: 'Supplier', mail: 'supplier@example.net' })
      const inner = await directory.addGroup({ parent: groups, cn: 'inner', member: [taro, off] })
      const outer = await directory.addGroup({ parent: groups, cn: 'outer', member: [inner, jun] })
      await directory.addMember(inner, outer)
      await directory.addGroup({ parent: groups, cn: '配布', groupType: 2 })
    })
  }, 60_000)
  afterAll(() => Promise.all((directories ?? []).map((directory) => directory.close())))

  async function onBoth(deed: (directory: TestDirectory) => Promise<unknown>): Promise<void> {
    for (const directory of directories) await deed(directory)
  }

  /** What differs from one domain controller to another by nature is left out. */
  async function answer(directory: TestDirectory, question: Partial<LdapsearchQuestion>): Promise<LdapsearchResult> {
    const { host, port, user, password } = directory.connection
    const result = await ldapsearch({ url: `ldap://${host}:${port}`, as: { user, password }, base: ou, ...question })
    const sorted = result.entries.map(({ dn, attributes }) => ({
      dn: withoutIdentifiers(dn),
      attributes: Object.fromEntries(
        Object.entries(attributes)
          .map(([name, values]): [string, string[]] => [name.toLowerCase(), values.map(withoutIdentifiers).sort()])
          .sort(([one], [other]) => one.localeCompare(other))
      )
    }))
    return { ...result, entries: sorted.sort((one, other) => one.dn.localeCompare(other.dn)), stderr: '' }
  }

  async function bothAnswer(question: Partial<LdapsearchQuestion>): Promise<LdapsearchResult> {
    const [simulated, real] = await Promise.all(directories.map((directory) => answer(directory, question)))
    if (simulated === undefined || real === undefined) throw new Error('two directories were started')
    expect(simulated).toEqual(real)
    return real
  }

  test.each([
    ['users', '(&(sAMAccountType=805306368)(!(isCriticalSystemObject=TRUE)))', 3],
    ['groups', '(&(objectCategory=group)(!(isCriticalSystemObject=TRUE)))', 3],
    ['people by category', '(objectCategory=person)', 4],
    ['computers', '(sAMAccountType=805306369)', 1],
    ['disabled users', '(userAccountControl:1.2.840.113556.1.4.803:=2)', 1],
    ['the enabled ones', '(&(objectClass=user)(!(userAccountControl:1.2.840.113556.1.4.803:=2)))', 3],
    ['any of two bits', '(userAccountControl:1.2.840.113556.1.4.804:=4098)', 2],
    ['a name, other case', '(sAMAccountName=YAMADA)', 1],
    ['a Japanese substring', '(cn=*田*)', 2],
    ['a character outside the BMP', '(cn=𠮷*)', 1],
    ['presence', '(mail=*)', 3],
    ['absence', '(&(objectClass=user)(!(mail=*)))', 2],
    ['absence of a value', '(&(objectClass=user)(!(department=R&D)))', 3],
    ['an escaped value', '(cn=Sato, "Jun" \\2b #1)', 1],
    ['a number, compared', '(&(objectClass=group)(groupType<=1))', 2],
    ['nothing', '(sAMAccountName=nobody)', 0]
  ])('%s', async (_name, filter, count) => {
    const attributes = [
      'cn',
      'sAMAccountName',
      'mail',
      'member',
      'memberOf',
      'manager',
      'sAMAccountType',
      'objectClass',
      'objectCategory'
    ]
    const { code, entries } = await bothAnswer({ filter, attributes })
    expect({ code, entries: entries.length }).toEqual({ code: 0, entries: count })
  })

  test('members of a chain of groups, a cycle in it', async () => {
    const { entries } = await bothAnswer({
      filter: `(memberOf:1.2.840.113556.1.4.1941:=CN=outer,OU=Groups,${ldapEscaped(ou)})`,
      attributes: ['cn']
    })
    expect(entries.length).toBeGreaterThanOrEqual(4)
  })

  test('direct members, and the groups of a member', async () => {
    expect(
      (await bothAnswer({ filter: `(memberOf=CN=inner,OU=Groups,${ldapEscaped(ou)})`, attributes: ['cn'] })).entries
    ).toHaveLength(3)
    expect(
      (await bothAnswer({ filter: `(member=CN=inner,OU=Groups,${ldapEscaped(ou)})`, attributes: ['cn'] })).entries
    ).toHaveLength(1)
  })

  test('a base that is not there, one of another domain, the rootDSE to nobody, a search by nobody', async () => {
    expect((await bothAnswer({ base: `OU=Nowhere,${ou}` })).code).toBe(32)
    expect(
      (await bothAnswer({ base: '', scope: 'base', as: null, attributes: ['defaultNamingContext', 'dnsHostName'] }))
        .entries
    ).toHaveLength(1)
    expect((await bothAnswer({ as: null })).code).toBe(1)
  })

  test('binds: wrong password, disabled account, name forms', async () => {
    const [first] = directories
    const { userDn, password } = first?.connection ?? { userDn: '', password: '' }
    for (const user of [userDn, 'CORP\\svc-sync', 'svc-sync@corp.example.com', 'svc-sync@CORP']) {
      expect((await bothAnswer({ as: { user, password }, scope: 'base', attributes: ['ou'] })).code, user).toBe(0)
    }
    for (const user of ['svc-sync', 'OTHER\\svc-sync', 'nobody@corp.example.com']) {
      expect((await bothAnswer({ as: { user, password } })).code, user).toBe(49)
    }
    expect((await bothAnswer({ as: { user: userDn, password: 'wrong' } })).code).toBe(49)
  })

  test('extended DNs: GUID and SID before the name', async () => {
    const shape = { attributes: ['member'], filter: '(cn=inner)' }
    for (const extension of [
      '1.2.840.113556.1.4.529',
      '1.2.840.113556.1.4.529=::MAMCAQA=',
      '1.2.840.113556.1.4.529=::MAMCAQE='
    ]) {
      const { entries } = await bothAnswer({ ...shape, extensions: [`!${extension}`] })
      expect(entries[0]?.dn, extension).toMatch(/^<GUID=.+>;<SID=.+>;CN=inner,/)
    }
  })

  test('1501 members: range, ranges asked for, beyond the end', async () => {
    let large = ''
    await onBoth(async (directory) => {
      large = await directory.addOu('large')
      const users: string[] = []
      for (let index = 0; index < 1501; index++)
        users.push(await directory.addContact({ parent: large, cn: `c${index}` }))
      await directory.addGroup({ parent: large, cn: 'many', member: users })
    })
    const onEach = <T>(question: Partial<LdapsearchQuestion>, shown: (result: LdapsearchResult) => T): Promise<T[]> =>
      Promise.all(directories.map(async (directory) => shown(await answer(directory, { base: large, ...question }))))
    const sizes = (attribute: string): Promise<[string, number][][]> =>
      onEach({ base: `CN=many,${large}`, scope: 'base', attributes: [attribute] }, ({ entries }) =>
        Object.entries(entries[0]?.attributes ?? {}).map(([name, values]) => [name, values.length])
      )
    const both = <T>(expected: T): T[] => [expected, expected]
    expect(await sizes('member')).toEqual(both([['member;range=0-1499', 1500]]))
    expect(await sizes('member;range=1500-*')).toEqual(both([['member;range=1500-*', 1]]))
    expect(await sizes('member;range=0-9')).toEqual(both([['member;range=0-9', 10]]))
    expect(await sizes('member;range=1501-*')).toEqual(both([]))
    const contacts = { filter: '(objectClass=contact)', attributes: ['1.1'] }
    expect(await onEach(contacts, ({ code, entries }) => [code, entries.length])).toEqual(both([4, 1000]))
    expect((await bothAnswer({ ...contacts, base: large, extensions: ['pr=5000/noprompt'] })).entries).toHaveLength(
      1501
    )
  }, 60_000)

  test('renamed, moved, enabled: what follows follows alike', async () => {
    await onBoth(async (directory) => {
      const moved = await directory.move(`CN=𠮷田 髙子,${ou}`, `CN=Yoshida,OU=Groups,${ou}`)
      await directory.enable(moved)
      await directory.setAttributes(moved, { mail: null, title: '部長' })
      await directory.removeMember(`CN=outer,OU=Groups,${ou}`, `CN=Sato\\, \\"Jun\\" \\+ \\#1,${ou}`)
    })
    const attributes = ['cn', 'name', 'mail', 'title', 'member', 'memberOf', 'sAMAccountType']
    expect(
      (
        await bothAnswer({
          filter: '(|(sAMAccountName=yoshida)(objectClass=group))',
          attributes,
          extensions: ['pr=100/noprompt']
        })
      ).code
    ).toBe(0)
  })

  test('deleted: seen only with the right and the control, without mail and groups', async () => {
    const control = { extensions: ['!1.2.840.113556.1.4.417'] }
    const tombstone = { base: `CN=Deleted Objects,DC=corp,DC=example,DC=com`, filter: '(sAMAccountName=yamada)' }
    await onBoth((directory) => directory.remove(`CN=山田 太郎,${ou}`))
    expect((await bothAnswer({ filter: '(sAMAccountName=yamada)' })).entries).toEqual([])
    expect(await bothAnswer({ ...tombstone, ...control })).toMatchObject({ code: 0, entries: [] })
    expect(
      (await bothAnswer({ ...tombstone, ...control, filter: '(objectClass=*)' })).entries,
      'the container, as a bare DN'
    ).toHaveLength(1)
    await onBoth((directory) => directory.showDeletedObjects())
    const attributes = [
      'sAMAccountName',
      'isDeleted',
      'lastKnownParent',
      'mail',
      'memberOf',
      'objectClass',
      'userPrincipalName',
      'sAMAccountType'
    ]
    const { entries } = await bothAnswer({ ...tombstone, ...control, attributes })
    expect(entries).toHaveLength(1)
    expect(entries[0]?.dn).toMatch(/^CN=山田 太郎\\0ADEL:/)
    await onBoth(async (directory) =>
      expect((await answer(directory, tombstone)).entries, 'without the control').toEqual([])
    )
  })

  test('what the account may not list is missing, and its top is a bare DN', async () => {
    await onBoth((directory) => directory.deny(`OU=Groups,${ou}`))
    expect((await bothAnswer({ filter: '(objectClass=group)', attributes: ['cn'] })).entries).toEqual([])
    const top = await bothAnswer({ base: `OU=Groups,${ou}`, attributes: ['*'] })
    expect(top).toMatchObject({ code: 0, entries: [{ attributes: {} }] })
    expect((await bothAnswer({ base: `CN=outer,OU=Groups,${ou}`, scope: 'base' })).code).toBe(32)
  })

  test('isCriticalSystemObject marks the same accounts', async () => {
    const { entries } = await bothAnswer({
      base: 'CN=Users,DC=corp,DC=example,DC=com',
      filter:
        '(|(sAMAccountName=Administrator)(sAMAccountName=Guest)(sAMAccountName=krbtgt)(sAMAccountName=Domain Users)(sAMAccountName=Domain Admins))',
      attributes: ['isCriticalSystemObject', 'sAMAccountType']
    })
    expect(entries).toHaveLength(5)
  })
})

/** GUIDs and SIDs are each directory's own. */
function withoutIdentifiers(value: string): string {
  return value
    .replace(/[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}|(?<=GUID=)[0-9a-f]{32}/gi, '(guid)')
    .replace(/(?<=SID=)[S0-9a-f-]+/gi, '(sid)')
}

function ldapEscaped(dn: string): string {
  return dn.replace(/[\\()*]/g, (character) => `\\${character.charCodeAt(0).toString(16)}`)
}
