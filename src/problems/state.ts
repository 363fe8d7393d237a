import type { Texts } from './texts.ts'

export type StateProblem = { readonly code: 'state.placeholder' }

export const stateTexts: Texts<StateProblem> = {
  'state.placeholder': {
    severity: 'error',
    en: () => ({ message: '', remedy: '' }),
    ja: () => ({ message: '', remedy: '' })
  }
}
