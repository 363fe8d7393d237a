import type { Change } from '../model/resource.ts'
import { type BoundList, boundLists } from './bound-element.ts'
import { field } from './json.ts'
import { patchPath, placeOf, type SinglePlace } from './place.ts'
import { mergedList } from './resource-body.ts'
import type { ServiceObject, Update } from './service.ts'

const PATCH_OP = 'urn:ietf:params:scim:api:messages:2.0:PatchOp'

/** RFC 7644 §3.5.2; the operations' names in lower case, as the RFC has them. */
export type PatchOperation =
  | { readonly op: 'add' | 'replace'; readonly path: string; readonly value: unknown }
  | { readonly op: 'remove'; readonly path: string }

export function patchBody(operations: readonly PatchOperation[]): unknown {
  return { schemas: [PATCH_OP], Operations: operations }
}

/** Whether the resource must be read first: a list is sent as a whole, with the elements that aren't ours. */
export function touchesLists(changes: readonly Change[]): boolean {
  return changes.some((change) => placeOf(change.attribute).list)
}

/**
 * The operations of one PATCH, a list replaced as a whole. `held` is the resource as it was just read; needed when lists change only.
 * Where it is given, nothing is removed that isn't there: a strict server refuses that (noTarget).
 */
export function toPatch(update: Update, held: Pick<ServiceObject, 'raw'> | null): PatchOperation[] {
  const operations: PatchOperation[] = []
  const changed = new Set(update.changes.map((change) => change.attribute))
  for (const { attribute, to } of update.changes) {
    const place = placeOf(attribute)
    if (place.list) continue
    const path = patchPath(place)
    if (to === null && held !== null && isAbsent(held, place)) continue
    operations.push(to === null ? { op: 'remove', path } : { op: 'replace', path, value: to })
  }
  for (const list of boundLists(Object.keys(update.wanted))) {
    if (!isTouched(list, changed)) continue
    const parent = list.place.extension === null ? held?.raw : field(held?.raw, list.place.extension)
    const before = field(parent, list.place.attribute)
    const value = mergedList(before, list, update.wanted, update.known)
    const path = patchPath(list.place)
    if (value.length > 0) operations.push({ op: 'replace', path, value })
    else if (Array.isArray(before) && before.length > 0) operations.push({ op: 'remove', path })
  }
  if (update.active !== undefined) operations.push({ op: 'replace', path: 'active', value: update.active })
  return operations
}

function isAbsent(held: Pick<ServiceObject, 'raw'>, place: SinglePlace): boolean {
  const parent = place.extension === null ? held.raw : field(held.raw, place.extension)
  const value = field(parent, place.attribute)
  return (place.sub === null ? value : field(value, place.sub)) === undefined
}

function isTouched(list: BoundList, changed: ReadonlySet<string>): boolean {
  return list.elements.some((element) => [...element.subs.values()].some((path) => changed.has(path)))
}
