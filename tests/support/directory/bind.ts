import { fileTime } from './identifiers.ts'
import type { Outcome } from './messages.ts'
import type { SimulatedDirectory } from './model.ts'
import { type DirectoryObject, firstText } from './object.ts'

export type Authentication = { readonly account: DirectoryObject | null; readonly outcome: Outcome }

const REFUSED = 49

/** The outcome of a refused bind with the Windows error that AD names in its text, in hex: `52e`, `533`, … */
export function refusedBind(windowsError: string): Outcome {
  return {
    code: REFUSED,
    message: `80090308: LdapErr: DSID-0C0903A9, comment: AcceptSecurityContext error, data ${windowsError}, v1db1\0`
  }
}

/** A simple bind. As in AD a name with an empty password succeeds, as nobody (RFC 4513 §5.1.2). */
export function authenticate(directory: SimulatedDirectory, name: string, password: string): Authentication {
  if (password === '') return { account: null, outcome: { code: 0 } }
  const account = directory.account(name)
  const error = account === null ? '525' : refusal(directory, account, password)
  if (error !== null) return { account: null, outcome: refusedBind(error) }
  return { account, outcome: { code: 0 } }
}

/** AD tells what is wrong with an account only to who knows its password; that it is locked, to everyone. */
function refusal(directory: SimulatedDirectory, account: DirectoryObject, password: string): string | null {
  if (BigInt(firstText(account, 'lockoutTime') ?? '0') > 0n) return '775'
  if (account.password === null || account.password !== password) return '52e'
  const control = Number(firstText(account, 'userAccountControl') ?? 0)
  if ((control & 0x2) !== 0) return '533'
  if (hasExpired(account, fileTime(directory.now()))) return '701'
  const refused = directory.refusedLogons.get(account)
  if (refused !== undefined) return refused
  if (firstText(account, 'pwdLastSet') === '0') return '773'
  return (control & 0x800000) !== 0 ? '532' : null
}

const NEVER = 0x7fffffffffffffffn

function hasExpired(account: DirectoryObject, now: bigint): boolean {
  const expires = BigInt(firstText(account, 'accountExpires') ?? '0')
  return expires !== 0n && expires !== NEVER && expires <= now
}
