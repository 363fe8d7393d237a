import { type BindProblem, bindTexts } from './directory-bind.ts'
import { type ConnectionProblem, connectionTexts } from './directory-connection.ts'
import { type FilterProblem, filterTexts } from './directory-filter.ts'
import { type KerberosProblem, kerberosTexts } from './directory-kerberos.ts'
import { type ReadingProblem, readingTexts } from './directory-reading.ts'
import { type TlsProblem, tlsTexts } from './directory-tls.ts'
import type { Texts } from './texts.ts'

export type { PagingFault } from './directory-reading.ts'
export type { TlsFault } from './directory-tls.ts'

export type DirectoryProblem =
  | BindProblem
  | ConnectionProblem
  | FilterProblem
  | KerberosProblem
  | ReadingProblem
  | TlsProblem

export const directoryTexts: Texts<DirectoryProblem> = {
  ...bindTexts,
  ...connectionTexts,
  ...filterTexts,
  ...kerberosTexts,
  ...readingTexts,
  ...tlsTexts
}
