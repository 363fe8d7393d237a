import { existsSync } from 'node:fs'
import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { type Installation, install } from './installation.ts'

test('one run at a time: the second says whose turn it is, `stop` ends the first orderly, the next goes on', async () => {
  const it = await install()
  await it.addUsers(60)
  const { reached, release } = slowWrites(it)
  const first = it.start(['sync', '--json'])
  await reached

  const second = await it.json('sync')
  expect(second).toMatchObject({ exitCode: 7, problems: [{ code: 'state.locked' }] })
  expect(second.problems[0]?.message).toContain(`process ${first.pid}`)
  expect(await it.json('status')).toMatchObject({
    exitCode: 0,
    lock: { pid: first.pid },
    lastRun: { finishedAt: null }
  })
  expect(await it.json('plan')).toMatchObject({ command: 'plan', mode: 'dry-run' })

  const stopping = it.json('stop')
  while (!existsSync(join(it.data, 'state', 'stop'))) await wait(20)
  release()
  expect(await stopping).toMatchObject({ exitCode: 0, stopped: 'ended' })
  const ended = JSON.parse((await first.ended).stdout)
  expect(ended).toMatchObject({
    exitCode: 130,
    problems: expect.arrayContaining([expect.objectContaining({ code: 'run.stopped' })])
  })
  expect(ended.counts.users.create).toBeGreaterThan(0)
  expect(ended.counts.users.create).toBeLessThan(60)
  expect(existsSync(join(it.data, 'state', 'stop'))).toBe(false)

  it.service.onRequest = undefined
  expect(await it.json('sync')).toMatchObject({ exitCode: 0 })
  expect(it.service.model.users.live.all()).toHaveLength(61)
  expect(await it.json('status')).toMatchObject({ lock: null })
})

test('a signal ends a run as `stop` does', async () => {
  const it = await install()
  await it.addUsers(60)
  const { reached, release } = slowWrites(it)
  const run = it.start(['sync', '--json'])
  await reached
  run.kill('SIGTERM')
  release()
  const { exitCode, stdout } = await run.ended
  expect(exitCode).toBe(130)
  expect(JSON.parse(stdout)).toMatchObject({
    exitCode: 130,
    problems: expect.arrayContaining([expect.objectContaining({ code: 'run.stopped' })])
  })
  expect(await it.json('history')).toMatchObject({ runs: [{ exitCode: 130 }] })
})

test('without a run `stop` says so, and a request that is left over asks nobody', async () => {
  const it = await install()
  await it.addUsers(1)
  expect(await it.json('stop')).toMatchObject({ exitCode: 0, stopped: 'none' })
  await mkdir(join(it.data, 'state'), { recursive: true })
  await writeFile(join(it.data, 'state', 'stop'), '00000000-0000-0000-0000-000000000000')
  expect(await it.json('sync')).toMatchObject({ exitCode: 0, counts: { users: { create: 1 } } })
  expect(existsSync(join(it.data, 'state', 'stop'))).toBe(false)
})

/** All writes but the first wait until they are released, and take a second each from then on: there is time to end the run between them. */
function slowWrites(it: Installation): { readonly reached: Promise<void>; readonly release: () => void } {
  const held = Promise.withResolvers<void>()
  const free = Promise.withResolvers<void>()
  let writes = 0
  it.service.onRequest = async (when, request) => {
    if (when !== 'before' || request.method === 'GET' || ++writes < 2) return
    held.resolve()
    await free.promise
    await wait(1000)
  }
  return { reached: held.promise, release: free.resolve }
}
