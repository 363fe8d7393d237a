import { resolve } from 'node:path'
import { describe, expect, test } from 'vitest'
import { inWords } from '../../src/problems/problem.ts'
import { loaded, located, problemsOf, withLdap, withScim, withServer, withTop } from './support.ts'

describe("keys of IIJ's tool", () => {
  test('cache_disabled and syslog have no effect and say so', () => {
    expect(located(withLdap('cache_disabled: true'))).toEqual(['config.no_effect ad.ldap.cache_disabled 6:21'])
    expect(located(withTop('log: { logger: syslog }'))).toEqual(['config.no_effect log.logger 14:16'])
  })

  test('search is accepted with its defaults only', () => {
    expect(
      located(
        withLdap('search: { user: { object_class: user }, group: { object_class: Group, member_attribute: member } }')
      )
    ).toEqual([])
    expect(located(withLdap('search: { user: { object_class: inetOrgPerson } }'))).toEqual([
      'config.vendor_key ad.ldap.search.user.object_class 6:37'
    ])
    expect(located(withLdap('search: { group: { member_user_attribute: dn } }'))).toEqual([
      'config.vendor_key ad.ldap.search.group.member_user_attribute 6:24'
    ])
  })

  test.each([
    [
      'an exclusion',
      withTop('').replace('      user:\n        ad_bind', '      user:\n        exclude: { cn: x }\n        ad_bind'),
      'exclude',
      'ad.ldap.filter.user'
    ],
    ['a SCIM filter', withScim('filter: x'), 'scim_filter', 'iid.scim.adopt'],
    ['a limit of objects', withLdap('size_limit: 5'), 'object_limit', 'safety.users.delete']
  ])('%s is refused, ours named', (_, text, instead, named) => {
    const [problem, ...others] = problemsOf(text)
    expect(others).toEqual([])
    expect(problem).toMatchObject({ code: 'config.vendor_key', instead })
    for (const language of ['en', 'ja'] as const) expect(problem && inWords(problem, language).remedy).toContain(named)
  })

  test('what is not there yet is refused as such', () => {
    expect(located(withTop('notify: { mail: { host: smtp } }'))).toEqual(['config.not_available_yet notify 14:1'])
  })
})

describe('the service', () => {
  test.each([
    ['https://scim.example.jp/v2/', 'https://scim.example.jp/v2'],
    ['http://127.0.0.1:8080/scim', 'http://127.0.0.1:8080/scim'],
    ['"http://[::1]:8080/scim"', 'http://[::1]:8080/scim'],
    ['http://localhost/scim', 'http://localhost/scim']
  ])('%s is taken as %s', (url, href) => {
    expect(loaded(withScim(`base_url: ${url}`)).config.scim.baseUrl.href).toBe(href)
  })

  test.each([
    ['http://scim.example.jp', 'url_not_https'],
    ['http://127.0.0.1.example.jp', 'url_not_https'],
    ['ftp://scim.example.jp', 'url_not_https'],
    ['scim.example.jp', 'url'],
    ['https://a:geheim@scim.example.jp', 'url_with_extras'],
    ['https://scim.example.jp/?token=geheim', 'url_with_extras']
  ])('%s is refused (%s), without showing what may be secret', (url, what) => {
    const problems = problemsOf(withScim(`base_url: ${url}`))
    expect(problems).toEqual([
      expect.objectContaining({ code: 'config.malformed', what, object: 'iid.scim.base_url', line: 8, column: 15 })
    ])
    expect(JSON.stringify(problems)).not.toContain('geheim')
  })

  test('a proxy is used only when the file says so', () => {
    const proxy = (lines: string) => withScim(`http: { proxy: { ${lines} } }`)
    expect(loaded(proxy('use: false, address: p, port: 8080')).config.scim.proxy).toBeNull()
    expect(loaded(proxy('use: true, address: p, port: 8080, user: u')).config.scim.proxy).toEqual({
      address: 'p',
      port: 8080,
      user: 'u'
    })
    expect(located(proxy('address: p, port: 8080'))).toEqual(['config.missing_key iid.scim.http.proxy.use 8:13'])
    expect(located(proxy('use: true'))).toEqual([
      'config.missing_key iid.scim.http.proxy.address 8:13',
      'config.missing_key iid.scim.http.proxy.port 8:13'
    ])
  })

  test('files count from the folder of config.yml', () => {
    const text = withScim('http: { ca_file: ca/プロキシ.pem }').replace(
      '    base_dn',
      '      ca_file: /etc/ca.pem\n    base_dn'
    )
    const { config } = loaded(text, '/srv/dirsync/config.yml')
    expect(config.scim.caFile).toBe(resolve('/srv/dirsync/ca/プロキシ.pem'))
    expect(config.domains[0].server.caFile).toBe('/etc/ca.pem')
    expect(config.file).toBe('/srv/dirsync/config.yml')
  })
})

describe('limits', () => {
  const safety = (text: string) => loaded(withTop(`safety: ${text}`)).config.safety

  test('what is missing of a limit comes from the default of that very key', () => {
    expect(
      safety('{ users: { delete: { floor: 0 }, rename: { percent: 1.5 } }, memberships: { remove: off } }')
    ).toMatchObject({
      users: {
        delete: { floor: 0, percent: 5, max: 500 },
        rename: { floor: 20, percent: 1.5, max: 500 },
        create: { floor: 50, percent: 20, max: 2000 }
      },
      memberships: { remove: 'off' },
      groupMembers: { remove: { floor: 10, percent: 50, max: 500 } }
    })
  })

  test('a floor above max is obeyed, with a warning', () => {
    expect(safety('{ users: { delete: { max: 3 } } }').users.delete).toEqual({ floor: 5, percent: 5, max: 3 })
    expect(located(withTop('safety: { users: { delete: { max: 3 } } }'))).toEqual([
      'config.floor_above_max safety.users.delete 14:28'
    ])
    expect(located(withTop('safety: { users: { delete: { max: 5 } } }'))).toEqual([])
  })

  test.each(['false', 'of', '5', '[5]'])('%s is no limit', (value) => {
    expect(located(withTop(`safety: { users: { delete: ${value} } }`))[0]).toMatch(
      /^config\.(wrong_type|not_allowed) safety\.users\.delete 14:28$/
    )
  })

  test('percentages end at 0 and 100', () => {
    expect(safety('{ source_shrink: 100, service_shrink: 0 }')).toMatchObject({
      sourceShrinkPercent: 100,
      serviceShrinkPercent: 0
    })
    expect(located(withTop('safety: { source_shrink: 101 }'))).toEqual([
      'config.out_of_range safety.source_shrink 14:26'
    ])
    expect(located(withTop('safety: { service_shrink: -1 }'))).toEqual([
      'config.out_of_range safety.service_shrink 14:27'
    ])
  })
})

describe('unknown keys', () => {
  test.each([
    ['a slip of the finger', withServer('adresses: []'), 'ad.ldap.server.adresses 5:7', 'addresses'],
    ['another spelling', withLdap('nestedGroups: keep'), 'ad.ldap.nestedGroups 6:5', 'nested_groups'],
    ['the wrong place', withLdap('port: 389'), 'ad.ldap.port 6:5', 'ad.ldap.server.port'],
    ['two letters of four swapped', withServer('prot: 389'), 'ad.ldap.server.prot 5:7', 'port'],
    ['two letters swapped', withScim('profiel: generic'), 'iid.scim.profiel 8:5', 'profile'],
    ['nothing like it', withTop('quux: 1'), 'quux 14:1', null]
  ])('%s', (_, text, where, suggestion) => {
    const problems = problemsOf(text)
    expect(located(text)).toEqual([`config.unknown_key ${where}`])
    expect(problems[0]).toMatchObject({ suggestion })
  })

  test('with no key like it, those that are known there are named', () => {
    const [problem] = problemsOf(withTop('quux: 1'))
    expect(problem && inWords(problem, 'en').remedy).toBe('Known here: log, ad, iid, safety, state, run.')
  })

  test('a section with nothing below it is left out; a key without value is an error', () => {
    expect(located(withTop('log:\nsafety:\n  users:\nstate: {}'))).toEqual([])
    expect(located(withTop('log:\n  loglevel:'))).toEqual(['config.wrong_type log.loglevel 15:12'])
  })

  test.each([
    ['yes', 'true'],
    ['no', 'false'],
    ['on', 'true'],
    ['off', 'false']
  ])('YAML 1.1 calls %s a boolean: did you mean %s?', (written, meant) => {
    const [problem] = problemsOf(withServer(`verify_mode: ${written}`))
    expect(problem && inWords(problem, 'en').remedy).toBe(`Did you mean ${meant}?`)
  })
})

describe('secrets', () => {
  test.each([
    ['ad.ldap.server.password', withServer('password: geheim'), 'ldap-password'],
    ['ad.ldap.server.bind_pw', withServer('bind_pw: geheim'), 'ldap-password'],
    ['ad.ldap.server.userPassword', withServer('userPassword: { x: geheim }'), 'ldap-password'],
    ['iid.scim.token', withScim('token: geheim'), 'token'],
    ['iid.scim.accessToken', withScim('accessToken: geheim'), 'token'],
    [
      'iid.scim.http.proxy.password',
      withScim('http: { proxy: { use: true, address: p, port: 1, password: geheim } }'),
      'proxy-password'
    ],
    ['パスワード', withTop('パスワード: geheim'), 'ldap-password']
  ])('%s is refused, its value never shown, and the command is named', (object, text, secret) => {
    const problems = problemsOf(text)
    expect(problems).toEqual([expect.objectContaining({ code: 'config.secret_in_file', object, secret })])
    const words = problems.map((problem) => [problem, inWords(problem, 'en'), inWords(problem, 'ja')])
    expect(JSON.stringify(words)).not.toContain('geheim')
    expect(JSON.stringify(words)).toContain(`secret set ${secret}`)
  })

  test('token_owner is none', () => {
    expect(loaded(withScim('token_owner: admin@example.jp')).config.scim.tokenOwner).toBe('admin@example.jp')
  })
})
