import { describe, expect, test, vi } from 'vitest'
import { Dn } from '../../src/model/names.ts'
import { testConfig } from '../support/stages/config.ts'
import { fakeDirectory, type Listed } from '../support/stages/fake-directory.ts'
import { read, wantedMembers, workspaceOfTest } from './read.ts'

const OUTSIDE = 'OU=outside,DC=example,DC=local'

function user(n: number): Listed {
  return { n }
}

function group(n: number, ...members: number[]): Listed {
  return { n, kind: 'group', members }
}

/** Not below the base. */
function outside(listed: Listed): Listed {
  return { ...listed, dn: `CN=${listed.n},${OUTSIDE}` }
}

async function membersOf(nesting: 'flatten' | 'keep' | 'ignore', ...listed: Listed[]) {
  const workspace = workspaceOfTest()
  const reading = await read(testConfig({ ldap: `nested_groups: ${nesting}` }), [fakeDirectory(listed)], workspace)
  expect(reading.kind).toBe('complete')
  return wantedMembers(workspace)
}

describe('10 → [u1, 11], 11 → u2', () => {
  const graph = [user(1), user(2), group(10, 1, 11), group(11, 2)]

  test('flatten: users of nested groups are members', async () => {
    expect(await membersOf('flatten', ...graph)).toEqual({
      'group 10': ['u1@example.jp', 'u2@example.jp'],
      'group 11': ['u2@example.jp']
    })
  })

  test('keep: nested groups themselves are members', async () => {
    expect(await membersOf('keep', ...graph)).toEqual({
      'group 10': ['group 11', 'u1@example.jp'],
      'group 11': ['u2@example.jp']
    })
  })

  test('ignore: nesting is lost', async () => {
    expect(await membersOf('ignore', ...graph)).toEqual({
      'group 10': ['u1@example.jp'],
      'group 11': ['u2@example.jp']
    })
  })
})

describe('flatten', () => {
  test('a cycle 10 → 11 → 12 → 10: all have all', async () => {
    const all = ['u1@example.jp', 'u2@example.jp', 'u3@example.jp']
    expect(
      await membersOf('flatten', user(1), user(2), user(3), group(10, 1, 11), group(11, 2, 12), group(12, 3, 10))
    ).toEqual({ 'group 10': all, 'group 11': all, 'group 12': all })
  })

  test('a group in itself is no member of itself', async () => {
    expect(await membersOf('flatten', user(1), group(10, 10, 1))).toEqual({ 'group 10': ['u1@example.jp'] })
  })

  test('a diamond 10 → [11, 12] → 13: a user on both ways is a member once', async () => {
    const members = await membersOf('flatten', user(1), group(10, 11, 12), group(11, 13), group(12, 13), group(13, 1))
    expect(members['group 10']).toEqual(['u1@example.jp'])
  })

  test('10 → 11 → 12 through groups outside the scope, which are no groups of ours', async () => {
    const members = await membersOf('flatten', user(1), group(10, 11), outside(group(11, 12)), outside(group(12, 1)))
    expect(members).toEqual({ 'group 10': ['u1@example.jp'] })
  })

  test('a cycle outside the scope ends', async () => {
    const members = await membersOf(
      'flatten',
      user(1),
      group(10, 11),
      outside(group(11, 12)),
      outside(group(12, 11, 1))
    )
    expect(members).toEqual({ 'group 10': ['u1@example.jp'] })
  })

  test('a group outside the scope is fetched once, however many lead to it', async () => {
    const directory = fakeDirectory([
      user(1),
      group(10, 12),
      group(11, 12, 13),
      outside(group(12, 13)),
      outside(group(13, 1))
    ])
    await read(testConfig(), [directory], workspaceOfTest())
    const fetches = directory.searches.filter(
      ({ attributes, base }) => base === 'DC=example,DC=local' && attributes.includes('member')
    )
    expect(fetches).toHaveLength(1)
  })

  test('users outside the scope, computers and contacts are no members', async () => {
    const computer: Listed = { n: 3, attributes: { sAMAccountType: '805306369' } }
    expect(await membersOf('flatten', user(1), outside(user(2)), computer, group(10, 1, 2, 3, 99))).toEqual({
      'group 10': ['u1@example.jp']
    })
  })

  test('a chain of 3,000 groups: the user at its end is a member of every one', async () => {
    const chain = Array.from({ length: 3000 }, (_, at) => group(10 + at, at === 2999 ? 1 : 11 + at))
    const members = await membersOf('flatten', user(1), ...chain)
    expect(Object.values(members).filter((names) => names.length === 1)).toHaveLength(3000)
  })

  test('twice the groups cost twice the statements', async () => {
    const statements = async (groups: number) => {
      const workspace = workspaceOfTest()
      const chain = Array.from({ length: groups }, (_, at) => group(10 + at, at + 1 === groups ? 1 : 11 + at))
      const spies = (['run', 'get', 'all', 'rows'] as const).map((method) => vi.spyOn(workspace, method))
      await read(testConfig(), [fakeDirectory([user(1), ...chain])], workspace)
      return spies.reduce((sum, spy) => sum + spy.mock.calls.length, 0)
    }
    const [hundred, twoHundred, fourHundred] = [await statements(100), await statements(200), await statements(400)]
    expect(fourHundred - twoHundred).toBe(2 * (twoHundred - hundred))
  })
})

describe('keep', () => {
  test('a group in itself stays out', async () => {
    expect(await membersOf('keep', group(10, 10))).toEqual({ 'group 10': [] })
  })

  test('a cycle stays as it is', async () => {
    expect(await membersOf('keep', group(10, 11), group(11, 10))).toEqual({
      'group 10': ['group 11'],
      'group 11': ['group 10']
    })
  })

  test('a nested group outside the scope is no member, nor is what it holds', async () => {
    expect(await membersOf('keep', user(1), group(10, 11), outside(group(11, 1)))).toEqual({ 'group 10': [] })
  })
})

describe('two domains', () => {
  const domains = (second: string) => `- name: one
  server: { addresses: [dc.one], user: 'CN=svc,DC=one' }
  base_dn: 'DC=one'
- name: two
  server: { addresses: [dc.two], user: 'CN=svc,DC=two' }
  base_dn: 'DC=two'
  nested_groups: ${second}`
  const at = (domain: string, listed: Listed): Listed => ({ ...listed, dn: `CN=${listed.n},DC=${domain}` })
  const sessions = (one: Listed[], two: Listed[]) => [
    fakeDirectory(
      one.map((listed) => at('one', listed)),
      { controller: { defaultNamingContext: Dn.parse('DC=one') } }
    ),
    fakeDirectory(
      two.map((listed) => at('two', listed)),
      { controller: { defaultNamingContext: Dn.parse('DC=two') } }
    )
  ]

  test('a member lies in another domain', async () => {
    const workspace = workspaceOfTest()
    await read(testConfig({ domains: domains('flatten') }), sessions([group(10, 1)], [user(1)]), workspace)
    expect(wantedMembers(workspace)).toEqual({ 'group 10': ['u1@example.jp'] })
  })

  test('each nests in its own way', async () => {
    const workspace = workspaceOfTest()
    const [one, two] = [
      [user(1), group(10, 11), group(11, 1)],
      [user(2), group(20, 21), group(21, 2)]
    ]
    await read(testConfig({ domains: domains('keep') }), sessions(one, two), workspace)
    expect(wantedMembers(workspace)).toMatchObject({ 'group 10': ['u1@example.jp'], 'group 20': ['group 21'] })
  })
})
