import type { FlatResource, FlatValue } from '../model/resource.ts'
import { field } from './json.ts'
import { type ElementPlace, listKey, placeOf } from './place.ts'

/** The bound elements of one multi-valued attribute: the element's sub-attributes with their paths, by index. */
export interface BoundList {
  readonly place: ElementPlace
  readonly elements: readonly BoundElement[]
}
export interface BoundElement {
  readonly subs: ReadonlyMap<string, string>
}

export function boundLists(paths: Iterable<string>): BoundList[] {
  const lists = new Map<string, { place: ElementPlace; elements: Map<number, Map<string, string>> }>()
  for (const path of paths) {
    const place = placeOf(path)
    if (!place.list) continue
    const list = lists.get(listKey(place)) ?? { place, elements: new Map() }
    lists.set(listKey(place), list)
    const subs = list.elements.get(place.index) ?? new Map()
    list.elements.set(place.index, subs.set(place.sub, path))
  }
  return [...lists.values()].map(({ place, elements }) => ({
    place,
    elements: [...elements].sort(([a], [b]) => a - b).map(([, subs]) => ({ subs }))
  }))
}

/** What an element is described by, not what it holds: an element with nothing but these does not exist. */
const DESCRIBING = new Set(['type', 'primary', 'display'])

export function hasContent(element: BoundElement, resource: FlatResource): boolean {
  for (const [sub, path] of element.subs) if (!DESCRIBING.has(sub) && (resource[path] ?? null) !== null) return true
  return false
}

/**
 * Positions of the bound elements among those that the service holds, null for one that isn't there. An element is ours when its value is
 * the known one, else the desired one; else when its type is ours; else when ours is the primary one and it is. No position is given twice.
 */
export function locate(
  held: readonly unknown[],
  list: BoundList,
  known: FlatResource | null,
  desired: FlatResource | null
): (number | null)[] {
  const taken = new Set<number>()
  const found = new Map<BoundElement, number>()
  const steps: ((element: BoundElement) => (candidate: unknown) => boolean)[] = [
    (element) => sameContent(element, known),
    (element) => sameContent(element, desired),
    (element) => sameDescription(element, 'type', desired ?? known),
    (element) => sameDescription(element, 'primary', desired ?? known)
  ]
  for (const step of steps) {
    for (const element of list.elements) {
      if (found.has(element)) continue
      const matches = step(element)
      const position = held.findIndex((candidate, index) => !taken.has(index) && matches(candidate))
      if (position < 0) continue
      taken.add(position)
      found.set(element, position)
    }
  }
  return list.elements.map((element) => found.get(element) ?? null)
}

function sameContent(element: BoundElement, resource: FlatResource | null): (candidate: unknown) => boolean {
  if (resource === null || !hasContent(element, resource)) return () => false
  const content = [...element.subs].filter(([sub]) => !DESCRIBING.has(sub))
  return (candidate) => content.every(([sub, path]) => flatValue(field(candidate, sub)) === (resource[path] ?? null))
}

// Without a value of ours to put there, an element of the same kind is the user's own.
function sameDescription(
  element: BoundElement,
  sub: 'type' | 'primary',
  resource: FlatResource | null
): (candidate: unknown) => boolean {
  const path = element.subs.get(sub)
  const wanted = path === undefined || resource === null ? null : (resource[path] ?? null)
  if (resource === null || wanted === null || wanted === false || !hasContent(element, resource)) return () => false
  return (candidate) => flatValue(field(candidate, sub)) === wanted
}

/** A value as a FlatResource holds it: the empty string is no value (RFC 7643 §2.5), numbers are text. */
export function flatValue(value: unknown): FlatValue {
  if (typeof value === 'boolean') return value
  if (typeof value === 'number') return String(value)
  return typeof value === 'string' && value !== '' ? value : null
}
