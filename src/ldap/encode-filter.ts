import { boolean, octets, SEQUENCE, tlv } from './ber.ts'
import type { Filter } from './filter.ts'

const TAGS = {
  and: 0xa0,
  or: 0xa1,
  not: 0xa2,
  equal: 0xa3,
  greaterOrEqual: 0xa5,
  lessOrEqual: 0xa6,
  approx: 0xa8
} as const
const SUBSTRINGS = 0xa4
const PRESENT = 0x87
const EXTENSIBLE = 0xa9

/** The filter in BER, as it stands in a SearchRequest (RFC 4511 §4.5.1). */
export function encodeFilter(filter: Filter): Buffer {
  switch (filter.kind) {
    case 'and':
    case 'or':
      return tlv(TAGS[filter.kind], ...filter.filters.map(encodeFilter))
    case 'not':
      return tlv(TAGS.not, encodeFilter(filter.filter))
    case 'present':
      return octets(filter.attribute, PRESENT)
    case 'substring': {
      const parts = filter.any.map((part) => octets(part, 0x81))
      if (filter.initial.length > 0) parts.unshift(octets(filter.initial, 0x80))
      if (filter.final.length > 0) parts.push(octets(filter.final, 0x82))
      return tlv(SUBSTRINGS, octets(filter.attribute), tlv(SEQUENCE, ...parts))
    }
    case 'extensible': {
      const parts = [octets(filter.value, 0x83)]
      if (filter.attribute !== null) parts.unshift(octets(filter.attribute, 0x82))
      if (filter.rule !== null) parts.unshift(octets(filter.rule, 0x81))
      if (filter.dnAttributes) parts.push(boolean(true, 0x84))
      return tlv(EXTENSIBLE, ...parts)
    }
    default:
      return tlv(TAGS[filter.kind], octets(filter.attribute), octets(filter.value))
  }
}
