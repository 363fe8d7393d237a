/** One search request (a page of a paged search is one) as the server understood it. */
export interface LoggedSearch {
  readonly connection: number
  /** DN of the bound account; null: nobody. */
  readonly boundAs: string | null
  readonly encrypted: boolean
  readonly base: string
  readonly scope: 'base' | 'one' | 'subtree'
  /** RFC 4515, attribute names in lower case. */
  readonly filter: string
  readonly attributes: readonly string[]
  readonly sizeLimit: number
  readonly timeLimitSeconds: number
  /** OIDs. */
  readonly controls: readonly string[]
  readonly pageSize: number | null
  /** Counted from 1; 1 for a search without pages. */
  readonly page: number
  readonly extendedDn: number | null
  readonly showDeleted: boolean
  /** What was answered; null while nothing was, or never. */
  code: number | null
  entries: number
}

export interface LoggedBind {
  readonly connection: number
  readonly name: string
  /** `simple`, or the SASL mechanism. */
  readonly mechanism: string
  readonly encrypted: boolean
  readonly code: number
}

/** What was asked of the server. No password is kept. */
export class DirectoryLog {
  readonly searches: LoggedSearch[] = []
  readonly binds: LoggedBind[] = []
  /** How many connections were accepted. */
  connections = 0
  unbinds = 0

  clear(): void {
    this.searches.length = 0
    this.binds.length = 0
    this.connections = 0
    this.unbinds = 0
  }
}
