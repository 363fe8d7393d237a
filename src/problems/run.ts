import type { Texts } from './texts.ts'

export type RunProblem =
  | { readonly code: 'run.object_gone'; readonly object: string; readonly dn: string; readonly scimId: string }
  | {
      readonly code: 'run.previous_killed'
      readonly object: string
      readonly startedAt: string
      readonly inDoubt: number
      readonly settled: number
    }
  | { readonly code: 'run.no_token'; readonly object: string }
  | { readonly code: 'run.no_password'; readonly object: string; readonly variable: string }
  | { readonly code: 'run.stopped'; readonly object: string; readonly by: 'signal' | 'request' | 'time_limit' }
  | {
      readonly code: 'run.stale'
      readonly object: string
      readonly planId: string
      /** Entries that the file lacks; the first of them in words. */
      readonly more: number
      readonly moreShown: readonly string[]
      readonly fewer: number
      readonly fewerShown: readonly string[]
    }
  | {
      readonly code: 'run.held'
      readonly object: string
      readonly guards: readonly string[]
      readonly entries: number
      /** A plan alone keeps nothing that could be approved later. */
      readonly kept: boolean
    }
  | { readonly code: 'run.unknown_plan'; readonly object: string }
  | { readonly code: 'run.not_approved'; readonly object: string }
  | { readonly code: 'run.usage'; readonly object: string; readonly detail: string }
  | { readonly code: 'run.file_unusable'; readonly object: string; readonly cause: string }
  | { readonly code: 'run.environment_refused'; readonly object: string; readonly instead: string | null }
  | { readonly code: 'run.log_not_written'; readonly object: string; readonly cause: string }
  | { readonly code: 'run.events_not_written'; readonly object: string; readonly cause: string }
  | { readonly code: 'run.unexpected'; readonly object: string; readonly detail: string }

const STOPPED_BY = {
  signal: { en: 'from outside (Ctrl+C or a signal)', ja: '外部からの操作 (Ctrl+C またはシグナル) により' },
  request: { en: 'by `dirsync stop`', ja: '`dirsync stop` により' },
  time_limit: { en: 'by its time limit (run.max_duration)', ja: '制限時間 (run.max_duration) により' }
} as const

/** Held by what no approval lifts. */
const OWNER_UNKNOWN = {
  en: "The disabling and deleting of users among them is held since the token's owner is not known, and no approval lifts that: set iid.scim.token_owner to the userName of the administrator who issued the token.",
  ja: 'このうちユーザーの無効化と削除は、アクセストークンの所有者が特定できないために保留されており、承認しても解除されません。トークンを発行した管理者の userName を iid.scim.token_owner に設定してください。'
} as const

/** Of what was stopped: a command's name, else a run's id. */
function isCommand(object: string): boolean {
  return /^(dirsync|secret) /.test(object)
}

/** ` (a; b; …)` */
function listed(count: number, shown: readonly string[]): string {
  if (shown.length === 0) return ''
  const list = [...shown, ...(count > shown.length ? ['…'] : [])].join('; ')
  return ` (${list})`
}

export const runTexts: Texts<RunProblem> = {
  'run.object_gone': {
    severity: 'error',
    en: (p) => ({
      message: `${p.object} (id ${p.scimId}) is not at the service any more; somebody removed it there. The others were carried.`,
      remedy:
        'Nothing has to be done at once: the next run makes it again, or (state.drift.missing: hold, the default) shows that and waits for your approval.'
    }),
    ja: (p) => ({
      message: `${p.object} (ID ${p.scimId}) がサービス上に存在しません。サービス側で削除されています。ほかのオブジェクトは反映済みです。`,
      remedy:
        '急ぎの対処は不要です。次回の実行で再作成されるか、state.drift.missing が hold (既定値) の場合は再作成が表示され、承認を待ちます。'
    })
  },
  'run.previous_killed': {
    severity: 'warning',
    en: (p) => ({
      message: `The run that started at ${p.startedAt} was ended from outside (killed, or the power failed). ${p.inDoubt} of its operations were in doubt; they were looked up at the service, so that none is lost or done twice.`,
      remedy:
        'Nothing has to be done. If it happens again, see that the time limit of the task in Task Scheduler is above run.max_duration (Register-DirSyncTask sets both right), and that the machine is not restarted at that time.'
    }),
    ja: (p) => ({
      message: `${p.startedAt} に開始した実行は外部から中断されました (強制終了または停電)。結果が不明な操作 ${p.inDoubt} 件をサービスに照会したため、漏れや重複はありません。`,
      remedy:
        '対処は不要です。繰り返し発生する場合は、タスク スケジューラのタスクの制限時間が run.max_duration より長いこと (Register-DirSyncTask で正しく設定されます) と、その時間帯にコンピューターが再起動されていないことを確認してください。'
    })
  },
  'run.no_token': {
    severity: 'error',
    en: (p) => ({
      message: `There is no access token for the service ${p.object}. Nothing was sent to it.`,
      remedy:
        'Store it with `dirsync secret set token --verify` (PowerShell: Set-DirSyncSecret -Name token). It is issued in the IIJ ID Console: My Menu, Access Token Management.'
    }),
    ja: (p) => ({
      message: `サービス ${p.object} のアクセストークンがありません。サービスには何も送信していません。`,
      remedy:
        '`dirsync secret set token --verify` (PowerShell では Set-DirSyncSecret -Name token) で保存してください。トークンは IIJ ID コンソールの「マイメニュー」の「アクセストークンの管理」で発行します。'
    })
  },
  'run.no_password': {
    severity: 'error',
    en: (p) => ({
      message: `There is no password for ${p.object}, the user of the directory (ad.ldap.server.user). Nothing was read or written.`,
      remedy: `Store it with \`dirsync secret set ldap-password\` (PowerShell: Set-DirSyncSecret -Name ldap-password; of several domains with --domain or -Domain), or give it in the environment variable ${p.variable}.`
    }),
    ja: (p) => ({
      message: `ディレクトリのユーザー (ad.ldap.server.user) ${p.object} のパスワードがありません。何も読み書きしていません。`,
      remedy: `\`dirsync secret set ldap-password\` (PowerShell では Set-DirSyncSecret -Name ldap-password。複数ドメインの場合は --domain または -Domain を指定) で保存するか、環境変数 ${p.variable} で指定してください。`
    })
  },
  'run.stopped': {
    severity: 'warning',
    en: (p) => ({
      message: `${isCommand(p.object) ? p.object : `The run ${p.object}`} was stopped ${STOPPED_BY[p.by].en}; what was done is recorded.`,
      remedy: 'Nothing has to be done: the next run goes on from there by itself.'
    }),
    ja: (p) => ({
      message: `${isCommand(p.object) ? p.object : `実行 ${p.object}`} は${STOPPED_BY[p.by].ja}停止しました。完了した操作は記録済みです。`,
      remedy: '対処は不要です。次回の実行で自動的に続きから処理します。'
    })
  },
  'run.stale': {
    severity: 'error',
    en: (p) => ({
      message: `The plan ${p.object} is stale: what would be done now (plan ${p.planId}) has ${p.more} entries that it lacks${listed(p.more, p.moreShown)}, and lacks ${p.fewer} of its own${listed(p.fewer, p.fewerShown)}. Nothing was applied.`,
      remedy:
        'Nothing is broken: directory or service changed meanwhile. Make a new plan with `dirsync plan --out FILE`, look at it, and apply that one.'
    }),
    ja: (p) => ({
      message: `計画 ${p.object} は古くなっています。現在の計画 (${p.planId}) には、この計画にない項目が ${p.more} 件あり${listed(p.more, p.moreShown)}、この計画の項目のうち ${p.fewer} 件がありません${listed(p.fewer, p.fewerShown)}。何も適用しませんでした。`,
      remedy:
        '故障ではありません。計画の作成後に、ディレクトリまたはサービスが変更されています。`dirsync plan --out ファイル名` で計画を作成し直し、内容を確認してから適用してください。'
    })
  },
  'run.held': {
    severity: 'warning',
    en: (p) => ({
      message: `${p.entries} entries are held and wait for your approval (held by: ${p.guards.join(', ')}). Until then these are left undone and nothing is lost; all others are not affected.`,
      remedy:
        (p.kept
          ? `Look at them with \`dirsync status --held\` (PowerShell: Get-DirSyncPlan). If they are right, approve exactly these with \`dirsync approve ${p.object}\` (Approve-DirSyncPlan -Id ${p.object}); if not, refuse them with \`dirsync reject ${p.object}\` (Deny-DirSyncPlan) and find the cause.`
          : `If they are right, do exactly these with \`dirsync sync --approve ${p.object}\`; or let the next sync hold them, and decide then with \`dirsync approve\` or \`dirsync reject\`.`) +
        (p.guards.includes('token_owner') ? ` ${OWNER_UNKNOWN.en}` : '')
    }),
    ja: (p) => ({
      message: `${p.entries} 件の操作が保留され、承認を待っています (保留の理由: ${p.guards.join('、')})。承認されるまで実行しませんが、失われることはありません。ほかの操作には影響しません。`,
      remedy:
        (p.kept
          ? `\`dirsync status --held\` (PowerShell では Get-DirSyncPlan) で内容を確認してください。正しければ \`dirsync approve ${p.object}\` (Approve-DirSyncPlan -Id ${p.object}) で承認し、誤りであれば \`dirsync reject ${p.object}\` (Deny-DirSyncPlan) で却下して原因を調べてください。`
          : `正しければ、\`dirsync sync --approve ${p.object}\` でこの内容だけを実行できます。または、次回の同期で保留された後に \`dirsync approve\` か \`dirsync reject\` で決定してください。`) +
        (p.guards.includes('token_owner') ? OWNER_UNKNOWN.ja : '')
    })
  },
  'run.unknown_plan': {
    severity: 'error',
    en: (p) => ({
      message: `No plan ${p.object} was held by a run of the last 7 days; nothing was changed.`,
      remedy: '`dirsync status` (PowerShell: Get-DirSyncStatus) lists the ids of what is held.'
    }),
    ja: (p) => ({
      message: `過去 7 日間に計画 ${p.object} を保留した実行はありません。何も変更していません。`,
      remedy: '保留中の計画の ID は `dirsync status` (PowerShell では Get-DirSyncStatus) で確認できます。'
    })
  },
  'run.not_approved': {
    severity: 'error',
    en: (p) => ({
      message: `${p.object} is not the id of the plan that this run makes, nor of what it holds: nothing was approved.`,
      remedy:
        'The directory or the service may have changed since. Take the id from `dirsync status` or from a fresh `dirsync plan`, and look at what it stands for before you approve.'
    }),
    ja: (p) => ({
      message: `${p.object} は、この実行で作成した計画の ID とも、保留した項目の ID とも一致しません。何も承認しませんでした。`,
      remedy:
        'その後にディレクトリまたはサービスが変更された可能性があります。`dirsync status` または新しい `dirsync plan` の結果に表示される ID を、内容を確認した上で指定してください。'
    })
  },
  'run.usage': {
    severity: 'error',
    en: (p) => ({ message: `${p.object}: ${p.detail}`, remedy: `See \`${p.object} --help\`; nothing was done.` }),
    ja: (p) => ({
      message: `${p.object}: ${p.detail}`,
      remedy: `\`${p.object} --help\` を参照してください (何も行っていません)。`
    })
  },
  'run.file_unusable': {
    severity: 'error',
    en: (p) => ({
      message: `${p.object} can't be used: ${p.cause}.`,
      remedy:
        'Name a file in a folder that exists and that this account may read and write; for `dirsync apply`, one that `dirsync plan --out FILE` wrote.'
    }),
    ja: (p) => ({
      message: `${p.object} を使用できません: ${p.cause}。`,
      remedy:
        '存在するフォルダー内の、このアカウントで読み書きできるファイルを指定してください。`dirsync apply` には `dirsync plan --out ファイル名` で出力したファイルを指定します。'
    })
  },
  'run.environment_refused': {
    severity: 'error',
    en: (p) => ({
      message: `The environment variable ${p.object} is set. It could change what this program trusts or runs, so the program did not start; nothing was read or written.`,
      remedy: `Remove the variable (Windows: System Properties, Environment Variables, for the system and for the account of the task)${p.instead === null ? '' : `; what it was for is set in config.yml: ${p.instead}`}.`
    }),
    ja: (p) => ({
      message: `環境変数 ${p.object} が設定されています。このプログラムの信頼対象や動作を変更できるため、起動を中止しました。何も読み書きしていません。`,
      remedy: `この変数を削除してください (Windows では「システムのプロパティ」の「環境変数」。システムとタスクの実行アカウントの両方を確認します)。${p.instead === null ? '' : `目的の設定は config.yml の ${p.instead} で行えます。`}`
    })
  },
  'run.log_not_written': {
    severity: 'warning',
    en: (p) => ({
      message: `The log in ${p.object} could not be written: ${p.cause}. The synchronisation itself was not affected.`,
      remedy:
        'Give the account of the scheduled task write access to this folder, or free space on its disk; the next run writes there again.'
    }),
    ja: (p) => ({
      message: `${p.object} のログを書き込めませんでした: ${p.cause}。同期の処理には影響ありません。`,
      remedy:
        'タスクの実行アカウントにこのフォルダーへの書き込み権限を与えるか、ディスクの空きを確保してください。次回の実行から再び書き込まれます。'
    })
  },
  'run.events_not_written': {
    severity: 'warning',
    en: (p) => ({
      message: `Events of the source ${p.object} could not be written to the event log: ${p.cause}. The synchronisation itself was not affected; logs/dirsync.log in the data folder has them.`,
      remedy:
        'Check that the service "Windows Event Log" runs. Install-DirSync, run as an administrator, registers the source.'
    }),
    ja: (p) => ({
      message: `ソース ${p.object} のイベントをイベントログに書き込めませんでした: ${p.cause}。同期の処理には影響ありません。内容はデータフォルダーの logs/dirsync.log に記録しています。`,
      remedy:
        'サービス「Windows Event Log」が動作していることを確認してください。ソースは、管理者として実行した Install-DirSync で登録されます。'
    })
  },
  'run.unexpected': {
    severity: 'error',
    en: (p) => ({
      message: `An unexpected error ended ${p.object}: ${p.detail}. What was done before is recorded, and the next run goes on from there.`,
      remedy:
        'This is a fault of the program, not of your settings. Please report it with logs/dirsync.log of the data folder. If every run ends so, pause the schedule with Disable-DirSync.'
    }),
    ja: (p) => ({
      message: `予期しないエラーにより ${p.object} が終了しました: ${p.detail}。それまでに完了した操作は記録済みで、次回の実行で続きから処理します。`,
      remedy:
        '設定の誤りではなく、プログラムの不具合です。データフォルダーの logs/dirsync.log を添えて報告してください。毎回同じように終了する場合は、Disable-DirSync で定期実行を一時停止してください。'
    })
  }
}
