import { existsSync, readdirSync } from 'node:fs'
import { setTimeout as wait } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openState } from '../../src/state/open-state.ts'
import type { Started } from '../cli/installation.ts'
import { StagedDirectory } from '../scenarios/staged-directory.ts'
import { sambaAvailable } from '../support/samba/available.ts'
import { type SambaScenario, startSambaScenario } from '../support/samba/samba-scenario.ts'
import type { TestDirectory } from '../support/scenario-directory.ts'
import { type Company, changeEverything, codesOf, openCompany, openCompanyOn, settle, stageCompany } from './company.ts'
import { contentsOf } from './files.ts'

/** Each starts three processes of the program. */
const SLOW = { timeout: 180_000 }
const SYNC = ['sync', '--json']
const TOUCHES = new URL('disk-touches.ts', import.meta.url).href

/** The run that was killed, and what has to be true afterwards. */
async function expectToGoOn(company: Company<TestDirectory>, killed: Started): Promise<void> {
  expect(await killed.ended, 'the process died by the kill and said nothing').toMatchObject({
    exitCode: null,
    stdout: ''
  })
  const begun = hadBegun(company)
  const { path } = company.product.folder

  const before = existsSync(path) ? contentsOf(path) : null
  const plan = await company.json('plan')
  expect(plan).toMatchObject({ exitCode: 0 })
  expect(existsSync(path) ? contentsOf(path) : null, 'a plan leaves the data folder byte-identical').toEqual(before)
  expect(readdirSync(company.temporary), 'nothing is left in the temporary folder').toEqual([])
  expect(readdirSync(company.home), 'nothing is left at home').toEqual([])

  const next = await company.json('sync')
  expect(next, JSON.stringify(next.problems)).toMatchObject({ exitCode: 0 })
  expect(codesOf(next).includes('run.previous_killed'), 'it says that the run before was killed').toBe(begun)
  await company.expectServiceAsDirectory()
  expectNothingTwice(company)

  const after = await company.product.run({ mode: 'dry-run', full: true })
  expect(after).toMatchObject({ exitCode: 0, operationsTotal: 0 })
  expect(codesOf(after)).toEqual([])
}

/** Whether the killed run was in the state: one that had not come so far has done nothing. */
function hadBegun({ product }: Company<TestDirectory>): boolean {
  if (!existsSync(product.folder.database)) return false
  const state = openState(product.folder, 'read')
  if (!state.ok) throw new Error(JSON.stringify(state.problems))
  try {
    return state.value.workspace.count('SELECT count(*) FROM state.run WHERE finished_at IS NULL') > 0
  } finally {
    state.value.workspace.close()
  }
}

/** Every creation took effect once, and none was tried on something that was there. */
function expectNothingTwice({ service }: Company<TestDirectory>): void {
  const posts = service.log.writes().filter(({ method, processed }) => method === 'POST' && processed)
  const made = posts.map(({ path, body }) => `${path} ${externalIdIn(body)}`)
  expect(made).toEqual([...new Set(made)])
  expect(service.model.jobs.filter(({ status }) => status >= 400)).toEqual([])
}

function externalIdIn(body: unknown): unknown {
  return typeof body === 'object' && body !== null && 'externalId' in body ? body.externalId : body
}

async function companyWithChanges(): ReturnType<typeof openCompany> {
  const company = await openCompany({ product: { scim: 'concurrency: 2' } })
  await settle(company)
  await changeEverything(company.staged)
  company.service.log.clear()
  return company
}

describe('killed when the directory has got a search and not answered it', SLOW, () => {
  test.each([1, 5, 6, 8])('search %i', async (nth) => {
    const company = await companyWithChanges()
    let searches = 0
    let sync: Started | null = null
    company.directory.server.faults.inject({
      do: 'stall',
      search: () => {
        if (sync !== null && ++searches === nth) sync.kill('SIGKILL')
        return false
      }
    })
    sync = await company.start(SYNC)
    await sync.ended
    expect(company.service.log.total, 'the service has heard nothing').toBe(0)
    sync = { ...sync, kill: () => undefined }
    await expectToGoOn(company, sync)
  })
})

describe('killed at a request that the service', SLOW, () => {
  test.each([1, 4, 8, 9, 11, 13, 17, 21])('has got and not processed: request %i', async (nth) => {
    const company = await companyWithChanges()
    let requests = 0
    let sync: Started | null = null
    const fault = company.service.faults.add({
      when: () => {
        if (++requests !== nth) return false
        sync?.kill('SIGKILL')
        return true
      },
      action: { kind: 'reset', when: 'before' }
    })
    sync = await company.start(SYNC)
    await sync.ended
    fault.remove()
    await expectToGoOn(company, sync)
  })

  test.each([3, 4, 6, 8, 9, 11, 12, 13, 15, 19, 21, 22])('has processed and not answered: request %i', async (nth) => {
    const company = await companyWithChanges()
    let requests = 0
    let sync: Started | null = null
    company.service.onRequest = (phase) => {
      if (phase === 'after' && ++requests === nth) sync?.kill('SIGKILL')
    }
    sync = await company.start(SYNC)
    await sync.ended
    company.service.onRequest = undefined
    await expectToGoOn(company, sync)
  })
})

describe('killed in front of a write to the disk', SLOW, () => {
  // Lock, journal mode, the run's row, staging, intents, results, watermarks, the run's end, checkpoint, backup and its renames.
  test.each([2, 4, 6, 14, 26, 28, 33, 37, 43, 50, 51, 53, 54, 56])('write %i', async (nth) => {
    const company = await companyWithChanges()
    const sync = await company.start(SYNC, { NODE_OPTIONS: `--import=${TOUCHES}`, DIRSYNC_TEST_KILL_AT: String(nth) })
    await expectToGoOn(company, sync)
  })

  test.each([1, 2, 3, 4, 5, 7, 20, 30])('write %i of a first run', async (nth) => {
    const company = await openCompany()
    const sync = await company.start(SYNC, { NODE_OPTIONS: `--import=${TOUCHES}`, DIRSYNC_TEST_KILL_AT: String(nth) })
    await expectToGoOn(company, sync)
  })
})

describe.runIf(sambaAvailable() === true)('killed while a real domain controller sends', SLOW, () => {
  let directory: SambaScenario
  let staged: StagedDirectory
  beforeAll(async () => {
    directory = await startSambaScenario()
    staged = new StagedDirectory(directory)
    await stageCompany(staged)
  }, 120_000)
  afterAll(() => directory.close())

  test.each([0.1, 0.5, 0.9])('after %d of all bytes', async (share) => {
    const company = await openCompanyOn(directory, staged)
    let sentBefore = directory.proxy.bytesSent
    await company.product.run({ mode: 'dry-run' })
    const afterBytes = Math.floor((directory.proxy.bytesSent - sentBefore) * share)
    company.service.log.clear()
    sentBefore = directory.proxy.bytesSent
    directory.proxy.setFault({ kind: 'stall', afterBytes })
    const sync = await company.start(SYNC)
    while (directory.proxy.bytesSent - sentBefore < afterBytes || !hadBegun(company)) await wait(20)
    sync.kill('SIGKILL')
    await sync.ended
    directory.proxy.setFault(null)
    expect(company.service.log.total, 'the service has heard nothing').toBe(0)
    await expectToGoOn(company, sync)
  })

  test.each([1, 3, 8, 14])('at write %i that the service has processed and not answered', async (nth) => {
    const company = await openCompanyOn(directory, staged)
    let writes = 0
    let sync: Started | null = null
    company.service.onRequest = (phase, { method }) => {
      if (phase === 'after' && method !== 'GET' && ++writes === nth) sync?.kill('SIGKILL')
    }
    sync = await company.start(SYNC)
    await sync.ended
    company.service.onRequest = undefined
    await expectToGoOn(company, sync)
  })
})
