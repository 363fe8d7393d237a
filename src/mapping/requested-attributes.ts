import type { DisabledWhen } from '../config/config.ts'
import type { Filter } from '../ldap/filter.ts'
import type { Kind } from '../model/names.ts'
import type { AttributeMapping } from './attribute-mapping.ts'

/** The AD attributes that mapping an object of `kind` needs, each once whatever its case. A group's `member` is the reader's own. */
export function requestedAttributes(
  mapping: AttributeMapping,
  disabledWhen: readonly DisabledWhen[],
  kind: Kind
): string[] {
  const wanted = ['objectGUID', 'sAMAccountName']
  if (kind === 'user') wanted.push('userAccountControl')
  for (const rule of mapping.rules) if (rule.kind === 'bound') wanted.push(...rule.from)
  for (const condition of disabledWhen) {
    if (condition.by === 'filter') wanted.push(...filterAttributes(condition.filter))
    else wanted.push(condition.by)
  }
  const byKey = new Map<string, string>()
  for (const attribute of wanted) {
    const key = attribute.toLowerCase()
    if (!byKey.has(key)) byKey.set(key, attribute)
  }
  return [...byKey.values()]
}

function filterAttributes(filter: Filter): string[] {
  switch (filter.kind) {
    case 'and':
    case 'or':
      return filter.filters.flatMap(filterAttributes)
    case 'not':
      return filterAttributes(filter.filter)
    case 'extensible':
      return filter.attribute === null ? [] : [filter.attribute]
    default:
      return [filter.attribute]
  }
}
