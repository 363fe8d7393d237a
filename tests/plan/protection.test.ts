import { describe, expect, test } from 'vitest'
import { compileProtection } from '../../src/plan/policy.ts'
import { testConfig } from '../support/stages/config.ts'
import { depart, desire, know, knowMembers, match, settled, wantMembers } from '../support/stages/rows.ts'
import { planned, policyOf } from './planning.ts'

const config = testConfig({
  scim: `protect:
  users: ['admin*', 'u2@example.jp', '*.svc']
  groups: ['Domain *']`
})

describe('a pattern', () => {
  const isProtected = compileProtection(policyOf({ config }))
  test.each([
    { name: 'admin@example.jp', externalId: null, yes: true },
    { name: 'ADMIN', externalId: null, yes: true },
    { name: 'an admin', externalId: null, yes: false },
    { name: 'u2@example.jp', externalId: null, yes: true },
    { name: 'u2@exampleXjp', externalId: null, yes: false },
    { name: 'x', externalId: 'backup.svc', yes: true },
    { name: null, externalId: null, yes: false }
  ])('$name, $externalId: $yes', ({ name, externalId, yes }) => {
    expect(isProtected('user', { scimId: null, name, externalId })).toBe(yes)
  })

  test('for users says nothing of groups', () => {
    expect(isProtected('group', { scimId: null, name: 'admin', externalId: null })).toBe(false)
    expect(isProtected('group', { scimId: null, name: 'domain admins', externalId: null })).toBe(true)
  })
})

describe("the token's owner", () => {
  const isProtected = compileProtection(
    policyOf({ owner: { kind: 'known', userName: 'Root@example.jp', scimId: 'o' } })
  )
  test.each([
    { by: 'id', names: { scimId: 'o', name: 'renamed', externalId: null }, yes: true },
    { by: 'userName', names: { scimId: null, name: 'root@example.jp', externalId: null }, yes: true },
    { by: 'nothing', names: { scimId: 'p', name: 'other', externalId: null }, yes: false }
  ])('is known by $by: $yes', ({ names, yes }) => {
    expect(isProtected('user', names)).toBe(yes)
  })
})

describe('a protected object', () => {
  test('is neither updated nor disabled nor deleted', () => {
    const result = planned(
      (w) => {
        know(w, { n: 1, name: 'admin1', title: 'old' })
        desire(w, { n: 1, name: 'admin1', title: 'new', active: false })
        know(w, { n: 2 })
        depart(w, 2)
      },
      { config }
    )
    expect(result.operations).toEqual([])
    expect(result.spared).toBe(2)
  })

  test('by the name that it has, not by the one that it would get', () => {
    const result = planned(
      (w) => {
        know(w, { n: 1, name: 'admin1' })
        desire(w, { n: 1, name: 'other@example.jp' })
        know(w, { n: 3, name: 'free@example.jp' })
        desire(w, { n: 3, name: 'admin3@example.jp' })
      },
      { config }
    )
    expect(result.operations).toEqual(['update admin3@example.jp (changed)'])
  })

  test('is not brought back', () => {
    const result = planned(
      (w) => {
        know(w, { n: 1, name: 'admin1' }, { standing: 'pending' })
        desire(w, { n: 1, name: 'admin1' })
      },
      { config }
    )
    expect(result.operations).toEqual([])
  })

  test('is not adopted, by the name that it has at the service', () => {
    const result = planned(
      (w) => {
        desire(w, { n: 1, name: 'taro@example.jp', externalId: 'key' })
        match(w, 1, { n: 1, name: 'admin@example.jp', externalId: 'key' }, 'external_id', 'theirs')
      },
      { config, serviceRead: true }
    )
    expect(result.operations).toEqual([])
    expect(result.spared).toBe(1)
  })

  test("the token's owner is not deleted, whatever his name became", () => {
    const result = planned(
      (w) => {
        know(w, { n: 1, name: 'renamed@example.jp' }, { scimId: 'owner' })
        depart(w, 1)
      },
      { config }
    )
    expect(result.operations).toEqual([])
  })

  test('a group keeps its members', () => {
    const result = planned(
      (w) => {
        settled(w, { n: 1 }, { n: 3 }, { n: 10, kind: 'group', name: 'Domain Users' })
        knowMembers(w, 10, 1)
        wantMembers(w, 10, 3)
      },
      { config }
    )
    expect(result.members).toEqual([])
    expect(result.operations).toEqual([])
  })

  test('a user is a member as everybody else', () => {
    const result = planned(
      (w) => {
        settled(w, { n: 2 }, { n: 10, kind: 'group' })
        wantMembers(w, 10, 2)
      },
      { config }
    )
    expect(result.members).toEqual(['group 10 + u2@example.jp'])
  })
})
