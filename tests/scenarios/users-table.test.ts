import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { startSimulatorScenario } from '../support/directory/simulator-scenario.ts'
import { asTestService } from '../support/scenario-service.ts'
import { type IijId, startIijId } from '../support/service/iij-id.ts'
import { Scenario } from './scenario.ts'
import type { StagedDirectory } from './staged-directory.ts'

/** What becomes of users, row by row as the vendor's manual tells it, but for the last rows' cure. */
describe('users', () => {
  let scenario: Scenario
  let service: IijId
  let staged: StagedDirectory

  beforeEach(async () => {
    service = await startIijId()
    scenario = new Scenario({ directory: await startSimulatorScenario(), service: asTestService(service) })
    staged = scenario.staged
    await staged.addOu('company', '会社')
    await staged.addOu('outside', '社外')
    await staged.addUser('taro', 'company', {
      cn: '田中 太郎',
      sn: '田中',
      givenName: '太郎',
      mail: 'taro@example.jp',
      department: '営業部'
    })
    // Who stays, so that the directory is never read empty.
    await staged.addUser('hanako', 'company', { cn: '佐藤 花子', sn: '佐藤', mail: 'hanako@example.jp' })
    await scenario.expectRun({ writes: ['POST user hanako', 'POST user taro'], users: { create: 2 } })
  })
  afterEach(() => scenario.close())

  const idOf = (userName: string) => service.model.user(userName).id

  test('created enabled in AD, none before: created enabled', () => {
    expect(service.model.user('taro@example.jp').attributes).toMatchObject({ active: true })
  })

  test('created disabled in AD, none before: created disabled', async () => {
    await staged.addUser('ken', 'company', { cn: '健', sn: '健', mail: 'ken@example.jp', userAccountControl: 514 })
    await scenario.expectRun({ writes: ['POST user ken'], users: { create: 1 } })
    expect(service.model.user('ken@example.jp').attributes).toMatchObject({ active: false })
  })

  test('changed: updated, the same user', async () => {
    const id = idOf('taro@example.jp')
    await staged.set('taro', { department: '開発部', mail: 'tanaka@example.jp' })
    await scenario.expectRun({ writes: ['PATCH user taro'], users: { update: 1 } })
    expect(idOf('tanaka@example.jp')).toBe(id)
  })

  test('disabled, enabled: disabled, enabled', async () => {
    await staged.disable('taro')
    await scenario.expectRun({ writes: ['PATCH user taro'], users: { disable: 1 } })
    await staged.enable('taro')
    await scenario.expectRun({ writes: ['PATCH user taro'], users: { enable: 1 } })
  })

  test.each([
    { how: 'deleted', leave: () => staged.remove('taro') },
    { how: 'leaves the scope', leave: () => staged.move('taro', 'outside') }
  ])('$how: pending deletion, the ID stays taken', async ({ leave }) => {
    await leave()
    await scenario.expectRun({ writes: ['DELETE user taro'], users: { delete: 1 } })
    expect(service.model.user('taro@example.jp').pendingSince).not.toBeNull()
    expect(() => service.console.createUser({ userName: 'taro@example.jp' })).toThrow()
    await scenario.expectNothingToDo()
  })

  test('returns to the scope, ID and external ID match: restored, the same user, attributes overwritten', async () => {
    const id = idOf('taro@example.jp')
    await staged.move('taro', 'outside')
    await scenario.expectRun({ writes: ['DELETE user taro'], users: { delete: 1 } })
    await staged.move('taro', 'company')
    await staged.set('taro', { department: '総務部', givenName: null })
    await scenario.expectRun({ writes: ['POST user taro'], users: { restore: 1 } })
    expect(idOf('taro@example.jp')).toBe(id)
    await scenario.expectNothingToDo()
  })

  test('returns to the scope with another ID: an error that names the pending user; once he is purged, created', async () => {
    const id = idOf('taro@example.jp')
    await staged.move('taro', 'outside')
    await scenario.expectRun({ writes: ['DELETE user taro'], users: { delete: 1 } })
    await staged.move('taro', 'company')
    await staged.set('taro', { mail: 'tanaka@example.jp' })
    await scenario.expectRun(refused('taro', 'service.pending_deletion'))
    await scenario.expectNothingToDo({ triedAgain: ['POST user ?'], although: without('taro') })
    service.console.purge(id)
    await scenario.expectRun({ writes: ['POST user taro'], users: { restore: 1 } })
    expect(idOf('tanaka@example.jp')).not.toBe(id)
    await scenario.expectNothingToDo()
  })

  test('made again after the delete: an error that names the pending user; once he is purged, created', async () => {
    const id = idOf('taro@example.jp')
    await staged.remove('taro')
    await scenario.expectRun({ writes: ['DELETE user taro'], users: { delete: 1 } })
    await staged.addUser('taro II', 'company', { cn: '田中 太郎', sn: '田中', mail: 'taro@example.jp' })
    await scenario.expectRun(refused('taro II', 'plan.pending_deletion'))
    await scenario.expectNothingToDo({ triedAgain: ['POST user ?'], although: without('taro II') })
    service.console.purge(id)
    await scenario.expectRun({ writes: ['POST user taro II'], users: { create: 1 }, gone: ['taro'] })
    expect(idOf('taro@example.jp')).not.toBe(id)
    await scenario.expectNothingToDo()
  })

  test('made again before the delete: the same user goes on under the new external ID', async () => {
    const id = idOf('taro@example.jp')
    await staged.remove('taro')
    await staged.addUser('taro II', 'company', { cn: '田中 太郎', sn: '田中', mail: 'taro@example.jp' })
    await scenario.expectRun({ writes: ['PATCH user taro II'], users: { rekey: 1 }, gone: ['taro'] })
    expect(idOf('taro@example.jp')).toBe(id)
    await scenario.expectNothingToDo()
  })

  test('wants the ID of one who is pending deletion: an error that names him, the own ID stays; once he is purged, it is given', async () => {
    const id = idOf('taro@example.jp')
    await staged.remove('taro')
    await scenario.expectRun({ writes: ['DELETE user taro'], users: { delete: 1 } })
    await staged.set('hanako', { mail: 'taro@example.jp' })
    const outcome = await scenario.run()
    expect(outcome.exitCode).toBe(3)
    expect(outcome.problems).toContainEqual(
      expect.objectContaining({
        code: 'plan.pending_deletion',
        name: 'taro@example.jp',
        scimId: id,
        attribute: 'userName'
      })
    )
    expect(service.model.user('hanako@example.jp').attributes).toMatchObject({ active: true })
    service.console.purge(id)
    await scenario.run()
    expect(idOf('taro@example.jp')).not.toBe(id)
    await scenario.expectNothingToDo()
  })

  function refused(name: string, code: string) {
    return {
      writes: ['POST user ?'],
      users: { failed: 1 },
      exitCode: 3,
      problems: [code],
      although: without(name)
    }
  }
})

function without(name: string) {
  return ({ users }: { users: Map<string, unknown> }, guidOf: (name: string) => string) => {
    users.delete(guidOf(name))
  }
}
