import type { View } from '../report/console/view.ts'
import type { DocumentedCommand, Documents, HeadDocument } from '../report/json-documents.ts'

/** What a command came to: printed either way, never both. */
export interface Answer {
  readonly exitCode: number
  readonly document: Documents[DocumentedCommand] | (HeadDocument & Readonly<Record<string, unknown>>)
  /** For a person: lines, without a line break at the end. */
  readonly lines: (view: View) => readonly string[]
}
