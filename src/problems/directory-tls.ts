import type { AtServer } from './directory-connection.ts'
import type { Texts, Words } from './texts.ts'

export type TlsFault = 'untrusted' | 'wrong_name' | 'expired' | 'not_yet_valid' | 'other'

export interface TlsProblem extends AtServer {
  readonly code: 'directory.tls_failed'
  readonly reason: TlsFault
  readonly expectedName: string
  readonly detail: string
  readonly caFile: string | null
  readonly certificate: CertificateFacts | null
}

export interface CertificateFacts {
  readonly subject: string
  readonly issuer: string
  /** As in the certificate: `DNS:dc1.example.com, IP Address:…`. */
  readonly names: string
  readonly validFrom: string
  readonly validTo: string
}

export const tlsTexts: Texts<TlsProblem> = {
  'directory.tls_failed': { severity: 'error', en: inEnglish, ja: inJapanese }
}

function inEnglish(p: TlsProblem): Words {
  const seen = p.certificate
  const shown =
    seen === null
      ? ''
      : ` It is issued to "${seen.subject}" (${seen.names || 'no alternative names'}) by "${seen.issuer}".`
  switch (p.reason) {
    case 'untrusted':
      return {
        message: `The certificate of ${p.server} is not trusted: ${p.detail}.${shown} No password was sent.`,
        remedy:
          p.caFile === null
            ? "Ask who runs your certificate authority for its root certificate, and name it as a PEM file in ad.ldap.server.ca_file, or add it to the system's store of trusted roots. If the issuer above is not yours, find out who answers there."
            : `"${p.caFile}" does not hold the CA that issued it: put the issuing CA's certificate (PEM) there.`
      }
    case 'wrong_name':
      return {
        message: `The certificate of ${p.server} is not valid for the name "${p.expectedName}".${shown}`,
        remedy:
          'List the server under a name of its certificate in ad.ldap.server.addresses, or give that name in ad.ldap.server.tls_name.'
      }
    case 'expired':
      return {
        message: `The certificate of ${p.server} expired${seen === null ? '' : ` on ${seen.validTo}`}.${shown}`,
        remedy:
          'Check the clock of this machine; if it is right, renew the certificate on the domain controller. Meanwhile another controller can come first in ad.ldap.server.addresses.'
      }
    case 'not_yet_valid':
      return {
        message: `The certificate of ${p.server} is not valid yet${seen === null ? '' : ` (from ${seen.validFrom})`}.${shown}`,
        remedy: 'Check the clocks of this machine and of the domain controller.'
      }
    case 'other':
      return {
        message: `No TLS connection with ${p.server}: ${p.detail}.${shown}`,
        remedy:
          'Check that the port speaks TLS (636 for ldaps, 389 for start_tls) and that the domain controller has a server certificate.'
      }
  }
}

function inJapanese(p: TlsProblem): Words {
  const seen = p.certificate
  const shown =
    seen === null ? '' : `発行先「${seen.subject}」(${seen.names || '別名なし'})、発行者「${seen.issuer}」。`
  switch (p.reason) {
    case 'untrusted':
      return {
        message: `${p.server} の証明書は信頼されていません: ${p.detail}。${shown}パスワードは送信していません。`,
        remedy:
          p.caFile === null
            ? '自社の認証局 (CA) のルート証明書を管理者から入手し、PEM ファイルとして ad.ldap.server.ca_file に指定するか、システムの信頼されたルート証明書に追加してください。上記の発行者が自社の認証局でない場合は、何が応答しているかを確認してください。'
            : `「${p.caFile}」に発行元の CA が含まれていません。発行元 CA の証明書 (PEM) を入れてください。`
      }
    case 'wrong_name':
      return {
        message: `${p.server} の証明書は「${p.expectedName}」という名前では有効ではありません。${shown}`,
        remedy:
          'ad.ldap.server.addresses に証明書に記載された名前を指定するか、その名前を ad.ldap.server.tls_name に指定してください。'
      }
    case 'expired':
      return {
        message: `${p.server} の証明書は有効期限が切れています${seen === null ? '' : ` (${seen.validTo} まで)`}。${shown}`,
        remedy:
          'このコンピューターの時刻を確認してください。正しい場合は、ドメインコントローラーの証明書を更新してください。それまでは、ad.ldap.server.addresses の先頭に別のドメインコントローラーを指定できます。'
      }
    case 'not_yet_valid':
      return {
        message: `${p.server} の証明書はまだ有効ではありません${seen === null ? '' : ` (${seen.validFrom} から)`}。${shown}`,
        remedy: 'このコンピューターとドメインコントローラーの時刻を確認してください。'
      }
    case 'other':
      return {
        message: `${p.server} と TLS で接続できません: ${p.detail}。${shown}`,
        remedy:
          'ポートが TLS に対応していること (ldaps は 636、start_tls は 389) と、ドメインコントローラーにサーバー証明書があることを確認してください。'
      }
  }
}
