import { styleText } from 'node:util'
import type { Language } from '../../problems/texts.ts'

type Format = Parameters<typeof styleText>[0]

/** For whom something is shown. */
export interface View {
  readonly language: Language
  /** Colours and weights on a terminal, the bare text elsewhere. */
  readonly paint: (format: Format, text: string) => string
}

export function makeView(language: Language, coloured: boolean): View {
  // Whether the stream takes colours was decided by the caller.
  const paint: View['paint'] = (format, text) => styleText(format, text, { validateStream: false })
  return { language, paint: coloured ? paint : (_format, text) => text }
}
