import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { loadConfig } from '../../src/config/load-config.ts'
import { filterText } from '../../src/ldap/filter.ts'
import { loaded } from './support.ts'

const FILE = new URL('vendor-sample.yml', import.meta.url).pathname
const sample = loaded(readFileSync(FILE, 'utf8'), FILE)

describe("the vendor's sample file, as it is", () => {
  test('loads, and the only warning is about the encryption that it switches off', () => {
    const result = loadConfig(FILE)
    expect(result.ok && result.value.warnings.map(({ code }) => code)).toEqual(['config.unencrypted'])
  })

  test('names its servers, its base and its filters', () => {
    const [domain] = sample.config.domains
    expect(domain).toMatchObject({ name: null, bases: ['DC=example,DC=local'], nestedGroups: 'flatten' })
    expect(domain.server).toMatchObject({
      addresses: ['192.168.0.100', '192.168.0.101'],
      port: 389,
      encryption: 'none',
      user: 'CN=svc,CN=Users,DC=example,DC=local',
      timeoutSeconds: 3600
    })
    expect(domain.userFilter && filterText(domain.userFilter)).toBe(
      '(memberOf:1.2.840.113556.1.4.1941:=CN=ScopeGroup,OU=IID_Groups,DC=example,DC=local)'
    )
  })

  test('binds what it binds, merges default and ad_bind by index, and appends with \\z', () => {
    const rules = Object.fromEntries(sample.config.mapping.user.rules.map((rule) => [rule.path, rule]))
    expect(Object.keys(rules).sort()).toEqual([
      'downstreamId',
      'emails.primary',
      'emails.value',
      'externalId',
      'name.familyName',
      'name.givenName',
      'preferredLanguage',
      'timezone',
      'userName'
    ])
    expect(rules['downstreamId']).toMatchObject({ from: ['mS-DS-ConsistencyGuid', 'objectGUID'], as: 'base64' })
    expect(rules['emails.primary']).toEqual({ kind: 'constant', path: 'emails.primary', value: true })
    const [append] = rules['userName']?.kind === 'bound' ? rules['userName'].convert : []
    expect(append?.kind === 'regex' && 'taro'.replace(append.pattern, append.replacement)).toBe('taro@example.jp')
  })

  test('goes to IIJ ID without a proxy: use is false', () => {
    expect(sample.config.scim).toMatchObject({ profile: 'iij-id', proxy: null, caFile: null })
    expect(sample.config.scim.baseUrl.href).toBe('https://scim.auth.iij.jp/scim/v2')
  })
})
