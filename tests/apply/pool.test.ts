import { setTimeout as sleep } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { inParallel } from '../../src/apply/pool.ts'

test('so many at a time, in their order', async () => {
  let running = 0
  let most = 0
  const begun: number[] = []
  const goesOn = await inParallel([1, 2, 3, 4, 5, 6, 7], 3, async (item) => {
    begun.push(item)
    most = Math.max(most, ++running)
    await sleep(1)
    running--
    return true
  })
  expect([goesOn, most, begun]).toEqual([true, 3, [1, 2, 3, 4, 5, 6, 7]])
})

test('false ends it: what is under way is finished, nothing more is begun', async () => {
  const finished: number[] = []
  const goesOn = await inParallel([1, 2, 3, 4, 5], 2, async (item) => {
    await sleep(item === 1 ? 20 : 1)
    finished.push(item)
    return item !== 2
  })
  expect([goesOn, finished]).toEqual([false, [2, 1]])
})

test('an error is thrown on when all that is under way is finished', async () => {
  const finished: number[] = []
  const running = inParallel([1, 2, 3, 4], 2, async (item) => {
    if (item === 2) throw new Error('of the second')
    await sleep(20)
    finished.push(item)
    return true
  })
  await expect(running).rejects.toThrow('of the second')
  expect(finished).toEqual([1])
})

test('nothing to do', async () => {
  expect(await inParallel([], 4, async () => false)).toBe(true)
})
