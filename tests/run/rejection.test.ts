import { afterEach, describe, expect, test } from 'vitest'
import { decide } from '../../src/run/decide.ts'
import { startSimulatorScenario } from '../support/directory/simulator-scenario.ts'
import { startProduct } from '../support/product/product.ts'
import { startIijId } from '../support/service/iij-id.ts'

const DAY_MS = 24 * 60 * 60_000
const open: { close(): Promise<void> | void }[] = []
afterEach(async () => {
  for (const each of open.splice(0).reverse()) await each.close()
})

/** Two people left, which was held. */
async function heldPlan() {
  const clock = { nowMs: Date.UTC(2026, 0, 5) }
  const scenario = await startSimulatorScenario()
  const service = await startIijId()
  const { directory } = scenario
  const company = directory.addOu('company')
  for (const cn of ['taro', 'hanako', 'jiro'])
    directory.addUser({ cn, sn: cn, mail: `${cn}@example.jp`, parent: company })
  const product = startProduct({
    directory: scenario.connection,
    baseDn: company,
    service,
    more: 'safety:\n  users: { delete: { floor: 0, percent: 0 } }\n',
    now: () => new Date(clock.nowMs)
  })
  open.push(scenario, service, product)
  await product.run()
  for (const cn of ['taro', 'hanako']) directory.remove(`CN=${cn},${company}`)
  const { heldId } = await product.run()
  const later = (verdict: 'approved' | 'rejected') =>
    decide(product.folder, heldId ?? '', verdict, new Date(clock.nowMs))
  return { product, service, clock, decide: later }
}

describe('a rejection', () => {
  test('is taken back by an approval, however late', async () => {
    const { product, service, clock, decide } = await heldPlan()
    expect(decide('rejected')).toMatchObject({ ok: true })
    for (let week = 0; week < 2; week++) {
      clock.nowMs += 8 * DAY_MS
      expect((await product.run()).heldId).toBeNull()
    }
    expect(decide('approved')).toMatchObject({ ok: true, value: { entries: 2 } })
    expect((await product.run()).counts.users.delete).toBe(2)
    expect(service.model.pending.map((user) => user.attributes['userName'])).toEqual([
      'taro@example.jp',
      'hanako@example.jp'
    ])
  })
})

describe('a plan that nobody decided on', () => {
  test('is unknown eight days later', async () => {
    const { clock, decide } = await heldPlan()
    clock.nowMs += 8 * DAY_MS
    expect(decide('approved')).toMatchObject({ ok: false, problems: [{ code: 'run.unknown_plan' }] })
  })
})
