import type { IijIdOptions } from './options.ts'
import { ScimError } from './scim-error.ts'

/** A token bucket: `burst` requests at once, then `perSecond`. */
export class RateLimit {
  readonly #settings: NonNullable<IijIdOptions['rateLimit']>
  readonly #clock: () => number
  #left: number
  #filledAt: number

  constructor(settings: NonNullable<IijIdOptions['rateLimit']>, clock: () => number) {
    this.#settings = settings
    this.#clock = clock
    this.#left = settings.burst ?? settings.perSecond
    this.#filledAt = clock()
  }

  /** @throws ScimError 429 with Retry-After (RFC 9110 §10.2.3) when the bucket is empty. */
  take(): void {
    const now = this.#clock()
    const { perSecond, burst = perSecond, retryAfter = 'seconds' } = this.#settings
    this.#left = Math.min(burst, this.#left + ((now - this.#filledAt) / 1000) * perSecond)
    this.#filledAt = now
    if (this.#left >= 1) {
      this.#left -= 1
      return
    }
    const waitSeconds = Math.max(1, Math.ceil((1 - this.#left) / perSecond))
    const headers: Record<string, string> =
      retryAfter === 'none'
        ? {}
        : { 'Retry-After': retryAfter === 'seconds' ? String(waitSeconds) : httpDate(now + waitSeconds * 1000) }
    throw new ScimError(429, 'Too many requests.', null, headers)
  }
}

/** IMF-fixdate, whole seconds, rounded up: never earlier than `epochMs`. */
export function httpDate(epochMs: number): string {
  return new Date(Math.ceil(epochMs / 1000) * 1000).toUTCString()
}
