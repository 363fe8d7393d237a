import type { Texts } from './texts.ts'

export type PlanProblem = { readonly code: 'plan.placeholder' }

export const planTexts: Texts<PlanProblem> = {
  'plan.placeholder': {
    severity: 'error',
    en: () => ({ message: '', remedy: '' }),
    ja: () => ({ message: '', remedy: '' })
  }
}
