import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { listenForEnding } from '../../src/cli/ending.ts'

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

test('run.max_duration ends a run, and says so', () => {
  const ending = listenForEnding(110)
  vi.advanceTimersByTime(110 * 60_000 - 1)
  expect(ending.signal.aborted).toBe(false)
  vi.advanceTimersByTime(1)
  expect(ending.signal.aborted).toBe(true)
  expect(ending.stoppedBy()).toBe('time_limit')
  ending.dispose()
})

test('the first reason counts', () => {
  const ending = listenForEnding(1)
  ending.stop('request')
  vi.advanceTimersByTime(60_000)
  expect(ending.stoppedBy()).toBe('request')
  ending.dispose()
})

test('afterwards nobody listens any more', () => {
  const before = process.listenerCount('SIGTERM')
  const ending = listenForEnding(1)
  expect(process.listenerCount('SIGTERM')).toBe(before + 1)
  ending.dispose()
  vi.advanceTimersByTime(60_000)
  expect(process.listenerCount('SIGTERM')).toBe(before)
  expect(ending.signal.aborted).toBe(false)
})
