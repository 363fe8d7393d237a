import { afterEach, describe, expect, test } from 'vitest'
import { clientOf, userBody } from '../support/service/client.ts'
import { type IijId, startIijId } from '../support/service/iij-id.ts'
import { SCOPES } from '../support/service/options.ts'

let service: IijId
afterEach(() => service.close())

describe('access tokens', () => {
  test.each(SCOPES)('%s allows just that', async (scope) => {
    service = await startIijId({ tokens: [{ scopes: [scope] }] })
    const scim = clientOf(service)
    const user = service.model.user(service.owner ?? '')
    const asked = {
      escim_read_users: (await scim.get('/Users')).status,
      escim_write_users: (await scim.put(`/Users/${user.id}`, userBody('x', { schemas: [] }))).status,
      escim_read_groups: (await scim.get('/Groups')).status,
      escim_write_groups: (await scim.delete('/Groups/none')).status
    }
    const allowed = Object.entries(asked).filter(([, status]) => status !== 403)
    expect(allowed.map(([name]) => name)).toEqual([scope])
  })

  test('one expires at its time', async () => {
    let now = 1_000_000
    service = await startIijId({ clock: () => now, tokens: [{ expiresAt: 2_000_000 }] })
    const scim = clientOf(service)
    now = 1_999_999
    expect((await scim.get('/Users')).status).toBe(200)
    now = 2_000_000
    expect((await scim.get('/Users')).status).toBe(401)
  })

  test('one expires after so many requests', async () => {
    service = await startIijId({ tokens: [{ expiresAfterRequests: 2 }] })
    const scim = clientOf(service)
    const statuses = [await scim.get('/Users'), await scim.get('/Users'), await scim.get('/Users')]
    expect(statuses.map(({ status }) => status)).toEqual([200, 200, 401])
  })

  test('several are valid side by side; one is revoked, another issued', async () => {
    service = await startIijId({ tokens: [{ token: 'first' }, { token: 'second' }] })
    expect(service.tokens).toEqual(['first', 'second'])
    service.revokeToken('first')
    const later = service.issueToken()
    const asked = ['first', 'second', later].map((token) => clientOf({ ...service, token }).get('/Users'))
    expect((await Promise.all(asked)).map(({ status }) => status)).toEqual([401, 200, 200])
  })

  test.each(['disableUser', 'deleteUser'] as const)('%s of the owner revokes it', async (deed) => {
    service = await startIijId()
    const scim = clientOf(service)
    expect((await scim.get('/Users')).status).toBe(200)
    service.console[deed](service.owner ?? '')
    expect((await scim.get('/Users')).status).toBe(401)
  })

  test.each(['', 'Basic x', 'Bearer', 'Bearer other'])('the header "%s" is no token', async (authorization) => {
    service = await startIijId()
    const response = await fetch(`${service.baseUrl}/Users`, { headers: { Authorization: authorization } })
    expect(response.status).toBe(401)
  })
})

describe('the rate limit', () => {
  test('lets the burst through, then so many a second, and says when to come back', async () => {
    let now = Date.UTC(2026, 0, 1)
    service = await startIijId({ clock: () => now, rateLimit: { perSecond: 2, burst: 3 } })
    const scim = clientOf(service)
    const ask = async () => (await scim.get('/Users')).status
    expect([await ask(), await ask(), await ask(), await ask()]).toEqual([200, 200, 200, 429])
    const refused = await scim.get('/Users')
    expect(refused.headers.get('retry-after')).toBe('1')
    expect(refused.body).toMatchObject({ status: '429', detail: 'Too many requests.' })
    now += 1000
    expect([await ask(), await ask(), await ask()]).toEqual([200, 200, 429])
  })

  test.each([
    ['date', 'Thu, 01 Jan 2026 00:00:10 GMT'],
    ['none', null]
  ] as const)('Retry-After as %s', async (retryAfter, expected) => {
    const rateLimit = { perSecond: 0.1, burst: 1, retryAfter }
    service = await startIijId({ clock: () => Date.UTC(2026, 0, 1), rateLimit })
    const scim = clientOf(service)
    await scim.get('/Users')
    expect((await scim.get('/Users')).headers.get('retry-after')).toBe(expected)
  })

  test('a write that is refused for it does nothing', async () => {
    service = await startIijId({ clock: () => 0, rateLimit: { perSecond: 1, burst: 1 } })
    const scim = clientOf(service)
    await scim.get('/Users')
    expect((await scim.post('/Users', userBody('sato'))).status).toBe(429)
    expect(() => service.model.user('sato@example.jp')).toThrow('no user')
  })
})
