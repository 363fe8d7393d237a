import { BerReader, FilterParser } from 'ldapts'
import { describe, expect, test } from 'vitest'
import { boolean, integer, octets, tlv } from '../../src/ldap/ber.ts'
import { encodeFilter, filterText, parseFilter } from '../../src/ldap/filter.ts'

describe('an independent client reads our filters as we mean them', () => {
  test.each([
    '(cn=a)',
    '(cn=a*b*c)',
    '(cn=*b*)',
    '(&(a=b)(|(c=d)(!(e=f))))',
    '(usnchanged>=12)',
    '(usnchanged<=12)',
    '(cn~=x)',
    '(memberOf:1.2.840.113556.1.4.1941:=CN=佐藤\\2c \\28x\\29,DC=a)',
    `(cn=${'長'.repeat(300)})`
  ])('%s', (text) => {
    const parsed = parseFilter(text)
    if (!parsed.ok) throw new Error('refused')
    const read = FilterParser.parse(new BerReader(encodeFilter(parsed.value))).toString()
    const again = parseFilter(read)
    expect(again.ok ? filterText(again.value) : read).toBe(filterText(parsed.value))
  })
})

describe('what RFC 4511 §4.5.1 says, byte for byte', () => {
  test.each([
    ['(cn=*)', '8702636e'],
    ['(cn:dn:2.4.6.8.10:=x)', 'a916810a322e342e362e382e31308202636e8301788401ff'],
    ['(:caseExactMatch:=x)', 'a913810e6361736545786163744d61746368830178']
  ])('%s', (text, hex) => {
    const parsed = parseFilter(text)
    expect(parsed.ok ? encodeFilter(parsed.value).toString('hex') : '').toBe(hex)
  })
})

describe('BER in its shortest form', () => {
  test.each([
    [0, '020100'],
    [127, '02017f'],
    [128, '02020080'],
    [255, '020200ff'],
    [256, '02020100'],
    [1000, '020203e8'],
    [2 ** 31 - 1, '02047fffffff']
  ])('the integer %i', (value, hex) => {
    expect(integer(value).toString('hex')).toBe(hex)
  })
  test.each([
    [127, '047f'],
    [128, '048180'],
    [255, '0481ff'],
    [256, '04820100'],
    [65_536, '0483010000']
  ])('the length %i', (length, header) => {
    expect(octets(Buffer.alloc(length)).toString('hex').startsWith(header)).toBe(true)
    expect(octets(Buffer.alloc(length))).toHaveLength(length + header.length / 2)
  })
  test('booleans and nesting', () => {
    expect(tlv(0x30, boolean(true), boolean(false), octets('あ')).toString('hex')).toBe('300b0101ff0101000403e38182')
  })
})
