import { describe, expect, test } from 'vitest'
import { loaded, located, MINIMAL, problemsOf, rules, withBinding, withScim, withTop, withUser } from './support.ts'

describe('what a file does not bind', () => {
  test('externalId is objectGUID, written as AD does; the name of a group is cn', () => {
    expect(rules(MINIMAL)['externalId']).toMatchObject({ from: ['objectGUID'], as: 'guid', convert: [] })
    expect(rules(MINIMAL, 'group')).toMatchObject({
      externalId: { from: ['objectGUID'], as: 'guid' },
      displayName: { from: ['cn'], as: 'text' }
    })
  })

  test('userName and an e-mail address are needed', () => {
    const without = (lines: string) => MINIMAL.replace(lines, '')
    expect(located(without('          userName: userPrincipalName\n'))).toEqual([
      'config.missing_key iid.scim.attribute.user.ad_bind.userName 10:9'
    ])
    expect(located(without('          emails:\n            - value: mail\n'))).toEqual([
      'config.missing_key iid.scim.attribute.user.ad_bind.emails[0].value 10:9'
    ])
    expect(located(MINIMAL.replace('- value: mail', '- type: mail'))).toContain(
      'config.missing_key iid.scim.attribute.user.ad_bind.emails[0].value 13:15'
    )
  })

  test('a constant takes the place of neither', () => {
    expect(
      located(
        MINIMAL.replace('userName: userPrincipalName', 'title: title').replace(
          '        ad_bind',
          '        default: { userName: x }\n        ad_bind'
        )
      )
    ).toEqual(['config.missing_key iid.scim.attribute.user.ad_bind.userName 11:9'])
  })
})

describe('forms of a binding', () => {
  test.each([
    ['title: 役職', 'config.malformed iid.scim.attribute.user.ad_bind.title 14:18'],
    ['title: "title;lang-ja"', 'config.malformed iid.scim.attribute.user.ad_bind.title 14:18'],
    ['title: []', 'config.empty iid.scim.attribute.user.ad_bind.title 14:18'],
    ['title: { as: hex }', 'config.missing_key iid.scim.attribute.user.ad_bind.title.from 14:11'],
    ['title: { from: title, as: utf8 }', 'config.not_allowed iid.scim.attribute.user.ad_bind.title.as 14:37'],
    ['title: 5', 'config.wrong_type iid.scim.attribute.user.ad_bind.title 14:18'],
    ['title: [a, 5]', 'config.wrong_type iid.scim.attribute.user.ad_bind.title[1] 14:22'],
    ['name: sn', 'config.wrong_type iid.scim.attribute.user.ad_bind.name 14:17'],
    ['phoneNumbers: telephoneNumber', 'config.wrong_type iid.scim.attribute.user.ad_bind.phoneNumbers 14:25'],
    [
      'phoneNumbers: [{ value: a, primary: true }]',
      'config.unknown_key iid.scim.attribute.user.ad_bind.phoneNumbers[0].primary 14:38'
    ]
  ])('%s is refused', (line, expected) => {
    expect(located(withBinding(line))).toEqual([expected])
  })

  test.each([
    ['a name', 'title: title', ['title'], 'text'],
    ['a list', 'title: [extensionAttribute1, title]', ['extensionAttribute1', 'title'], 'text'],
    ['the long form', 'title: { from: [a, b] }', ['a', 'b'], 'text'],
    [
      'GUIDs for downstreamId',
      'downstreamId: [ms-ds-consistencyguid, OBJECTGUID]',
      ['ms-ds-consistencyguid', 'OBJECTGUID'],
      'base64'
    ],
    ['GUIDs elsewhere', 'title: objectGUID', ['objectGUID'], 'guid'],
    ['GUIDs as said', 'downstreamId: { from: objectGUID, as: hex }', ['objectGUID'], 'hex'],
    ['a mixture, as said', 'externalId: { from: [objectGUID, mail], as: text }', ['objectGUID', 'mail'], 'text']
  ])('%s', (_, line, from, as) => {
    expect(rules(withBinding(line))[line.split(':')[0] ?? '']).toMatchObject({ from, as })
  })

  test('GUIDs and text cannot be written alike', () => {
    expect(located(withBinding('externalId: [objectGUID, mail]'))).toEqual([
      'config.mixed_rendering iid.scim.attribute.user.ad_bind.externalId 14:11'
    ])
  })

  test('defaults are for what is bound and empty, and constants for what is not bound', () => {
    const text = withUser('default:\n  title: 社員\n  userType: member').replace(
      '          userName',
      '          title: title\n          userName'
    )
    expect(rules(text)).toMatchObject({
      title: { kind: 'bound', default: '社員' },
      userType: { kind: 'constant', value: 'member' },
      userName: { default: null }
    })
  })

  test('elements of lists belong together by their index', () => {
    const text = withUser('default:\n  phoneNumbers: [{ type: work }, { type: mobile }]').replace(
      '          userName',
      '          phoneNumbers: [{ value: telephoneNumber }, { value: mobile }]\n          userName'
    )
    expect(rules(text)).toMatchObject({
      'phoneNumbers.value': { from: ['telephoneNumber'] },
      'phoneNumbers.type': { value: 'work' },
      'phoneNumbers[1].value': { from: ['mobile'] },
      'phoneNumbers[1].type': { value: 'mobile' }
    })
  })

  test('an element without a value is left out, with a warning', () => {
    const text = withUser('default: { phoneNumbers: [{ type: work }] }')
    expect(located(text)).toEqual([
      'config.element_without_value iid.scim.attribute.user.default.phoneNumbers[0] 14:35'
    ])
    expect(rules(text)['phoneNumbers.type']).toBeUndefined()
  })

  test('the service takes 5 e-mail addresses and 10 telephone numbers', () => {
    const numbers = (count: number) => located(withBinding(`phoneNumbers: [${Array(count).fill('{ value: a }')}]`))
    expect(numbers(10)).toEqual([])
    expect(numbers(11)).toEqual(['config.too_many iid.scim.attribute.user.ad_bind.phoneNumbers 14:25'])
  })
})

describe('what disables a user', () => {
  test.each([
    ['nothing', MINIMAL, ['userAccountControl']],
    ['ad_bind with one', withBinding('active: userAccountControl'), ['userAccountControl']],
    [
      'ad_bind with both',
      withBinding('active: [userAccountControl, accountExpires]'),
      ['userAccountControl', 'accountExpires']
    ],
    [
      'disabled_when',
      withUser("active: { disabled_when: [accountExpires, { filter: 'employeeType=退職' }] }"),
      ['accountExpires', 'filter']
    ]
  ])('%s', (_, text, expected) => {
    expect(loaded(text).config.mapping.disabledWhen.map(({ by }) => by)).toEqual(expected)
    expect(rules(text)['active']).toBeUndefined()
  })

  test.each([
    [
      'another attribute',
      withBinding('active: lockoutTime'),
      'config.not_allowed iid.scim.attribute.user.ad_bind.active 14:19'
    ],
    [
      'a broken filter',
      withUser("active: { disabled_when: [{ filter: '(x' }] }"),
      'config.filter iid.scim.attribute.user.active.disabled_when[0].filter 14:45'
    ],
    [
      'nothing in a list',
      withUser('active: { disabled_when: [] }'),
      'config.empty iid.scim.attribute.user.active.disabled_when 14:34'
    ],
    [
      'both ways at once',
      withUser('active: { disabled_when: [accountExpires] }').replace(
        '          userName',
        '          active: userAccountControl\n          userName'
      ),
      'config.bound_twice iid.scim.attribute.user.active.disabled_when 15:19'
    ],
    [
      'a constant',
      withUser('default: { active: true }'),
      'config.not_settable iid.scim.attribute.user.default.active 14:20'
    ]
  ])('%s is refused', (_, text, expected) => {
    expect(located(text)).toEqual([expected])
  })
})

describe('what cannot be set', () => {
  test.each([
    ['displayName: displayName', 'read_only'],
    ['password: unicodePwd', 'password'],
    ['groups: memberOf', 'members'],
    ['id: objectGUID', 'read_only']
  ])('%s', (line, why) => {
    expect(problemsOf(withBinding(line))).toEqual([
      expect.objectContaining({ code: 'config.not_settable', why, line: 14, column: 11 })
    ])
  })

  test('a constant password is refused without being shown', () => {
    expect(JSON.stringify(problemsOf(withUser('default: { password: geheim }')))).not.toContain('geheim')
  })

  test('a group has a displayName, and no title', () => {
    const group = (line: string) =>
      MINIMAL.replace(
        '      user:\n        ad_bind',
        `      group: { ad_bind: { ${line} } }\n      user:\n        ad_bind`
      )
    expect(rules(group('displayName: name, description: description'), 'group')).toMatchObject({
      displayName: { from: ['name'] },
      description: { from: ['description'] }
    })
    expect(located(group('title: title'))).toEqual(['config.unknown_key iid.scim.attribute.group.ad_bind.title 9:27'])
  })
})

describe('an outside identity provider', () => {
  test.each(['subject: mail', 'externalUserName: mail', 'idTokenClaims: { subject: mail }'])(
    '%s needs an issuer',
    (line) => {
      expect(located(withBinding(line))[0]).toContain('config.issuer_missing')
      expect(
        located(`${withBinding(line)}        default: { idTokenClaims: { issuer: 'https://idp.example.jp' } }\n`)
      ).toEqual([])
    }
  )

  test('one claim in both spellings is refused', () => {
    expect(located(withBinding('subject: mail\nissuer: wWWHomePage\nidTokenClaims: { subject: mail }'))).toEqual([
      'config.bound_twice iid.scim.attribute.user.ad_bind.subject 14:11'
    ])
  })
})

describe('the profile generic', () => {
  test("leaves out what only IIJ's schemas hold, with a warning for each", () => {
    const text = withBinding(
      'downstreamId: objectGUID\nsubject: mail\nname: { familyName: sn, familyNameKana: msDS-PhoneticLastName }\ndepartment: department'
    ).replace('  scim:\n', '  scim:\n    profile: generic\n')
    expect(Object.keys(rules(text)).sort()).toEqual([
      'department',
      'emails.value',
      'externalId',
      'name.familyName',
      'userName'
    ])
    expect(located(text)).toEqual([
      'config.attribute_without_place iid.scim.attribute.user.ad_bind.downstreamId 15:11',
      'config.attribute_without_place iid.scim.attribute.user.ad_bind.subject 16:11',
      'config.attribute_without_place iid.scim.attribute.user.ad_bind.name.familyNameKana 17:35'
    ])
  })

  test('leaves nothing out of a file without such attributes', () => {
    expect(located(withScim('profile: generic'))).toEqual([])
  })
})

describe('all problems of a file are shown at once', () => {
  test('those of keys, values, secrets and meaning together, in the order of the file', () => {
    const text = withTop(`safety:
  users: { delete: of, disabel: off }
foo: 1
foo: 2`)
      .replace('    base_dn', '      timeout: 0\n      password: x\n    basedn')
      .replace('userName: userPrincipalName', 'userNmae: userPrincipalName')
    expect(located(text)).toEqual([
      'config.missing_key ad.ldap.base_dn 2:3',
      'config.out_of_range ad.ldap.server.timeout 5:16',
      'config.secret_in_file ad.ldap.server.password 6:7',
      'config.unknown_key ad.ldap.basedn 7:5',
      'config.missing_key iid.scim.attribute.user.ad_bind.userName 12:9',
      'config.unknown_key iid.scim.attribute.user.ad_bind.userNmae 13:11',
      'config.not_allowed safety.users.delete 17:20',
      'config.unknown_key safety.users.disabel 17:24',
      'config.unknown_key foo 18:1',
      'config.duplicate_key foo 19:1'
    ])
  })
})
