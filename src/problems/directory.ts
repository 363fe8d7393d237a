import type { Texts } from './texts.ts'

export type DirectoryProblem = { readonly code: 'directory.placeholder' }

export const directoryTexts: Texts<DirectoryProblem> = {
  'directory.placeholder': {
    severity: 'error',
    en: () => ({ message: '', remedy: '' }),
    ja: () => ({ message: '', remedy: '' })
  }
}
