import { DatabaseSync, type SQLInputValue } from 'node:sqlite'
import { expect, test, vi } from 'vitest'
import { testConfig } from '../support/stages/config.ts'
import type { Listed } from '../support/stages/fake-directory.ts'
import { Site } from './running.ts'

/** Tables that stay small whatever the size of the company: what was held and decided on in a week. */
const SMALL = /held_plan|decision/

/** Times that a statement may be executed in all of the runs, which are about thirty objects each; each guard asks for its figures. */
const AT_MOST = 40

/** A day on which every stage has something to do. */
function company(day: number): Listed[] {
  const users = Array.from(
    { length: 12 },
    (_, at): Listed => ({
      n: at < 3 ? 100 * day + at : at + 1,
      attributes: {
        title: `day ${day}`,
        ...(at === 4 ? { mail: null } : {}),
        ...(at === 5 ? { mail: 'u7@example.jp' } : {})
      }
    })
  )
  return [...users, { n: 50, kind: 'group', members: [4, 5 + day, 51] }, { n: 51, kind: 'group', members: [6 + day] }]
}

interface Used {
  readonly steps: readonly string[]
  times: number
}

/** How SQLite goes about each statement that runs of all kinds prepare, and how often they execute it. */
async function statements(): Promise<ReadonlyMap<string, Used>> {
  const plans = new Map<string, Used>()
  const { prepare } = DatabaseSync.prototype
  const spy = vi.spyOn(DatabaseSync.prototype, 'prepare').mockImplementation(function (
    this: DatabaseSync,
    sql,
    ...rest
  ) {
    const statement = prepare.call(this, sql, ...rest)
    if (!/^\s*(SELECT|INSERT|UPDATE|DELETE)/.test(sql)) return statement
    const text = sql.replaceAll(/\s+/g, ' ')
    const steps = prepare.call(this, `EXPLAIN QUERY PLAN ${sql}`).all()
    const used = plans.get(text) ?? { steps: steps.map((step) => String(step['detail'])), times: 0 }
    plans.set(text, used)
    for (const method of ['run', 'get', 'all', 'iterate'] as const) {
      const execute = statement[method].bind(statement)
      Object.assign(statement, {
        [method]: (...values: SQLInputValue[]) => {
          used.times++
          return execute(...values)
        }
      })
    }
    return statement
  })
  try {
    for (const nesting of ['flatten', 'keep']) {
      const site = new Site()
      site.config = testConfig({ ldap: `nested_groups: ${nesting}` })
      for (const day of [1, 2, 3]) {
        site.listed = company(day)
        await site.run({ full: day === 2 })
      }
      await site.run({ mode: 'dry-run' })
    }
  } finally {
    spy.mockRestore()
  }
  return plans
}

/** Steps that go through a whole table, or through all of a kind, once for each row of something else. */
function nestedScans(steps: readonly string[]): string[] {
  const found: string[] = []
  let depth = 0
  for (const step of steps) {
    const looks = /^(SCAN|SEARCH) /.test(step)
    if (!looks) depth = step.startsWith('CORRELATED') ? 1 : 0
    else if (depth > 0 && (step.startsWith('SCAN') || /\(kind=\?\)$/.test(step))) found.push(step)
    if (looks) depth++
  }
  return found.filter((step) => !/^SCAN \(subquery|VIRTUAL TABLE/.test(step))
}

test('no statement of a run goes through a table inside of a loop', async () => {
  const used = await statements()
  expect(used.size).toBeGreaterThan(100)
  const nested = [...used].filter(([sql, { steps }]) => nestedScans(steps).length > 0 && !SMALL.test(sql))
  expect(nested).toEqual([])
})

test('no statement that is executed for each object goes through a table', async () => {
  const often = [...(await statements())].filter(
    ([sql, { steps, times }]) =>
      times > AT_MOST && steps.some((step) => /^SCAN /.test(step) && !/VIRTUAL TABLE/.test(step)) && !SMALL.test(sql)
  )
  expect(often.map(([sql, { times }]) => `${times} times: ${sql}`)).toEqual([])
})
