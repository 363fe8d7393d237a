import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { RunRequest } from '../../src/run/run.ts'
import type { Fault } from '../support/directory/directory.ts'
import { type SimulatorScenario, startSimulatorScenario } from '../support/directory/simulator-scenario.ts'
import { asTestService } from '../support/scenario-service.ts'
import { type IijId, startIijId } from '../support/service/iij-id.ts'
import { errorsOf, Scenario } from './scenario.ts'

const USERS = 30

/** After a doubt nothing is written, whatever the directory or the service seems to say. */
describe('a run in doubt', () => {
  let directory: SimulatorScenario
  let service: IijId
  let scenario: Scenario

  beforeEach(async () => {
    // Three pages of users, and a group that comes in two ranges.
    directory = await startSimulatorScenario({ maxPageSize: 10, maxValRange: 20 })
    service = await startIijId()
    // The usual limits.
    scenario = new Scenario({ directory, service: asTestService(service), more: '' })
    const { staged } = scenario
    await staged.addOu('company', '会社')
    await staged.addOu('outside', '社外')
    await staged.addOu('staff', '社員', 'company')
    const names = Array.from({ length: USERS }, (_, index) => `u${index}`)
    for (const name of names)
      await staged.addUser(name, 'staff', { cn: `社員 ${name}`, sn: '社員', mail: `${name}@example.jp` })
    await staged.addGroup('everybody', 'company', { cn: '全員', member: names })
    expect(await scenario.run()).toMatchObject({ exitCode: 0, counts: { users: { create: USERS } } })
    scenario.wait(2)
    // Something to do, so that a write would be seen.
    await staged.set('u0', { department: '営業部' })
    service.log.clear()
  })
  afterEach(() => scenario.close())

  async function expectNoWrite(exitCode: number, request: Partial<RunRequest> = {}): Promise<string[]> {
    const outcome = await scenario.run(request)
    expect({ exitCode: outcome.exitCode, writes: service.writes() }).toEqual({ exitCode, writes: [] })
    return outcome.problems.map(({ code }) => code)
  }

  /** When the doubt is over, everything goes on as if nothing had been. */
  async function expectRecovery(): Promise<void> {
    await scenario.expectRun({ writes: ['PATCH user u0'], users: { update: 1 } })
    await scenario.expectNothingToDo()
  }

  describe('about the directory: exit 5, and the service is not even asked', () => {
    const users = (search: { readonly filter: string }) => search.filter.includes('samaccounttype')
    const groups = (search: { readonly filter: string }) => search.filter.includes('objectcategory')

    const FAULTS: readonly { readonly title: string; readonly fault: Fault }[] = [
      { title: 'the connection drops on the second page', fault: { do: 'cut', search: users, page: 2 } },
      { title: 'it drops in the middle of a page', fault: { do: 'cut', search: users, afterEntries: 5 } },
      { title: 'a page ends with "busy"', fault: { do: 'answer', code: 51, search: users, page: 2 } },
      { title: 'a page ends with "size limit exceeded"', fault: { do: 'answer', code: 4, search: users, page: 3 } },
      { title: 'the base is said to be missing', fault: { do: 'answer', code: 32, search: users } },
      { title: 'a range of members is missing', fault: { do: 'skip_range', values: 5, search: () => true } },
      { title: 'an entry is cut short', fault: { do: 'truncate_entry', search: groups } },
      {
        title: 'users come without userAccountControl',
        fault: { do: 'strip', attributes: ['userAccountControl'], search: users }
      },
      { title: 'groups come without objectGUID', fault: { do: 'strip', attributes: ['objectGUID'], search: groups } }
    ]

    test.each(FAULTS)('$title', async ({ fault }) => {
      directory.server.faults.inject({ times: 10, ...fault })
      const codes = await expectNoWrite(5)
      expect(codes.every((code) => code.startsWith('directory.'))).toBe(true)
      expect(service.log.total).toBe(0)
      directory.server.faults.clear()
      await expectRecovery()
    })

    test('no controller answers', async () => {
      await directory.server.close()
      await expectNoWrite(5)
      expect(service.log.total).toBe(0)
    })
  })

  describe('about the service: exit 6', () => {
    test('it does not answer', async () => {
      await service.close()
      await expectNoWrite(6)
    })

    test('the token is not accepted any more', async () => {
      service.revokeToken(service.token)
      await expectNoWrite(6)
    })

    test('a list shows fewer than it counts', async () => {
      service.faults.add({
        method: 'GET',
        path: /^\/Users(\?|$)/,
        action: { kind: 'rewrite', rewrite: (body) => ({ ...Object(body), totalResults: USERS + 10 }) }
      })
      await expectNoWrite(6, { full: true })
    })

    test('a list is no SCIM', async () => {
      service.faults.add({
        method: 'GET',
        path: /^\/Groups(\?|$)/,
        action: { kind: 'content-type', contentType: 'text/html', body: '<html>maintenance</html>' }
      })
      await expectNoWrite(6, { full: true })
    })
  })

  describe('about what was read: exit 4, held for an approval', () => {
    test('nobody is left in the base', async () => {
      await scenario.staged.move('staff', 'outside')
      await expectHeld('source_shrink')
    })

    test('the account may not see the OU any more', async () => {
      await directory.deny(scenario.staged.dn('staff'))
      await expectHeld('source_shrink')
    })

    test('a third of the company is gone at once', async () => {
      for (let index = 1; index <= USERS / 3; index++) await scenario.staged.remove(`u${index}`)
      await expectHeld('source_shrink')
    })

    test('the service is suddenly empty', async () => {
      for (const user of service.model.users.live.all())
        if (user.attributes['userName'] !== service.owner) service.console.purge(user.id)
      for (const group of service.model.groups.live.all()) service.console.deleteGroup(group.id)
      await expectHeld('service_shrink')
    })

    async function expectHeld(guard: string): Promise<void> {
      service.log.clear()
      for (const request of [{}, { full: true }]) {
        const outcome = await scenario.run(request)
        expect({ exitCode: outcome.exitCode, writes: service.writes() }).toEqual({ exitCode: 4, writes: [] })
        expect(outcome.heldId).not.toBeNull()
        expect(outcome.verdicts).toContainEqual(expect.objectContaining({ name: guard, scope: 'all', verdict: 'held' }))
        expect(errorsOf(outcome)).toEqual([])
        scenario.wait(2)
      }
    }
  })
})
