import type { Controls } from './controls.ts'
import { dnKey } from './dn.ts'
import { byStoredGuid, type ChainCache, compileFilter, guidsAskedFor } from './matching.ts'
import type { Outcome, SearchRequest } from './messages.ts'
import type { SimulatedDirectory } from './model.ts'
import type { DirectoryObject } from './object.ts'
import type { View } from './views.ts'

export type Found =
  | { readonly ok: true; readonly objects: readonly DirectoryObject[]; readonly references: readonly string[] }
  | { readonly ok: false; readonly outcome: Outcome }

/** Every object that a search finds for a view, before paging and limits, and the continuation references of its base. */
export function findObjects(
  directory: SimulatedDirectory,
  view: View,
  search: SearchRequest,
  controls: Controls,
  chains: ChainCache
): Found {
  const base = resolveBase(directory, search.base)
  if (base === 'foreign') return { ok: false, outcome: referral(search.base) }
  if (base === null || !visible(base, view, controls))
    return { ok: false, outcome: noSuchObject(directory, search.base) }
  const matches = compileFilter(search.filter, directory, view, chains)
  const objects: DirectoryObject[] = []
  for (const object of candidates(directory, base, search)) {
    if (visible(object, view, controls) && matches(object)) objects.push(object)
  }
  const atRoot = base === directory.builtIn.root && search.scope !== 'base' && !controls.domainScope
  return { ok: true, objects, references: atRoot ? continuationReferences(directory, search.scope) : [] }
}

function visible(object: DirectoryObject, view: View, controls: Controls): boolean {
  return (!object.deleted || controls.showDeleted) && view.sees(object)
}

function resolveBase(directory: SimulatedDirectory, base: string): DirectoryObject | 'foreign' | null {
  const [, guid] = /^<GUID=([0-9a-f-]+)>$/i.exec(base.trim()) ?? []
  if (guid !== undefined) {
    const lower = guid.toLowerCase()
    return lower.includes('-') ? (directory.store.byGuid.get(lower) ?? null) : byStoredGuid(directory, lower)
  }
  const found = directory.store.find(base)
  if (found !== null) return found
  const key = dnKey(base)
  return key !== null && !key.endsWith(directory.builtIn.root.key) ? 'foreign' : null
}

function* candidates(
  directory: SimulatedDirectory,
  base: DirectoryObject,
  search: SearchRequest
): Generator<DirectoryObject> {
  if (search.scope === 'base') {
    yield base
    return
  }
  if (search.scope === 'one') {
    yield* base.children
    return
  }
  const guids = guidsAskedFor(search.filter)
  if (guids === null) {
    yield* subtree(base)
    return
  }
  for (const guid of guids) {
    const object = byStoredGuid(directory, guid)
    if (object !== null && (object === base || object.key.endsWith(`,${base.key}`))) yield object
  }
}

function* subtree(base: DirectoryObject): Generator<DirectoryObject> {
  const stack = [base]
  for (let object = stack.pop(); object !== undefined; object = stack.pop()) {
    yield object
    stack.push(...[...object.children].reverse())
  }
}

/** The naming contexts below the domain's root that its own search doesn't cover (MS-ADTS §3.1.1.3.1.3.4). */
function continuationReferences(directory: SimulatedDirectory, scope: SearchRequest['scope']): string[] {
  const { dn, domain } = directory
  const suffix = scope === 'one' ? '??base' : ''
  return [
    `ldap://ForestDnsZones.${domain}/DC=ForestDnsZones,${dn}${suffix}`,
    `ldap://DomainDnsZones.${domain}/DC=DomainDnsZones,${dn}${suffix}`,
    `ldap://${domain}/${directory.builtIn.configuration.dn}${suffix}`
  ]
}

function referral(base: string): Outcome {
  const host = [...base.matchAll(/DC=([^,]+)/gi)].map((match) => match[1]).join('.')
  return {
    code: 10,
    message: `0000202B: RefErr: DSID-0310084A, data 0, 1 access points\n\tref 1: '${host}'\n\0`,
    referrals: [`ldap://${host}/${encodeURI(base)}`]
  }
}

function noSuchObject(directory: SimulatedDirectory, base: string): Outcome {
  const comma = base.indexOf(',')
  const parent = comma === -1 ? null : directory.store.find(base.slice(comma + 1))
  const matchedDn = parent?.dn ?? directory.dn
  return {
    code: 32,
    matchedDn,
    message: `0000208D: NameErr: DSID-0310028D, problem 2001 (NO_OBJECT), data 0, best match of:\n\t'${matchedDn}'\n\0`
  }
}
