import { describe, expect, test } from 'vitest'
import type { FlatResource } from '../../src/model/resource.ts'
import { flatten } from '../../src/service/flat.ts'
import { patchPath, placeOf } from '../../src/service/place.ts'
import { CORE_SCHEMA, ENTERPRISE_USER, IIJ_GROUP, IIJ_USER, OIDFJ_USER, profileOf } from '../../src/service/profile.ts'
import { applied, toResource } from '../../src/service/resource-body.ts'

const iijId = profileOf('iij-id')

describe('the place of an attribute', () => {
  test.each([
    ['userName', 'userName'],
    ['name.familyName', 'name.familyName'],
    ['department', `${ENTERPRISE_USER}:department`],
    ['organization', `${ENTERPRISE_USER}:organization`],
    ['downstreamId', `${IIJ_USER}:downstreamId`],
    ['idTokenClaims.issuer', `${IIJ_USER}:idTokenClaims.issuer`],
    ['subject', `${IIJ_USER}:idTokenClaims.subject`],
    ['externalUserName', `${IIJ_USER}:idTokenClaims.externalUserName`],
    ['familyNameKana', `${OIDFJ_USER}:familyNameKana`],
    ['groupType', `${IIJ_GROUP}:groupType`],
    [`${ENTERPRISE_USER}:manager.value`, `${ENTERPRISE_USER}:manager.value`],
    [`${CORE_SCHEMA.user}:title`, 'title'],
    ['emails.value', 'emails'],
    ['emails[1].value', 'emails']
  ])('%s is at %s', (path, place) => expect(patchPath(placeOf(path))).toBe(place))

  test('a multi-valued attribute without index is its first element', () => {
    expect(placeOf('emails.primary')).toEqual({
      list: true,
      extension: null,
      attribute: 'emails',
      index: 0,
      sub: 'primary'
    })
    expect(placeOf('phoneNumbers[2]')).toMatchObject({ list: true, index: 2, sub: 'value' })
  })
})

describe('a resource to be created', () => {
  test('names all schemas of the service, letter for letter, and leaves out what is empty', () => {
    const wanted = {
      userName: 'a@example.jp',
      title: null,
      department: 'R&D',
      'name.givenName': null,
      'emails.value': 'a@example.jp',
      'emails.primary': true,
      'phoneNumbers.value': null,
      'phoneNumbers.type': 'work'
    }
    expect(toResource('user', wanted, true, iijId)).toEqual({
      schemas: [
        'urn:ietf:params:scim:schemas:core:2.0:User',
        'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User',
        'urn:oidfj:params:scim:schemas:extention:enterprisejp:2.0:User',
        'urn:iij:params:scim:schemas:extension:enterprisejp:2.0:User'
      ],
      userName: 'a@example.jp',
      active: true,
      emails: [{ value: 'a@example.jp', primary: true }],
      [ENTERPRISE_USER]: { department: 'R&D' }
    })
  })

  test('names for other services the core schema and those in use', () => {
    const body = toResource('user', { userName: 'a', department: 'R&D' }, false, profileOf('generic'))
    expect(body).toEqual({
      schemas: [CORE_SCHEMA.user, ENTERPRISE_USER],
      userName: 'a',
      active: false,
      [ENTERPRISE_USER]: { department: 'R&D' }
    })
    expect(toResource('user', { userName: 'a' }, true, profileOf('generic'))).toMatchObject({
      schemas: [CORE_SCHEMA.user]
    })
  })

  test('has no active when it is a group', () => {
    const body = toResource('group', { displayName: 'Team', description: 'd' }, true, iijId)
    expect(body).toEqual({
      schemas: [CORE_SCHEMA.group, IIJ_GROUP],
      displayName: 'Team',
      [IIJ_GROUP]: { description: 'd' }
    })
  })

  test('has several bound elements of a list', () => {
    const wanted = {
      'phoneNumbers.value': 'tel:+81-3-1',
      'phoneNumbers.type': 'work',
      'phoneNumbers[1].value': 'tel:+81-90-1',
      'phoneNumbers[1].type': 'mobile'
    }
    expect(toResource('user', wanted, true, iijId)).toMatchObject({
      phoneNumbers: [
        { value: 'tel:+81-3-1', type: 'work' },
        { value: 'tel:+81-90-1', type: 'mobile' }
      ]
    })
  })
})

describe('what the service holds', () => {
  const flat = (raw: Readonly<Record<string, unknown>>, known: FlatResource | null, desired: FlatResource) =>
    flatten({ raw }, Object.keys(desired), known, desired)

  test('is read from its places, the empty string being nothing', () => {
    const raw = {
      userName: 'A@example.jp',
      title: '',
      name: { familyName: '山田' },
      [ENTERPRISE_USER]: { department: 'R&D' },
      [IIJ_USER]: { idTokenClaims: { subject: 's' } }
    }
    const desired = {
      userName: 'a@example.jp',
      title: null,
      'name.familyName': null,
      'name.givenName': null,
      department: null,
      subject: null,
      downstreamId: null
    }
    expect(flat(raw, null, desired)).toEqual({
      userName: 'A@example.jp',
      title: null,
      'name.familyName': '山田',
      'name.givenName': null,
      department: 'R&D',
      subject: 's',
      downstreamId: null
    })
  })

  test('is found whatever the case of the names', () => {
    expect(
      flat({ UserName: 'a', [ENTERPRISE_USER.toLowerCase()]: { Department: 'd' } }, null, {
        userName: 'b',
        department: null
      })
    ).toEqual({ userName: 'a', department: 'd' })
  })

  describe('of a list', () => {
    const own = { value: 'own@example.com', type: 'home', primary: true }
    const work = { value: 'work@example.jp', type: 'work' }
    const email = (value: string | null, more: FlatResource = {}): FlatResource => ({ 'emails.value': value, ...more })

    test.each([
      {
        what: 'the known value',
        known: email('own@example.com'),
        desired: email('work@example.jp'),
        found: 'own@example.com'
      },
      {
        what: 'else the desired value',
        known: email('gone@example.jp'),
        desired: email('work@example.jp'),
        found: 'work@example.jp'
      },
      {
        what: 'else the same type',
        known: null,
        desired: email('new@example.jp', { 'emails.type': 'work' }),
        found: 'work@example.jp'
      },
      {
        what: 'else the primary one',
        known: null,
        desired: email('new@example.jp', { 'emails.primary': true }),
        found: 'own@example.com'
      },
      { what: 'else none', known: null, desired: email('new@example.jp'), found: null },
      {
        what: 'none of a type when nothing is wanted',
        known: null,
        desired: email(null, { 'emails.type': 'work' }),
        found: null
      }
    ])('the bound element is that of $what', ({ known, desired, found }) => {
      expect(flat({ emails: [own, work] }, known, desired)['emails.value']).toBe(found)
    })

    test('two bound elements are never the same one', () => {
      const desired = {
        'emails.value': 'a@example.jp',
        'emails.type': 'work',
        'emails[1].value': 'b@example.jp',
        'emails[1].type': 'work'
      }
      expect(flat({ emails: [work] }, null, desired)).toEqual({
        'emails.value': 'work@example.jp',
        'emails.type': 'work',
        'emails[1].value': null,
        'emails[1].type': null
      })
    })

    test('constants of an element without a value ask for nothing', () => {
      const desired = { 'phoneNumbers.value': null, 'phoneNumbers.type': 'work' }
      expect(flat({}, null, desired)).toEqual(desired)
    })
  })
})

describe('a resource with changes', () => {
  test('is otherwise as it was', () => {
    const before = {
      id: 'x',
      'urn:x:y': { z: 1 },
      title: 't',
      name: { familyName: 'a', formatted: 'f' },
      [ENTERPRISE_USER]: { department: 'd' },
      schemas: [CORE_SCHEMA.user, ENTERPRISE_USER]
    }
    const paths = { title: null, 'name.familyName': 'b', department: null }
    expect(applied(before, paths, paths, null)).toEqual({
      id: 'x',
      'urn:x:y': { z: 1 },
      name: { familyName: 'b', formatted: 'f' },
      schemas: [CORE_SCHEMA.user, ENTERPRISE_USER]
    })
    expect(before.title).toBe('t')
  })

  test('gains the schema of an attribute that is new to it', () => {
    expect(applied({ schemas: [CORE_SCHEMA.user] }, { department: 'd' }, { department: 'd' }, null)).toEqual({
      schemas: [CORE_SCHEMA.user, ENTERPRISE_USER],
      [ENTERPRISE_USER]: { department: 'd' }
    })
  })

  test('loses the element of a list whose value is cleared, and no other', () => {
    const known = { 'emails.value': 'a@example.jp', 'emails.type': 'work' }
    const wanted = { 'emails.value': null, 'emails.type': 'work' }
    const emails = [{ value: 'own@example.com' }, { value: 'a@example.jp', type: 'work' }]
    expect(applied({ emails }, wanted, wanted, known)).toEqual({ emails: [{ value: 'own@example.com' }] })
  })
})
