import { describe, expect, test } from 'vitest'
import { filterText } from '../../src/ldap/filter.ts'
import { inWords } from '../../src/problems/problem.ts'
import { loaded, located, MINIMAL, problemsOf, withLdap, withServer } from './support.ts'

const server = (lines: string) => loaded(withServer(lines)).config.domains[0].server

describe('port and encryption', () => {
  test.each([
    ['nothing', '', { port: 389, encryption: 'start_tls' }, []],
    ['port 636', 'port: 636', { port: 636, encryption: 'ldaps' }, []],
    ['port 389', 'port: 389', { port: 389, encryption: 'start_tls' }, []],
    ['ldaps', 'encryption: ldaps', { port: 636, encryption: 'ldaps' }, []],
    ['ldaps on a port of its own', 'encryption: ldaps\nport: 10636', { port: 10636, encryption: 'ldaps' }, []],
    ['start_tls', 'encryption: start_tls', { port: 389, encryption: 'start_tls' }, []],
    [
      'none',
      'encryption: none',
      { port: 389, encryption: 'none' },
      ['config.unencrypted ad.ldap.server.encryption 5:19']
    ],
    [
      'start_tls on 636',
      'port: 636\nencryption: start_tls',
      { port: 636, encryption: 'ldaps' },
      ['config.start_tls_on_636 ad.ldap.server.encryption 6:19']
    ],
    [
      'no check of the certificate',
      'verify_mode: false',
      { verify: false },
      ['config.certificate_unchecked ad.ldap.server.verify_mode 5:20']
    ]
  ])('%s', (_, lines, expected, warnings) => {
    const text = lines === '' ? MINIMAL : withServer(lines)
    expect(loaded(text).config.domains[0].server).toMatchObject(expected)
    expect(located(text)).toEqual(warnings)
  })

  test.each([3268, 3269])('the global catalog port %i is refused', (port) => {
    expect(problemsOf(withServer(`port: ${port}`))).toEqual([
      expect.objectContaining({
        code: 'config.malformed',
        what: 'global_catalog',
        object: 'ad.ldap.server.port',
        line: 5,
        column: 13
      })
    ])
  })
})

describe('ranges, from both sides', () => {
  test.each([
    ['port', 0, 1, 65535, 65536],
    ['timeout', 0, 1, 36000, 36001],
    ['connect_timeout', 0, 1, 600, 601]
  ])('server.%s', (key, below, least, most, above) => {
    for (const value of [least, most]) expect(located(withServer(`${key}: ${value}`))).toEqual([])
    for (const value of [below, above])
      expect(located(withServer(`${key}: ${value}`))).toEqual([
        `config.out_of_range ad.ldap.server.${key} 5:${key.length + 9}`
      ])
  })

  test.each([
    ['page_size', 1, 1000, 1001],
    ['full_every', 1, 8760, 8761]
  ])('%s', (key, least, most, above) => {
    for (const value of [least, most]) expect(located(withLdap(`${key}: ${value}`))).toEqual([])
    for (const value of [0, above])
      expect(located(withLdap(`${key}: ${value}`))).toEqual([`config.out_of_range ad.ldap.${key} 6:${key.length + 7}`])
  })

  test.each(['1.5', '"636"', '~', '[1]', '{a: 1}', 'true'])('a port of %s is no whole number', (value) => {
    expect(located(withServer(`port: ${value}`))).toEqual(['config.wrong_type ad.ldap.server.port 5:13'])
  })
})

describe('addresses, users, names, DNs', () => {
  test.each(['dc1', 'dc1.example.local', '192.168.0.1', '"fe80::1"', 'サーバー.example.jp'])(
    '%s is an address',
    (address) => {
      expect(located(withServer(`addresses: [${address}]`))).toEqual([])
    }
  )

  test.each([
    ['dc1:636', 'host_with_port'],
    ['192.168.0.1:389', 'host_with_port'],
    ['ldap://dc1', 'host'],
    ['"dc 1"', 'host'],
    ['192.168.0.300', 'host']
  ])('%s is none (%s)', (address, what) => {
    expect(problemsOf(withServer(`addresses: [dc1, ${address}]`))).toEqual([
      expect.objectContaining({
        code: 'config.malformed',
        what,
        object: 'ad.ldap.server.addresses[1]',
        line: 5,
        column: 24
      })
    ])
  })

  test('a single address wants to be a list, and the remedy shows how', () => {
    const [problem] = problemsOf(withServer('addresses: 192.168.0.1'))
    expect(problem).toMatchObject({ code: 'config.wrong_type', line: 5, column: 18 })
    expect(problem && inWords(problem, 'en').remedy).toContain('Did you mean a list?')
  })

  test.each([
    ["'CN=svc,DC=a'", true],
    ['svc@example.local', true],
    ["'EXAMPLE\\svc'", true],
    ['svc', false]
  ])('user %s: %s', (user, accepted) => {
    expect(located(MINIMAL.replace("'CN=svc,CN=Users,DC=example,DC=local'", user))).toEqual(
      accepted ? [] : ['config.malformed ad.ldap.server.user 4:13']
    )
  })

  test.each([
    ["'OU=営業部,DC=example,DC=local'", true],
    ["'OU=A\\, B,DC=example,DC=local'", true],
    ["'OU=A\\2C B, DC=example, DC=local'", true],
    ["'OU=A, B,DC=example'", false],
    ["'example.local'", false],
    ["'DC='", false],
    ["'DC=a,'", false],
    ["'OU=x\\q,DC=a'", false]
  ])('base_dn %s: %s', (base, accepted) => {
    expect(located(MINIMAL.replace("'DC=example,DC=local'\niid", `${base}\niid`))).toEqual(
      accepted ? [] : ['config.malformed ad.ldap.base_dn 5:14']
    )
  })

  test('without user: needed for simple, not for kerberos, where it has no effect', () => {
    const without = MINIMAL.replace("      user: 'CN=svc,CN=Users,DC=example,DC=local'\n", '      timeout: 9\n')
    expect(located(without)).toEqual(['config.missing_key ad.ldap.server.user 3:5'])
    expect(located(without.replace('timeout: 9', 'auth: kerberos'))).toEqual([])
    expect(located(withServer('auth: kerberos'))).toEqual(['config.no_effect ad.ldap.server.user 4:13'])
    expect(server('auth: kerberos').user).toBeNull()
  })

  test('without addresses the domain must be told by the base', () => {
    const other = MINIMAL.replace("'DC=example,DC=local'\niid", "'O=example'\niid")
    expect(located(other)).toEqual(['config.controller_not_found_by ad.ldap.server.addresses 3:5'])
    expect(located(other.replace('    base_dn', '      addresses: [dc1]\n    base_dn'))).toEqual([])
  })

  test('bases of one domain are a list, those of several need ad.domains', () => {
    const bases = (list: string) => MINIMAL.replace("'DC=example,DC=local'\niid", `${list}\niid`)
    expect(
      loaded(bases("['OU=A,DC=example,DC=local', 'OU=B,dc=EXAMPLE,dc=local']")).config.domains[0].bases
    ).toHaveLength(2)
    expect(located(bases("['OU=A,DC=example,DC=local', 'DC=other,DC=local']"))).toEqual([
      'config.several_domains_in_bases ad.ldap.base_dn 5:14'
    ])
  })
})

describe('filters', () => {
  test.each(['mail=*', '(mail=*)', ' (mail=*) '])('%j is one and the same filter', (text) => {
    const filter = loaded(withLdap(`filter: { user: '${text}' }`)).config.domains[0].userFilter
    expect(filter && filterText(filter)).toBe('(mail=*)')
  })

  test('a broken one is refused with its own reason, in both languages', () => {
    const [problem] = problemsOf(withLdap("filter: { group: '(&(cn=営業*)' }"))
    expect(problem).toMatchObject({ code: 'config.filter', object: 'ad.ldap.filter.group', line: 6, column: 22 })
    expect(problem && inWords(problem, 'ja').message).toContain('括弧が閉じられていません')
  })
})

describe('several domains', () => {
  const several = (second: string) => `ad:
  domains:
    - name: corp
      server: { user: a@corp.example }
      base_dn: 'DC=corp,DC=example'
    - name: ${second}
      server: { user: a@sub.example, port: 636 }
      base_dn: 'DC=sub,DC=example'
${MINIMAL.slice(MINIMAL.indexOf('iid:'))}`

  test('each has a name and its own server', () => {
    expect(loaded(several('sub')).config.domains).toMatchObject([
      { name: 'corp', server: { port: 389 } },
      { name: 'sub', server: { port: 636 } }
    ])
  })

  test.each(['corp', 'CORP'])('the name %s is taken', (name) => {
    expect(located(several(name))).toEqual(['config.domain_name_taken ad.domains[1].name 6:13'])
  })

  test('names that give the same environment variable are one', () => {
    expect(located(several('co-rp').replace('name: corp', 'name: co.rp'))).toEqual([
      'config.domain_name_taken ad.domains[1].name 6:13'
    ])
  })

  test('a name is needed, and must be usable', () => {
    expect(located(several('sub').replace('- name: corp\n      server', '- server'))).toEqual([
      'config.missing_key ad.domains[0].name 3:7'
    ])
    expect(located(several('営業'))).toEqual(['config.malformed ad.domains[1].name 6:13'])
  })

  test('ad.ldap beside ad.domains is refused', () => {
    const both = several('sub').replace('ad:\n', "ad:\n  ldap: { server: { user: a@b }, base_dn: 'DC=b' }\n")
    expect(located(both)).toEqual(['config.ldap_and_domains ad.domains 3:3'])
  })
})
