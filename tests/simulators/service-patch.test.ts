import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Client, clientOf, groupBody, userBody } from '../support/service/client.ts'
import { type IijId, startIijId } from '../support/service/iij-id.ts'
import type { JsonObject } from '../support/service/json.ts'
import type { IijIdOptions } from '../support/service/options.ts'

const ENTERPRISE = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User'
const IIJ = 'urn:iij:params:scim:schemas:extension:enterprisejp:2.0:User'

const PATIENT = {
  title: '課長',
  name: { familyName: '佐藤', givenName: '花子' },
  emails: [
    { value: 'work@example.jp', type: 'work', primary: true },
    { value: 'home@example.com', type: 'home' }
  ],
  phoneNumbers: [{ value: 'tel:+81-3-0000-0000', type: 'work' }],
  [ENTERPRISE]: { department: '営業部', organization: '例社' },
  [IIJ]: { idTokenClaims: { issuer: 'https://idp.example.jp', subject: 's' } }
}
const [work, home] = PATIENT.emails

describe('PATCH of a user', () => {
  let service: IijId
  let scim: Client
  let made = 0
  beforeAll(async () => {
    service = await startIijId()
    scim = clientOf(service)
  })
  afterAll(() => service.close())
  const patient = async () => {
    made += 1
    return (await scim.post('/Users', userBody(`patient${made}`, PATIENT))).body
  }

  const cases: [string, JsonObject, JsonObject][] = [
    ['replace of a path', { op: 'replace', path: 'title', value: '部長' }, { title: '部長' }],
    ['add of a path', { op: 'add', path: 'userType', value: 'x' }, { userType: 'x' }],
    ['op without regard to case', { op: 'Replace', path: 'title', value: '部長' }, { title: '部長' }],
    ['remove of a path', { op: 'remove', path: 'title' }, { title: undefined }],
    ['a null clears', { op: 'replace', path: 'title', value: null }, { title: undefined }],
    [
      'a sub-attribute',
      { op: 'replace', path: 'name.familyName', value: '鈴木' },
      { name: { familyName: '鈴木', givenName: '花子' }, displayName: '鈴木 花子' }
    ],
    ['remove of a sub-attribute', { op: 'remove', path: 'name.givenName' }, { name: { familyName: '佐藤' } }],
    [
      'a complex value keeps the sub-attributes not named',
      { op: 'replace', path: 'name', value: { givenName: '一郎' } },
      { name: { familyName: '佐藤', givenName: '一郎' } }
    ],
    [
      'a URN path',
      { op: 'replace', path: `${ENTERPRISE}:department`, value: '総務部' },
      { [ENTERPRISE]: { department: '総務部', organization: '例社' } }
    ],
    [
      'a URN path to a sub-attribute',
      { op: 'remove', path: `${IIJ}:idTokenClaims.subject` },
      { [IIJ]: { idTokenClaims: { issuer: 'https://idp.example.jp' } } }
    ],
    ['the core URN', { op: 'remove', path: 'urn:ietf:params:scim:schemas:core:2.0:User:title' }, { title: undefined }],
    ['a whole extension', { op: 'remove', path: ENTERPRISE }, { [ENTERPRISE]: undefined }],
    [
      'a value without path, extensions under their URN, unknown and read-only names ignored',
      { op: 'replace', value: { title: '部長', nickName: 'x', id: 'x', [ENTERPRISE]: { department: '総務部' } } },
      { title: '部長', [ENTERPRISE]: { department: '総務部', organization: '例社' } }
    ],
    [
      'the sub-attribute of a selected element',
      { op: 'replace', path: 'emails[type eq "home"].value', value: 'new@example.com' },
      { emails: [work, { ...home, value: 'new@example.com' }] }
    ],
    [
      'a selected element whole',
      { op: 'replace', path: 'emails[value eq "HOME@example.com"]', value: { value: 'new@example.com' } },
      { emails: [work, { value: 'new@example.com' }] }
    ],
    ['remove of selected elements', { op: 'remove', path: 'emails[type eq "home"]' }, { emails: [work] }],
    [
      'add appends',
      { op: 'add', path: 'emails', value: [{ value: 'third@example.com' }] },
      { emails: [work, home, { value: 'third@example.com' }] }
    ],
    ['add of what is there', { op: 'add', path: 'emails', value: [work] }, { emails: [work, home] }],
    [
      'a new primary takes it from the old one',
      { op: 'add', path: 'emails', value: [{ value: 'third@example.com', primary: true }] },
      { emails: [{ ...work, primary: false }, home, { value: 'third@example.com', primary: true }] }
    ],
    [
      'replace of a list is whole',
      { op: 'replace', path: 'phoneNumbers', value: [{ value: 'tel:+81-90-0000-0000' }] },
      { phoneNumbers: [{ value: 'tel:+81-90-0000-0000' }] }
    ]
  ]
  test.each(cases)('%s', async (_name, operation, expected) => {
    const before = await patient()
    const { status, body } = await scim.patch(`/Users/${before['id']}`, [operation])
    const wanted = JSON.parse(JSON.stringify({ ...before, ...expected, meta: null }))
    expect(status).toBe(200)
    expect({ ...body, displayName: wanted.displayName, meta: null }).toEqual(wanted)
    expect((await scim.get(`/Users/${before['id']}`)).body).toEqual(body)
  })

  const refusals: [string, JsonObject, string][] = [
    ['an unknown path', { op: 'replace', path: 'nickName', value: 'x' }, 'invalidPath'],
    ['a malformed path', { op: 'replace', path: 'emails[', value: 'x' }, 'invalidPath'],
    ['a malformed filter', { op: 'remove', path: 'emails[type is "x"]' }, 'invalidFilter'],
    ['a replace that selects nothing', { op: 'replace', path: 'emails[type eq "x"].value', value: 'x' }, 'noTarget'],
    ['a remove without path', { op: 'remove' }, 'noTarget'],
    ['a read-only path', { op: 'replace', path: 'displayName', value: 'x' }, 'mutability'],
    ['an unknown op', { op: 'move', path: 'title', value: 'x' }, 'invalidSyntax'],
    ['a required attribute removed', { op: 'remove', path: 'emails' }, 'invalidValue'],
    ['a wrong type', { op: 'replace', path: 'active', value: 'false' }, 'invalidValue']
  ]
  test.each(refusals)('refused: %s', async (_name, operation, scimType) => {
    const before = await patient()
    const first = { op: 'replace', path: 'title', value: 'lost' }
    const { status, body } = await scim.patch(`/Users/${before['id']}`, [first, operation])
    expect([status, body['scimType']]).toEqual([400, scimType])
    expect((await scim.get(`/Users/${before['id']}`)).body).toEqual(before)
  })

  test('a body without the PatchOp schema is refused', async () => {
    const { id } = await patient()
    const unnamed = await fetch(`${service.baseUrl}/Users/${id}`, {
      method: 'PATCH',
      headers: { Authorization: `Bearer ${service.token}`, 'Content-Type': 'application/json' },
      body: JSON.stringify({ Operations: [{ op: 'remove', path: 'title' }] })
    })
    expect(unnamed.status).toBe(400)
  })
})

describe('PATCH of a group', () => {
  async function withGroup<T>(options: IijIdOptions, use: (group: GroupAtHand) => Promise<T>): Promise<T> {
    const service = await startIijId(options)
    try {
      const scim = clientOf(service)
      const ids: string[] = []
      for (const name of ['a', 'b', 'c']) ids.push(String((await scim.post('/Users', userBody(name))).body['id']))
      const { body } = await scim.post('/Groups', groupBody('g', ids.slice(0, 2)))
      const members = () => [...service.model.group('g').members].map((id) => 'abc'[ids.indexOf(id)]).join('')
      return await use({ scim, path: `/Groups/${body['id']}`, ids, members })
    } finally {
      await service.close()
    }
  }
  interface GroupAtHand {
    readonly scim: Client
    readonly path: string
    readonly ids: readonly string[]
    readonly members: () => string
  }

  test.each([
    ['add', (ids: readonly string[]) => ({ op: 'add', path: 'members', value: [{ value: ids[2] }] }), 'abc'],
    ['add of a member', (ids: readonly string[]) => ({ op: 'add', path: 'members', value: [{ value: ids[0] }] }), 'ab'],
    ['add without path', (ids: readonly string[]) => ({ op: 'add', value: { members: [{ value: ids[2] }] } }), 'abc'],
    ['remove by value', (ids: readonly string[]) => ({ op: 'remove', path: `members[value eq "${ids[0]}"]` }), 'b'],
    [
      'remove of no member',
      (ids: readonly string[]) => ({ op: 'remove', path: `members[value eq "${ids[2]}"]` }),
      'ab'
    ],
    [
      'remove by or',
      (ids: readonly string[]) => ({ op: 'remove', path: `members[value eq "${ids[0]}" or value eq "${ids[1]}"]` }),
      ''
    ],
    ['replace', (ids: readonly string[]) => ({ op: 'replace', path: 'members', value: [{ value: ids[2] }] }), 'c'],
    ['remove of all', () => ({ op: 'remove', path: 'members' }), ''],
    [
      'a bare remove with values empties the group, as strict servers do',
      (ids: readonly string[]) => ({ op: 'remove', path: 'members', value: [{ value: ids[0] }] }),
      ''
    ]
  ])('%s', async (_name, operation, expected) => {
    await withGroup({}, async ({ scim, path, ids, members }) => {
      expect((await scim.patch(path, [operation(ids)])).status).toBe(200)
      expect(members()).toBe(expected)
    })
  })

  test('a lenient server takes a bare remove for the values listed', async () => {
    await withGroup({ bareRemove: 'removes-listed' }, async ({ scim, path, ids, members }) => {
      await scim.patch(path, [{ op: 'remove', path: 'members', value: [{ value: ids[0] }] }])
      expect(members()).toBe('b')
    })
  })

  test('attributes and members in one request; the answer may be 204', async () => {
    await withGroup({ patchAnswer: { groups: 'no-content' } }, async ({ scim, path, ids, members }) => {
      const answered = await scim.patch(path, [
        { op: 'replace', value: { displayName: 'h', members: [{ value: ids[2] }] } },
        { op: 'add', path: 'members', value: [{ value: ids[0] }] }
      ])
      expect([answered.status, answered.text, answered.headers.get('etag')]).toEqual([204, '', 'W/"2"'])
      const seen = await scim.get(path)
      expect(seen.body['displayName']).toBe('h')
      expect(seen.text).not.toContain(ids[1])
      expect(() => members()).toThrow('no group g')
    })
  })

  test.each([
    ['unadvertised', 501, false],
    [501, 501, true],
    [405, 405, true]
  ] as const)('not supported (%s): %i, ServiceProviderConfig says %s', async (patch, status, advertised) => {
    await withGroup({ patch }, async ({ scim, path, members }) => {
      expect((await scim.patch(path, [{ op: 'remove', path: 'members' }])).status).toBe(status)
      expect((await scim.get('/ServiceProviderConfig')).body['patch']).toEqual({ supported: advertised })
      expect(members()).toBe('ab')
    })
  })
})
