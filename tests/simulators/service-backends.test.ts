import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { BACKENDS, type TestService } from '../support/scenario-service.ts'
import { type Client, clientOf, groupBody, userBody } from '../support/service/client.ts'

const ENTERPRISE = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User'
const USER_SCHEMAS = ['urn:ietf:params:scim:schemas:core:2.0:User', ENTERPRISE]

/** What lists of wanted states may rely on, whichever server they run against. */
describe.each(BACKENDS)('a service to run scenarios on: $name', ({ start }) => {
  let service: TestService
  let scim: Client
  beforeEach(async () => {
    service = await start()
    scim = clientOf(service)
  })
  afterEach(() => service.close())
  const create = async (name: string, edit = {}) =>
    String((await scim.post('/Users', userBody(name, { schemas: USER_SCHEMAS, ...edit }))).body['id'])

  test('the snapshot shows users by externalId', async () => {
    await create('sato', {
      name: { familyName: '佐藤', givenName: '花子' },
      title: '課長',
      active: false,
      phoneNumbers: [{ value: 'tel:+81-3-0000-0000', type: 'work' }],
      [ENTERPRISE]: { department: '営業部' }
    })
    expect(service.snapshot().users).toEqual(
      new Map([
        [
          'ext-sato',
          {
            userName: 'sato@example.jp',
            active: false,
            familyName: '佐藤',
            givenName: '花子',
            title: '課長',
            department: '営業部',
            emails: ['sato@example.jp'],
            phoneNumbers: ['tel:+81-3-0000-0000']
          }
        ]
      ])
    )
  })

  test('the snapshot shows groups with the externalIds of their members', async () => {
    const [sato, ito] = [await create('sato'), await create('ito')]
    const { body } = await scim.post('/Groups', groupBody('sales', [sato]))
    await scim.patch(`/Groups/${body['id']}`, [{ op: 'add', path: 'members', value: [{ value: ito }] }])
    await scim.patch(`/Groups/${body['id']}`, [{ op: 'remove', path: `members[value eq "${sato}"]` }])
    expect(service.snapshot().groups).toEqual(
      new Map([['ext-sales', { displayName: 'sales', members: new Set(['ext-ito']) }]])
    )
  })

  test('writes are the requests that are no GET, until cleared', async () => {
    const id = await create('sato')
    await scim.list('Users')
    await scim.patch(`/Users/${id}`, [{ op: 'replace', path: 'title', value: 'x' }])
    expect(service.writes()).toEqual([
      { method: 'POST', path: '/Users' },
      { method: 'PATCH', path: `/Users/${id}` }
    ])
    service.clearWrites()
    expect(service.writes()).toEqual([])
  })

  test('PATCH, PUT and a filter on externalId work, names are unique without case', async () => {
    const id = await create('sato', { title: 'a' })
    await scim.patch(`/Users/${id}`, [
      { op: 'replace', path: 'name.familyName', value: '佐藤' },
      { op: 'replace', path: `${ENTERPRISE}:department`, value: '営業部' },
      { op: 'remove', path: 'title' },
      { op: 'replace', path: 'active', value: false }
    ])
    expect(service.snapshot().users.get('ext-sato')).toMatchObject({
      familyName: '佐藤',
      department: '営業部',
      title: null,
      active: false
    })
    await scim.put(`/Users/${id}`, userBody('sato', { title: 'b' }))
    expect(service.snapshot().users.get('ext-sato')).toMatchObject({ title: 'b', familyName: null, active: true })
    const found = await scim.list('Users', { filter: 'externalId eq "ext-sato"' })
    expect(found.resources.map((user) => user['id'])).toEqual([id])
    const taken = await scim.post('/Users', userBody('SATO', { externalId: 'other' }))
    expect([taken.status, taken.body['scimType'], taken.body['status']]).toEqual([409, 'uniqueness', '409'])
  })

  test('pages are cut by startIndex and count', async () => {
    for (const name of ['a', 'b', 'c']) await create(name)
    const { body, resources } = await scim.list('Users', { startIndex: '3', count: '1' })
    expect(body).toMatchObject({ totalResults: 4, startIndex: 3 })
    expect(resources.map((user) => user['externalId'])).toEqual(['ext-b'])
  })

  test('a member must exist; the token counts; its owner is known to /Me', async () => {
    expect((await scim.post('/Groups', groupBody('ghosts', ['nobody']))).status).toBe(400)
    expect((await clientOf({ ...service, token: 'other' }).get('/Users')).status).toBe(401)
    expect((await scim.get('/Me')).body['userName']).toBe(service.owner)
  })

  test('a deleted user leaves the snapshot and his groups; pending on iij-id, final elsewhere', async () => {
    const id = await create('sato')
    await scim.post('/Groups', groupBody('sales', [id]))
    expect((await scim.delete(`/Users/${id}`)).status).toBe(204)
    expect((await scim.get(`/Users/${id}`)).status).toBe(404)
    const { users, pending, groups } = service.snapshot()
    expect([...users.keys()]).toEqual([])
    expect(groups.get('ext-sales')?.members).toEqual(new Set())
    expect([...pending.keys()]).toEqual(service.profile === 'iij-id' ? ['ext-sato'] : [])
    const again = await create('sato')
    expect(again === id).toBe(service.profile === 'iij-id')
  })

  test('a deleted group is gone', async () => {
    const { body } = await scim.post('/Groups', groupBody('sales'))
    expect((await scim.delete(`/Groups/${body['id']}`)).status).toBe(204)
    expect((await scim.delete(`/Groups/${body['id']}`)).status).toBe(404)
    expect(service.snapshot().groups.size).toBe(0)
  })
})
