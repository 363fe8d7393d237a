import { describe, expect, test } from 'vitest'
import { makeLimiter } from '../../src/service/limiter.ts'
import type { Throttle } from '../../src/service/open-service.ts'
import { retryAfterSeconds } from '../../src/service/retry-after.ts'
import { fakeClock, id, open } from './open.ts'
import { list, reply, scripted, user } from './scripted-server.ts'

const ALICE = { resource: { externalId: 'alice', userName: 'alice@example.jp' }, active: true }

describe('Retry-After', () => {
  const now = Date.parse('2026-04-01T00:00:00Z')
  test.each([
    { header: '0', seconds: 0 },
    { header: ' 120 ', seconds: 120 },
    { header: 'Wed, 01 Apr 2026 00:02:00 GMT', seconds: 120 },
    { header: 'Tue, 31 Mar 2026 23:59:00 GMT', seconds: 0 },
    { header: null, seconds: null },
    { header: '', seconds: null },
    { header: '-5', seconds: null },
    { header: '1.5', seconds: null },
    { header: 'soon', seconds: null }
  ])('$header is $seconds seconds', ({ header, seconds }) => expect(retryAfterSeconds(header, now)).toBe(seconds))
})

describe('429', () => {
  test.each(['3', 'Wed, 01 Apr 2026 00:00:03 GMT'])(
    'with Retry-After %s is waited for, and a POST is sent again',
    async (header) => {
      const clock = fakeClock()
      const throttles: Throttle[] = []
      const { baseUrl, seen } = await scripted((_, response, number) => {
        if (number === 1) reply(response, 429, undefined, { 'retry-after': header })
        else reply(response, 201, user('alice'))
      })
      const onThrottle = (throttle: Throttle) => throttles.push(throttle)
      const service = await open(baseUrl, { requestsPerSecond: 1000, options: { clock, onThrottle } })
      expect(await service.create('user', ALICE)).toMatchObject({ kind: 'done', attempts: 2 })
      expect(clock.slept).toEqual([3000])
      expect(throttles).toEqual([{ status: 429, waitSeconds: 3, rate: 500 }])
      expect(seen).toHaveLength(2)
    }
  )

  test('keeps every other request waiting too', async () => {
    const { promise: wait, resolve: waitOver } = Promise.withResolvers<void>()
    const { promise: throttled, resolve: onThrottle } = Promise.withResolvers<Throttle>()
    let now = 0
    const clock = { now: () => now, random: () => 0.5, sleep: () => wait }
    const { baseUrl, seen } = await scripted((_, response, number) => {
      if (number === 1) reply(response, 429, undefined, { 'retry-after': '60' })
      else reply(response, 200, user('alice'))
    })
    const service = await open(baseUrl, { options: { clock, onThrottle } })
    const first = service.get('user', id('alice'))
    await throttled
    const second = service.get('user', id('alice'))
    await new Promise((resolve) => setTimeout(resolve, 50))
    expect(seen).toHaveLength(1)
    now = 60_000
    waitOver()
    expect([await first, await second]).toMatchObject([{ kind: 'done' }, { kind: 'done' }])
  })

  test('without Retry-After backs off longer each time, then ends the run', async () => {
    const clock = fakeClock()
    const { baseUrl, seen } = await scripted((_, response) => reply(response, 429))
    const service = await open(baseUrl, { options: { clock } })
    const answer = await service.create('user', ALICE)
    expect(answer).toMatchObject({ kind: 'ended', problem: { code: 'service.rate_limited', retryAfterSeconds: null } })
    expect(seen).toHaveLength(11)
    expect(clock.slept.slice(0, 4)).toEqual([500, 1000, 2000, 4000])
  })

  test('with a Retry-After that is too long ends the run at once', async () => {
    const clock = fakeClock()
    const { baseUrl, seen } = await scripted((_, response) => reply(response, 429, undefined, { 'retry-after': '601' }))
    const answer = await (await open(baseUrl, { options: { clock } })).get('user', id('alice'))
    expect(answer).toMatchObject({ kind: 'ended', problem: { code: 'service.rate_limited', retryAfterSeconds: 601 } })
    expect(clock.slept).toEqual([])
    expect(seen).toHaveLength(1)
  })

  test('with a Retry-After of ten minutes is still waited for', async () => {
    const clock = fakeClock()
    const { baseUrl } = await scripted((_, response, number) => {
      if (number === 1) reply(response, 429, undefined, { 'retry-after': '600' })
      else reply(response, 200, user('alice'))
    })
    expect(await (await open(baseUrl, { options: { clock } })).get('user', id('alice'))).toMatchObject({ kind: 'done' })
  })
})

describe('503 with Retry-After', () => {
  test('was not processed: a POST is sent again after the wait, and the rate stays', async () => {
    const throttles: Throttle[] = []
    const { baseUrl, seen } = await scripted((_, response, number) => {
      if (number === 1) reply(response, 503, undefined, { 'retry-after': '7' })
      else reply(response, 201, user('alice'))
    })
    const onThrottle = (throttle: Throttle) => throttles.push(throttle)
    const service = await open(baseUrl, { options: { onThrottle } })
    expect(await service.create('user', ALICE)).toMatchObject({ kind: 'done', attempts: 2 })
    expect(throttles).toEqual([{ status: 503, waitSeconds: 7, rate: 100_000 }])
    expect(seen).toHaveLength(2)
  })

  test('keeps no other request waiting', async () => {
    const { promise: throttled, resolve: onThrottle } = Promise.withResolvers<Throttle>()
    const clock = { now: () => 0, random: () => 0.5, sleep: () => new Promise<void>(() => undefined) }
    const { baseUrl } = await scripted((_, response, number) => {
      if (number === 1) reply(response, 503, undefined, { 'retry-after': '60' })
      else reply(response, 200, user('alice'))
    })
    const service = await open(baseUrl, { options: { clock, onThrottle } })
    void service.get('user', id('alice'))
    await throttled
    expect(await service.get('user', id('alice'))).toMatchObject({ kind: 'done' })
  })
})

describe('back-off', () => {
  test('has full jitter and doubles up to its bound', async () => {
    const clock = fakeClock()
    const { baseUrl } = await scripted((_, response) => reply(response, 500))
    await (await open(baseUrl, { options: { clock } })).get('user', id('alice'))
    expect(clock.slept).toEqual([500, 1000, 2000, 4000])
  })
})

describe('the service is away', () => {
  test('when five requests in a row and a list are not answered: then nothing more is sent', async () => {
    const { baseUrl, seen } = await scripted((_, response) => reply(response, 500))
    const service = await open(baseUrl)
    const kinds: string[] = []
    for (let n = 0; n < 7; n += 1) kinds.push((await service.create('user', ALICE)).kind)
    expect(kinds).toEqual(['unanswered', 'unanswered', 'unanswered', 'unanswered', 'unanswered', 'ended', 'ended'])
    expect(seen.filter((request) => request.method === 'POST')).toHaveLength(5)
    expect(await service.get('user', id('alice'))).toMatchObject({
      kind: 'ended',
      problem: { code: 'service.unavailable' }
    })
  })

  test('not while lists are answered: bad objects are no outage', async () => {
    const { baseUrl } = await scripted((request, response) => {
      if (request.method === 'GET') reply(response, 200, list([]))
      else reply(response, 500)
    })
    const service = await open(baseUrl)
    for (let n = 0; n < 12; n += 1) expect((await service.create('user', ALICE)).kind).toBe('unanswered')
  })

  test('not when an answer came in between', async () => {
    const { baseUrl } = await scripted((request, response) => {
      if (request.path === '/Users/alice') reply(response, 200, user('alice'))
      else reply(response, 500)
    })
    const service = await open(baseUrl)
    for (let n = 0; n < 8; n += 1) {
      expect((await service.create('user', ALICE)).kind).toBe('unanswered')
      if (n === 3) expect((await service.get('user', id('alice'))).kind).toBe('done')
    }
  })
})

describe('the limiter', () => {
  const run = async (limiter: ReturnType<typeof makeLimiter>, times: number) => {
    const signal = new AbortController().signal
    for (let n = 0; n < times; n += 1) await limiter.run(async () => undefined, signal)
  }

  test('sends as many requests a second as it may, after a first burst of one a place', async () => {
    const clock = fakeClock()
    const start = clock.now()
    await run(makeLimiter({ requestsPerSecond: 10, concurrency: 4 }, clock), 24)
    expect(clock.now() - start).toBeCloseTo(1900, -2)
  })

  test('halves its rate once for all answers to requests sent before, and rises slowly', async () => {
    const clock = fakeClock()
    const limiter = makeLimiter({ requestsPerSecond: 10, concurrency: 4 }, clock)
    const sent = clock.now()
    await clock.sleep(100, new AbortController().signal)
    limiter.slowDown(sent)
    limiter.slowDown(sent)
    expect(limiter.rate).toBe(5)
    limiter.slowDown(clock.now())
    expect(limiter.rate).toBe(2.5)
    limiter.speedUp()
    expect(limiter.rate).toBeCloseTo(2.55)
    for (let n = 0; n < 1000; n += 1) limiter.speedUp()
    expect(limiter.rate).toBe(10)
  })

  test('never has more requests under way than it may', async () => {
    const limiter = makeLimiter({ requestsPerSecond: 1000, concurrency: 3 }, fakeClock())
    let underWay = 0
    let most = 0
    const work = async () => {
      underWay += 1
      most = Math.max(most, underWay)
      await new Promise((resolve) => setImmediate(resolve))
      underWay -= 1
    }
    await Promise.all(Array.from({ length: 20 }, () => limiter.run(work, new AbortController().signal)))
    expect(most).toBe(3)
  })

  test('lets those who wait go when the run is stopped', async () => {
    const limiter = makeLimiter({ requestsPerSecond: 1000, concurrency: 1 }, fakeClock())
    const stop = new AbortController()
    let end = () => {}
    const first = limiter.run(
      () =>
        new Promise<void>((resolve) => {
          end = resolve
        }),
      stop.signal
    )
    const second = limiter.run(async () => undefined, stop.signal)
    await new Promise((resolve) => setImmediate(resolve))
    stop.abort(new Error('stopped'))
    await expect(second).rejects.toThrow('stopped')
    end()
    await first
  })
})

describe('a stop', () => {
  test('lets a write under way end, and sends nothing after it', async () => {
    const stop = new AbortController()
    const { baseUrl, seen } = await scripted((_, response) => {
      stop.abort()
      reply(response, 201, user('alice'))
    })
    const service = await open(baseUrl, { options: { signal: stop.signal } })
    expect(await service.create('user', ALICE)).toMatchObject({ kind: 'done' })
    expect(await service.create('user', ALICE)).toMatchObject({ kind: 'ended', problem: { code: 'service.stopped' } })
    expect(seen).toHaveLength(1)
  })

  test('gives a write up that does not end in time: it is in doubt', async () => {
    const stop = new AbortController()
    const { baseUrl } = await scripted(() => stop.abort())
    const service = await open(baseUrl, { options: { signal: stop.signal, graceMs: 5 } })
    expect(await service.create('user', ALICE)).toMatchObject({
      kind: 'unanswered',
      problem: { code: 'service.stopped' }
    })
  })

  test('ends a read at once', async () => {
    const stop = new AbortController()
    const { baseUrl } = await scripted(() => stop.abort())
    const service = await open(baseUrl, { options: { signal: stop.signal } })
    expect(await service.get('user', id('alice'))).toMatchObject({ problem: { code: 'service.stopped' } })
  })
})
