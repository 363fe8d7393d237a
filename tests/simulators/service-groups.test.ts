import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Client, clientOf, groupBody, userBody } from '../support/service/client.ts'
import { type IijId, startIijId } from '../support/service/iij-id.ts'

const GROUP_EXTENSION = 'urn:iij:params:scim:schemas:extension:enterprise:2.0:Group'

describe('groups of the IIJ ID emulator', () => {
  let service: IijId
  let scim: Client
  let sato: unknown
  let ito: unknown
  beforeAll(async () => {
    service = await startIijId()
    scim = clientOf(service)
    sato = (await scim.post('/Users', userBody('sato', { name: { familyName: '佐藤' } }))).body['id']
    ito = (await scim.post('/Users', userBody('ito'))).body['id']
  })
  afterAll(() => service.close())
  const memberIds = (id: unknown) => [...service.model.group(String(id)).members]

  test('a created group is answered with its members as value, $ref and display', async () => {
    const extension = { description: '営業', email: 'sales@example.jp', groupType: 'security' }
    const created = await scim.post('/Groups', groupBody('営業部', [sato], { [GROUP_EXTENSION]: extension }))
    expect(created.status).toBe(201)
    expect(created.body).toMatchObject({
      schemas: ['urn:ietf:params:scim:schemas:core:2.0:Group', GROUP_EXTENSION],
      displayName: '営業部',
      externalId: 'ext-営業部',
      members: [{ value: sato, $ref: `${service.baseUrl}/Users/${sato}`, display: '佐藤' }],
      [GROUP_EXTENSION]: extension
    })
    const user = await scim.get(`/Users/${sato}`)
    expect(user.body['groups']).toEqual([
      { value: created.body['id'], $ref: `${service.baseUrl}/Groups/${created.body['id']}`, display: '営業部' }
    ])
  })

  test('a member must exist; a refused change changes nothing', async () => {
    const refused = await scim.post('/Groups', groupBody('ghosts', [sato, 'nobody']))
    expect([refused.status, refused.body['scimType'], refused.body['detail']]).toEqual([
      400,
      'invalidValue',
      'members: nobody does not exist'
    ])
    expect((await scim.list('Groups', { filter: 'displayName eq "ghosts"' })).resources).toEqual([])
    const { body } = await scim.post('/Groups', groupBody('steady', [sato]))
    const patched = await scim.patch(`/Groups/${body['id']}`, [
      { op: 'remove', path: `members[value eq "${sato}"]` },
      { op: 'add', path: 'members', value: [{ value: 'nobody' }] }
    ])
    expect(patched.status).toBe(400)
    expect(memberIds(body['id'])).toEqual([sato])
  })

  test('a group may be a member where the service allows it', async () => {
    const inner = (await scim.post('/Groups', groupBody('inner'))).body['id']
    expect((await scim.post('/Groups', groupBody('outer', [inner]))).status).toBe(201)
    const flat = await startIijId({ nestedGroups: false })
    const client = clientOf(flat)
    const other = (await client.post('/Groups', groupBody('inner'))).body['id']
    expect((await client.post('/Groups', groupBody('outer', [other]))).status).toBe(400)
    await flat.close()
  })

  test('displayName and externalId are unique without case, displayName is required', async () => {
    await scim.post('/Groups', groupBody('unique'))
    const name = await scim.post('/Groups', groupBody('UNIQUE', [], { externalId: 'x' }))
    const key = await scim.post('/Groups', groupBody('x', [], { externalId: 'EXT-unique' }))
    const none = await scim.post('/Groups', groupBody('x', [], { displayName: '' }))
    expect([name.status, name.body['detail']]).toEqual([409, 'displayName has already been taken'])
    expect([key.status, key.body['detail']]).toEqual([409, 'externalId has already been taken'])
    expect([none.status, none.body['detail']]).toEqual([400, 'displayName is required'])
  })

  test('a PUT replaces the members too; without any it empties the group', async () => {
    const { body } = await scim.post('/Groups', groupBody('put', [sato]))
    await scim.put(`/Groups/${body['id']}`, groupBody('put', [ito]))
    expect(memberIds(body['id'])).toEqual([ito])
    await scim.put(`/Groups/${body['id']}`, groupBody('put', [], { members: undefined }))
    expect(memberIds(body['id'])).toEqual([])
  })

  test('a deletion is final at once: names free, memberships gone', async () => {
    const { body } = await scim.post('/Groups', groupBody('short', [ito]))
    expect((await scim.delete(`/Groups/${body['id']}`)).status).toBe(204)
    expect((await scim.get(`/Groups/${body['id']}`)).status).toBe(404)
    expect(JSON.stringify((await scim.get(`/Users/${ito}`)).body['groups'])).not.toContain(String(body['id']))
    const again = await scim.post('/Groups', groupBody('short'))
    expect(again.status).toBe(201)
    expect(again.body['id']).not.toBe(body['id'])
  })

  test('excludedAttributes leaves the members out, attributes gives only what is named', async () => {
    const { body } = await scim.post('/Groups', groupBody('projected', [sato]))
    const without = await scim.get(`/Groups/${body['id']}?excludedAttributes=members`)
    expect(Object.keys(without.body)).toEqual(['schemas', 'id', 'externalId', 'displayName', 'meta'])
    const only = await scim.get(`/Groups/${body['id']}?attributes=displayName`)
    expect(Object.keys(only.body)).toEqual(['schemas', 'id', 'displayName'])
  })
})
