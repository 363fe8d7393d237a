import { childrenOf, contents, type Element, text } from './ber.ts'

/** A search filter (RFC 4511 §4.5.1.7). Attribute names in lower case, values raw. */
export type Filter =
  | { readonly kind: 'and' | 'or'; readonly filters: readonly Filter[] }
  | { readonly kind: 'not'; readonly filter: Filter }
  | { readonly kind: 'equal' | 'greater' | 'less' | 'approximate'; readonly attribute: string; readonly value: Buffer }
  | { readonly kind: 'present'; readonly attribute: string }
  | {
      readonly kind: 'substrings'
      readonly attribute: string
      readonly initial: Buffer | null
      readonly any: readonly Buffer[]
      readonly final: Buffer | null
    }
  | { readonly kind: 'extensible'; readonly attribute: string; readonly rule: string; readonly value: Buffer }

const COMPARISONS = { 163: 'equal', 165: 'greater', 166: 'less', 168: 'approximate' } as const

export function decodeFilter(bytes: Buffer, element: Element): Filter {
  switch (element.tag) {
    case 0xa0:
    case 0xa1:
      return {
        kind: element.tag === 0xa0 ? 'and' : 'or',
        filters: childrenOf(bytes, element).map((child) => decodeFilter(bytes, child))
      }
    case 0xa2: {
      const [inner] = childrenOf(bytes, element)
      if (inner === undefined) throw new Error('empty NOT filter')
      return { kind: 'not', filter: decodeFilter(bytes, inner) }
    }
    case 0xa3:
    case 0xa5:
    case 0xa6:
    case 0xa8: {
      const [attribute, value] = childrenOf(bytes, element)
      return {
        kind: COMPARISONS[element.tag],
        attribute: text(bytes, attribute).toLowerCase(),
        value: contents(bytes, value)
      }
    }
    case 0x87:
      return { kind: 'present', attribute: text(bytes, element).toLowerCase() }
    case 0xa4:
      return decodeSubstrings(bytes, element)
    case 0xa9:
      return decodeExtensible(bytes, element)
    default:
      throw new Error(`filter choice 0x${element.tag.toString(16)}`)
  }
}

function decodeSubstrings(bytes: Buffer, element: Element): Filter {
  const [attribute, pieces] = childrenOf(bytes, element)
  if (pieces === undefined) throw new Error('substrings without pieces')
  const of = (tag: number): Buffer[] =>
    childrenOf(bytes, pieces)
      .filter((piece) => piece.tag === tag)
      .map((piece) => contents(bytes, piece))
  return {
    kind: 'substrings',
    attribute: text(bytes, attribute).toLowerCase(),
    initial: of(0x80)[0] ?? null,
    any: of(0x81),
    final: of(0x82)[0] ?? null
  }
}

function decodeExtensible(bytes: Buffer, element: Element): Filter {
  const parts = new Map(childrenOf(bytes, element).map((part) => [part.tag, part]))
  const part = (tag: number): Buffer => {
    const found = parts.get(tag)
    return found === undefined ? Buffer.alloc(0) : contents(bytes, found)
  }
  return {
    kind: 'extensible',
    rule: part(0x81).toString('utf8'),
    attribute: part(0x82).toString('utf8').toLowerCase(),
    value: part(0x83)
  }
}

/** The filter in the string form of RFC 4515, attribute names in lower case. */
export function filterText(filter: Filter): string {
  switch (filter.kind) {
    case 'and':
    case 'or':
      return `(${filter.kind === 'and' ? '&' : '|'}${filter.filters.map(filterText).join('')})`
    case 'not':
      return `(!${filterText(filter.filter)})`
    case 'present':
      return `(${filter.attribute}=*)`
    case 'substrings':
      return `(${filter.attribute}=${[filter.initial, ...filter.any, filter.final].map((piece) => (piece === null ? '' : escaped(piece))).join('*')})`
    case 'extensible':
      return `(${filter.attribute}:${filter.rule}:=${escaped(filter.value)})`
    default:
      return `(${filter.attribute}${{ equal: '=', greater: '>=', less: '<=', approximate: '~=' }[filter.kind]}${escaped(filter.value)})`
  }
}

function escaped(value: Buffer): string {
  const readable = value.toString('utf8')
  if (!Buffer.from(readable).equals(value) || /[\x00-\x1f\x7f]/.test(readable))
    return value.toString('hex').replace(/../g, '\\$&')
  return readable.replace(/[\\*()]/g, (character) => `\\${character.charCodeAt(0).toString(16)}`)
}
