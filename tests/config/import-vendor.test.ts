import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type Imported, importVendorConfig } from '../../src/config/import-vendor.ts'
import { loaded, MINIMAL, short, withLdap, withScim, withServer, withUser } from './support.ts'

const SAMPLE = readFileSync(new URL('vendor-sample.yml', import.meta.url), 'utf8')

function imported(text: string): Imported {
  const result = importVendorConfig(text, 'config.yml')
  if (!result.ok) throw new Error(result.problems.map(short).join('\n'))
  return result.value
}

function refusals(text: string): string[] {
  const result = importVendorConfig(text, 'config.yml')
  return result.ok ? [] : result.problems.map(short)
}

function linesAdded(before: string, after: string): string[] {
  const old = new Set(before.split('\n'))
  return after.split('\n').filter((line) => !old.has(line))
}

describe("a config.yml of the vendor's tool", () => {
  test('gets the defaults that are other ones here written out; every other line stays', () => {
    const { text, set } = imported(SAMPLE)
    expect(set).toEqual([
      { key: 'ad.ldap.server.verify_mode', value: false },
      { key: 'ad.ldap.nested_groups', value: 'ignore' }
    ])
    const added = linesAdded(SAMPLE, text)
    expect(added.map((line) => line.replace(/ #.*/, ''))).toEqual([
      '      verify_mode: false',
      '    nested_groups: ignore'
    ])
    expect(text.split('\n').filter((line) => !added.includes(line))).toEqual(SAMPLE.split('\n'))
  })

  test('means the same: all but nested groups and the certificate, which the vendor does not check', () => {
    const { config } = loaded(imported(SAMPLE).text)
    const before = loaded(SAMPLE).config
    const [domain] = before.domains
    const as = { ...domain, nestedGroups: 'ignore', server: { ...domain.server, verify: false } }
    expect(config).toEqual({ ...before, domains: [as] })
  })

  test('without a word on encryption connects without, as it did, and says so', () => {
    const { text, warnings } = imported(MINIMAL)
    expect(loaded(text).config.domains[0].server).toMatchObject({ encryption: 'none', verify: false, port: 389 })
    expect(warnings.map(({ code }) => code)).toEqual(['config.unencrypted'])
  })

  test('on port 636 speaks what is spoken there', () => {
    expect(loaded(imported(withServer('port: 636')).text).config.domains[0].server.encryption).toBe('ldaps')
  })

  test('keeps what it says: encryption, verification, keys', () => {
    const { text, set } = imported(withServer('encryption: start_tls\nverify_mode: true'))
    expect(set.map(({ key }) => key)).toEqual(['ad.ldap.nested_groups'])
    expect(loaded(text).config.domains[0].server).toMatchObject({ encryption: 'start_tls', verify: true })
    expect(loaded(imported(SAMPLE).text).config.mapping.user.rules).toContainEqual(
      expect.objectContaining({ path: 'externalId', from: ['userPrincipalName'] })
    )
  })

  test('keeps every comment', () => {
    const commented = SAMPLE.split('\n').flatMap(commentedLine).join('\n')
    const comments = commented.match(/# comment \d+/g) ?? []
    expect(comments.length).toBeGreaterThan(60)
    const { text } = imported(`# at the very top\n\n${commented}# at the end\n`)
    expect(comments.filter((comment) => !text.includes(comment))).toEqual([])
    expect(text).toMatch(/^# at the very top\n\n.*# at the end\n$/s)
  })

  test('has the line ends and the byte order mark of before', () => {
    const windows = `\ufeff${SAMPLE.replaceAll('\n', '\r\n')}`
    const { text } = imported(windows)
    expect(text).toBe(`\ufeff${imported(SAMPLE).text.replaceAll('\n', '\r\n')}`)
    expect(imported(text).text).toBe(text)
  })

  test('with anchors and aliases keeps them', () => {
    const scoped = withLdap('filter:\n  user: &scope memberOf=CN=a,DC=b\n  group: *scope')
    const { text } = imported(scoped)
    expect(text).toContain('user: &scope memberOf=CN=a,DC=b\n      group: *scope')
    expect(loaded(text).config.domains[0].groupFilter).toEqual(loaded(scoped).config.domains[0].groupFilter)
  })

  test('with merge keys is completed where they bring something to, and nowhere else', () => {
    const merged = MINIMAL.replace('ad:\n  ldap:\n', 'ad:\n  <<:\n   ldap:\n')
    expect(loaded(merged).config.domains[0].nestedGroups).toBe('flatten')
    const { text } = imported(merged)
    expect(text.match(/nested_groups/g)).toHaveLength(1)
    const [domain] = loaded(text).config.domains
    expect(domain).toMatchObject({ nestedGroups: 'ignore', bases: ['DC=example,DC=local'] })
    expect(domain.server).toMatchObject({ encryption: 'none', user: 'CN=svc,CN=Users,DC=example,DC=local' })
  })

  test('in braces stays in braces', () => {
    const braces =
      "{ad: {ldap: {base_dn: 'DC=a', server: {addresses: [a.b], user: 'CN=s,DC=a'}}}, iid: {scim: {attribute: {user: {ad_bind: {userName: mail, emails: [{value: mail}]}}}}}}\n"
    expect(loaded(imported(braces).text).config.domains[0].nestedGroups).toBe('ignore')
  })

  test('may say yes and no, as Ruby reads them', () => {
    const { text, set } = imported(
      withScim('http:\n  proxy: { use: no, address: 192.168.0.10, port: 8080 }').replace(
        "user: 'CN",
        "verify_mode: yes\n      user: 'CN"
      )
    )
    expect(loaded(text).config).toMatchObject({ scim: { proxy: null }, domains: [{ server: { verify: true } }] })
    expect(set).toContainEqual({ key: 'ad.ldap.server.verify_mode', value: true })
  })
})

describe('what cannot be carried over is refused, with the place and the key to use instead', () => {
  test.each([
    ['exclude', withUser('exclude:\n  - cn: a'), 'config.vendor_key iid.scim.attribute.user.exclude'],
    ['a SCIM filter', withScim('filter: userName sw "a"'), 'config.vendor_key iid.scim.filter'],
    [
      'another object class',
      withLdap('search:\n  user:\n    object_class: inetOrgPerson'),
      'config.vendor_key ad.ldap.search.user.object_class'
    ],
    ['a limit', withLdap('size_limit: 5000'), 'config.vendor_key ad.ldap.size_limit']
  ])('%s', (_, text, problem) => {
    expect(refusals(text)).toEqual([expect.stringMatching(new RegExp(`^${problem} \\d+:\\d+$`))])
  })

  test('all of it at once, and what is no YAML', () => {
    expect(refusals(withUser('exclude: []').replace('base_dn:', 'size_limit: 3\n    base_dn:'))).toHaveLength(2)
    expect(refusals('ad: [')).toEqual([expect.stringMatching(/^config\.yaml /)])
  })
})

test('what was imported once is not changed by a second time, in any byte', () => {
  const additions = fc.subarray([
    (text: string) => text.replaceAll('\n', '\r\n'),
    (text: string) => `\ufeff${text}`,
    (text: string) => `# a\n\n\n# b\n${text}\n\n# c`,
    (text: string) => text.replace('  server:', '  # why\n    server:   # this'),
    (text: string) => text.replace(/^ {8}- /gm, '      - '),
    (text: string) => text.replace('encryption: none', 'encryption:   "start_tls"'),
    (text: string) => text.replace(/ {4}filter:.*?iid:/s, 'iid:')
  ])
  fc.assert(
    fc.property(additions, (edits) => {
      const once = imported(edits.reduce((text, edit) => edit(text), SAMPLE)).text
      expect(imported(once)).toMatchObject({ text: once, set: [] })
    }),
    { numRuns: 30 }
  )
})

/** A comment above and behind each line where YAML takes one. */
function commentedLine(line: string, index: number): string[] {
  if (line === '') return ['']
  const indent = /^ */.exec(line)?.[0] ?? ''
  return [`${indent}# comment ${index}1`, `${line} # comment ${index}2`]
}
