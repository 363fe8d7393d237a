import { bad, good, type Result } from '../../model/result.ts'
import type { Mapping } from '../../problems/mapping.ts'
import type { Converter } from '../attribute-mapping.ts'
import { globalNumber } from './phone.ts'
import { MAX_PATTERN_INPUT, replaceAll } from './regex.ts'

/**
 * Sends a value through the converters of its rule, in their order. `map` leaves unlisted values as they are.
 * @returns null where nothing is left of it. Problems: `mapping.not_a_phone_number`, `mapping.value_too_long`.
 */
export function convert(value: string, converters: readonly Converter[], about: Mapping): Result<string | null> {
  let converted = value
  for (const converter of converters) {
    const step = convertOnce(converted, converter, about)
    if (!step.ok) return step
    if (step.value === '') return good(null)
    converted = step.value
  }
  return good(converted)
}

function convertOnce(value: string, converter: Converter, about: Mapping): Result<string> {
  switch (converter.kind) {
    case 'lowercase':
      return good(value.toLowerCase())
    case 'trim':
      return good(value.trim())
    case 'nfkc':
      return good(value.normalize('NFKC'))
    case 'map':
      return good(converter.table.get(value) ?? value)
    case 'template':
      return good(converter.template.replaceAll('{value}', () => value))
    case 'regex':
      if (value.length > MAX_PATTERN_INPUT) {
        return bad({ code: 'mapping.value_too_long', ...about, length: value.length, limit: MAX_PATTERN_INPUT })
      }
      return good(replaceAll(value, converter.pattern, converter.replacement))
    case 'phone': {
      const number = globalNumber(value, converter.country)
      if (number === undefined)
        return bad({ code: 'mapping.not_a_phone_number', ...about, value, country: converter.country })
      return good(number)
    }
  }
}
