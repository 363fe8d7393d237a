const RDN = /^\s*(?:[A-Za-z][A-Za-z0-9-]*|\d+(?:\.\d+)*)\s*=\s*(?:#(?:[0-9A-Fa-f]{2})+|.*)$/su

/** The RDNs of a DN as text, outermost last; null where the text is no DN (RFC 4514; blanks around commas as AD allows them). */
export function rdnsOf(dn: string): readonly string[] | null {
  const parts: string[] = []
  let part = ''
  for (let at = 0; at < dn.length; at += 1) {
    const character = dn[at] ?? ''
    if (character === '\\') {
      const escaped = /^\\(?:[0-9A-Fa-f]{2}|[ "#+,;<=>\\])/.exec(dn.slice(at, at + 3))
      if (escaped === null) return null
      part += escaped[0]
      at += escaped[0].length - 1
    } else if (character === ',') {
      parts.push(part)
      part = ''
    } else if (';"<>'.includes(character)) return null
    else part += character
  }
  parts.push(part)
  return parts.every((rdn) => rdn.split(/(?<!\\)\+/).every(isRdn)) ? parts.map((rdn) => rdn.trim()) : null
}

function isRdn(text: string): boolean {
  return RDN.test(text) && text.slice(text.indexOf('=') + 1).trim() !== ''
}

/** The DNS name of the domain that a DN lies in, in lower case: `dc=corp,dc=example` → `corp.example`; null without DC components at its end. */
export function domainOf(dn: string): string | null {
  const labels: string[] = []
  for (const rdn of [...(rdnsOf(dn) ?? [])].reverse()) {
    const label = /^dc\s*=\s*(.*)$/i.exec(rdn)?.[1]
    if (label === undefined) break
    labels.unshift(label.trim().toLowerCase())
  }
  return labels.length === 0 ? null : labels.join('.')
}
