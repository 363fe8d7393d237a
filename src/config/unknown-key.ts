import type { NotSettable } from '../problems/config-meaning.ts'
import type { VendorKey } from '../problems/config-values.ts'
import type { Problem } from '../problems/problem.ts'
import { knownKeys } from './json-schema.ts'
import { keyText, type Path } from './places.ts'
import type { YamlTree } from './read-yaml.ts'
import { suggest } from './suggest.ts'

const NOT_SETTABLE: Readonly<Record<string, NotSettable>> = {
  id: 'read_only',
  meta: 'read_only',
  schemas: 'read_only',
  displayName: 'read_only',
  password: 'password',
  active: 'active',
  groups: 'members',
  members: 'members'
}

/** What to say of a key that the schema doesn't have. Its value is never shown: it may be anything, a secret too. */
export function unknownKey(path: Path, tree: YamlTree): Problem {
  const key = String(path.at(-1))
  const where = { file: tree.file, ...tree.places.ofKey(path), object: keyText(path) }
  if (path[0] === 'notify') return { code: 'config.not_available_yet', ...where }
  const instead = vendorKey(path, key)
  if (instead !== null) return { code: 'config.vendor_key', instead, ...where }
  const why = NOT_SETTABLE[key]
  const isAttribute = path[2] === 'attribute' && path.length === 6
  if (isAttribute && why !== undefined && Object.hasOwn(NOT_SETTABLE, key))
    return { code: 'config.not_settable', attribute: key, why, ...where }
  const parent = path.slice(0, -1).map((part) => (typeof part === 'number' ? '[]' : part))
  const known = knownBelow(parent)
  return { code: 'config.unknown_key', suggestion: suggest(key, known) ?? elsewhere(key, parent), known, ...where }
}

/** Known in the vendor's tool, but how they are written is not (or their name isn't either). */
function vendorKey(path: Path, key: string): VendorKey | null {
  if (key === 'exclude') return 'exclude'
  if (path[0] === 'ad' && path.includes('search')) return 'search'
  if (path[0] === 'iid' && /^(?:scim_?)?filters?$/i.test(key)) return 'scim_filter'
  if (
    path[0] !== 'safety' &&
    /^(?:(?:max|size|search|object|user|group|entry|count)s?_?)?limit$|^max_(?:users|groups|objects|entries|count)$/i.test(
      key
    )
  )
    return 'object_limit'
  return null
}

function knownBelow(parent: readonly string[]): string[] {
  const found = knownKeys().filter(
    ({ path }) => path.length === parent.length + 1 && parent.every((part, index) => path[index] === part)
  )
  return found.map(({ path }) => path.at(-1) ?? '').filter((key) => key !== '[]')
}

/** The same key in another place of the tree: the one that shares most of the way. */
function elsewhere(key: string, parent: readonly string[]): string | null {
  let best: readonly string[] | null = null
  let most = -1
  for (const { path } of knownKeys()) {
    if (path.at(-1) !== key) continue
    // Inside a list or a converter there are many of a name, and none of them is at home elsewhere.
    if (path.includes('[]') && !parent.includes('[]')) continue
    let shared = 0
    while (shared < parent.length && parent[shared] === path[shared]) shared += 1
    if (shared > most) {
      best = path
      most = shared
    }
  }
  return best === null ? null : best.join('.').replaceAll('.[]', '[]')
}
