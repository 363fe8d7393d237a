import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { showProgress } from '../../src/cli/progress.ts'

beforeEach(() => {
  vi.useFakeTimers({ now: 1_000_000 })
})
afterEach(() => {
  vi.useRealTimers()
})

function terminal() {
  const written: string[] = []
  const session = {
    options: { language: 'en' },
    log: () => {},
    terminal: { write: (text: string) => written.push(text) }
  } as const
  return { written, session }
}

test('progress rewrites one line, at most ten times a second, and leaves an empty one', () => {
  const { written, session } = terminal()
  const progress = showProgress(session)
  progress.show({ stage: 'reading' })
  progress.show({ stage: 'applying', done: 0, total: 9 })
  progress.show({ stage: 'applying', done: 1, total: 9 })
  vi.advanceTimersByTime(100)
  progress.show({ stage: 'applying', done: 2, total: 9 })
  progress.end()
  const clear = '\r\u001b[2K'
  expect(written).toEqual([
    `${clear}Reading the directory …`,
    `${clear}Applying … 0 / 9`,
    `${clear}Applying … 2 / 9`,
    clear
  ])
})

test('elsewhere than on a terminal nothing is shown', () => {
  const { written, session } = terminal()
  const progress = showProgress({ ...session, terminal: null })
  progress.show({ stage: 'reading' })
  progress.end()
  expect(written).toEqual([])
})
