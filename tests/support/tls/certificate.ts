import { createPrivateKey, generateKeyPairSync, randomBytes, sign } from 'node:crypto'
import { isIP } from 'node:net'
import { der } from './der.ts'

/** PEM texts of a certificate and its private key. */
export interface Certificate {
  readonly cert: string
  readonly key: string
  readonly commonName: string
}

export interface CertificateOptions {
  readonly commonName?: string
  /** Subject alternative names: host names and IPv4 addresses. Default localhost, 127.0.0.1. */
  readonly names?: readonly string[]
  /** Who signs; itself when left out, and then it can be given as CA file. */
  readonly issuer?: Certificate
  /** May sign others. */
  readonly authority?: boolean
  readonly notBefore?: Date
  readonly notAfter?: Date
}

const DAY_MS = 86_400_000

/** An X.509 certificate of an EC key (RFC 5280), made here so that tests need no program for it. */
export function makeCertificate(options: CertificateOptions = {}): Certificate {
  const { commonName = 'localhost', names = ['localhost', '127.0.0.1'], issuer } = options
  const notBefore = options.notBefore ?? new Date(Date.now() - DAY_MS)
  const notAfter = options.notAfter ?? new Date(Date.now() + 30 * DAY_MS)
  const pair = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const key = pair.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString()
  const ecdsaWithSha256 = der.sequence(der.oid('1.2.840.10045.4.3.2'))
  const serial = randomBytes(8)
  serial[0] = ((serial[0] ?? 0) & 0x7f) | 0x40
  const body = der.sequence(
    der.explicit(0, der.integer(Buffer.from([2]))),
    der.integer(serial),
    ecdsaWithSha256,
    name(issuer?.commonName ?? commonName),
    der.sequence(der.time(notBefore), der.time(notAfter)),
    name(commonName),
    pair.publicKey.export({ type: 'spki', format: 'der' }),
    der.explicit(3, der.sequence(subjectAltName(names), basicConstraints(options.authority ?? issuer === undefined)))
  )
  const signature = sign('sha256', body, createPrivateKey(issuer?.key ?? key))
  const bytes = der.sequence(body, ecdsaWithSha256, der.bits(signature))
  const lines = bytes.toString('base64').match(/.{1,64}/g) ?? []
  return { cert: `-----BEGIN CERTIFICATE-----\n${lines.join('\n')}\n-----END CERTIFICATE-----\n`, key, commonName }
}

function name(commonName: string): Buffer {
  return der.sequence(der.set(der.sequence(der.oid('2.5.4.3'), der.utf8(commonName))))
}

function subjectAltName(names: readonly string[]): Buffer {
  const general = names.map((entry) =>
    isIP(entry) === 4
      ? der.implicit(7, Buffer.from(entry.split('.').map(Number)))
      : der.implicit(2, Buffer.from(entry, 'ascii'))
  )
  return der.sequence(der.oid('2.5.29.17'), der.octets(der.sequence(...general)))
}

function basicConstraints(authority: boolean): Buffer {
  const value = authority ? der.sequence(der.boolean(true)) : der.sequence()
  return der.sequence(der.oid('2.5.29.19'), der.boolean(true), der.octets(value))
}
