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
  signal: { en: 'by a signal', ja: 'シグナルにより' },
  request: { en: 'by `dirsync stop`', ja: '`dirsync stop` により' },
  time_limit: { en: 'by run.max_duration', ja: 'run.max_duration の制限時間により' }
} as const

/** ` (a; b; …)` */
function listed(count: number, shown: readonly string[], language: 'en' | 'ja'): string {
  if (shown.length === 0) return ''
  const list = [...shown, ...(count > shown.length ? ['…'] : [])].join('; ')
  return language === 'en' ? ` (${list})` : `(${list})`
}

export const runTexts: Texts<RunProblem> = {
  'run.object_gone': {
    severity: 'error',
    en: (p) => ({
      message: `${p.object} (id ${p.scimId}) is not at the service any more; somebody removed it there.`,
      remedy:
        'The next run reads the service whole and shows it as missing; state.drift.missing decides what becomes of it.'
    }),
    ja: (p) => ({
      message: `${p.object} (ID ${p.scimId}) がサービス上に存在しません。サービス側で削除されています。`,
      remedy:
        '次回の実行でサービス全体を読み込み、不足しているオブジェクトとして表示します。扱いは state.drift.missing で決まります。'
    })
  },
  'run.previous_killed': {
    severity: 'warning',
    en: (p) => ({
      message: `The run that started at ${p.startedAt} was ended from outside (killed, or the power failed). ${p.inDoubt} of its operations were in doubt and were looked up at the service.`,
      remedy: 'Nothing has to be done. If it happens again, look at the time limit of the task and at run.max_duration.'
    }),
    ja: (p) => ({
      message: `${p.startedAt} に開始した実行は外部から中断されました(強制終了または停電)。結果が不明な操作 ${p.inDoubt} 件をサービスに照会しました。`,
      remedy: '対処は不要です。繰り返し発生する場合は、タスクの制限時間と run.max_duration を確認してください。'
    })
  },
  'run.no_token': {
    severity: 'error',
    en: (p) => ({
      message: `There is no access token for ${p.object}.`,
      remedy:
        'Store it with `dirsync secret set token` (PowerShell: Set-DirSyncSecret), or give it in the environment variable DIRSYNC_TOKEN.'
    }),
    ja: (p) => ({
      message: `${p.object} のアクセストークンがありません。`,
      remedy:
        '`dirsync secret set token`(PowerShell では Set-DirSyncSecret)で保存するか、環境変数 DIRSYNC_TOKEN で指定してください。'
    })
  },
  'run.no_password': {
    severity: 'error',
    en: (p) => ({
      message: `There is no password for the bind user of ${p.object}.`,
      remedy: `Store it with \`dirsync secret set ldap-password\` (PowerShell: Set-DirSyncSecret), or give it in the environment variable ${p.variable}.`
    }),
    ja: (p) => ({
      message: `${p.object} のバインドユーザーのパスワードがありません。`,
      remedy: `\`dirsync secret set ldap-password\`(PowerShell では Set-DirSyncSecret)で保存するか、環境変数 ${p.variable} で指定してください。`
    })
  },
  'run.stopped': {
    severity: 'warning',
    en: (p) => ({
      message: `The run ${p.object} was stopped ${STOPPED_BY[p.by].en}; what was done is recorded.`,
      remedy: 'Nothing has to be done: the next run goes on from there.'
    }),
    ja: (p) => ({
      message: `実行 ${p.object} は${STOPPED_BY[p.by].ja}停止しました。完了した操作は記録済みです。`,
      remedy: '対処は不要です。次回の実行が続きから処理します。'
    })
  },
  'run.stale': {
    severity: 'error',
    en: (p) => ({
      message: `The plan ${p.object} is stale: what would be done now (plan ${p.planId}) has ${p.more} entries that it lacks${listed(p.more, p.moreShown, 'en')}, and lacks ${p.fewer} of its own${listed(p.fewer, p.fewerShown, 'en')}. Nothing was applied.`,
      remedy: 'Make a new plan with `dirsync plan --out`, look at it, and apply that.'
    }),
    ja: (p) => ({
      message: `計画 ${p.object} は古くなっています。現在の計画(${p.planId})には、この計画にない項目が ${p.more} 件あり${listed(p.more, p.moreShown, 'ja')}、この計画の項目のうち ${p.fewer} 件がありません${listed(p.fewer, p.fewerShown, 'ja')}。何も適用しませんでした。`,
      remedy: '`dirsync plan --out` で計画を作成し直し、内容を確認してから適用してください。'
    })
  },
  'run.held': {
    severity: 'warning',
    en: (p) => ({
      message: `${p.entries} entries are held for approval (${p.guards.join(', ')}); the others are not affected.`,
      remedy: p.kept
        ? `Look at them with \`dirsync status --held\`; approve exactly these with \`dirsync approve ${p.object}\` (PowerShell: Approve-DirSyncPlan), or refuse them with \`dirsync reject ${p.object}\`.`
        : `A plan keeps nothing. Do exactly these with \`dirsync sync --approve ${p.object}\`, or let the next sync hold them and decide then (\`dirsync approve\`, \`dirsync reject\`).`
    }),
    ja: (p) => ({
      message: `${p.entries} 件の操作が承認待ちで保留されています(${p.guards.join('、')})。ほかの操作は保留の対象ではありません。`,
      remedy: p.kept
        ? `\`dirsync status --held\` で内容を確認し、\`dirsync approve ${p.object}\`(PowerShell では Approve-DirSyncPlan)で承認するか、\`dirsync reject ${p.object}\` で却下してください。`
        : `計画だけでは何も記録されません。この内容だけを実行するには \`dirsync sync --approve ${p.object}\` を使うか、次回の同期で保留された後に \`dirsync approve\` または \`dirsync reject\` で決定してください。`
    })
  },
  'run.unknown_plan': {
    severity: 'error',
    en: (p) => ({
      message: `No plan ${p.object} was held by a run of the last 7 days.`,
      remedy: 'The ids of held plans are listed by `dirsync status`.'
    }),
    ja: (p) => ({
      message: `過去 7 日間に計画 ${p.object} を保留した実行はありません。`,
      remedy: '保留中の計画の ID は `dirsync status` で確認できます。'
    })
  },
  'run.not_approved': {
    severity: 'error',
    en: (p) => ({
      message: `${p.object} is not the id of the plan that this run makes, nor of what it holds: nothing was approved.`,
      remedy: 'Take the id from `dirsync status` or from a fresh `dirsync plan`.'
    }),
    ja: (p) => ({
      message: `${p.object} は、この実行で作成した計画の ID とも、保留した項目の ID とも一致しません。何も承認しませんでした。`,
      remedy: '`dirsync status` または新しい `dirsync plan` の結果に表示される ID を指定してください。'
    })
  },
  'run.usage': {
    severity: 'error',
    en: (p) => ({ message: `${p.object}: ${p.detail}`, remedy: 'See `dirsync --help`.' }),
    ja: (p) => ({ message: `${p.object}: ${p.detail}`, remedy: '`dirsync --help` を参照してください。' })
  },
  'run.file_unusable': {
    severity: 'error',
    en: (p) => ({
      message: `${p.object} can't be used: ${p.cause}.`,
      remedy: 'Name a file in a folder that exists and that this account may read and write.'
    }),
    ja: (p) => ({
      message: `${p.object} を使用できません: ${p.cause}。`,
      remedy: '存在するフォルダー内の、このアカウントで読み書きできるファイルを指定してください。'
    })
  },
  'run.environment_refused': {
    severity: 'error',
    en: (p) => ({
      message: `The environment variable ${p.object} is set. It could change what this program trusts or runs, so it is refused.`,
      remedy: `Remove the variable from the environment of the account or the task${p.instead === null ? '' : `, and use ${p.instead} in config.yml`}.`
    }),
    ja: (p) => ({
      message: `環境変数 ${p.object} が設定されています。このプログラムの信頼対象や動作を変更できるため、受け付けません。`,
      remedy: `アカウントまたはタスクの環境からこの変数を削除${p.instead === null ? 'してください' : `し、代わりに config.yml の ${p.instead} を使用してください`}。`
    })
  },
  'run.log_not_written': {
    severity: 'warning',
    en: (p) => ({
      message: `The log in ${p.object} could not be written: ${p.cause}. The run was not affected.`,
      remedy: 'Give the account that runs this write access to the folder, or free disk space.'
    }),
    ja: (p) => ({
      message: `${p.object} のログを書き込めませんでした: ${p.cause}。実行には影響ありません。`,
      remedy: '実行アカウントにこのフォルダーへの書き込み権限を与えるか、ディスクの空きを確保してください。'
    })
  },
  'run.events_not_written': {
    severity: 'warning',
    en: (p) => ({
      message: `Events of the source ${p.object} could not be written to the event log: ${p.cause}. The run was not affected; the log file has them.`,
      remedy: 'Check that the event log service runs and that the source is registered; Install-DirSync registers it.'
    }),
    ja: (p) => ({
      message: `ソース ${p.object} のイベントをイベントログに書き込めませんでした: ${p.cause}。実行には影響ありません。内容はログファイルに記録しています。`,
      remedy:
        'イベントログのサービスが動作していることと、ソースが登録されていることを確認してください。ソースは Install-DirSync で登録されます。'
    })
  },
  'run.unexpected': {
    severity: 'error',
    en: (p) => ({
      message: `An unexpected error ended ${p.object}: ${p.detail}. What was done before is recorded.`,
      remedy: 'This is a fault of the program. Please report it with the log file.'
    }),
    ja: (p) => ({
      message: `予期しないエラーにより ${p.object} が終了しました: ${p.detail}。それまでに完了した操作は記録済みです。`,
      remedy: 'プログラムの不具合です。ログファイルを添えて報告してください。'
    })
  }
}
