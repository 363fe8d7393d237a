/** Seconds to wait, from a Retry-After header in seconds or as an HTTP date (RFC 9110 §10.2.3); null when there is none or it is neither. */
export function retryAfterSeconds(header: string | null, now: number): number | null {
  if (header === null) return null
  const text = header.trim()
  if (/^\d+$/.test(text)) return Number(text)
  // Only the date forms begin with the day's name; Date.parse alone takes almost anything.
  if (!/^(Mon|Tue|Wed|Thu|Fri|Sat|Sun)/i.test(text)) return null
  const date = Date.parse(text)
  return Number.isNaN(date) ? null : Math.max(0, Math.ceil((date - now) / 1000))
}
