import { describe, expect, test } from 'vitest'
import type { Problem } from '../../src/problems/problem.ts'
import { noCounts } from '../../src/report/counts.ts'
import { eventsOf, LONGEST_EVENT, OBJECT_EVENTS } from '../../src/report/event-log.ts'
import { EVENTS, eventsDocument, runEventName } from '../../src/report/event-log-catalogue.ts'
import { journalLines } from '../../src/report/event-log-writer.ts'
import type { ReportedOperation } from '../../src/report/operations.ts'
import type { Outcome } from '../../src/report/outcome.ts'

const REFUSED: Problem = {
  code: 'service.user_name_taken',
  kind: 'user',
  object: 'taro@example.jp',
  status: 409,
  detail: 'userName has already been taken',
  requestId: 'r-1'
}

function failed(problem: Problem, name = 'taro@example.jp'): ReportedOperation {
  return {
    id: name,
    kind: 'user',
    action: 'create',
    anchor: name,
    externalId: null,
    scimId: null,
    name,
    dn: `CN=${name}`,
    reason: 'new',
    changes: [],
    members: { add: [], remove: [], addTotal: 0, removeTotal: 0 },
    status: 'failed',
    attempts: 1,
    heldBy: [],
    problem
  }
}

function outcome(more: Partial<Outcome>): Outcome {
  return {
    kind: 'finished',
    runId: 'run-1',
    mode: 'normal',
    startedAt: '2026-11-24T12:00:00.000Z',
    finishedAt: '2026-11-24T12:01:00.000Z',
    planId: 'p',
    heldId: null,
    counts: noCounts(),
    verdicts: [],
    operations: [],
    operationsTotal: 0,
    problems: [],
    exitCode: 0,
    ...more
  }
}

test('docs/events.md is what the code writes', async () => {
  await expect(eventsDocument()).toMatchFileSnapshot('../../docs/events.md')
})

test('no two events have one id, and each fits what Windows takes', () => {
  const ids = Object.values(EVENTS).map(({ id }) => id)
  expect(new Set(ids).size).toBe(ids.length)
  expect(Math.max(...ids)).toBeLessThan(65_536)
})

describe('the events of a run', () => {
  test.each([
    [0, 100],
    [1, 101],
    [2, 102],
    [3, 103],
    [4, 104],
    [5, 105],
    [6, 106],
    [7, 107],
    [8, 108],
    [130, 130]
  ])('that ended with %i: one of id %i', (exitCode, id) => {
    expect(eventsOf(outcome({ exitCode }), 'en').map((event) => event.id)).toEqual([id])
    expect(EVENTS[runEventName(exitCode)].id).toBe(id)
  })

  test('tell an error response of the service as the vendor does, as 12808', () => {
    const [event] = eventsOf(outcome({ exitCode: 3, operations: [failed(REFUSED)] }), 'en')
    expect(event).toMatchObject({ id: 12808, level: 'warn' })
    expect(event?.text).toMatch(
      /^SCIM response error\.\n\n\[Overview\]\n[\s\S]*taro@example\.jp[\s\S]*\n\n\[Detail\]\n/
    )
    const json = event?.text.split('[Detail]\n')[1]?.split('\n')[0] ?? ''
    expect(JSON.parse(json)).toEqual({
      schemas: ['urn:ietf:params:scim:api:messages:2.0:Error'],
      detail: 'userName has already been taken',
      status: '409'
    })
  })

  test('tell an object that failed before anything was sent as 200', () => {
    const problem: Problem = { code: 'run.object_gone', object: 'taro', dn: 'CN=taro', scimId: '1' }
    const events = eventsOf(outcome({ exitCode: 3, problems: [problem] }), 'en')
    expect(events.map(({ id }) => id)).toEqual([200, 103])
    expect(events[0]?.text).toContain('CN=taro')
  })

  test('name an object once, though it stands among the operations and the problems', () => {
    const problem: Problem = { code: 'run.object_gone', object: 'taro', dn: 'CN=taro', scimId: '1' }
    expect(eventsOf(outcome({ problems: [problem], operations: [failed(problem)] }), 'en')).toHaveLength(2)
  })

  test.each([
    [OBJECT_EVENTS, false],
    [OBJECT_EVENTS + 1, true]
  ])('of %i failed objects: a sum of the others: %s', (count, summed) => {
    const operations = Array.from({ length: count }, (_, index) =>
      failed({ ...REFUSED, object: `u${index}` }, `u${index}`)
    )
    const ids = eventsOf(outcome({ exitCode: 3, operations }), 'en').map(({ id }) => id)
    expect(ids.filter((id) => id === 12808)).toHaveLength(OBJECT_EVENTS)
    expect(ids.includes(201)).toBe(summed)
  })

  test('have no more characters than Windows takes', () => {
    const [event] = eventsOf(outcome({ operations: [failed({ ...REFUSED, detail: 'x'.repeat(50_000) })] }), 'ja')
    expect(event?.text.length).toBe(LONGEST_EVENT)
  })

  test("tell of the token's expiry in an entry of its own", () => {
    const expires = '2026-12-01T00:00:00.000Z'
    const soon: Problem = { code: 'secret.token_expires', object: 'token', expires, days: 7 }
    const past: Problem = { code: 'secret.token_expired', object: 'token', expires }
    expect(eventsOf(outcome({ problems: [soon] }), 'ja').map(({ id }) => id)).toEqual([210, 100])
    expect(eventsOf(outcome({ exitCode: 6, problems: [past] }), 'en').map(({ id }) => id)).toEqual([211, 106])
  })
})

test('journald gets a priority on each line, and no empty ones', () => {
  const [event] = eventsOf(outcome({ exitCode: 5 }), 'en')
  if (event === undefined) throw new Error('no event')
  const lines = journalLines(event).split('\n').slice(0, -1)
  expect(lines.length).toBeGreaterThan(1)
  expect(lines.filter((line) => !/^<3>\S?.*\S/.test(line))).toEqual([])
  expect(lines[0]).toMatch(/^<3>dirsync\[105\]: /)
})
