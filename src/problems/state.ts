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
      remedy:
        'Nothing has to be done: the scheduled task starts again by itself. To end the other run orderly: `dirsync stop` (PowerShell: Stop-DirSync).'
    }),
    ja: (p) => ({
      message: `別の実行${p.pid === null ? '' : ` (プロセス ${p.pid}${p.since === null ? '' : `、開始 ${p.since}`})`}が ${p.object} を使用中です。この実行では何も行いませんでした。`,
      remedy:
        '対処は不要です。次の予定の時刻に自動的に実行されます。実行中の処理を正常に停止する場合は `dirsync stop` (PowerShell では Stop-DirSync) を実行してください。'
    })
  },
  'state.damaged': {
    severity: 'error',
    en: (p) => ({
      message: `The state database ${p.object} proved to be damaged while it was in use: ${p.cause}. The work ended there; what a run had sent is recorded, or is looked up by the next one.`,
      remedy: `Check the disk (Event Viewer: System; chkdsk). If the next run ends in the same way, rename ${p.object} and its -wal file while no run is at work: then the newest backup in the same folder takes over, and the service is read whole. Leave the backup files where they are.`
    }),
    ja: (p) => ({
      message: `使用中の状態データベース ${p.object} に破損が見つかりました: ${p.cause}。処理はそこで終了しました。送信済みの内容は記録されているか、次回の実行でサービスに照会します。`,
      remedy: `ディスクの状態を確認してください (イベント ビューアーの「システム」、chkdsk)。次回の実行も同じように終了する場合は、実行中の処理がないときに、${p.object} とその -wal ファイルの名前を変更してください。同じフォルダーの最新のバックアップに切り替わり、サービス全体を読み込みます。バックアップのファイルはそのまま残してください。`
    })
  },
  'state.write_failed': {
    severity: 'error',
    en: (p) => ({
      message: `The state database ${p.object}, or the run's own one in the temporary folder, could not be written in the middle of the run: ${p.cause}. The run ended there; what it had sent is recorded, or is looked up by the next one.`,
      remedy:
        'Free space on the disks of both folders (for the scheduled task: TEMP of its account) and check their health; the next run goes on from there by itself.'
    }),
    ja: (p) => ({
      message: `実行の途中で、状態データベース ${p.object} または一時フォルダー内の作業用データベースに書き込めなくなりました: ${p.cause}。実行はそこで終了しました。送信済みの内容は記録されているか、次回の実行でサービスに照会します。`,
      remedy:
        '両方のフォルダー (タスクの場合、一時フォルダーは実行アカウントの TEMP) のディスクの空きを確保し、ディスクの状態を確認してください。次回の実行で自動的に続きから処理します。'
    })
  },
  'state.restored_from_backup': {
    severity: 'warning',
    en: (p) => ({
      message: `The state database ${p.object} could not be used (${p.cause}); the backup ${p.backup} took its place. Approvals given before are void, and the service is read whole in this run, so that nothing is lost.`,
      remedy:
        'Nothing has to be done, but what is held has to be approved anew. If it happens again, check the disk, and whether a virus scanner or a backup program locks files in this folder.'
    }),
    ja: (p) => ({
      message: `状態データベース ${p.object} が使用できないため (${p.cause})、バックアップ ${p.backup} に切り替えました。以前の承認は無効になります。この実行ではサービス全体を読み込むため、失われるものはありません。`,
      remedy:
        '対処は不要ですが、保留中の操作は承認し直す必要があります。繰り返し発生する場合は、ディスクの状態と、ウイルス対策ソフトやバックアップソフトがこのフォルダーのファイルをロックしていないかを確認してください。'
    })
  },
  'state.backup_failed': {
    severity: 'warning',
    en: (p) => ({
      message: `The run is done and recorded, but the backup ${p.object} could not be written: ${p.cause}.`,
      remedy:
        'Free space on the disk, or give the account of the scheduled task write access to the folder; the next run that changes something writes the backup.'
    }),
    ja: (p) => ({
      message: `同期は完了し記録されましたが、バックアップ ${p.object} を書き込めませんでした: ${p.cause}。`,
      remedy:
        'ディスクの空きを確保するか、タスクの実行アカウントにフォルダーへの書き込み権限を与えてください。次に変更を行う実行で、バックアップが作成されます。'
    })
  },
  'state.rebuilt_from_service': {
    severity: 'warning',
    en: (p) => ({
      message: `The state database ${p.object} could not be used (${p.cause}) and has no sound backup; it is rebuilt from the service. Objects whose externalId equals that of an object read from the directory in this run are managed again; all others are left as they are, and the first of them are named.`,
      remedy:
        'Nothing has to be done at once, but approvals and held plans are lost. Look at what this run leaves as it is: only a user or group that is certainly not needed any more is removed, by hand, in the IIJ ID Console.'
    }),
    ja: (p) => ({
      message: `状態データベース ${p.object} が使用できず (${p.cause})、正常なバックアップもないため、サービスから再構築します。externalId がこの実行で読み取ったディレクトリのオブジェクトと一致するものを再び管理対象とし、それ以外は変更せず、例を表示します。`,
      remedy:
        '急ぎの対処は不要ですが、承認と保留中の計画は失われました。この実行で変更しなかったオブジェクトを確認し、明らかに不要なユーザーやグループだけを、IIJ ID コンソールで手動で削除してください。'
    })
  },
  'state.newer': {
    severity: 'error',
    en: (p) => ({
      message: `The state database ${p.object} has schema version ${p.version}; this program knows up to ${p.known}. Nothing was written.`,
      remedy:
        'Install the newer version of the program again that wrote it (Update-DirSync). Do not delete or rename the database: it says which accounts are managed.'
    }),
    ja: (p) => ({
      message: `状態データベース ${p.object} のスキーマはバージョン ${p.version} ですが、このプログラムが扱えるのは ${p.known} までです。何も書き込みませんでした。`,
      remedy:
        'このデータベースを書き込んだ新しいバージョンのプログラムをインストールしてください (Update-DirSync)。データベースには管理対象のアカウントが記録されているため、削除や名前の変更は行わないでください。'
    })
  },
  'state.not_writable': {
    severity: 'error',
    en: (p) => ({
      message: `${p.object} can't be written: ${p.cause}. Nothing was sent to the service.`,
      remedy:
        'Give the account of the scheduled task (if you ran this by hand: run it as an administrator) write access to the folder, or free space on its disk; the next run goes on by itself.'
    }),
    ja: (p) => ({
      message: `${p.object} に書き込めません: ${p.cause}。サービスには何も送信していません。`,
      remedy:
        'タスクの実行アカウントにこのフォルダーへの書き込み権限を与えるか (手動で実行した場合は管理者として実行し)、ディスクの空きを確保してください。次回の実行で自動的に処理されます。'
    })
  },
  'state.not_readable': {
    severity: 'error',
    en: (p) => ({
      message: `${p.object} can't be read: ${p.cause}.`,
      remedy:
        'Run this as an administrator (PowerShell: "Run as administrator") or as the account of the scheduled task.'
    }),
    ja: (p) => ({
      message: `${p.object} を読み取れません: ${p.cause}。`,
      remedy: '管理者 (PowerShell では「管理者として実行」) またはタスクの実行アカウントで実行してください。'
    })
  },
  'state.other_domain': {
    severity: 'error',
    en: (p) => ({
      message: `The domain controller ${p.object} belongs to another domain (id ${p.found}) than the one that was synchronised so far (id ${p.expected}). Nothing was written.`,
      remedy:
        'Correct ad.ldap.server.addresses and ad.ldap.base_dn. Only if you mean the other domain: look first with `dirsync sync --confirm --dry-run` at what it would do, then run `dirsync sync --confirm` once; the limits hold as ever.'
    }),
    ja: (p) => ({
      message: `ドメインコントローラー ${p.object} のドメイン (ID ${p.found}) は、これまで同期していたドメイン (ID ${p.expected}) と異なります。何も書き込みませんでした。`,
      remedy:
        'ad.ldap.server.addresses と ad.ldap.base_dn を修正してください。ドメインの変更が意図したものである場合に限り、`dirsync sync --confirm --dry-run` で操作の内容を確認してから、`dirsync sync --confirm` を一度実行してください。上限は通常どおり適用されます。'
    })
  },
  'state.other_service': {
    severity: 'error',
    en: (p) => ({
      message: `The service ${p.found} is not the one that was synchronised so far (${p.expected}). Nothing was written.`,
      remedy:
        'Correct iid.scim.base_url, or store the right token. Only if you mean the other service or contract: look first with `dirsync sync --confirm --dry-run` at what it would do, then run `dirsync sync --confirm` once; the limits hold as ever.'
    }),
    ja: (p) => ({
      message: `サービス ${p.found} は、これまで同期していたサービス (${p.expected}) と異なります。何も書き込みませんでした。`,
      remedy:
        'iid.scim.base_url を修正するか、正しいアクセストークンを保存してください。サービスや契約の変更が意図したものである場合に限り、`dirsync sync --confirm --dry-run` で操作の内容を確認してから、`dirsync sync --confirm` を一度実行してください。上限は通常どおり適用されます。'
    })
  },
  'state.network_share': {
    severity: 'error',
    en: (p) => ({
      message: `The data folder ${p.object} is on a network share, where locks and the state database are not safe.`,
      remedy: 'Move its contents to a folder on a local disk while no run is at work, and name that folder with --data.'
    }),
    ja: (p) => ({
      message: `データフォルダー ${p.object} はネットワーク共有上にあり、ロックと状態データベースの安全が保証できません。`,
      remedy:
        '実行中の処理がないときに内容をローカルディスク上のフォルダーに移動し、そのフォルダーを --data で指定してください。'
    })
  }
}
