import { everyAttribute, linkedObjects, spelledName, valuesOf } from './attributes.ts'
import type { BerWriter } from './ber.ts'
import { guidBytes, sidBytes } from './identifiers.ts'
import type { SimulatedDirectory } from './model.ts'
import type { DirectoryObject, StoredValue } from './object.ts'
import type { View } from './views.ts'

/** What an entry is to hold and how. */
export interface Selection {
  readonly typesOnly: boolean
  readonly extendedDn: number | null
  readonly maxValRange: number
  readonly configurationDn: string
  readonly view: View
  /** Names in lower case that a fault leaves out. */
  readonly stripped: ReadonlySet<string>
  /** A fault: the second and later ranges start this many values too far. */
  readonly skippedValues: number
  readonly directory: SimulatedDirectory
  /** Whether the server can StartTLS. */
  readonly tls: boolean
}

interface Asked {
  readonly name: string
  readonly range: { readonly from: number; readonly to: number } | null
}

/** Parses attribute descriptions once for a whole search. */
export function selectAttributes(attributes: readonly string[]): {
  readonly all: boolean
  readonly asked: readonly Asked[]
} {
  const asked: Asked[] = []
  for (const description of attributes) {
    if (description === '*' || description === '1.1' || description === '+') continue
    const [, name = '', from, to] = /^([^;]+)(?:;range=(\d+)-(\d+|\*))?/i.exec(description) ?? []
    const range =
      from === undefined ? null : { from: Number(from), to: to === '*' ? Number.POSITIVE_INFINITY : Number(to) }
    asked.push({ name: name.toLowerCase(), range })
  }
  return { all: attributes.length === 0 || attributes.includes('*'), asked }
}

/** A SearchResultEntry's attributes with AD's automatic ranges (MS-ADTS §3.1.1.3.1.3.3). */
export function writeEntry(
  writer: BerWriter,
  object: DirectoryObject,
  selection: Selection,
  parsed: ReturnType<typeof selectAttributes>
): void {
  writer.constructed(0x64, () => {
    writer.octets(shownDn(object, selection.extendedDn))
    writer.constructed(0x30, () => {
      const named = new Set<string>()
      for (const { name, range } of parsed.asked) {
        named.add(name)
        writeAttribute(writer, object, name, range, selection)
      }
      if (!parsed.all) return
      for (const name of everyAttribute(object)) {
        if (named.has(name)) continue
        named.add(name)
        writeAttribute(writer, object, name, null, selection)
      }
    })
  })
}

function writeAttribute(
  writer: BerWriter,
  object: DirectoryObject,
  name: string,
  range: Asked['range'],
  selection: Selection
): void {
  if (!selection.view.reads(object, name) || selection.stripped.has(name)) return
  const links = linkedObjects(object, name)
  const count = links?.size ?? valuesOf(object, name, selection.configurationDn).length
  if (count === 0) return
  const spelled = spelledName(object, name)
  if (range === null && count <= selection.maxValRange) {
    writeValues(writer, spelled, shownValues(object, name, links, selection), selection.typesOnly)
    return
  }
  const start = range?.from ?? 0
  if (start >= count) return
  const from = start > 0 ? start + selection.skippedValues : start
  const to = Math.min(range?.to ?? Number.POSITIVE_INFINITY, from + selection.maxValRange - 1)
  if (range === null) writeValues(writer, spelled, [], true)
  const values = shownValues(object, name, links, selection).slice(from, to + 1)
  writeValues(writer, `${spelled};range=${from}-${to >= count - 1 ? '*' : to}`, values, selection.typesOnly)
}

function writeValues(writer: BerWriter, name: string, values: readonly StoredValue[], typesOnly: boolean): void {
  writer.constructed(0x30, () => {
    writer.octets(name)
    writer.constructed(0x31, () => {
      if (!typesOnly) writer.octetsOfEach(values)
    })
  })
}

function shownValues(
  object: DirectoryObject,
  name: string,
  links: ReadonlySet<DirectoryObject> | null,
  selection: Selection
): readonly StoredValue[] {
  if (links !== null) return Array.from(links, (target) => shownDn(target, selection.extendedDn))
  if (name === 'distinguishedname') return [shownDn(object, selection.extendedDn)]
  return valuesOf(object, name, selection.configurationDn)
}

/** A DN, with GUID and SID in front where the extended DN control asks for them. */
function shownDn(object: DirectoryObject, extendedDn: number | null): string {
  if (extendedDn === null) return object.dn
  const guid = extendedDn === 0 ? guidBytes(object.guid).toString('hex') : object.guid
  const sid =
    object.sid === null ? '' : `<SID=${extendedDn === 0 ? sidBytes(object.sid).toString('hex') : object.sid}>;`
  return `<GUID=${guid}>;${sid}${object.dn}`
}
