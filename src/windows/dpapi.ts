import { type Called, gave, refused } from './call.ts'
import { freeLocal } from './memory.ts'
import { ffi, kernel, library } from './native.ts'

/** dpapi.h: CRYPTPROTECT_UI_FORBIDDEN, CRYPTPROTECT_LOCAL_MACHINE */
const NO_DIALOG = 0x1
const MACHINE = 0x4
/** DATA_BLOB of wincrypt.h on 64 bits: a length, padding, a pointer. */
const BLOB_SIZE = 16
const POINTER_AT = 8

const crypt32 = library('crypt32.dll', {
  CryptProtectData: {
    arguments: ['buffer', 'pointer', 'buffer', 'pointer', 'pointer', 'u32', 'buffer'],
    return: 'i32'
  },
  CryptUnprotectData: {
    arguments: ['buffer', 'pointer', 'buffer', 'pointer', 'pointer', 'u32', 'buffer'],
    return: 'i32'
  }
})

/**
 * Encrypts by DPAPI with this machine's key: any account of this machine can decrypt what it can read, no other machine can. The file's ACL
 * is what keeps other accounts of this machine out.
 * https://learn.microsoft.com/windows/win32/api/dpapi/nf-dpapi-cryptprotectdata
 * @param purpose mixed in: what was encrypted for one purpose isn't decrypted for another
 */
export function protect(plain: Buffer, purpose: string): Called<Buffer> {
  return convert('CryptProtectData', plain, purpose)
}

/** Decrypts what `protect` made on this machine for this purpose; anything else, and a changed byte, is refused. */
export function unprotect(encrypted: Buffer, purpose: string): Called<Buffer> {
  return convert('CryptUnprotectData', encrypted, purpose)
}

function convert(call: 'CryptProtectData' | 'CryptUnprotectData', input: Buffer, purpose: string): Called<Buffer> {
  const entropy = Buffer.from(purpose, 'utf8')
  const output = Buffer.alloc(BLOB_SIZE)
  const done = crypt32()[call](blob(input), 0n, blob(entropy), 0n, 0n, NO_DIALOG | MACHINE, output)
  if (done === 0) return refused(call, kernel().GetLastError())
  const pointer = output.readBigUInt64LE(POINTER_AT)
  const memory = ffi().toBuffer(pointer, output.readUInt32LE(), false)
  const value = Buffer.from(memory)
  memory.fill(0)
  freeLocal(pointer)
  return gave(value)
}

/** Holds a pointer to `bytes`, which the caller keeps alive over the call. */
function blob(bytes: Buffer): Buffer {
  const struct = Buffer.alloc(BLOB_SIZE)
  struct.writeUInt32LE(bytes.length)
  struct.writeBigUInt64LE(ffi().getRawPointer(bytes), POINTER_AT)
  return struct
}
