import { createHash, type X509Certificate } from 'node:crypto'

/** Hash functions as algorithm identifiers name them: 2.16.840.1.101.3.4.2.1 to .3, in DER. */
const SHA2 = Buffer.from('6086480165030402', 'hex')
const SHA2_NAMES = ['sha256', 'sha384', 'sha512'] as const
const PREFIX = 'tls-server-end-point:'

/**
 * The channel binding `tls-server-end-point` (RFC 5929 §4) as application data: the hash of the server's certificate by the hash function
 * of its signature, by SHA-256 in place of MD5 and SHA-1. null where the signature has no single hash function (Ed25519): undefined there.
 */
export function channelBindingOf(certificate: X509Certificate): Buffer | null {
  const hash = hashFunctionOf(certificate)
  if (hash === null) return null
  return Buffer.concat([Buffer.from(PREFIX), createHash(hash).update(certificate.raw).digest()])
}

function hashFunctionOf(certificate: X509Certificate): string | null {
  const algorithm = certificate.signatureAlgorithm ?? ''
  const named = /(?:sha|md)-?(\d+)/i.exec(algorithm)?.[1]
  if (named !== undefined) return ['256', '384', '512', '224'].includes(named) ? `sha${named}` : 'sha256'
  if (!/pss/i.test(algorithm)) return null
  // RSASSA-PSS names its hash function in its parameters (RFC 4055 §3.1), SHA-1 when it doesn't; they come before the signature, last.
  const at = certificate.raw.lastIndexOf(SHA2)
  return SHA2_NAMES[(certificate.raw[at + SHA2.length] ?? 0) - 1] ?? 'sha256'
}
