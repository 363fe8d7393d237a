import { createHash } from 'node:crypto'
import { filterText } from '../ldap/filter.ts'
import type { AttributeRule, Converter } from '../mapping/attribute-mapping.ts'
import type { Config } from './config.ts'

/**
 * SHA-256 (hex) over what decides who is read: domains, bases, filters, nesting, and the bound account (`boundAs`: another may see less).
 * The order of domains, bases and keys, and the spelling of filters and YAML don't count.
 */
export function scopeHash(config: Config, boundAs: string | null): string {
  const domains = config.domains.map((domain) => ({
    name: domain.name,
    bases: domain.bases.map((base) => base.toLowerCase()).sort(),
    userFilter: domain.userFilter === null ? null : filterText(domain.userFilter),
    groupFilter: domain.groupFilter === null ? null : filterText(domain.groupFilter),
    nestedGroups: domain.nestedGroups
  }))
  return sha256({ domains: domains.map(canonical).sort(), boundAs: boundAs?.toLowerCase() ?? null })
}

/** SHA-256 (hex) over what `iid.scim.attribute` comes to, defaults included: writing a default out changes nothing. */
export function mappingHash(config: Config): string {
  const { user, group, disabledWhen } = config.mapping
  const disabled = disabledWhen.map((condition) =>
    condition.by === 'filter' ? filterText(condition.filter) : condition.by
  )
  return sha256({ user: rulesOf(user.rules), group: rulesOf(group.rules), disabledWhen: disabled.sort() })
}

function rulesOf(rules: readonly AttributeRule[]): string[] {
  return rules
    .map((rule) => canonical(rule.kind === 'constant' ? rule : { ...rule, convert: rule.convert.map(converterOf) }))
    .sort()
}

/** A pattern counts as it is written: how it is translated may get better without another meaning. */
function converterOf(converter: Converter): unknown {
  switch (converter.kind) {
    case 'regex':
      return { kind: converter.kind, source: converter.source, replacement: converter.replacement }
    case 'map':
      return { kind: converter.kind, table: [...converter.table].sort(([left], [right]) => (left < right ? -1 : 1)) }
    default:
      return converter
  }
}

function sha256(value: unknown): string {
  return createHash('sha256').update(canonical(value)).digest('hex')
}

/** JSON with sorted keys. */
function canonical(value: unknown): string {
  return JSON.stringify(value, (_, inner: unknown) =>
    typeof inner === 'object' && inner !== null && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([left], [right]) => (left < right ? -1 : 1)))
      : inner
  )
}
