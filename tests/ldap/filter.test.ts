import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { DirectoryEntry } from '../../src/directory/entry.ts'
import {
  and,
  equal,
  evaluable,
  type Filter,
  filterText,
  matches,
  not,
  or,
  parseFilter,
  present
} from '../../src/ldap/filter.ts'
import { Dn } from '../../src/model/names.ts'
import { inWords } from '../../src/problems/problem.ts'

function parsed(text: string): Filter {
  const result = parseFilter(text)
  if (!result.ok) throw new Error(inWords(result.problems[0], 'en').message)
  return result.value
}

function refused(text: string): { fault: string; column: number } {
  const result = parseFilter(text)
  if (result.ok || result.problems[0].code !== 'directory.filter_syntax') throw new Error(`"${text}" was taken`)
  return { fault: result.problems[0].fault, column: result.problems[0].column }
}

describe('a filter with or without outer parentheses is the same filter', () => {
  test.each([
    ['mail=*', '(mail=*)'],
    ['  (mail=*)\n', '(mail=*)'],
    ['&(a=b)(c=d)', '(&(a=b)(c=d))'],
    ['!(a=b)', '(!(a=b))'],
    ['(& (a=b)\n  (|(c=d) (!(e=f)) ) )', '(&(a=b)(|(c=d)(!(e=f))))'],
    [
      'memberOf:1.2.840.113556.1.4.1941:=CN=Scope,OU=G,DC=a,DC=b',
      '(memberOf:1.2.840.113556.1.4.1941:=CN=Scope,OU=G,DC=a,DC=b)'
    ],
    [
      '(memberOf:1.2.840.113556.1.4.1941:=CN=A\\28x\\29\\2c b=c,DC=a)',
      '(memberOf:1.2.840.113556.1.4.1941:=CN=A\\28x\\29, b=c,DC=a)'
    ],
    ['( sAMAccountType = 805306368)', '(sAMAccountType= 805306368)'],
    ['(cn:dn:2.4.6.8.10:=x)', '(cn:dn:2.4.6.8.10:=x)'],
    ['(:dn:2.4.6.8.10:=x:y)', '(:dn:2.4.6.8.10:=x:y)'],
    ['(cn:=x)', '(cn:=x)'],
    ['uSNChanged>=12', '(uSNChanged>=12)'],
    ['(uSNChanged<=12)', '(uSNChanged<=12)'],
    ['(cn~=x)', '(cn~=x)'],
    ['(cn=)', '(cn=)'],
    ['(cn=**a**b*)', '(cn=*a*b*)'],
    ['(部署=x)'.replace('部署', 'department;lang-ja'), '(department;lang-ja=x)']
  ])('%s', (text, canonical) => {
    expect(filterText(parsed(text))).toBe(canonical)
  })
})

describe('escapes are bytes', () => {
  test('UTF-8 written byte by byte is the text it spells', () => {
    expect(parsed('(cn=\\e3\\81\\82)')).toEqual(equal('cn', 'あ'))
    expect(filterText(parsed('(cn=\\e3\\81\\82)'))).toBe('(cn=あ)')
  })
  test('a binary value keeps its bytes', () => {
    const guid = Buffer.from('ff00d28d8e5b4b41a2b50a2f28005c2a', 'hex')
    expect(parsed(`(objectGUID=${[...guid].map((b) => `\\${b.toString(16).padStart(2, '0')}`).join('')})`)).toEqual(
      equal('objectGUID', guid)
    )
  })
  test('an escaped asterisk is a character, a bare one a wildcard', () => {
    expect(parsed('(cn=a\\2ab)')).toEqual(equal('cn', 'a*b'))
    expect(parsed('(cn=a*b)')).toMatchObject({ kind: 'substring', initial: Buffer.from('a'), final: Buffer.from('b') })
  })
})

describe('a fault names its place', () => {
  test.each([
    ['', 'empty', 1],
    ['   ', 'empty', 4],
    ['(mail=*', 'unclosed', 1],
    ['(&(mail=*)(cn=a)', 'unclosed', 1],
    ['(a=b)(c=d)', 'trailing', 6],
    ['(a=b))', 'trailing', 6],
    ['mail=*)', 'unescaped_parenthesis', 7],
    ['(cn=a(b)', 'unescaped_parenthesis', 6],
    ['(&)', 'no_components', 3],
    ['&', 'no_components', 2],
    ['(&a=b)', 'component_expected', 3],
    ['(!a=b)', 'component_expected', 3],
    ['(!(a=b)(c=d))', 'trailing', 8],
    ['(=x)', 'attribute_expected', 2],
    ['()', 'attribute_expected', 2],
    ['(-a=x)', 'attribute_expected', 2],
    ['(部署=x)', 'attribute_expected', 2],
    ['mail', 'operator_expected', 5],
    ['(mail>5)', 'operator_expected', 6],
    ['(cn:1.2.3=x)', 'rule_expected', 10],
    ['(cn:1:2:=x)', 'rule_expected', 7],
    ['(cn=CN=Sato\\, Taro)', 'bad_escape', 12],
    ['(cn=\\4)', 'bad_escape', 5],
    ['(cn>=a*)', 'unescaped_asterisk', 7],
    ['(cn=**)', 'unescaped_asterisk', 6],
    [`${'(!'.repeat(101)}(a=b)${')'.repeat(101)}`, 'too_deep', 201]
  ])('%s', (text, fault, column) => {
    expect(refused(text)).toEqual({ fault, column })
  })

  test('100 levels are taken, and a million parentheses are refused without crashing', () => {
    expect(parseFilter(`${'(!'.repeat(99)}(a=b)${')'.repeat(99)}`).ok).toBe(true)
    expect(refused('('.repeat(1_000_000)).fault).toBe('attribute_expected')
    expect(refused('(&'.repeat(500_000)).fault).toBe('too_deep')
  })
})

const attribute = fc.constantFrom('cn', 'memberOf', 'mS-DS-ConsistencyGuid', '2.5.4.3', 'cn;lang-ja')
const bytes = fc.oneof(
  fc.uint8Array({ maxLength: 12 }).map((value) => Buffer.from(value)),
  fc.string({ unit: 'grapheme', maxLength: 8 }).map((value) => Buffer.from(value)),
  fc.constantFrom('CN=佐藤\\, 太郎,OU=(x)*,DC=a', ' a ', ':=', '\0').map((value) => Buffer.from(value))
)
const filter = fc.letrec<{ filter: Filter }>((tie) => ({
  filter: fc.oneof(
    { maxDepth: 4 },
    fc.record({
      kind: fc.constantFrom('equal' as const, 'greaterOrEqual' as const, 'lessOrEqual' as const, 'approx' as const),
      attribute,
      value: bytes
    }),
    attribute.map(present),
    fc
      .record({
        kind: fc.constant('substring' as const),
        attribute,
        initial: bytes,
        any: fc.array(bytes.filter((b) => b.length > 0)),
        final: bytes
      })
      .filter((f) => f.initial.length + f.any.length + f.final.length > 0),
    fc
      .record({
        kind: fc.constant('extensible' as const),
        attribute: fc.option(attribute),
        rule: fc.option(fc.constantFrom('1.2.840.113556.1.4.1941', 'caseExactMatch')),
        dnAttributes: fc.boolean(),
        value: bytes
      })
      .filter((f) => f.attribute !== null || f.rule !== null),
    tie('filter').map(not),
    fc.record({
      kind: fc.constantFrom('and' as const, 'or' as const),
      filters: fc.array(tie('filter'), { minLength: 1, maxLength: 4 })
    })
  )
})).filter

describe('whatever the filter', () => {
  test('its text parses to itself', () => {
    fc.assert(
      fc.property(filter, (f) => {
        expect(parsed(filterText(f))).toEqual(f)
      })
    )
  })
  test('any text is a filter or one located fault, and never anything else', () => {
    const pieces = fc.array(
      fc.constantFrom('(', ')', '&', '|', '!', '*', '=', '\\', ':', 'cn', ' ', '>', '1.2', 'あ', '\\2a'),
      { maxLength: 30 }
    )
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          pieces.map((p) => p.join(''))
        ),
        (text) => {
          const result = parseFilter(text)
          if (!result.ok) {
            const { column } = refused(text)
            expect(column).toBeGreaterThanOrEqual(1)
            expect(column).toBeLessThanOrEqual(text.length + 1)
          }
        }
      )
    )
  })
})

describe('combining', () => {
  test('one condition stays itself, several are joined', () => {
    expect(filterText(and(equal('a', 'b')))).toBe('(a=b)')
    expect(filterText(and(equal('a', 'b'), not(or(present('c'), equal('d', '(*)')))))).toBe(
      '(&(a=b)(!(|(c=*)(d=\\28\\2a\\29))))'
    )
  })
})

function entry(attributes: Record<string, (string | Buffer)[]>): DirectoryEntry {
  const map = new Map(
    Object.entries(attributes).map(([name, values]) => [
      name,
      values.map((v) => (typeof v === 'string' ? Buffer.from(v) : v))
    ])
  )
  return { dn: Dn.parse('CN=x'), attributes: map }
}

const SATO = entry({
  cn: ['Sato Taro'],
  department: ['営業部'],
  useraccountcontrol: ['514'],
  grouptype: ['-2147483646'],
  employeenumber: ['9'],
  whenchanged: ['20260105000000.0Z'],
  objectguid: [Buffer.from([1, 0xff, 2])],
  proxyaddresses: ['SMTP:a@example.com', 'smtp:b@example.jp']
})

describe('evaluated on an entry', () => {
  test.each([
    ['(cn=SATO taro)', true],
    ['(CN=Sato)', false],
    ['(department=営業部)', true],
    ['(manager=*)', false],
    ['(proxyAddresses=smtp:B@example.jp)', true],
    ['(!(manager=CN=x))', true],
    ['(cn=sa*t*ro)', true],
    ['(cn=sato*o taro)', false],
    ['(cn=*ato*)', true],
    ['(cn=*sato taro*)', true],
    ['(cn=sato taro*taro)', false],
    ['(userAccountControl:1.2.840.113556.1.4.803:=2)', true],
    ['(userAccountControl:1.2.840.113556.1.4.803:=18)', false],
    ['(userAccountControl:1.2.840.113556.1.4.804:=18)', true],
    ['(userAccountControl:1.2.840.113556.1.4.804:=16)', false],
    ['(groupType:1.2.840.113556.1.4.803:=2147483648)', true],
    ['(employeeNumber>=10)', false],
    ['(employeeNumber<=10)', true],
    ['(whenChanged>=20260101000000.0Z)', true],
    ['(whenChanged<=20260101000000.0Z)', false],
    ['(objectGUID=\\01\\ff\\02)', true],
    ['(objectGUID=\\01\\fe\\02)', false],
    ['(|(cn=x)(&(cn=sato taro)(department=*)))', true]
  ])('%s → %s', (text, expected) => {
    expect(matches(parsed(text), SATO)).toBe(expected)
    expect(evaluable(parsed(text)).ok).toBe(true)
  })

  test.each([
    '(memberOf:1.2.840.113556.1.4.1941:=CN=g,DC=a)',
    '(cn:caseExactMatch:=x)',
    '(cn:dn:=x)',
    '(userAccountControl:1.2.840.113556.1.4.803:=two)'
  ])('%s needs the directory: refused, and the part is named', (part) => {
    const result = evaluable(parsed(`(&(cn=a)(!${part}))`))
    expect(result.ok ? null : result.problems[0]).toMatchObject({ code: 'directory.filter_not_evaluable', part })
  })
})
