import { beforeEach, describe, expect, onTestFinished, test } from 'vitest'
import type { FlatResource } from '../../src/model/resource.ts'
import { changesBetween } from '../../src/model/resource.ts'
import { flatten } from '../../src/service/flat.ts'
import type { ScimService, ServiceObject } from '../../src/service/service.ts'
import { BACKENDS, type TestService } from '../support/scenario-service.ts'
import { done, id, open } from './open.ts'

const ALICE: FlatResource = {
  externalId: '11111111-2222-3333-4444-555555555555',
  userName: 'alice@example.jp',
  'name.familyName': '山田',
  'name.givenName': 'Alice',
  title: 'Engineer',
  department: '開発部',
  'emails.value': 'alice@example.jp',
  'emails.primary': true,
  'phoneNumbers.value': 'tel:+81-3-1234-5678',
  'phoneNumbers.type': 'work'
}

describe.each(BACKENDS)('on $name', ({ start }) => {
  let backend: TestService
  let service: ScimService

  beforeEach(async () => {
    backend = await start()
    onTestFinished(() => backend.close())
    service = await open(backend.baseUrl, { token: backend.token, profile: backend.profile })
  })

  const make = async (resource: FlatResource, active = true) => done(await service.create('user', { resource, active }))
  const change = async (object: ServiceObject, known: FlatResource, to: FlatResource, active?: boolean) => {
    const wanted = { ...known, ...to }
    const changes = changesBetween(known, wanted)
    const update = { changes, wanted, known, ...(active === undefined ? {} : { active }) }
    done(await service.update('user', object.id, update))
    return done(await service.get('user', object.id))
  }
  const flat = (object: ServiceObject, wanted: FlatResource) => flatten(object, Object.keys(wanted), null, wanted)

  test('what is created is what was wanted', async () => {
    const alice = await make(ALICE)
    const read = done(await service.get('user', alice.id))
    expect(flat(read, ALICE)).toEqual(ALICE)
    expect(read).toMatchObject({
      name: 'alice@example.jp',
      externalId: ALICE['externalId'],
      active: true,
      pendingDeletion: false
    })
  })

  test('a user is created disabled, enabled and disabled again', async () => {
    const alice = await make(ALICE, false)
    expect(alice.active).toBe(false)
    expect((await change(alice, ALICE, {}, true)).active).toBe(true)
    expect((await change(alice, ALICE, {}, false)).active).toBe(false)
  })

  test('attributes are replaced, set anew, and cleared where null is wanted', async () => {
    const alice = await make({ ...ALICE, title: null, department: null })
    const known = { ...ALICE, title: null, department: null }
    const set = { title: 'Manager', department: '営業部', 'name.givenName': 'Alicia' }
    expect(flat(await change(alice, known, set), ALICE)).toEqual({ ...ALICE, ...set })
    const cleared = { title: null, department: null, 'name.givenName': null }
    expect(flat(await change(alice, { ...ALICE, ...set }, cleared), { ...ALICE, ...cleared })).toEqual({
      ...ALICE,
      ...cleared
    })
  })

  test('to clear what is empty already is no error', async () => {
    const alice = await make({ ...ALICE, title: null, department: null })
    const cleared = { title: null, department: null }
    expect(flat(await change(alice, ALICE, cleared), ALICE)).toEqual({ ...ALICE, ...cleared })
  })

  test('of a list only the bound element changes', async () => {
    const alice = await make(ALICE)
    const own = { emails: [...emails(alice), { value: 'private@example.com', type: 'home' }] }
    await backendWrites(service, alice, own)
    const moved = await change(alice, ALICE, { 'emails.value': 'a.yamada@example.jp' })
    expect(emails(moved).map((email) => email['value'])).toEqual(['a.yamada@example.jp', 'private@example.com'])
    const gone = await change(moved, ALICE, { 'phoneNumbers.value': null, 'phoneNumbers.type': null })
    expect(gone.raw['phoneNumbers'] ?? []).toEqual([])
  })

  test('is found by externalId and by userName, whatever the case', async () => {
    const alice = await make(ALICE)
    await make({ ...ALICE, externalId: 'other', userName: 'alice2@example.jp' })
    const ids = async (attribute: 'externalId' | 'userName', value: string) =>
      done(await service.find('user', attribute, value)).map((object) => object.id)
    expect(await ids('externalId', `${ALICE['externalId']}`)).toEqual([alice.id])
    expect(await ids('userName', 'ALICE@example.jp')).toEqual([alice.id])
    expect(await ids('userName', 'no "such\\ user@example.jp')).toEqual([])
  })

  test('an externalId or a userName in use is refused, and the refusal says which', async () => {
    await make(ALICE)
    const again = await service.create('user', { resource: { ...ALICE, userName: 'b@example.jp' }, active: true })
    expect(again).toMatchObject({
      kind: 'refused',
      status: 409,
      problem: { code: 'service.external_id_taken', object: 'b@example.jp' }
    })
    const same = await service.create('user', { resource: { ...ALICE, externalId: 'new' }, active: true })
    expect(same).toMatchObject({ kind: 'refused', status: 409, problem: { code: 'service.user_name_taken' } })
  })

  test('the removed is gone, and removing or updating it again says so', async () => {
    const alice = await make(ALICE)
    done(await service.remove('user', alice.id))
    expect(await service.get('user', alice.id)).toMatchObject({ kind: 'gone' })
    const update = { changes: [], wanted: ALICE, known: ALICE, active: false }
    expect(await service.update('user', alice.id, update)).toMatchObject({ kind: 'gone' })
    expect(await service.remove('user', alice.id)).toMatchObject({ kind: 'done', value: null })
  })

  test('members come and go, those not named stay', async () => {
    const users: ServiceObject[] = []
    for (const n of [1, 2, 3, 4, 5]) {
      const more = { externalId: `user-${n}`, userName: `user${n}@example.jp`, 'emails.value': `user${n}@example.jp` }
      users.push(await make({ ...ALICE, ...more }))
    }
    const ids = users.map((object) => object.id)
    const team = done(
      await service.create('group', { resource: { externalId: 'team', displayName: 'Team' }, active: true })
    )
    const members = async () => new Set(done(await service.get('group', team.id)).members)
    expect(await service.changeMembers(team.id, { add: ids, remove: [] })).toEqual({
      added: ids,
      removed: [],
      failure: null
    })
    expect(await members()).toEqual(new Set(ids))
    expect(await service.changeMembers(team.id, { add: ids.slice(0, 2), remove: [] })).toMatchObject({ failure: null })
    const leaving = ids.slice(1, 4)
    expect(await service.changeMembers(team.id, { add: [], remove: leaving })).toEqual({
      added: [],
      removed: leaving,
      failure: null
    })
    expect(await members()).toEqual(new Set([ids[0], ids[4]]))
    expect(await service.changeMembers(team.id, { add: [], remove: leaving })).toMatchObject({
      removed: leaving,
      failure: null
    })
    expect(await members()).toEqual(new Set([ids[0], ids[4]]))
    done(await service.remove('group', team.id))
    expect(await service.changeMembers(team.id, { add: ids, remove: [] })).toMatchObject({
      added: [],
      failure: { kind: 'gone' }
    })
  })

  test('a member that does not exist is refused; the others of the same request come in', async () => {
    const alice = await make(ALICE)
    const nobody = id('00000000-0000-4000-8000-000000000000')
    const team = done(await service.create('group', { resource: { displayName: 'Team' }, active: true }))
    const changed = await service.changeMembers(team.id, { add: [nobody, alice.id], remove: [] })
    expect(changed).toMatchObject({ added: [alice.id], failure: { kind: 'refused', status: 400 } })
    expect(done(await service.get('group', team.id)).members).toEqual([alice.id])
  })

  test('all are read, and the token tells its owner', async () => {
    for (let n = 0; n < 7; n += 1) await make({ ...ALICE, externalId: `user-${n}`, userName: `user${n}@example.jp` })
    const names: string[] = []
    const sink = {
      page: (page: readonly ServiceObject[]) => names.push(...page.map((object) => object.name)),
      restart: () => names.splice(0)
    }
    expect(await service.readAll('user', sink)).toEqual({ kind: 'complete', count: 8 })
    expect(names.toSorted()).toEqual(
      [...[0, 1, 2, 3, 4, 5, 6].map((n) => `user${n}@example.jp`), backend.owner].toSorted()
    )
    expect(await service.readAll('group', sink)).toEqual({ kind: 'complete', count: 0 })
    expect(done(await service.me())).toMatchObject({ name: backend.owner })
  })
})

function emails(object: ServiceObject): Record<string, unknown>[] {
  const list = object.raw['emails']
  return Array.isArray(list) ? list : []
}

/** What the user registers himself. */
async function backendWrites(
  service: ScimService,
  object: ServiceObject,
  attributes: Readonly<Record<string, unknown>>
) {
  const own = attributes['emails']
  const second = Array.isArray(own) ? own.at(-1) : undefined
  const wanted = { 'emails[1].value': second.value, 'emails[1].type': second.type }
  const known = { 'emails[1].value': null, 'emails[1].type': null }
  done(await service.update('user', object.id, { changes: changesBetween(known, wanted), wanted, known }))
}
