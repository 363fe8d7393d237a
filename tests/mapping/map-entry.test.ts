import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { guidToBytes } from '../../src/directory/guid.ts'
import type { AttributeRule } from '../../src/mapping/attribute-mapping.ts'
import { compileGroupMapper, compileUserMapper, type Mapped } from '../../src/mapping/map-entry.ts'
import { Guid } from '../../src/model/names.ts'
import { Stop } from '../../src/model/result.ts'
import { inWords } from '../../src/problems/problem.ts'
import { bound, constant, entry } from './entries.ts'

const NOW = new Date('2026-11-24T00:00:00Z')
const DN = 'CN=taro,DC=example,DC=local'
const GUID_BYTES = Buffer.from('00112233445566778899aabbccddeeff', 'hex')
const GUID = '33221100-5544-7766-8899-aabbccddeeff'

const BASE: AttributeRule[] = [
  bound('externalId', 'objectGUID', { as: 'guid' }),
  bound('userName', 'userPrincipalName'),
  bound('emails.value', 'mail'),
  constant('emails.primary', true)
]
const TARO = {
  objectGUID: GUID_BYTES,
  sAMAccountName: 'taro',
  userAccountControl: '512',
  userPrincipalName: 'taro@example.jp',
  mail: 'taro.yamada@example.jp'
}

type Attributes = Parameters<typeof entry>[0]

function user(more: readonly AttributeRule[], attributes: Attributes = TARO, without: readonly string[] = []): Mapped {
  const rules = [
    ...BASE.filter((rule) => !without.includes(rule.path) && !more.some((one) => one.path === rule.path)),
    ...more
  ]
  return compileUserMapper({ rules }, [{ by: 'userAccountControl' }], NOW)(entry(attributes))
}

function problem(code: string, attribute: string, facts: object = {}) {
  return { code, object: 'taro', dn: DN, attribute, ...facts }
}

describe('a user who has everything', () => {
  test('is mapped, nothing lacking', () => {
    expect(user([])).toEqual({
      resource: {
        externalId: GUID,
        userName: 'taro@example.jp',
        'emails.value': 'taro.yamada@example.jp',
        'emails.primary': true
      },
      externalId: GUID,
      name: 'taro@example.jp',
      active: true,
      mails: ['taro.yamada@example.jp'],
      lacking: []
    })
  })

  test('is inactive when a condition holds', () => {
    expect(user([], { ...TARO, userAccountControl: '514' }).active).toBe(false)
  })

  test.each(['山田', '𠮷野', '髙橋', '﨑', 'が', 'か\u3099', ' ', '\ufffd', '\ufeffa'])(
    'keeps %j letter for letter',
    (sn) => {
      expect(user([bound('name.familyName', 'sn')], { ...TARO, sn }).resource['name.familyName']).toBe(sn)
    }
  )
})

describe('sources', () => {
  const rule = bound('title', ['title', 'Description'])
  test.each<[string, Attributes, string | null]>([
    ['the first', { title: 'a', description: 'b' }, 'a'],
    ['the next where the first is missing', { description: 'b' }, 'b'],
    ['the next where the first is empty', { title: '', description: 'b' }, 'b'],
    ['a blank is a value', { title: ' ', description: 'b' }, ' '],
    ['none: null, to be cleared', {}, null],
    ['of several values the first that is not empty', { title: ['', 'x', 'y'] }, 'x']
  ])('%s', (_, attributes, value) => {
    expect(user([rule], { ...TARO, ...attributes }).resource['title']).toBe(value)
  })

  test.each<[string, Attributes, string]>([
    ['stands in for an empty attribute', {}, 'ja-JP'],
    ['gives way to a value', { preferredLanguage: 'en-US' }, 'en-US'],
    ['stands in for what converters leave nothing of', { preferredLanguage: ' ' }, 'ja-JP']
  ])('a default %s', (_, attributes, value) => {
    const language = bound('preferredLanguage', 'preferredLanguage', { default: 'ja-JP', convert: [{ kind: 'trim' }] })
    expect(user([language], { ...TARO, ...attributes }).resource['preferredLanguage']).toBe(value)
  })

  test.each(['c328', 'ff', 'eda080', 'f0a0ae'])('bytes %s are no text', (hex) => {
    const mapped = user([rule], { ...TARO, title: Buffer.from(hex, 'hex') })
    expect(mapped.lacking).toEqual([problem('mapping.not_text', 'title', { source: 'title' })])
    expect(mapped.resource).not.toHaveProperty('title')
  })
})

describe('GUIDs', () => {
  test.each([
    ['guid', GUID],
    ['base64', 'ABEiM0RVZneImaq7zN3u/w=='],
    ['hex', '00112233445566778899aabbccddeeff']
  ] as const)('as %s: %s', (as, value) => {
    expect(user([bound('externalId', ['mS-DS-ConsistencyGuid', 'objectGUID'], { as })]).externalId).toBe(value)
  })

  test.each([15, 17])('%i bytes are none', (bytes) => {
    const mapped = user([bound('externalId', 'objectGUID', { as: 'guid' })], {
      ...TARO,
      objectGUID: Buffer.alloc(bytes)
    })
    expect(mapped.lacking).toEqual([problem('mapping.not_a_guid', 'externalId', { source: 'objectGUID', bytes })])
    expect(mapped.externalId).toBeNull()
  })

  test('every rendering leads back to the bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 16, maxLength: 16 }), (array) => {
        const bytes = Buffer.from(array)
        const rendered = (as: 'guid' | 'base64' | 'hex') =>
          user([bound('externalId', 'objectGUID', { as })], { ...TARO, objectGUID: bytes }).externalId ?? ''
        expect(guidToBytes(Guid.parse(rendered('guid')))).toEqual(bytes)
        expect(Buffer.from(rendered('base64'), 'base64')).toEqual(bytes)
        expect(Buffer.from(rendered('hex'), 'hex')).toEqual(bytes)
      })
    )
  })
})

describe('what the service demands', () => {
  test.each([
    ['externalId', 'objectGUID'],
    ['userName', 'userPrincipalName'],
    ['emails.value', 'mail']
  ])('%s without a value in %s is lacking, and an existing object keeps its own', (path, source) => {
    const mapped = user([], { ...TARO, [source]: [] })
    expect(mapped.lacking).toEqual([problem('mapping.required_missing', path, { sources: [source] })])
    expect(mapped.resource).not.toHaveProperty([path])
  })

  test.each(['externalId', 'userName', 'emails.value'])('%s that nothing is bound to', (path) => {
    expect(user([], TARO, [path]).lacking).toEqual([problem('mapping.required_missing', path, { sources: [] })])
  })

  test.each([
    'taro',
    'taro@',
    '@example.jp',
    'taro@localhost',
    'ta ro@example.jp',
    'taro＠example.jp',
    'a@b@example.jp',
    'taro@-a.jp'
  ])('userName %j has no e-mail form', (userPrincipalName) => {
    const mapped = user([], { ...TARO, userPrincipalName })
    expect(mapped.lacking).toEqual([problem('mapping.not_an_email', 'userName', { value: userPrincipalName })])
    expect(mapped.name).toBeNull()
  })

  test.each(['taro@example.jp', "o'neil+x@a-b.example.co.jp", 'a.@docomo.example', '太郎@example.jp'])(
    'userName %j has',
    (userPrincipalName) => {
      expect(user([], { ...TARO, userPrincipalName }).lacking).toEqual([])
    }
  )

  test('an address that is none goes with its whole element', () => {
    const mapped = user([], { ...TARO, mail: 'なし' })
    expect(mapped.lacking).toEqual([problem('mapping.not_an_email', 'emails.value', { value: 'なし' })])
    expect(Object.keys(mapped.resource)).toEqual(['externalId', 'userName'])
    expect(mapped.mails).toEqual([])
  })
})

describe('multi-valued attributes', () => {
  const phones = [
    bound('phoneNumbers.value', 'telephoneNumber', { convert: [{ kind: 'phone', country: 'JP' }] }),
    constant('phoneNumbers.type', 'work'),
    bound('phoneNumbers[1].value', 'mobile'),
    constant('phoneNumbers[1].type', 'mobile')
  ]

  test('each element has its own value and constants', () => {
    expect(user(phones, { ...TARO, telephoneNumber: '03-1234-5678', mobile: '1' }).resource).toMatchObject({
      'phoneNumbers.value': 'tel:+81-3-1234-5678',
      'phoneNumbers.type': 'work',
      'phoneNumbers[1].value': '1',
      'phoneNumbers[1].type': 'mobile'
    })
  })

  test('an element without value is cleared with its constants, the others stay', () => {
    expect(user(phones, { ...TARO, mobile: '1' }).resource).toMatchObject({
      'phoneNumbers.value': null,
      'phoneNumbers.type': null,
      'phoneNumbers[1].value': '1',
      'phoneNumbers[1].type': 'mobile'
    })
  })

  test('an element whose value cannot be converted is not touched', () => {
    const mapped = user(phones, { ...TARO, telephoneNumber: '内線12', mobile: '1' })
    expect(mapped.lacking).toEqual([
      problem('mapping.not_a_phone_number', 'phoneNumbers.value', { value: '内線12', country: 'JP' })
    ])
    expect(mapped.resource).not.toHaveProperty(['phoneNumbers.value'])
    expect(mapped.resource).not.toHaveProperty(['phoneNumbers.type'])
    expect(mapped.resource).toMatchObject({ 'phoneNumbers[1].value': '1' })
  })

  test('every bound e-mail counts', () => {
    const second = bound('emails[1].value', 'otherMailbox')
    expect(user([second], { ...TARO, otherMailbox: 'b@example.jp' }).mails).toEqual([
      'taro.yamada@example.jp',
      'b@example.jp'
    ])
    expect(user([second]).mails).toEqual(['taro.yamada@example.jp'])
    expect(user([second], { ...TARO, otherMailbox: 'b' }).lacking).toHaveLength(1)
  })

  test.each([
    ['TRUE', true],
    ['False', false]
  ])('a bound primary %s is %s', (isPrimary, primary) => {
    expect(user([bound('emails.primary', 'flag')], { ...TARO, flag: isPrimary }).resource['emails.primary']).toBe(
      primary
    )
  })

  test('a bound primary that is neither', () => {
    const mapped = user([bound('emails.primary', 'flag')], { ...TARO, flag: 'yes' })
    expect(mapped.lacking).toEqual([problem('mapping.not_a_boolean', 'emails.primary', { value: 'yes' })])
    expect(mapped.resource).not.toHaveProperty(['emails.primary'])
  })
})

describe('subject and externalUserName need an issuer', () => {
  const issuer = constant('idTokenClaims.issuer', 'https://idp.example.jp')
  test.each(['subject', 'externalUserName', 'idTokenClaims.subject', 'idTokenClaims.externalUserName'])(
    '%s',
    (path) => {
      const rule = bound(path, 'employeeID')
      const set = { ...TARO, employeeID: '7' }
      expect(user([rule, issuer], set).lacking).toEqual([])
      expect(user([rule], TARO).lacking).toEqual([])
      const mapped = user([rule], set)
      expect(mapped.lacking).toEqual([problem('mapping.issuer_missing', path)])
      expect(mapped.resource).not.toHaveProperty([path])
    }
  )
})

test('a user of whom nobody can say whether he is enabled stops the reading', () => {
  expect(() => user([], { ...TARO, userAccountControl: 'x' })).toThrow(Stop)
})

describe('a group', () => {
  const rules = [bound('externalId', 'objectGUID', { as: 'guid' }), bound('displayName', 'cn')]
  const map = (attributes: Attributes) => compileGroupMapper({ rules })(entry(attributes))

  test('is named by its displayName, which needs no e-mail form', () => {
    expect(map({ objectGUID: GUID_BYTES, cn: '営業部' })).toEqual({
      resource: { externalId: GUID, displayName: '営業部' },
      externalId: GUID,
      name: '営業部',
      active: true,
      mails: [],
      lacking: []
    })
  })

  test('without a name is lacking it; without sAMAccountName the DN says which', () => {
    expect(map({ objectGUID: GUID_BYTES }).lacking).toEqual([
      { code: 'mapping.required_missing', object: DN, dn: DN, attribute: 'displayName', sources: ['cn'] }
    ])
  })
})

test('every lacking value is told in both languages, with whom, what and the remedy', () => {
  const rules = [
    bound('phoneNumbers.value', 'telephoneNumber', { convert: [{ kind: 'phone', country: 'JP' }] }),
    bound('subject', 'cn'),
    bound('title', 'title')
  ]
  const mapped = user(rules, {
    ...TARO,
    userPrincipalName: 'taro',
    mail: [],
    telephoneNumber: '12',
    cn: 'x',
    title: Buffer.from([0xff]),
    objectGUID: 'x'
  })
  expect(mapped.lacking).toHaveLength(6)
  for (const lacking of mapped.lacking) {
    for (const language of ['en', 'ja'] as const) {
      const { message, remedy } = inWords(lacking, language)
      expect(message).toContain('taro')
      expect(message).toContain(DN)
      expect(message).toContain('attribute' in lacking ? lacking.attribute : '?')
      expect(remedy).not.toBe('')
    }
  }
})
