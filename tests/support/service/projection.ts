import { isObject, type JsonObject } from './json.ts'

/** `attributes` and `excludedAttributes` of RFC 7644 §3.9; `id` and `schemas` are always there. Sub-attributes are not cut out of their parent. */
export function projected(resource: JsonObject, query: URLSearchParams): JsonObject {
  const wanted = query.get('attributes')
  const unwanted = query.get('excludedAttributes')
  if (wanted === null && unwanted === null) return resource
  const names = new Set((wanted ?? unwanted ?? '').split(',').map((name) => name.trim().toLowerCase()))
  const isNamed = (key: string) => {
    const folded = key.toLowerCase()
    return (
      names.has(folded) || [...names].some((name) => name.startsWith(`${folded}.`) || name.startsWith(`${folded}:`))
    )
  }
  const result: JsonObject = {}
  for (const [key, value] of Object.entries(resource)) {
    const always = key === 'id' || key === 'schemas'
    if (always || (wanted !== null ? isNamed(key) : !names.has(key.toLowerCase()))) result[key] = value
  }
  if (wanted === null) dropFromExtensions(result, names)
  return result
}

function dropFromExtensions(resource: JsonObject, names: ReadonlySet<string>): void {
  for (const [urn, part] of Object.entries(resource)) {
    if (!urn.includes(':') || !isObject(part)) continue
    resource[urn] = Object.fromEntries(
      Object.entries(part).filter(([key]) => !names.has(`${urn}:${key}`.toLowerCase()))
    )
  }
}
