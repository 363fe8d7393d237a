import type { Language } from './texts.ts'

/** Where in config.yml a problem is: `line` and `column` count from 1; `object` is the key with its path (`ad.ldap.server.port`). */
export interface Place {
  readonly file: string
  readonly line: number
  readonly column: number
  readonly object: string
}

export type BothLanguages = Readonly<Record<Language, string>>

/** `file:line:column`, as editors and terminals make a link of it. */
export function at(place: Omit<Place, 'object'>): string {
  return `${place.file}:${place.line}:${place.column}`
}

/** A value as the file has it, fit to be shown: short, and without its content where that is a list or a mapping. */
export interface Seen {
  readonly kind: 'nothing' | 'text' | 'number' | 'boolean' | 'list' | 'mapping'
  readonly text: string
}

const KINDS: Record<Seen['kind'], BothLanguages> = {
  nothing: { en: 'nothing', ja: '空の値' },
  text: { en: 'the text', ja: '文字列' },
  number: { en: 'the number', ja: '数値' },
  boolean: { en: 'the value', ja: '真偽値' },
  list: { en: 'a list', ja: 'リスト' },
  mapping: { en: 'a mapping (key: value)', ja: 'マッピング (キー: 値)' }
}

export function seenWords(seen: Seen, language: Language): string {
  const kind = KINDS[seen.kind][language]
  if (seen.text === '') return kind
  return `${kind} ${seen.text}`
}

/** Japanese sets a blank between its own characters and Latin ones. */
export function spaced(text: string): string {
  return text.replace(/^(?=[!-~])/, ' ').replace(/(?<=[!-~])$/, ' ')
}

export function seen(value: unknown): Seen {
  if (value === null || value === undefined) return { kind: 'nothing', text: '' }
  if (Array.isArray(value)) return { kind: 'list', text: '' }
  if (typeof value === 'object') return { kind: 'mapping', text: '' }
  if (typeof value === 'number') return { kind: 'number', text: String(value) }
  if (typeof value === 'boolean') return { kind: 'boolean', text: String(value) }
  return { kind: 'text', text: quoted(withoutSecrets(String(value))) }
}

/** A URL may carry a password or a token in its user part and its query. */
function withoutSecrets(text: string): string {
  if (!text.includes('://')) return text
  return text.replace(/:\/\/[^/]*@/, '://…@').replace(/[?#].*$/s, '?…')
}

const SHOWN = 60

/** Quoted, on one line, cut after 60 characters. */
export function quoted(text: string): string {
  const characters = [...text]
  const short = characters.length > SHOWN ? characters.slice(0, SHOWN).join('') + '…' : text
  return JSON.stringify(short)
}
