import { describe, expect, test } from 'vitest'
import { mappingHash, scopeHash } from '../../src/config/hashes.ts'
import { showConfig } from '../../src/config/show-config.ts'
import { loaded, MINIMAL, withBinding, withLdap, withScim, withServer, withTop, withUser } from './support.ts'

function shown(text: string): Record<string, unknown> {
  return Object.fromEntries(showConfig(loaded(text)).map(({ key, value, origin }) => [key, [value, origin]]))
}

describe('config show', () => {
  test('a value of the file comes with its line and column, a default as such', () => {
    expect(shown(withServer('timeout: 9'))).toMatchObject({
      'ad.ldap.server.timeout': [9, '5:16'],
      'ad.ldap.server.connect_timeout': [10, 'default'],
      'ad.ldap.base_dn': ['DC=example,DC=local', '6:14'],
      'iid.scim.attribute.user.ad_bind.emails[0].value': ['mail', '14:22']
    })
  })

  test('what was derived from other keys is shown as it counts', () => {
    expect(shown(withServer('port: 636'))).toMatchObject({
      'ad.ldap.server.encryption': ['ldaps', 'default'],
      'ad.ldap.server.port': [636, '5:13']
    })
    expect(shown(MINIMAL)).toMatchObject({
      'ad.ldap.server.port': [389, 'default'],
      'iid.scim.attribute.user.ad_bind.externalId': ['objectGUID', 'default'],
      'iid.scim.attribute.group.ad_bind.displayName': ['cn', 'default'],
      'iid.scim.attribute.user.active.disabled_when': [['userAccountControl'], 'default']
    })
  })

  test('a limit shows its parts, each with its origin, and off as off', () => {
    const values = shown(withTop('safety: { users: { delete: { max: 9 }, create: off } }'))
    expect(values).toMatchObject({
      'safety.users.delete.max': [9, '14:35'],
      'safety.users.delete.floor': [5, 'default'],
      'safety.users.create': ['off', '14:48']
    })
    expect(values).not.toHaveProperty(['safety.users.create.floor'])
  })

  test('of ad.domains each domain is shown, and no ad.ldap', () => {
    const text = `ad: { domains: [{ name: a, server: { user: a@b }, base_dn: DC=b }] }\n${MINIMAL.slice(MINIMAL.indexOf('iid:'))}`
    const keys = Object.keys(shown(text))
    expect(keys).toContain('ad.domains[0].server.port')
    expect(keys.filter((key) => key.startsWith('ad.ldap'))).toEqual([])
  })

  test('each key once', () => {
    const keys = showConfig(loaded(withUser('convert: { userName: [{ pattern: a, replacement: b }] }'))).map(
      ({ key }) => key
    )
    expect(new Set(keys).size).toBe(keys.length)
  })
})

describe('the hash of the scope', () => {
  const hash = (text: string, boundAs = 'CN=svc') => scopeHash(loaded(text).config, boundAs)

  test.each([
    [
      'flow style',
      MINIMAL.replace(
        "    server:\n      user: 'CN=svc,CN=Users,DC=example,DC=local'\n",
        '    server: { user: "CN=svc,CN=Users,DC=example,DC=local" }\n'
      )
    ],
    ['a default written out', withLdap('nested_groups: flatten')],
    ['another case of the base', MINIMAL.replace("'DC=example,DC=local'\niid", "'dc=EXAMPLE,dc=local'\niid")],
    ['another way to the same data', withServer('addresses: [dc2]\ntimeout: 5')],
    ['another mapping', withBinding('title: title')]
  ])('stays with %s', (_, text) => {
    expect(hash(text)).toBe(hash(MINIMAL))
  })

  test('stays with another order of bases, and with parentheses around a filter', () => {
    const scope = (base: string, filter: string) =>
      hash(
        withLdap(`filter: { user: '${filter}' }`).replace("'DC=example,DC=local'\n    filter", `${base}\n    filter`)
      )
    expect(scope("['OU=A,DC=a', 'OU=B,DC=a']", 'mail=*')).toBe(scope("['OU=B,DC=a', 'OU=A,DC=a']", '(mail=*)'))
  })

  test.each([
    ['another base', MINIMAL.replace("'DC=example,DC=local'\niid", "'OU=A,DC=example,DC=local'\niid")],
    ['a filter', withLdap("filter: { user: 'mail=*' }")],
    ['the filter for the other kind', withLdap("filter: { group: 'mail=*' }")],
    ['another nesting', withLdap('nested_groups: keep')]
  ])('changes with %s', (_, text) => {
    expect(hash(text)).not.toBe(hash(MINIMAL))
  })

  test('changes with another account, and not with its case', () => {
    expect(hash(MINIMAL, 'CN=other')).not.toBe(hash(MINIMAL))
    expect(hash(MINIMAL, 'cn=SVC')).toBe(hash(MINIMAL))
  })
})

describe('the hash of the mapping', () => {
  const hash = (text: string) => mappingHash(loaded(text).config)

  test.each([
    [
      'another order',
      MINIMAL.replace('          userName: userPrincipalName\n', '').concat('          userName: userPrincipalName\n')
    ],
    ['a default written out', withBinding('externalId: { from: objectGUID, as: guid }')],
    ['active written out', withUser('active: { disabled_when: [userAccountControl] }')],
    ['another scope', withLdap("filter: { user: 'mail=*' }")],
    ['the profile, where nothing is left out', withScim('profile: generic')]
  ])('stays with %s', (_, text) => {
    expect(hash(text)).toBe(hash(MINIMAL))
  })

  test.each([
    ['another attribute', withBinding('title: title')],
    ['a constant', withUser('default: { title: x }')],
    ['a conversion', withUser('convert: { userName: [{ pattern: a, replacement: b }] }')],
    ['what disables', withBinding('active: accountExpires')]
  ])('changes with %s', (_, text) => {
    expect(hash(text)).not.toBe(hash(MINIMAL))
  })

  test.each([
    ['pattern', '[{ pattern: a, replacement: b }]', '[{ pattern: c, replacement: b }]'],
    ['replacement', '[{ pattern: a, replacement: b }]', '[{ pattern: a, replacement: c }]']
  ])('changes with the %s of a conversion', (_, one, other) => {
    expect(hash(withUser(`convert: { userName: ${one} }`))).not.toBe(hash(withUser(`convert: { userName: ${other} }`)))
  })

  test('changes with an entry of a map', () => {
    const map = (entries: string) => hash(withBinding(`title: { from: title, convert: [{ map: { ${entries} } }] }`))
    expect(map('A: x, B: y')).toBe(map('B: y, A: x'))
    expect(map('A: x, B: y')).not.toBe(map('A: x, B: z'))
  })
})
