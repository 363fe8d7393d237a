import { domainsOf, portAndEncryption } from './compile-domain.ts'
import { DEFAULT_BINDINGS, DEFAULT_DISABLED_WHEN } from './compile-mapping.ts'
import { knownKeys } from './json-schema.ts'
import { keyText, type Path, type Position } from './places.ts'
import type { YamlTree } from './read-yaml.ts'
import type { Settings } from './schema/settings.ts'

export type Scalar = string | number | boolean

export interface EffectiveValue {
  /** `ad.domains[0].server.port` */
  readonly key: string
  readonly value: Scalar | readonly Scalar[]
  readonly origin: 'default' | Position
}

/** Every key that has a value: the file's as they stand there, the defaults, and what was derived from others. Secrets are in none of them. */
export function effectiveValues(settings: Settings, tree: YamlTree): EffectiveValue[] {
  const written = new Map([...writtenValues(tree.value, [], tree)].map((value) => [value.key, value]))
  const derived = derivedValues(settings, tree)
  const values: EffectiveValue[] = []
  const add = (key: string, fallback: unknown): void => {
    const value = written.get(key)
    const other = derived.get(key) ?? fallback
    if (value !== undefined) values.push(value)
    else if (isShown(other)) values.push({ key, value: other, origin: 'default' })
    written.delete(key)
    derived.delete(key)
  }
  for (const { path, node } of knownKeys()) {
    for (const here of placesOf(path, tree)) {
      // `off` in place of {floor, percent, max}
      const ancestors = here.slice(1).map((_, length) => keyText(here.slice(0, length + 1)))
      if (ancestors.some((ancestor) => values.some((value) => value.key === ancestor))) continue
      add(keyText(here), node.default)
    }
  }
  // What has no key of its own in the schema: the entries of a `map`.
  for (const key of [...written.keys()]) add(key, undefined)
  for (const key of [...derived.keys()]) add(key, undefined)
  return values
}

/** The schema's path with the indices that the file has; nothing for a domain that isn't there. */
function placesOf(path: readonly string[], tree: YamlTree): Path[] {
  if (path[0] === 'ad' && path[1] === 'ldap' && !tree.places.has(['ad', 'ldap'])) return []
  let found: Path[] = [[]]
  for (const part of path) {
    found = found.flatMap((above) => {
      if (part !== '[]') return [[...above, part]]
      const indices: Path[] = []
      for (let index = 0; tree.places.has([...above, index]); index += 1) indices.push([...above, index])
      return indices
    })
  }
  return found
}

function* writtenValues(value: unknown, path: Path, tree: YamlTree): Generator<EffectiveValue> {
  if (isShown(value)) yield { key: keyText(path), value, origin: tree.places.ofValue(path) }
  else if (Array.isArray(value))
    for (const [index, item] of value.entries()) yield* writtenValues(item, [...path, index], tree)
  else if (typeof value === 'object' && value !== null)
    for (const [key, child] of Object.entries(value)) yield* writtenValues(child, [...path, key], tree)
}

function isScalar(value: unknown): value is Scalar {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
}

function isShown(value: unknown): value is Scalar | readonly Scalar[] {
  return isScalar(value) || (Array.isArray(value) && value.every(isScalar))
}

function derivedValues(settings: Settings, tree: YamlTree): Map<string, unknown> {
  const derived = new Map<string, unknown>()
  for (const domain of domainsOf(settings)) {
    const { port, encryption } = portAndEncryption(domain.settings.server)
    derived.set(keyText([...domain.path, 'server', 'port']), port)
    derived.set(keyText([...domain.path, 'server', 'encryption']), encryption)
  }
  const attribute = ['iid', 'scim', 'attribute']
  for (const [kind, bindings] of Object.entries(DEFAULT_BINDINGS))
    for (const [path, from] of Object.entries(bindings)) {
      const key = [...attribute, kind, 'ad_bind', path]
      if (!tree.places.has(key)) derived.set(keyText(key), from)
    }
  const bound = [...attribute, 'user', 'ad_bind', 'active']
  const given = [...attribute, 'user', 'active', 'disabled_when']
  if (!tree.places.has(bound) && !tree.places.has(given)) derived.set(keyText(given), [...DEFAULT_DISABLED_WHEN])
  return derived
}
