import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { DIRECTORY_BACKENDS, type DirectoryBackend } from '../support/scenario-directory.ts'
import { BACKENDS, type Backend } from '../support/scenario-service.ts'
import { Scenario } from './scenario.ts'
import { stage } from './stage.ts'
import { WANTED_STATES } from './wanted-states.ts'

const [simulator, samba] = DIRECTORY_BACKENDS as readonly [DirectoryBackend, DirectoryBackend]
const [emulator, independent] = BACKENDS as readonly [Backend, Backend]

const COMBINATIONS = [
  { directory: simulator, service: emulator },
  { directory: samba, service: emulator },
  { directory: simulator, service: independent }
].map((each) => ({ ...each, name: `${each.directory.name} and ${each.service.name}` }))

test('there are at least 25 single changes', () => {
  expect(WANTED_STATES.length).toBeGreaterThanOrEqual(25)
})

describe.each(COMBINATIONS)('with $name', ({ directory, service }) => {
  // In CI a missing Samba is an error, not a reason to skip.
  describe.skipIf(directory.available !== true && process.env['CI'] === undefined)('from one state to the next', () => {
    let scenario: Scenario

    beforeAll(async () => {
      scenario = new Scenario({ directory: await directory.start(), service: await service.start() })
      await stage(scenario.staged)
    })
    afterAll(() => scenario.close())

    test('the first run makes all that is in scope, and names who has no mail', async () => {
      await scenario.expectRun({
        writes: [
          ...['taro', 'hanako', 'jiro', 'mari', 'ken'].map((name) => `POST user ${name}`),
          ...['sales staff', 'developers', 'everybody', 'empty', 'round a', 'round b', 'through'].map(
            (name) => `POST group ${name}`
          ),
          ...['sales staff', 'developers', 'everybody', 'round a', 'round b', 'through'].map(
            (name) => `PATCH group ${name}`
          )
        ],
        users: { create: 5, failed: 1 },
        groups: { create: 7 },
        memberships: { add: 13 },
        exitCode: 3,
        problems: ['mapping.required_missing', 'mapping.required_missing']
      })
    })

    test('the second run sends no write', () => scenario.expectNothingToDo())

    test.each(WANTED_STATES)('$title', (step) => scenario.follow(step))

    test('a full run in the end has nothing to do either', async () => {
      await scenario.expectRun({ writes: [] }, { full: true })
    })
  })
})
