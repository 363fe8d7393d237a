import { gzipSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import { inWords } from '../../src/problems/problem.ts'
import type { ScimService } from '../../src/service/service.ts'
import { id, open, TOKEN } from './open.ts'
import { reply, scimError, scripted, user } from './scripted-server.ts'

const ALICE = { resource: { externalId: 'alice', userName: 'alice@example.jp' }, active: true }
const UPDATE = { changes: [{ attribute: 'title', from: null, to: 'Boss' }], wanted: {}, known: {} }

type Script = Parameters<typeof scripted>[0]

/** What makes an answer useless, on whatever request it comes. */
const USELESS: readonly {
  readonly what: string
  readonly script: Script
  readonly code: string
  readonly posts?: number
}[] = [
  {
    what: 'the connection is reset',
    script: (_, response) => response.socket?.resetAndDestroy(),
    code: 'service.unreachable'
  },
  {
    what: 'the connection ends in the middle',
    script: (_, response) => cutShort(response),
    code: 'service.unreachable'
  },
  { what: '200 with an HTML page', script: (_, response) => html(response, 200), code: 'service.not_scim' },
  { what: '404 with an HTML page', script: (_, response) => html(response, 404), code: 'service.not_scim' },
  {
    what: '404 with JSON that is no SCIM error',
    script: (_, response) => reply(response, 404, { message: 'no' }),
    code: 'service.not_scim'
  },
  { what: '404 without a body', script: (_, response) => reply(response, 404), code: 'service.not_scim' },
  {
    what: '200 with truncated JSON',
    script: (_, response) => text(response, '{"id": "alice", "userN'),
    code: 'service.not_scim'
  },
  {
    what: '200 with another content type',
    script: (_, response) => reply(response, 200, user('alice'), { 'content-type': 'text/plain' }),
    code: 'service.not_scim'
  },
  {
    what: '200 with bytes that are no UTF-8',
    script: (_, response) => text(response, Buffer.from(JSON.stringify(user('alice', { title: '\u00ff' })), 'latin1')),
    code: 'service.not_scim'
  },
  {
    what: '200 with JSON that is no resource',
    script: (_, response) => reply(response, 200, { message: 'hello' }),
    code: 'service.not_scim'
  },
  { what: '500', script: (_, response) => reply(response, 500, scimError(500, 'oops')), code: 'service.server_error' },
  { what: '503 without Retry-After', script: (_, response) => reply(response, 503), code: 'service.server_error' },
  {
    what: 'a redirect',
    script: (_, response) => reply(response, 302, undefined, { location: 'http://127.0.0.1:1/login' }),
    code: 'service.redirected'
  }
]

describe.each(USELESS)('$what', ({ script, code }) => {
  const requests = {
    get: (service: ScimService) => service.get('user', id('alice')),
    create: (service: ScimService) => service.create('user', ALICE),
    update: (service: ScimService) => service.update('user', id('alice'), UPDATE)
  }

  test.each(['get', 'create', 'update'] as const)('is no answer to a %s', async (name) => {
    const { baseUrl, seen } = await scripted((request, response, number) => {
      if (request.path === '/ServiceProviderConfig') reply(response, 404)
      else script(request, response, number)
    })
    const answer = await requests[name](await open(baseUrl))
    expect(answer).toMatchObject({ kind: 'unanswered', problem: { code } })
    if (name === 'create') expect(seen.filter((request) => request.method === 'POST')).toHaveLength(1)
  })

  test('makes a list doubtful', async () => {
    const { baseUrl } = await scripted(script)
    const answer = await (await open(baseUrl)).readAll('user', { page: () => undefined, restart: () => undefined })
    expect(answer).toMatchObject({ kind: 'doubt', problem: { code } })
  })
})

test('200 with an HTML page is no proof of a delete', async () => {
  const { baseUrl } = await scripted((_, response) => html(response, 200))
  expect(await (await open(baseUrl)).remove('user', id('alice'))).toMatchObject({ kind: 'unanswered' })
})

test('a resource with another id than the one asked for is no answer', async () => {
  const { baseUrl } = await scripted((_, response) => reply(response, 200, user('bob')))
  const answer = await (await open(baseUrl)).get('user', id('alice'))
  expect(answer).toMatchObject({ kind: 'unanswered', problem: { code: 'service.not_scim', seen: 'other_id' } })
})

test('what went wrong for a moment is tried again, and the attempts are told', async () => {
  const { baseUrl } = await scripted((_, response, number) => {
    if (number === 1) response.socket?.resetAndDestroy()
    else if (number === 2) reply(response, 502)
    else reply(response, 200, user('alice'))
  })
  expect(await (await open(baseUrl)).get('user', id('alice'))).toMatchObject({ kind: 'done', attempts: 3 })
})

test('a request is tried five times at most', async () => {
  const { baseUrl, seen } = await scripted((_, response) => reply(response, 500))
  expect(await (await open(baseUrl)).get('user', id('alice'))).toMatchObject({ kind: 'unanswered', attempts: 5 })
  expect(seen).toHaveLength(5)
})

test('an endless answer is cut off', async () => {
  const { baseUrl, seen } = await scripted((_, response) => {
    response.writeHead(200, { 'content-type': 'application/scim+json' })
    const more = () => {
      while (!response.destroyed && response.write(' '.repeat(4096)));
    }
    response.on('drain', more)
    more()
  })
  const answer = await (await open(baseUrl, { options: { answerLimitBytes: 100_000 } })).get('user', id('alice'))
  expect(answer).toMatchObject({
    kind: 'unanswered',
    problem: { code: 'service.answer_too_large', limitBytes: 100_000 }
  })
  expect(seen).toHaveLength(1)
})

test('an answer that does not end in time is given up', async () => {
  const { baseUrl } = await scripted((_, response) => {
    response.writeHead(200, { 'content-type': 'application/scim+json' })
    response.write('{"id":')
  })
  const answer = await (await open(baseUrl, { timeoutSeconds: 0.01 })).get('user', id('alice'))
  expect(answer).toMatchObject({ kind: 'unanswered', problem: { code: 'service.answer_timeout', seconds: 0.01 } })
})

test('a server that is not there is unreachable', async () => {
  const answer = await (await open('http://127.0.0.1:1/scim')).get('user', id('alice'))
  expect(answer).toMatchObject({ kind: 'unanswered', problem: { code: 'service.unreachable', reason: 'ECONNREFUSED' } })
})

test('a compressed answer is read', async () => {
  const { baseUrl, seen } = await scripted((_, response) => {
    response.writeHead(200, { 'content-type': 'application/json; charset=utf-8', 'content-encoding': 'gzip' })
    response.end(gzipSync(JSON.stringify(user('alice'))))
  })
  expect(await (await open(baseUrl)).get('user', id('alice'))).toMatchObject({
    kind: 'done',
    value: { name: 'alice@example.jp' }
  })
  expect(seen[0]?.headers['accept-encoding']).toContain('gzip')
})

test('what is sent and asked for is application/scim+json, under the token', async () => {
  const { baseUrl, seen } = await scripted((_, response) => reply(response, 201, user('alice')))
  await (await open(baseUrl)).create('user', ALICE)
  expect(seen[0]?.headers).toMatchObject({
    accept: 'application/scim+json, application/json;q=0.9',
    'content-type': 'application/scim+json',
    authorization: `Bearer ${TOKEN}`
  })
})

test('a redirect is not followed: the token stays here', async () => {
  const elsewhere = await scripted((_, response) => reply(response, 200, user('alice')))
  const { baseUrl } = await scripted((_, response) =>
    reply(response, 307, undefined, { location: `${elsewhere.baseUrl}/Users/alice` })
  )
  await (await open(baseUrl)).get('user', id('alice'))
  expect(elsewhere.seen).toEqual([])
})

test('401 ends everything: nothing more is sent', async () => {
  const { baseUrl, seen } = await scripted((_, response) =>
    reply(response, 401, scimError(401, 'expired'), { 'x-request-id': 'r-1' })
  )
  const service = await open(baseUrl)
  const ended = { kind: 'ended', problem: { code: 'service.token_refused', detail: 'expired', requestId: 'r-1' } }
  expect(await service.create('user', ALICE)).toMatchObject(ended)
  expect(await service.get('user', id('alice'))).toMatchObject(ended)
  expect(seen).toHaveLength(1)
})

test('a creation that is answered by its place alone is read from there', async () => {
  const { baseUrl } = await scripted((request, response) => {
    if (request.method === 'POST')
      reply(response, 201, undefined, { location: 'https://elsewhere.example/v2/Users/al%20ice' })
    else reply(response, 200, user('al ice'))
  })
  expect(await (await open(baseUrl)).create('user', ALICE)).toMatchObject({ kind: 'done', value: { id: 'al ice' } })
})

test('no problem and no answer shows the token, even when the service repeats it', async () => {
  const { baseUrl } = await scripted((request, response) => {
    reply(response, request.method === 'POST' ? 400 : 500, scimError(500, `Bearer ${TOKEN} is bad\r\nof you`))
  })
  const service = await open(baseUrl)
  for (const answer of [await service.create('user', ALICE), await service.get('user', id('alice'))]) {
    expect(JSON.stringify(answer)).not.toContain(TOKEN)
    if (answer.kind === 'refused' || answer.kind === 'unanswered') {
      expect(inWords(answer.problem, 'en').message).toContain('Bearer *** is bad of you')
    }
  }
})

function html(response: Parameters<Script>[1], status: number): void {
  response.writeHead(status, { 'content-type': 'text/html' })
  response.end('<html><body>Please log in</body></html>')
}

function text(response: Parameters<Script>[1], body: string | Buffer): void {
  response.writeHead(200, { 'content-type': 'application/scim+json' })
  response.end(body)
}

function cutShort(response: Parameters<Script>[1]): void {
  response.writeHead(200, { 'content-type': 'application/scim+json', 'content-length': '1000' })
  response.write('{"id":')
  setTimeout(() => response.destroy(), 5)
}
