import type { Stop } from '../../model/result.ts'
import type { LdapResult } from './decode-message.ts'
import type { AttributeNames, ReceivedEntry } from './received-entry.ts'

/** What a search was about, so that every problem can name it. `page` counts from 1; null where nothing is paged. */
export interface SearchSubject {
  readonly base: string
  readonly filter: string
  readonly page: number | null
}

export interface Answer {
  readonly result: LdapResult
  readonly controls: ReadonlyMap<string, Buffer>
  readonly entries: readonly ReceivedEntry[]
  /** Continuation references: counted, never chased. */
  readonly references: number
}

export interface Asked {
  /** Rejects with a Stop when the connection fails before the answer is complete. A result other than success is an answer. */
  readonly answer: Promise<Answer>
  /** Tells the server to stop, and drops what still comes. */
  abandon(): void
}

export interface SearchOptions {
  readonly page: number | null
  /** More entries than this are no answer to what was asked. */
  readonly maxEntries: number
  /** Shared by the pages of one search: it learns the server's spellings. */
  readonly names?: AttributeNames
}

/** What an operation waits for. */
export interface Expected {
  /** The tag of the operation that completes the answer. */
  readonly expects: number
  readonly subject: SearchSubject | null
  readonly names: AttributeNames
  readonly maxEntries: number
  readonly silenceMs: number
}

/** An operation under way. */
export interface Pending extends Expected {
  readonly entries: ReceivedEntry[]
  references: number
  heardAt: number
  timer: NodeJS.Timeout | null
  readonly resolve: (answer: Answer) => void
  readonly reject: (stop: Stop) => void
}
