import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startSimulatorScenario } from '../support/directory/simulator-scenario.ts'
import { asTestService } from '../support/scenario-service.ts'
import { type IijId, startIijId } from '../support/service/iij-id.ts'
import { Scenario } from './scenario.ts'

const NESTED = [
  { nestedGroups: 'ignore', means: 'nesting is lost', outer: ['taro'], ring: ['taro'] },
  {
    nestedGroups: 'keep',
    means: 'groups of the scope are members',
    outer: ['inner', 'taro'],
    ring: ['other ring', 'taro']
  },
  {
    nestedGroups: 'flatten',
    means: 'all users below are members',
    outer: ['hanako', 'jiro', 'taro'],
    ring: ['hanako', 'taro']
  }
] as const

describe.each(NESTED)('nested_groups: $nestedGroups: $means', ({ nestedGroups, outer, ring }) => {
  let scenario: Scenario
  let service: IijId

  beforeAll(async () => {
    service = await startIijId()
    scenario = new Scenario({
      directory: await startSimulatorScenario(),
      service: asTestService(service),
      nestedGroups
    })
    const { staged } = scenario
    await staged.addOu('company', '会社')
    await staged.addOu('outside', '社外')
    for (const name of ['taro', 'hanako', 'jiro', 'mari'])
      await staged.addUser(name, 'company', { cn: name, sn: name, mail: `${name}@example.jp` })
    await staged.addGroup('inner', 'company', { cn: '内', member: ['hanako'] })
    await staged.addGroup('elsewhere', 'outside', { cn: '社外の組', member: ['jiro'] })
    await staged.addGroup('outer', 'company', { cn: '外', member: ['taro', 'inner', 'elsewhere'] })
    await staged.addGroup('ring', 'company', { cn: '輪', member: ['taro'] })
    await staged.addGroup('other ring', 'company', { cn: '輪の続き', member: ['hanako', 'ring'] })
    await staged.addMember('ring', 'other ring')
  })
  afterAll(() => scenario.close())

  const membersOf = (group: string) =>
    [...(scenario.service.snapshot().groups.get(scenario.staged.guidOf(group))?.members ?? [])]
      .map(scenario.nameOf)
      .sort()

  test('created with what the mode makes of their members', async () => {
    expect(await scenario.run()).toMatchObject({ exitCode: 0, counts: { groups: { create: 4 } } })
    expect(membersOf('outer')).toEqual(outer)
    expect(membersOf('ring')).toEqual(ring)
    await scenario.expectServiceAsDirectory({}, [])
    await scenario.expectNothingToDo()
  })

  test('a member of the inner group changes the outer one where it is flattened alone', async () => {
    await scenario.staged.addMember('inner', 'mari')
    const written = nestedGroups === 'flatten' ? ['inner', 'outer'] : ['inner']
    await scenario.expectRun({
      writes: written.map((name) => `PATCH group ${name}`),
      groups: { update: written.length },
      memberships: { add: written.length }
    })
    await scenario.expectNothingToDo()
  })

  test('the inner group leaves: what came by it alone goes', async () => {
    await scenario.staged.removeMember('outer', 'inner')
    await scenario.expectRun(
      nestedGroups === 'ignore'
        ? { writes: [] }
        : nestedGroups === 'keep'
          ? { writes: ['PATCH group outer'], groups: { update: 1 }, memberships: { remove: 1 } }
          : { writes: ['PATCH group outer', 'PATCH group outer'], groups: { update: 1 }, memberships: { remove: 2 } }
    )
    await scenario.expectNothingToDo()
  })

  test('a renamed group stays the same one', async () => {
    const id = service.model.group('外').id
    await scenario.staged.rename('outer', '外側')
    await scenario.expectRun({ writes: ['PATCH group outer'], groups: { update: 1 } })
    expect(service.model.group('外側').id).toBe(id)
  })

  test('a group that is deleted in AD goes at once', async () => {
    await scenario.staged.remove('inner')
    await scenario.expectRun({ writes: ['DELETE group inner'], groups: { delete: 1 } })
    await scenario.expectNothingToDo()
  })
})
