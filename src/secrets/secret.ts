export const SECRET_NAMES = ['token', 'ldap-password', 'proxy-password'] as const
export type SecretName = (typeof SECRET_NAMES)[number]

/** Which secret: of several domains each has a password of its own. */
export interface SecretKey {
  readonly name: SecretName
  /** null for all but the passwords of `ad.domains`. */
  readonly domain: string | null
}

/** Where a secret comes from, for `secret status`. */
export type SecretSource =
  | { readonly kind: 'environment'; readonly variable: string }
  | { readonly kind: 'systemd'; readonly file: string }
  | { readonly kind: 'store'; readonly file: string }

/** What may be shown of a secret. */
export interface SecretFacts {
  readonly key: SecretKey
  readonly source: SecretSource
  /** When it expires (ISO 8601, UTC); null: never, or not known. */
  readonly expires: string | null
}

const VARIABLES = {
  token: 'DIRSYNC_TOKEN',
  'ldap-password': 'DIRSYNC_LDAP_PASSWORD',
  'proxy-password': 'DIRSYNC_PROXY_PASSWORD'
} as const

/** `ldap-password.sales`: as a file's name, and as a credential's for systemd. */
export function fileNameOf({ name, domain }: SecretKey): string {
  return domain === null ? name : `${name}.${domain.toLowerCase()}`
}

export function keyOfFileName(fileName: string): SecretKey | null {
  const [, name, domain] = /^([a-z-]+?)(?:\.(.+))?$/.exec(fileName) ?? []
  const known = SECRET_NAMES.find((secret) => secret === name)
  if (known === undefined || (domain !== undefined && known !== 'ldap-password')) return null
  return { name: known, domain: domain ?? null }
}

/** The environment variable that beats the store. */
export function variableOf({ name, domain }: SecretKey): string {
  return domain === null ? VARIABLES[name] : `${VARIABLES[name]}_${domain.toUpperCase().replaceAll(/[^A-Z0-9]/g, '_')}`
}

/** Whether a variable of the environment is a secret; a domain is then as the variable writes it. */
export function keyOfVariable(variable: string): SecretKey | null {
  for (const name of SECRET_NAMES) if (variable === VARIABLES[name]) return { name, domain: null }
  const prefix = `${VARIABLES['ldap-password']}_`
  return variable.startsWith(prefix) ? { name: 'ldap-password', domain: variable.slice(prefix.length) } : null
}
