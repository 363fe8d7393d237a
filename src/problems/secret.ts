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

/** manual.iij.jp, "Issuing Access Tokens": the names that the console has. */
const RENEWAL = {
  en: 'Log in to the IIJ ID Console as the administrator who issued it, issue a new one under My Menu > Access Token Management (resource server "IIJ ID Service API", the four escim scopes), and store it with `dirsync secret set token --verify` (PowerShell: Set-DirSyncSecret -Name token).',
  ja: 'トークンを発行した管理者で IIJ ID コンソールにログインし、「マイメニュー」の「アクセストークンの管理」で新しいトークンを発行して (リソースサーバは「IIJ IDサービスAPI」、スコープは escim_ で始まる 4 つ)、`dirsync secret set token --verify` (PowerShell では Set-DirSyncSecret -Name token) で保存してください。'
} as const

export const secretTexts: Texts<SecretProblem> = {
  'secret.file_writable': {
    severity: 'error',
    en: (p) => ({
      message: `${p.object} can be changed by others (${p.who.join(', ')}); it is not used, and nothing was sent. Only the account that runs the program and administrators may write it.`,
      remedy: p.isFile
        ? 'Check first that what is in it is yours. Then take the others named above their rights to write and to own it (Windows: the tab Security of its properties, or icacls; Linux: chown, chmod go-w), and run it again.'
        : 'Check first that what lies in this folder is yours. Then take the others named above their rights to write in it and to own it (Windows: the tab Security of its properties, or icacls; Linux: chown, chmod go-w), and run it again.'
    }),
    ja: (p) => ({
      message: `${p.object} はほかのアカウントから変更できる状態のため (${p.who.join('、')})、使用していません。何も送信していません。書き込めるのは、プログラムを実行するアカウントと管理者だけである必要があります。`,
      remedy: p.isFile
        ? 'まず、ファイルの内容が改ざんされていないことを確認してください。次に、上記のアカウントの書き込み権限と所有権を外し (Windows ではプロパティの「セキュリティ」タブまたは icacls、Linux では chown と chmod go-w)、再度実行してください。'
        : 'まず、フォルダーの内容が改ざんされていないことを確認してください。次に、このフォルダーに対する上記のアカウントの書き込み権限と所有権を外し (Windows ではプロパティの「セキュリティ」タブまたは icacls、Linux では chown と chmod go-w)、再度実行してください。'
    })
  },
  'secret.file_readable': {
    severity: 'error',
    en: (p) => ({
      message: `The secret in ${p.object} can be read by others (${p.who.join(', ')}); it is not used, and nothing was sent.`,
      remedy:
        'The secret may be known to others: issue a new token and revoke the old one in the IIJ ID Console (or change the password), and store it with `dirsync secret set` (PowerShell: Set-DirSyncSecret), which gives the file the right access rights.'
    }),
    ja: (p) => ({
      message: `${p.object} のシークレットはほかのアカウントから読み取れる状態のため (${p.who.join('、')})、使用していません。何も送信していません。`,
      remedy:
        '漏えいした可能性があります。IIJ ID コンソールで新しいトークンを発行して古いトークンを失効させ (パスワードの場合は変更し)、`dirsync secret set` (PowerShell では Set-DirSyncSecret) で保存してください。保存時に正しいアクセス権が設定されます。'
    })
  },
  'secret.file_unreadable': {
    severity: 'error',
    en: (p) => ({
      message: `${p.object} can't be read: ${p.cause}.`,
      remedy:
        'Run this as an administrator (PowerShell: "Run as administrator") or as the account of the scheduled task. If it is the task that fails, Register-DirSyncTask gives its account the right to read.'
    }),
    ja: (p) => ({
      message: `${p.object} を読み取れません: ${p.cause}。`,
      remedy:
        '管理者 (PowerShell では「管理者として実行」) またはタスクの実行アカウントで実行してください。タスクの実行で発生する場合は、Register-DirSyncTask を実行すると、実行アカウントに読み取り権限が付与されます。'
    })
  },
  'secret.file_damaged': {
    severity: 'error',
    en: (p) => ({
      message: `The file ${p.object} is damaged: it does not hold a stored secret.`,
      remedy:
        'Store the secret anew with `dirsync secret set` (PowerShell: Set-DirSyncSecret); until then no run can begin.'
    }),
    ja: (p) => ({
      message: `ファイル ${p.object} が破損しており、シークレットを取り出せません。`,
      remedy:
        '`dirsync secret set` (PowerShell では Set-DirSyncSecret) でシークレットを保存し直してください。それまで同期は実行できません。'
    })
  },
  'secret.other_machine': {
    severity: 'error',
    en: (p) => ({
      message: `The secret in ${p.object} can't be opened here (${p.cause}): it was stored on another machine or for another purpose, or the file was changed.`,
      remedy:
        'Store the secret anew on this machine with `dirsync secret set` (PowerShell: Set-DirSyncSecret); until then no run can begin.'
    }),
    ja: (p) => ({
      message: `${p.object} のシークレットを復号できません (${p.cause})。別のコンピューターまたは別の用途で保存されたものか、ファイルが変更されています。`,
      remedy:
        'このコンピューターで `dirsync secret set` (PowerShell では Set-DirSyncSecret) を実行し、シークレットを保存し直してください。それまで同期は実行できません。'
    })
  },
  'secret.not_written': {
    severity: 'error',
    en: (p) => ({
      message: `${p.object} can't be written: ${p.cause}. What was stored before is as it was.`,
      remedy:
        'Run this as an administrator (PowerShell: "Run as administrator"; Linux: as the account that owns the data folder), and see that its disk is not full.'
    }),
    ja: (p) => ({
      message: `${p.object} に書き込めません: ${p.cause}。以前の内容は変更されていません。`,
      remedy:
        '管理者 (PowerShell では「管理者として実行」、Linux ではデータフォルダーを所有するアカウント) で実行し、ディスクに空きがあることを確認してください。'
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
      remedy: 'Name the one whose password it is with --domain (PowerShell: -Domain).'
    }),
    ja: (p) => ({
      message: `${p.object}: config.yml に複数のドメイン (${p.known.join('、')}) があり、パスワードはドメインごとに保存します。`,
      remedy: 'パスワードを保存するドメインを --domain (PowerShell では -Domain) で指定してください。'
    })
  },
  'secret.environment_wins': {
    severity: 'warning',
    en: (p) => ({
      message: `The environment variable ${p.variable} is set: it is used in place of the stored ${p.object}.`,
      remedy:
        'Remove the variable from the environment of the system and of the account of the task, so that the stored value is used.'
    }),
    ja: (p) => ({
      message: `環境変数 ${p.variable} が設定されているため、保存した ${p.object} ではなく環境変数の値が使用されます。`,
      remedy: '保存した値を使用するには、システムとタスクの実行アカウントの環境変数から削除してください。'
    })
  },
  'secret.token_expires': {
    severity: 'warning',
    en: (p) => ({
      message: `The access token expires at ${p.expires}, in ${p.days} days. From then on nothing is synchronised; until then all goes on as it does.`,
      remedy: RENEWAL.en
    }),
    ja: (p) => ({
      message: `アクセストークンの有効期限は ${p.expires} です (残り ${p.days} 日)。期限までは通常どおり同期しますが、期限を過ぎると同期できなくなります。`,
      remedy: RENEWAL.ja
    })
  },
  'secret.token_expired': {
    severity: 'warning',
    en: (p) => ({
      message: `The access token expired at ${p.expires}: nothing is synchronised until there is a new one. Accounts stay as they are.`,
      remedy: RENEWAL.en
    }),
    ja: (p) => ({
      message: `アクセストークンの有効期限 (${p.expires}) が切れているため、新しいトークンを設定するまで同期されません。アカウントは現在の状態のまま変わりません。`,
      remedy: RENEWAL.ja
    })
  }
}
