import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startSimulatorScenario } from '../support/directory/simulator-scenario.ts'
import { startIijIdService } from '../support/scenario-service.ts'
import { Scenario } from './scenario.ts'

/** Always allowed of new users (`safety.users.create.floor`); 20 % of 60 are less. */
const FLOOR = 50

describe('a first load of 60 with the usual limits', () => {
  let scenario: Scenario

  beforeAll(async () => {
    scenario = new Scenario({ directory: await startSimulatorScenario(), service: await startIijIdService(), more: '' })
    await scenario.staged.addOu('company', '会社')
    await join(0, 60)
  })
  afterAll(() => scenario.close())

  async function join(from: number, until: number): Promise<void> {
    for (let index = from; index < until; index++)
      await scenario.staged.addUser(`u${index}`, 'company', {
        cn: `社員 ${index}`,
        sn: '社員',
        mail: `u${index}@example.jp`
      })
  }

  test('alarms nobody', async () => {
    const outcome = await scenario.run()
    expect(outcome).toMatchObject({ exitCode: 0, counts: { users: { create: 60, held: 0 } } })
  })

  test('nor do so many joiners on the same day as are always allowed', async () => {
    scenario.wait(1)
    await join(60, 60 + FLOOR)
    const outcome = await scenario.run()
    expect(outcome).toMatchObject({ exitCode: 0, counts: { users: { create: FLOOR, held: 0 } } })
  })

  test('one more on that day is held', async () => {
    scenario.wait(1)
    await join(60 + FLOOR, 60 + FLOOR + 1)
    expect(await scenario.run()).toMatchObject({ exitCode: 4, counts: { users: { create: 0, held: 1 } } })
  })

  test('and created a day later', async () => {
    scenario.wait(24)
    expect(await scenario.run()).toMatchObject({ exitCode: 0, counts: { users: { create: 1, held: 0 } } })
  })
})
