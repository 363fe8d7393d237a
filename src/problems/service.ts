import type { Texts } from './texts.ts'

export type ServiceProblem = { readonly code: 'service.placeholder' }

export const serviceTexts: Texts<ServiceProblem> = {
  'service.placeholder': {
    severity: 'error',
    en: () => ({ message: '', remedy: '' }),
    ja: () => ({ message: '', remedy: '' })
  }
}
