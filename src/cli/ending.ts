import { EXIT } from '../run/exit-code.ts'
import type { World } from '../run/run.ts'

type StoppedBy = ReturnType<World['stoppedBy']>

/** What can end a run before it is done: Ctrl+C and its like, the time limit, `dirsync stop`. */
export interface Ending {
  readonly signal: AbortSignal
  stop(by: StoppedBy): void
  stoppedBy(): StoppedBy
  dispose(): void
}

const SIGNALS: readonly NodeJS.Signals[] = [
  'SIGINT',
  'SIGTERM',
  ...(process.platform === 'win32' ? (['SIGBREAK'] as const) : [])
]

/** The first signal ends the run orderly, between two requests; a second one at once. */
export function listenForEnding(maxDurationMinutes: number): Ending {
  const controller = new AbortController()
  let reason: StoppedBy = 'signal'
  const stop = (by: StoppedBy): void => {
    if (controller.signal.aborted) return
    reason = by
    controller.abort()
  }
  let signals = 0
  const onSignal = (): void => {
    if (++signals > 1) process.exit(EXIT.stopped)
    stop('signal')
  }
  for (const signal of SIGNALS) process.on(signal, onSignal)
  const timer = setTimeout(() => stop('time_limit'), maxDurationMinutes * 60_000)
  timer.unref()
  return {
    signal: controller.signal,
    stop,
    stoppedBy: () => reason,
    dispose() {
      clearTimeout(timer)
      for (const signal of SIGNALS) process.off(signal, onSignal)
    }
  }
}
