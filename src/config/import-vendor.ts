import { type Document, isAlias, isMap, isScalar, isSeq, type Pair, parseDocument, Scalar, visit, YAMLMap } from 'yaml'
import { bad, good, type Result } from '../model/result.ts'
import type { Problem } from '../problems/problem.ts'
import { valueAt } from './check-shape.ts'
import { parseConfig } from './load-config.ts'
import { keyText, type Path } from './places.ts'
import { readYaml, type YamlTree } from './read-yaml.ts'

/** A key that the import wrote into the file. */
export interface SetKey {
  /** `ad.ldap.nested_groups` */
  readonly key: string
  readonly value: string | boolean
}

export interface Imported {
  /** The whole file: with the comments, line ends and byte order mark that it had. */
  readonly text: string
  readonly set: readonly SetKey[]
  /** Of the new file. */
  readonly warnings: readonly Problem[]
}

/**
 * Makes of the vendor's config.yml one that says the same here: where a default of the vendor's tool is another than ours, it is written
 * out. All else stays as it was; of a file where nothing is to be written, every byte. What can't be carried over (`exclude`, a filter on
 * what the service holds, other object classes) fails with a problem for each, as it does when the file is loaded.
 * @param file for the problems
 */
export function importVendorConfig(text: string, file: string): Result<Imported> {
  const mark = text.startsWith('\ufeff') ? '\ufeff' : ''
  const plain = text.slice(mark.length)
  const read = readYaml(plain, file)
  if (!read.ok) return read
  const lines = plain.replaceAll('\r\n', '\n')
  const document = parseDocument(lines, { version: '1.2', schema: 'core', uniqueKeys: false })
  const set = [...writeTruthValues(document.contents, []), ...writeDefaults(document, read.value)]
  const changed = document.toString({ lineWidth: 0 })
  const imported = set.length === 0 ? text : mark + (lines === plain ? changed : changed.replaceAll('\n', '\r\n'))
  // Problems are located in the file that the administrator has, not in one that was never written.
  const before = parseConfig(text, file)
  const after = parseConfig(imported, file)
  if (after.ok) return good({ text: imported, set, warnings: after.value.warnings })
  return before.ok ? bad(...after.problems) : before
}

const LDAP = ['ad', 'ldap'] as const
const AS_BEFORE = ' as before'

/** The vendor's tool by default: an unencrypted connection, a certificate that isn't checked, nested groups that aren't members. */
function writeDefaults(document: Document, { places, value }: YamlTree): SetKey[] {
  if (!places.has(LDAP)) return []
  const set: SetKey[] = []
  const write = (below: Path, setting: string | boolean, why: string) => {
    const path = [...LDAP, ...below]
    if (places.has(path)) return
    const scalar = new Scalar(setting)
    const map = ownMap(document, path.slice(0, -1).map(String))
    if (map.flow !== true) scalar.comment = `${AS_BEFORE}; ${why}`
    map.set(path.at(-1), scalar)
    set.push({ key: keyText(path), value: setting })
  }
  // On this port nothing but LDAPS is spoken: here, as with the vendor's tool, `none` could never work.
  const isLdaps = valueAt(value, [...LDAP, 'server', 'port']) === 636
  write(['server', 'encryption'], isLdaps ? 'ldaps' : 'none', 'start_tls or ldaps keeps password and data private')
  write(['server', 'verify_mode'], false, "true checks the domain controller's certificate")
  write(['nested_groups'], 'ignore', 'flatten makes the members of nested groups members')
  return set
}

/** The mapping at `path`, to write into: what comes there by an alias or a merge key is copied, so that nothing changes elsewhere. */
function ownMap(document: Document, path: readonly string[]): YAMLMap {
  let map = asMap(document, document.contents)
  document.contents = map
  for (const key of path) {
    const own = map.items.find((pair) => keyOf(pair) === key)
    const below = asMap(document, own === undefined ? merged(document, map, key) : own.value)
    if (own === undefined) map.set(key, below)
    else own.value = below
    map = below
  }
  return map
}

function asMap(document: Document, node: unknown): YAMLMap {
  if (isMap(node)) return node
  const map = isAlias(node) ? copyOf(node.resolve(document)) : new YAMLMap()
  if (isScalar(node)) {
    map.commentBefore = node.commentBefore ?? null
    map.comment = node.comment ?? null
  }
  return map
}

/** What a merge key (`<<`) brings to `key` of a mapping. */
function merged(document: Document, map: YAMLMap, key: string): unknown {
  for (const pair of map.items) {
    if (keyOf(pair) !== '<<') continue
    for (const source of isSeq(pair.value) ? pair.value.items : [pair.value]) {
      const target = isAlias(source) ? source.resolve(document) : source
      if (!isMap(target)) continue
      const found = target.items.find((other) => keyOf(other) === key)?.value ?? merged(document, target, key)
      if (isMap(found)) return copyOf(found)
      if (found !== undefined) return found
    }
  }
  return undefined
}

function copyOf(node: unknown): YAMLMap {
  if (!isMap(node)) return new YAMLMap()
  const copy = node.clone()
  if (!isMap(copy)) return new YAMLMap()
  visit(copy, {
    Value: (_, inner) => {
      delete inner.anchor
    }
  })
  return copy
}

/** Keys of the vendor's that are true or false. */
const TRUTH_KEYS = new Set(['verify_mode', 'cache_disabled', 'use', 'primary'])
const YES = /^(?:yes|on)$/i
const NO = /^(?:no|off)$/i

/** Ruby reads YAML 1.1, where these words are true and false. */
function* writeTruthValues(node: unknown, path: Path): Generator<SetKey> {
  if (isSeq(node)) for (const [index, item] of node.items.entries()) yield* writeTruthValues(item, [...path, index])
  if (!isMap(node)) return
  for (const pair of node.items) {
    const key = keyOf(pair)
    const here = [...path, key]
    const { value } = pair
    if (isScalar(value) && value.type === 'PLAIN' && TRUTH_KEYS.has(key)) {
      const word = String(value.value)
      if (!YES.test(word) && !NO.test(word)) continue
      value.value = YES.test(word)
      yield { key: keyText(here), value: YES.test(word) }
    } else yield* writeTruthValues(value, here)
  }
}

function keyOf(pair: Pair): string {
  return String(isScalar(pair.key) ? pair.key.value : pair.key)
}
