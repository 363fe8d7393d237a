import { type Called, ERROR, gave, refused } from './call.ts'
import { freeLocal, NumberSlot, PointerSlot, textAt } from './memory.ts'
import { kernel, library } from './native.ts'
import { wide } from './wide-text.ts'

/** winnt.h: OWNER_… | DACL_SECURITY_INFORMATION */
const OWNER = 0x1
const DACL = 0x4
/** PROTECTED_DACL_SECURITY_INFORMATION: nothing is inherited. */
const PROTECTED = 0x80000000
/** SDDL_REVISION_1 */
const REVISION = 1
/** fileapi.h, winnt.h */
const GENERIC_WRITE = 0x40000000
const CREATE_NEW = 1
const FILE_ATTRIBUTE_NORMAL = 0x80
const INVALID_HANDLE = 0xffffffffffffffffn

const advapi32 = library('advapi32.dll', {
  GetFileSecurityW: { arguments: ['buffer', 'u32', 'buffer', 'u32', 'buffer'], return: 'i32' },
  SetFileSecurityW: { arguments: ['buffer', 'u32', 'pointer'], return: 'i32' },
  ConvertSecurityDescriptorToStringSecurityDescriptorW: {
    arguments: ['buffer', 'u32', 'u32', 'buffer', 'pointer'],
    return: 'i32'
  },
  ConvertStringSecurityDescriptorToSecurityDescriptorW: {
    arguments: ['buffer', 'u32', 'buffer', 'pointer'],
    return: 'i32'
  }
})
const kernel32 = library('kernel32.dll', {
  CreateFileW: {
    arguments: ['buffer', 'u32', 'u32', 'buffer', 'u32', 'u32', 'pointer'],
    return: 'pointer'
  }
})

/** Owner and access list of a file or folder as SDDL: `O:BAD:P(A;;FA;;;SY)(A;;FA;;;BA)`. */
export function readFileSecurity(path: string): Called<string> {
  const name = wide(path)
  const size = new NumberSlot()
  advapi32().GetFileSecurityW(name, OWNER | DACL, Buffer.alloc(8), 0, size.buffer)
  const asked = kernel().GetLastError()
  if (size.value === 0) return refused('GetFileSecurityW', asked)
  const descriptor = Buffer.alloc(size.value)
  if (advapi32().GetFileSecurityW(name, OWNER | DACL, descriptor, descriptor.length, size.buffer) === 0)
    return refused('GetFileSecurityW', kernel().GetLastError())
  const text = new PointerSlot()
  const convert = advapi32().ConvertSecurityDescriptorToStringSecurityDescriptorW
  if (convert(descriptor, REVISION, OWNER | DACL, text.buffer, 0n) === 0)
    return refused('ConvertSecurityDescriptorToStringSecurityDescriptorW', kernel().GetLastError())
  const sddl = textAt(text.value)
  freeLocal(text.value)
  return gave(sddl)
}

/** Puts an access list of this SDDL on a file or folder, in place of the one there is; nothing is inherited any more. The owner stays. */
export function writeFileSecurity(path: string, sddl: string): Called<null> {
  return withDescriptor(sddl, (descriptor) =>
    advapi32().SetFileSecurityW(wide(path), (DACL | PROTECTED) >>> 0, descriptor) === 0
      ? refused('SetFileSecurityW', kernel().GetLastError())
      : gave(null)
  )
}

/** Makes an empty file that has this access list from its first moment on. Refused with 80 where there is one already. */
export function createFileWithSecurity(path: string, sddl: string): Called<null> {
  return withDescriptor(sddl, (descriptor) => {
    // SECURITY_ATTRIBUTES on 64 bits: its size, padding, the descriptor, whether children inherit the handle.
    const attributes = Buffer.alloc(24)
    attributes.writeUInt32LE(attributes.length)
    attributes.writeBigUInt64LE(descriptor, 8)
    const handle = kernel32().CreateFileW(
      wide(path),
      GENERIC_WRITE,
      0,
      attributes,
      CREATE_NEW,
      FILE_ATTRIBUTE_NORMAL,
      0n
    )
    if (BigInt.asUintN(64, handle) === INVALID_HANDLE) return refused('CreateFileW', kernel().GetLastError())
    kernel().CloseHandle(handle)
    return gave(null)
  })
}

/** Whether a call found no file. */
export function isMissing({ code }: { readonly code: number }): boolean {
  return code === ERROR.fileNotFound || code === ERROR.pathNotFound
}

function withDescriptor<T>(sddl: string, use: (descriptor: bigint) => Called<T>): Called<T> {
  const descriptor = new PointerSlot()
  const convert = advapi32().ConvertStringSecurityDescriptorToSecurityDescriptorW
  if (convert(wide(sddl), REVISION, descriptor.buffer, 0n) === 0)
    return refused('ConvertStringSecurityDescriptorToSecurityDescriptorW', kernel().GetLastError())
  try {
    return use(descriptor.value)
  } finally {
    freeLocal(descriptor.value)
  }
}
