import { expect, test } from 'vitest'
import { median, table } from './figures.ts'
import type { Measured } from './measure.ts'

function run(wallSeconds: number): Measured {
  return { exitCode: 0, wallSeconds, cpuSeconds: wallSeconds / 2, peakMegabytes: 100, stdout: '', stderr: '' }
}

test.each([
  { values: [3], is: 3 },
  { values: [9, 1, 2], is: 2 },
  { values: [4, 1, 2, 9], is: 3 }
])('the median of $values is $is', ({ values, is }) => {
  expect(median(values)).toBe(is)
})

test('each case is a row with its median as a multiple of the floor', () => {
  const rows = table({ name: 'floor', runs: [run(1), run(2), run(3)] }, [
    { name: 'sync', runs: [run(5), run(9), run(5)] }
  ]).split('\n')
  expect(rows[1]).toMatch(/^floor +2\.00 s +1\.00–3\.00 +1\.0 × +1\.00 s +100 MB +3$/)
  expect(rows[2]).toMatch(/^sync +5\.00 s +5\.00–9\.00 +2\.5 × +2\.50 s +100 MB +3$/)
})
