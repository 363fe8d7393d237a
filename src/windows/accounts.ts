import { type Called, ERROR, gave, refused } from './call.ts'
import { freeLocal, NumberSlot, PointerSlot, textAt } from './memory.ts'
import { ffi, kernel, library } from './native.ts'
import { readWide, wide } from './wide-text.ts'

/** A security identifier in its text form, `S-1-5-18`. */
export type Sid = string

/** https://learn.microsoft.com/windows-server/identity/ad-ds/manage/understand-security-identifiers */
export const WELL_KNOWN = {
  system: 'S-1-5-18',
  administrators: 'S-1-5-32-544',
  trustedInstaller: 'S-1-5-80-956008885-3418522649-1831038044-1853292631-2271478464'
} as const satisfies Record<string, Sid>

const advapi32 = library('advapi32.dll', {
  LookupAccountNameW: {
    arguments: ['pointer', 'buffer', 'buffer', 'buffer', 'buffer', 'buffer', 'buffer'],
    return: 'i32'
  },
  LookupAccountSidW: {
    arguments: ['pointer', 'pointer', 'buffer', 'buffer', 'buffer', 'buffer', 'buffer'],
    return: 'i32'
  },
  ConvertSidToStringSidW: { arguments: ['pointer', 'buffer'], return: 'i32' },
  ConvertStringSidToSidW: { arguments: ['buffer', 'buffer'], return: 'i32' },
  OpenProcessToken: { arguments: ['pointer', 'u32', 'buffer'], return: 'i32' },
  GetTokenInformation: { arguments: ['pointer', 'i32', 'buffer', 'u32', 'buffer'], return: 'i32' },
  CheckTokenMembership: { arguments: ['pointer', 'pointer', 'buffer'], return: 'i32' }
})

/** More than the longest domain and account name. */
const NAME_LENGTH = 512
const LONGEST_SID_BYTES = 68
const TOKEN_QUERY = 0x8
/** TOKEN_INFORMATION_CLASS of winnt.h */
const TOKEN_USER = 1
const TOKEN_GROUPS = 2
/** SE_GROUP_ENABLED: the others only deny. */
const ENABLED = 0x4

/** The SID of `DOMAIN\name`, `name@domain`, or a local account's or group's name. */
export function sidOf(account: string): Called<Sid> {
  const sid = Buffer.alloc(LONGEST_SID_BYTES)
  const domain = Buffer.alloc(NAME_LENGTH * 2)
  const done = advapi32().LookupAccountNameW(
    0n,
    wide(account),
    sid,
    new NumberSlot(sid.length).buffer,
    domain,
    new NumberSlot(NAME_LENGTH).buffer,
    Buffer.alloc(4)
  )
  if (done === 0) return refused('LookupAccountNameW', kernel().GetLastError())
  return sidText(ffi().getRawPointer(sid))
}

/** `DOMAIN\name`, or the SID itself where no account answers to it. */
export function nameOf(sid: Sid): string {
  const found = withSid(sid, (pointer) => {
    const [name, domain] = [Buffer.alloc(NAME_LENGTH * 2), Buffer.alloc(NAME_LENGTH * 2)]
    const [nameLength, domainLength] = [new NumberSlot(NAME_LENGTH), new NumberSlot(NAME_LENGTH)]
    const lengths = { name: nameLength.buffer, domain: domainLength.buffer }
    const done = advapi32().LookupAccountSidW(0n, pointer, name, lengths.name, domain, lengths.domain, Buffer.alloc(4))
    if (done === 0) return refused('LookupAccountSidW', kernel().GetLastError())
    const [inDomain, called] = [readWide(domain), readWide(name)]
    return gave(inDomain === '' ? called : `${inDomain}\\${called}`)
  })
  return found.ok ? found.value : sid
}

/** Whom this process runs as. */
export function ownSid(): Called<Sid> {
  const user = tokenInformation(TOKEN_USER)
  return user.ok ? sidText(user.value.readBigUInt64LE()) : user
}

/** The groups that count for what this process may do. */
export function ownGroups(): Called<Sid[]> {
  const groups = tokenInformation(TOKEN_GROUPS)
  if (!groups.ok) return groups
  const sids: Sid[] = []
  for (let index = 0; index < groups.value.readUInt32LE(); index++) {
    // SID_AND_ATTRIBUTES: a pointer, a number, padding; after the count and its padding.
    const at = 8 + index * 16
    if ((groups.value.readUInt32LE(at + 8) & ENABLED) === 0) continue
    const sid = sidText(groups.value.readBigUInt64LE(at))
    if (!sid.ok) return sid
    sids.push(sid.value)
  }
  return gave(sids)
}

/** Whether this process acts with a group's rights; an administrator who is not elevated does not with Administrators'. */
export function actsAs(sid: Sid): Called<boolean> {
  return withSid(sid, (pointer) => {
    const member = new NumberSlot()
    const done = advapi32().CheckTokenMembership(0n, pointer, member.buffer)
    return done === 0 ? refused('CheckTokenMembership', kernel().GetLastError()) : gave(member.value !== 0)
  })
}

/** The SID in its text form. @param pointer to the binary form */
export function sidText(pointer: bigint): Called<Sid> {
  const text = new PointerSlot()
  if (advapi32().ConvertSidToStringSidW(pointer, text.buffer) === 0)
    return refused('ConvertSidToStringSidW', kernel().GetLastError())
  const sid = textAt(text.value)
  freeLocal(text.value)
  return gave(sid)
}

/** Lends the binary form of a SID to a call. */
export function withSid<T>(sid: Sid, use: (pointer: bigint) => Called<T>): Called<T> {
  const binary = new PointerSlot()
  if (advapi32().ConvertStringSidToSidW(wide(sid), binary.buffer) === 0)
    return refused('ConvertStringSidToSidW', kernel().GetLastError())
  try {
    return use(binary.value)
  } finally {
    freeLocal(binary.value)
  }
}

/** The answer points into itself: it must be held as long as it is read. */
function tokenInformation(kind: number): Called<Buffer> {
  const token = new PointerSlot()
  if (advapi32().OpenProcessToken(kernel().GetCurrentProcess(), TOKEN_QUERY, token.buffer) === 0)
    return refused('OpenProcessToken', kernel().GetLastError())
  try {
    const size = new NumberSlot()
    advapi32().GetTokenInformation(token.value, kind, Buffer.alloc(8), 0, size.buffer)
    const asked = kernel().GetLastError()
    if (size.value === 0) return refused('GetTokenInformation', asked)
    const information = Buffer.alloc(size.value)
    if (advapi32().GetTokenInformation(token.value, kind, information, information.length, size.buffer) === 0)
      return refused('GetTokenInformation', kernel().GetLastError())
    return gave(information)
  } finally {
    kernel().CloseHandle(token.value)
  }
}

/** No account or group of this name or SID exists. */
export function isUnknownAccount(called: { readonly code: number }): boolean {
  return called.code === ERROR.noneMapped
}
