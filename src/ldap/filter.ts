/**
 * An LDAP search filter (RFC 4511 §4.5.1.7) as a value. Assertion values are bytes: what was escaped in the text (`\e3\81\82`, `\2a`) is
 * unescaped here, so that binary values survive and nothing is escaped twice.
 */
export type Filter = AndOr | Not | Assertion | Present | Substring | Extensible

export interface AndOr {
  readonly kind: 'and' | 'or'
  readonly filters: readonly Filter[]
}

export interface Not {
  readonly kind: 'not'
  readonly filter: Filter
}

export interface Assertion {
  readonly kind: 'equal' | 'greaterOrEqual' | 'lessOrEqual' | 'approx'
  readonly attribute: string
  readonly value: Buffer
}

export interface Present {
  readonly kind: 'present'
  readonly attribute: string
}

/** `initial*any*any*final`; an empty `initial` or `final` isn't there. At least one of the three is. */
export interface Substring {
  readonly kind: 'substring'
  readonly attribute: string
  readonly initial: Buffer
  readonly any: readonly Buffer[]
  readonly final: Buffer
}

/** `attribute:dn:rule:=value`; at least one of `attribute` and `rule` is there. */
export interface Extensible {
  readonly kind: 'extensible'
  readonly attribute: string | null
  readonly rule: string | null
  readonly dnAttributes: boolean
  readonly value: Buffer
}

export { encodeFilter } from './encode-filter.ts'
export { evaluable, matches } from './match-filter.ts'
export { parseFilter } from './parse-filter.ts'

export function and(first: Filter, ...rest: readonly Filter[]): Filter {
  return rest.length === 0 ? first : { kind: 'and', filters: [first, ...rest] }
}

export function or(first: Filter, ...rest: readonly Filter[]): Filter {
  return rest.length === 0 ? first : { kind: 'or', filters: [first, ...rest] }
}

export function not(filter: Filter): Filter {
  return { kind: 'not', filter }
}

export function equal(attribute: string, value: string | Buffer): Filter {
  return { kind: 'equal', attribute, value: typeof value === 'string' ? Buffer.from(value, 'utf8') : value }
}

export function present(attribute: string): Filter {
  return { kind: 'present', attribute }
}

const OPERATORS = { equal: '=', greaterOrEqual: '>=', lessOrEqual: '<=', approx: '~=' } as const

/** The filter as RFC 4515 text, with outer parentheses, in one spelling: `parseFilter` makes the same filter of it again. */
export function filterText(filter: Filter): string {
  switch (filter.kind) {
    case 'and':
      return `(&${filter.filters.map(filterText).join('')})`
    case 'or':
      return `(|${filter.filters.map(filterText).join('')})`
    case 'not':
      return `(!${filterText(filter.filter)})`
    case 'present':
      return `(${filter.attribute}=*)`
    case 'substring': {
      const parts = [filter.initial, ...filter.any, filter.final]
      return `(${filter.attribute}=${parts.map(escapeValue).join('*')})`
    }
    case 'extensible': {
      const rule = filter.rule === null ? '' : `:${filter.rule}`
      return `(${filter.attribute ?? ''}${filter.dnAttributes ? ':dn' : ''}${rule}:=${escapeValue(filter.value)})`
    }
    default:
      return `(${filter.attribute}${OPERATORS[filter.kind]}${escapeValue(filter.value)})`
  }
}

const UTF8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })

/** An assertion value as it stands in a filter's text (RFC 4515 §3): text stays readable, what isn't UTF-8 is escaped byte for byte. */
export function escapeValue(value: Buffer): string {
  let text: string
  try {
    text = UTF8.decode(value)
  } catch {
    return [...value].map(escapeByte).join('')
  }
  return text.replace(/[\u0000-\u001f\u007f()*\\]/g, (character) => escapeByte(character.charCodeAt(0)))
}

function escapeByte(byte: number): string {
  return `\\${byte.toString(16).padStart(2, '0')}`
}
