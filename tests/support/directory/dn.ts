/** Distinguished names as AD writes and compares them (RFC 4514, MS-ADTS §3.1.1.1.4). */

export interface Rdn {
  readonly type: string
  readonly value: string
}

/** The RDNs of a DN, leaf first, values unescaped; null when it is none. */
export function parseDn(dn: string): Rdn[] | null {
  if (dn.trim() === '') return []
  const rdns: Rdn[] = []
  for (const part of splitUnescaped(dn)) {
    const equals = part.indexOf('=')
    if (equals < 1) return null
    const value = unescapeValue(trimUnescaped(part.slice(equals + 1)))
    if (value === null || value === '') return null
    rdns.push({ type: part.slice(0, equals).trim(), value })
  }
  return rdns
}

function splitUnescaped(dn: string): string[] {
  const parts: string[] = []
  let start = 0
  for (let at = 0; at < dn.length; at++) {
    if (dn[at] === '\\') at++
    else if (dn[at] === ',') {
      parts.push(dn.slice(start, at))
      start = at + 1
    }
  }
  parts.push(dn.slice(start))
  return parts
}

function trimUnescaped(value: string): string {
  const trimmed = value.trim()
  return trimmed.endsWith('\\') && value.length > trimmed.length ? `${trimmed} ` : trimmed
}

function unescapeValue(value: string): string | null {
  if (!value.includes('\\')) return value
  const bytes: Buffer[] = []
  for (let at = 0; at < value.length; ) {
    if (value[at] !== '\\') {
      const end = value.indexOf('\\', at) === -1 ? value.length : value.indexOf('\\', at)
      bytes.push(Buffer.from(value.slice(at, end)))
      at = end
      continue
    }
    const hex = value.slice(at + 1, at + 3)
    if (/^[0-9a-fA-F]{2}$/.test(hex)) {
      bytes.push(Buffer.from(hex, 'hex'))
      at += 3
    } else {
      const escaped = value[at + 1]
      if (escaped === undefined) return null
      bytes.push(Buffer.from(escaped))
      at += 2
    }
  }
  return Buffer.concat(bytes).toString('utf8')
}

/** Escapes a value for use in a DN, in AD's way: a backslash before special characters, control characters in hex. */
export function escapeRdnValue(value: string): string {
  return value
    .replace(/[\\,+"<>;=#]/g, '\\$&')
    .replace(/[\x00-\x1f]/g, (character) => `\\${character.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`)
    .replace(/^ /, '\\$&')
    .replace(/(?<!\\) $/, '\\ ')
}

export function formatDn(rdns: readonly Rdn[]): string {
  return rdns.map((rdn) => `${rdn.type}=${escapeRdnValue(rdn.value)}`).join(',')
}

/** Equal for DNs that AD takes for the same one: without case, whatever their escapes and spaces. Null when it is no DN. */
export function dnKey(dn: string): string | null {
  const rdns = parseDn(dn)
  return rdns === null ? null : rdns.map((rdn) => `${rdn.type}=${escapeRdnValue(rdn.value)}`.toLowerCase()).join(',')
}

/** The first RDN and the DN of the parent. */
export function splitLeaf(dn: string): { readonly rdn: Rdn; readonly parent: string } {
  const [rdn, ...rest] = parseDn(dn) ?? []
  if (rdn === undefined) throw new Error(`not a distinguished name: ${dn}`)
  return { rdn, parent: formatDn(rest) }
}

/** `corp.example.com` → `DC=corp,DC=example,DC=com`. */
export function domainDn(domain: string): string {
  return domain
    .split('.')
    .map((label) => `DC=${label}`)
    .join(',')
}
