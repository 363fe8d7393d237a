import { type ConnectionProblem, connectionTexts } from './directory-connection.ts'
import { type FilterProblem, filterTexts } from './directory-filter.ts'
import { type ReadingProblem, readingTexts } from './directory-reading.ts'
import type { Texts } from './texts.ts'

export type { TlsFault } from './directory-connection.ts'
export type { PagingFault } from './directory-reading.ts'

export type DirectoryProblem = ConnectionProblem | FilterProblem | ReadingProblem

export const directoryTexts: Texts<DirectoryProblem> = { ...connectionTexts, ...filterTexts, ...readingTexts }
