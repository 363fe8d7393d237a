import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { sambaAvailable } from '../support/samba/available.ts'
import { startSambaScenario } from '../support/samba/samba-scenario.ts'
import { DOMAIN_DN } from '../support/samba/smb-conf.ts'
import { startIijIdService } from '../support/scenario-service.ts'
import { crowd } from './crowd.ts'
import { Scenario } from './scenario.ts'
import { stage } from './stage.ts'
import { USER_STATES } from './wanted-user-states.ts'

const FOREIGN_SID = 'S-1-5-21-1111111111-2222222222-3333333333-1105'

// In CI a missing Samba is an error, not a reason to skip.
describe.skipIf(sambaAvailable() !== true && process.env['CI'] === undefined)(
  'a company of more than 1,700 on a real domain controller with Windows’ limits',
  { timeout: 120_000 },
  () => {
    const people = crowd(DOMAIN_DN)
    let scenario: Scenario

    beforeAll(async () => {
      const directory = await startSambaScenario({ ldif: people.ldif })
      // The usual limits hold: a first load and a working week don't trip them.
      scenario = new Scenario({ directory, service: await startIijIdService(), more: '' })
      const { staged } = scenario
      staged.know('company', people.companyDn)
      for (const [name, dn] of people.dns) await staged.introduce(name, dn)
      await stage(staged)
      await staged.addMember('ring 2', 'ring 0')
      await staged.addMember('mixed', 'printer', 'contact', 'outsider')
      await directory.addMember(staged.dn('mixed'), `<SID=${FOREIGN_SID}>`)
    }, 180_000)
    afterAll(() => scenario.close())

    test('the first run makes the service what the directory says', async () => {
      const outcome = await scenario.run()
      expect(outcome.exitCode).toBe(3) // who has no mail
      expect(outcome.counts.users).toMatchObject({ create: people.users + 5, failed: 1, held: 0 })
      expect(outcome.counts.groups).toMatchObject({ create: people.groups + 7, failed: 0, held: 0 })
      const { users, groups } = scenario.service.snapshot()
      expect(users.size).toBeGreaterThan(1700)
      expect(groups.size).toBeGreaterThan(40)
      expect(groups.get(scenario.staged.guidOf('largest'))?.members.size).toBe(people.largest)
      expect(groups.get(scenario.staged.guidOf('headquarters'))?.members.size).toBe(people.users)
      await scenario.expectServiceAsDirectory({}, [])
    }, 180_000)

    test('the second run sends no write', () => scenario.expectNothingToDo())

    test.each(USER_STATES)('$title', (step) => scenario.change(step))

    test('one more in the group of 1,650: two requests, the other for the group above', () =>
      scenario.change({
        title: '',
        change: (staged) => staged.addMember('largest', 'taro'),
        follows: {
          writes: ['PATCH group headquarters', 'PATCH group largest'],
          groups: { update: 2 },
          memberships: { add: 2 }
        }
      }))

    test('one less at its other end', () =>
      scenario.change({
        title: '',
        change: (staged) => staged.removeMember('largest', 'somebody'),
        follows: { writes: ['PATCH group largest'], groups: { update: 1 }, memberships: { remove: 1 } }
      }))

    test('another name of the group of 1,650: one request', () =>
      scenario.change({
        title: '',
        change: (staged) => staged.rename('largest', '全従業員, "皆"'),
        follows: { writes: ['PATCH group largest'], groups: { update: 1 } }
      }))

    test('the innermost of a chain of ten gets a member: all ten are written, once each', () =>
      scenario.change({
        title: '',
        change: (staged) => staged.addMember('chain 9', 'hanako'),
        follows: {
          writes: Array.from({ length: 10 }, (_, index) => `PATCH group chain ${index}`),
          groups: { update: 10 },
          memberships: { add: 10 }
        }
      }))

    test('in the end a run has nothing to do', () => scenario.expectNothingToDo())
  }
)
