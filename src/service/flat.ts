import type { FlatResource, FlatValue } from '../model/resource.ts'
import { boundLists, flatValue, hasContent, locate } from './bound-element.ts'
import { field } from './json.ts'
import { placeOf } from './place.ts'
import type { ServiceObject } from './service.ts'

/**
 * What the service holds under the managed paths. The bound element of a list is found as `locate` says; one that isn't there is null.
 * @param known what the service is remembered to hold, @param desired what it should hold: both only help to find the bound elements.
 */
export function flatten(
  object: Pick<ServiceObject, 'raw'>,
  managed: readonly string[],
  known: FlatResource | null,
  desired: FlatResource | null
): FlatResource {
  const flat: Record<string, FlatValue> = {}
  for (const path of managed) {
    const place = placeOf(path)
    if (place.list) continue
    const parent = place.extension === null ? object.raw : field(object.raw, place.extension)
    const value = field(parent, place.attribute)
    flat[path] = flatValue(place.sub === null ? value : field(value, place.sub))
  }
  for (const list of boundLists(managed)) {
    const parent = list.place.extension === null ? object.raw : field(object.raw, list.place.extension)
    const value = field(parent, list.place.attribute)
    const held: unknown[] = Array.isArray(value) ? value : []
    const positions = locate(held, list, known, desired)
    list.elements.forEach((element, index) => {
      const position = positions[index] ?? null
      const nothingWanted = desired !== null && !hasContent(element, desired)
      for (const [sub, path] of element.subs) {
        if (position !== null) flat[path] = flatValue(field(held[position], sub))
        // Constants (type, primary) of an element without a value can't be held: to call them missing would ask for them at every run.
        else flat[path] = nothingWanted ? (desired[path] ?? null) : null
      }
    })
  }
  return flat
}
