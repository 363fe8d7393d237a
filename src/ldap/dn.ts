import { Dn } from '../model/names.ts'

/** One `type=value` of a relative distinguished name; the value unescaped, or its bytes where it was written as `#hex`. */
export interface Ava {
  readonly type: string
  readonly value: string | Buffer
}

/** A relative distinguished name: one pair, or several joined with `+`. */
export type Rdn = readonly Ava[]

/**
 * The RDNs of a DN, the object's own first; null when the text is no DN. Takes RFC 4514 and what administrators and older servers write:
 * blanks around separators, and values in quotation marks (RFC 2253 §4).
 */
export function parseDn(text: string): readonly Rdn[] | null {
  const rdns: Ava[][] = [[]]
  let at = 0
  while (true) {
    const pair = parseAva(text, at)
    if (pair === null) return null
    rdns.at(-1)?.push(pair.ava)
    at = pair.end
    if (at === text.length) return rdns
    if (text[at] === ',') rdns.push([])
    at += 1
  }
}

export function isDn(text: string): boolean {
  return parseDn(text) !== null
}

const TYPE = /\s*([A-Za-z][A-Za-z0-9-]*|\d+(?:\.\d+)*)\s*=\s*/y
const HEX_VALUE = /#((?:[0-9A-Fa-f]{2})+)\s*(?=[,+]|$)/y
const QUOTED_VALUE = /"((?:[^"\\]|\\[\s\S])*)"\s*(?=[,+]|$)/y
const PLAIN_VALUE = /(?:[^,+"\\;<>]|\\[\s\S])*/y
const ESCAPES = /(?:\\[0-9A-Fa-f]{2})+|\\[\s\S]/g

function parseAva(text: string, start: number): { readonly ava: Ava; readonly end: number } | null {
  TYPE.lastIndex = start
  const type = TYPE.exec(text)?.[1]
  if (type === undefined) return null
  const from = TYPE.lastIndex
  for (const [pattern, read] of [
    [HEX_VALUE, (hex: string) => Buffer.from(hex, 'hex')],
    [QUOTED_VALUE, unescaped]
  ] as const) {
    pattern.lastIndex = from
    const found = pattern.exec(text)
    if (found?.[1] === undefined) continue
    const value = read(found[1])
    return value === null ? null : { ava: { type, value }, end: pattern.lastIndex }
  }
  PLAIN_VALUE.lastIndex = from
  const raw = PLAIN_VALUE.exec(text)?.[0] ?? ''
  const end = PLAIN_VALUE.lastIndex
  if (raw.startsWith('#') || (end < text.length && text[end] !== ',' && text[end] !== '+')) return null
  // Blanks at the end belong to the separator, but for one that is escaped.
  const value = unescaped(/^(?:\\[\s\S]|[^\\])*?(?=\s*$)/.exec(raw)?.[0] ?? raw)
  return value === null ? null : { ava: { type, value }, end }
}

const UTF8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })

/** Null when hexadecimal escapes spell no UTF-8, or a backslash stands before a letter. */
function unescaped(raw: string): string | null {
  if (!raw.includes('\\')) return raw
  let sound = true
  const value = raw.replace(ESCAPES, (escaped) => {
    if (/^\\[0-9A-Fa-f]{2}/.test(escaped)) {
      try {
        return UTF8.decode(Buffer.from(escaped.replaceAll('\\', ''), 'hex'))
      } catch {
        sound = false
      }
    } else if (!/^\\[ "#+,;<=>\\]$/.test(escaped)) sound = false
    return escaped.slice(1)
  })
  return sound ? value : null
}

const NOTHING_TO_NORMALISE = /^(?:[^\\"#+\s=,]+=[^\\"#+\s,]+(?: [^\\"#+\s,]+)*(?:,|$))+$/

/**
 * The key under which DNs are compared: the same for all spellings of one DN (case, blanks, escapes, quotation marks, the order within a
 * multi-valued RDN). Commas of values are hexadecimal in it, so that `,` separates RDNs. A text that is no DN is its own key, in lower case.
 */
export function dnKey(dn: string): string {
  if (NOTHING_TO_NORMALISE.test(dn)) return fold(dn)
  const rdns = parseDn(dn)
  if (rdns === null) return fold(dn)
  return rdns.map((rdn) => rdn.map(avaKey).sort().join('+')).join(',')
}

function avaKey({ type, value }: Ava): string {
  if (typeof value !== 'string') return `${fold(type)}=#${value.toString('hex')}`
  const text = fold(value).replace(/\s+/g, ' ').trim()
  return `${fold(type)}=${text.replace(/[\\"#+,]/g, (character) => `\\${character.charCodeAt(0).toString(16)}`)}`
}

const NON_ASCII = /[^\0-\x7f]/

function fold(text: string): string {
  return NON_ASCII.test(text) ? text.normalize('NFC').toLowerCase() : text.toLowerCase()
}

/** Whether `dn` is `base` or lies under it. */
export function isUnder(dn: string, base: string): boolean {
  const key = dnKey(dn)
  const baseKey = dnKey(base)
  return key === baseKey || key.endsWith(`,${baseKey}`)
}

/** The DNS name that the DN's last `DC` parts spell (RFC 2247): `OU=a,DC=corp,DC=example` → `corp.example`; null where it has none. */
export function domainOf(dn: string): string | null {
  const labels: string[] = []
  for (const [first, ...others] of [...(parseDn(dn) ?? [])].reverse()) {
    if (
      first === undefined ||
      others.length > 0 ||
      first.type.toLowerCase() !== 'dc' ||
      typeof first.value !== 'string'
    )
      break
    labels.unshift(first.value)
  }
  return labels.length === 0 ? null : labels.join('.')
}

/** A value as it stands in a DN (RFC 4514 §2.4). */
export function escapeRdnValue(value: string): string {
  return value
    .replace(/[\\"+,;<>=]/g, '\\$&')
    .replace(/[\u0000-\u001f]/g, (character) => `\\${character.charCodeAt(0).toString(16).padStart(2, '0')}`)
    .replace(/^[ #]/, '\\$&')
    .replace(/(?<!\\) $/, '\\ ')
}

/** `type=value` under a parent. */
export function childDn(type: string, value: string, parent: Dn): Dn {
  return Dn.parse(`${type}=${escapeRdnValue(value)},${parent}`)
}
