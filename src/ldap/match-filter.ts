import { isUtf8 } from 'node:buffer'
import type { DirectoryEntry } from '../directory/entry.ts'
import { nameKey } from '../model/names.ts'
import { bad, good, type Result } from '../model/result.ts'
import { type Assertion, type Extensible, type Filter, filterText, type Substring } from './filter.ts'

/** LDAP_MATCHING_RULE_BIT_AND and _BIT_OR (MS-ADTS §3.1.1.3.4.4). */
const BIT_AND = '1.2.840.113556.1.4.803'
const BIT_OR = '1.2.840.113556.1.4.804'

/**
 * The filter itself, when `matches` can decide it from an entry's own values; else a problem that names the part that only the directory
 * can (a chain of groups, an unknown matching rule, parts of the DN).
 */
export function evaluable(filter: Filter): Result<Filter> {
  const part = notEvaluable(filter)
  if (part === null) return good(filter)
  return bad({
    code: 'directory.filter_not_evaluable',
    object: filterText(filter),
    filter: filterText(filter),
    part: filterText(part)
  })
}

function notEvaluable(filter: Filter): Filter | null {
  switch (filter.kind) {
    case 'and':
    case 'or':
      for (const part of filter.filters) {
        const found = notEvaluable(part)
        if (found !== null) return found
      }
      return null
    case 'not':
      return notEvaluable(filter.filter)
    case 'extensible': {
      const bits = filter.rule === BIT_AND || filter.rule === BIT_OR
      return bits && !filter.dnAttributes && filter.attribute !== null && asInteger(filter.value) !== null
        ? null
        : filter
    }
    default:
      return null
  }
}

/**
 * Whether the entry matches, as AD decides it: texts without case, a missing attribute matches nothing (and so everything under a `not`),
 * approxMatch is equality, `>=` and `<=` compare numbers as numbers and all else as text (times in LDAP's form sort so).
 * The attributes must have been read. What `evaluable` refuses matches nothing here.
 */
export function matches(filter: Filter, entry: DirectoryEntry): boolean {
  switch (filter.kind) {
    case 'and':
      return filter.filters.every((part) => matches(part, entry))
    case 'or':
      return filter.filters.some((part) => matches(part, entry))
    case 'not':
      return !matches(filter.filter, entry)
    case 'present':
      return valuesOf(entry, filter.attribute).length > 0
    case 'equal':
    case 'approx':
      return valuesOf(entry, filter.attribute).some(
        (value) => value.equals(filter.value) || folded(value) === folded(filter.value)
      )
    case 'greaterOrEqual':
    case 'lessOrEqual':
      return valuesOf(entry, filter.attribute).some((value) => isOrdered(value, filter))
    case 'substring': {
      const pattern = substringPattern(filter)
      return valuesOf(entry, filter.attribute).some((value) => pattern(folded(value)))
    }
    case 'extensible':
      return valuesOf(entry, filter.attribute ?? '').some((value) => bitsMatch(value, filter))
  }
}

function valuesOf(entry: DirectoryEntry, attribute: string): readonly Buffer[] {
  return entry.attributes.get(attribute.toLowerCase()) ?? []
}

/** Text without case; bytes that are no text stay apart from each other. */
function folded(value: Buffer): string {
  return isUtf8(value) ? nameKey(value.toString('utf8')) : value.toString('latin1')
}

function asInteger(value: Buffer): bigint | null {
  const text = value.toString('latin1')
  return /^-?\d+$/.test(text) ? BigInt(text) : null
}

function isOrdered(value: Buffer, filter: Assertion): boolean {
  const number = asInteger(value)
  const limit = asInteger(filter.value)
  const [left, right] = number !== null && limit !== null ? [number, limit] : [folded(value), folded(filter.value)]
  return filter.kind === 'greaterOrEqual' ? left >= right : left <= right
}

function substringPattern(filter: Substring): (text: string) => boolean {
  const initial = folded(filter.initial)
  const final = folded(filter.final)
  const any = filter.any.map(folded)
  return (text) => {
    if (!text.startsWith(initial)) return false
    let at = initial.length
    for (const part of any) {
      const found = text.indexOf(part, at)
      if (found === -1) return false
      at = found + part.length
    }
    return text.length - final.length >= at && text.endsWith(final)
  }
}

function bitsMatch(value: Buffer, filter: Extensible): boolean {
  const number = asInteger(value)
  const mask = asInteger(filter.value)
  if (number === null || mask === null || filter.dnAttributes) return false
  if (filter.rule === BIT_AND) return (number & mask) === mask
  return filter.rule === BIT_OR && (number & mask) !== 0n
}
