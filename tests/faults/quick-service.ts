import type { RunRequest, World } from '../../src/run/run.ts'
import { openService, type ServiceOptions } from '../../src/service/open-service.ts'

/** The service as a run opens it, on a clock whose waits pass at once: `waited` tells how long they were. */
export function quickService(options: Partial<ServiceOptions> = {}): {
  readonly openService: World['openService']
  /** Milliseconds of each wait. */
  readonly waited: readonly number[]
} {
  const waited: number[] = []
  let skippedMs = 0
  const clock: ServiceOptions['clock'] = {
    now: () => Date.now() + skippedMs,
    random: () => 0.5,
    sleep: async (ms) => {
      waited.push(ms)
      skippedMs += Math.max(0, ms)
    }
  }
  return {
    waited,
    openService: ({ scim }: RunRequest['config'], token) =>
      openService(scim, { token, proxyPassword: null }, { signal: new AbortController().signal, clock, ...options })
  }
}
