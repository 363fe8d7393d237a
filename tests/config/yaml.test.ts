import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { parseConfig } from '../../src/config/load-config.ts'
import { readYaml } from '../../src/config/read-yaml.ts'
import { inWords } from '../../src/problems/problem.ts'
import { loaded, located, MINIMAL, problemsOf, withTop } from './support.ts'

describe('YAML', () => {
  test.each([
    ['a byte order mark', `\ufeff${MINIMAL}`],
    ['CRLF', MINIMAL.replaceAll('\n', '\r\n')],
    ['tabs between key and value', MINIMAL.replace('userName: ', 'userName:\t')],
    ['a document start and comments', `---\n# 設定\n${MINIMAL}# end\n`],
    ['an explicit YAML 1.2 directive', `%YAML 1.2\n---\n${MINIMAL}`],
    [
      'flow style',
      JSON.stringify({
        ad: { ldap: { server: { user: 'a@b' }, base_dn: 'DC=a' } },
        iid: { scim: { attribute: { user: { ad_bind: { userName: 'x', emails: [{ value: 'mail' }] } } } } }
      })
    ]
  ])('%s is accepted', (_, text) => {
    expect(loaded(text).warnings).toEqual([])
  })

  test('positions count the same with a byte order mark and CRLF', () => {
    expect(located(`\ufeff# x\r\nfoo: 1\r\n${MINIMAL.replaceAll('\n', '\r\n')}`)).toEqual([
      'config.unknown_key foo 2:1'
    ])
  })

  test.each([
    ['a tab for indentation', 'log:\n\tloglevel: info\n', 'tab', '2:1'],
    ['an open quote', "log:\n  loglevel: 'info\n", 'unclosed', '3:1'],
    ['a reserved character', 'log:\n  loglevel: @info\n', 'reserved_character', '2:13'],
    ['a Ruby pattern in double quotes', 'a: "\\z"\n', 'escape', '1:5'],
    ['a tag', 'a: !ruby/object:Foo {}\n', 'tag', '1:4'],
    ['two documents', 'a: 1\n---\nb: 2\n', 'several_documents', '2:1'],
    ['YAML 1.1', '%YAML 1.1\n---\na: 1\n', 'directive', '1:1'],
    ['an alias of nothing', 'log: *nothing\n', 'alias', '1:6'],
    ['a key beside its indentation', 'log:\n  loglevel: info\n file: {}\n', 'indentation', '3:1']
  ])('%s is refused where it stands', (_, text, fault, at) => {
    const found = problemsOf(text).find((problem) => problem.code === 'config.yaml')
    const first = found?.code === 'config.yaml' ? { fault: found.fault, at: `${found.line}:${found.column}` } : found
    expect(first).toEqual({ fault, at })
  })

  test('a duplicate key is refused, with the place of the first; the rest of the file is checked all the same', () => {
    const text = withTop('log:\n  loglevel: info\n  loglevel: debug\nfoo: 1')
    expect(problemsOf(text)).toEqual([
      expect.objectContaining({
        code: 'config.duplicate_key',
        object: 'log.loglevel',
        line: 16,
        column: 3,
        firstLine: 15,
        firstColumn: 3
      }),
      expect.objectContaining({ code: 'config.unknown_key', object: 'foo', line: 17, column: 1 })
    ])
  })

  test('anchors, aliases and merge keys are resolved; the own key wins; a problem is placed where its text is', () => {
    const text = `x: &server { timeout: 7, port: 1636 }\ny: { <<: *server, port: 636 }\nz: *server\n`
    const tree = readYaml(text, 'f')
    expect(tree.ok && JSON.parse(JSON.stringify(tree.value.value))).toEqual({
      x: { timeout: 7, port: 1636 },
      y: { timeout: 7, port: 636 },
      z: { timeout: 7, port: 1636 }
    })
    expect(tree.ok && tree.value.places.ofValue(['y', 'timeout'])).toEqual({ line: 1, column: 23 })
    expect(tree.ok && tree.value.places.ofValue(['z', 'port'])).toEqual({ line: 1, column: 32 })
  })

  test.each([
    [
      'a bomb of aliases',
      `a: &a [x,x,x,x,x,x,x,x,x]\n${[...'bcdefgh'].map((name, index) => `${name}: &${name} [${Array(9).fill(`*${'abcdefg'[index]}`)}]`).join('\n')}`
    ],
    ['an alias within itself', 'a: &a [*a]'],
    ['a merge with itself', 'a: &a\n  <<: *a'],
    ['lists in lists without end', '['.repeat(20_000)],
    ['steps without end', Array.from({ length: 200 }, (_, depth) => `${' '.repeat(depth)}a:`).join('\n')]
  ])('%s is refused, not followed', (_, text) => {
    expect(problemsOf(text).map((problem) => 'fault' in problem && problem.fault)).toEqual(['too_complex'])
  })

  test('a syntax error never shows the text of the file: a secret may stand there', () => {
    const text = 'ad:\n  password: "geheim\n  token: geheim: geheim\n  x: @geheim\n  &geheim *geheim\n'
    expect(
      JSON.stringify(problemsOf(text).map((problem) => [problem, inWords(problem, 'en'), inWords(problem, 'ja')]))
    ).not.toContain('geheim')
  })

  test('the empty file lacks what is needed, and says so', () => {
    expect(located('')).toEqual([
      'config.missing_key ad.ldap 1:1',
      'config.missing_key iid.scim.attribute.user.ad_bind.userName 1:1',
      'config.missing_key iid.scim.attribute.user.ad_bind.emails[0].value 1:1'
    ])
  })

  test.each(['just text', '- a\n- b\n', '42'])('%j is no configuration', (text) => {
    expect(located(text)).toEqual(['config.wrong_type config.yml 1:1'])
  })
})

describe('no text crashes the loader', () => {
  const fragment = fc.oneof(
    fc.constantFrom(
      ...'ad: ldap: \n    - [ ] { } & * ! | > \' " % @ ` , ? # <<: *a &a \t \r\n --- ... __proto__: constructor: \u0000 \ufeff 髙 😀 off null ~'.split(
        ' '
      )
    ),
    fc.constant(' '),
    fc.constant('\n'),
    fc.string({ unit: 'binary', maxLength: 8 })
  )

  test('any sequence of YAML fragments gives a result, and every problem has its words', () => {
    fc.assert(
      fc.property(fc.array(fragment, { maxLength: 60 }), (parts) => {
        for (const problem of problemsOf(parts.join(''))) expect(inWords(problem, 'ja').message).not.toBe('')
      }),
      { numRuns: 500 }
    )
  })

  test('the sample with any place cut out or replaced gives a result', () => {
    fc.assert(
      fc.property(fc.nat(MINIMAL.length), fc.nat(20), fragment, (start, length, text) => {
        parseConfig(MINIMAL.slice(0, start) + text + MINIMAL.slice(start + length), 'config.yml')
      }),
      { numRuns: 500 }
    )
  })

  test('any JSON value in any place gives a result', () => {
    const key = fc.constantFrom(
      'ad',
      'ldap',
      'domains',
      'server',
      'iid',
      'scim',
      'attribute',
      'user',
      'ad_bind',
      'convert',
      'default',
      'emails',
      'value',
      'safety',
      'users',
      'delete',
      'x',
      '__proto__'
    )
    const { value } = fc.letrec((tie) => ({
      value: fc.oneof(
        { maxDepth: 6 },
        fc.jsonValue({ maxDepth: 1 }),
        fc.dictionary(key, tie('value'), { maxKeys: 4 }),
        fc.array(tie('value'), { maxLength: 2 })
      )
    }))
    fc.assert(
      fc.property(value ?? fc.constant(null), (document) => {
        parseConfig(JSON.stringify(document), 'config.yml')
      }),
      { numRuns: 500 }
    )
  })
})
