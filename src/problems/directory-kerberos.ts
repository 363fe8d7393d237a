import type { BindSubCode } from '../directory/bind-sub-code.ts'
import type { TicketFault } from '../directory/kerberos/token.ts'
import { resultCodeName } from '../ldap/result-codes.ts'
import type { AtServer } from './directory-connection.ts'
import type { Texts, Words } from './texts.ts'

/** Why the account that runs the program could not bind by Kerberos. `service`: `ldap/dc1.corp.example.com`. */
export type KerberosProblem =
  | ({ readonly code: 'directory.kerberos_unavailable'; readonly cause: string } & AtServer)
  | ({ readonly code: 'directory.kerberos_needs_name' } & AtServer)
  | ({
      readonly code: 'directory.no_ticket'
      readonly service: string
      readonly why: TicketFault
      readonly detail: string
    } & AtServer)
  | ({
      readonly code: 'directory.ticket_refused'
      readonly service: string
      readonly resultCode: number
      readonly subCode: BindSubCode | null
      readonly text: string
    } & AtServer)

const FAULTS: Record<TicketFault, { readonly en: Words; readonly ja: Words }> = {
  no_credentials: {
    en: {
      message: 'the account that runs the program has no Kerberos credentials',
      remedy:
        'Windows: let the task run as an account of the domain, such as a gMSA (Register-DirSyncTask -GroupManagedServiceAccount). Linux: give the account a client keytab (KRB5_CLIENT_KTNAME), or a ticket cache by kinit.'
    },
    ja: {
      message: 'プログラムを実行するアカウントに Kerberos の資格情報がありません',
      remedy:
        'Windows では、gMSA などのドメインのアカウントでタスクを実行してください (Register-DirSyncTask -GroupManagedServiceAccount)。Linux では、クライアントの keytab (KRB5_CLIENT_KTNAME) を設定するか、kinit でチケットを取得してください。'
    }
  },
  expired: {
    en: {
      message: 'the Kerberos ticket has expired',
      remedy: 'Get a new one by kinit, or set up a client keytab (KRB5_CLIENT_KTNAME), which needs no kinit.'
    },
    ja: {
      message: 'Kerberos チケットの有効期限が切れています',
      remedy:
        'kinit でチケットを取得し直すか、kinit の不要なクライアントの keytab (KRB5_CLIENT_KTNAME) を設定してください。'
    }
  },
  clock_skew: {
    en: {
      message: 'the clocks of this machine and of the domain controller differ too much',
      remedy:
        'Set the clock right: Kerberos allows 5 minutes. In a domain "w32tm /resync" takes the time from the domain controllers.'
    },
    ja: {
      message: 'このコンピューターとドメインコントローラーの時刻の差が大きすぎます',
      remedy:
        '時刻を合わせてください。Kerberos で許容される差は 5 分です。ドメインでは「w32tm /resync」でドメインコントローラーと時刻を同期できます。'
    }
  },
  unknown_service: {
    en: {
      message: 'the domain knows no service of this name',
      remedy: 'Name the domain controller by its full DNS name in ad.ldap.server.addresses (for an IP: in tls_name).'
    },
    ja: {
      message: 'この名前のサービスはドメインに登録されていません',
      remedy:
        'ad.ldap.server.addresses には、ドメインコントローラーの完全な DNS 名を指定してください (IP アドレスの場合は tls_name に指定します)。'
    }
  },
  no_kdc: {
    en: {
      message: 'no Kerberos server (KDC) of the domain could be asked',
      remedy:
        'Check that a domain controller is up, the name resolution, the firewall (port 88, TCP and UDP) and, on Linux, the realm in krb5.conf.'
    },
    ja: {
      message: 'ドメインの Kerberos サーバー (KDC) に問い合わせできません',
      remedy:
        'ドメインコントローラーが稼働していること、名前解決、ファイアウォール (ポート 88、TCP と UDP) を確認してください。Linux では krb5.conf のレルムの設定も確認してください。'
    }
  },
  other: {
    en: {
      message: 'Kerberos gave no ticket',
      remedy:
        'Check that the account of the scheduled task is one of the domain and that this machine is in the domain; "klist" shows its tickets. The text in parentheses is the system\'s own reason.'
    },
    ja: {
      message: 'Kerberos チケットを取得できません',
      remedy:
        'タスクの実行アカウントがドメインのアカウントであることと、このコンピューターがドメインに参加していることを確認してください。チケットは「klist」で確認できます。括弧内はシステムが示した理由です。'
    }
  }
}

type Refused = Extract<KerberosProblem, { readonly code: 'directory.ticket_refused' }>

const CHANNEL_BINDING = '80090346'
const NEEDS_ENCRYPTION = 8

export const kerberosTexts: Texts<KerberosProblem> = {
  'directory.kerberos_unavailable': {
    severity: 'error',
    en: (p) => ({
      message: `ad.ldap.server.auth is "kerberos", but this machine has no Kerberos library: ${p.cause}.`,
      remedy:
        'Install it (Debian, Ubuntu: libgssapi-krb5-2; Red Hat: krb5-libs), or set ad.ldap.server.auth to "simple", with ad.ldap.server.user and a stored password.'
    }),
    ja: (p) => ({
      message: `ad.ldap.server.auth に「kerberos」が指定されていますが、Kerberos のライブラリがありません: ${p.cause}。`,
      remedy:
        'ライブラリをインストールするか (Debian、Ubuntu: libgssapi-krb5-2、Red Hat: krb5-libs)、ad.ldap.server.auth を「simple」にして、ad.ldap.server.user とパスワードを設定してください。'
    })
  },
  'directory.kerberos_needs_name': {
    severity: 'error',
    en: (p) => ({
      message: `${p.server} is an IP address: a Kerberos ticket (ad.ldap.server.auth: kerberos) needs the name of the domain controller.`,
      remedy: 'Write its full DNS name in ad.ldap.server.addresses, or in ad.ldap.server.tls_name.'
    }),
    ja: (p) => ({
      message: `${p.server} は IP アドレスです。Kerberos チケット (ad.ldap.server.auth: kerberos) にはドメインコントローラーの名前が必要です。`,
      remedy: '完全な DNS 名を ad.ldap.server.addresses または ad.ldap.server.tls_name に指定してください。'
    })
  },
  'directory.no_ticket': {
    severity: 'error',
    en: (p) => ({
      message: `No Kerberos ticket for ${p.service} (${p.server}): ${FAULTS[p.why].en.message} (${p.detail}).`,
      remedy: FAULTS[p.why].en.remedy
    }),
    ja: (p) => ({
      message: `${p.service} (${p.server}) の Kerberos チケットがありません: ${FAULTS[p.why].ja.message} (${p.detail})。`,
      remedy: FAULTS[p.why].ja.remedy
    })
  },
  'directory.ticket_refused': {
    severity: 'error',
    en: (p) => ({
      message: `${p.server} refused the Kerberos ticket for ${p.service} with ${resultCodeName(p.resultCode)}, "${p.text}".`,
      remedy: cureOf(p).en
    }),
    ja: (p) => ({
      message: `${p.server} が ${p.service} の Kerberos チケットを拒否しました (${resultCodeName(p.resultCode)}、「${p.text}」)。`,
      remedy: cureOf(p).ja
    })
  }
}

function cureOf({ subCode, resultCode }: Refused): { readonly en: string; readonly ja: string } {
  if (subCode === CHANNEL_BINDING)
    return {
      en: 'The domain controller demands channel binding, and saw another TLS certificate than this machine, or none: connect to it directly by ldaps or start_tls, with no TLS proxy or load balancer between.',
      ja: 'ドメインコントローラーがチャネルバインディングを要求していますが、TLS 証明書が一致しないか、TLS が使われていません。TLS プロキシやロードバランサーを経由せず、ldaps または start_tls で直接接続してください。'
    }
  if (resultCode === NEEDS_ENCRYPTION)
    return {
      en: 'The server wants an encrypted connection: set ad.ldap.server.encryption to ldaps or start_tls.',
      ja: 'サーバーが暗号化された接続を要求しています。ad.ldap.server.encryption を ldaps または start_tls にしてください。'
    }
  return {
    en: "Check that the name in ad.ldap.server.addresses (or tls_name) is this controller's own, that the clocks agree (w32tm /resync), and look at the System log in the controller's Event Viewer at this time.",
    ja: 'ad.ldap.server.addresses (または tls_name) の名前がこのコントローラーのものであること、時刻が合っていること (w32tm /resync) を確認し、コントローラーのイベント ビューアーの「システム」ログをこの時刻で確認してください。'
  }
}
