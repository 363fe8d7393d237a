import { expect, test } from 'vitest'
import { company, MEMBERSHIPS_EACH, WEEKS, week } from './company.ts'
import { changeText, type Entry, entryText } from './ldif.ts'

const SIZE = { users: 1000, groups: 51 }

function values(entry: Entry, name: string): string[] {
  return entry.attributes.filter(([attribute]) => attribute === name).flatMap(([, ...of]) => of.map(String))
}

test('the company has its users and groups, each user in six groups, no name and no objectGUID twice', () => {
  const entries = [...company(SIZE)]
  const users = entries.filter((entry) => values(entry, 'objectClass').includes('user'))
  const groups = entries.filter((entry) => values(entry, 'objectClass').includes('group'))
  expect([users.length, groups.length]).toEqual([SIZE.users, SIZE.groups])
  for (const name of ['objectGUID', 'sAMAccountName', 'mail', 'userPrincipalName']) {
    const all = users.flatMap((user) =>
      user.attributes
        .filter(([attribute]) => attribute === name)
        .map(([, value]) => Buffer.from(value ?? '').toString('hex'))
    )
    expect(new Set(all).size).toBe(SIZE.users)
  }
  const memberships = new Map<string, number>()
  for (const member of groups.flatMap((group) => values(group, 'member')))
    memberships.set(member, (memberships.get(member) ?? 0) + 1)
  expect(users.filter(({ dn }) => memberships.get(dn) !== MEMBERSHIPS_EACH)).toEqual([])
  expect(memberships.size).toBe(SIZE.users)
})

test('a week creates 1 %, deletes 1 % and changes 5 % of the users, and no week touches those of another', () => {
  const touched = new Set<string>()
  for (let number = 0; number < WEEKS; number++) {
    const { changes, created, deleted, changed } = week(number, SIZE)
    expect([created, deleted, changed]).toEqual([10, 10, 50])
    const users = changes
      .map((change) => (change.type === 'add' ? change.entry.dn : change.dn))
      .filter((dn) => dn.includes('ou=Staff'))
    expect(users.length).toBe(70)
    for (const dn of users) touched.add(dn)
  }
  expect(touched.size).toBe(70 * WEEKS)
})

test('a week leaves every user who stays in the groups that he was in, and takes the deleted out of theirs', () => {
  const { changes } = week(0, SIZE)
  const gone = new Set(changes.flatMap((change) => (change.type === 'delete' ? [change.dn] : [])))
  const memberSteps = changes
    .flatMap((change) => (change.type === 'modify' ? change.steps : []))
    .filter(({ attribute }) => attribute[0] === 'member')
  const removed = memberSteps
    .filter(({ step }) => step === 'delete')
    .flatMap(({ attribute: [, ...members] }) => members.map(String))
  expect(removed.every((dn) => gone.has(dn))).toBe(true)
  expect(removed.length).toBe(gone.size * MEMBERSHIPS_EACH)
})

test('LDIF has in base64 what is not safe to write plainly (RFC 2849)', () => {
  const entry: Entry = {
    dn: 'cn=佐藤,dc=x',
    attributes: [
      ['plain', 'R&D (2)'],
      ['colon', ':x'],
      ['space', ' x'],
      ['ends', 'x '],
      ['bytes', Buffer.of(0, 255)]
    ]
  }
  expect(entryText(entry)).toBe(
    'dn:: Y2495L2Q6JekLGRjPXg=\nplain: R&D (2)\ncolon:: Ong=\nspace:: IHg=\nends:: eCA=\nbytes:: AP8=\n\n'
  )
})

test('LDIF writes a change with a dash after each step', () => {
  const change = {
    type: 'modify',
    dn: 'cn=a',
    steps: [{ step: 'add', attribute: ['member', 'cn=b', 'cn=c'] }]
  } as const
  expect(changeText(change)).toBe('dn: cn=a\nchangetype: modify\nadd: member\nmember: cn=b\nmember: cn=c\n-\n\n')
})
