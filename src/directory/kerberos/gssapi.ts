import type { DynamicLibraryResult } from 'node:ffi'
import { keeping } from '../../windows/memory.ts'
import { ffi } from '../../windows/native.ts'
import type { TokenOutcome } from './token.ts'

/** RFC 2744 appendix A, in the layout of 64 bits. */
const FUNCTIONS = {
  gss_import_name: { arguments: ['buffer', 'buffer', 'buffer', 'buffer'], return: 'u32' },
  gss_acquire_cred: {
    arguments: ['buffer', 'pointer', 'u32', 'buffer', 'i32', 'buffer', 'pointer', 'pointer'],
    return: 'u32'
  },
  gss_set_cred_option: { arguments: ['buffer', 'buffer', 'buffer', 'buffer'], return: 'u32' },
  gss_init_sec_context: {
    arguments: [
      ...(['buffer', 'pointer', 'buffer', 'pointer', 'buffer', 'u32', 'u32'] as const),
      ...(['pointer', 'pointer', 'pointer', 'buffer', 'pointer', 'pointer'] as const)
    ],
    return: 'u32'
  },
  gss_display_status: { arguments: ['buffer', 'u32', 'i32', 'buffer', 'buffer', 'buffer'], return: 'u32' },
  gss_release_name: { arguments: ['buffer', 'buffer'], return: 'u32' },
  gss_release_cred: { arguments: ['buffer', 'buffer'], return: 'u32' },
  gss_release_buffer: { arguments: ['buffer', 'buffer'], return: 'u32' },
  gss_delete_sec_context: { arguments: ['buffer', 'buffer', 'pointer'], return: 'u32' }
} as const
type Gss = DynamicLibraryResult<typeof FUNCTIONS>['functions']

/** MIT's; Debian: libgssapi-krb5-2, Red Hat: krb5-libs. */
export const GSS_LIBRARY = 'libgssapi_krb5.so.2'
const INITIATE = 1
const MECHANISM_CODE = 2
const NO_CREDENTIALS = 7
const CREDENTIALS_EXPIRED = 11
const CONTINUE_NEEDED = 1

/** krb5.h */
const TICKET_EXPIRED = -1765328352
const CLOCK_SKEW = -1765328347
const SERVICE_UNKNOWN = [-1765328377, -1765328323]
const NO_KDC = [-1765328228, -1765328230, -1765328164]

/**
 * A Kerberos AP-REQ (RFC 4121 §4.1) by the system's GSSAPI, as the account that runs the program: its ticket cache, or its client keytab.
 * Without signing and sealing, which an LDAP server refuses over TLS. Waits for the KDC where it needs a ticket.
 * @param host the service is `ldap` on this host
 * @param channelBinding the application data of the channel's binding; null without TLS
 */
export function gssToken(host: string, channelBinding: Buffer | null): TokenOutcome {
  const gss = library()
  if (typeof gss === 'string') return { kind: 'unavailable', detail: gss }
  const minor = Buffer.alloc(4)
  const [name, credentials, context] = [Buffer.alloc(8), Buffer.alloc(8), Buffer.alloc(8)]
  const output = Buffer.alloc(16)
  const service = Buffer.from(`ldap@${host}`)
  const bindings = channelBinding === null ? null : channelBindings(channelBinding)
  const { krb5, onlyKrb5, hostBasedService, noCiFlags } = oids()
  const steps = [
    () => gss.gss_import_name(minor, bufferDesc(service), hostBasedService, name),
    () => gss.gss_acquire_cred(minor, 0n, 0, onlyKrb5, INITIATE, credentials, 0n, 0n),
    () => gss.gss_set_cred_option(minor, credentials, noCiFlags, Buffer.alloc(16)),
    () =>
      gss.gss_init_sec_context(
        ...([minor, credentials.readBigUInt64LE(), context, name.readBigUInt64LE(), krb5, 0, 0] as const),
        ...([bindings === null ? 0n : ffi().getRawPointer(bindings), 0n, 0n, output, 0n, 0n] as const)
      )
  ]
  try {
    const failure = keeping([service, bindings, channelBinding], () =>
      steps
        .values()
        .map((step) => step())
        .find((major) => major > CONTINUE_NEEDED)
    )
    if (failure !== undefined) return failed(gss, failure, minor.readInt32LE())
    const length = Number(output.readBigUInt64LE())
    return { kind: 'token', token: Buffer.from(ffi().toBuffer(output.readBigUInt64LE(8), length, true)) }
  } finally {
    gss.gss_release_buffer(minor, output)
    gss.gss_delete_sec_context(minor, context, 0n)
    gss.gss_release_cred(minor, credentials)
    gss.gss_release_name(minor, name)
  }
}

let loaded: Gss | null = null

/** The library's functions, or why there are none. */
function library(): Gss | string {
  try {
    loaded ??= ffi().dlopen(GSS_LIBRARY, FUNCTIONS).functions
    return loaded
  } catch (error) {
    return error instanceof Error ? error.message : String(error)
  }
}

function failed(gss: Gss, major: number, minor: number): TokenOutcome {
  const error = (major >>> 16) & 0xff
  const detail = wordsOf(gss, minor)
  if (error === CREDENTIALS_EXPIRED || minor === TICKET_EXPIRED) return { kind: 'failed', why: 'expired', detail }
  if (error === NO_CREDENTIALS) return { kind: 'failed', why: 'no_credentials', detail }
  if (minor === CLOCK_SKEW) return { kind: 'failed', why: 'clock_skew', detail }
  if (SERVICE_UNKNOWN.includes(minor)) return { kind: 'failed', why: 'unknown_service', detail }
  return { kind: 'failed', why: NO_KDC.includes(minor) ? 'no_kdc' : 'other', detail }
}

function wordsOf(gss: Gss, code: number): string {
  const text = Buffer.alloc(16)
  const minor = Buffer.alloc(4)
  gss.gss_display_status(minor, code >>> 0, MECHANISM_CODE, oids().krb5, Buffer.alloc(4), text)
  const length = Number(text.readBigUInt64LE())
  const words = length === 0 ? '' : ffi().toBuffer(text.readBigUInt64LE(8), length, true).toString('utf8')
  gss.gss_release_buffer(minor, text)
  return words
}

/** gss_buffer_desc; gss_OID_desc and gss_OID_set_desc are laid out alike. The caller keeps `bytes` alive. */
function bufferDesc(bytes: Buffer, count = bytes.length): Buffer {
  const desc = Buffer.alloc(16)
  desc.writeBigUInt64LE(BigInt(count))
  desc.writeBigUInt64LE(ffi().getRawPointer(bytes), 8)
  return desc
}

/** gss_channel_bindings_struct: no addresses (GSS_C_AF_UNSPEC), the application data. The caller keeps `data` alive. */
function channelBindings(data: Buffer): Buffer {
  return Buffer.concat([Buffer.alloc(48), bufferDesc(data)])
}

/** Kept for good, as are their bytes. */
interface Oids {
  readonly krb5: Buffer
  readonly onlyKrb5: Buffer
  readonly hostBasedService: Buffer
  readonly noCiFlags: Buffer
  readonly bytes: readonly Buffer[]
}

let made: Oids | null = null

/** Made at their first use: nothing foreign is loaded before. */
function oids(): Oids {
  if (made !== null) return made
  const bytes = [KRB5, HOST_BASED_SERVICE, NO_CI_FLAGS] as const
  const krb5 = bufferDesc(KRB5)
  made = {
    krb5,
    onlyKrb5: bufferDesc(krb5, 1),
    hostBasedService: bufferDesc(HOST_BASED_SERVICE),
    noCiFlags: bufferDesc(NO_CI_FLAGS),
    bytes
  }
  return made
}

/** 1.2.840.113554.1.2.2 */
const KRB5 = Buffer.from('2a864886f712010202', 'hex')
/** 1.2.840.113554.1.2.1.4 */
const HOST_BASED_SERVICE = Buffer.from('2a864886f71201020104', 'hex')
/** 1.2.752.43.13.29: GSS_KRB5_CRED_NO_CI_FLAGS_X */
const NO_CI_FLAGS = Buffer.from('2a85702b0d1d', 'hex')
