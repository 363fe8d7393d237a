import type { Dn } from '../model/names.ts'

/** A search result entry: the requested attributes that came with values, under their names in lower case, values raw, in the server's order. Ranged attributes are complete. */
export interface DirectoryEntry {
  readonly dn: Dn
  readonly attributes: ReadonlyMap<string, readonly Buffer[]>
}
