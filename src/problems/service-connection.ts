import type { Language, Texts } from './texts.ts'

/** In what an answer that should be SCIM is none. */
export type NotScim =
  | 'markup'
  | 'content_type'
  | 'not_json'
  | 'no_body'
  | 'no_list'
  | 'no_resource'
  | 'other_id'
  | 'no_error_body'

/** No usable answer came; `request` is method and path, as in `GET /Users`. */
export type ConnectionProblem =
  | { readonly code: 'service.ca_file_unusable'; readonly file: string; readonly reason: string }
  | { readonly code: 'service.unreachable'; readonly request: string; readonly host: string; readonly reason: string }
  | { readonly code: 'service.certificate_refused'; readonly host: string; readonly reason: string }
  | {
      readonly code: 'service.connect_timeout'
      readonly request: string
      readonly host: string
      readonly seconds: number
    }
  | {
      readonly code: 'service.answer_timeout'
      readonly request: string
      readonly host: string
      readonly seconds: number
    }
  | { readonly code: 'service.proxy_refused'; readonly proxy: string; readonly status: number }
  | {
      readonly code: 'service.redirected'
      readonly request: string
      readonly status: number
      readonly location: string
    }
  | { readonly code: 'service.answer_too_large'; readonly request: string; readonly limitBytes: number }
  | {
      readonly code: 'service.not_scim'
      readonly request: string
      readonly status: number
      readonly contentType: string
      readonly seen: NotScim
    }

export const connectionTexts: Texts<ConnectionProblem> = {
  'service.ca_file_unusable': {
    severity: 'error',
    en: (p) => ({
      message: `The certificates in iid.scim.http.ca_file (${p.file}) can't be used: ${p.reason}.`,
      remedy:
        'Name a file that the account of the scheduled task can read, with one or more certificates in PEM form ("-----BEGIN CERTIFICATE-----"); without a proxy that decrypts TLS, remove the key.'
    }),
    ja: (p) => ({
      message: `iid.scim.http.ca_file (${p.file}) の証明書を使用できません (${p.reason})。`,
      remedy:
        'タスクの実行アカウントが読み取れる PEM 形式 (「-----BEGIN CERTIFICATE-----」) の証明書ファイルを指定してください。TLS を復号するプロキシがない場合は、このキーを削除してください。'
    })
  },
  'service.unreachable': {
    severity: 'error',
    en: (p) => ({
      message: `${p.request}: no answer from ${p.host}: ${reasonIn('en', p.reason)}.`,
      remedy:
        'The next run tries again by itself. If it stays, check the name resolution, the firewall (443/TCP to auth.iij.jp and its subdomains) and iid.scim.http.proxy: `dirsync test --only service` (PowerShell: Test-DirSyncConnection -Only service) shows which step fails.'
    }),
    ja: (p) => ({
      message: `${p.request}: ${p.host} から応答がありませんでした (${reasonIn('ja', p.reason)})。`,
      remedy:
        '次回の実行で自動的に再試行します。続く場合は、名前解決、ファイアウォール (auth.iij.jp とそのサブドメインへの 443/TCP)、iid.scim.http.proxy を確認してください。失敗する段階は `dirsync test --only service` (PowerShell では Test-DirSyncConnection -Only service) で確認できます。'
    })
  },
  'service.certificate_refused': {
    severity: 'error',
    en: (p) => ({
      message: `The certificate of ${p.host} is not trusted (${reasonIn('en', p.reason)}); nothing was sent, not even the token.`,
      remedy:
        "Check this machine's clock first. If a proxy of your company decrypts TLS, add its CA certificate to the system's store of trusted roots, or name it in iid.scim.http.ca_file. Otherwise ask your network's administrator who answers in place of the service."
    }),
    ja: (p) => ({
      message: `${p.host} の証明書を信頼できません (${reasonIn('ja', p.reason)})。アクセストークンを含め、何も送信していません。`,
      remedy:
        'まず、このコンピューターの時刻を確認してください。社内のプロキシが TLS を復号している場合は、その CA 証明書をシステムの信頼されたルート証明書に追加するか、iid.scim.http.ca_file に指定してください。そうでない場合は、サービスの代わりに何が応答しているかを、ネットワークの管理者に確認してください。'
    })
  },
  'service.connect_timeout': {
    severity: 'error',
    en: (p) => ({
      message: `${p.request}: no connection to ${p.host} within ${p.seconds} s.`,
      remedy:
        'The next run tries again by itself. If it stays, check the firewall (443/TCP to auth.iij.jp and its subdomains) and iid.scim.http.proxy.'
    }),
    ja: (p) => ({
      message: `${p.request}: ${p.host} に ${p.seconds} 秒以内に接続できませんでした。`,
      remedy:
        '次回の実行で自動的に再試行します。続く場合は、ファイアウォール (auth.iij.jp とそのサブドメインへの 443/TCP) と iid.scim.http.proxy を確認してください。'
    })
  },
  'service.answer_timeout': {
    severity: 'error',
    en: (p) => ({
      message: `${p.request}: the answer of ${p.host} was not complete within ${p.seconds} s.`,
      remedy:
        'The next run tries again by itself. If it stays, see whether IIJ reports a disturbance of the service; if it is merely slow, raise iid.scim.timeout (60 by default).'
    }),
    ja: (p) => ({
      message: `${p.request}: ${p.host} の応答が ${p.seconds} 秒以内に完了しませんでした。`,
      remedy:
        '次回の実行で自動的に再試行します。続く場合は、IIJ の障害情報を確認してください。サービスの応答が遅いだけであれば iid.scim.timeout (既定値 60) を大きくしてください。'
    })
  },
  'service.proxy_refused': {
    severity: 'error',
    en: (p) => ({
      message: `The proxy ${p.proxy} refused the connection to the service (status ${p.status}${p.status === 407 ? ': user name or password' : ''}).`,
      remedy:
        'Status 407: correct iid.scim.http.proxy.user, and store the password with `dirsync secret set proxy-password` (PowerShell: Set-DirSyncSecret -Name proxy-password). Otherwise the proxy has to let this machine through to 443/TCP of auth.iij.jp and its subdomains.'
    }),
    ja: (p) => ({
      message: `プロキシ ${p.proxy} がサービスへの接続を拒否しました (ステータス ${p.status}${p.status === 407 ? ': ユーザー名またはパスワード' : ''})。`,
      remedy:
        'ステータスが 407 の場合は、iid.scim.http.proxy.user を修正し、`dirsync secret set proxy-password` (PowerShell では Set-DirSyncSecret -Name proxy-password) でパスワードを保存してください。それ以外の場合は、プロキシで、このコンピューターから auth.iij.jp とそのサブドメインへの 443/TCP を許可してください。'
    })
  },
  'service.redirected': {
    severity: 'error',
    en: (p) => ({
      message: `${p.request}: instead of an answer came a redirect (status ${p.status}) to ${p.location}. It is not followed: the token must not travel.`,
      remedy:
        'If that is the login page of a proxy or of your network, let this machine through to 443/TCP of auth.iij.jp and its subdomains; otherwise correct iid.scim.base_url.'
    }),
    ja: (p) => ({
      message: `${p.request}: 応答の代わりに ${p.location} へのリダイレクト (ステータス ${p.status}) が返されました。アクセストークンを他へ送らないよう、リダイレクトには従いません。`,
      remedy:
        'プロキシやネットワークのログイン画面の場合は、このコンピューターから auth.iij.jp とそのサブドメインへの 443/TCP を許可してください。それ以外の場合は iid.scim.base_url を修正してください。'
    })
  },
  'service.answer_too_large': {
    severity: 'error',
    en: (p) => ({
      message: `${p.request}: the answer is larger than ${p.limitBytes} bytes and was not read further.`,
      remedy:
        'No answer of the service is that large: see whether iid.scim.base_url (https://scim.auth.iij.jp/scim/v2 by default) is right and whether a proxy answers in place of the service.'
    }),
    ja: (p) => ({
      message: `${p.request}: 応答が ${p.limitBytes} バイトを超えたため、読み取りを中止しました。`,
      remedy:
        'サービスの応答がこの大きさになることはありません。iid.scim.base_url (既定値は https://scim.auth.iij.jp/scim/v2) が正しいか、サービスの代わりにプロキシが応答していないかを確認してください。'
    })
  },
  'service.not_scim': {
    severity: 'error',
    en: (p) => ({
      message: `${p.request}: the answer (status ${p.status}, ${p.contentType}) is not one of the service (SCIM), but ${seenIn('en', p.seen)}.`,
      remedy:
        'The next run tries again by itself. If it stays, see whether iid.scim.base_url (https://scim.auth.iij.jp/scim/v2 by default) is right and whether a proxy or a login page answers in place of the service.'
    }),
    ja: (p) => ({
      message: `${p.request}: 応答 (ステータス ${p.status}、${p.contentType}) がサービスの応答 (SCIM) の形式ではありません (${seenIn('ja', p.seen)})。`,
      remedy:
        '次回の実行で自動的に再試行します。続く場合は、iid.scim.base_url (既定値は https://scim.auth.iij.jp/scim/v2) が正しいか、サービスの代わりにプロキシやログイン画面が応答していないかを確認してください。'
    })
  }
}

const SEEN: Readonly<Record<string, Readonly<Record<Language, string>>>> = {
  markup: { en: 'an HTML or XML page', ja: 'HTML または XML のページ' },
  content_type: { en: 'another content type', ja: '異なるコンテンツタイプ' },
  not_json: { en: 'no JSON, or not all of it', ja: 'JSON でない、または途中で途切れている' },
  no_body: { en: 'an empty body', ja: '本文が空' },
  no_list: { en: 'no ListResponse (RFC 7644 §3.4.2)', ja: 'ListResponse でない (RFC 7644 §3.4.2)' },
  no_resource: { en: 'no resource with an id (RFC 7643 §3.1)', ja: 'id を持つリソースでない (RFC 7643 §3.1)' },
  other_id: { en: 'a resource with another id than the one asked for', ja: '要求と異なる id のリソース' },
  no_error_body: { en: 'no SCIM error body (RFC 7644 §3.12)', ja: 'SCIM のエラー本文でない (RFC 7644 §3.12)' }
} satisfies Record<NotScim, Readonly<Record<Language, string>>>

function seenIn(language: Language, seen: string): string {
  return SEEN[seen]?.[language] ?? seen
}

/** By the system's or OpenSSL's error code; any other reason stands for itself. */
const REASONS: Readonly<Record<string, Readonly<Record<Language, string>>>> = {
  ENOTFOUND: { en: 'the name is unknown', ja: '名前を解決できません' },
  EAI_AGAIN: { en: 'the name could not be resolved at this time', ja: '現在、名前を解決できません' },
  ECONNREFUSED: { en: 'the connection was refused', ja: '接続が拒否されました' },
  ECONNRESET: { en: 'the connection was reset', ja: '接続がリセットされました' },
  EPIPE: { en: 'the connection was reset', ja: '接続がリセットされました' },
  ETIMEDOUT: { en: 'the connection timed out', ja: '接続がタイムアウトしました' },
  EHOSTUNREACH: { en: 'there is no route to it', ja: '到達できる経路がありません' },
  ENETUNREACH: { en: 'the network is unreachable', ja: 'ネットワークに到達できません' },
  ERR_STREAM_PREMATURE_CLOSE: {
    en: 'the connection ended before the answer was complete',
    ja: '応答の途中で接続が切れました'
  },
  CERT_HAS_EXPIRED: { en: 'it has expired', ja: '有効期限切れ' },
  CERT_NOT_YET_VALID: { en: 'it is not valid yet', ja: '有効期間の開始前' },
  DEPTH_ZERO_SELF_SIGNED_CERT: { en: 'it is self-signed', ja: '自己署名証明書' },
  SELF_SIGNED_CERT_IN_CHAIN: { en: 'its root is not known here', ja: 'ルート証明書が未登録' },
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: { en: 'its issuer is not known here', ja: '発行者の証明書が未登録' },
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: { en: 'its issuer is not known here', ja: '発行者の証明書が未登録' },
  ERR_TLS_CERT_ALTNAME_INVALID: { en: 'it is for another name', ja: '証明書の名前が不一致' }
}

function reasonIn(language: Language, reason: string): string {
  const words = REASONS[reason]
  if (words === undefined) return reason
  return language === 'en' ? `${words.en} (${reason})` : `${words.ja}（${reason}）`
}
