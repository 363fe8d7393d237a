import { describe, expect, test } from 'vitest'
import { historyOf } from './generate.ts'
import { shrink } from './shrink.ts'

describe('a failing history is shrunk', () => {
  const history = historyOf(7)
  const needs = (places: readonly number[]) => {
    const needed = places.map((place) => history.steps[place])
    return async ({ steps }: { readonly steps: readonly unknown[] }) => needed.every((step) => steps.includes(step))
  }

  test.each([[[0]], [[3, 4]], [[0, 9, history.steps.length - 1]]])('to the steps %j that it needs', async (places) => {
    const left = await shrink(history, needs(places))
    expect(left.map(({ place }) => place)).toEqual(places)
  })

  test('to nothing when it fails by itself', async () => {
    expect(await shrink(history, async () => true)).toEqual([])
  })

  test('in a bounded number of tries', async () => {
    let tries = 0
    await shrink(
      history,
      async () => {
        tries++
        return false
      },
      5
    )
    expect(tries).toBe(5)
  })
})

describe('the history of a seed', () => {
  test('is always the same', () => {
    expect(historyOf(42)).toEqual(historyOf(42))
  })

  test('is another for another seed', () => {
    expect(historyOf(42).steps).not.toEqual(historyOf(43).steps)
  })
})
