import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Client, clientOf, userBody } from '../support/service/client.ts'
import { type IijId, startIijId } from '../support/service/iij-id.ts'

const ENTERPRISE = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User'
const OIDFJ = 'urn:oidfj:params:scim:schemas:extention:enterprisejp:2.0:User'
const IIJ = 'urn:iij:params:scim:schemas:extension:enterprisejp:2.0:User'

describe('users of the IIJ ID emulator', () => {
  let service: IijId
  let scim: Client
  beforeAll(async () => {
    service = await startIijId({ clock: () => Date.UTC(2018, 6, 31, 8, 50, 7, 999) })
    scim = clientOf(service)
  })
  afterAll(() => service.close())

  test('a created user is answered whole, with id, derived displayName, all four schemas and Japan time', async () => {
    const created = await scim.post('/Users', {
      ...userBody('sato'),
      name: { familyName: '佐藤', givenName: '花子' },
      [ENTERPRISE]: { department: '営業部', organization: '例社' },
      [IIJ]: { downstreamId: 'q83vEg==', idTokenClaims: { issuer: 'https://idp.example.jp', subject: 'sato' } }
    })
    expect(created.status).toBe(201)
    const id = String(created.body['id'])
    expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)
    expect(created.body).toEqual({
      schemas: ['urn:ietf:params:scim:schemas:core:2.0:User', ENTERPRISE, OIDFJ, IIJ],
      id,
      externalId: 'ext-sato',
      userName: 'sato@example.jp',
      active: true,
      emails: [{ value: 'sato@example.jp', primary: true }],
      name: { familyName: '佐藤', givenName: '花子' },
      displayName: '佐藤 花子',
      groups: [],
      [ENTERPRISE]: { department: '営業部', organization: '例社' },
      [IIJ]: { downstreamId: 'q83vEg==', idTokenClaims: { issuer: 'https://idp.example.jp', subject: 'sato' } },
      meta: {
        resourceType: 'User',
        created: '2018-07-31T17:50:07+09:00',
        lastModified: '2018-07-31T17:50:07+09:00',
        location: `${service.baseUrl}/Users/${id}`,
        version: 'W/"1"'
      }
    })
    expect(created.headers.get('location')).toBe(`${service.baseUrl}/Users/${id}`)
    expect(created.headers.get('content-type')).toBe('application/scim+json; charset=utf-8')
    expect((await scim.get(`/Users/${id}`)).body).toEqual(created.body)
  })

  test('unknown attributes are ignored, read-only ones too; a password is never answered', async () => {
    const created = await scim.post('/Users', {
      ...userBody('suzuki'),
      id: 'mine',
      displayName: 'mine',
      groups: [{ value: 'mine' }],
      nickName: 'unknown to the service',
      password: 'correct horse',
      'urn:example:unknown': { a: 1 }
    })
    expect(created.status).toBe(201)
    expect(created.body['id']).not.toBe('mine')
    expect(created.body).toMatchObject({ displayName: 'suzuki@example.jp', groups: [] })
    for (const name of ['nickName', 'password', 'urn:example:unknown']) expect(created.body).not.toHaveProperty([name])
  })

  test('attribute names are found whatever their case', async () => {
    const created = await scim.post('/Users', { ...userBody('case'), TITLE: '課長', NAME: { FAMILYNAME: '山田' } })
    expect(created.body).toMatchObject({ title: '課長', name: { familyName: '山田' } })
  })

  test('a PUT replaces everything: what it does not name is cleared', async () => {
    const { body } = await scim.post('/Users', userBody('put', { title: 'old', userType: 'x' }))
    const put = await scim.put(`/Users/${body['id']}`, userBody('put', { title: 'new' }))
    expect(put.status).toBe(200)
    expect(put.body).toMatchObject({ id: body['id'], title: 'new', meta: { version: 'W/"2"' } })
    expect(put.body).not.toHaveProperty('userType')
  })

  test('null and an empty list mean unassigned', async () => {
    const { body } = await scim.post('/Users', userBody('nothing', { title: null, phoneNumbers: [] }))
    expect(body).not.toHaveProperty('title')
    expect(body).not.toHaveProperty('phoneNumbers')
  })

  test.each([
    ['userName', 'userName is required'],
    ['active', 'active is required'],
    ['emails', 'emails is required']
  ])('a POST without %s is refused', async (attribute, detail) => {
    const refused = await scim.post('/Users', userBody('lacking', { [attribute]: undefined }))
    expect(refused.status).toBe(400)
    expect(refused.body).toEqual({
      schemas: ['urn:ietf:params:scim:api:messages:2.0:Error'],
      detail,
      scimType: 'invalidValue',
      status: '400'
    })
  })

  test.each([
    ['active is a text', { active: 'true' }, 'active is invalid'],
    ['userName is no e-mail address', { userName: 'sato' }, 'userName is invalid'],
    ['the password is empty', { password: '' }, 'password is invalid'],
    ['emails is no list of objects', { emails: ['a@example.jp'] }, 'emails is invalid'],
    ['name is a text', { name: 'Sato' }, 'name is invalid']
  ])('refused when %s', async (_case, edit, detail) => {
    const refused = await scim.post('/Users', userBody('wrong', edit))
    expect([refused.status, refused.body['scimType'], refused.body['detail']]).toEqual([400, 'invalidValue', detail])
  })

  test.each([
    ['emails', 5, (i: number) => ({ value: `m${i}@example.jp` })],
    ['phoneNumbers', 10, (i: number) => ({ value: `tel:+81-3-0000-000${i}` })],
    ['ims', 10, (i: number) => ({ value: `im${i}` })]
  ])('%s: %i are taken, one more is refused', async (attribute, most, element) => {
    const listOf = (length: number) => Array.from({ length }, (_, i) => element(i))
    const taken = await scim.post('/Users', userBody(`most-${attribute}`, { [attribute]: listOf(most) }))
    const refused = await scim.post('/Users', userBody(`over-${attribute}`, { [attribute]: listOf(most + 1) }))
    expect([taken.status, refused.status, refused.body['scimType']]).toEqual([201, 400, 'invalidValue'])
  })

  test('a body that is no JSON object, or lacks the schema, is a syntax error; another content type is 415', async () => {
    const list = await scim.post('/Users', [1])
    const unnamed = await scim.post('/Users', userBody('x', { schemas: [] }))
    const form = await scim.post('/Users', userBody('x'), { 'Content-Type': 'text/plain' })
    expect([list.body['scimType'], unnamed.body['scimType'], form.status]).toEqual([
      'invalidSyntax',
      'invalidSyntax',
      415
    ])
  })
})
