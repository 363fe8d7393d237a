import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { guidFromBytes, guidToBytes, memberDn, memberGuidBytes, parseExtendedDn } from '../../src/directory/guid.ts'
import { Guid } from '../../src/model/names.ts'
import { Stop } from '../../src/model/result.ts'

/** The example of MS-DTYP §2.3.4: the first three fields are little-endian. */
const GUID = Guid.parse('63d2a1f0-5b8e-414b-a2b5-0a2f28005c2a')
const BYTES = Buffer.from('f0a1d2638e5b4b41a2b50a2f28005c2a', 'hex')

describe('objectGUID', () => {
  test("text and bytes are each other's", () => {
    expect(guidFromBytes(BYTES)).toBe(GUID)
    expect(guidToBytes(GUID)).toEqual(BYTES)
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 16, maxLength: 16 }), (bytes) => {
        expect(guidToBytes(guidFromBytes(Buffer.from(bytes)))).toEqual(Buffer.from(bytes))
      })
    )
  })
  test.each([0, 15, 17])('%i bytes are none', (length) => {
    expect(() => guidFromBytes(Buffer.alloc(length))).toThrow(Stop)
  })
})

describe('a member with its GUID', () => {
  const dn = 'CN=佐藤\\, <太郎>;,OU=a,DC=x'
  test.each([
    ['dashed (flag 1)', `<GUID=${GUID}>;<SID=S-1-5-21-1-2-3-1104>;${dn}`],
    ['dashed, without SID', `<GUID=${GUID.toUpperCase()}>;${dn}`],
    ['hexadecimal (flag 0)', `<GUID=${BYTES.toString('hex')}>;<SID=010500>;${dn}`],
    ['hexadecimal in capitals', `<GUID=${BYTES.toString('hex').toUpperCase()}>;${dn}`]
  ])('%s', (_, text) => {
    expect(memberGuidBytes(Buffer.from(text))).toEqual(BYTES)
    expect(parseExtendedDn(Buffer.from(text))).toEqual({ guid: GUID, dn })
  })
  test('a plain DN has none', () => {
    expect(memberGuidBytes(Buffer.from(dn))).toBeNull()
    expect(parseExtendedDn(Buffer.from(dn))).toEqual({ guid: null, dn })
    expect(parseExtendedDn(Buffer.from(`<SID=010500>;${dn}`))).toEqual({ guid: null, dn })
  })
  test.each([
    '<GUID=',
    '<GUID=zz>',
    `<GUID=${GUID}`,
    `<GUID=${GUID}x;a`,
    '<GUIX=63d2a1f0-5b8e-414b-a2b5-0a2f28005c2a>;CN=a',
    ''
  ])('"%s" has none either', (text) => {
    expect(memberGuidBytes(Buffer.from(text))).toBeNull()
  })
  test.each(['', '<GUID=x', '<SID=1>;'])('"%s" holds no DN', (text) => {
    expect(() => memberDn(Buffer.from(text))).toThrow(Stop)
  })
})
