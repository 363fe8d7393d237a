import { parseDn } from './dn.ts'
import { type DirectoryObject, firstText } from './object.ts'
import type { ObjectStore } from './store.ts'

interface Domain {
  readonly domain: string
  readonly netbiosName: string
  readonly store: ObjectStore
}

/** Resolves the name of a simple bind (MS-ADTS §5.1.1.1.1), as far as Samba does it too; `accounts` by sAMAccountName in lower case. */
export function findAccount(
  domain: Domain,
  accounts: ReadonlyMap<string, DirectoryObject>,
  bindName: string
): DirectoryObject | null {
  const [, netbios, name] = /^([^\\=,]+)\\([^\\]+)$/.exec(bindName) ?? []
  if (netbios !== undefined && name !== undefined) {
    return netbios.toUpperCase() === domain.netbiosName ? (accounts.get(name.toLowerCase()) ?? null) : null
  }
  if (bindName.includes('=') && parseDn(bindName) !== null) {
    const object = domain.store.find(bindName)
    return object?.deleted === false ? object : null
  }
  return bindName.includes('@') ? byPrincipalName(domain, accounts, bindName) : null
}

function byPrincipalName(
  domain: Domain,
  accounts: ReadonlyMap<string, DirectoryObject>,
  upn: string
): DirectoryObject | null {
  for (const object of accounts.values()) {
    if (firstText(object, 'userPrincipalName')?.toLowerCase() === upn.toLowerCase()) return object
  }
  const [name = '', suffix = ''] = upn.split('@')
  const implicit = suffix.toLowerCase() === domain.domain.toLowerCase() || suffix.toUpperCase() === domain.netbiosName
  return implicit ? (accounts.get(name.toLowerCase()) ?? null) : null
}
