import { isIP } from 'node:net'
import { isSupportedCountry } from 'libphonenumber-js'
import { z } from 'zod'
import { type Filter, parseFilter } from '../../ldap/filter.ts'
import { translateRubyPattern, translateRubyReplacement } from '../../mapping/convert/ruby-pattern.ts'
import type { Result } from '../../model/result.ts'
import type { Malformed } from '../../problems/config-malformed.ts'
import type { BothLanguages } from '../../problems/config-place.ts'
import { inWords } from '../../problems/problem.ts'
import { rdnsOf } from '../dn.ts'

/** What a check of ours found: carried through zod as `params.fault` of a custom issue, located when the issue is. */
export const Fault = z.discriminatedUnion('code', [
  z.object({ code: z.literal('config.malformed'), what: z.custom<Malformed>() }),
  z.object({ code: z.literal('config.filter'), detail: z.custom<BothLanguages>() }),
  z.object({ code: z.literal('config.pattern'), detail: z.custom<BothLanguages>() }),
  z.object({ code: z.literal('config.vendor_key'), instead: z.literal('search') })
])
export type Fault = z.infer<typeof Fault>

type Report = { readonly issues: z.core.$ZodRawIssue[] }

/** Adds a fault to what zod found, at `path` below the value. */
export function report(context: Report, input: unknown, fault: Fault, path: (string | number)[] = []): void {
  context.issues.push({ code: 'custom', input, path, params: { fault } })
}

/** A text that isn't empty and has no control character; `wrong` may name what else is wrong with it. */
export function text(wrong: (value: string) => Malformed | null = () => null) {
  return z
    .string()
    .min(1)
    .check((context) => {
      if (context.value === '') return
      const what = /[\u0000-\u001f\u007f]/.test(context.value) ? 'control_character' : wrong(context.value)
      if (what !== null) report(context, context.value, { code: 'config.malformed', what })
    })
}

export function whole(min: number, max: number) {
  return z.number().int().min(min).max(max)
}

export function number(min: number, max: number) {
  return z.number().min(min).max(max)
}

const HOST =
  /^(?=.{1,253}\.?$)[\p{L}\p{N}_](?:[\p{L}\p{N}_-]*[\p{L}\p{N}_])?(?:\.[\p{L}\p{N}_](?:[\p{L}\p{N}_-]*[\p{L}\p{N}_])?)*\.?$/u

export const host = text((value) => {
  if (isIP(value) !== 0) return null
  if (/^(?:[^:/]+|\[[^\]]+\]):\d+$/.test(value)) return 'host_with_port'
  return HOST.test(value) && !/^[\d.]+$/.test(value) ? null : 'host'
})

export const dn = text((value) => (rdnsOf(value) === null ? 'dn' : null))

/** AD takes a DN, a UPN and DOMAIN\account for a simple bind (MS-ADTS §5.1.1.1.1), and no bare account name from everywhere. */
export const bindUser = text((value) =>
  rdnsOf(value) !== null || /^[^@\s]+@[^@\s]+$/.test(value) || /^[^\\/\s]+\\[^\\/]+$/.test(value) ? null : 'bind_user'
)

export const attributeName = text((value) =>
  /^(?:[A-Za-z][A-Za-z0-9-]*|\d+(?:\.\d+)+)$/.test(value) ? null : 'attribute_name'
)

/** https, or http to this host; no user, query, fragment. Trailing slashes go, so that paths can be put behind it. */
export const serviceUrl = text((value) => {
  const url = URL.parse(value)
  if (url === null || url.hostname === '') return 'url'
  if (url.username !== '' || url.password !== '' || url.search !== '' || url.hash !== '') return 'url_with_extras'
  if (url.protocol === 'https:') return null
  const loopback = url.hostname === 'localhost' || url.hostname === '[::1]' || /^127\.\d+\.\d+\.\d+$/.test(url.hostname)
  return url.protocol === 'http:' && loopback ? null : 'url_not_https'
})

export const country = text((value) => (/^[A-Z]{2}$/.test(value) && isSupportedCountry(value) ? null : 'country'))

export const template = text((value) =>
  value.includes('{value}') && !/[{}]/.test(value.replaceAll('{value}', '')) ? null : 'template'
)

function inBothLanguages(failed: Extract<Result<unknown>, { readonly ok: false }>): BothLanguages {
  return { en: inWords(failed.problems[0], 'en').message, ja: inWords(failed.problems[0], 'ja').message }
}

export const filter = z
  .string()
  .min(1)
  .transform((value, context): Filter => {
    const parsed = parseFilter(value)
    if (parsed.ok) return parsed.value
    report(context, value, { code: 'config.filter', detail: inBothLanguages(parsed) })
    return z.NEVER
  })

/** The vendor's `{pattern, replacement}`: Ruby's gsub. */
export const rubySubstitution = z
  .strictObject({
    pattern: z.string().min(1).meta({ description: 'Ruby regular expression; every match is replaced' }),
    replacement: z.string().meta({ description: 'Replacement text, with \\1 and \\k<name>' })
  })
  .transform(({ pattern, replacement }, context) => {
    const translated = translateRubyPattern(pattern)
    if (!translated.ok)
      report(context, pattern, { code: 'config.pattern', detail: inBothLanguages(translated) }, ['pattern'])
    const replacing = translateRubyReplacement(replacement, translated.ok ? translated.value : undefined)
    if (!replacing.ok)
      report(context, replacement, { code: 'config.pattern', detail: inBothLanguages(replacing) }, ['replacement'])
    if (!translated.ok || !replacing.ok) return z.NEVER
    return { kind: 'regex' as const, pattern: translated.value, replacement: replacing.value, source: pattern }
  })

/** A key of the vendor's Linux edition, of which only the default means what happens here. */
export function onlyDefault(value: string) {
  return z.string().check((context) => {
    if (context.value.toLowerCase() !== value.toLowerCase())
      report(context, context.value, { code: 'config.vendor_key', instead: 'search' })
  })
}
