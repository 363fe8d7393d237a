export type JsonObject = Readonly<Record<string, unknown>>

export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** A field by its name; SCIM's names are the same in any case (RFC 7643 §2.1). */
export function field(object: unknown, name: string): unknown {
  const key = keyOf(object, name)
  return key === null || !isObject(object) ? undefined : object[key]
}

/** The name under which a field is there; null when it isn't. */
export function keyOf(object: unknown, name: string): string | null {
  if (!isObject(object)) return null
  if (Object.hasOwn(object, name)) return name
  const lower = name.toLowerCase()
  for (const key of Object.keys(object)) if (key.toLowerCase() === lower) return key
  return null
}
