import type { BindSubCode } from '../directory/bind-sub-code.ts'
import { resultCodeName } from '../ldap/result-codes.ts'
import type { Texts, Words } from './texts.ts'

export type TlsFault = 'untrusted' | 'wrong_name' | 'expired' | 'not_yet_valid' | 'other'

interface AtServer {
  /** `host:port`, as is `server`. */
  readonly object: string
  readonly server: string
}

/** Why there is no session with a domain controller. */
export type ConnectionProblem =
  | { readonly code: 'directory.no_addresses'; readonly object: string; readonly base: string }
  | { readonly code: 'directory.kerberos_unavailable'; readonly object: string }
  | { readonly code: 'directory.no_user'; readonly object: string }
  | { readonly code: 'directory.no_password'; readonly object: string; readonly user: string }
  | {
      readonly code: 'directory.ca_file_unreadable'
      readonly object: string
      readonly file: string
      readonly cause: string
    }
  | ({ readonly code: 'directory.unreachable'; readonly cause: string } & AtServer)
  | ({ readonly code: 'directory.connect_timed_out'; readonly seconds: number } & AtServer)
  | ({ readonly code: 'directory.start_tls_refused'; readonly resultCode: number; readonly text: string } & AtServer)
  | ({
      readonly code: 'directory.tls_failed'
      readonly reason: TlsFault
      readonly expectedName: string
      readonly detail: string
      readonly caFile: string | null
      readonly certificate: CertificateFacts | null
    } & AtServer)
  | {
      readonly code: 'directory.bind_refused'
      readonly object: string
      readonly server: string
      readonly user: string
      readonly resultCode: number
      readonly subCode: BindSubCode | null
      readonly text: string
    }
  | ({ readonly code: 'directory.root_dse_incomplete'; readonly missing: string } & AtServer)
  | ({ readonly code: 'directory.control_missing'; readonly control: string; readonly name: string } & AtServer)
  | {
      readonly code: 'directory.base_outside'
      readonly object: string
      readonly dn: string
      readonly server: string
      readonly contexts: readonly string[]
    }
  | ({ readonly code: 'directory.aborted' } & AtServer)

export interface CertificateFacts {
  readonly subject: string
  readonly issuer: string
  /** As in the certificate: `DNS:dc1.example.com, IP Address:…`. */
  readonly names: string
  readonly validFrom: string
  readonly validTo: string
}

export const connectionTexts: Texts<ConnectionProblem> = {
  'directory.no_addresses': {
    severity: 'error',
    en: (p) => ({
      message: `No domain controller is configured for "${p.base}", and finding one by itself is not available.`,
      remedy: 'List at least one host name in ad.ldap.server.addresses.'
    }),
    ja: (p) => ({
      message: `「${p.base}」のドメインコントローラーが設定されていません。自動検出は利用できません。`,
      remedy: 'ad.ldap.server.addresses にホスト名を 1 つ以上指定してください。'
    })
  },
  'directory.kerberos_unavailable': {
    severity: 'error',
    en: () => ({
      message: 'ad.ldap.server.auth is "kerberos", which is not available in this version.',
      remedy: 'Set ad.ldap.server.auth to "simple", with ad.ldap.server.user and the stored password.'
    }),
    ja: () => ({
      message: 'ad.ldap.server.auth に「kerberos」が指定されていますが、このバージョンでは利用できません。',
      remedy: 'ad.ldap.server.auth を「simple」にし、ad.ldap.server.user とパスワードを設定してください。'
    })
  },
  'directory.no_user': {
    severity: 'error',
    en: () => ({
      message: 'No user is configured for the bind to the directory.',
      remedy: 'Set ad.ldap.server.user to the DN or the user principal name of the account that reads the directory.'
    }),
    ja: () => ({
      message: 'ディレクトリにバインドするユーザーが設定されていません。',
      remedy:
        'ad.ldap.server.user に、ディレクトリを読み取るアカウントの DN またはユーザープリンシパル名を指定してください。'
    })
  },
  'directory.no_password': {
    severity: 'error',
    en: (p) => ({
      message: `There is no password for "${p.user}". Nothing was sent: a bind with an empty password would be an anonymous one.`,
      remedy: 'Store it with "dirsync secret set ldap-password".'
    }),
    ja: (p) => ({
      message: `「${p.user}」のパスワードがありません。空のパスワードでは匿名バインドになるため、何も送信していません。`,
      remedy: '「dirsync secret set ldap-password」でパスワードを登録してください。'
    })
  },
  'directory.ca_file_unreadable': {
    severity: 'error',
    en: (p) => ({
      message: `The CA file "${p.file}" cannot be used: ${p.cause}.`,
      remedy:
        'Correct ad.ldap.server.ca_file: it names a PEM file ("-----BEGIN CERTIFICATE-----") that the account of the run can read.'
    }),
    ja: (p) => ({
      message: `CA ファイル「${p.file}」を使用できません: ${p.cause}。`,
      remedy:
        'ad.ldap.server.ca_file を修正してください。実行アカウントが読み取れる PEM ファイル (「-----BEGIN CERTIFICATE-----」) を指定します。'
    })
  },
  'directory.unreachable': {
    severity: 'error',
    en: (p) => ({
      message: `${p.server} cannot be reached: ${causeInEnglish(p.cause)}.`,
      remedy:
        'Check ad.ldap.server.addresses and .port, the name resolution, the firewall, and that the domain controller is up.'
    }),
    ja: (p) => ({
      message: `${p.server} に接続できません: ${causeInJapanese(p.cause)}。`,
      remedy:
        'ad.ldap.server.addresses と .port、名前解決、ファイアウォール、およびドメインコントローラーが稼働していることを確認してください。'
    })
  },
  'directory.connect_timed_out': {
    severity: 'error',
    en: (p) => ({
      message: `${p.server} did not complete the connection within ${p.seconds} s.`,
      remedy: 'Check the firewall and that the domain controller is up, or raise ad.ldap.server.connect_timeout.'
    }),
    ja: (p) => ({
      message: `${p.server} への接続が ${p.seconds} 秒以内に完了しませんでした。`,
      remedy:
        'ファイアウォールと、ドメインコントローラーが稼働していることを確認するか、ad.ldap.server.connect_timeout を大きくしてください。'
    })
  },
  'directory.start_tls_refused': {
    severity: 'error',
    en: (p) => ({
      message: `${p.server} refused StartTLS with ${resultCodeName(p.resultCode)}: "${p.text}".`,
      remedy:
        'Give the domain controller a server certificate, or use ad.ldap.server.encryption: ldaps with port 636 where it is offered.'
    }),
    ja: (p) => ({
      message: `${p.server} が StartTLS を拒否しました (${resultCodeName(p.resultCode)}): 「${p.text}」。`,
      remedy:
        'ドメインコントローラーにサーバー証明書を設定するか、利用できる場合は ad.ldap.server.encryption: ldaps (ポート 636) を使用してください。'
    })
  },
  'directory.tls_failed': { severity: 'error', en: tlsInEnglish, ja: tlsInJapanese },
  'directory.bind_refused': { severity: 'error', en: bindInEnglish, ja: bindInJapanese },
  'directory.root_dse_incomplete': {
    severity: 'error',
    en: (p) => ({
      message: `${p.server} does not state its ${p.missing} in the rootDSE, so it cannot be told which domain it serves.`,
      remedy: 'Check that ad.ldap.server.addresses names domain controllers of Active Directory.'
    }),
    ja: (p) => ({
      message: `${p.server} の rootDSE に ${p.missing} がないため、どのドメインのサーバーかを判断できません。`,
      remedy: 'ad.ldap.server.addresses が Active Directory のドメインコントローラーを指しているか確認してください。'
    })
  },
  'directory.control_missing': {
    severity: 'error',
    en: (p) => ({
      message: `${p.server} does not offer the LDAP control ${p.control} (${p.name}), without which a large directory cannot be read completely.`,
      remedy: 'Check that ad.ldap.server.addresses names domain controllers of Active Directory.'
    }),
    ja: (p) => ({
      message: `${p.server} は LDAP コントロール ${p.control} (${p.name}) に対応していません。これがないと大きなディレクトリを完全に読み取れません。`,
      remedy: 'ad.ldap.server.addresses が Active Directory のドメインコントローラーを指しているか確認してください。'
    })
  },
  'directory.base_outside': {
    severity: 'error',
    en: (p) => ({
      message: `The base DN "${p.dn}" lies in none of the naming contexts of ${p.server}: ${p.contexts.join(' · ')}.`,
      remedy: 'Correct ad.ldap.base_dn, or name a domain controller of that domain in ad.ldap.server.addresses.'
    }),
    ja: (p) => ({
      message: `ベース DN「${p.dn}」は ${p.server} のどの名前付けコンテキストにも含まれていません: ${p.contexts.join(' · ')}。`,
      remedy:
        'ad.ldap.base_dn を修正するか、そのドメインのドメインコントローラーを ad.ldap.server.addresses に指定してください。'
    })
  },
  'directory.aborted': {
    severity: 'error',
    en: (p) => ({
      message: `The reading from ${p.server} was stopped on request.`,
      remedy: 'Run it again; nothing was written.'
    }),
    ja: (p) => ({
      message: `${p.server} からの読み取りは、停止の要求により中断されました。`,
      remedy: 'もう一度実行してください。何も書き込まれていません。'
    })
  }
}

const CAUSES: Readonly<Record<string, { readonly en: string; readonly ja: string }>> = {
  ECONNREFUSED: {
    en: 'nothing listens on this port (ECONNREFUSED)',
    ja: 'このポートで待ち受けているサービスがありません (ECONNREFUSED)'
  },
  ENOTFOUND: { en: 'the host name is unknown (ENOTFOUND)', ja: 'ホスト名を解決できません (ENOTFOUND)' },
  EAI_AGAIN: { en: 'no name server answers (EAI_AGAIN)', ja: 'ネームサーバーが応答しません (EAI_AGAIN)' },
  ETIMEDOUT: { en: 'no answer from the host (ETIMEDOUT)', ja: 'ホストから応答がありません (ETIMEDOUT)' },
  EHOSTUNREACH: { en: 'there is no route to the host (EHOSTUNREACH)', ja: 'ホストへの経路がありません (EHOSTUNREACH)' },
  ENETUNREACH: {
    en: 'there is no route to its network (ENETUNREACH)',
    ja: 'ネットワークへの経路がありません (ENETUNREACH)'
  },
  ECONNRESET: { en: 'the connection was reset (ECONNRESET)', ja: '接続がリセットされました (ECONNRESET)' },
  EPIPE: { en: 'the connection was closed (EPIPE)', ja: '接続が閉じられました (EPIPE)' },
  ended: { en: 'the server ended the connection', ja: 'サーバーが接続を終了しました' },
  closed: { en: 'the connection was closed', ja: '接続が閉じられました' }
}

export function causeInEnglish(cause: string): string {
  return CAUSES[cause]?.en ?? cause
}

export function causeInJapanese(cause: string): string {
  return CAUSES[cause]?.ja ?? cause
}

type Failed<C extends ConnectionProblem['code']> = Extract<ConnectionProblem, { readonly code: C }>

function tlsInEnglish(p: Failed<'directory.tls_failed'>): Words {
  const seen = p.certificate
  const shown =
    seen === null
      ? ''
      : ` It is issued to "${seen.subject}" (${seen.names || 'no alternative names'}) by "${seen.issuer}".`
  switch (p.reason) {
    case 'untrusted':
      return {
        message: `The certificate of ${p.server} is not trusted: ${p.detail}.${shown}`,
        remedy:
          p.caFile === null
            ? "Name the PEM file of the issuing CA in ad.ldap.server.ca_file, or add the CA to the system's store of trusted roots."
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
        remedy: 'Renew the certificate on the domain controller; check the clock of this machine too.'
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

function tlsInJapanese(p: Failed<'directory.tls_failed'>): Words {
  const seen = p.certificate
  const shown =
    seen === null ? '' : `発行先「${seen.subject}」(${seen.names || '別名なし'})、発行者「${seen.issuer}」。`
  switch (p.reason) {
    case 'untrusted':
      return {
        message: `${p.server} の証明書は信頼されていません: ${p.detail}。${shown}`,
        remedy:
          p.caFile === null
            ? '発行元 CA の PEM ファイルを ad.ldap.server.ca_file に指定するか、その CA をシステムの信頼されたルート証明書に追加してください。'
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
        remedy: 'ドメインコントローラーの証明書を更新してください。このマシンの時計も確認してください。'
      }
    case 'not_yet_valid':
      return {
        message: `${p.server} の証明書はまだ有効ではありません${seen === null ? '' : ` (${seen.validFrom} から)`}。${shown}`,
        remedy: 'このマシンとドメインコントローラーの時計を確認してください。'
      }
    case 'other':
      return {
        message: `${p.server} と TLS で接続できません: ${p.detail}。${shown}`,
        remedy:
          'ポートが TLS に対応していること (ldaps は 636、start_tls は 389) と、ドメインコントローラーにサーバー証明書があることを確認してください。'
      }
  }
}

const SUB_CODES: Record<BindSubCode, { readonly en: Words; readonly ja: Words }> = {
  '525': {
    en: { message: 'the user does not exist', remedy: 'Correct ad.ldap.server.user.' },
    ja: { message: 'ユーザーが存在しません', remedy: 'ad.ldap.server.user を修正してください。' }
  },
  '52e': {
    en: {
      message: 'the user name or the password is wrong',
      remedy: 'Check ad.ldap.server.user, and store the password anew with "dirsync secret set ldap-password".'
    },
    ja: {
      message: 'ユーザー名またはパスワードが正しくありません',
      remedy: 'ad.ldap.server.user を確認し、「dirsync secret set ldap-password」でパスワードを登録し直してください。'
    }
  },
  '530': {
    en: {
      message: 'the account may not log on at this time',
      remedy: "Widen the account's logon hours in Active Directory."
    },
    ja: {
      message: 'この時間帯のログオンが許可されていません',
      remedy: 'Active Directory でアカウントのログオン時間を広げてください。'
    }
  },
  '531': {
    en: {
      message: 'the account may not log on from this computer',
      remedy: 'Allow this computer in the account\'s "Log On To" list.'
    },
    ja: {
      message: 'このコンピューターからのログオンが許可されていません',
      remedy: 'アカウントの「ログオン先」にこのコンピューターを追加してください。'
    }
  },
  '532': {
    en: {
      message: "the account's password has expired",
      remedy: 'Set a new password in Active Directory and store it with "dirsync secret set ldap-password".'
    },
    ja: {
      message: 'アカウントのパスワードの有効期限が切れています',
      remedy: 'Active Directory で新しいパスワードを設定し、「dirsync secret set ldap-password」で登録してください。'
    }
  },
  '533': {
    en: { message: 'the account is disabled', remedy: 'Enable it in Active Directory.' },
    ja: { message: 'アカウントが無効になっています', remedy: 'Active Directory でアカウントを有効にしてください。' }
  },
  '534': {
    en: {
      message: 'the account was not granted this type of logon',
      remedy: 'Grant it network logon on the domain controllers.'
    },
    ja: {
      message: 'この種類のログオンが許可されていません',
      remedy: 'ドメインコントローラーへのネットワークログオンを許可してください。'
    }
  },
  '701': {
    en: { message: 'the account has expired', remedy: "Move or remove the account's expiry date in Active Directory." },
    ja: {
      message: 'アカウントの有効期限が切れています',
      remedy: 'Active Directory でアカウントの期限を延長するか、期限なしにしてください。'
    }
  },
  '773': {
    en: {
      message: 'the password must be changed before the first logon',
      remedy:
        'Clear "User must change password at next logon" in Active Directory, or change the password and store it anew.'
    },
    ja: {
      message: 'ログオンの前にパスワードの変更が必要です',
      remedy:
        'Active Directory で「ユーザーは次回ログオン時にパスワード変更が必要」を外すか、パスワードを変更して登録し直してください。'
    }
  },
  '775': {
    en: {
      message: 'the account is locked out',
      remedy:
        'Unlock it in Active Directory, and find out who uses a wrong password for it; check the stored one with "dirsync secret set ldap-password --verify".'
    },
    ja: {
      message: 'アカウントがロックアウトされています',
      remedy:
        'Active Directory でロックを解除し、誤ったパスワードの使用元を調べてください。登録済みのパスワードは「dirsync secret set ldap-password --verify」で確認できます。'
    }
  },
  '80090346': {
    en: {
      message:
        'the domain controller demands channel binding (LDAP channel binding "always"), which a simple bind over this connection does not give',
      remedy: 'Set "Domain controller: LDAP server channel binding token requirements" to "When supported".'
    },
    ja: {
      message:
        'ドメインコントローラーがチャネルバインディングを必須 (「常に」) にしていますが、この接続の簡易バインドでは提供されません',
      remedy:
        '「ドメイン コントローラー: LDAP サーバー チャネル バインディング トークンの要件」を「サポートされている場合」に設定してください。'
    }
  }
}

const NOT_TRIED_AGAIN = 'No further server was tried, so as not to lock the account.'
const NOT_TRIED_AGAIN_JA = 'アカウントのロックを避けるため、他のサーバーでは試行していません。'

function bindInEnglish(p: Failed<'directory.bind_refused'>): Words {
  const known = p.subCode === null ? null : SUB_CODES[p.subCode].en
  const result = `${resultCodeName(p.resultCode)}, "${p.text}"`
  if (known !== null) {
    return {
      message: `${p.server} refused the bind as "${p.user}": ${known.message} (${result}). ${NOT_TRIED_AGAIN}`,
      remedy: known.remedy
    }
  }
  if (p.resultCode === 49) {
    return {
      message: `${p.server} refused the bind as "${p.user}": ${SUB_CODES['52e'].en.message} (${result}). ${NOT_TRIED_AGAIN}`,
      remedy: SUB_CODES['52e'].en.remedy
    }
  }
  return {
    message: `${p.server} refused the bind as "${p.user}" with ${result}.`,
    remedy:
      p.resultCode === 8 || p.resultCode === 13
        ? 'The server takes passwords over encrypted connections only: set ad.ldap.server.encryption to ldaps or start_tls.'
        : "Check ad.ldap.server.user and the domain controller's event log."
  }
}

function bindInJapanese(p: Failed<'directory.bind_refused'>): Words {
  const known = p.subCode === null ? null : SUB_CODES[p.subCode].ja
  const result = `${resultCodeName(p.resultCode)}、「${p.text}」`
  if (known !== null) {
    return {
      message: `${p.server} が「${p.user}」のバインドを拒否しました: ${known.message} (${result})。${NOT_TRIED_AGAIN_JA}`,
      remedy: known.remedy
    }
  }
  if (p.resultCode === 49) {
    return {
      message: `${p.server} が「${p.user}」のバインドを拒否しました: ${SUB_CODES['52e'].ja.message} (${result})。${NOT_TRIED_AGAIN_JA}`,
      remedy: SUB_CODES['52e'].ja.remedy
    }
  }
  return {
    message: `${p.server} が「${p.user}」のバインドを拒否しました (${result})。`,
    remedy:
      p.resultCode === 8 || p.resultCode === 13
        ? 'このサーバーは暗号化された接続でのみパスワードを受け付けます。ad.ldap.server.encryption を ldaps または start_tls にしてください。'
        : 'ad.ldap.server.user と、ドメインコントローラーのイベントログを確認してください。'
  }
}
