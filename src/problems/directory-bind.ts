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
      : "Check ad.ldap.server.user and the domain controller's event log."
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
      : 'ad.ldap.server.user と、ドメインコントローラーのイベントログを確認してください。'
  }
}
