import { isObject, type JsonObject } from './json.ts'
import { type Attribute, findAttribute, findExtension, type ResourceType } from './schema.ts'
import { refusals } from './scim-error.ts'

/**
 * What of a POST's or PUT's body counts: known, writable attributes under their canonical names. Unknown and read-only ones are dropped;
 * null and an empty list mean "unassigned" (RFC 7643 §2.5). `members` of a group are left to the membership rules.
 * @throws ScimError 400 invalidValue for a value of another type.
 */
export function canonicalBody(body: JsonObject, type: ResourceType): JsonObject {
  const result: JsonObject = {}
  for (const [key, value] of Object.entries(body)) {
    const attribute = findAttribute(type.core.attributes, key)
    if (attribute !== undefined) {
      assign(result, attribute, value, attribute.name)
      continue
    }
    const extension = key.includes(':') ? findExtension(type, key) : undefined
    if (extension === undefined) continue
    if (!isObject(value)) throw refusals.invalid(key)
    const part = canonicalObject(value, extension.attributes, extension.urn)
    if (Object.keys(part).length > 0) result[extension.urn] = part
  }
  return result
}

/** The canonical form of one attribute's value; undefined when it is unassigned. */
export function canonicalValue(attribute: Attribute, value: unknown, path: string): unknown {
  if (value === null || value === undefined) return undefined
  if (attribute.multiValued) {
    const values = Array.isArray(value) ? value : [value]
    const elements = values.map((element) => canonicalElement(attribute, element, path))
    return elements.length === 0 ? undefined : elements
  }
  if (attribute.type !== 'complex') return canonicalElement(attribute, value, path)
  if (!isObject(value)) throw refusals.invalid(path)
  const object = canonicalObject(value, attribute.subAttributes ?? [], path)
  return Object.keys(object).length === 0 ? undefined : object
}

export function canonicalObject(value: JsonObject, attributes: readonly Attribute[], path: string): JsonObject {
  const result: JsonObject = {}
  for (const [key, inner] of Object.entries(value)) {
    const attribute = findAttribute(attributes, key)
    if (attribute !== undefined) assign(result, attribute, inner, `${path}.${attribute.name}`)
  }
  return result
}

function assign(target: JsonObject, attribute: Attribute, value: unknown, path: string): void {
  if (attribute.readOnly) return
  const canonical = canonicalValue(attribute, value, path)
  if (canonical !== undefined) target[attribute.name] = canonical
}

function canonicalElement(attribute: Attribute, value: unknown, path: string): unknown {
  if (attribute.type === 'complex') {
    if (!isObject(value)) throw refusals.invalid(path)
    return canonicalObject(value, attribute.subAttributes ?? [], path)
  }
  const wanted = attribute.type === 'boolean' ? 'boolean' : 'string'
  if (typeof value !== wanted) throw refusals.invalid(path)
  return value
}
