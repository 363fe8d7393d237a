import type { Texts } from './texts.ts'

export type SecretProblem =
  | {
      readonly code: 'secret.file_writable'
      readonly object: string
      readonly who: readonly string[]
      readonly isFile: boolean
    }
  | { readonly code: 'secret.file_readable'; readonly object: string; readonly who: readonly string[] }
  | { readonly code: 'secret.file_unreadable'; readonly object: string; readonly cause: string }
  | { readonly code: 'secret.file_damaged'; readonly object: string }
  | { readonly code: 'secret.other_machine'; readonly object: string; readonly cause: string }
  | { readonly code: 'secret.not_written'; readonly object: string; readonly cause: string }
  | { readonly code: 'secret.empty'; readonly object: string }
  | { readonly code: 'secret.not_utf8'; readonly object: string }
  | { readonly code: 'secret.not_one_line'; readonly object: string }
  | { readonly code: 'secret.unknown_domain'; readonly object: string; readonly known: readonly string[] }
  | { readonly code: 'secret.domain_needed'; readonly object: string; readonly known: readonly string[] }
  | { readonly code: 'secret.environment_wins'; readonly object: string; readonly variable: string }
  | { readonly code: 'secret.token_expires'; readonly object: string; readonly expires: string; readonly days: number }
  | { readonly code: 'secret.token_expired'; readonly object: string; readonly expires: string }

export const secretTexts: Texts<SecretProblem> = {
  'secret.file_writable': {
    severity: 'error',
    en: (p) => ({
      message: `${p.object} can be changed by others (${p.who.join(', ')}); it is not used. Only the account that runs the program and administrators may write it.`,
      remedy: p.isFile
        ? 'Take the others their right to write and to own it (Linux: chown, chmod go-w; Windows: icacls), and check what is in it before you go on.'
        : 'Take the others their right to write in this folder and to own it (Linux: chown, chmod go-w; Windows: icacls), and check what lies in it before you go on.'
    }),
    ja: (p) => ({
      message: `${p.object} はほかのアカウントから変更できる状態のため(${p.who.join('、')})、使用しません。書き込めるのは、プログラムを実行するアカウントと管理者だけでなければなりません。`,
      remedy: p.isFile
        ? 'ほかのアカウントの書き込み権限と所有権を外し(Linux では chown と chmod go-w、Windows では icacls)、ファイルの内容を確認してから再度実行してください。'
        : 'このフォルダーに対するほかのアカウントの書き込み権限と所有権を外し(Linux では chown と chmod go-w、Windows では icacls)、フォルダーの内容を確認してから再度実行してください。'
    })
  },
  'secret.file_readable': {
    severity: 'error',
    en: (p) => ({
      message: `The secret in ${p.object} can be read by others (${p.who.join(', ')}); it is not used.`,
      remedy:
        'Issue a new token or set a new password, since the old one may be known, and store it with `dirsync secret set`: that puts the right access list (Linux: mode 0600) on the file.'
    }),
    ja: (p) => ({
      message: `${p.object} のシークレットはほかのアカウントから読み取れる状態のため(${p.who.join('、')})、使用しません。`,
      remedy:
        '漏えいした可能性があるため、トークンを再発行するかパスワードを変更し、`dirsync secret set` で保存してください。保存時に正しいアクセス権(Linux ではモード 0600)が設定されます。'
    })
  },
  'secret.file_unreadable': {
    severity: 'error',
    en: (p) => ({
      message: `${p.object} can't be read: ${p.cause}.`,
      remedy:
        'Run this as an administrator or as the account of the scheduled task; if it is that account, give it the right to read the file.'
    }),
    ja: (p) => ({
      message: `${p.object} を読み取れません: ${p.cause}。`,
      remedy:
        '管理者、またはスケジュールされたタスクのアカウントで実行してください。そのアカウントで実行している場合は、ファイルの読み取り権限を与えてください。'
    })
  },
  'secret.file_damaged': {
    severity: 'error',
    en: (p) => ({
      message: `The file ${p.object} is damaged: it does not hold a stored secret.`,
      remedy: 'Store the secret anew with `dirsync secret set` (PowerShell: Set-DirSyncSecret).'
    }),
    ja: (p) => ({
      message: `ファイル ${p.object} が破損しており、シークレットを取り出せません。`,
      remedy: '`dirsync secret set`(PowerShell では Set-DirSyncSecret)でシークレットを保存し直してください。'
    })
  },
  'secret.other_machine': {
    severity: 'error',
    en: (p) => ({
      message: `The secret in ${p.object} can't be opened here (${p.cause}): it was stored on another machine or for another purpose, or the file was changed.`,
      remedy: 'Store the secret on this machine with `dirsync secret set` (PowerShell: Set-DirSyncSecret).'
    }),
    ja: (p) => ({
      message: `${p.object} のシークレットを復号できません(${p.cause})。別のコンピューターまたは別の用途で保存されたものか、ファイルが変更されています。`,
      remedy:
        'このコンピューターで `dirsync secret set`(PowerShell では Set-DirSyncSecret)を実行し、シークレットを保存してください。'
    })
  },
  'secret.not_written': {
    severity: 'error',
    en: (p) => ({
      message: `${p.object} can't be written: ${p.cause}. What was stored before is as it was.`,
      remedy:
        'Run this as an administrator (Linux: as the account that owns the data folder), or name another data folder with --data.'
    }),
    ja: (p) => ({
      message: `${p.object} に書き込めません: ${p.cause}。以前の内容は変更されていません。`,
      remedy:
        '管理者(Linux ではデータフォルダーを所有するアカウント)で実行するか、--data で別のデータフォルダーを指定してください。'
    })
  },
  'secret.empty': {
    severity: 'error',
    en: (p) => ({
      message: `${p.object}: the value is empty; nothing was changed.`,
      remedy: 'Give the value on standard input, or type it at the prompt.'
    }),
    ja: (p) => ({
      message: `${p.object}: 値が空です。何も変更していません。`,
      remedy: '値を標準入力から渡すか、プロンプトで入力してください。'
    })
  },
  'secret.not_utf8': {
    severity: 'error',
    en: (p) => ({
      message: `${p.object}: the value is not in UTF-8; nothing was changed.`,
      remedy:
        'Give it in UTF-8. Windows PowerShell 5.1 pipes in the encoding of $OutputEncoding; Set-DirSyncSecret takes care of that.'
    }),
    ja: (p) => ({
      message: `${p.object}: 値が UTF-8 ではありません。何も変更していません。`,
      remedy:
        '値を UTF-8 で渡してください。Windows PowerShell 5.1 のパイプの文字コードは $OutputEncoding で決まります。Set-DirSyncSecret を使用すれば、この設定は不要です。'
    })
  },
  'secret.not_one_line': {
    severity: 'error',
    en: (p) => ({
      message: `${p.object}: the value has more than one line; nothing was changed.`,
      remedy: 'Give the value alone, on one line.'
    }),
    ja: (p) => ({
      message: `${p.object}: 値が複数行になっています。何も変更していません。`,
      remedy: '値だけを 1 行で渡してください。'
    })
  },
  'secret.unknown_domain': {
    severity: 'error',
    en: (p) => ({
      message: `No domain in config.yml has the name ${p.object}${p.known.length === 0 ? ': it has no ad.domains' : `; there are: ${p.known.join(', ')}`}.`,
      remedy:
        p.known.length === 0
          ? 'Leave out --domain.'
          : 'Name one of these with --domain, as ad.domains writes it, or correct config.yml first.'
    }),
    ja: (p) => ({
      message: `config.yml に ${p.object} という名前のドメインはありません${p.known.length === 0 ? '(ad.domains が設定されていません)' : `。設定されているドメイン: ${p.known.join('、')}`}。`,
      remedy:
        p.known.length === 0
          ? '--domain を指定せずに実行してください。'
          : 'ad.domains に記載した名前を --domain で指定するか、先に config.yml を修正してください。'
    })
  },
  'secret.domain_needed': {
    severity: 'error',
    en: (p) => ({
      message: `${p.object}: config.yml has several domains (${p.known.join(', ')}), each with a password of its own.`,
      remedy: 'Name the domain with --domain.'
    }),
    ja: (p) => ({
      message: `${p.object}: config.yml に複数のドメイン(${p.known.join('、')})があり、パスワードはドメインごとに保存します。`,
      remedy: '--domain でドメインを指定してください。'
    })
  },
  'secret.environment_wins': {
    severity: 'warning',
    en: (p) => ({
      message: `The environment variable ${p.variable} is set: it beats the stored ${p.object}.`,
      remedy: 'Remove the variable, so that the stored value is used.'
    }),
    ja: (p) => ({
      message: `環境変数 ${p.variable} が設定されているため、保存した ${p.object} よりも優先されます。`,
      remedy: '保存した値を使用するには、この環境変数を削除してください。'
    })
  },
  'secret.token_expires': {
    severity: 'warning',
    en: (p) => ({
      message: `The access token expires at ${p.expires}, in ${p.days} days. From then on nothing is synchronised.`,
      remedy:
        'Log in to the IIJ ID Console as the administrator who issued it, issue a new token (My Menu, Access Token Management), and store it with `dirsync secret set token --verify`.'
    }),
    ja: (p) => ({
      message: `アクセストークンの有効期限は ${p.expires} です(残り ${p.days} 日)。期限を過ぎると同期できなくなります。`,
      remedy:
        'トークンを発行した管理者で IIJ ID コンソールにログインし、マイメニューのアクセストークン管理で新しいトークンを発行して、`dirsync secret set token --verify` で保存してください。'
    })
  },
  'secret.token_expired': {
    severity: 'warning',
    en: (p) => ({
      message: `The access token expired at ${p.expires}.`,
      remedy:
        'Log in to the IIJ ID Console as the administrator who issued it, issue a new token (My Menu, Access Token Management), and store it with `dirsync secret set token --verify`.'
    }),
    ja: (p) => ({
      message: `アクセストークンの有効期限(${p.expires})が切れています。`,
      remedy:
        'トークンを発行した管理者で IIJ ID コンソールにログインし、マイメニューのアクセストークン管理で新しいトークンを発行して、`dirsync secret set token --verify` で保存してください。'
    })
  }
}
