import { type Sid, sidText, withSid } from './accounts.ts'
import { type Called, gave, refused } from './call.ts'
import { NumberSlot, PointerSlot } from './memory.ts'
import { ffi, library } from './native.ts'
import { readWide, wide } from './wide-text.ts'

/** ntsecapi.h: POLICY_LOOKUP_NAMES | POLICY_VIEW_LOCAL_INFORMATION */
const READ_POLICY = 0x800 | 0x1
/** ntstatus.h: the account has no right of its own; nobody holds the right. */
const OBJECT_NAME_NOT_FOUND = 0xc0000034
const NO_MORE_ENTRIES = 0x8000001a
/** LSA_UNICODE_STRING on 64 bits: two lengths in bytes, padding, a pointer. */
const STRING_SIZE = 16

const advapi32 = library('advapi32.dll', {
  LsaOpenPolicy: { arguments: ['pointer', 'buffer', 'u32', 'buffer'], return: 'u32' },
  LsaEnumerateAccountRights: { arguments: ['pointer', 'pointer', 'buffer', 'buffer'], return: 'u32' },
  LsaEnumerateAccountsWithUserRight: { arguments: ['pointer', 'buffer', 'buffer', 'buffer'], return: 'u32' },
  LsaNtStatusToWinError: { arguments: ['u32'], return: 'u32' },
  LsaFreeMemory: { arguments: ['pointer'], return: 'u32' },
  LsaClose: { arguments: ['pointer'], return: 'u32' }
})

/** Rights as ntsecapi.h names them, as far as Directory Sync asks for them. */
export type Right = 'SeBatchLogonRight' | 'SeDenyBatchLogonRight'

/** The rights that an account or group holds itself on this machine; those of the groups that it is in are asked of these. */
export function rightsOf(sid: Sid): Called<string[]> {
  return withPolicy((policy) =>
    withSid(sid, (account) => {
      const [rights, count] = [new PointerSlot(), new NumberSlot()]
      const status = advapi32().LsaEnumerateAccountRights(policy, account, rights.buffer, count.buffer)
      if (status >>> 0 === OBJECT_NAME_NOT_FOUND) return gave([])
      if (status !== 0) return failed('LsaEnumerateAccountRights', status)
      const names = Array.from({ length: count.value }, (_, index) =>
        stringAt(rights.value + BigInt(index * STRING_SIZE))
      )
      advapi32().LsaFreeMemory(rights.value)
      return gave(names)
    })
  )
}

/** Who holds a right on this machine. Needs an administrator. */
export function holdersOf(right: Right): Called<Sid[]> {
  return withPolicy((policy) => {
    const name = wide(right)
    const string = Buffer.alloc(STRING_SIZE)
    string.writeUInt16LE(name.length - 2)
    string.writeUInt16LE(name.length, 2)
    string.writeBigUInt64LE(ffi().getRawPointer(name), 8)
    const [accounts, count] = [new PointerSlot(), new NumberSlot()]
    const status = advapi32().LsaEnumerateAccountsWithUserRight(policy, string, accounts.buffer, count.buffer)
    if (status >>> 0 === NO_MORE_ENTRIES || status >>> 0 === OBJECT_NAME_NOT_FOUND) return gave([])
    if (status !== 0) return failed('LsaEnumerateAccountsWithUserRight', status)
    const sids: Sid[] = []
    for (let index = 0; index < count.value; index++) {
      const sid = sidText(ffi().getUint64(accounts.value, index * 8))
      if (sid.ok) sids.push(sid.value)
    }
    advapi32().LsaFreeMemory(accounts.value)
    return gave(sids)
  })
}

function withPolicy<T>(use: (policy: bigint) => Called<T>): Called<T> {
  const policy = new PointerSlot()
  // LSA_OBJECT_ATTRIBUTES: all zero but for its own size.
  const attributes = Buffer.alloc(48)
  attributes.writeUInt32LE(attributes.length)
  const status = advapi32().LsaOpenPolicy(0n, attributes, READ_POLICY, policy.buffer)
  if (status !== 0) return failed('LsaOpenPolicy', status)
  try {
    return use(policy.value)
  } finally {
    advapi32().LsaClose(policy.value)
  }
}

function failed(call: string, status: number): ReturnType<typeof refused> {
  return refused(call, advapi32().LsaNtStatusToWinError(status))
}

function stringAt(pointer: bigint): string {
  const bytes = ffi().getUint16(pointer)
  return bytes === 0 ? '' : readWide(ffi().toBuffer(ffi().getUint64(pointer, 8), bytes, true))
}
