import type { DisabledWhen } from '../config/config.ts'
import type { DirectoryEntry } from '../directory/entry.ts'
import { matches } from '../ldap/filter.ts'
import { bad, good, type Result } from '../model/result.ts'
import { objectName } from './object-name.ts'

/** ADS_UF_ACCOUNTDISABLE of userAccountControl (MS-ADTS §2.2.16). */
const ACCOUNT_DISABLED = 0x2
/** accountExpires: both mean that the account never expires (MS-ADTS, attribute accountExpires). */
const NEVER = new Set(['0', '9223372036854775807'])
/** From 1601-01-01 to 1970-01-01 in FILETIME's 100 ns (MS-DTYP §2.3.3). */
const UNIX_EPOCH = 116_444_736_000_000_000n

/**
 * Whether a user is enabled: none of the conditions holds. A missing accountExpires never expires; a missing userAccountControl says nothing
 * here, for the reading refuses it before.
 * Problem `mapping.account_state_unreadable`: in doubt a user is neither enabled nor disabled.
 */
export function isActive(entry: DirectoryEntry, disabledWhen: readonly DisabledWhen[], now: Date): Result<boolean> {
  for (const condition of disabledWhen) {
    const disabled = holds(entry, condition, now)
    if (!disabled.ok) return disabled
    if (disabled.value) return good(false)
  }
  return good(true)
}

function holds(entry: DirectoryEntry, condition: DisabledWhen, now: Date): Result<boolean> {
  switch (condition.by) {
    case 'userAccountControl': {
      const flags = integer(entry, 'userAccountControl')
      if (!flags.ok || flags.value === null) return flags.ok ? good(false) : flags
      return good((Number(flags.value) & ACCOUNT_DISABLED) !== 0)
    }
    case 'accountExpires': {
      const expires = integer(entry, 'accountExpires')
      if (!expires.ok || expires.value === null) return expires.ok ? good(false) : expires
      return good(!NEVER.has(expires.value) && BigInt(expires.value) <= fileTime(now))
    }
    case 'filter':
      return good(matches(condition.filter, entry))
  }
}

function integer(entry: DirectoryEntry, attribute: string): Result<string | null> {
  const value = entry.attributes.get(attribute.toLowerCase())?.[0]?.toString('latin1')
  if (value === undefined) return good(null)
  if (/^-?\d{1,19}$/.test(value)) return good(value)
  return bad({ code: 'mapping.account_state_unreadable', object: objectName(entry), dn: entry.dn, attribute, value })
}

function fileTime(date: Date): bigint {
  return BigInt(date.getTime()) * 10_000n + UNIX_EPOCH
}
