import { afterEach, describe, expect, test } from 'vitest'
import { clientOf, userBody } from '../support/service/client.ts'
import { type IijId, startIijId } from '../support/service/iij-id.ts'
import { objectsOf } from '../support/service/json.ts'
import type { IijIdOptions } from '../support/service/options.ts'
import { makeCertificate } from '../support/tls/certificate.ts'

let service: IijId
afterEach(() => service.close())
const start = async (options: IijIdOptions = {}) => {
  service = await startIijId(options)
  return clientOf(service)
}

describe('discovery', () => {
  test('ServiceProviderConfig tells what the options say', async () => {
    const scim = await start()
    expect((await scim.get('/ServiceProviderConfig')).body).toMatchObject({
      patch: { supported: true },
      bulk: { supported: false },
      filter: { supported: true, maxResults: 100 },
      etag: { supported: true }
    })
  })

  test('ServiceProviderConfig may be absent, or configured', async () => {
    const scim = await start({ serviceProviderConfig: 'absent' })
    expect((await scim.get('/ServiceProviderConfig')).status).toBe(404)
    await service.close()
    const other = await start({ serviceProviderConfig: { filter: { supported: false, maxResults: 7 } } })
    expect((await other.get('/ServiceProviderConfig')).body['filter']).toEqual({ supported: false, maxResults: 7 })
  })

  test('Schemas and ResourceTypes name the schemas exactly, their misspelling included', async () => {
    const scim = await start()
    const schemas = objectsOf((await scim.get('/Schemas')).body['Resources']).map((schema) => schema['id'])
    expect(schemas).toEqual([
      'urn:ietf:params:scim:schemas:core:2.0:User',
      'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User',
      'urn:oidfj:params:scim:schemas:extention:enterprisejp:2.0:User',
      'urn:iij:params:scim:schemas:extension:enterprisejp:2.0:User',
      'urn:ietf:params:scim:schemas:core:2.0:Group',
      'urn:iij:params:scim:schemas:extension:enterprise:2.0:Group'
    ])
    expect((await scim.get(`/Schemas/${schemas[0]}`)).body).toMatchObject({ name: 'User' })
    expect((await scim.get('/ResourceTypes/Group')).body).toMatchObject({ endpoint: '/Groups' })
    expect((await scim.get('/ResourceTypes/Robot')).status).toBe(404)
  })

  test('Bulk is not implemented, other endpoints are not there, other methods not allowed', async () => {
    const scim = await start()
    expect((await scim.post('/Bulk', {})).status).toBe(501)
    expect((await scim.get('/Robots')).status).toBe(404)
    expect((await scim.delete('/Users')).status).toBe(405)
    expect((await scim.post('/Schemas', {})).status).toBe(405)
    expect((await fetch(service.baseUrl.replace('/scim/v2', '/other'))).status).toBe(401)
  })

  test('every answer has its own X-Request-Id', async () => {
    const scim = await start()
    const ids = [await scim.get('/Users'), await scim.get('/Robots'), await scim.delete('/Users/x')].map(
      ({ headers }) => headers.get('x-request-id')
    )
    expect(new Set(ids).size).toBe(3)
    expect(ids).toEqual(service.log.all().map((request) => request.requestId))
  })
})

describe('/Me', () => {
  test('is the owner of the token', async () => {
    const scim = await start({ tokens: [{ owner: 'boss@example.com' }] })
    expect((await scim.get('/Me')).body).toMatchObject({ userName: 'boss@example.com', active: true })
    expect(service.owner).toBe('boss@example.com')
  })

  test.each([
    [{ me: 501 }, 501],
    [{ me: 404 }, 404],
    [{ tokens: [{ owner: null }] }, 404]
  ] as const)('off: %o', async (options, status) => {
    const scim = await start(options)
    expect((await scim.get('/Me')).status).toBe(status)
  })
})

describe('versions', () => {
  test('a change under another version is refused, under the right one or any it is taken', async () => {
    const scim = await start()
    const created = await scim.post('/Users', userBody('sato'))
    const path = `/Users/${created.body['id']}`
    expect(created.headers.get('etag')).toBe('W/"1"')
    const put = (version: string) => scim.put(path, userBody('sato'), { 'If-Match': version })
    expect((await put('W/"1"')).headers.get('etag')).toBe('W/"2"')
    const stale = await put('W/"1"')
    expect([stale.status, stale.body['status']]).toEqual([412, '412'])
    expect((await scim.delete(path, { 'If-Match': 'W/"1"' })).status).toBe(412)
    expect((await put('*')).status).toBe(200)
    expect((await scim.get(path, { 'If-None-Match': 'W/"3"' })).status).toBe(304)
    expect((await scim.get(path, { 'If-None-Match': 'W/"2"' })).status).toBe(200)
  })

  test('a service without ETags has none and heeds none', async () => {
    const scim = await start({ etags: false })
    const created = await scim.post('/Users', userBody('sato'))
    expect(created.headers.get('etag')).toBeNull()
    expect(created.body['meta']).not.toHaveProperty('version')
    const path = `/Users/${created.body['id']}`
    expect((await scim.put(path, userBody('sato'), { 'If-Match': 'W/"7"' })).status).toBe(200)
  })
})

test('HTTPS with a certificate made for it, which nobody trusts by itself', async () => {
  const { key, cert } = makeCertificate()
  const scim = await start({ tls: { key, cert } })
  expect(service.baseUrl).toMatch(/^https:\/\/localhost:\d+\/scim\/v2$/)
  await expect(scim.get('/Me')).rejects.toThrow('fetch failed')
  const { get } = await import('node:https')
  const status = await new Promise((resolve, reject) => {
    const headers = { Authorization: `Bearer ${service.token}` }
    get(`${service.baseUrl}/Me`, { ca: cert, headers }, (response) => {
      response.resume()
      resolve(response.statusCode)
    }).on('error', reject)
  })
  expect(status).toBe(200)
})
