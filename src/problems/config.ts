import type { Texts } from './texts.ts'

export type ConfigProblem = { readonly code: 'config.placeholder' }

export const configTexts: Texts<ConfigProblem> = {
  'config.placeholder': {
    severity: 'error',
    en: () => ({ message: '', remedy: '' }),
    ja: () => ({ message: '', remedy: '' })
  }
}
