import type { Filter } from '../ldap/filter.ts'
import type { Dn, Guid } from '../model/names.ts'
import type { Problem } from '../problems/problem.ts'
import type { DirectoryEntry } from './entry.ts'

/** One bound connection to one domain controller, which serves the whole run. Made by `openDirectory`. */
export interface DirectorySession {
  readonly controller: Controller
  /** `directory.controller_skipped` for each server that came first and did not serve. */
  readonly warnings: readonly Problem[]
  /**
   * Streams a paged subtree search, page by page; ranged attributes are completed before their entry is given out. It ends only when the
   * server said success on the last page; everything else is thrown as a Stop whose problem says why the reading is in doubt.
   */
  search(search: Search): AsyncGenerator<readonly DirectoryEntry[], void, void>
  /**
   * Looks objects up by `<GUID=…>`, deleted ones included (control 1.2.840.113556.1.4.417), in batches. Throws Stop when any answer is in doubt.
   * What the account can't see and what doesn't exist look alike: both are missing from the map.
   */
  lookUp(anchors: readonly Guid[]): Promise<ReadonlyMap<Guid, LookedUp>>
  /** Unbinds and closes the socket. Never throws. */
  close(): Promise<void>
}

export interface Search {
  readonly base: Dn
  readonly scope: 'subtree' | 'base'
  readonly filter: Filter
  /** AD attribute names; every one of them is requested and no other. */
  readonly attributes: readonly string[]
  /** Asks for `member` values with their GUIDs (control 1.2.840.113556.1.4.529) where the server has it. */
  readonly extendedDn: boolean
}

export interface Controller {
  /** `host:port` as it was connected to. */
  readonly address: string
  readonly dnsHostName: string | null
  /** Tells one database from another, and a restored one from what it was (MS-ADTS §3.1.1.1.9); null where the server has none. */
  readonly invocationId: Guid | null
  /** objectGUID of the domain's root object; null where the server has none. */
  readonly domainId: Guid | null
  readonly defaultNamingContext: Dn
  readonly supportsExtendedDn: boolean
  /** Whether the bound account can list the Deleted Objects container: only then "not found" means that nothing is there. */
  readonly seesDeleted: boolean
}

export type LookedUp =
  | { readonly kind: 'alive'; readonly dn: Dn; readonly objectClasses: readonly string[] }
  | { readonly kind: 'tombstone'; readonly dn: Dn }
