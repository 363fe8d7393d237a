import type { Dn } from '../model/names.ts'

/** A search result entry: the requested attributes that came with values, under their names in lower case, values raw, in the server's order. Ranged attributes are complete.
 * Values are views of the bytes that came with their page: copy what is to outlive it. `attributes` is made when it is read; take it once an entry. */
export interface DirectoryEntry {
  readonly dn: Dn
  readonly attributes: ReadonlyMap<string, readonly Buffer[]>
}
