import { type Called, gave, refused } from './call.ts'
import { keeping } from './memory.ts'
import { ffi, library } from './native.ts'
import { wide } from './wide-text.ts'

/** sspi.h */
const OUTBOUND = 2
const ALLOCATE_MEMORY = 0x100
const NO_INTEGRITY = 0x0080_0000
const NATIVE = 0x10
const TOKEN = 2
const CHANNEL_BINDINGS = 14
const CONTINUE_NEEDED = 0x0009_0312

/** winerror.h: why Windows made no token. */
export const SEC_E = {
  targetUnknown: 0x8009_0303,
  noCredentials: 0x8009_030e,
  noAuthority: 0x8009_0311,
  wrongPrincipal: 0x8009_0322,
  timeSkew: 0x8009_0324
} as const

/** A CredHandle or CtxtHandle: two pointers. */
const HANDLE_SIZE = 16
/** SEC_CHANNEL_BINDINGS: eight numbers, and the data behind them. */
const BINDINGS_SIZE = 32

const secur32 = library('secur32.dll', {
  AcquireCredentialsHandleW: {
    arguments: ['pointer', 'buffer', 'u32', 'pointer', 'pointer', 'pointer', 'pointer', 'buffer', 'buffer'],
    return: 'i32'
  },
  InitializeSecurityContextW: {
    arguments: [
      ...(['buffer', 'pointer', 'buffer', 'u32', 'u32', 'u32'] as const),
      ...(['pointer', 'u32', 'buffer', 'buffer', 'buffer', 'buffer'] as const)
    ],
    return: 'i32'
  },
  FreeContextBuffer: { arguments: ['pointer'], return: 'i32' },
  DeleteSecurityContext: { arguments: ['buffer'], return: 'i32' },
  FreeCredentialsHandle: { arguments: ['buffer'], return: 'i32' }
})

/**
 * A Kerberos AP-REQ (RFC 4121 §4.1) for a service, as the account that runs the program, without signing and sealing: TLS does that.
 * https://learn.microsoft.com/windows/win32/api/sspi/nf-sspi-initializesecuritycontextw
 * @param service `ldap/dc1.corp.example.com`
 * @param channelBinding the application data of the channel's binding; null without TLS
 */
export function kerberosToken(service: string, channelBinding: Buffer | null): Called<Buffer> {
  const credentials = Buffer.alloc(HANDLE_SIZE)
  const expiry = Buffer.alloc(8)
  const acquired = secur32().AcquireCredentialsHandleW(
    ...([0n, wide('Kerberos'), OUTBOUND, 0n, 0n, 0n, 0n, credentials, expiry] as const)
  )
  if (acquired !== 0) return refused('AcquireCredentialsHandleW', acquired)
  try {
    return contextToken(credentials, service, channelBinding)
  } finally {
    secur32().FreeCredentialsHandle(credentials)
  }
}

function contextToken(credentials: Buffer, service: string, channelBinding: Buffer | null): Called<Buffer> {
  const context = Buffer.alloc(HANDLE_SIZE)
  const output = secBuffer(TOKEN, null)
  const outputs = secBufferDesc(output)
  const bindings = channelBinding === null ? null : secChannelBindings(channelBinding)
  const input = bindings === null ? null : secBuffer(CHANNEL_BINDINGS, bindings)
  const inputs = input === null ? null : secBufferDesc(input)
  const code = keeping([output, bindings, input, inputs], () =>
    secur32().InitializeSecurityContextW(
      ...([credentials, 0n, wide(service), ALLOCATE_MEMORY | NO_INTEGRITY, 0, NATIVE] as const),
      ...([inputs === null ? 0n : ffi().getRawPointer(inputs), 0, context, outputs] as const),
      ...([Buffer.alloc(4), Buffer.alloc(8)] as const)
    )
  )
  if (code !== 0 && code !== CONTINUE_NEEDED) return refused('InitializeSecurityContextW', code)
  const made = output.readBigUInt64LE(8)
  const token = Buffer.from(ffi().toBuffer(made, output.readUInt32LE(), true))
  secur32().FreeContextBuffer(made)
  secur32().DeleteSecurityContext(context)
  return gave(token)
}

/** SecBuffer; `bytes` is kept alive by the caller. */
function secBuffer(type: number, bytes: Buffer | null): Buffer {
  const struct = Buffer.alloc(16)
  struct.writeUInt32LE(bytes?.length ?? 0)
  struct.writeUInt32LE(type, 4)
  if (bytes !== null) struct.writeBigUInt64LE(ffi().getRawPointer(bytes), 8)
  return struct
}

/** SecBufferDesc of one buffer, kept alive by the caller. */
function secBufferDesc(buffer: Buffer): Buffer {
  const struct = Buffer.alloc(16)
  struct.writeUInt32LE(1, 4)
  struct.writeBigUInt64LE(ffi().getRawPointer(buffer), 8)
  return struct
}

/** SEC_CHANNEL_BINDINGS without addresses. */
export function secChannelBindings(data: Buffer): Buffer {
  const struct = Buffer.alloc(BINDINGS_SIZE)
  struct.writeUInt32LE(data.length, 24)
  struct.writeUInt32LE(BINDINGS_SIZE, 28)
  return Buffer.concat([struct, data])
}
