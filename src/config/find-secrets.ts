import type { Problem } from '../problems/problem.ts'
import { keyText, type Path } from './places.ts'
import type { YamlTree } from './read-yaml.ts'

const SECRET_WORDS = new Set([
  'password',
  'passwd',
  'passwort',
  'passphrase',
  'pwd',
  'pw',
  'pass',
  'secret',
  'credential',
  'credentials',
  'token',
  'apikey',
  'パスワード',
  'トークン'
])
/** Keys with such a word that are none. */
const NO_SECRETS = new Set(['token_owner', 'idTokenClaims'])

/** Where secrets seem to stand in the file: the keys' ways, and a problem for each that doesn't show the value. */
export function findSecrets(tree: YamlTree): {
  readonly paths: readonly Path[]
  readonly problems: readonly Problem[]
} {
  const paths = [...secretPaths(tree.value, [])]
  const problems = paths.map((path): Problem => {
    const secret = secretName(path)
    return { code: 'config.secret_in_file', secret, file: tree.file, ...tree.places.ofKey(path), object: keyText(path) }
  })
  return { paths, problems }
}

function* secretPaths(value: unknown, path: Path): Generator<Path> {
  if (typeof value !== 'object' || value === null) return
  // What a value conversion lists are values, and `password` as an attribute is refused as such.
  const last = path.at(-1)
  if (last === 'map') return
  for (const [key, child] of Object.entries(value)) {
    const here = [...path, Array.isArray(value) ? Number(key) : key]
    if (!Array.isArray(value) && looksSecret(key) && !(key === 'password' && path[2] === 'attribute')) yield here
    else yield* secretPaths(child, here)
  }
}

function looksSecret(key: string): boolean {
  if (NO_SECRETS.has(key)) return false
  const words = key
    .replace(/([a-z])([A-Z])/g, '$1_$2')
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
  return (
    words.some((word) => SECRET_WORDS.has(word)) || words.join('').includes('password') || words.join('') === 'apikey'
  )
}

function secretName(path: Path): 'token' | 'ldap-password' | 'proxy-password' {
  const key = String(path.at(-1)).toLowerCase()
  if (path.includes('proxy')) return 'proxy-password'
  return key.includes('token') || key.includes('トークン') || path.includes('iid') ? 'token' : 'ldap-password'
}
