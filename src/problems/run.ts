import type { Texts } from './texts.ts'

export type RunProblem = { readonly code: 'run.placeholder' }

export const runTexts: Texts<RunProblem> = {
  'run.placeholder': {
    severity: 'error',
    en: () => ({ message: '', remedy: '' }),
    ja: () => ({ message: '', remedy: '' })
  }
}
