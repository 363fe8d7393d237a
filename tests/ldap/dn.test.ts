import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { childDn, dnKey, domainOf, escapeRdnValue, isDn, isUnder, parseDn } from '../../src/ldap/dn.ts'
import { Dn } from '../../src/model/names.ts'

describe('a DN is read as it is meant', () => {
  test.each([
    ['CN=Sato\\, Taro,OU=a', 'Sato, Taro'],
    ['CN=Sato\\2c Taro,OU=a', 'Sato, Taro'],
    ['CN="Sato, Taro",OU=a', 'Sato, Taro'],
    ['CN = Sato Taro , OU=a', 'Sato Taro'],
    ['CN=\\ lead and trail\\ ,OU=a', ' lead and trail '],
    ['CN=\\E4\\BD\\90\\e8\\97\\a4,OU=a', '佐藤'],
    ['CN=佐藤,OU=a', '佐藤'],
    ['CN=a=b,OU=a', 'a=b'],
    ['CN=\\#1 \\+ \\"x\\" \\\\ \\<\\>\\;,OU=a', '#1 + "x" \\ <>;'],
    ['CN=x\\0ADEL:1,CN=Deleted Objects', 'x\nDEL:1'],
    ['2.5.4.3=x,OU=a', 'x'],
    ['CN=,OU=a', '']
  ])('%s', (dn, value) => {
    expect(parseDn(dn)?.[0]?.[0]?.value).toBe(value)
  })
  test('a hexadecimal value is bytes', () => {
    expect(parseDn('1.2.3=#04024869,O=x')?.[0]).toEqual([{ type: '1.2.3', value: Buffer.from('04024869', 'hex') }])
  })
  test('several pairs in one RDN', () => {
    expect(parseDn('CN=a+OU=b,O=c')?.map((rdn) => rdn.length)).toEqual([2, 1])
  })
})

test.each([
  '',
  'x',
  'CN',
  'CN=a,',
  ',CN=a',
  'CN=a,,O=b',
  '=a',
  'CN=a\\',
  'CN=a\\x',
  'CN=a\\ff',
  'CN=#0',
  'CN="a',
  'CN="a"b',
  'CN=a;O=b',
  'CN=<a>',
  '名前=a'
])('"%s" is no DN', (text) => {
  expect(isDn(text)).toBe(false)
})

describe('the key is the same for all spellings', () => {
  test.each([
    ['CN=Sato\\, Taro,DC=Example', 'cn="sato, TARO" , dc=example'],
    ['CN=Sato\\2C Taro,DC=example', 'CN=Sato\\, Taro,DC=example'],
    ['CN=A  B,DC=x', 'CN=a b,DC=x'],
    ['CN=a+OU=b,DC=x', 'OU=b + CN=a,DC=x'],
    ['CN=\\41,DC=x', 'CN=a,DC=x'],
    ['CN=が,DC=x', 'CN=か\u3099,DC=x']
  ])('%s = %s', (one, other) => {
    expect(dnKey(one)).toBe(dnKey(other))
  })
  test.each([
    ['CN=a,DC=x', 'CN=a\\,DC=x'],
    ['CN=a,DC=x', 'CN=a,DC=x,DC=y'],
    ['CN=a\\+OU=b,DC=x', 'CN=a+OU=b,DC=x'],
    ['CN=#41,DC=x', 'CN=\\#41,DC=x'],
    ['CN=a\\\\,DC=x', 'CN=a,DC=x']
  ])('%s ≠ %s', (one, other) => {
    expect(dnKey(one)).not.toBe(dnKey(other))
  })
  test('a key is its own key', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: 'grapheme', minLength: 1 }), { minLength: 1, maxLength: 4 }), (values) => {
        const dn = values.map((value) => `CN=${escapeRdnValue(value)}`).join(',')
        expect(dnKey(dnKey(dn))).toBe(dnKey(dn))
      })
    )
  })
})

describe('escaping', () => {
  test('whatever the value, it is read back', () => {
    fc.assert(
      fc.property(
        fc.oneof(fc.string({ unit: 'grapheme' }), fc.string({ unit: fc.constantFrom(...' ,+"\\#<>;=a\n\0') })),
        (value) => {
          expect(parseDn(`CN=${escapeRdnValue(value)},DC=x`)).toEqual([
            [{ type: 'CN', value }],
            [{ type: 'DC', value: 'x' }]
          ])
        }
      )
    )
  })
  test('a child under a parent', () => {
    expect(childDn('CN', 'Sato, Taro', Dn.parse('OU=a'))).toBe('CN=Sato\\, Taro,OU=a')
  })
  test('any text is a DN or none, soon', () => {
    fc.assert(fc.property(fc.string({ unit: fc.constantFrom(...'C=,+"\\# a0') }), (text) => void dnKey(text)))
    const long = `CN=${'a '.repeat(50_000)}\\x`
    expect(isDn(long)).toBe(false)
    expect(dnKey(long).length).toBeGreaterThan(0)
  })
})

test.each([
  ['CN=a,OU=b,DC=x', 'ou=B,dc=X', true],
  ['OU=b,DC=x', 'OU=b,DC=x', true],
  ['CN=a,OU=bb,DC=x', 'OU=b,DC=x', false],
  ['CN=a\\,OU=b,DC=x', 'OU=b,DC=x', false],
  ['DC=x', 'OU=b,DC=x', false]
])('%s lies under %s: %s', (dn, base, expected) => {
  expect(isUnder(dn, base)).toBe(expected)
})

test.each([
  ['OU=a,DC=corp,DC=example,DC=com', 'corp.example.com'],
  ['dc=local', 'local'],
  ['DC=a,OU=b,DC=c', 'c'],
  ['O=x', null],
  ['nonsense', null]
])('%s belongs to the domain %s', (dn, domain) => {
  expect(domainOf(dn)).toBe(domain)
})
