import type { ReportTexts } from './texts.ts'

const ACTIONS = {
  create: '作成',
  adopt: '引き継ぎ',
  update: '更新',
  enable: '有効化',
  disable: '無効化',
  delete: '削除',
  restore: '復元',
  rekey: '外部 ID の付け替え'
} as const

const KINDS = { user: 'ユーザー', group: 'グループ' } as const

const EXIT: Readonly<Record<number, string>> = {
  0: 'すべて完了しました',
  1: '予期しないエラーが発生しました (プログラムの不具合)',
  2: '使用方法または設定に誤りがあります',
  3: '完了しましたが、一部のオブジェクトで失敗しました。ほかはすべて反映済みです',
  4: '承認待ちの操作があるか、計画が古くなっています。保留中の操作は承認されるまで行いません',
  5: 'ディレクトリを読み取れませんでした。何も書き込んでいません。次回の実行で再試行します',
  6: 'サービスを利用できないか、読み取れませんでした。完了した操作は記録済みです。次回の実行で再試行します',
  7: '別の実行が進行中のため、何も行いませんでした',
  8: '状態データベースを使用できません',
  130: '停止しました。次回の実行で続きから処理します'
}

export const ja: ReportTexts = {
  title: {
    finished: {
      normal: '同期',
      'dry-run': '計画: 同期を実行すると次の操作を行います。何も書き込んでいません。',
      recover: '同期 (復旧。最初にサービスから状態を再構築)'
    },
    stopped: {
      normal: '同期 (途中で停止しました)',
      'dry-run': '計画 (途中で停止しました)。何も書き込んでいません。',
      recover: '同期 (復旧。途中で停止しました)'
    },
    refused: {
      normal: '同期: 計画を作成できませんでした。',
      'dry-run': '計画: 作成できませんでした。何も書き込んでいません。',
      recover: '同期 (復旧): 計画を作成できませんでした。'
    }
  },
  startedAt: (at) => `開始 ${at}`,
  nothingToDo: '必要な操作はありません。サービスはディレクトリと一致しています。',
  operations: (action, kind, count) => `${KINDS[kind]}の${ACTIONS[action]}: ${count} 件`,
  actions: ACTIONS,
  kinds: KINDS,
  statuses: {
    planned: '予定',
    done: '完了',
    failed: '失敗',
    held: '保留',
    skipped: '見送り',
    in_doubt: '結果不明'
  },
  heldHeading: (entries) => `承認待ち: ${entries} 件`,
  failedHeading: (count) => `失敗: ${count} 件`,
  skippedHeading: (count) => `見送り: ${count} 件`,
  guard: (name, scope, { actual, known, limit, verdict }) =>
    `${name}${scope === 'all' ? '' : `(${scope})`}: ${actual} 件${known === null ? '' : ` (全 ${known} 件中)`}${limit === null ? '' : `、上限 ${limit} 件`}${verdict === 'approved' ? '、承認済み' : ''}`,
  approveWith: '正しければ、次のコマンドでこの内容だけを承認できます:',
  ownerUnknown:
    'アクセストークンの所有者が特定できず、これらのユーザーに含まれる可能性があるため、承認しても解除されません。トークンを発行した管理者の userName を iid.scim.token_owner に設定してください。',
  moreOperations: (count) => `… ほか ${count} 件 (--operations ファイル名 を指定するとすべて出力されます)`,
  moreMembers: (count) => `… ほか ${count} 件`,
  empty: '(空)',
  problems: { error: 'エラー', warning: '警告' },
  counters: {
    read: '読み取り',
    inScope: '同期対象',
    ...ACTIONS,
    add: '追加',
    remove: '除外',
    unchanged: '変更なし',
    failed: '失敗',
    held: '保留',
    protected: '保護',
    quarantined: '隔離中',
    orphan: 'サービスにのみ存在'
  },
  objects: { users: 'ユーザー', groups: 'グループ', memberships: 'メンバーシップ' },
  exit: (code) => `終了コード ${code}: ${EXIT[code] ?? '?'}。`,
  approve: (heldId, entries, expires) =>
    `${heldId} の ${entries} 件を承認しました。次回以降の実行で処理します${expires === null ? '' : `(${expires} まで有効)`}。`,
  reject: (heldId, entries) =>
    `${heldId} の ${entries} 件を却下しました。承認されるか計画から外れるまで、操作も警告も行いません。`,
  stopped: {
    none: '進行中の実行はありません。',
    ended: '実行が終了しました。完了した操作は記録済みです。',
    running:
      '実行に停止を要求しましたが、まだ続いています。送信中のリクエストの完了後に停止します。停止したかどうかは `dirsync status` で確認できます。'
  },
  configSound: (file) => `${file} にエラーはありません。`,
  configImported: (file) =>
    `${file} を作成しました。secret.yml は読み込みません。シークレットは \`dirsync secret set token\` と \`dirsync secret set ldap-password\` で保存し、\`dirsync config check\` で内容を確認してください。`,
  noRun: 'まだ一度も実行されていません。',
  status: {
    lastRun: '前回の実行',
    running: '進行中',
    held: '保留',
    quarantine: '隔離',
    secrets: 'シークレット',
    nothing: 'なし'
  },
  secretPrompt: (name) => `${name} (入力は表示されません): `,
  secretAbsent: 'なし',
  secretExpires: (at) => `有効期限 ${at}`,
  runningSince: (pid, since) =>
    `実行中${pid === null ? '' : ` (プロセス ${pid})`}${since === null ? '' : `、開始 ${since}`}`,
  goesOn: '進行中',
  killed: '強制終了',
  heldPlan: (state, since, until) =>
    state === 'waits'
      ? `${since} から承認待ち (${until} まで承認可能)`
      : state === 'approved'
        ? `${since} から保留、承認済み (${until} まで有効)`
        : `${since} から保留、却下済み`,
  quarantined: (code, since, retryAt) => `${code}(${since} から。${retryAt} に自動的に再試行)`,
  history: {
    started: '開始',
    ended: '終了',
    mode: 'モード',
    exit: '終了コード',
    users: 'ユーザー',
    groups: 'グループ',
    memberships: 'メンバーシップ'
  }
}
