import { inWords, type Problem, severityOf } from '../problems/problem.ts'
import type { Language } from '../problems/texts.ts'
import { CHECKS, type CheckId } from './catalogue.ts'

export const AREAS = ['host', 'directory', 'service', 'state'] as const
export type Area = (typeof AREAS)[number]
export type Status = 'pass' | 'warn' | 'fail' | 'skip'

/** A sentence in each language. */
export type Said = Readonly<Record<Language, string>>

/** What one look at the surroundings gave. */
export interface Check {
  readonly id: CheckId
  readonly area: Area
  readonly status: Status
  /** Which of several: a domain, a server, a base DN; null where there is one alone. */
  readonly object: string | null
  readonly seen: Said
  readonly expected: Said
  /** null: there is nothing to do. */
  readonly remedy: Said | null
}

export function pass(id: CheckId, seen: Said, object: string | null = null): Check {
  return make(id, 'pass', seen, null, object)
}

export function skip(id: CheckId, why: Said, object: string | null = null): Check {
  return make(id, 'skip', why, null, object)
}

export function warn(id: CheckId, seen: Said, remedy: Said, object: string | null = null): Check {
  return make(id, 'warn', seen, remedy, object)
}

export function fail(id: CheckId, seen: Said, remedy: Said, object: string | null = null): Check {
  return make(id, 'fail', seen, remedy, object)
}

/** A problem as a run would have it: an error fails, a warning warns. */
export function ofProblem(id: CheckId, problem: Problem, object: string | null = null): Check {
  const words = { en: inWords(problem, 'en'), ja: inWords(problem, 'ja') }
  const seen = { en: words.en.message, ja: words.ja.message }
  const remedy = { en: words.en.remedy, ja: words.ja.remedy }
  return make(id, severityOf(problem) === 'error' ? 'fail' : 'warn', seen, remedy, object)
}

/** The same text whatever the language: names and figures. */
export function same(text: string): Said {
  return { en: text, ja: text }
}

function make(id: CheckId, status: Status, seen: Said, remedy: Said | null, object: string | null): Check {
  const area = AREAS.find((each) => id.startsWith(`${each}.`)) ?? 'host'
  return { id, area, status, object, seen, expected: CHECKS[id], remedy }
}
