import { setTimeout as timer } from 'node:timers/promises'

/** Time and chance, given from outside so that tests need neither. */
export interface Clock {
  /** Milliseconds since the epoch. */
  now(): number
  /** Resolves after `ms`, or at once when the signal fires; never rejects. */
  sleep(ms: number, signal: AbortSignal): Promise<void>
  /** At least 0, less than 1. */
  random(): number
}

export const systemClock: Clock = {
  now: () => Date.now(),
  random: () => Math.random(),
  sleep: async (ms, signal) => {
    if (ms <= 0 || signal.aborted) return
    await timer(ms, undefined, { signal }).catch(() => undefined)
  }
}
