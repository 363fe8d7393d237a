import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Client, clientOf, userBody } from '../support/service/client.ts'
import { type IijId, startIijId } from '../support/service/iij-id.ts'

const IIJ = 'urn:iij:params:scim:schemas:extension:enterprisejp:2.0:User'
const error = (status: number, detail: string, scimType?: string) => ({
  schemas: ['urn:ietf:params:scim:api:messages:2.0:Error'],
  detail,
  ...(scimType === undefined ? {} : { scimType }),
  status: String(status)
})

describe('the eight documented causes of an error', () => {
  let service: IijId
  let scim: Client
  beforeAll(async () => {
    service = await startIijId({ domains: ['example.jp', 'Example.COM'] })
    scim = clientOf(service)
    await scim.post('/Users', userBody('first'))
  })
  afterAll(() => service.close())

  test('1: the domain of userName is not registered', async () => {
    const refused = await scim.post('/Users', userBody('sato', { userName: 'sato@example.org' }))
    expect([refused.status, refused.body]).toEqual([404, error(404, 'organization is not found.')])
    const taken = await scim.post('/Users', userBody('sato', { userName: 'sato@EXAMPLE.com' }))
    expect(taken.status).toBe(201)
  })

  test('1: …also on PUT and PATCH', async () => {
    const { body } = await scim.post('/Users', userBody('mover'))
    const put = await scim.put(`/Users/${body['id']}`, userBody('mover', { userName: 'mover@example.org' }))
    const patch = await scim.patch(`/Users/${body['id']}`, [
      { op: 'replace', path: 'userName', value: 'mover@example.org' }
    ])
    expect([put.body['detail'], patch.body['detail']]).toEqual(Array(2).fill('organization is not found.'))
  })

  test.each(['subject', 'externalUserName'])('2: %s without issuer', async (claim) => {
    const detail = 'Issuer is required when externalUserName or subject is specified.'
    const claims = (idTokenClaims: object) => userBody(`claims-${claim}`, { [IIJ]: { idTokenClaims } })
    const refused = await scim.post('/Users', claims({ [claim]: 'x' }))
    expect([refused.status, refused.body]).toEqual([400, error(400, detail, 'invalidValue')])
    const taken = await scim.post('/Users', claims({ [claim]: 'x', issuer: 'https://idp.example.jp' }))
    expect(taken.status).toBe(201)
  })

  test('3: externalId is taken, whatever its case', async () => {
    const refused = await scim.post('/Users', userBody('other', { externalId: 'EXT-First' }))
    expect([refused.status, refused.body]).toEqual([409, error(409, 'externalId has already been taken', 'uniqueness')])
  })

  test('4: userName is taken, whatever its case', async () => {
    const refused = await scim.post('/Users', userBody('other', { userName: 'FIRST@example.jp' }))
    expect([refused.status, refused.body]).toEqual([409, error(409, 'userName has already been taken', 'uniqueness')])
  })

  test('3, 4: one who keeps his own names is not refused for them', async () => {
    const [first] = (await scim.list('Users', { filter: 'userName eq "first@example.jp"' })).resources
    const kept = await scim.put(`/Users/${first?.['id']}`, userBody('first', { userName: 'First@example.jp' }))
    expect([kept.status, kept.body['userName']]).toEqual([200, 'First@example.jp'])
  })

  test.each(['no-address', 'a@b', 'a b@example.jp', ''])('5: the e-mail "%s" is no address', async (value) => {
    const refused = await scim.post('/Users', userBody('mail', { emails: [{ value }] }))
    expect([refused.status, refused.body]).toEqual([400, error(400, 'emails is invalid', 'invalidValue')])
  })

  test('6: one of the names belongs to a user pending deletion', async () => {
    service.console.createUser({ userName: 'gone@example.jp', externalId: 'ext-gone' })
    service.console.deleteUser('gone@example.jp')
    const byName = await scim.post('/Users', userBody('gone', { externalId: 'ext-new' }))
    const byKey = await scim.post('/Users', userBody('gone', { userName: 'new@example.jp' }))
    const detail = (name: string) => `${name} has already been taken by a user who is pending deletion`
    expect([byName.status, byName.body]).toEqual([409, error(409, detail('userName'), 'uniqueness')])
    expect([byKey.status, byKey.body]).toEqual([409, error(409, detail('externalId'), 'uniqueness')])
  })

  test('7: the token cannot be used', async () => {
    const stranger = await clientOf({ ...service, token: 'nonsense' }).get('/Users')
    expect([stranger.status, stranger.body]).toEqual([401, error(401, 'The access token is invalid or has expired.')])
    expect(stranger.headers.get('www-authenticate')).toBe('Bearer error="invalid_token"')
    const reader = clientOf({ ...service, token: service.issueToken({ scopes: ['escim_read_users'] }) })
    const refused = await reader.post('/Users', userBody('x'))
    expect([refused.status, refused.body]).toEqual([
      403,
      error(403, 'The access token lacks the scope escim_write_users.')
    ])
    expect((await reader.get('/Users')).status).toBe(200)
  })

  test.each(['03-1234-5678', '+81-3-1234-5678', 'tel:03-1234-5678', 'tel:+', 'tel:+81 3 1234 5678'])(
    '8: the phone "%s" is no RFC 3966 global number',
    async (value) => {
      const refused = await scim.post('/Users', userBody('phone', { phoneNumbers: [{ value }] }))
      expect([refused.status, refused.body]).toEqual([400, error(400, 'phoneNumbers is invalid', 'invalidValue')])
    }
  )

  test.each(['tel:+81-3-1234-5678', 'tel:+819012345678', 'tel:+1(555)010.0100;ext=12'])(
    '8: the phone "%s" is taken',
    async (value) => {
      const name = `phone-${value.replaceAll(/\D/g, '')}`
      const taken = await scim.post('/Users', userBody(name, { phoneNumbers: [{ value, type: 'work' }] }))
      expect(taken.status).toBe(201)
    }
  )
})
