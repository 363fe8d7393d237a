import { describe, expect, onTestFinished, test } from 'vitest'
import { IdSet } from '../../src/service/id-set.ts'
import type { ServiceObject } from '../../src/service/service.ts'
import { type IijId, startIijId } from '../support/service/iij-id.ts'
import type { IijIdOptions } from '../support/service/options.ts'
import { done, open } from './open.ts'
import { list, reply, type SeenRequest, scimError, scripted, user } from './scripted-server.ts'

/** What came through the sink, restarts heeded. */
function collector() {
  const names: string[] = []
  let pages = 0
  let restarts = 0
  return {
    names,
    get pages() {
      return pages
    },
    get restarts() {
      return restarts
    },
    page(resources: readonly ServiceObject[]) {
      pages += 1
      names.push(...resources.map((resource) => resource.name))
    },
    restart() {
      restarts += 1
      names.length = 0
    }
  }
}

async function emulator(options: IijIdOptions, users: number): Promise<IijId> {
  const service = await startIijId(options)
  onTestFinished(() => service.close())
  for (let n = 1; n < users; n += 1)
    service.console.createUser({ userName: `user${n}@example.jp`, externalId: `ID-${n}` })
  return service
}

describe('a list is read whole', () => {
  test.each([
    { what: 'honours count', paging: { cap: 1000 }, pages: 1 },
    { what: 'caps count', paging: { cap: 10 }, pages: 3 },
    { what: 'ignores count', paging: { cap: 7, honoursCount: false }, pages: 4 },
    { what: 'tells a wrong itemsPerPage', paging: { cap: 10, rightItemsPerPage: false }, pages: 3 }
  ])('from a server that $what', async ({ paging, pages }) => {
    const iij = await emulator({ paging }, 25)
    const sink = collector()
    const service = await open(iij.baseUrl, { token: iij.token })
    expect(await service.readAll('user', sink)).toEqual({ kind: 'complete', count: 25 })
    expect(new Set(sink.names).size).toBe(25)
    expect([sink.pages, sink.restarts]).toEqual([pages, 0])
  })

  test('when it is empty, and Resources is not even there', async () => {
    const { Resources: _, ...empty } = list([])
    const { baseUrl } = await scripted((_request, response) => reply(response, 200, empty))
    expect(await (await open(baseUrl)).readAll('group', collector())).toEqual({ kind: 'complete', count: 0 })
  })

  test('in smaller pages when one is too large', async () => {
    const users = Array.from({ length: 8 }, (_, n) => user(`u${n}`, { title: 'x'.repeat(1000) }))
    const { baseUrl } = await scripted((request, response) => {
      if (!request.path.startsWith('/Users')) return reply(response, 404)
      const { startIndex, count } = page(request)
      reply(response, 200, list(users.slice(startIndex - 1, startIndex - 1 + count), users.length))
    })
    const service = await open(baseUrl, { options: { answerLimitBytes: 5000 } })
    expect(await service.readAll('user', collector())).toEqual({ kind: 'complete', count: 8 })
  })

  test('after one that changed under the reading was read anew', async () => {
    const iij = await emulator({ paging: { cap: 10 } }, 25)
    const add = () => void iij.console.createUser({ userName: 'late@example.jp' })
    iij.faults.add({ path: /startIndex=11/, nth: 1, action: { kind: 'change', apply: add } })
    const sink = collector()
    const service = await open(iij.baseUrl, { token: iij.token })
    expect(await service.readAll('user', sink)).toEqual({ kind: 'complete', count: 26 })
    expect(new Set(sink.names).size).toBe(26)
    expect(sink.restarts).toBe(1)
  })
})

describe('a list is in doubt', () => {
  const doubt = async (script: (request: SeenRequest, number: number) => unknown) => {
    let lists = 0
    const { baseUrl } = await scripted((request, response) => {
      if (!request.path.startsWith('/Users')) return reply(response, 404)
      lists += 1
      reply(response, 200, script(request, lists))
    })
    const sink = collector()
    return { answer: await (await open(baseUrl)).readAll('user', sink), sink }
  }

  test('when it changes under every reading', async () => {
    const { answer, sink } = await doubt((_, number) => list([user(`u${number}`)], 10 + number))
    expect(answer).toMatchObject({ kind: 'doubt', problem: { code: 'service.list_changing', readings: 3 } })
    expect(sink.restarts).toBe(2)
  })

  test('when an id comes twice', async () => {
    const { answer } = await doubt(() => list([user('a'), user('b'), user('a')]))
    expect(answer).toMatchObject({
      kind: 'doubt',
      problem: { code: 'service.list_incomplete', distinct: 2, totalResults: 3 }
    })
  })

  test('when fewer come than totalResults tells', async () => {
    const { answer } = await doubt((request) => (page(request).startIndex === 1 ? list([user('a')], 2) : list([], 2)))
    expect(answer).toMatchObject({
      kind: 'doubt',
      problem: { code: 'service.list_incomplete', distinct: 1, totalResults: 2 }
    })
  })

  test('when more come than totalResults tells', async () => {
    const { answer } = await doubt(() => list([user('a'), user('b')], 1))
    expect(answer).toMatchObject({
      kind: 'doubt',
      problem: { code: 'service.list_incomplete', distinct: 2, totalResults: 1 }
    })
  })

  test('when startIndex is ignored', async () => {
    const { answer } = await doubt(() => list([user('a'), user('b')], 4))
    expect(answer).toMatchObject({ kind: 'doubt', problem: { code: 'service.list_incomplete' } })
  })

  test.each([
    { entry: { userName: 'x@example.jp' } },
    { entry: user('') },
    { entry: { ...user('x'), id: 5 } },
    { entry: null }
  ])('when an entry has no id: $entry', async ({ entry }) => {
    const { answer } = await doubt(() => list([user('a'), entry]))
    expect(answer).toMatchObject({ kind: 'doubt', problem: { code: 'service.entry_without_id', position: 2 } })
  })

  test.each([{ body: { Resources: [] } }, { body: [user('a')] }, { body: { ...list([]), totalResults: '0' } }])(
    'when it is no ListResponse: $body',
    async ({ body }) => {
      const { answer } = await doubt(() => body)
      expect(answer).toMatchObject({ kind: 'doubt', problem: { code: 'service.not_scim', seen: 'no_list' } })
    }
  )

  test('when it is refused', async () => {
    const { baseUrl } = await scripted((_, response) => reply(response, 404, scimError(404, 'endpoint is not found.')))
    const answer = await (await open(baseUrl)).readAll('user', collector())
    expect(answer).toMatchObject({ kind: 'doubt', problem: { code: 'service.list_refused', status: 404 } })
  })
})

describe('a name is found', () => {
  test.each(['supported', 'refused', 'ignored'] as const)('where filters are %s', async (filters) => {
    const iij = await emulator({ filters, paging: { cap: 10 } }, 25)
    const service = await open(iij.baseUrl, { token: iij.token })
    const names = async (attribute: 'externalId' | 'userName', value: string) =>
      done(await service.find('user', attribute, value)).map((found) => found.name)
    expect(await names('externalId', 'ID-17')).toEqual(['user17@example.jp'])
    expect(await names('userName', 'USER17@EXAMPLE.JP')).toEqual(['user17@example.jp'])
    expect(await names('userName', 'user1')).toEqual([])
  })

  test('without asking a filter of a service that says it has none', async () => {
    const { baseUrl, seen } = await scripted((request, response) => {
      if (request.path === '/ServiceProviderConfig') reply(response, 200, { filter: { supported: false } })
      else reply(response, 200, list([user('a')]))
    })
    expect(done(await (await open(baseUrl)).find('user', 'userName', 'A@example.jp'))).toHaveLength(1)
    expect(seen.map((request) => request.path)).toEqual(['/ServiceProviderConfig', '/Users?startIndex=1&count=1000'])
  })
})

test('a set of ids tells the new from the seen', () => {
  const ids = new IdSet()
  for (let n = 0; n < 20_000; n += 1) expect(ids.add(`id-${n}`)).toBe(true)
  for (let n = 0; n < 20_000; n += 1) expect(ids.add(`id-${n}`)).toBe(false)
  expect(ids.size).toBe(20_000)
})

function page(request: SeenRequest): { startIndex: number; count: number } {
  const query = new URLSearchParams(request.path.split('?')[1])
  return { startIndex: Number(query.get('startIndex')), count: Number(query.get('count')) }
}
