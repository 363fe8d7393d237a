import type { LookedUp } from '../directory/session.ts'
import { isUnder } from '../ldap/dn.ts'
import { Dn, Guid, type Kind } from '../model/names.ts'
import type { NonEmpty } from '../model/result.ts'
import { integer, type Row, text, textOrNull, type Workspace } from '../state/workspace.ts'
import type { Source } from './desired-state.ts'
import { groupScope, userScope } from './scope.ts'
import type { Staging } from './staging.ts'

/** How a known object left, as it is told in reasons. */
export type Departure = 'deleted' | 'out_of_scope' | 'not_found'
/**
 * `departed`: proven. `held`: neither seen, though the account sees deleted objects: a right may hide it. `waits`: neither seen, and the
 * controller is not the one that the last applied run read from: it may lag behind or have been restored.
 */
export type DepartureVerdict = 'departed' | 'held' | 'waits'

/** A second complete read at least this much later confirms what a first one could not find. */
export const UNSEEN_CONFIRMED_AFTER_MS = 60 * 60_000
const LOOK_UPS_AT_ONCE = 500

/**
 * Looks every known object up that the read did not return, by `<GUID=…>`, deleted ones included. One that is alive and in scope after all
 * moved while it was read: it is staged late, before its memberships are resolved. The others are put into `departure`.
 */
export async function confirmDepartures(
  sources: NonEmpty<Source>,
  staging: Staging,
  workspace: Workspace,
  now: Date
): Promise<void> {
  for (let after = 0; ; ) {
    const unseen = workspace.all(
      `SELECT k.id, k.kind, k.anchor, k.domain, k.unseen_since FROM state.known k
       WHERE k.standing <> 'pending' AND k.id > ? AND NOT EXISTS (SELECT 1 FROM desired d WHERE d.id = k.id) ORDER BY k.id LIMIT ${LOOK_UPS_AT_ONCE}`,
      after
    )
    const last = unseen.at(-1)
    if (last === undefined) return
    after = integer(last, 'id')
    const found = await lookUp(unseen, sources)
    for (const row of unseen) {
      const seen = found.get(Guid.parse(text(row, 'anchor')))
      if (seen?.looked.kind === 'alive' && (await stageLate(row, seen.source, seen.looked.dn, staging))) continue
      const how: Departure =
        seen === undefined ? 'not_found' : seen.looked.kind === 'alive' ? 'out_of_scope' : 'deleted'
      workspace.run(
        'INSERT INTO departure VALUES (?, ?, ?)',
        integer(row, 'id'),
        how,
        verdictOn(how, row, sources, workspace, now)
      )
    }
  }
}

interface Found {
  readonly source: Source
  readonly looked: LookedUp
}

/** An object may have moved to another domain of the forest: each domain is asked for what the ones before did not show alive. */
async function lookUp(unseen: readonly Row[], sources: NonEmpty<Source>): Promise<Map<Guid, Found>> {
  const found = new Map<Guid, Found>()
  for (const source of sources) {
    const open = unseen
      .map((row) => Guid.parse(text(row, 'anchor')))
      .filter((anchor) => found.get(anchor)?.looked.kind !== 'alive')
    if (open.length === 0) break
    for (const [anchor, looked] of await source.session.lookUp(open)) {
      if (looked.kind === 'alive' || !found.has(anchor)) found.set(anchor, { source, looked })
    }
  }
  return found
}

async function stageLate(row: Row, source: Source, dn: Dn, staging: Staging): Promise<boolean> {
  const base = source.domain.bases.find((candidate) => isUnder(dn, candidate))
  if (base === undefined) return false
  const kind = text(row, 'kind') as Kind
  const search = {
    base: Dn.parse(`<GUID=${text(row, 'anchor')}>`),
    scope: 'base' as const,
    filter: kind === 'user' ? userScope(source.domain) : groupScope(source.domain),
    attributes: kind === 'user' ? staging.userAttributes : staging.groupAttributes,
    extendedDn: kind === 'group' && source.session.controller.supportsExtendedDn
  }
  let staged = false
  for await (const page of source.session.search(search)) {
    if (kind === 'user') staging.addUsers(page, source, base)
    else staging.addGroups(page, source, base)
    staged ||= page.length > 0
  }
  return staged
}

function verdictOn(
  how: Departure,
  row: Row,
  sources: NonEmpty<Source>,
  workspace: Workspace,
  now: Date
): DepartureVerdict {
  if (how !== 'not_found') return 'departed'
  const name = text(row, 'domain')
  const own = sources.filter((source) => source.name === name)
  // The domain was taken out of the configuration: nothing can be looked up, and the change of scope is what holds it.
  if (own.length === 0) return 'departed'
  if (own[0]?.session.controller.seesDeleted === true) return 'held'
  const since = textOrNull(row, 'unseen_since')
  // Once it waits it waits its time, whichever controller answers next: the one that lags may be asked again meanwhile.
  if (since !== null) return now.getTime() - Date.parse(since) >= UNSEEN_CONFIRMED_AFTER_MS ? 'departed' : 'waits'
  const last = workspace.get('SELECT invocation_id FROM state.domain WHERE name = ?', name)
  const controller = own[0]?.session.controller.invocationId ?? null
  return controller !== null && last !== undefined && textOrNull(last, 'invocation_id') === controller
    ? 'departed'
    : 'waits'
}
