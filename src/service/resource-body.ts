import type { Kind } from '../model/names.ts'
import type { FlatResource, FlatValue } from '../model/resource.ts'
import { type BoundList, boundLists, hasContent, locate } from './bound-element.ts'
import { field, isObject, type JsonObject, keyOf } from './json.ts'
import { placeOf, type SinglePlace } from './place.ts'
import type { Profile } from './profile.ts'

/** The body of a POST: what is null is left out. */
export function toResource(kind: Kind, wanted: FlatResource, active: boolean, profile: Profile): JsonObject {
  const body: Record<string, unknown> = { schemas: [...profile.schemas[kind]] }
  const filled = applied(body, wanted, wanted, null)
  return kind === 'user' ? { ...filled, active } : filled
}

/**
 * A resource with the given paths set, everything else as it was: the body of a PUT. Null removes; of lists only the bound element changes.
 * @param paths the paths to set, with their values, @param wanted and @param known find the bound elements.
 */
export function applied(
  resource: JsonObject,
  paths: FlatResource,
  wanted: FlatResource,
  known: FlatResource | null
): JsonObject {
  let result = resource
  for (const [path, value] of Object.entries(paths)) {
    const place = placeOf(path)
    if (!place.list) result = within(result, place.extension, (parent) => withSingle(parent, place, value))
  }
  for (const list of boundLists(Object.keys(wanted))) {
    const touched = list.elements.some((element) =>
      [...element.subs.values()].some((path) => Object.hasOwn(paths, path))
    )
    if (!touched) continue
    result = within(result, list.place.extension, (parent) => {
      const elements = mergedList(field(parent, list.place.attribute), list, wanted, known)
      return withField(parent, list.place.attribute, elements.length === 0 ? undefined : elements)
    })
  }
  return result
}

/** The elements that the service holds with ours in their place; an element of ours without a value is taken out. */
export function mergedList(
  heldValue: unknown,
  list: BoundList,
  wanted: FlatResource,
  known: FlatResource | null
): unknown[] {
  const held: readonly unknown[] = Array.isArray(heldValue) ? heldValue : []
  const positions = locate(held, list, known, wanted)
  const merged: unknown[] = [...held]
  const gone = new Set<number>()
  const ours = new Set<unknown>()
  list.elements.forEach((element, index) => {
    const position = positions[index] ?? null
    if (!hasContent(element, wanted)) {
      if (position !== null) gone.add(position)
      return
    }
    let changed: JsonObject = {}
    const before = position === null ? undefined : held[position]
    if (isObject(before)) changed = before
    for (const [sub, path] of element.subs) changed = withField(changed, sub, wanted[path] ?? undefined)
    ours.add(changed)
    if (position === null) merged.push(changed)
    else merged[position] = changed
  })
  const kept = merged.filter((_, index) => !gone.has(index))
  return [...ours].some((element) => field(element, 'primary') === true)
    ? kept.map((element) => secondary(element, ours))
    : kept
}

/** At most one element is the primary one (RFC 7643 §2.4). */
function secondary(element: unknown, ours: ReadonlySet<unknown>): unknown {
  return ours.has(element) || !isObject(element) || field(element, 'primary') !== true
    ? element
    : withField(element, 'primary', false)
}

function withSingle(parent: JsonObject, place: SinglePlace, value: FlatValue): JsonObject {
  if (place.sub === null) return withField(parent, place.attribute, value ?? undefined)
  const before = field(parent, place.attribute)
  const complex = withField(isObject(before) ? before : {}, place.sub, value ?? undefined)
  return withField(parent, place.attribute, Object.keys(complex).length === 0 ? undefined : complex)
}

function within(
  resource: JsonObject,
  extension: string | null,
  change: (parent: JsonObject) => JsonObject
): JsonObject {
  if (extension === null) return change(resource)
  const before = field(resource, extension)
  const changed = change(isObject(before) ? before : {})
  if (Object.keys(changed).length === 0) return withField(resource, extension, undefined)
  return withSchema(withField(resource, extension, changed), extension)
}

/** A resource lists the schemas that its attributes are of (RFC 7643 §3). */
function withSchema(resource: JsonObject, extension: string): JsonObject {
  const schemas = field(resource, 'schemas')
  if (!Array.isArray(schemas) || schemas.includes(extension)) return resource
  return withField(resource, 'schemas', [...schemas, extension])
}

/** Undefined takes the field out. */
function withField(object: JsonObject, name: string, value: unknown): JsonObject {
  const key = keyOf(object, name) ?? name
  if (value !== undefined) return { ...object, [key]: value }
  const { [key]: _, ...rest } = object
  return rest
}
