import type { Texts } from './texts.ts'

export type MappingProblem = { readonly code: 'mapping.placeholder' }

export const mappingTexts: Texts<MappingProblem> = {
  'mapping.placeholder': {
    severity: 'error',
    en: () => ({ message: '', remedy: '' }),
    ja: () => ({ message: '', remedy: '' })
  }
}
