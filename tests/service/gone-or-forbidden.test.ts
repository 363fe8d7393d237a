import { describe, expect, test } from 'vitest'
import { id, open } from './open.ts'
import { list, reply, scimError, scripted, user } from './scripted-server.ts'

const ALICE = { resource: { externalId: 'alice', userName: 'alice@example.jp' }, active: true }
const UPDATE = { changes: [{ attribute: 'title', from: null, to: 'Boss' }], wanted: {}, known: {} }

describe('403', () => {
  test('on a read ends the run', async () => {
    const { baseUrl } = await scripted((_, response) => reply(response, 403, scimError(403, 'no scope')))
    expect(await (await open(baseUrl)).get('user', id('alice'))).toMatchObject({
      kind: 'ended',
      problem: { code: 'service.reading_forbidden' }
    })
    const answer = await (await open(baseUrl)).readAll('group', { page: () => undefined, restart: () => undefined })
    expect(answer).toMatchObject({ kind: 'doubt', problem: { code: 'service.reading_forbidden' } })
  })

  test("on a write is the object's own, while a list is answered", async () => {
    const { baseUrl } = await scripted((request, response) => {
      if (request.method === 'GET') reply(response, 200, list([]))
      else reply(response, 403, scimError(403, 'not this one'))
    })
    const answer = await (await open(baseUrl)).create('user', ALICE)
    expect(answer).toMatchObject({ kind: 'refused', status: 403, problem: { code: 'service.writing_forbidden' } })
  })

  test('on a write ends the run when reading is forbidden too', async () => {
    const { baseUrl } = await scripted((_, response) =>
      reply(response, 403, undefined, { 'content-type': 'text/html' })
    )
    expect(await (await open(baseUrl)).create('user', ALICE)).toMatchObject({ kind: 'ended' })
  })
})

describe("404 in the service's own words", () => {
  test('means gone when a list is answered', async () => {
    const { baseUrl } = await scripted((request, response) => {
      if (request.path.startsWith('/Users?')) reply(response, 200, list([]))
      else reply(response, 404, scimError(404, 'not found'))
    })
    const service = await open(baseUrl)
    expect(await service.get('user', id('alice'))).toMatchObject({ kind: 'gone' })
    expect(await service.update('user', id('alice'), UPDATE)).toMatchObject({ kind: 'gone' })
    expect(await service.remove('user', id('alice'))).toMatchObject({ kind: 'done', value: null })
  })

  test.each([
    { what: 'is refused', status: 404 },
    { what: 'fails', status: 500 }
  ])('proves nothing when the list $what', async ({ status }) => {
    const { baseUrl } = await scripted((request, response) => {
      if (request.path.startsWith('/Users?')) reply(response, status, scimError(status, 'endpoint is not found'))
      else reply(response, 404, scimError(404, 'not found'))
    })
    const service = await open(baseUrl)
    expect(await service.get('user', id('alice'))).toMatchObject({ kind: 'unanswered' })
    expect(await service.remove('user', id('alice'))).toMatchObject({ kind: 'unanswered' })
  })

  test('is not believed of a write while GET finds the resource', async () => {
    const { baseUrl } = await scripted((request, response) => {
      if (request.method === 'GET') reply(response, 200, user('alice'))
      else reply(response, 404, scimError(404, 'not found'))
    })
    expect(await (await open(baseUrl)).remove('user', id('alice'))).toMatchObject({ kind: 'refused', status: 404 })
  })

  test('about the organization is a refusal, even of one who is not there', async () => {
    const { baseUrl } = await scripted((request, response) => {
      if (request.path.startsWith('/Users?')) reply(response, 200, list([]))
      else reply(response, 404, scimError(404, request.method === 'GET' ? 'not found' : 'organization is not found.'))
    })
    const answer = await (await open(baseUrl)).update('user', id('alice'), UPDATE)
    expect(answer).toMatchObject({ kind: 'refused', problem: { code: 'service.organization_not_found' } })
  })

  test('about the organization is a refusal and never gone', async () => {
    const { baseUrl } = await scripted((request, response) => {
      if (request.path.startsWith('/Users?')) reply(response, 200, list([]))
      else reply(response, 404, scimError(404, 'organization is not found.'))
    })
    const service = await open(baseUrl)
    const refused = { kind: 'refused', problem: { code: 'service.organization_not_found' } }
    expect(await service.update('user', id('alice'), UPDATE)).toMatchObject(refused)
    expect(await service.remove('user', id('alice'))).toMatchObject(refused)
  })
})
