import { afterEach, describe, expect, test } from 'vitest'
import { clientOf, userBody } from '../support/service/client.ts'
import type { FaultAction, FaultRule } from '../support/service/faults.ts'
import { type IijId, startIijId } from '../support/service/iij-id.ts'
import { isObject } from '../support/service/json.ts'

let service: IijId
afterEach(async () => {
  await service.close()
  expect(service.bugs).toEqual([])
})
async function faulty(rule: FaultRule) {
  service = await startIijId()
  const fault = service.faults.add(rule)
  return { scim: clientOf(service), fault }
}
const exists = () => service.model.users.userNames.holderOf('sato@example.jp') !== undefined

describe('what a fault does to a POST', () => {
  test.each([
    ['429', { kind: 'status', status: 429, retryAfter: 7 }, 'application/scim+json; charset=utf-8', '7'],
    ['500', { kind: 'status', status: 500 }, 'application/scim+json; charset=utf-8', null],
    ['502 as HTML', { kind: 'status', status: 502, body: 'html' }, 'text/html', null],
    [
      '503 until a date',
      { kind: 'status', status: 503, retryAfter: 'Thu, 01 Jan 2026 00:00:10 GMT' },
      'application/scim+json; charset=utf-8',
      'Thu, 01 Jan 2026 00:00:10 GMT'
    ],
    ['404 that is no SCIM', { kind: 'status', status: 404, body: 'json' }, 'application/json', null],
    ['404 without body', { kind: 'status', status: 404, body: 'empty' }, null, null],
    ['404 as text', { kind: 'status', status: 404, body: 'text' }, 'text/plain', null]
  ] as const satisfies readonly (readonly [string, FaultAction, string | null, string | null])[])(
    '%s: nothing is processed',
    async (_name, action, contentType, retryAfter) => {
      const { scim } = await faulty({ action })
      const { status, headers } = await scim.post('/Users', userBody('sato'))
      expect(status).toBe(action.status)
      expect([headers.get('content-type'), headers.get('retry-after')]).toEqual([contentType, retryAfter])
      expect(headers.get('x-request-id')).toMatch(/^[0-9a-f-]{36}$/)
      expect(exists()).toBe(false)
    }
  )

  test('500 although it was processed', async () => {
    const { scim } = await faulty({ action: { kind: 'status', status: 500, processed: true } })
    const { status, headers } = await scim.post('/Users', userBody('sato'))
    expect([status, headers.get('location'), headers.get('etag'), exists()]).toEqual([500, null, null, true])
  })

  test.each([
    ['before', false],
    ['after', true]
  ] as const)('the connection is reset %s the processing', async (when, processed) => {
    const { scim } = await faulty({ action: { kind: 'reset', when } })
    await expect(scim.post('/Users', userBody('sato'))).rejects.toThrow('fetch failed')
    expect(exists()).toBe(processed)
    expect(service.log.all()).toMatchObject([{ method: 'POST', status: null, processed }])
  })

  test.each([
    ['before', false],
    ['after', true]
  ] as const)('no answer ever, hanging %s the processing', async (when, processed) => {
    await faulty({ action: { kind: 'hang', when } })
    const controller = new AbortController()
    const answer = fetch(`${service.baseUrl}/Users`, {
      method: 'POST',
      headers: { Authorization: `Bearer ${service.token}`, 'Content-Type': 'application/json' },
      body: JSON.stringify(userBody('sato')),
      signal: controller.signal
    })
    service.onRequest = (phase) => {
      if (phase === 'after') setImmediate(() => controller.abort())
    }
    await expect(answer).rejects.toThrow('aborted')
    expect(exists()).toBe(processed)
  })
})

describe('what a fault does to an answer', () => {
  test('half of the JSON, complete as HTTP', async () => {
    const { scim } = await faulty({ action: { kind: 'truncated' } })
    const { status, text, body } = await scim.get('/Users')
    expect([status, body]).toEqual([200, {}])
    expect(text).toMatch(/^\{"schemas"/)
  })

  test('half of the JSON, then the connection ends', async () => {
    const { scim } = await faulty({ action: { kind: 'truncated', cut: true } })
    await expect(scim.get('/Users')).rejects.toThrow('terminated')
  })

  test('another content type and body under 200', async () => {
    const { scim } = await faulty({ action: { kind: 'content-type', contentType: 'text/html', body: '<p>login</p>' } })
    const { status, text, headers } = await scim.get('/Users')
    expect([status, text, headers.get('content-type')]).toEqual([200, '<p>login</p>', 'text/html'])
  })

  test('a body without end', async () => {
    await faulty({ action: { kind: 'endless' } })
    const response = await fetch(`${service.baseUrl}/Users`, { headers: { Authorization: `Bearer ${service.token}` } })
    let read = 0
    for await (const chunk of response.body ?? []) {
      read += chunk.length
      if (read > 1_000_000) break
    }
    expect(read).toBeGreaterThan(1_000_000)
  })

  test('a body that drips, and is whole in the end', async () => {
    const { scim } = await faulty({ action: { kind: 'drip', bytesAtOnce: 100, everyMs: 1 } })
    expect((await scim.get('/Users')).body).toMatchObject({ totalResults: 1 })
  })

  test('a body rewritten; what the service holds stays', async () => {
    const rewrite = (body: unknown) => (isObject(body) ? { ...body, totalResults: 99 } : body)
    const { scim, fault } = await faulty({ path: /^\/Users/, action: { kind: 'rewrite', rewrite } })
    expect((await scim.get('/Users')).body['totalResults']).toBe(99)
    expect((await scim.get('/Groups')).body['totalResults']).toBe(0)
    fault.remove()
    expect((await scim.get('/Users')).body['totalResults']).toBe(1)
  })

  test('a list that changes between its pages', async () => {
    service = await startIijId({ paging: { cap: 2 }, tokens: [{ owner: null }] })
    for (const name of ['a', 'b', 'c', 'd']) service.console.createUser({ userName: `${name}@example.jp` })
    service.faults.add({
      path: /startIndex=3/,
      action: { kind: 'change', apply: () => service.console.deleteUser('a@example.jp') }
    })
    const scim = clientOf(service)
    const pages = [await scim.list('Users'), await scim.list('Users', { startIndex: '3' })]
    const names = pages.flatMap(({ resources }) => resources.map((user) => String(user['userName']).slice(0, 1)))
    expect(names).toEqual(['a', 'b', 'd'])
    expect(pages.map(({ body }) => body['totalResults'])).toEqual([4, 3])
  })
})

describe('which requests a fault strikes', () => {
  const action = { kind: 'status', status: 500 } as const
  const statuses = async (rule: Omit<FaultRule, 'action'>, length = 5) => {
    const { scim, fault } = await faulty({ ...rule, action })
    const seen: number[] = []
    for (let i = 0; i < length; i += 1) seen.push((await scim.get('/Users?count=1')).status)
    return { seen, fault }
  }

  test('all, when nothing is said', async () => {
    expect((await statuses({})).seen).toEqual([500, 500, 500, 500, 500])
  })

  test('the nth', async () => {
    const { seen, fault } = await statuses({ nth: 2 })
    expect(seen).toEqual([200, 500, 200, 200, 200])
    expect([fault.matched, fault.hits]).toEqual([5, 1])
  })

  test('the first ones', async () => {
    expect((await statuses({ times: 2 })).seen).toEqual([500, 500, 200, 200, 200])
  })

  test('another method, path or condition: none', async () => {
    expect((await statuses({ method: 'POST' }, 1)).seen).toEqual([200])
    await service.close()
    expect((await statuses({ path: /^\/Groups/ }, 1)).seen).toEqual([200])
    await service.close()
    expect((await statuses({ when: (request) => request.query.has('filter') }, 1)).seen).toEqual([200])
  })

  test('the path is matched with its query', async () => {
    expect((await statuses({ path: /^\/Users\?count=1$/ }, 1)).seen).toEqual([500])
  })

  test('by chance, the same ones for the same seed', async () => {
    const first = (await statuses({ probability: 0.5 }, 12)).seen
    await service.close()
    expect((await statuses({ probability: 0.5 }, 12)).seen).toEqual(first)
    expect(new Set(first)).toEqual(new Set([200, 500]))
  })

  test('none any more after clear', async () => {
    const { scim } = await faulty({ action })
    service.faults.clear()
    expect((await scim.get('/Users')).status).toBe(200)
  })
})
