import { createHash } from 'node:crypto'
import type { Change, Entry } from './ldif.ts'

export interface Size {
  readonly users: number
  /** One of them holds everybody. */
  readonly groups: number
}

export const ORDINARY: Size = { users: 20_000, groups: 501 }
export const LARGE: Size = { users: 100_000, groups: 5001 }

export const SUFFIX = 'dc=corp,dc=example,dc=com'
/** Where a controller's rootDSE leads (dsServiceName) to tell which copy of the directory it holds (invocationId). */
export const NTDS_SETTINGS = `cn=NTDS Settings,${SUFFIX}`

/** Memberships of a user beside that in the group of everybody. */
const MEMBERSHIPS = 5
export const MEMBERSHIPS_EACH = 1 + MEMBERSHIPS

const SURNAMES = ['佐藤', '鈴木', '高橋', '田中', '伊藤', '渡辺', '山本', '中村', '小林', '加藤', '髙橋', '齋藤']
const SURNAMES_LATIN = [
  'sato',
  'suzuki',
  'takahashi',
  'tanaka',
  'ito',
  'watanabe',
  'yamamoto',
  'nakamura',
  'kobayashi',
  'kato',
  'takahashi',
  'saito'
]
const GIVEN_NAMES = ['太郎', '花子', '一郎', '美咲', '健太', 'さくら', '大輔', '陽子', '翔太', '由美', '𠮷之助']
const DEPARTMENTS = [
  '営業部',
  '開発部',
  '人事部',
  '経理部',
  '総務部',
  '法務部',
  '情報システム部',
  'Sales',
  'R&D',
  'Support'
]
const TITLES = ['部長', '課長', '主任', '担当', 'Engineer', 'Manager']

/** userAccountControl (MS-ADTS §2.2.16): a normal account, and with the bit of a disabled one. */
const NORMAL_ACCOUNT = 512
const DISABLED_ACCOUNT = 514
const SAM_USER_OBJECT = 805306368
const SECURITY_GROUP = -2147483646

/** The whole directory in an order in which it can be loaded: parents first. */
export function* company(size: Size): Generator<Entry, void, void> {
  yield {
    dn: SUFFIX,
    attributes: [
      ['objectClass', 'domainDNS'],
      ['dc', 'corp'],
      ['objectGUID', guid('domain')]
    ]
  }
  yield {
    dn: NTDS_SETTINGS,
    attributes: [
      ['objectClass', 'nTDSDSA'],
      ['cn', 'NTDS Settings'],
      ['invocationId', guid('controller')]
    ]
  }
  for (const ou of ['Staff', 'Groups'])
    yield {
      dn: `ou=${ou},${SUFFIX}`,
      attributes: [
        ['objectClass', 'organizationalUnit'],
        ['ou', ou]
      ]
    }
  for (const ou of DEPARTMENTS) {
    yield {
      dn: `ou=${ou},ou=Staff,${SUFFIX}`,
      attributes: [
        ['objectClass', 'organizationalUnit'],
        ['ou', ou]
      ]
    }
  }
  for (let index = 0; index < size.users; index++) yield user(index)
  for (let index = 0; index < size.groups; index++) yield group(index, size)
}

/** What a working week changes: 1 % of the users come, 1 % go, 5 % get another department or title. Weeks don't touch each other's users. */
export function week(
  number: number,
  size: Size
): { readonly changes: Change[]; readonly created: number; readonly deleted: number; readonly changed: number } {
  const percent = Math.floor(size.users / 100)
  const deleted = range(number * percent, percent)
  const changed = range(30 * percent + number * 5 * percent, 5 * percent)
  const created = range(size.users + number * percent, percent)
  const changes: Change[] = [
    ...created.map((index): Change => ({ type: 'add', entry: user(index) })),
    ...changed.map(
      (index): Change => ({
        type: 'modify',
        dn: userDn(index),
        steps: [
          { step: 'replace', attribute: ['title', `${pick(TITLES, index)} (${number + 2})`] },
          { step: 'replace', attribute: ['department', pick(DEPARTMENTS, index + number + 1)] }
        ]
      })
    ),
    // AD takes a deleted user out of his groups by itself; OpenLDAP is told to.
    ...memberChanges(size, created, deleted),
    ...deleted.map((index): Change => ({ type: 'delete', dn: userDn(index) }))
  ]
  return { changes, created: created.length, deleted: deleted.length, changed: changed.length }
}

/** How many weeks there are before one would touch another's users. */
export const WEEKS = 14

function memberChanges(size: Size, joining: readonly number[], leaving: readonly number[]): Change[] {
  const steps = new Map<number, { join: string[]; leave: string[] }>()
  for (const [side, users] of [
    ['join', joining],
    ['leave', leaving]
  ] as const) {
    for (const index of users) {
      for (const of of groupsOf(index, size)) {
        const step = steps.get(of) ?? { join: [], leave: [] }
        step[side].push(userDn(index))
        steps.set(of, step)
      }
    }
  }
  return [...steps].map(
    ([index, { join, leave }]): Change => ({
      type: 'modify',
      dn: groupDn(index),
      steps: [
        ...(join.length > 0 ? [{ step: 'add' as const, attribute: ['member', ...join] as const }] : []),
        ...(leave.length > 0 ? [{ step: 'delete' as const, attribute: ['member', ...leave] as const }] : [])
      ]
    })
  )
}

function user(index: number): Entry {
  const surname = pick(SURNAMES, index)
  const givenName = pick(GIVEN_NAMES, Math.floor(index / SURNAMES.length))
  const account = accountName(index)
  return {
    dn: userDn(index),
    attributes: [
      ['objectClass', 'user'],
      ['objectCategory', 'person'],
      ['objectGUID', guid(`user ${index}`)],
      ['cn', commonName(index)],
      ['sn', surname],
      ['givenName', givenName],
      ['displayName', `${surname} ${givenName}`],
      ['sAMAccountName', account],
      ['sAMAccountType', String(SAM_USER_OBJECT)],
      ['userPrincipalName', `${account}@corp.example.com`],
      ['userAccountControl', String(index % 20 === 19 ? DISABLED_ACCOUNT : NORMAL_ACCOUNT)],
      ['mail', `${account}@example.com`],
      ['department', pick(DEPARTMENTS, index)],
      ['title', pick(TITLES, index)],
      ['company', '株式会社サンプル'],
      ['telephoneNumber', `+81-3-${digits(Math.floor(index / 10_000), 4)}-${digits(index % 10_000, 4)}`],
      ['employeeID', `E${digits(index, 7)}`],
      ['l', '千代田区'],
      ['st', '東京都'],
      ['postalCode', '100-0001'],
      ['streetAddress', '丸の内 1-1-1'],
      ['description', `${pick(DEPARTMENTS, index)}の社員`]
    ]
  }
}

function group(index: number, size: Size): Entry {
  const name = groupName(index)
  return {
    dn: groupDn(index),
    attributes: [
      ['objectClass', 'group'],
      ['objectCategory', 'group'],
      ['objectGUID', guid(`group ${index}`)],
      ['cn', name],
      ['sAMAccountName', `g-${digits(index, 5)}`],
      ['groupType', String(SECURITY_GROUP)],
      ['description', `${name}のグループ`],
      ['member', ...membersOf(index, size).map(userDn)]
    ]
  }
}

/** Group 0 holds everybody. The others take the users in turn, so that all are of one size: users × 5 / (groups − 1). */
function groupsOf(index: number, size: Size): number[] {
  const others = size.groups - 1
  const stride = Math.floor(others / MEMBERSHIPS)
  return [0, ...range(0, MEMBERSHIPS).map((turn) => 1 + ((index + turn * stride) % others))]
}

function membersOf(group: number, size: Size): number[] {
  if (group === 0) return range(0, size.users)
  const others = size.groups - 1
  const stride = Math.floor(others / MEMBERSHIPS)
  const first = new Set(
    range(0, MEMBERSHIPS).map((turn) => (group - 1 - turn * stride + MEMBERSHIPS * others) % others)
  )
  return [...first].flatMap((start) =>
    range(0, Math.ceil((size.users - start) / others)).map((step) => start + step * others)
  )
}

function userDn(index: number): string {
  return `cn=${commonName(index)},ou=${pick(DEPARTMENTS, index)},ou=Staff,${SUFFIX}`
}

function groupDn(index: number): string {
  return `cn=${groupName(index)},ou=Groups,${SUFFIX}`
}

function commonName(index: number): string {
  return `${pick(SURNAMES, index)} ${digits(index, 6)}`
}

function accountName(index: number): string {
  return `${pick(SURNAMES_LATIN, index)}${digits(index, 6)}`
}

function groupName(index: number): string {
  return index === 0 ? '全社員' : `${pick(DEPARTMENTS, index)} ${digits(index, 4)}`
}

/** 16 bytes as AD stores an objectGUID, the same for the same object in every run. */
function guid(of: string): Buffer {
  return createHash('md5').update(of).digest()
}

function pick(list: readonly string[], index: number): string {
  return list[index % list.length] ?? ''
}

function digits(number: number, width: number): string {
  return String(number).padStart(width, '0')
}

function range(start: number, length: number): number[] {
  return Array.from({ length }, (_, step) => start + step)
}
