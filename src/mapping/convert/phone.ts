import { isSupportedCountry, parsePhoneNumberFromString } from 'libphonenumber-js/max'

/**
 * A phone number as an RFC 3966 global number with visual separators: `tel:+81-3-1234-5678;ext=12`. Full-width digits, 内線 (extension) and
 * `tel:` are understood; a text that holds more than one number is none. Lengths are checked, assigned ranges not: new ones come every year.
 * @param country ISO 3166-1 alpha-2, for numbers without a country code.
 * @returns undefined where it is no number.
 */
export function globalNumber(value: string, country: string): string | undefined {
  if (!isSupportedCountry(country)) return undefined
  const text = value
    .normalize('NFKC')
    .trim()
    .replace(/^tel:/i, '')
    .replace(/\s*(?:;ext=|\(?内線[:\s]*)(\d+)\)?$/, ' ext. $1')
  const number = parsePhoneNumberFromString(text, { defaultCountry: country, extract: false })
  if (number === undefined || !number.isPossible()) return undefined
  const separated = number
    .format('INTERNATIONAL', { formatExtension: (formatted) => formatted })
    .replace(/[^\d+]+/g, '-')
  return `tel:${separated}${number.ext ? `;ext=${number.ext}` : ''}`
}
