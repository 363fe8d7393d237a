import type { PeerCertificate } from 'node:tls'
import { type Check, pass, type Said, warn } from './check.ts'

/** From so many days before on, its expiry is warned of. */
const WARN_DAYS = 30
const DAY_MS = 86_400_000

/** A certificate that was accepted: its chain is shown; that it expires soon is a warning. */
export function certificateCheck(
  id: 'directory.tls' | 'service.tls',
  certificate: PeerCertificate,
  now: Date,
  object: string
): Check {
  const seen = chainOf(certificate)
  const days = Math.floor((Date.parse(certificate.valid_to) - now.getTime()) / DAY_MS)
  if (days >= WARN_DAYS) return pass(id, seen, object)
  const soon = {
    en: `The certificate expires in ${days} days. ${seen.en}`,
    ja: `証明書の有効期限まで ${days} 日です。${seen.ja}`
  }
  const remedy = {
    en: 'Have the certificate on that server renewed before then: afterwards no run can connect to it. (Of the service: IIJ does that; of a proxy that decrypts TLS: its administrator.)',
    ja: '期限までにそのサーバーの証明書を更新してください。期限を過ぎると接続できません (サービスの証明書は IIJ が、TLS を復号するプロキシの証明書はその管理者が更新します)。'
  }
  return warn(id, soon, remedy, object)
}

/** Subject, alternative names, expiry, and the issuers up to the root. */
export function chainOf(certificate: PeerCertificate): Said {
  const issuers: string[] = []
  let at: unknown = certificate
  // A root is its own issuer.
  while (isDetailed(at) && at.issuerCertificate !== at && issuers.length < 10) {
    issuers.push(commonName(at.issuer))
    at = at.issuerCertificate
  }
  const chain = (issuers.length === 0 ? [commonName(certificate.issuer)] : issuers).join(' ← ')
  const subject = commonName(certificate.subject)
  const names = certificate.subjectaltname ?? ''
  return {
    en: `"${subject}" (${names || 'no alternative names'}), until ${certificate.valid_to}, issued by ${chain}.`,
    ja: `「${subject}」(${names || '別名なし'})、有効期限 ${certificate.valid_to}、発行者 ${chain}。`
  }
}

function isDetailed(value: unknown): value is PeerCertificate & { readonly issuerCertificate: unknown } {
  return typeof value === 'object' && value !== null && 'issuerCertificate' in value && 'issuer' in value
}

function commonName(name: PeerCertificate['subject'] | undefined): string {
  return [name?.CN ?? []].flat().join(', ')
}
