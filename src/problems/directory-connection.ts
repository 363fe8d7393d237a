import { resultCodeName } from '../ldap/result-codes.ts'
import { inWords, type Problem } from './problem.ts'
import type { Texts } from './texts.ts'

export interface AtServer {
  /** `host:port`, as is `server`. */
  readonly object: string
  readonly server: string
}

/** Why there is no session with a domain controller. */
export type ConnectionProblem =
  | { readonly code: 'directory.no_addresses'; readonly object: string; readonly base: string }
  | {
      readonly code: 'directory.controller_not_found'
      readonly object: string
      readonly domain: string
      readonly query: string
      readonly cause: string
    }
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
  | ({ readonly code: 'directory.root_dse_incomplete'; readonly missing: string } & AtServer)
  | ({ readonly code: 'directory.control_missing'; readonly control: string; readonly name: string } & AtServer)
  | {
      readonly code: 'directory.base_outside'
      readonly object: string
      readonly dn: string
      readonly server: string
      readonly contexts: readonly string[]
    }
  | ({ readonly code: 'directory.controller_skipped'; readonly cause: Problem } & AtServer)
  | ({ readonly code: 'directory.aborted' } & AtServer)

export const connectionTexts: Texts<ConnectionProblem> = {
  'directory.no_addresses': {
    severity: 'error',
    en: (p) => ({
      message: `No domain controller is configured for "${p.base}", and no domain can be told from it to find one.`,
      remedy: 'List at least one host name in ad.ldap.server.addresses.'
    }),
    ja: (p) => ({
      message: `「${p.base}」のドメインコントローラーが設定されておらず、検出に必要なドメイン名も特定できません。`,
      remedy: 'ad.ldap.server.addresses にホスト名を 1 つ以上指定してください。'
    })
  },
  'directory.controller_not_found': {
    severity: 'error',
    en: (p) => ({
      message: `No domain controller of ${p.domain} was found by ${p.query}: ${causeInEnglish(p.cause)}.`,
      remedy:
        'Let this machine use the name servers of the domain (its domain controllers), correct ad.ldap.base_dn, or list the controllers in ad.ldap.server.addresses.'
    }),
    ja: (p) => ({
      message: `${p.query} を検索しましたが、${p.domain} のドメインコントローラーが見つかりません: ${causeInJapanese(p.cause)}。`,
      remedy:
        'このコンピューターの DNS サーバーにドメインの DNS サーバー (ドメインコントローラー) を設定するか、ad.ldap.base_dn を修正するか、ad.ldap.server.addresses にドメインコントローラーを指定してください。'
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
      remedy:
        'Store it with "dirsync secret set ldap-password --verify" (PowerShell: Set-DirSyncSecret -Name ldap-password; one of several domains: --domain, -Domain).'
    }),
    ja: (p) => ({
      message: `「${p.user}」のパスワードがありません。空のパスワードでは匿名バインドになるため、何も送信していません。`,
      remedy:
        '「dirsync secret set ldap-password --verify」(PowerShell では Set-DirSyncSecret -Name ldap-password。複数ドメインの場合は --domain または -Domain でドメインを指定) で保存してください。'
    })
  },
  'directory.ca_file_unreadable': {
    severity: 'error',
    en: (p) => ({
      message: `The CA file "${p.file}" cannot be used: ${p.cause}.`,
      remedy:
        'Correct ad.ldap.server.ca_file: it names a PEM file ("-----BEGIN CERTIFICATE-----") that the account of the scheduled task can read; a relative path counts from the folder of config.yml.'
    }),
    ja: (p) => ({
      message: `CA ファイル「${p.file}」を使用できません: ${p.cause}。`,
      remedy:
        'ad.ldap.server.ca_file を修正してください。タスクの実行アカウントが読み取れる PEM ファイル (「-----BEGIN CERTIFICATE-----」) を指定します。相対パスは config.yml のフォルダーが基準です。'
    })
  },
  'directory.unreachable': {
    severity: 'error',
    en: (p) => ({
      message: `${p.server} cannot be reached: ${causeInEnglish(p.cause)}.`,
      remedy:
        'Check that the domain controller is up, ad.ldap.server.addresses and .port, the name resolution and the firewall: "dirsync test --only directory" (PowerShell: Test-DirSyncConnection -Only directory) shows which step fails for which controller.'
    }),
    ja: (p) => ({
      message: `${p.server} に接続できません: ${causeInJapanese(p.cause)}。`,
      remedy:
        'ドメインコントローラーが稼働していること、ad.ldap.server.addresses と .port、名前解決、ファイアウォールを確認してください。どのドメインコントローラーでどの段階が失敗するかは「dirsync test --only directory」(PowerShell では Test-DirSyncConnection -Only directory) で確認できます。'
    })
  },
  'directory.connect_timed_out': {
    severity: 'error',
    en: (p) => ({
      message: `${p.server} did not complete the connection within ${p.seconds} s.`,
      remedy:
        'Check that the domain controller is up, and the firewall (ad.ldap.server.port). If the way is merely slow, raise ad.ldap.server.connect_timeout (10 by default).'
    }),
    ja: (p) => ({
      message: `${p.server} への接続が ${p.seconds} 秒以内に完了しませんでした。`,
      remedy:
        'ドメインコントローラーが稼働していることと、ファイアウォール (ad.ldap.server.port) を確認してください。接続が遅いだけの場合は、ad.ldap.server.connect_timeout (既定値 10) を大きくしてください。'
    })
  },
  'directory.start_tls_refused': {
    severity: 'error',
    en: (p) => ({
      message: `${p.server} refused StartTLS with ${resultCodeName(p.resultCode)}: "${p.text}".`,
      remedy:
        'Give the domain controller a server certificate (for instance by AD CS: without one it can encrypt nothing), or list a controller that has one first in ad.ldap.server.addresses.'
    }),
    ja: (p) => ({
      message: `${p.server} が StartTLS を拒否しました (${resultCodeName(p.resultCode)}): 「${p.text}」。`,
      remedy:
        'ドメインコントローラーにサーバー証明書を設定するか (AD CS などで発行します。証明書がないと暗号化できません)、証明書のあるドメインコントローラーを ad.ldap.server.addresses の先頭に指定してください。'
    })
  },
  'directory.root_dse_incomplete': {
    severity: 'error',
    en: (p) => ({
      message: `${p.server} does not tell its ${p.missing} (in its rootDSE), so it cannot be told which domain it serves.`,
      remedy:
        'Name domain controllers of Active Directory in ad.ldap.server.addresses: not AD LDS or another LDAP server.'
    }),
    ja: (p) => ({
      message: `${p.server} の rootDSE に ${p.missing} がないため、どのドメインのサーバーかを判断できません。`,
      remedy:
        'ad.ldap.server.addresses には Active Directory のドメインコントローラーを指定してください (AD LDS やほかの LDAP サーバーは使用できません)。'
    })
  },
  'directory.control_missing': {
    severity: 'error',
    en: (p) => ({
      message: `${p.server} does not offer the LDAP control ${p.control} (${p.name}), without which a large directory cannot be read completely.`,
      remedy:
        'Name domain controllers of Active Directory in ad.ldap.server.addresses: not AD LDS or another LDAP server.'
    }),
    ja: (p) => ({
      message: `${p.server} は LDAP コントロール ${p.control} (${p.name}) に対応していません。これがないと大きなディレクトリを完全に読み取れません。`,
      remedy:
        'ad.ldap.server.addresses には Active Directory のドメインコントローラーを指定してください (AD LDS やほかの LDAP サーバーは使用できません)。'
    })
  },
  'directory.base_outside': {
    severity: 'error',
    en: (p) => ({
      message: `The base DN "${p.dn}" (ad.ldap.base_dn) lies in no part of the directory that ${p.server} holds: ${p.contexts.join(' · ')}.`,
      remedy: 'Correct ad.ldap.base_dn, or name a domain controller of that domain in ad.ldap.server.addresses.'
    }),
    ja: (p) => ({
      message: `ベース DN「${p.dn}」(ad.ldap.base_dn) は、${p.server} が保持するディレクトリのどの部分 (名前付けコンテキスト) にも含まれていません: ${p.contexts.join(' · ')}。`,
      remedy:
        'ad.ldap.base_dn を修正するか、そのドメインのドメインコントローラーを ad.ldap.server.addresses に指定してください。'
    })
  },
  'directory.controller_skipped': {
    severity: 'warning',
    en: (p) => ({
      message: `${p.server} was skipped, and the next domain controller was used; the run is complete all the same. ${inWords(p.cause, 'en').message}`,
      remedy: inWords(p.cause, 'en').remedy
    }),
    ja: (p) => ({
      message: `${p.server} を使用できないため、次のドメインコントローラーを使用しました。実行には影響ありません。${inWords(p.cause, 'ja').message}`,
      remedy: inWords(p.cause, 'ja').remedy
    })
  },
  'directory.aborted': {
    severity: 'error',
    en: (p) => ({
      message: `The reading from ${p.server} was stopped on request.`,
      remedy: 'Nothing has to be done: nothing was written, and the next run reads anew.'
    }),
    ja: (p) => ({
      message: `${p.server} からの読み取りは、停止の要求により中断されました。`,
      remedy: '対処は不要です。何も書き込まれていません。次回の実行で改めて読み取ります。'
    })
  }
}

const CAUSES: Readonly<Record<string, { readonly en: string; readonly ja: string }>> = {
  ECONNREFUSED: {
    en: 'nothing listens on this port (ECONNREFUSED)',
    ja: 'このポートで待ち受けているサービスがありません (ECONNREFUSED)'
  },
  ENOTFOUND: { en: 'the host name is unknown (ENOTFOUND)', ja: 'ホスト名を解決できません (ENOTFOUND)' },
  ENODATA: { en: 'the name has no such records (ENODATA)', ja: '該当するレコードがありません (ENODATA)' },
  ESERVFAIL: { en: 'the name server failed (ESERVFAIL)', ja: 'ネームサーバーがエラーを返しました (ESERVFAIL)' },
  EREFUSED: { en: 'the name server refused to answer (EREFUSED)', ja: 'ネームサーバーが応答を拒否しました (EREFUSED)' },
  ETIMEOUT: { en: 'no name server answers (ETIMEOUT)', ja: 'ネームサーバーが応答しません (ETIMEOUT)' },
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
