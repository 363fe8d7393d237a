import { afterEach, describe, expect, test } from 'vitest'
import { startSimulatorScenario } from '../support/directory/simulator-scenario.ts'
import { startProduct } from '../support/product/product.ts'
import { startIijId } from '../support/service/iij-id.ts'

const open: { close(): Promise<void> | void }[] = []
afterEach(async () => {
  for (const each of open.splice(0).reverse()) await each.close()
})

async function deletedUser() {
  const scenario = await startSimulatorScenario()
  const service = await startIijId({ pending: { shown: true } })
  const { directory } = scenario
  const company = directory.addOu('company')
  const outside = directory.addOu('outside')
  for (const cn of ['taro', 'hanako']) directory.addUser({ cn, sn: cn, mail: `${cn}@example.jp`, parent: company })
  const product = startProduct({ directory: scenario.connection, baseDn: company, service })
  open.push(scenario, service, product)
  await product.run()
  directory.move(`CN=taro,${company}`, `CN=taro,${outside}`)
  await product.run()
  return { product, service, directory, company, outside }
}

describe('a user pending deletion whom the service lists like any other', () => {
  test('is not deleted again', async () => {
    const { product, service } = await deletedUser()
    expect(service.model.user('taro@example.jp').pendingSince).not.toBeNull()
    service.log.clear()
    for (let run = 0; run < 3; run++) expect((await product.run({ full: true })).exitCode).toBe(0)
    expect(service.writes()).toEqual([])
  })

  test('is restored when he returns', async () => {
    const { product, service, directory, company, outside } = await deletedUser()
    await product.run({ full: true })
    directory.move(`CN=taro,${outside}`, `CN=taro,${company}`)
    const outcome = await product.run({ full: true })
    expect(outcome.counts.users.restore).toBe(1)
    expect(service.model.user('taro@example.jp').pendingSince).toBeNull()
  })
})
