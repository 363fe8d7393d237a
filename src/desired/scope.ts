import type { DomainConfig } from '../config/config.ts'
import { and, equal, type Filter, not } from '../ldap/filter.ts'

/** SAM_NORMAL_USER_ACCOUNT (MS-SAMR §2.2.1.9): no computer, no trust, no group. */
const NORMAL_USER = equal('sAMAccountType', '805306368')
/** Built-in accounts and groups such as krbtgt, Guest, Domain Admins. */
const NOT_CRITICAL = not(equal('isCriticalSystemObject', 'TRUE'))
export const ANY_GROUP: Filter = equal('objectCategory', 'group')

export function userScope(domain: DomainConfig): Filter {
  return domain.userFilter === null ? and(NORMAL_USER, NOT_CRITICAL) : and(NORMAL_USER, NOT_CRITICAL, domain.userFilter)
}

export function groupScope(domain: DomainConfig): Filter {
  return domain.groupFilter === null ? and(ANY_GROUP, NOT_CRITICAL) : and(ANY_GROUP, NOT_CRITICAL, domain.groupFilter)
}
