import { type BerWriter, childrenOf, contents, type Element, elementAt, integer, text } from './ber.ts'
import { type Controls, decodeControls } from './controls.ts'
import { decodeFilter, type Filter } from './filter.ts'

/** LDAP messages (RFC 4511 §4): requests read, responses written. */
export type Request =
  | {
      readonly kind: 'bind'
      readonly id: number
      readonly name: string
      readonly password: string | null
      readonly sasl: SaslCredentials | null
    }
  | { readonly kind: 'unbind'; readonly id: number }
  | { readonly kind: 'search'; readonly id: number; readonly search: SearchRequest; readonly controls: Controls }
  | { readonly kind: 'abandon'; readonly id: number }
  | { readonly kind: 'extended'; readonly id: number; readonly oid: string }
  | { readonly kind: 'other'; readonly id: number; readonly tag: number }

export interface SaslCredentials {
  readonly mechanism: string
  readonly credentials: Buffer
}

export interface SearchRequest {
  readonly base: string
  readonly scope: 'base' | 'one' | 'subtree'
  readonly sizeLimit: number
  readonly timeLimitSeconds: number
  readonly typesOnly: boolean
  readonly filter: Filter
  readonly attributes: readonly string[]
  /** The request's bytes, which make one search differ from another when a page cookie comes back. */
  readonly raw: Buffer
}

const SCOPES = ['base', 'one', 'subtree'] as const

export function decodeRequest(bytes: Buffer): Request {
  const message = elementAt(bytes, 0)
  if (message === null || message.tag !== 0x30) throw new Error('no LDAP message')
  const [idElement, operation, controls] = childrenOf(bytes, message)
  if (operation === undefined) throw new Error('LDAP message without operation')
  const id = integer(bytes, idElement)
  switch (operation.tag) {
    case 0x60:
      return decodeBind(bytes, id, operation)
    case 0x42:
      return { kind: 'unbind', id }
    case 0x50:
      return { kind: 'abandon', id }
    case 0x63:
      return { kind: 'search', id, search: decodeSearch(bytes, operation), controls: decodeControls(bytes, controls) }
    case 0x77:
      return { kind: 'extended', id, oid: text(bytes, childrenOf(bytes, operation)[0]) }
    default:
      return { kind: 'other', id, tag: operation.tag }
  }
}

function decodeBind(bytes: Buffer, id: number, operation: Element): Request {
  const [, name, credentials] = childrenOf(bytes, operation)
  if (credentials?.tag !== 0xa3)
    return { kind: 'bind', id, name: text(bytes, name), password: text(bytes, credentials), sasl: null }
  const [mechanism, token] = childrenOf(bytes, credentials)
  const sasl = {
    mechanism: text(bytes, mechanism),
    credentials: token === undefined ? Buffer.alloc(0) : contents(bytes, token)
  }
  return { kind: 'bind', id, name: text(bytes, name), password: null, sasl }
}

function decodeSearch(bytes: Buffer, operation: Element): SearchRequest {
  const [base, scope, , sizeLimit, timeLimit, typesOnly, filter, attributes] = childrenOf(bytes, operation)
  if (filter === undefined || attributes === undefined) throw new Error('search request cut off')
  return {
    base: text(bytes, base),
    scope: SCOPES[integer(bytes, scope)] ?? 'subtree',
    sizeLimit: integer(bytes, sizeLimit),
    timeLimitSeconds: integer(bytes, timeLimit),
    typesOnly: contents(bytes, typesOnly)[0] !== 0,
    filter: decodeFilter(bytes, filter),
    attributes: childrenOf(bytes, attributes).map((attribute) => text(bytes, attribute)),
    raw: contents(bytes, operation)
  }
}

export const RESPONSE = { bind: 0x61, entry: 0x64, searchDone: 0x65, reference: 0x73, extended: 0x78 } as const

export interface Outcome {
  readonly code: number
  readonly message?: string
  readonly matchedDn?: string
  readonly referrals?: readonly string[]
}

export const SUCCESS: Outcome = { code: 0 }

/** A message with an LDAPResult; `controls` is the whole encoded `[0]` element. */
export function writeResult(
  writer: BerWriter,
  id: number,
  tag: number,
  outcome: Outcome,
  controls: Buffer | null = null
): void {
  writer.constructed(0x30, () => {
    writer.integer(id)
    writer.constructed(tag, () => {
      writer
        .integer(outcome.code, 0x0a)
        .octets(outcome.matchedDn ?? '')
        .octets(outcome.message ?? '')
      const { referrals } = outcome
      if (referrals !== undefined) writer.constructed(0xa3, () => writer.octetsOfEach(referrals))
    })
    if (controls !== null) writer.raw(controls)
  })
}

export function writeReference(writer: BerWriter, id: number, url: string): void {
  writer.constructed(0x30, () => writer.integer(id).constructed(RESPONSE.reference, () => writer.octets(url)))
}
