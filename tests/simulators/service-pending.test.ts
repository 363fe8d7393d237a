import { afterEach, describe, expect, test } from 'vitest'
import { clientOf, groupBody, userBody } from '../support/service/client.ts'
import { type IijId, startIijId } from '../support/service/iij-id.ts'
import { objectsOf } from '../support/service/json.ts'
import type { IijIdOptions } from '../support/service/options.ts'

let service: IijId
afterEach(() => service.close())

async function withDeletedUser(options: IijIdOptions = {}) {
  service = await startIijId(options)
  const scim = clientOf(service)
  const { body } = await scim.post('/Users', userBody('sato', { title: 'before' }))
  const id = String(body['id'])
  const group = String((await scim.post('/Groups', groupBody('sales', [id]))).body['id'])
  const deleted = await scim.delete(`/Users/${id}`)
  const memberIds = async () =>
    objectsOf((await scim.get(`/Groups/${group}`)).body['members']).map((member) => member['value'])
  return { scim, id, deleted, memberIds }
}

describe('a user pending deletion', () => {
  test('is absent from lists and filters, and 404 by id, but still held', async () => {
    const { scim, id, deleted } = await withDeletedUser()
    expect([deleted.status, deleted.text]).toEqual([204, ''])
    expect((await scim.get(`/Users/${id}`)).status).toBe(404)
    expect((await scim.get(`/Users/${id}`)).body['detail']).toBe(`Resource ${id} not found.`)
    expect((await scim.delete(`/Users/${id}`)).status).toBe(404)
    expect((await scim.patch(`/Users/${id}`, [{ op: 'replace', path: 'active', value: true }])).status).toBe(404)
    expect((await scim.list('Users')).resources.map((user) => user['userName'])).toEqual(['iid-admin@example.jp'])
    expect((await scim.list('Users', { filter: 'externalId eq "ext-sato"' })).resources).toEqual([])
    expect(service.model.pending.map((user) => user.id)).toEqual([id])
  })

  test('comes back under his id by a POST with both names, his attributes overwritten', async () => {
    const { scim, id } = await withDeletedUser()
    const restored = await scim.post('/Users', userBody('SATO', { active: false, userType: 'x' }))
    expect(restored.status).toBe(201)
    expect(restored.body).toMatchObject({ id, userName: 'SATO@example.jp', active: false, userType: 'x' })
    expect(restored.body).not.toHaveProperty('title')
    expect((await scim.get(`/Users/${id}`)).status).toBe(200)
    expect((await scim.list('Users')).resources.map((user) => user['id'])).toContain(id)
    expect(service.model.pending).toEqual([])
  })

  test('does not come back when the two names belong to two of them', async () => {
    const { scim } = await withDeletedUser()
    service.console.createUser({ userName: 'ito@example.jp', externalId: 'ext-ito' })
    service.console.deleteUser('ito@example.jp')
    const refused = await scim.post('/Users', userBody('sato', { externalId: 'ext-ito' }))
    expect(refused.status).toBe(409)
    expect(service.model.pending).toHaveLength(2)
  })

  test('is not restored by a body that breaks a rule', async () => {
    const { scim } = await withDeletedUser()
    expect((await scim.post('/Users', userBody('sato', { emails: undefined }))).status).toBe(400)
    expect(service.model.pending).toHaveLength(1)
  })

  test('purged: both names are free for a new user, with a new id', async () => {
    const { scim, id } = await withDeletedUser()
    service.console.purge('sato@example.jp')
    const created = await scim.post('/Users', userBody('sato', { externalId: 'ext-other' }))
    expect(created.status).toBe(201)
    expect(created.body['id']).not.toBe(id)
  })

  test.each(['dropped', 'kept'] as const)(
    'memberships %s, after the deletion and after the restore',
    async (memberships) => {
      const { scim, id, memberIds } = await withDeletedUser({ pending: { memberships } })
      const expected = memberships === 'kept' ? [id] : []
      expect(await memberIds()).toEqual(expected)
      await scim.post('/Users', userBody('sato'))
      expect(await memberIds()).toEqual(expected)
    }
  )

  test('shown all the same: listed, answered, and brought back by a PATCH, not by a POST', async () => {
    const { scim, id } = await withDeletedUser({ pending: { shown: true } })
    expect((await scim.get(`/Users/${id}`)).status).toBe(200)
    expect((await scim.list('Users', { filter: 'externalId eq "ext-sato"' })).resources).toHaveLength(1)
    expect((await scim.list('Users')).resources).toHaveLength(2)
    expect((await scim.post('/Users', userBody('sato'))).status).toBe(409)
    const patched = await scim.patch(`/Users/${id}`, [{ op: 'replace', path: 'title', value: 'after' }])
    expect([patched.status, patched.body['title']]).toEqual([200, 'after'])
    expect(service.model.pending).toEqual([])
    expect((await scim.list('Users')).resources).toHaveLength(2)
  })
})
