import { present } from '../ldap/filter.ts'
import { Stop } from '../model/result.ts'
import type { DirectoryEntry } from './entry.ts'
import { guidFromBytes } from './guid.ts'
import { searchFailed } from './search-failure.ts'
import type { Connection } from './wire/connection.ts'
import type { Control } from './wire/controls.ts'
import { AttributeNames } from './wire/received-entry.ts'

/** `member;range=0-1499`; `last` is null for the `*` of the final part (MS-ADTS §3.1.1.3.1.3.3). */
interface Range {
  readonly attribute: string
  readonly first: number
  readonly last: number | null
}

const RANGE = /^(.+);range=(\d+)-(\d+|\*)$/

function parseRange(key: string): Range | null {
  const [, attribute, first, last] = RANGE.exec(key) ?? []
  if (attribute === undefined || last === undefined) return null
  return { attribute, first: Number(first), last: last === '*' ? null : Number(last) }
}

/**
 * Replaces the first parts of values that the server gave in ranges (AD does above 1,500) by all values, under the attribute's own name. The
 * rest is read part by part until the one that says that it is the last; each must begin where the former ended and hold as many values as
 * it says. Anything else is a Stop: values are missing.
 */
export async function completeRanges(
  connection: Connection,
  entry: DirectoryEntry,
  controls: readonly Control[]
): Promise<DirectoryEntry> {
  const firstParts = [...entry.attributes.keys()].filter((key) => key.includes(';range='))
  const attributes = new Map(entry.attributes)
  for (const key of firstParts) {
    attributes.delete(key)
    const range = parseRange(key)
    const attribute = range?.attribute ?? key
    if (attributes.has(attribute)) throw rangeMissing(connection, entry, attribute, 0, key)
    attributes.set(attribute, await allValues(connection, entry, attribute, key, controls))
  }
  return { dn: entry.dn, attributes }
}

async function allValues(
  connection: Connection,
  entry: DirectoryEntry,
  attribute: string,
  firstKey: string,
  controls: readonly Control[]
): Promise<readonly Buffer[]> {
  const values: Buffer[] = []
  let part: DirectoryEntry = { dn: entry.dn, attributes: new Map([[firstKey, entry.attributes.get(firstKey) ?? []]]) }
  while (true) {
    const key = [...part.attributes.keys()].find((name) => parseRange(name)?.attribute === attribute)
    const range = key === undefined ? null : parseRange(key)
    const came = key === undefined ? [] : (part.attributes.get(key) ?? [])
    if (range === null || range.first !== values.length || came.length === 0) {
      throw rangeMissing(connection, entry, attribute, values.length, key ?? null)
    }
    for (const value of came) values.push(value)
    if (range.last === null) return values
    if (range.last !== values.length - 1) throw rangeMissing(connection, entry, attribute, values.length, key ?? null)
    part = await readPart(connection, entry, `${attribute};range=${values.length}-*`, controls)
  }
}

async function readPart(
  connection: Connection,
  entry: DirectoryEntry,
  attribute: string,
  controls: readonly Control[]
): Promise<DirectoryEntry> {
  const guid = entry.attributes.get('objectguid')?.[0]
  const base = guid === undefined ? entry.dn : `<GUID=${guidFromBytes(guid)}>`
  const filter = present('objectClass')
  const { answer } = connection.search(
    { base, scope: 'base', filter, attributes: [attribute], controls },
    { page: null, maxEntries: 1, names: new AttributeNames([attribute.slice(0, attribute.indexOf(';'))]) }
  )
  const { result, entries } = await answer
  const part = entries[0]
  if (result.code !== 0) throw searchFailed(connection.server, { base, filter: attribute, page: null }, result)
  return part ?? { dn: entry.dn, attributes: new Map() }
}

function rangeMissing(
  connection: Connection,
  entry: DirectoryEntry,
  attribute: string,
  read: number,
  came: string | null
): Stop {
  return new Stop({
    code: 'directory.range_missing',
    object: entry.dn,
    dn: entry.dn,
    server: connection.server,
    attribute,
    read,
    came
  })
}
