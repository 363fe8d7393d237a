import { entryText } from '../bench/ldif.ts'
import { escapeRdnValue } from '../support/directory/dn.ts'
import { fileTime } from '../support/directory/identifiers.ts'

/** A company as LDIF, for a directory that is loaded before it starts. Its OU is the one that `stage` builds in. */
export interface Crowd {
  readonly companyDn: string
  /** To be loaded in this order. */
  readonly ldif: readonly string[]
  /** DNs of some of it, by the names that tests give them. */
  readonly dns: ReadonlyMap<string, string>
  readonly users: number
  readonly groups: number
  /** Direct members of the largest group. */
  readonly largest: number
}

const USERS = 1760
const LARGEST = 1650
const DEPARTMENTS = [
  '人事部',
  '経理部',
  '総務部',
  '法務部',
  '広報部',
  '情報システム部',
  '第一営業部',
  '第二営業部',
  '研究所',
  '品質, 保証部',
  '製造部',
  '物流部'
]
const FAMILY_NAMES = ['佐藤', '鈴木', '髙橋', '田中', '𠮷田', '渡邊', '伊藤', '山﨑', 'Ōta', '小林']
const GIVEN_NAMES = ['太郎', '花子', '次郎', '美咲', '健', 'さくら', 'ヒカル', '翔', '凛']
const TITLES = ['部長', '課長', '係長', '主任']
/** What DNs have to escape, each somewhere. */
const MARKS = [', Jr.', ' + 兼務', ' "通称"', ' #2', ' \\ 出向', ' <嘱託>', ' ; = 他']
const NORMAL_USER_WITHOUT_PASSWORD = 544
const DISABLED = 2
const GLOBAL_SECURITY_GROUP = '-2147483646'
const LONG_AGO = String(fileTime(new Date('2025-03-31T15:00:00Z')))

export function crowd(baseDn: string): Crowd {
  const companyDn = `OU=${escapeRdnValue('株式会社, 例')},${baseDn}`
  const crowdDn = `OU=社員,${companyDn}`
  const groupsDn = `OU=Crowd "Groups",${companyDn}`.replace('"Groups"', '\\"Groups\\"')
  const departmentDns = DEPARTMENTS.map((name) => `OU=${escapeRdnValue(name)},${crowdDn}`)
  const ous = [companyDn, crowdDn, groupsDn, ...departmentDns].map((dn) =>
    entryText({ dn, attributes: [['objectClass', 'organizationalUnit']] })
  )
  const users = Array.from({ length: USERS }, (_, index) => userAt(index, departmentDns))
  const groups = groupsOf(
    users.map(({ dn }) => dn),
    groupsDn
  )
  return {
    companyDn,
    ldif: [ous.join(''), users.map(({ text }) => text).join(''), ...[...groups].reverse().map(({ text }) => text)],
    dns: new Map([
      ...groups.map(({ name, dn }) => [name, dn] as const),
      ['somebody', users[3]?.dn ?? ''],
      ['last', users.at(-1)?.dn ?? '']
    ]),
    users: USERS,
    groups: groups.length,
    largest: LARGEST
  }
}

function userAt(index: number, departmentDns: readonly string[]): { readonly dn: string; readonly text: string } {
  const familyName = pick(FAMILY_NAMES, index)
  const givenName = pick(GIVEN_NAMES, index)
  const mark = index % 50 === 0 ? pick(MARKS, index / 50) : ''
  const dn = `CN=${escapeRdnValue(`${familyName} ${givenName} ${index}${mark}`)},${pick(departmentDns, index)}`
  const flags = NORMAL_USER_WITHOUT_PASSWORD | (index % 20 === 19 ? DISABLED : 0)
  const text = entryText({
    dn,
    attributes: [
      ['objectClass', 'user'],
      ['sAMAccountName', `e${index}`],
      ['userAccountControl', String(flags)],
      ['sn', familyName],
      ['givenName', givenName],
      ['mail', `e${index}@${index % 2 === 0 ? 'example.jp' : 'example.com'}`],
      ['department', pick(DEPARTMENTS, index)],
      ...(index % 7 === 0 ? [['title', pick(TITLES, index)] as const] : []),
      ...(index % 9 === 0 ? [['telephoneNumber', `03-${4000 + index}-0000`] as const] : []),
      ...(index % 97 === 0 ? [['accountExpires', LONG_AGO] as const] : [])
    ]
  })
  return { dn, text }
}

interface Group {
  readonly name: string
  readonly dn: string
  readonly text: string
}

/** The largest, departments with their leaders, divisions of departments, one above all, a chain, a ring, an empty one, a special one, a mixed one. */
function groupsOf(users: readonly string[], parent: string): Group[] {
  const dnOf = (cn: string) => `CN=${escapeRdnValue(cn)},${parent}`
  const group = (name: string, cn: string, members: readonly string[]): Group => {
    const dn = dnOf(cn)
    const member = members.length === 0 ? [] : [['member', ...members] as const]
    const fixed = [
      ['objectClass', 'group'],
      ['sAMAccountName', `g ${name}`],
      ['groupType', GLOBAL_SECURITY_GROUP]
    ] as const
    return { name, dn, text: entryText({ dn, attributes: [...fixed, ...member] }) }
  }
  const inDepartment = (index: number) => users.filter((_, user) => user % DEPARTMENTS.length === index)
  const chain = Array.from({ length: 10 }, (_, index) => `連鎖 ${index}`)
  return [
    group('headquarters', '本社', [...[0, 1, 2, 3].map((index) => dnOf(`事業部 ${index}`)), dnOf('全社員')]),
    group('largest', '全社員', users.slice(0, LARGEST)),
    ...[0, 1, 2, 3].map((index) =>
      group(
        `division ${index}`,
        `事業部 ${index}`,
        DEPARTMENTS.slice(3 * index, 3 * index + 3).map((name) => dnOf(`部 ${name}`))
      )
    ),
    ...DEPARTMENTS.map((name, index) => group(`department ${index}`, `部 ${name}`, inDepartment(index))),
    ...DEPARTMENTS.map((name, index) => group(`leaders ${index}`, `${name} 管理職`, inDepartment(index).slice(0, 5))),
    ...chain.map((cn, index) =>
      group(`chain ${index}`, cn, [index < 9 ? dnOf(chain[index + 1] ?? '') : (users[11] ?? '')])
    ),
    group('mixed', '混在', users.slice(20, 22)),
    group('nobody', '誰もいない', []),
    group(
      'marks',
      'R&D, "第二" <課> + #2 \\ =',
      users.slice(0, 300).filter((_, index) => index % 50 === 0)
    ),
    // Closed to a ring later: a member has to be there when it is added.
    group('ring 0', '輪 0', [dnOf('輪 1'), users[30] ?? '']),
    group('ring 1', '輪 1', [dnOf('輪 2'), users[31] ?? '']),
    group('ring 2', '輪 2', [users[32] ?? ''])
  ]
}

function pick<T>(list: readonly T[], index: number): T {
  const item = list[index % list.length]
  if (item === undefined) throw new Error('an empty list')
  return item
}
