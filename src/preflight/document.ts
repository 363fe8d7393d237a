import type { Language } from '../problems/texts.ts'
import type { Check } from './check.ts'

/** A check as `--json` prints it. */
export function checkDocument({ id, area, status, object, seen, expected, remedy }: Check, language: Language) {
  return {
    id,
    area,
    status,
    object,
    seen: seen[language],
    expected: expected[language],
    remedy: remedy?.[language] ?? null
  }
}
