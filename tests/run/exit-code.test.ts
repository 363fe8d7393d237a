import { mkdirSync, writeFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { PROBLEM_CODES, type Problem } from '../../src/problems/problem.ts'
import { exitCodeOf, worstOf } from '../../src/run/exit-code.ts'
import { takeLock } from '../../src/state/lock.ts'
import { limits } from '../guard/guarding.ts'
import { testConfig } from '../support/stages/config.ts'
import { FakeService } from '../support/stages/fake-service.ts'
import { codes, refusal, Site } from './running.ts'

describe('of several codes', () => {
  test.each([
    [[], 0],
    [[0], 0],
    [[0, 3], 3],
    [[3, 4], 4],
    [[4, 6], 6],
    [[4, 130], 130],
    [[130, 6], 6],
    [[6, 5], 5],
    [[5, 7], 7],
    [[7, 8], 8],
    [[8, 2], 2],
    [[2, 1], 1]
  ])('%j ends with %i', (all, worst) => {
    expect(worstOf(all)).toBe(worst)
    expect(worstOf(all.toReversed())).toBe(worst)
  })
})

describe('a problem that ends a run', () => {
  const SPECIAL: Partial<Record<Problem['code'], number>> = {
    'state.locked': 7,
    'run.unexpected': 1,
    'run.stale': 4,
    'run.not_approved': 4,
    'run.stopped': 130,
    'run.no_password': 5,
    'run.no_token': 6
  }
  const AREAS: Readonly<Record<string, number>> = { directory: 5, mapping: 5, service: 6, state: 8 }

  test('ends it with the code of its area, but for a few; all else is usage or configuration', () => {
    // Only the code decides.
    const found = PROBLEM_CODES.map((code) => [code, exitCodeOf({ code } as Problem)])
    expect(found).toEqual(PROBLEM_CODES.map((code) => [code, SPECIAL[code] ?? AREAS[code.split('.')[0] ?? ''] ?? 2]))
  })
})

describe('a run ends with', () => {
  test('0: all done, and again with nothing to do', async () => {
    const site = new Site({ n: 1 })
    expect((await site.run()).exitCode).toBe(0)
    const second = await site.run()
    expect([second.exitCode, second.operationsTotal]).toEqual([0, 0])
  })

  test('0: a dry run with changes', async () => {
    const outcome = await new Site({ n: 1 }).run({ mode: 'dry-run' })
    expect([outcome.exitCode, outcome.counts.users.create]).toEqual([0, 1])
  })

  test('3: an object failed', async () => {
    const site = new Site({ n: 1 }, { n: 2, attributes: { mail: null } })
    const outcome = await site.run()
    expect(outcome.exitCode).toBe(3)
    expect(site.service.names('user')).toContain('u1@example.jp')
  })

  test('4: something is held, although something failed, too', async () => {
    const site = new Site({ n: 1 })
    await site.run()
    site.config = testConfig({ more: limits({ 'users.delete': '{ floor: 0, percent: 0 }' }) })
    site.listed = [{ n: 2, attributes: { mail: null } }]
    const outcome = await site.run()
    expect([outcome.exitCode, outcome.heldId === null]).toEqual([4, false])
  })

  test('4: an approval of no plan', async () => {
    const outcome = await new Site({ n: 1 }).run({ approve: 'unknown' })
    expect(outcome.exitCode).toBe(4)
    expect(outcome.counts.users.create).toBe(1)
  })

  test('5: the directory', async () => {
    const problem: Problem = { code: 'directory.guid_malformed', attribute: 'x', value: 'y' }
    const outcome = await new Site().run({}, { openDirectory: refusal(problem) })
    expect([outcome.exitCode, outcome.kind]).toEqual([5, 'refused'])
  })

  test('5: no password', async () => {
    const secrets = { token: () => 't', ldapPassword: () => null, proxyPassword: () => null }
    expect((await new Site().run({}, { secrets })).exitCode).toBe(5)
  })

  test('6: no token', async () => {
    const secrets = { token: () => null, ldapPassword: () => 'p', proxyPassword: () => null }
    expect((await new Site().run({}, { secrets })).exitCode).toBe(6)
  })

  test('6: a list that can not be read', async () => {
    const site = new Site({ n: 1 })
    site.service = new FakeService([{ verb: 'list', fault: 'lost' }])
    expect((await site.run()).exitCode).toBe(6)
    expect(site.service.calls).toEqual(['list user'])
  })

  test('6: a token that dies in the middle; what was done stays recorded', async () => {
    const site = new Site({ n: 1 }, { n: 2 })
    site.config = testConfig({ scim: 'concurrency: 1' })
    site.service = new FakeService([{ verb: 'create', of: 'u2@example.jp', fault: '401' }])
    const outcome = await site.run()
    expect([outcome.exitCode, outcome.problems[0]?.code]).toEqual([6, 'service.token_refused'])
    expect(site.state('SELECT name FROM known')).toEqual([{ name: 'u1@example.jp' }])
  })

  test('7: another run', async () => {
    const site = new Site()
    mkdirSync(site.folder.state, { recursive: true })
    const lock = takeLock(site.folder)
    expect((await site.run()).exitCode).toBe(7)
    expect((await site.run({ mode: 'dry-run' })).exitCode).toBe(0)
    lock?.release()
    expect((await site.run()).exitCode).toBe(0)
  })

  test('8: a state that is not to be had', async () => {
    const site = new Site()
    mkdirSync(site.folder.path, { recursive: true })
    writeFileSync(site.folder.state, 'a file where the folder should be')
    expect((await site.run()).exitCode).toBe(8)
  })

  test('8: another service than before, until it is confirmed', async () => {
    const site = new Site({ n: 1 })
    await site.run()
    const { config } = site
    site.config = { ...config, scim: { ...config.scim, baseUrl: new URL('http://127.0.0.1:8/scim/v2') } }
    const outcome = await site.run()
    expect([outcome.exitCode, codes(outcome)]).toEqual([8, ['state.other_service']])
    expect((await site.run({ confirm: true })).exitCode).toBe(0)
    expect((await site.run()).exitCode).toBe(0)
  })

  test('130: a stop before anything was sent', async () => {
    const outcome = await new Site({ n: 1 }).run({}, { signal: AbortSignal.abort() })
    expect([outcome.exitCode, outcome.kind]).toEqual([130, 'stopped'])
  })

  test('130: a stop in the middle; the next run goes on from there', async () => {
    const site = new Site({ n: 1 }, { n: 2 }, { n: 3 })
    site.config = testConfig({ scim: 'concurrency: 1' })
    const stop = new AbortController()
    site.service.onCall = (call) => {
      if (call === 'create u2@example.jp') stop.abort()
    }
    expect((await site.run({}, { signal: stop.signal })).exitCode).toBe(130)
    site.service.onCall = () => {}
    const outcome = await site.run()
    expect([outcome.exitCode, outcome.counts.users.create]).toEqual([0, 1])
  })
})
