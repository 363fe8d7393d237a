import type { BindSubCode } from '../directory/bind-sub-code.ts'
import { resultCodeName } from '../ldap/result-codes.ts'
import type { Texts, Words } from './texts.ts'

/** The server was reached, but did not take the account. */
export interface BindProblem {
  readonly code: 'directory.bind_refused'
  readonly object: string
  readonly server: string
  readonly user: string
  readonly resultCode: number
  readonly subCode: BindSubCode | null
  readonly text: string
}

export const bindTexts: Texts<BindProblem> = {
  'directory.bind_refused': { severity: 'error', en: inEnglish, ja: inJapanese }
}

/** A bind proves the password before it is stored. */
const STORE = {
  en: '"dirsync secret set ldap-password --verify" (PowerShell: Set-DirSyncSecret -Name ldap-password; one of several domains: --domain, -Domain)',
  ja: '「dirsync secret set ldap-password --verify」(PowerShell では Set-DirSyncSecret -Name ldap-password。複数ドメインの場合は --domain または -Domain でドメインを指定)'
} as const

const SUB_CODES: Record<BindSubCode, { readonly en: Words; readonly ja: Words }> = {
  '525': {
    en: {
      message: 'the user does not exist',
      remedy:
        "Correct ad.ldap.server.user: the account's DN as Active Directory has it now (it changes when the account is moved), or its UPN (svc@example.local)."
    },
    ja: {
      message: 'ユーザーが存在しません',
      remedy:
        'ad.ldap.server.user を修正してください。アカウントの現在の DN (アカウントを移動すると変わります) または UPN (svc@example.local) を指定します。'
    }
  },
  '52e': {
    en: {
      message: 'the user name or the password is wrong',
      remedy: `Compare ad.ldap.server.user with the account in Active Directory, and store its password anew with ${STORE.en}.`
    },
    ja: {
      message: 'ユーザー名またはパスワードが正しくありません',
      remedy: `ad.ldap.server.user が Active Directory のアカウントと一致することを確認し、${STORE.ja} でパスワードを保存し直してください。`
    }
  },
  '530': {
    en: {
      message: 'the account may not log on at this time',
      remedy:
        "In Active Directory Users and Computers, widen the account's logon hours (tab Account), or let the task run within them."
    },
    ja: {
      message: 'この時間帯のログオンが許可されていません',
      remedy:
        '「Active Directory ユーザーとコンピューター」で、アカウントの「ログオン時間」(「アカウント」タブ) を広げるか、その時間内にタスクを実行してください。'
    }
  },
  '531': {
    en: {
      message: 'the account may not log on from this computer',
      remedy:
        'In Active Directory Users and Computers, add the domain controllers and this computer to the account\'s "Log On To" list (tab Account).'
    },
    ja: {
      message: 'このコンピューターからのログオンが許可されていません',
      remedy:
        '「Active Directory ユーザーとコンピューター」で、アカウントの「ログオン先」(「アカウント」タブ) にドメインコントローラーとこのコンピューターを追加してください。'
    }
  },
  '532': {
    en: {
      message: "the account's password has expired",
      remedy: `Set a new password in Active Directory and store it with ${STORE.en}. A password that never expires, or ad.ldap.server.auth: kerberos with a gMSA, avoids this.`
    },
    ja: {
      message: 'アカウントのパスワードの有効期限が切れています',
      remedy: `Active Directory で新しいパスワードを設定し、${STORE.ja} で保存してください。パスワードを無期限にするか、gMSA と ad.ldap.server.auth: kerberos を使用すると、この問題を避けられます。`
    }
  },
  '533': {
    en: {
      message: 'the account is disabled',
      remedy: 'Find out who disabled it and why, and enable it in Active Directory.'
    },
    ja: {
      message: 'アカウントが無効になっています',
      remedy: '無効にされた理由を確認した上で、Active Directory でアカウントを有効にしてください。'
    }
  },
  '534': {
    en: {
      message: 'the account was not granted this type of logon',
      remedy:
        'Grant it "Access this computer from the network" on the domain controllers (Default Domain Controllers Policy, User Rights Assignment).'
    },
    ja: {
      message: 'この種類のログオンが許可されていません',
      remedy:
        'ドメインコントローラーで「ネットワーク経由でのアクセス」を許可してください (Default Domain Controllers Policy の「ユーザー権利の割り当て」)。'
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
      remedy: `Clear "User must change password at next logon" in Active Directory, or change the password and store it with ${STORE.en}.`
    },
    ja: {
      message: 'ログオンの前にパスワードの変更が必要です',
      remedy: `Active Directory で「ユーザーは次回ログオン時にパスワード変更が必要」をオフにするか、パスワードを変更して ${STORE.ja} で保存してください。`
    }
  },
  '775': {
    en: {
      message: 'the account is locked out',
      remedy: `Find out who uses a wrong password for it (event 4740 on the PDC emulator names the computer), unlock it in Active Directory, and store the right password with ${STORE.en}.`
    },
    ja: {
      message: 'アカウントがロックアウトされています',
      remedy: `誤ったパスワードの使用元を調べ (PDC エミュレーターのイベント 4740 にコンピューター名があります)、Active Directory でロックを解除してから、${STORE.ja} で正しいパスワードを保存してください。`
    }
  },
  '80090346': {
    en: {
      message:
        'the domain controller demands channel binding (LDAP channel binding "always"), which a simple bind over this connection does not give',
      remedy:
        'Set ad.ldap.server.auth: kerberos, which gives it: the task then runs as an account of the domain, such as a gMSA. Only where that is not possible, set "Domain controller: LDAP server channel binding token requirements" to "When supported", which protects all clients less.'
    },
    ja: {
      message:
        'ドメインコントローラーがチャネルバインディングを必須 (「常に」) にしていますが、この接続の簡易バインドでは提供されません',
      remedy:
        'ad.ldap.server.auth: kerberos を指定してください。チャネルバインディングに対応しています (タスクは gMSA などのドメインのアカウントで実行します)。それができない場合に限り、「ドメイン コントローラー: LDAP サーバー チャネル バインディング トークンの要件」を「サポートされている場合」に設定してください。ただし、すべてのクライアントに対する保護が弱くなります。'
    }
  }
}

/** Refused credentials without a reason (OpenLDAP gives none) are the usual ones. */
function reasonOf(p: BindProblem): BindSubCode | null {
  return p.subCode ?? (p.resultCode === 49 ? '52e' : null)
}

function needsEncryption(p: BindProblem): boolean {
  return p.resultCode === 8 || p.resultCode === 13
}

function inEnglish(p: BindProblem): Words {
  const reason = reasonOf(p)
  const result = `${resultCodeName(p.resultCode)}, "${p.text}"`
  if (reason !== null) {
    const { message, remedy } = SUB_CODES[reason].en
    const untried = 'No further server was tried, so as not to lock the account.'
    return { message: `${p.server} refused the bind as "${p.user}": ${message} (${result}). ${untried}`, remedy }
  }
  return {
    message: `${p.server} refused the bind as "${p.user}" with ${result}.`,
    remedy: needsEncryption(p)
      ? 'The server takes passwords over encrypted connections only: set ad.ldap.server.encryption to ldaps or start_tls.'
      : 'Check ad.ldap.server.user, and the log Directory Service in the Event Viewer of that domain controller at this time.'
  }
}

function inJapanese(p: BindProblem): Words {
  const reason = reasonOf(p)
  const result = `${resultCodeName(p.resultCode)}、「${p.text}」`
  if (reason !== null) {
    const { message, remedy } = SUB_CODES[reason].ja
    const untried = 'アカウントのロックを避けるため、他のサーバーでは試行していません。'
    return {
      message: `${p.server} が「${p.user}」のバインドを拒否しました: ${message} (${result})。${untried}`,
      remedy
    }
  }
  return {
    message: `${p.server} が「${p.user}」のバインドを拒否しました (${result})。`,
    remedy: needsEncryption(p)
      ? 'このサーバーは暗号化された接続でのみパスワードを受け付けます。ad.ldap.server.encryption を ldaps または start_tls にしてください。'
      : 'ad.ldap.server.user と、そのドメインコントローラーのイベント ビューアーの「Directory Service」ログをこの時刻で確認してください。'
  }
}
