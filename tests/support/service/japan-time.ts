const NINE_HOURS_MS = 9 * 3_600_000

/** A time as the service writes it: `2018-07-31T17:50:07+09:00`, whole seconds. */
export function japanTime(epochMs: number): string {
  return `${new Date(epochMs + NINE_HOURS_MS).toISOString().slice(0, 19)}+09:00`
}
