import { ber, childrenOf, contents, type Element, elementAt, integer, text } from './ber.ts'

export const CONTROL = {
  paged: '1.2.840.113556.1.4.319',
  extendedDn: '1.2.840.113556.1.4.529',
  showDeleted: '1.2.840.113556.1.4.417',
  showRecycled: '1.2.840.113556.1.4.2064',
  domainScope: '1.2.840.113556.1.4.1339'
} as const

/** Announced in the rootDSE; any other critical control is refused with code 12. */
export const SUPPORTED_CONTROLS: readonly string[] = Object.values(CONTROL)

export interface Controls {
  readonly oids: readonly string[]
  readonly criticalOids: readonly string[]
  readonly paged: { readonly size: number; readonly cookie: Buffer } | null
  /** 0: GUID and SID in hex, 1: as text (MS-ADTS §3.1.1.3.4.1.5); null: not asked for. */
  readonly extendedDn: number | null
  readonly showDeleted: boolean
  readonly domainScope: boolean
}

export function decodeControls(bytes: Buffer, element: Element | undefined): Controls {
  const values = new Map<string, Buffer | null>()
  const criticalOids: string[] = []
  for (const control of element === undefined ? [] : childrenOf(bytes, element)) {
    const [oid, ...rest] = childrenOf(bytes, control)
    const value = rest.find((part) => part.tag === 0x04)
    const name = text(bytes, oid)
    values.set(name, value === undefined ? null : contents(bytes, value))
    const critical = rest.find((part) => part.tag === 0x01)
    if (critical !== undefined && contents(bytes, critical)[0] !== 0) criticalOids.push(name)
  }
  return {
    oids: [...values.keys()],
    criticalOids,
    paged: decodePaged(values.get(CONTROL.paged)),
    extendedDn: decodeExtendedDn(values.get(CONTROL.extendedDn)),
    showDeleted: values.has(CONTROL.showDeleted) || values.has(CONTROL.showRecycled),
    domainScope: values.has(CONTROL.domainScope)
  }
}

function decodePaged(value: Buffer | null | undefined): Controls['paged'] {
  if (value === undefined || value === null) return null
  const [size, cookie] = childrenOf(value, whole(value))
  return { size: integer(value, size), cookie: Buffer.from(contents(value, cookie)) }
}

function decodeExtendedDn(value: Buffer | null | undefined): number | null {
  if (value === undefined) return null
  if (value === null || value.length === 0) return 0
  return integer(value, childrenOf(value, whole(value))[0])
}

function whole(value: Buffer): Element {
  const element = elementAt(value, 0)
  if (element === null) throw new Error('control value cut off')
  return element
}

/** The response controls of a page: the whole `[0]` element of the message (RFC 2696). AD always estimates 0. */
export function pagedResponse(cookie: Buffer): Buffer {
  const value = ber((writer) => writer.constructed(0x30, () => writer.integer(0).octets(cookie)))
  return ber((writer) =>
    writer.constructed(0xa0, () => writer.constructed(0x30, () => writer.octets(CONTROL.paged).octets(value)))
  )
}
