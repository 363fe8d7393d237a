import { describe, expect, onTestFinished, test } from 'vitest'
import type { ScimId } from '../../src/model/names.ts'
import { IIJ_GROUP } from '../../src/service/profile.ts'
import { startIijId } from '../support/service/iij-id.ts'
import type { IijIdOptions } from '../support/service/options.ts'
import { id, open } from './open.ts'
import { group, list, reply, type SeenRequest, scimError, scripted } from './scripted-server.ts'

async function team(options: IijIdOptions, users: number, members: number) {
  const iij = await startIijId(options)
  onTestFinished(() => iij.close())
  const ids = Array.from({ length: users }, (_, n) => id(iij.console.createUser({ userName: `u${n}@example.jp` }).id))
  const stored = iij.console.createGroup({ displayName: 'Team' }, ids.slice(0, members))
  iij.log.clear()
  const service = await open(iij.baseUrl, { token: iij.token })
  return { iij, service, ids, group: id(stored.id), members: () => new Set<string>(stored.members) }
}

/** A group on a server of our own, whose PATCH does what the test says. */
async function peculiar(members: readonly string[], patch: (request: SeenRequest, held: Set<string>) => number) {
  const held = new Set(members)
  const server = await scripted((request, response) => {
    if (request.path.startsWith('/Groups?')) reply(response, 200, list([]))
    else if (request.path === '/ServiceProviderConfig') reply(response, 404)
    else if (request.method === 'GET') reply(response, 200, group('team', [...held], { 'urn:x:y': { kept: true } }))
    else if (request.method === 'PUT') {
      held.clear()
      for (const member of membersOf(request.body)) held.add(member)
      reply(response, 200, group('team', [...held]))
    } else {
      const status = patch(request, held)
      reply(
        response,
        status,
        status < 300 ? undefined : scimError(status, 'no', status === 400 ? 'invalidPath' : undefined)
      )
    }
  })
  return { ...server, held, service: await open(server.baseUrl) }
}

describe('members', () => {
  test('are added a hundred a request', async () => {
    const { service, iij, ids, group, members } = await team({}, 250, 0)
    expect(await service.changeMembers(group, { add: ids, remove: [] })).toEqual({
      added: ids,
      removed: [],
      failure: null
    })
    expect(members()).toEqual(new Set(ids))
    expect(iij.writes().map((request) => valuesOf(request.body)?.length)).toEqual([100, 100, 50])
  })

  test('are removed by their id: the first alone and looked at, the others a hundred a request', async () => {
    const { service, iij, ids, group, members } = await team({}, 250, 250)
    const leaving = ids.slice(10)
    expect(await service.changeMembers(group, { add: [], remove: leaving })).toMatchObject({
      removed: leaving,
      failure: null
    })
    expect(members()).toEqual(new Set(ids.slice(0, 10)))
    expect(iij.writes().map((request) => operationsOf(request.body).length)).toEqual([1, 100, 100, 39])
    const paths = iij.writes().flatMap((request) => operationsOf(request.body).map((operation) => operation['path']))
    expect(paths).toEqual(leaving.map((member) => `members[value eq "${member}"]`))
    expect(
      iij.log
        .all()
        .slice(0, 4)
        .map((request) => request.method)
    ).toEqual(['GET', 'GET', 'PATCH', 'GET'])
  })

  test('once removals are proven, no later one is looked at', async () => {
    const { service, iij, ids, group } = await team({}, 5, 5)
    await service.changeMembers(group, { add: [], remove: ids.slice(0, 1) })
    iij.log.clear()
    await service.changeMembers(group, { add: [], remove: ids.slice(1, 3) })
    expect(iij.log.all().map((request) => request.method)).toEqual(['PATCH'])
  })

  test('removals that start together are proven by one', async () => {
    const { service, iij, ids, group } = await team({}, 6, 6)
    await Promise.all(ids.slice(0, 4).map((member) => service.changeMembers(group, { add: [], remove: [member] })))
    expect(iij.log.reads().filter((request) => request.path !== '/ServiceProviderConfig')).toHaveLength(2)
  })

  test('a lost answer is no matter: the change is sent again', async () => {
    const { service, iij, ids, group, members } = await team({}, 4, 3)
    iij.faults.add({ method: 'PATCH', nth: 1, action: { kind: 'reset', when: 'after' } })
    iij.faults.add({ method: 'PATCH', nth: 3, action: { kind: 'reset', when: 'after' } })
    const change = { add: ids.slice(3), remove: ids.slice(0, 1) }
    expect(await service.changeMembers(group, change)).toMatchObject({
      added: change.add,
      removed: change.remove,
      failure: null
    })
    expect(members()).toEqual(new Set(ids.slice(1)))
  })

  test('what came through is told when a later request is not answered', async () => {
    const { service, iij, ids, group } = await team({}, 150, 0)
    iij.faults.add({
      method: 'PATCH',
      when: (request) => valuesOf(request.body)?.length === 50,
      action: { kind: 'status', status: 500 }
    })
    const changed = await service.changeMembers(group, { add: ids, remove: [] })
    expect(changed).toMatchObject({ added: ids.slice(0, 100), removed: [], failure: { kind: 'unanswered' } })
  })

  test('one who does not exist is refused, the others of the request come in', async () => {
    const { service, iij, ids, group, members } = await team({}, 20, 0)
    iij.console.purge(ids[7] ?? '')
    const changed = await service.changeMembers(group, { add: ids, remove: [] })
    expect(changed.failure).toMatchObject({ kind: 'refused', status: 400 })
    expect(new Set(changed.added)).toEqual(new Set(ids.toSpliced(7, 1)))
    expect(members()).toEqual(new Set(ids.toSpliced(7, 1)))
  })

  test('when all are refused, it is not tried with each of them', async () => {
    const { service, iij, ids, group } = await team({}, 200, 0)
    iij.faults.add({ method: 'PATCH', action: { kind: 'status', status: 400 } })
    expect(await service.changeMembers(group, { add: ids, remove: [] })).toMatchObject({
      added: [],
      failure: { kind: 'refused' }
    })
    expect(iij.writes().length).toBeLessThan(30)
  })

  test.each(['unadvertised', 501, 405] as const)('where PATCH is %s, PUT keeps all the others', async (patch) => {
    const { service, iij, ids, group, members } = await team({ patch }, 8, 5)
    iij.console.editGroup('Team', { externalId: 'team', [IIJ_GROUP]: { description: 'kept' } })
    const change = { add: ids.slice(5), remove: ids.slice(0, 2) }
    expect(await service.changeMembers(group, change)).toEqual({
      added: change.add,
      removed: change.remove,
      failure: null
    })
    expect(members()).toEqual(new Set(ids.slice(2)))
    expect(iij.model.group('Team').attributes).toMatchObject({
      externalId: 'team',
      [IIJ_GROUP]: { description: 'kept' }
    })
  })
})

describe('the first removal', () => {
  test('that empties the group is put right, and ends the run', async () => {
    const { service, held, seen } = await peculiar(['a', 'b', 'c'], (request, members) => {
      if (removedBy(request.body).length > 0) members.clear()
      for (const member of valuesOf(request.body) ?? []) members.add(member)
      return 204
    })
    const changed = await service.changeMembers(id('team'), { add: [], remove: [id('a'), id('b')] })
    expect(changed).toMatchObject({
      removed: ['a'],
      failure: {
        kind: 'ended',
        problem: { code: 'service.removal_not_exact', object: 'team', lost: 2, restored: true }
      }
    })
    expect(held).toEqual(new Set(['b', 'c']))
    expect(await service.get('group', id('team'))).toMatchObject({ kind: 'ended' })
    expect(seen.filter((request) => removedBy(request.body).length > 0)).toHaveLength(1)
  })

  test('that does nothing is done by PUT, and so are all later ones', async () => {
    const { service, held, seen } = await peculiar(['a', 'b', 'c', 'd'], () => 204)
    const change = { add: [], remove: [id('a'), id('b')] }
    expect(await service.changeMembers(id('team'), change)).toEqual({ added: [], removed: ['a', 'b'], failure: null })
    expect(held).toEqual(new Set(['c', 'd']))
    expect(seen.filter((request) => request.method === 'PATCH')).toHaveLength(1)
    expect(seen.findLast((request) => request.method === 'PUT')?.body).toMatchObject({
      displayName: 'team',
      'urn:x:y': { kept: true }
    })
  })

  test('that is refused for its path is done by PUT', async () => {
    const { service, held } = await peculiar(['a', 'b'], () => 400)
    expect(await service.changeMembers(id('team'), { add: [], remove: [id('a')] })).toMatchObject({
      removed: ['a'],
      failure: null
    })
    expect(held).toEqual(new Set(['b']))
  })

  test("of a group's only member proves nothing: the next is looked at too", async () => {
    let removals = 0
    const { service, seen } = await peculiar(['a'], (request, members) => {
      for (const member of removedBy(request.body)) members.delete(member)
      removals += 1
      return 204
    })
    const looks = () => seen.filter((request) => request.method === 'GET' && request.path === '/Groups/team').length
    await service.changeMembers(id('team'), { add: [], remove: [id('a')] })
    expect([removals, looks()]).toEqual([1, 2])
    await service.changeMembers(id('team'), { add: [], remove: [id('a')] })
    expect([removals, looks()]).toEqual([1, 3])
  })
})

function operationsOf(body: unknown): Record<string, unknown>[] {
  const operations = Reflect.get(Object(body), 'Operations')
  return Array.isArray(operations) ? operations : []
}

function valuesOf(body: unknown): ScimId[] | undefined {
  const value = operationsOf(body)[0]?.['value']
  return Array.isArray(value) ? value.map((member) => id(member.value)) : undefined
}

function removedBy(body: unknown): string[] {
  return operationsOf(body).flatMap(
    (operation) => /^members\[value eq "(.+)"\]$/.exec(String(operation['path']))?.[1] ?? []
  )
}

function membersOf(body: unknown): string[] {
  const members = Reflect.get(Object(body), 'members')
  return Array.isArray(members) ? members.map((member) => String(member.value)) : []
}
