import type { DirectoryEntry } from '../directory/entry.ts'

/** What an administrator knows the object by: sAMAccountName, else the DN. */
export function objectName(entry: DirectoryEntry): string {
  return entry.attributes.get('samaccountname')?.[0]?.toString('utf8') ?? entry.dn
}
