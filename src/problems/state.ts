import type { Texts } from './texts.ts'

export type StateProblem =
  | {
      readonly code: 'state.locked'
      readonly object: string
      readonly pid: number | null
      readonly since: string | null
    }
  | { readonly code: 'state.damaged'; readonly object: string; readonly cause: string }
  | { readonly code: 'state.write_failed'; readonly object: string; readonly cause: string }
  | {
      readonly code: 'state.restored_from_backup'
      readonly object: string
      readonly backup: string
      readonly cause: string
    }
  | { readonly code: 'state.backup_failed'; readonly object: string; readonly cause: string }
  | { readonly code: 'state.rebuilt_from_service'; readonly object: string; readonly cause: string }
  | { readonly code: 'state.newer'; readonly object: string; readonly version: number; readonly known: number }
  | { readonly code: 'state.not_writable'; readonly object: string; readonly cause: string }
  | { readonly code: 'state.not_readable'; readonly object: string; readonly cause: string }
  | { readonly code: 'state.other_domain'; readonly object: string; readonly expected: string; readonly found: string }
  | { readonly code: 'state.other_service'; readonly object: string; readonly expected: string; readonly found: string }
  | { readonly code: 'state.network_share'; readonly object: string }

export const stateTexts: Texts<StateProblem> = {
  'state.locked': {
    severity: 'error',
    en: (p) => ({
      message: `Another run${p.pid === null ? '' : ` (process ${p.pid}${p.since === null ? '' : `, since ${p.since}`})`} is working on ${p.object}; this one did nothing.`,
      remedy: 'Wait until it has ended, or end it with `dirsync stop`.'
    }),
    ja: (p) => ({
      message: `別の実行${p.pid === null ? '' : `(プロセス ${p.pid}${p.since === null ? '' : `、開始 ${p.since}`})`}が ${p.object} を使用中です。この実行では何も行いませんでした。`,
      remedy: '終了するまで待つか、`dirsync stop` で終了させてください。'
    })
  },
  'state.damaged': {
    severity: 'error',
    en: (p) => ({
      message: `The state database ${p.object} proved to be damaged while it was in use: ${p.cause}. The work ended there; what a run had sent is recorded, or is looked up by the next one.`,
      remedy: `Look at the disk. If the next run ends in the same way, rename ${p.object} and its -wal file: the newest backup takes over then, and the service is read whole.`
    }),
    ja: (p) => ({
      message: `使用中の状態データベース ${p.object} に破損が見つかりました: ${p.cause}。処理はそこで終了しました。送信済みの内容は記録されているか、次回の実行でサービスに照会します。`,
      remedy: `ディスクを確認してください。次回の実行も同じように終了する場合は、${p.object} とその -wal ファイルの名前を変更してください。最新のバックアップに切り替わり、サービス全体を読み込みます。`
    })
  },
  'state.write_failed': {
    severity: 'error',
    en: (p) => ({
      message: `The state database ${p.object}, or the run's own one in the temporary folder, could not be written in the middle of the run: ${p.cause}. The run ended there; what it had sent is recorded, or is looked up by the next one.`,
      remedy:
        'Free space on the disks of both folders, see that they are well, and run it again: it goes on from there.'
    }),
    ja: (p) => ({
      message: `実行の途中で、状態データベース ${p.object} または一時フォルダー内の作業用データベースに書き込めなくなりました: ${p.cause}。実行はそこで終了しました。送信済みの内容は記録されているか、次回の実行でサービスに照会します。`,
      remedy:
        '両方のフォルダーのディスクの空きを確保し、ディスクの状態を確認してから再度実行してください。続きから処理します。'
    })
  },
  'state.restored_from_backup': {
    severity: 'warning',
    en: (p) => ({
      message: `The state database ${p.object} could not be used (${p.cause}); the backup ${p.backup} took its place. Its approvals are void, and the service is read whole in this run.`,
      remedy: 'Nothing has to be done. If it happens again, check the disk and what else writes into this folder.'
    }),
    ja: (p) => ({
      message: `状態データベース ${p.object} が使用できないため(${p.cause})、バックアップ ${p.backup} に切り替えました。承認は無効になり、この実行ではサービス全体を読み込みます。`,
      remedy:
        '対処は不要です。繰り返し発生する場合は、ディスクと、このフォルダーに書き込むほかのプログラムを確認してください。'
    })
  },
  'state.backup_failed': {
    severity: 'warning',
    en: (p) => ({
      message: `The run is done and recorded, but the backup ${p.object} could not be written: ${p.cause}.`,
      remedy:
        'Make room on the disk, or see who may write to the folder; the next run that changes something writes it.'
    }),
    ja: (p) => ({
      message: `同期は完了し記録されましたが、バックアップ ${p.object} を書き込めませんでした: ${p.cause}。`,
      remedy:
        'ディスクの空き容量とフォルダーの書き込み権限を確認してください。次に変更を行う実行で、バックアップが作成されます。'
    })
  },
  'state.rebuilt_from_service': {
    severity: 'warning',
    en: (p) => ({
      message: `The state database ${p.object} could not be used (${p.cause}) and has no sound backup; it is rebuilt from the service. Only objects whose externalId equals that of an object read from the directory in this run are claimed; the others are listed as orphans and left alone.`,
      remedy: 'Look at the orphans of this run: what should go has to be removed in the IIJ ID console.'
    }),
    ja: (p) => ({
      message: `状態データベース ${p.object} が使用できず(${p.cause})、正常なバックアップもないため、サービスから再構築します。externalId がこの実行で読み取ったディレクトリのオブジェクトと一致するものだけを管理対象とし、それ以外は孤立オブジェクトとして一覧に示し、変更しません。`,
      remedy: 'この実行の孤立オブジェクトを確認してください。不要なものは IIJ ID コンソールで削除してください。'
    })
  },
  'state.newer': {
    severity: 'error',
    en: (p) => ({
      message: `The state database ${p.object} has schema version ${p.version}; this program knows up to ${p.known}. Nothing was written.`,
      remedy: 'Run the newer program that wrote it (Update-DirSync), or name another data folder with --data.'
    }),
    ja: (p) => ({
      message: `状態データベース ${p.object} のスキーマはバージョン ${p.version} ですが、このプログラムが扱えるのは ${p.known} までです。何も書き込みませんでした。`,
      remedy:
        'このデータベースを書き込んだ新しいプログラムを使用する(Update-DirSync)か、--data で別のデータフォルダーを指定してください。'
    })
  },
  'state.not_writable': {
    severity: 'error',
    en: (p) => ({
      message: `${p.object} can't be written: ${p.cause}. Nothing was sent to the service.`,
      remedy:
        'Give the account that runs this write access to the folder, free disk space, or name another folder with --data.'
    }),
    ja: (p) => ({
      message: `${p.object} に書き込めません: ${p.cause}。サービスには何も送信していません。`,
      remedy:
        '実行アカウントにこのフォルダーへの書き込み権限を与えるか、ディスクの空きを確保するか、--data で別のフォルダーを指定してください。'
    })
  },
  'state.not_readable': {
    severity: 'error',
    en: (p) => ({
      message: `${p.object} can't be read: ${p.cause}.`,
      remedy: 'Run this as an administrator or as the account that runs the synchronisation.'
    }),
    ja: (p) => ({
      message: `${p.object} を読み取れません: ${p.cause}。`,
      remedy: '管理者、または同期を実行するアカウントで実行してください。'
    })
  },
  'state.other_domain': {
    severity: 'error',
    en: (p) => ({
      message: `The domain ${p.object} that answers now (id ${p.found}) is not the one that the state belongs to (id ${p.expected}). Nothing was written.`,
      remedy: 'Correct the addresses in config.yml. If the other domain is meant, run `dirsync sync --confirm` once.'
    }),
    ja: (p) => ({
      message: `応答したドメイン ${p.object} (ID ${p.found}) は、状態データベースのドメイン(ID ${p.expected})と異なります。何も書き込みませんでした。`,
      remedy:
        'config.yml のアドレスを修正してください。別のドメインへの変更が意図したものであれば、`dirsync sync --confirm` を一度実行してください。'
    })
  },
  'state.other_service': {
    severity: 'error',
    en: (p) => ({
      message: `The service ${p.found} is not the one that the state belongs to (${p.expected}). Nothing was written.`,
      remedy:
        'Correct iid.scim.base_url and the token. If the other service or contract is meant, run `dirsync sync --confirm` once.'
    }),
    ja: (p) => ({
      message: `サービス ${p.found} は、状態データベースのサービス(${p.expected})と異なります。何も書き込みませんでした。`,
      remedy:
        'iid.scim.base_url とアクセストークンを修正してください。別のサービスや契約への変更が意図したものであれば、`dirsync sync --confirm` を一度実行してください。'
    })
  },
  'state.network_share': {
    severity: 'error',
    en: (p) => ({
      message: `The data folder ${p.object} is on a network share, where locks and the state database are not safe.`,
      remedy: 'Name a folder on a local disk with --data.'
    }),
    ja: (p) => ({
      message: `データフォルダー ${p.object} はネットワーク共有上にあり、ロックと状態データベースの安全が保証できません。`,
      remedy: '--data でローカルディスク上のフォルダーを指定してください。'
    })
  }
}
