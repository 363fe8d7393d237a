import { isUtf8 } from 'node:buffer'
import type { DirectoryEntry } from '../directory/entry.ts'
import { guidFromBytes } from '../directory/guid.ts'
import { bad, good, type Result } from '../model/result.ts'
import type { Mapping } from '../problems/mapping.ts'
import type { BoundRule } from './attribute-mapping.ts'

/** Where a bound value came from. */
export interface SourceValue {
  readonly attribute: string
  readonly text: string
}

/**
 * The first of the rule's AD attributes that has a value, its first value, as text. Only a value of no bytes counts as empty: a blank is
 * somebody's decision, `trim` makes nothing of it.
 * @param names `rule.from` in lower case.
 * @returns null where all are empty. Problems: `mapping.not_text`, `mapping.not_a_guid`.
 */
export function sourceValue(
  entry: DirectoryEntry,
  rule: BoundRule,
  names: readonly string[],
  about: Mapping
): Result<SourceValue | null> {
  for (const [index, name] of names.entries()) {
    const value = entry.attributes.get(name)?.find((candidate) => candidate.length > 0)
    if (value === undefined) continue
    const attribute = rule.from[index] ?? name
    if (rule.as === 'text') {
      const text = decode(value)
      return text === undefined
        ? bad({ code: 'mapping.not_text', ...about, source: attribute })
        : good({ attribute, text })
    }
    if (value.length !== 16)
      return bad({ code: 'mapping.not_a_guid', ...about, source: attribute, bytes: value.length })
    return good({ attribute, text: rule.as === 'guid' ? guidFromBytes(value) : value.toString(rule.as) })
  }
  return good(null)
}

/** UTF-8, strictly: a value that isn't is no text. */
export function decode(value: Buffer): string | undefined {
  const text = value.toString('utf8')
  // U+FFFD stands for what can't be decoded, but may have been written there too.
  return text.includes('\ufffd') && !isUtf8(value) ? undefined : text
}
