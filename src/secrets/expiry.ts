import { z } from 'zod'
import type { Problem } from '../problems/problem.ts'

/** From so many days before on, a token's expiry is warned of. */
export const WARN_DAYS = 30
const DAY_MS = 24 * 60 * 60 * 1000

const Claims = z.looseObject({ exp: z.number() })

/** The time in a JWT's `exp` (RFC 7519 §4.1.4), which is read, not verified; null: it has none, or the token is no JWT. */
export function expiryInToken(token: string): string | null {
  const [header, payload, signature, more] = token.split('.')
  if (header === undefined || payload === undefined || signature === undefined || more !== undefined) return null
  try {
    const claims = Claims.safeParse(JSON.parse(Buffer.from(payload, 'base64url').toString('utf8')))
    if (!claims.success) return null
    return new Date(claims.data.exp * 1000).toISOString()
  } catch {
    return null
  }
}

/** `YYYY-MM-DD` → the end of that day, UTC; null: no day. */
export function endOfDay(text: string): string | null {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return null
  const time = new Date(`${text}T23:59:59.000Z`)
  // 2026-02-30 would become the 2nd of March.
  return Number.isNaN(time.getTime()) || !time.toISOString().startsWith(text) ? null : time.toISOString()
}

/** The earlier of two times; null is never. */
export function earlier(a: string | null, b: string | null): string | null {
  if (a === null || b === null) return a ?? b
  return Date.parse(a) <= Date.parse(b) ? a : b
}

/** What has to be said of a token: nothing while it is good for more than 30 days. */
export function expiryWarning(expires: string | null, now: Date): Problem | null {
  if (expires === null) return null
  const left = Date.parse(expires) - now.getTime()
  if (left < 0) return { code: 'secret.token_expired', object: 'token', expires }
  if (left >= WARN_DAYS * DAY_MS) return null
  return { code: 'secret.token_expires', object: 'token', expires, days: Math.floor(left / DAY_MS) }
}
