import { afterEach, expect, test } from 'vitest'
import { startSimulatorScenario } from '../support/directory/simulator-scenario.ts'
import { startProduct } from '../support/product/product.ts'
import { startIijId } from '../support/service/iij-id.ts'

const open: { close(): Promise<void> | void }[] = []
afterEach(async () => {
  for (const each of open.splice(0).reverse()) await each.close()
})

test('the members of an adopted group are known: the next run, which does not read the service, sends nothing', async () => {
  const scenario = await startSimulatorScenario()
  const service = await startIijId()
  const { directory } = scenario
  const company = directory.addOu('company')
  const people = ['taro', 'hanako', 'jiro']
  for (const cn of people) directory.addUser({ cn, sn: cn, mail: `${cn}@example.jp`, parent: company })
  const member = ['taro', 'hanako'].map((cn) => `CN=${cn},${company}`)
  const group = directory.addGroup({ cn: 'sales', parent: company, member })
  for (const cn of people)
    service.console.createUser({ userName: `${cn}@example.jp`, externalId: directory.guidOf(`CN=${cn},${company}`) })
  // One who is no member in the directory, and a stranger, who is nobody's business.
  service.console.createUser({ userName: 'stranger@example.jp' })
  const everybody = [...people, 'stranger'].map((name) => `${name}@example.jp`)
  service.console.createGroup({ displayName: 'sales', externalId: directory.guidOf(group) }, everybody)
  const product = startProduct({ directory: scenario.connection, baseDn: company, service })
  open.push(scenario, service, product)

  const first = await product.run()
  expect(first.counts).toMatchObject({ users: { adopt: 3 }, groups: { adopt: 1 }, memberships: { add: 0, remove: 1 } })
  service.log.clear()
  expect(await product.run()).toMatchObject({ exitCode: 0, operationsTotal: 0 })
  expect(service.writes()).toEqual([])
  const names = [...service.model.group('sales').members].map((id) => service.model.user(id).attributes['userName'])
  expect(names.sort()).toEqual(['hanako@example.jp', 'stranger@example.jp', 'taro@example.jp'])
})
