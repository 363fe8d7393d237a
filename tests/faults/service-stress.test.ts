import { describe, expect, test } from 'vitest'
import { severityOf } from '../../src/problems/problem.ts'
import type { Outcome } from '../../src/report/outcome.ts'
import type { RunRequest } from '../../src/run/run.ts'
import type { ServiceOptions } from '../../src/service/open-service.ts'
import type { SimulatorScenario } from '../support/directory/simulator-scenario.ts'
import type { FaultAction, FaultRule } from '../support/service/faults.ts'
import type { IijIdOptions } from '../support/service/options.ts'
import { type Company, changeEverything, openCompany, settle } from './company.ts'
import { quickService } from './quick-service.ts'

async function changedCompany(service: IijIdOptions = {}): Promise<Company<SimulatorScenario>> {
  const company = await openCompany({ service, product: { scim: 'timeout: 1' } })
  await settle(company)
  await changeEverything(company.staged)
  company.service.log.clear()
  company.service.model.jobs.length = 0
  return company
}

interface Spoilt {
  readonly outcome: Outcome
  readonly errors: readonly string[]
  readonly waited: readonly number[]
}

async function runSpoilt(
  company: Company<SimulatorScenario>,
  request: Partial<RunRequest> = {},
  options: Partial<ServiceOptions> = {}
): Promise<Spoilt> {
  const quick = quickService(options)
  const outcome = await company.product.run(request, { openService: quick.openService })
  const errors = outcome.problems.filter((problem) => severityOf(problem) === 'error').map(({ code }) => code)
  return { outcome, errors, waited: quick.waited }
}

/** Whatever it was: after the next clean run the service is as the directory, nothing was made twice, and nothing is left to do. */
async function expectRecovery(company: Company<SimulatorScenario>): Promise<void> {
  company.service.faults.clear()
  const next = await company.product.run()
  expect(next, JSON.stringify(next.problems)).toMatchObject({ exitCode: 0 })
  await company.expectServiceAsDirectory()
  const made = company.service.model.jobs.filter(({ action, status }) => action.startsWith('POST') && status === 201)
  expect(made.map(({ target }) => target)).toEqual([...new Set(made.map(({ target }) => target))])
  expect(await company.product.run({ mode: 'dry-run', full: true })).toMatchObject({ exitCode: 0, operationsTotal: 0 })
}

const WRITES: Pick<FaultRule, 'when'> = { when: ({ method }) => method !== 'GET' }
const CREATES: Pick<FaultRule, 'method'> = { method: 'POST' }

describe('a disturbance that passes is not noticed: exit 0 in the same run', () => {
  const inOneMinute = () => new Date(Date.now() + 60_000).toUTCString()
  const PASSING: readonly { readonly title: string; readonly rule: FaultRule }[] = [
    {
      title: '429 with seconds',
      rule: { ...WRITES, times: 3, action: { kind: 'status', status: 429, retryAfter: 7 } }
    },
    {
      title: '429 with a date',
      rule: { ...WRITES, times: 2, action: { kind: 'status', status: 429, retryAfter: inOneMinute() } }
    },
    { title: '429 without a word', rule: { ...WRITES, times: 3, action: { kind: 'status', status: 429 } } },
    {
      title: '503 with seconds',
      rule: { ...CREATES, times: 3, action: { kind: 'status', status: 503, retryAfter: 2 } }
    },
    {
      title: '503 with a date',
      rule: { ...CREATES, times: 2, action: { kind: 'status', status: 503, retryAfter: inOneMinute() } }
    },
    { title: '429 from a proxy, as HTML', rule: { times: 3, action: { kind: 'status', status: 429, body: 'html' } } },
    ...([500, 502, 504] as const).map((status) => ({
      title: `${status} to what can be repeated`,
      rule: { method: 'PATCH', times: 3, action: { kind: 'status', status } } satisfies FaultRule
    })),
    {
      title: 'a reset before the processing',
      rule: { method: 'PATCH', times: 2, action: { kind: 'reset', when: 'before' } }
    },
    {
      title: 'a reset after the processing',
      rule: { method: 'PATCH', times: 2, action: { kind: 'reset', when: 'after' } }
    },
    { title: 'JSON cut in half', rule: { method: 'PATCH', path: /Users/, times: 2, action: { kind: 'truncated' } } },
    { title: 'JSON that ends early', rule: { method: 'PATCH', times: 2, action: { kind: 'truncated', cut: true } } },
    {
      title: 'one answer that never ends in time',
      rule: { method: 'GET', times: 1, action: { kind: 'hang', when: 'after' } }
    },
    {
      title: 'a login page in place of an answer',
      rule: {
        method: 'GET',
        times: 2,
        action: { kind: 'content-type', contentType: 'text/html', body: '<html>Login</html>' }
      }
    }
  ]

  test.each(PASSING)('$title', async ({ rule }) => {
    const company = await changedCompany()
    const fault = company.service.faults.add(rule)
    const { outcome, errors, waited } = await runSpoilt(company)
    expect(fault.hits).toBeGreaterThan(0)
    expect({ exitCode: outcome.exitCode, errors }).toEqual({ exitCode: 0, errors: [] })
    const { action } = rule
    if (action.kind === 'status' && typeof action.retryAfter === 'number')
      expect(Math.max(...waited)).toBeGreaterThan(action.retryAfter * 1000 - 500)
    await expectRecovery(company)
  })
})

describe('a lost answer to a creation', () => {
  const LOST: readonly { readonly title: string; readonly action: FaultAction; readonly processed: boolean }[] = [
    { title: 'reset after the processing', action: { kind: 'reset', when: 'after' }, processed: true },
    { title: 'hanging after the processing', action: { kind: 'hang', when: 'after' }, processed: true },
    { title: '500 after the processing', action: { kind: 'status', status: 500, processed: true }, processed: true },
    { title: 'an answer cut in half', action: { kind: 'truncated' }, processed: true },
    {
      title: 'a gateway’s page after the processing',
      action: { kind: 'content-type', contentType: 'text/html', body: '<html>504</html>' },
      processed: true
    },
    { title: 'reset before the processing', action: { kind: 'reset', when: 'before' }, processed: false },
    { title: '502 before the processing', action: { kind: 'status', status: 502, body: 'html' }, processed: false }
  ]

  test.each(LOST)('$title: looked up, never sent twice', async ({ action, processed }) => {
    const company = await changedCompany()
    const fault = company.service.faults.add({ method: 'POST', path: /Users/, nth: 1, action })
    const { outcome, errors } = await runSpoilt(company)
    expect(fault.hits).toBe(1)
    if (processed) expect({ exitCode: outcome.exitCode, errors }).toEqual({ exitCode: 0, errors: [] })
    else expect({ exitCode: outcome.exitCode, doubts: errors.length }).toEqual({ exitCode: 3, doubts: 1 })
    await expectRecovery(company)
  })
})

describe('a list that can’t be believed ends the run before anything is written', () => {
  const rewritten = (change: (body: Record<string, unknown>) => object): FaultAction => ({
    kind: 'rewrite',
    rewrite: (body) => change({ ...Object(body) })
  })
  const resources = (body: Record<string, unknown>) => (Array.isArray(body['Resources']) ? body['Resources'] : [])
  const LISTS: readonly { readonly title: string; readonly code: string; readonly action: FaultAction }[] = [
    {
      title: 'that counts more than it shows',
      code: 'service.list_incomplete',
      action: rewritten((body) => ({ ...body, totalResults: 99 }))
    },
    {
      title: 'with an entry without an id',
      code: 'service.entry_without_id',
      action: rewritten((body) => ({ ...body, Resources: resources(body).map(({ id: _id, ...rest }) => rest) }))
    },
    {
      title: 'with an id that leads out of the collection',
      code: 'service.entry_without_id',
      action: rewritten((body) => ({ ...body, Resources: resources(body).map((rest) => ({ ...rest, id: '..' })) }))
    },
    { title: 'without resources', code: 'service.not_scim', action: rewritten(() => ({ totalResults: 3 })) },
    { title: 'that is a text', code: 'service.not_scim', action: rewritten(() => Object('[]')) },
    { title: 'as HTML', code: 'service.not_scim', action: { kind: 'content-type', contentType: 'text/html' } },
    { title: 'cut in half', code: 'service.not_scim', action: { kind: 'truncated' } },
    { title: 'that ends early', code: 'service.unreachable', action: { kind: 'truncated', cut: true } },
    { title: 'without end', code: 'service.answer_too_large', action: { kind: 'endless' } },
    { title: 'byte by byte', code: 'service.answer_timeout', action: { kind: 'drip', bytesAtOnce: 1, everyMs: 50 } },
    { title: 'that is refused', code: 'service.list_refused', action: { kind: 'status', status: 400 } },
    { title: 'that fails', code: 'service.server_error', action: { kind: 'status', status: 500 } },
    { title: 'that may not be read', code: 'service.reading_forbidden', action: { kind: 'status', status: 403 } },
    {
      title: 'that is to be had in a day',
      code: 'service.rate_limited',
      action: { kind: 'status', status: 503, retryAfter: 86_400 }
    }
  ]

  test.each(LISTS)('a list of users $title', { timeout: 60_000 }, async ({ code, action }) => {
    const company = await changedCompany()
    company.service.faults.add({ method: 'GET', path: /^\/Users(\?|$)/, action })
    const { outcome, errors } = await runSpoilt(company, { full: true }, { answerLimitBytes: 2 * 1024 * 1024 })
    expect({ exitCode: outcome.exitCode, errors, writes: company.service.writes() }).toEqual({
      exitCode: 6,
      errors: [code],
      writes: []
    })
    await expectRecovery(company)
  })

  test('a list that changes each time it is read', async () => {
    const company = await changedCompany({ paging: { cap: 3 } })
    let made = 0
    company.service.faults.add({
      method: 'GET',
      path: /^\/Users\?.*startIndex=[2-9]/,
      action: {
        kind: 'change',
        apply: () => void company.service.console.createUser({ userName: `console-${made++}@example.jp` })
      }
    })
    const { outcome, errors } = await runSpoilt(company, { full: true })
    expect({ exitCode: outcome.exitCode, writes: company.service.writes() }).toEqual({ exitCode: 6, writes: [] })
    expect(errors).toEqual(['service.list_changing'])
    await expectRecovery(company)
  })
})

test.each([
  { title: 'a list that changed once is read anew', paging: { cap: 3 }, changes: 1 },
  { title: 'a server that caps the count', paging: { cap: 2 }, changes: 0 },
  { title: 'a server that ignores the count', paging: { cap: 3, honoursCount: false }, changes: 0 },
  { title: 'a server that tells its cap for a page’s length', paging: { cap: 4, rightItemsPerPage: false }, changes: 0 }
])('$title: exit 0', async ({ paging, changes }) => {
  const company = await changedCompany({ paging })
  if (changes > 0)
    company.service.faults.add({
      method: 'GET',
      path: /^\/Users\?.*startIndex=[2-9]/,
      times: changes,
      action: { kind: 'change', apply: () => void company.service.console.createUser({ userName: 'new@example.jp' }) }
    })
  const { outcome, errors } = await runSpoilt(company, { full: true })
  expect({ exitCode: outcome.exitCode, errors }).toEqual({ exitCode: 0, errors: [] })
  await expectRecovery(company)
})

describe('the middle of applying: what was done is recorded, the next run goes on', () => {
  async function expectPartly(company: Company<SimulatorScenario>, { outcome }: Spoilt): Promise<void> {
    const done = outcome.operations.filter(({ status }) => status === 'done').length
    expect(done).toBeGreaterThan(0)
    expect(outcome.operations.length).toBeGreaterThan(done)
    const { service } = company
    const acted = service.model.jobs.filter(({ status }) => status < 400).length
    await expectRecovery(company)
    const again = service.model.jobs.slice(acted).filter(({ status }) => status >= 400)
    expect(again, 'nothing is tried again that was done').toEqual([])
  }

  test('the token expires', async () => {
    const company = await changedCompany()
    const token = company.service.issueToken({ expiresAfterRequests: 7 })
    company.product.reconfigure({ service: { baseUrl: company.service.baseUrl, token } })
    const spoilt = await runSpoilt(company)
    expect({ exitCode: spoilt.outcome.exitCode, errors: spoilt.errors }).toEqual({
      exitCode: 6,
      errors: ['service.token_refused']
    })
    company.product.reconfigure({ service: company.service })
    company.service.model.jobs.length = 0
    await expectPartly(company, spoilt)
  })

  test.each([
    ['resets every connection', { kind: 'reset', when: 'before' }, 'service.unavailable'],
    ['fails whatever it is asked', { kind: 'status', status: 500 }, 'service.unavailable'],
    ['is behind a login page', { kind: 'status', status: 200, body: 'html' }, 'service.unavailable'],
    ['wants to be left alone for a day', { kind: 'status', status: 503, retryAfter: 86_400 }, 'service.rate_limited'],
    ['says 429 for ever', { kind: 'status', status: 429 }, 'service.rate_limited']
  ] satisfies [string, FaultAction, string][])('the service %s', { timeout: 60_000 }, async (_title, action, code) => {
    const company = await changedCompany()
    let writes = 0
    company.service.faults.add({
      when: ({ method }) => {
        if (method !== 'GET') writes++
        return writes > 4
      },
      action
    })
    const spoilt = await runSpoilt(company)
    expect(spoilt.outcome.exitCode, spoilt.errors.join()).toBe(6)
    expect(spoilt.errors[0]).toBe(code)
    await expectPartly(company, spoilt)
  })
})

test('all of it at random, run after run: in the end the service is as the directory', {
  timeout: 120_000
}, async () => {
  const company = await changedCompany({ seed: 20_260_105, paging: { cap: 5 } })
  const actions: FaultAction[] = [
    { kind: 'status', status: 429, retryAfter: 1 },
    { kind: 'status', status: 503, retryAfter: 1 },
    { kind: 'status', status: 500 },
    { kind: 'status', status: 500, processed: true },
    { kind: 'status', status: 502, body: 'html' },
    { kind: 'reset', when: 'before' },
    { kind: 'reset', when: 'after' },
    { kind: 'truncated' },
    { kind: 'truncated', cut: true },
    { kind: 'content-type', contentType: 'text/html', body: '<html>proxy</html>' }
  ]
  for (const action of actions) company.service.faults.add({ probability: 0.05, action })
  const codes = new Set<number>()
  for (let round = 0; round < 6; round++) {
    const { outcome } = await runSpoilt(company, { full: round % 2 === 1 })
    codes.add(outcome.exitCode)
  }
  expect([0, 3, 6]).toEqual(expect.arrayContaining([...codes]))
  await expectRecovery(company)
})
