import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Client, clientOf, userBody } from '../support/service/client.ts'
import { type IijId, startIijId } from '../support/service/iij-id.ts'
import type { IijIdOptions } from '../support/service/options.ts'

async function withUsers<T>(count: number, options: IijIdOptions, use: (scim: Client) => Promise<T>): Promise<T> {
  const service = await startIijId({ tokens: [{ owner: null }], ...options })
  try {
    for (let i = 1; i <= count; i += 1)
      service.console.createUser({ userName: `u${i}@example.jp`, externalId: `Key${i}`, title: i % 2 ? 'odd' : 'even' })
    return await use(clientOf(service))
  } finally {
    await service.close()
  }
}
const page = async (scim: Client, query: Record<string, string>) => {
  const { body, resources } = await scim.list('Users', query)
  const { totalResults, startIndex, itemsPerPage } = body
  const first = resources[0]?.['externalId'] ?? null
  return { totalResults, startIndex, itemsPerPage, length: resources.length, first }
}

describe('pages of a list', () => {
  test('come in the order of creation, no longer than the cap', async () => {
    await withUsers(250, {}, async (scim) => {
      const all = { totalResults: 250 }
      expect(await page(scim, {})).toEqual({ ...all, startIndex: 1, itemsPerPage: 100, length: 100, first: 'Key1' })
      expect(await page(scim, { startIndex: '101', count: '500' })).toEqual({
        ...all,
        startIndex: 101,
        itemsPerPage: 100,
        length: 100,
        first: 'Key101'
      })
      expect(await page(scim, { startIndex: '201' })).toMatchObject({ itemsPerPage: 50, length: 50, first: 'Key201' })
      expect(await page(scim, { startIndex: '251' })).toMatchObject({ ...all, itemsPerPage: 0, length: 0, first: null })
    })
  })

  test('heed a smaller count, 0 and numbers below 1 (RFC 7644 §3.4.2.4)', async () => {
    await withUsers(5, {}, async (scim) => {
      expect(await page(scim, { count: '2' })).toMatchObject({ itemsPerPage: 2, length: 2 })
      expect(await page(scim, { count: '0' })).toMatchObject({ totalResults: 5, length: 0 })
      expect(await page(scim, { count: '-1' })).toMatchObject({ totalResults: 5, length: 0 })
      expect(await page(scim, { startIndex: '0' })).toMatchObject({ startIndex: 1, first: 'Key1' })
      expect((await scim.get('/Users?startIndex=x')).body['scimType']).toBe('invalidSyntax')
    })
  })

  test('a service may cap at less, ignore count, and tell a wrong itemsPerPage', async () => {
    const paging = { cap: 3, honoursCount: false, rightItemsPerPage: false }
    await withUsers(5, { paging }, async (scim) => {
      expect(await page(scim, { count: '1' })).toMatchObject({ itemsPerPage: 3, length: 3 })
      expect(await page(scim, { startIndex: '4', count: '1' })).toMatchObject({ itemsPerPage: 3, length: 2 })
    })
  })

  test('close the gap that a deletion leaves', async () => {
    await withUsers(5, {}, async (scim) => {
      const { resources } = await scim.list('Users')
      await scim.delete(`/Users/${resources[0]?.['id']}`)
      expect(await page(scim, { startIndex: '2', count: '1' })).toMatchObject({ totalResults: 4, first: 'Key3' })
    })
  })
})

describe('filters', () => {
  let service: IijId
  let scim: Client
  beforeAll(async () => {
    service = await startIijId({ tokens: [{ owner: null }] })
    scim = clientOf(service)
    await scim.post('/Users', userBody('Sato', { title: 'Chief "X"', name: { familyName: '佐藤' } }))
    await scim.post('/Users', userBody('ito', { active: false, emails: [{ value: 'z@example.com', type: 'home' }] }))
    await scim.post('/Users', userBody('mori', { title: 'clerk' }))
  })
  afterAll(() => service.close())

  test.each([
    ['externalId eq "ext-Sato"', 'Sato'],
    ['externalId eq "ext-sato"', ''],
    ['userName eq "SATO@example.jp"', 'Sato'],
    ['USERNAME EQ "sato@example.jp"', 'Sato'],
    ['userName co "to@"', 'Sato ito'],
    ['userName sw "m"', 'mori'],
    ['userName ew ".jp" and active eq true', 'Sato mori'],
    ['active eq false or title eq "CLERK"', 'ito mori'],
    ['not (title pr)', 'ito'],
    ['title eq "Chief \\"X\\""', 'Sato'],
    ['name.familyName eq "佐藤"', 'Sato'],
    ['urn:ietf:params:scim:schemas:core:2.0:User:title eq "clerk"', 'mori'],
    ['emails.value eq "z@example.com"', 'ito'],
    ['emails[type eq "home" and value co "@"]', 'ito'],
    ['userName ne "ito@example.jp"', 'Sato mori'],
    ['userName gt "n"', 'Sato'],
    ['title eq null', ''],
    ['externalId eq "ext-ito" and active eq true', ''],
    ['(userName eq "ito@example.jp" or userName eq "mori@example.jp") and active eq false', 'ito'],
    ['externalId eq "nobody"', '']
  ])('%s', async (filter, expected) => {
    const { status, resources } = await scim.list('Users', { filter })
    expect(status).toBe(200)
    expect(resources.map((user) => String(user['externalId']).slice('ext-'.length)).join(' ')).toBe(expected)
  })

  test.each([
    'userName',
    'userName eq',
    'userName is "x"',
    '(userName pr',
    'userName eq x',
    'userName pr pr',
    '"x" eq 1',
    ''
  ])('malformed: %s', async (filter) => {
    const { status, body } = await scim.list('Users', { filter })
    expect([status, body['scimType']]).toEqual([400, 'invalidFilter'])
  })

  test('the id finds too', async () => {
    const id = service.model.user('ito@example.jp').id
    expect((await scim.list('Users', { filter: `id eq "${id}"` })).resources).toHaveLength(1)
  })

  test('a service may find externalId without case, refuse filters, or ignore them', async () => {
    await withUsers(3, { exactExternalIdFilter: false }, async (lenient) => {
      expect((await lenient.list('Users', { filter: 'externalId eq "KEY2"' })).resources).toHaveLength(1)
    })
    await withUsers(3, { filters: 'refused' }, async (refusing) => {
      const { status, body } = await refusing.list('Users', { filter: 'externalId eq "Key2"' })
      expect([status, body['scimType']]).toEqual([400, 'invalidFilter'])
      expect((await refusing.get('/ServiceProviderConfig')).body['filter']).toMatchObject({ supported: false })
    })
    await withUsers(3, { filters: 'ignored' }, async (ignoring) => {
      expect((await ignoring.list('Users', { filter: 'externalId eq "Key2"' })).resources).toHaveLength(3)
    })
  })
})
