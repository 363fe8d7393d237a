import { afterEach, describe, expect, test } from 'vitest'
import { clientOf, groupBody, userBody } from '../support/service/client.ts'
import { type IijId, startIijId } from '../support/service/iij-id.ts'

let service: IijId
afterEach(() => service.close())

describe('edits in the console', () => {
  test('show in the API, and are no requests', async () => {
    service = await startIijId()
    const scim = clientOf(service)
    const { id } = service.console.createUser({ userName: 'sato@example.jp', title: 'a', userType: 'x' })
    service.console.createGroup({ displayName: '営業部' })
    service.console.addMember('営業部', 'sato@example.jp')
    service.console.editUser(id, { title: 'b', userType: null })
    service.console.disableUser(id)
    const seen = (await scim.get(`/Users/${id}`)).body
    expect(seen).toMatchObject({ title: 'b', active: false, groups: [{ display: '営業部' }] })
    expect(seen).not.toHaveProperty('userType')
    service.console.enableUser(id)
    service.console.removeMember('営業部', id)
    service.console.editGroup('営業部', { displayName: '総務部' })
    expect((await scim.get(`/Users/${id}`)).body).toMatchObject({ active: true, groups: [] })
    expect((await scim.list('Groups')).resources).toMatchObject([{ displayName: '総務部' }])
    service.console.deleteGroup('総務部')
    expect((await scim.list('Groups')).resources).toEqual([])
    expect(service.writes()).toEqual([])
  })

  test('delete, restore, purge', async () => {
    service = await startIijId()
    service.console.createUser({ userName: 'sato@example.jp' })
    service.console.deleteUser('sato@example.jp')
    expect(service.model.pending).toHaveLength(1)
    service.console.restoreUser('sato@example.jp')
    expect(service.model.pending).toHaveLength(0)
    service.console.deleteUser('sato@example.jp')
    service.console.purgeAll()
    expect(() => service.model.user('sato@example.jp')).toThrow('the emulator has no user sato@example.jp')
  })

  test('obey the rules of the service', async () => {
    service = await startIijId()
    expect(() => service.console.createUser({ userName: 'x@example.org' })).toThrow('organization is not found.')
  })
})

describe('the log', () => {
  test('holds each request as it came and went, never the bearer', async () => {
    service = await startIijId({ clock: () => 42 })
    const scim = clientOf(service)
    const { body } = await scim.post('/Users', userBody('sato'))
    await scim.list('Users', { filter: 'userName pr' })
    await scim.delete(`/Users/${body['id']}`)
    expect(service.log.all().map(({ number, at, method, path, status }) => [number, at, method, path, status])).toEqual(
      [
        [1, 42, 'POST', '/Users', 201],
        [2, 42, 'GET', '/Users', 200],
        [3, 42, 'DELETE', `/Users/${body['id']}`, 204]
      ]
    )
    expect(service.log.all()[0]?.body).toEqual(userBody('sato'))
    expect(service.log.all()[1]?.query.get('filter')).toBe('userName pr')
    expect(service.writes().map(({ method }) => method)).toEqual(['POST', 'DELETE'])
    expect(service.log.reads()).toHaveLength(1)
    expect(JSON.stringify(service.log.all())).not.toContain(service.token)
    service.log.clear()
    expect([service.log.total, service.writes()]).toEqual([0, []])
  })

  test('can be left out: requests are counted all the same', async () => {
    service = await startIijId({ keepLog: false })
    await clientOf(service).delete('/Users/none')
    expect([service.log.all(), service.log.total, service.log.totalWrites]).toEqual([[], 1, 1])
  })

  test('the job history tells each change, by whom, and how it ended', async () => {
    service = await startIijId()
    const scim = clientOf(service)
    const created = await scim.post('/Groups', groupBody('g'))
    await scim.post('/Groups', groupBody('g'))
    await scim.get('/Groups')
    expect(service.model.jobs).toMatchObject([
      { actor: service.owner, action: 'POST /Groups', target: created.body['id'], status: 201 },
      { actor: service.owner, action: 'POST /Groups', target: null, status: 409 }
    ])
    expect(service.model.jobs[0]?.requestId).toBe(created.headers.get('x-request-id'))
  })
})

test('onRequest is called before and after the processing, and waited for', async () => {
  service = await startIijId()
  const seen: string[] = []
  service.onRequest = async (phase, request) => {
    await new Promise((resolve) => setImmediate(resolve))
    seen.push(`${phase} ${request.method}: ${service.model.users.byId.size} users`)
  }
  await clientOf(service).post('/Users', userBody('sato'))
  expect(seen).toEqual(['before POST: 1 users', 'after POST: 2 users'])
})

test('the same seed makes the same ids, another seed others', async () => {
  const ids: unknown[] = []
  for (const seed of [7, 7, 8]) {
    service = await startIijId({ seed })
    ids.push((await clientOf(service).post('/Users', userBody('sato'))).body['id'])
    await service.close()
  }
  expect(ids[0]).toBe(ids[1])
  expect(ids[0]).not.toBe(ids[2])
})

test('two services at once are strangers to each other', async () => {
  service = await startIijId()
  const other = await startIijId({ seed: 2 })
  service.console.createUser({ userName: 'sato@example.jp' })
  expect(other.model.users.byId.size).toBe(1)
  expect((await clientOf({ ...other, token: service.token }).get('/Users')).status).toBe(401)
  await other.close()
})
