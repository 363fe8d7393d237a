export type Value = string | Buffer
export type Attribute = readonly [name: string, ...values: Value[]]

export interface Entry {
  readonly dn: string
  readonly attributes: readonly Attribute[]
}

/** One change to an entry, as ldapmodify reads it (RFC 2849). */
export type Change =
  | { readonly type: 'add'; readonly entry: Entry }
  | { readonly type: 'delete'; readonly dn: string }
  | {
      readonly type: 'modify'
      readonly dn: string
      readonly steps: readonly { readonly step: 'add' | 'delete' | 'replace'; readonly attribute: Attribute }[]
    }

export function entryText(entry: Entry): string {
  return `${line('dn', entry.dn)}${entry.attributes.map(lines).join('')}\n`
}

export function changeText(change: Change): string {
  switch (change.type) {
    case 'add':
      return `${line('dn', change.entry.dn)}changetype: add\n${change.entry.attributes.map(lines).join('')}\n`
    case 'delete':
      return `${line('dn', change.dn)}changetype: delete\n\n`
    case 'modify': {
      const steps = change.steps.map(({ step, attribute }) => `${step}: ${attribute[0]}\n${lines(attribute)}-\n`)
      return `${line('dn', change.dn)}changetype: modify\n${steps.join('')}\n`
    }
  }
}

function lines([name, ...values]: Attribute): string {
  return values.map((value) => line(name, value)).join('')
}

/** SAFE-STRING as it is, everything else in base64 (RFC 2849, note 4). */
function line(name: string, value: Value): string {
  if (typeof value === 'string' && /^[!-9;=-~][ -~]*$/.test(value) && !value.endsWith(' ')) return `${name}: ${value}\n`
  return `${name}:: ${Buffer.from(value).toString('base64')}\n`
}
