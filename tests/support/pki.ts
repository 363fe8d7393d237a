import { createHash, generateKeyPairSync, type KeyObject, sign } from 'node:crypto'
import { isIP } from 'node:net'

/** A certificate with its private key, both PEM. */
export interface Certificate {
  readonly cert: string
  readonly key: string
}

export interface CertificateRequest {
  /** DNS names and IP addresses for the subjectAltName; the first is the common name too. */
  readonly names: readonly string[]
  /** Default: an hour ago. */
  readonly notBefore?: Date
  /** Default: in ten years. */
  readonly notAfter?: Date
  /** `false` leaves the subjectAltName out, as Samba's own certificates do. */
  readonly alternativeNames?: boolean
}

export interface CertificateAuthority {
  /** PEM. */
  readonly cert: string
  issue(request: CertificateRequest): Certificate
}

const HOUR_MS = 3_600_000
const TEN_YEARS_MS = 10 * 365 * 24 * HOUR_MS

/** Makes a root CA in memory (X.509 v3, RFC 5280; ECDSA P-256). Two of the same name are still strangers to each other. */
export function makeCertificateAuthority(name = 'Test CA'): CertificateAuthority {
  const ca = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const issuer = { name, privateKey: ca.privateKey, keyId: keyIdentifier(ca.publicKey) }
  const own = {
    subject: name,
    publicKey: ca.publicKey,
    notBefore: new Date(Date.now() - HOUR_MS),
    notAfter: new Date(Date.now() + TEN_YEARS_MS)
  }
  return {
    cert: certificate(issuer, {
      ...own,
      extensions: [extension(BASIC_CONSTRAINTS, sequence(der(0x01, Buffer.from([0xff]))), true), keyUsage(0x06)]
    }),
    issue: (request) => {
      const pair = generateKeyPairSync('ec', { namedCurve: 'P-256' })
      const cert = certificate(issuer, {
        subject: request.names[0] ?? 'unnamed',
        publicKey: pair.publicKey,
        notBefore: request.notBefore ?? own.notBefore,
        notAfter: request.notAfter ?? own.notAfter,
        extensions: [
          extension(BASIC_CONSTRAINTS, sequence(), true),
          keyUsage(0x80),
          extension(EXTENDED_KEY_USAGE, sequence(oid(SERVER_AUTH))),
          ...(request.alternativeNames === false
            ? []
            : [extension(SUBJECT_ALT_NAME, sequence(...request.names.map(generalName)))])
        ]
      })
      return { cert, key: pair.privateKey.export({ format: 'pem', type: 'pkcs8' }).toString() }
    }
  }
}

const BASIC_CONSTRAINTS = '2.5.29.19'
const KEY_USAGE = '2.5.29.15'
const EXTENDED_KEY_USAGE = '2.5.29.37'
const SUBJECT_ALT_NAME = '2.5.29.17'
const SUBJECT_KEY_IDENTIFIER = '2.5.29.14'
const AUTHORITY_KEY_IDENTIFIER = '2.5.29.35'
const SERVER_AUTH = '1.3.6.1.5.5.7.3.1'
const ECDSA_WITH_SHA256 = '1.2.840.10045.4.3.2'
const COMMON_NAME = '2.5.4.3'

interface Issuer {
  readonly name: string
  readonly privateKey: KeyObject
  readonly keyId: Buffer
}

interface Contents {
  readonly subject: string
  readonly publicKey: KeyObject
  readonly notBefore: Date
  readonly notAfter: Date
  readonly extensions: readonly Buffer[]
}

let lastSerial = 0

function certificate(issuer: Issuer, contents: Contents): string {
  const algorithm = sequence(oid(ECDSA_WITH_SHA256))
  const keyIds = [
    extension(SUBJECT_KEY_IDENTIFIER, der(0x04, keyIdentifier(contents.publicKey))),
    extension(AUTHORITY_KEY_IDENTIFIER, sequence(der(0x80, issuer.keyId)))
  ]
  const serial = Buffer.concat([
    Buffer.from([0x01]),
    createHash('sha256').update(`${process.hrtime.bigint()}/${++lastSerial}`).digest().subarray(0, 8)
  ])
  const toBeSigned = sequence(
    der(0xa0, der(0x02, Buffer.from([2]))),
    der(0x02, serial),
    algorithm,
    commonName(issuer.name),
    sequence(time(contents.notBefore), time(contents.notAfter)),
    commonName(contents.subject),
    contents.publicKey.export({ format: 'der', type: 'spki' }),
    der(0xa3, sequence(...contents.extensions, ...keyIds))
  )
  const signature = sign('sha256', toBeSigned, issuer.privateKey)
  const base64 = sequence(toBeSigned, algorithm, der(0x03, Buffer.from([0]), signature)).toString('base64')
  return `-----BEGIN CERTIFICATE-----\n${base64.replace(/.{64}(?=.)/g, '$&\n')}\n-----END CERTIFICATE-----\n`
}

function der(tag: number, ...parts: readonly Buffer[]): Buffer {
  const length = parts.reduce((sum, part) => sum + part.length, 0)
  const header =
    length < 0x80 ? [tag, length] : length < 0x100 ? [tag, 0x81, length] : [tag, 0x82, length >> 8, length & 0xff]
  return Buffer.concat([Buffer.from(header), ...parts])
}

function sequence(...parts: readonly Buffer[]): Buffer {
  return der(0x30, ...parts)
}

function oid(dotted: string): Buffer {
  const [first = 0, second = 0, ...rest] = dotted.split('.').map(Number)
  const bytes = [first * 40 + second]
  for (const arc of rest) {
    const groups = [arc & 0x7f]
    for (let left = arc >>> 7; left > 0; left >>>= 7) groups.unshift((left & 0x7f) | 0x80)
    bytes.push(...groups)
  }
  return der(0x06, Buffer.from(bytes))
}

function commonName(name: string): Buffer {
  return sequence(der(0x31, sequence(oid(COMMON_NAME), der(0x0c, Buffer.from(name)))))
}

/** UTCTime before 2050, GeneralizedTime from then on (RFC 5280 §4.1.2.5). */
function time(at: Date): Buffer {
  const digits = `${at.toISOString().replace(/[-:T]/g, '').slice(0, 14)}Z`
  return at.getUTCFullYear() < 2050 ? der(0x17, Buffer.from(digits.slice(2))) : der(0x18, Buffer.from(digits))
}

function extension(id: string, value: Buffer, critical = false): Buffer {
  return sequence(oid(id), ...(critical ? [der(0x01, Buffer.from([0xff]))] : []), der(0x04, value))
}

function keyUsage(bits: number): Buffer {
  return extension(KEY_USAGE, der(0x03, Buffer.from([bits === 0x80 ? 7 : 1, bits])), true)
}

function generalName(name: string): Buffer {
  if (isIP(name) === 4) return der(0x87, Buffer.from(name.split('.').map(Number)))
  return der(0x82, Buffer.from(name))
}

function keyIdentifier(publicKey: KeyObject): Buffer {
  return createHash('sha1')
    .update(publicKey.export({ format: 'der', type: 'spki' }))
    .digest()
}
