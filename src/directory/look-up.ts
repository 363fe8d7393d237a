import { equal, type Filter, present } from '../ldap/filter.ts'
import type { Guid } from '../model/names.ts'
import { Stop } from '../model/result.ts'
import { guidToBytes } from './guid.ts'
import type { ServerFacts } from './root-dse.ts'
import { searchFailed } from './search-failure.ts'
import type { LookedUp } from './session.ts'
import type { Connection } from './wire/connection.ts'
import { showDeleted } from './wire/controls.ts'
import type { ReceivedEntry } from './wire/received-entry.ts'

const AT_ONCE = 20
const NO_SUCH_OBJECT = 32

/** Asks for each anchor, `AT_ONCE` at a time over the one connection. Throws Stop for every result but success and noSuchObject. */
export async function lookUpAnchors(
  connection: Connection,
  facts: ServerFacts,
  anchors: readonly Guid[]
): Promise<ReadonlyMap<Guid, LookedUp>> {
  const found = new Map<Guid, LookedUp>()
  const rest = anchors.values()
  const worker = async () => {
    // The workers share one iterator: each takes the next anchor that nobody has taken.
    for (const anchor of rest) {
      const entry = await lookUpOne(connection, facts, anchor)
      if (entry !== null) found.set(anchor, lookedUp(entry))
    }
  }
  await Promise.all(Array.from({ length: Math.min(AT_ONCE, anchors.length) }, worker))
  return found
}

async function lookUpOne(connection: Connection, facts: ServerFacts, anchor: Guid): Promise<ReceivedEntry | null> {
  const { base, scope, filter } = whereToLook(facts, anchor)
  const controls = facts.showsDeleted ? [showDeleted()] : []
  const { answer } = connection.search(
    { base, scope, filter, attributes: ['objectClass', 'isDeleted'], controls },
    { page: null, maxEntries: 2 }
  )
  const { result, entries } = await answer
  if (result.code === NO_SUCH_OBJECT) return null
  if (result.code !== 0) throw searchFailed(connection.server, { base, filter: `<GUID=${anchor}>`, page: null }, result)
  if (entries.length > 1) {
    throw new Stop({
      code: 'directory.guid_ambiguous',
      object: anchor,
      server: connection.server,
      dns: entries.map((entry) => entry.dn)
    })
  }
  return entries[0] ?? null
}

function whereToLook(
  facts: ServerFacts,
  anchor: Guid
): { readonly base: string; readonly scope: 'base' | 'subtree'; readonly filter: Filter } {
  if (facts.showsDeleted) return { base: `<GUID=${anchor}>`, scope: 'base', filter: present('objectClass') }
  return {
    base: facts.controller.defaultNamingContext,
    scope: 'subtree',
    filter: equal('objectGUID', guidToBytes(anchor))
  }
}

function lookedUp(entry: ReceivedEntry): LookedUp {
  const { dn } = entry
  const isDeleted =
    entry.attributes.get('isdeleted')?.some((value) => value.toString('latin1').toUpperCase() === 'TRUE') ?? false
  // The name of a tombstone tells it too, where the account may not read isDeleted (MS-ADTS §3.1.1.5.5.1.1).
  if (isDeleted || dn.includes('\\0ADEL:')) return { kind: 'tombstone', dn }
  return {
    kind: 'alive',
    dn,
    objectClasses: (entry.attributes.get('objectclass') ?? []).map((value) => value.toString('utf8'))
  }
}
