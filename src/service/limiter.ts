import type { Clock } from './clock.ts'

/** How far the rate falls at most under its cap. */
const LOWEST_SHARE = 1 / 64
/** Successes after which a halved rate has risen by half of the cap. */
const RISE_STEPS = 100

export interface Limiter {
  /**
   * Waits for a place, a token, and the end of any pause; then runs the work. Rejects with the signal's reason when it fires before that.
   * `sent` is the time to hand back to `slowDown`.
   */
  run<T>(work: (sent: number) => Promise<T>, signal: AbortSignal): Promise<T>
  /** Nothing is sent before `until` (ms since the epoch). */
  pause(until: number): void
  /** Halves the rate; answers to requests sent before the last halving don't halve it again. */
  slowDown(sent: number): void
  /** A request went through: the rate rises a little, up to its cap. */
  speedUp(): void
  /** Requests a second at present. */
  readonly rate: number
}

/** A token bucket with a cap on the requests under way: additive increase, multiplicative decrease. */
export function makeLimiter(
  cap: { readonly requestsPerSecond: number; readonly concurrency: number },
  clock: Clock
): Limiter {
  let rate = cap.requestsPerSecond
  let nextToken = Number.NEGATIVE_INFINITY
  let pausedUntil = Number.NEGATIVE_INFINITY
  let halvedAt = Number.NEGATIVE_INFINITY
  let free = cap.concurrency
  const waiting: (() => void)[] = []

  async function place(signal: AbortSignal): Promise<void> {
    signal.throwIfAborted()
    if (free > 0) {
      free -= 1
      return
    }
    await new Promise<void>((resolve, reject) => {
      const give = () => {
        signal.removeEventListener('abort', leave)
        resolve()
      }
      const leave = () => {
        waiting.splice(waiting.indexOf(give), 1)
        reject(signal.reason)
      }
      waiting.push(give)
      signal.addEventListener('abort', leave, { once: true })
    })
  }

  function leavePlace(): void {
    const next = waiting.shift()
    if (next === undefined) free += 1
    else next()
  }

  async function token(signal: AbortSignal): Promise<void> {
    for (;;) {
      const now = clock.now()
      // As many tokens as there are places may have been saved up.
      const earliest = Math.max(nextToken, now - (cap.concurrency * 1000) / rate)
      const ready = Math.max(earliest, pausedUntil)
      if (ready <= now) {
        nextToken = earliest + 1000 / rate
        return
      }
      await clock.sleep(ready - now, signal)
      signal.throwIfAborted()
    }
  }

  return {
    get rate() {
      return rate
    },
    async run(work, signal) {
      await place(signal)
      try {
        await token(signal)
        return await work(clock.now())
      } finally {
        leavePlace()
      }
    },
    pause(until) {
      pausedUntil = Math.max(pausedUntil, until)
    },
    slowDown(sent) {
      if (sent < halvedAt) return
      halvedAt = clock.now()
      rate = Math.max(rate / 2, cap.requestsPerSecond * LOWEST_SHARE)
    },
    speedUp() {
      rate = Math.min(cap.requestsPerSecond, rate + cap.requestsPerSecond / 2 / RISE_STEPS)
    }
  }
}
