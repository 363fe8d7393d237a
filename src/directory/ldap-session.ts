import type { Guid } from '../model/names.ts'
import type { Problem } from '../problems/problem.ts'
import type { DirectoryEntry } from './entry.ts'
import { lookUpAnchors } from './look-up.ts'
import { pagedSearch } from './paged-search.ts'
import { completeRanges } from './ranged-values.ts'
import type { ServerFacts } from './root-dse.ts'
import type { Controller, DirectorySession, LookedUp, Search } from './session.ts'
import type { Connection } from './wire/connection.ts'
import { extendedDn } from './wire/controls.ts'

/** A bound connection, as the rest of the program sees it. */
export class LdapSession implements DirectorySession {
  readonly warnings: readonly Problem[]
  readonly #connection: Connection
  readonly #facts: ServerFacts
  readonly #pageSize: number

  constructor(connection: Connection, facts: ServerFacts, pageSize: number, warnings: readonly Problem[]) {
    this.warnings = warnings
    this.#connection = connection
    this.#facts = facts
    this.#pageSize = pageSize
  }

  get controller(): Controller {
    return this.#facts.controller
  }

  async *search(search: Search): AsyncGenerator<readonly DirectoryEntry[], void, void> {
    const controls = search.extendedDn && this.controller.supportsExtendedDn ? [extendedDn()] : []
    for await (const page of pagedSearch(this.#connection, { ...search, controls, pageSize: this.#pageSize })) {
      const entries: DirectoryEntry[] = []
      for (const entry of page)
        entries.push(entry.hasRanges ? await completeRanges(this.#connection, entry, controls) : entry)
      yield entries
    }
  }

  lookUp(anchors: readonly Guid[]): Promise<ReadonlyMap<Guid, LookedUp>> {
    return lookUpAnchors(this.#connection, this.#facts, anchors)
  }

  close(): Promise<void> {
    return this.#connection.close()
  }
}
