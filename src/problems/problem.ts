import { type ConfigProblem, configTexts } from './config.ts'
import { type DirectoryProblem, directoryTexts } from './directory.ts'
import { type MappingProblem, mappingTexts } from './mapping.ts'
import { type PlanProblem, planTexts } from './plan.ts'
import { type RunProblem, runTexts } from './run.ts'
import { type SecretProblem, secretTexts } from './secret.ts'
import { type ServiceProblem, serviceTexts } from './service.ts'
import { type StateProblem, stateTexts } from './state.ts'
import type { Language, Texts, Words } from './texts.ts'

/**
 * Everything that can go wrong, as data: a stable code and the facts. Words are made from them at the very end, in the reader's language.
 * Facts that every problem may carry under these names: `object` (what it is about), `dn`, `attribute`.
 */
export type Problem =
  | ConfigProblem
  | DirectoryProblem
  | MappingProblem
  | PlanProblem
  | RunProblem
  | SecretProblem
  | ServiceProblem
  | StateProblem

const TEXTS: Texts<Problem> = {
  ...configTexts,
  ...directoryTexts,
  ...mappingTexts,
  ...planTexts,
  ...runTexts,
  ...secretTexts,
  ...serviceTexts,
  ...stateTexts
}

/** The catalogue's codes, for the docs and for tests that walk all of them. */
export const PROBLEM_CODES = Object.keys(TEXTS) as Problem['code'][]

export function severityOf(problem: Problem): 'error' | 'warning' {
  return TEXTS[problem.code].severity
}

/** What happened, to whom, and what to do about it. */
export function inWords(problem: Problem, language: Language): Words {
  // The table is typed by code; TypeScript can't follow that the entry found by a problem's code takes just that problem.
  const text = TEXTS[problem.code][language] as (p: Problem) => Words
  return text(problem)
}
