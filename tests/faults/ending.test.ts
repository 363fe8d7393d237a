import { existsSync } from 'node:fs'
import { setTimeout as wait } from 'node:timers/promises'
import { describe, expect, test } from 'vitest'
import { listenForEnding } from '../../src/cli/ending.ts'
import { openDirectory } from '../../src/directory/open-directory.ts'
import { parseJson, type Started } from '../cli/installation.ts'
import type { SimulatorScenario } from '../support/directory/simulator-scenario.ts'
import { type Company, changeEverything, codesOf, openCompany, settle } from './company.ts'
import { quickService } from './quick-service.ts'

const SLOW = { timeout: 120_000 }

async function changedCompany(): Promise<Company<SimulatorScenario>> {
  const company = await openCompany({ product: { scim: 'concurrency: 2' } })
  await settle(company)
  await changeEverything(company.staged)
  company.service.log.clear()
  return company
}

/** Ended by whatever it was: 130, and the next run goes on from there. */
async function expectOrderlyEnd(company: Company<SimulatorScenario>, sync: Started, by: RegExp): Promise<void> {
  const ended = await sync.ended
  const document = parseJson(ended)
  expect({ exitCode: ended.exitCode, told: document.exitCode }, JSON.stringify(document.problems)).toEqual({
    exitCode: 130,
    told: 130
  })
  expect(document.problems).toContainEqual(
    expect.objectContaining({ code: 'run.stopped', message: expect.stringMatching(by) })
  )
  expect(existsSync(company.product.folder.stopRequest)).toBe(false)
  company.directory.server.faults.clear()
  company.service.faults.clear()
  company.service.onRequest = undefined
  const next = await company.product.run()
  expect(next, JSON.stringify(next.problems)).toMatchObject({ exitCode: 0 })
  expect(codesOf(next), 'nobody killed it').not.toContain('run.previous_killed')
  await company.expectServiceAsDirectory()
  expect(company.service.model.jobs.filter(({ status }) => status >= 400)).toEqual([])
}

/** Resolves once that many requests that match have come; all of them take a while. */
function slowService(company: Company<SimulatorScenario>, nth: number, writes: boolean): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>()
  let seen = 0
  company.service.onRequest = async (phase, { method }) => {
    if (phase !== 'before' || (writes && method === 'GET')) return
    if (++seen === nth) resolve()
    await wait(200)
  }
  return promise
}

async function untilSearched(company: Company<SimulatorScenario>): Promise<void> {
  company.directory.server.log.clear()
  company.directory.server.faults.inject({ do: 'stall', search: ({ filter }) => filter.includes('objectcategory') })
  while (!company.directory.server.log.searches.some(({ filter }) => filter.includes('objectcategory'))) await wait(20)
}

describe.each([['SIGINT'], ['SIGTERM']] as const)('%s', SLOW, (signal) => {
  test('while the directory says nothing', async () => {
    const company = await changedCompany()
    const searched = untilSearched(company)
    const sync = await company.start(['sync', '--json'])
    await searched
    sync.kill(signal)
    await expectOrderlyEnd(company, sync, /a signal/)
  })

  test('while the service is slow', async () => {
    const company = await changedCompany()
    const slow = slowService(company, 2, false)
    const sync = await company.start(['sync', '--json'])
    await slow
    sync.kill(signal)
    await expectOrderlyEnd(company, sync, /a signal/)
  })

  test('between two writes', async () => {
    const company = await changedCompany()
    const slow = slowService(company, 4, true)
    const sync = await company.start(['sync', '--json'])
    await slow
    sync.kill(signal)
    await expectOrderlyEnd(company, sync, /a signal/)
  })
})

test('a signal while a write is never answered: given up after a while, looked up by the next run', SLOW, async () => {
  const company = await changedCompany()
  company.service.faults.add({ method: 'POST', nth: 2, action: { kind: 'hang', when: 'after' } })
  let seen = 0
  const { promise, resolve } = Promise.withResolvers<void>()
  company.service.onRequest = (phase, { method }) => {
    if (phase === 'after' && method === 'POST' && ++seen === 2) resolve()
  }
  const sync = await company.start(['sync', '--json'])
  await promise
  sync.kill('SIGTERM')
  await expectOrderlyEnd(company, sync, /a signal/)
})

test('a second signal ends it at once: as a kill', SLOW, async () => {
  const company = await changedCompany()
  company.service.faults.add({ method: 'POST', nth: 1, action: { kind: 'hang', when: 'after' } })
  const { promise, resolve } = Promise.withResolvers<void>()
  company.service.onRequest = (phase, { method }) => {
    if (phase === 'after' && method === 'POST') resolve()
  }
  const sync = await company.start(['sync', '--json'])
  await promise
  sync.kill('SIGINT')
  // The first one has to be seen before the second one comes: signals of a kind are not counted.
  await wait(500)
  sync.kill('SIGINT')
  expect((await sync.ended).exitCode).toBe(130)
  company.service.faults.clear()
  company.service.onRequest = undefined
  const next = await company.product.run()
  expect(next).toMatchObject({ exitCode: 0 })
  expect(codesOf(next)).toContain('run.previous_killed')
  await company.expectServiceAsDirectory()
})

describe('dirsync stop', SLOW, () => {
  test('asks the present run, waits for it, and leaves nothing for the next one', async () => {
    const company = await changedCompany()
    const reached = Promise.withResolvers<void>()
    // No write is processed before the run has been asked, and then one a second: it has to stop in the middle.
    company.service.onRequest = async (phase, { method }) => {
      if (phase !== 'before' || method === 'GET') return
      reached.resolve()
      while (!existsSync(company.product.folder.stopRequest)) await wait(20)
      await wait(1000)
    }
    const sync = await company.start(['sync', '--json'])
    await reached.promise
    const stop = await company.json('stop')
    expect(stop).toMatchObject({ exitCode: 0, stopped: 'ended' })
    await expectOrderlyEnd(company, sync, /`dirsync stop`/)
  })

  test('also while the directory says nothing', async () => {
    const company = await changedCompany()
    const searched = untilSearched(company)
    const sync = await company.start(['sync', '--json'])
    await searched
    expect(await company.json('stop')).toMatchObject({ exitCode: 0, stopped: 'ended' })
    await expectOrderlyEnd(company, sync, /`dirsync stop`/)
  })

  test('has nothing to do when none runs', async () => {
    const company = await changedCompany()
    expect(await company.json('stop')).toMatchObject({ exitCode: 0, stopped: 'none', problems: [] })
    expect(await company.product.run()).toMatchObject({ exitCode: 0 })
  })
})

test('the time limit ends a run as stop does', async () => {
  const company = await changedCompany()
  // 0.001 minutes; config.yml takes whole ones.
  const ending = listenForEnding(0.001)
  company.service.onRequest = () => wait(60)
  const { signal } = ending
  const outcome = await company.product.run(
    {},
    {
      signal,
      stoppedBy: ending.stoppedBy,
      openDirectory: (domain, password) => openDirectory(domain, password, { signal }),
      openService: quickService({ signal }).openService
    }
  )
  ending.dispose()
  expect(outcome.exitCode).toBe(130)
  expect(outcome.problems[0]).toMatchObject({ code: 'run.stopped', by: 'time_limit' })
  company.service.onRequest = undefined
  expect(await company.product.run()).toMatchObject({ exitCode: 0 })
  await company.expectServiceAsDirectory()
})

test('a second run while one goes on: exit 7; plan and status work all the same', SLOW, async () => {
  const company = await changedCompany()
  const [reached, released] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()]
  company.service.onRequest = async (_phase, { method }) => {
    if (method === 'GET') return
    reached.resolve()
    await released.promise
  }
  const sync = await company.start(['sync', '--json'])
  await reached.promise
  const second = await company.json('sync')
  expect({ exitCode: second.exitCode, codes: codesOf(second) }).toEqual({ exitCode: 7, codes: ['state.locked'] })
  expect(second.problems[0]?.message, 'which process it is, and since when').toContain(`process ${sync.pid}, since 2`)
  expect(await company.json('plan')).toMatchObject({ exitCode: 0 })
  expect(await company.json('status')).toMatchObject({ exitCode: 0, lock: { pid: sync.pid } })
  released.resolve()
  expect(parseJson(await sync.ended)).toMatchObject({ exitCode: 0 })
  await company.expectServiceAsDirectory()
})
