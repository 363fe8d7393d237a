import type { DirectoryEntry } from '../../src/directory/entry.ts'
import type { AttributeRule, BoundRule } from '../../src/mapping/attribute-mapping.ts'
import { Dn } from '../../src/model/names.ts'

/** An entry as the reader gives it: names in lower case, values raw. */
export function entry(
  attributes: Readonly<Record<string, string | Buffer | readonly (string | Buffer)[]>>
): DirectoryEntry {
  const raw = new Map<string, readonly Buffer[]>()
  for (const [name, value] of Object.entries(attributes)) {
    const values = typeof value === 'string' || Buffer.isBuffer(value) ? [value] : value
    raw.set(
      name.toLowerCase(),
      values.map((one) => (typeof one === 'string' ? Buffer.from(one, 'utf8') : one))
    )
  }
  return { dn: Dn.parse('CN=taro,DC=example,DC=local'), attributes: raw }
}

export function bound(path: string, from: string | readonly string[], more: Partial<BoundRule> = {}): BoundRule {
  const [first = '', ...rest] = typeof from === 'string' ? [from] : from
  return { kind: 'bound', path, from: [first, ...rest], as: 'text', convert: [], default: null, ...more }
}

export function constant(path: string, value: string | boolean): AttributeRule {
  return { kind: 'constant', path, value }
}
