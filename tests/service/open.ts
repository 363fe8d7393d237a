import { expect, onTestFinished } from 'vitest'
import type { ScimConfig } from '../../src/config/config.ts'
import { ScimId } from '../../src/model/names.ts'
import type { Clock } from '../../src/service/clock.ts'
import { openService, type ServiceOptions } from '../../src/service/open-service.ts'
import type { Answer, ScimService } from '../../src/service/service.ts'
import { scimConfig } from './scim-config.ts'

export const TOKEN = 'the-token-that-nobody-may-see'

export type Overrides = Partial<ScimConfig> & {
  readonly token?: string
  readonly proxyPassword?: string | null
  readonly options?: Partial<ServiceOptions>
}

/** A client that is closed when the test ends; waits take no time. */
export async function open(baseUrl: string, overrides: Overrides = {}): Promise<ScimService> {
  const { token = TOKEN, proxyPassword = null, options = {}, ...config } = overrides
  const signal = new AbortController().signal
  const opened = await openService(
    scimConfig(baseUrl, config),
    { token, proxyPassword },
    { signal, clock: fakeClock(), ...options }
  )
  if (!opened.ok) throw new Error(opened.problems[0].code)
  onTestFinished(() => opened.value.close())
  return opened.value
}

export interface FakeClock extends Clock {
  readonly slept: readonly number[]
}

/** Each wait moves the time on and is over at once; chance is always one half. */
export function fakeClock(start = Date.parse('2026-04-01T00:00:00Z')): FakeClock {
  let now = start
  const slept: number[] = []
  return {
    slept,
    now: () => now,
    random: () => 0.5,
    sleep: async (ms) => {
      slept.push(ms)
      now += ms
    }
  }
}

/** The value of an answer that must be `done`. */
export function done<T>(answer: Answer<T>): T {
  expect(answer).toMatchObject({ kind: 'done' })
  if (answer.kind !== 'done') throw new Error(answer.kind)
  return answer.value
}

export function id(text: string): ScimId {
  return ScimId.parse(text)
}
