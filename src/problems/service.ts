import { type ConnectionProblem, connectionTexts } from './service-connection.ts'
import { type RefusalProblem, refusalTexts } from './service-refusals.ts'
import type { Language, Texts } from './texts.ts'

/** What went wrong with the service; `request` is method and path, as in `GET /Users`. */
export type ServiceProblem =
  | ConnectionProblem
  | RefusalProblem
  | {
      readonly code: 'service.server_error'
      readonly request: string
      readonly status: number
      readonly detail: string
      readonly requestId: string | null
    }
  | {
      readonly code: 'service.rate_limited'
      readonly request: string
      readonly retryAfterSeconds: number | null
      readonly limitSeconds: number
    }
  | {
      readonly code: 'service.unavailable'
      readonly host: string
      readonly failures: number
      readonly last: Readonly<Record<Language, string>>
    }
  | { readonly code: 'service.stopped'; readonly request: string }
  | {
      readonly code: 'service.token_refused'
      readonly request: string
      readonly detail: string
      readonly requestId: string | null
    }
  | {
      readonly code: 'service.reading_forbidden'
      readonly request: string
      readonly detail: string
      readonly requestId: string | null
    }
  | { readonly code: 'service.list_changing'; readonly list: string; readonly readings: number }
  | {
      readonly code: 'service.list_incomplete'
      readonly list: string
      readonly distinct: number
      readonly totalResults: number
    }
  | { readonly code: 'service.entry_without_id'; readonly list: string; readonly position: number }
  | {
      readonly code: 'service.list_refused'
      readonly list: string
      readonly status: number
      readonly detail: string
      readonly requestId: string | null
    }
  | {
      readonly code: 'service.removal_not_exact'
      readonly object: string
      readonly lost: number
      readonly restored: boolean
    }
  | { readonly code: 'service.restore_unproven'; readonly object: string }
  | { readonly code: 'service.members_contradict'; readonly object: string }

export const serviceTexts: Texts<ServiceProblem> = {
  ...connectionTexts,
  ...refusalTexts,
  'service.server_error': {
    severity: 'error',
    en: (p) => ({
      message: `${p.request}: the service failed (status ${p.status}): "${p.detail}"${idEn(p.requestId)}.`,
      remedy:
        "The next run tries again by itself. If it stays, give IIJ's support the time, the request and the request id."
    }),
    ja: (p) => ({
      message: `${p.request}: サービス側でエラーが発生しました (ステータス ${p.status})。サービスの応答は「${p.detail}」です${idJa(p.requestId)}。`,
      remedy:
        '次回の実行で自動的に再試行します。続く場合は、発生時刻、リクエスト、リクエスト ID を IIJ のサポート窓口に連絡してください。'
    })
  },
  'service.rate_limited': {
    severity: 'error',
    en: (p) => ({
      message:
        p.retryAfterSeconds === null
          ? `${p.request}: the service keeps answering that there are too many requests (status 429), without saying when to come again. What was done is recorded.`
          : `${p.request}: the service asks to wait ${p.retryAfterSeconds} s (too many requests, or busy); a run waits ${p.limitSeconds} s at most. What was done is recorded.`,
      remedy:
        'Nothing has to be done: the next run goes on from here by itself. If it happens often, lower iid.scim.requests_per_second (10 by default), or let the task start less often.'
    }),
    ja: (p) => ({
      message:
        p.retryAfterSeconds === null
          ? `${p.request}: サービスがリクエスト過多 (ステータス 429) を返し続けており、再試行の時期も示されていません。完了した処理は記録済みです。`
          : `${p.request}: サービスから ${p.retryAfterSeconds} 秒待つよう求められましたが (リクエスト過多または混雑)、${p.limitSeconds} 秒を超える待機は行いません。完了した処理は記録済みです。`,
      remedy:
        '対処は不要です。次回の実行で自動的に続きから処理します。頻繁に発生する場合は、iid.scim.requests_per_second (既定値 10) を小さくするか、タスクの実行間隔を長くしてください。'
    })
  },
  'service.unavailable': {
    severity: 'error',
    en: (p) => ({
      message: `${p.host} does not answer any more: ${p.failures} requests in a row failed, the last one: ${p.last.en}`,
      remedy:
        'What was done is recorded, and the next run goes on from there by itself. See whether IIJ reports a disturbance of the service; `dirsync test --only service` shows when it is back.'
    }),
    ja: (p) => ({
      message: `${p.host} が応答しなくなりました。連続して ${p.failures} 件のリクエストが失敗しました。最後の失敗は「${p.last.ja}」です。`,
      remedy:
        '完了した処理は記録済みで、次回の実行で自動的に続きから処理します。IIJ の障害情報を確認してください。復旧は `dirsync test --only service` で確認できます。'
    })
  },
  'service.stopped': {
    severity: 'error',
    en: (p) => ({
      message: `${p.request}: given up, because the run was stopped. What was done is recorded.`,
      remedy: 'Nothing has to be done: the next run goes on from there by itself.'
    }),
    ja: (p) => ({
      message: `${p.request}: 実行が停止されたため、中止しました。完了した処理は記録済みです。`,
      remedy: '対処は不要です。次回の実行で自動的に続きから処理します。'
    })
  },
  'service.token_refused': {
    severity: 'error',
    en: (p) => ({
      message: `${p.request}: the service does not accept the access token (status 401): "${p.detail}"${idEn(p.requestId)}. It has expired or was revoked. Accounts stay as they are until there is a new one.`,
      remedy:
        'Log in to the IIJ ID Console as the administrator who issued it (if he was disabled or deleted, that revoked it: undo that first), issue a new one under My Menu > Access Token Management (resource server "IIJ ID Service API", the four escim scopes), and store it with `dirsync secret set token --verify` (PowerShell: Set-DirSyncSecret -Name token).'
    }),
    ja: (p) => ({
      message: `${p.request}: サービスがアクセストークンを受け付けません (ステータス 401)。サービスの応答は「${p.detail}」です${idJa(p.requestId)}。有効期限が切れたか、失効しています。新しいトークンを設定するまで、アカウントは現在の状態のまま変わりません。`,
      remedy:
        'トークンを発行した管理者で IIJ ID コンソールにログインし (無効化または削除されている場合はトークンも失効しているため、先に元に戻します)、「マイメニュー」の「アクセストークンの管理」で新しいトークンを発行して (リソースサーバは「IIJ IDサービスAPI」、スコープは escim_ で始まる 4 つ)、`dirsync secret set token --verify` (PowerShell では Set-DirSyncSecret -Name token) で保存してください。'
    })
  },
  'service.reading_forbidden': {
    severity: 'error',
    en: (p) => ({
      message: `${p.request}: the access token may not read here (status 403): "${p.detail}"${idEn(p.requestId)}. Nothing was changed.`,
      remedy:
        'Issue a token with the four scopes escim_read_users, escim_write_users, escim_read_groups and escim_write_groups, as a user with administrative privileges (IIJ ID Console: My Menu > Access Token Management), and store it with `dirsync secret set token --verify` (PowerShell: Set-DirSyncSecret -Name token).'
    }),
    ja: (p) => ({
      message: `${p.request}: このアクセストークンには読み取りの権限がありません (ステータス 403)。サービスの応答は「${p.detail}」です${idJa(p.requestId)}。何も変更していません。`,
      remedy:
        '管理者権限を持つユーザーで、escim_read_users、escim_write_users、escim_read_groups、escim_write_groups の 4 つのスコープを付けてアクセストークンを発行し (IIJ ID コンソールの「マイメニュー」の「アクセストークンの管理」)、`dirsync secret set token --verify` (PowerShell では Set-DirSyncSecret -Name token) で保存してください。'
    })
  },
  'service.list_changing': {
    severity: 'error',
    en: (p) => ({
      message: `${p.list}: the list changed while it was read, ${p.readings} times in a row; nothing was written.`,
      remedy:
        'The next run tries again by itself. If it stays, let it run at a time when nobody else (IIJ ID Console, CSV import, another instance) changes many objects.'
    }),
    ja: (p) => ({
      message: `${p.list}: 一覧の読み取り中に内容が変わり、${p.readings} 回続けて完了できませんでした。何も書き込んでいません。`,
      remedy:
        '次回の実行で自動的に再試行します。続く場合は、IIJ ID コンソール、CSV の一括処理、別のインスタンスによる大量の変更が行われない時間帯に実行してください。'
    })
  },
  'service.list_incomplete': {
    severity: 'error',
    en: (p) => ({
      message: `${p.list}: the service announced ${p.totalResults} objects but gave ${p.distinct} different ones. To act on an incomplete list could create or delete wrongly, so nothing was written.`,
      remedy:
        "The next run tries again by itself. If it stays, the service pages its lists wrongly: give IIJ's support these two numbers."
    }),
    ja: (p) => ({
      message: `${p.list}: サービスは ${p.totalResults} 件あると示しましたが、実際に得られたのは ${p.distinct} 件でした。不完全な一覧に基づいて誤った作成や削除を行わないよう、何も書き込んでいません。`,
      remedy:
        '次回の実行で自動的に再試行します。続く場合は、サービスの一覧の分割 (ページング) に問題があります。この 2 つの件数を IIJ のサポート窓口に連絡してください。'
    })
  },
  'service.entry_without_id': {
    severity: 'error',
    en: (p) => ({
      message: `${p.list}: entry ${p.position} has no usable id (RFC 7643 §3.1); nothing was written.`,
      remedy: "The next run tries again by itself. If it stays, give IIJ's support the list and the position in it."
    }),
    ja: (p) => ({
      message: `${p.list}: ${p.position} 番目のエントリに有効な id がありません (RFC 7643 §3.1)。何も書き込んでいません。`,
      remedy:
        '次回の実行で自動的に再試行します。続く場合は、一覧とその中の位置を IIJ のサポート窓口に連絡してください。'
    })
  },
  'service.list_refused': {
    severity: 'error',
    en: (p) => ({
      message: `${p.list}: the service refused the list (status ${p.status}): "${p.detail}"${idEn(p.requestId)}. Nothing was written.`,
      remedy:
        "Check iid.scim.base_url (https://scim.auth.iij.jp/scim/v2 by default); if it is right, give IIJ's support the time and the request id."
    }),
    ja: (p) => ({
      message: `${p.list}: サービスが一覧の取得を拒否しました (ステータス ${p.status})。サービスの応答は「${p.detail}」です${idJa(p.requestId)}。何も書き込んでいません。`,
      remedy:
        'iid.scim.base_url (既定値は https://scim.auth.iij.jp/scim/v2) を確認してください。正しい場合は、発生時刻とリクエスト ID を IIJ のサポート窓口に連絡してください。'
    })
  },
  'service.members_contradict': {
    severity: 'error',
    en: (p) => ({
      message: `Group ${p.object}: the list of groups lacks members that the group itself shows; nothing was written.`,
      remedy:
        "The next run tries again by itself. If it stays, the service's lists are not to be relied on: tell IIJ's support, with the name of the group."
    }),
    ja: (p) => ({
      message: `グループ ${p.object}: グループ自体には含まれるメンバーが、グループの一覧には含まれていません。何も書き込んでいません。`,
      remedy:
        '次回の実行で自動的に再試行します。続く場合はサービスの一覧の内容が正しくありません。グループ名を添えて IIJ のサポート窓口に連絡してください。'
    })
  },
  'service.restore_unproven': {
    severity: 'error',
    en: (p) => ({
      message: `User ${p.object}: the service accepted the restore, but does not show the user as restored.`,
      remedy:
        'Look in the IIJ ID Console whether the user is still pending deletion, and restore it there if so; the next run looks again.'
    }),
    ja: (p) => ({
      message: `ユーザー ${p.object}: サービスは復元の要求を受け付けましたが、ユーザーが復元された状態になっていません。`,
      remedy:
        'IIJ ID コンソールでユーザーがまだ削除待ちになっていないかを確認し、削除待ちの場合はそこで復元してください。次回の実行で再度確認します。'
    })
  },
  'service.removal_not_exact': {
    severity: 'error',
    en: (p) => ({
      message: `Group ${p.object}: the removal of one member took ${p.lost} others away too. ${p.restored ? 'They were put back' : 'They could not be put back yet'}; the run ended there, so that no other group is damaged.`,
      remedy: p.restored
        ? 'Look at the group in the IIJ ID Console, and tell IIJ\'s support that PATCH with members[value eq "…"] (RFC 7644 §3.5.2.2) removes more than was asked. Until that is mended, each run that removes a member may end like this.'
        : "Urgent: run `dirsync sync --full` now, which adds the missing members again, and look at the group in the IIJ ID Console. Tell IIJ's support that PATCH removes more members than was asked."
    }),
    ja: (p) => ({
      message: `グループ ${p.object}: 1 名のメンバーを削除したところ、他の ${p.lost} 名も削除されました。${p.restored ? '元に戻しました。' : 'まだ元に戻せていません。'}ほかのグループに影響しないよう、実行はそこで終了しました。`,
      remedy: p.restored
        ? 'IIJ ID コンソールでグループを確認し、members[value eq "…"] を指定した PATCH (RFC 7644 §3.5.2.2) で指定以外のメンバーも削除されることを、IIJ のサポート窓口に連絡してください。改善されるまで、メンバーを削除する実行が同じように終了することがあります。'
        : '至急、`dirsync sync --full` を実行してください。失われたメンバーが追加されます。その後、IIJ ID コンソールでグループを確認し、PATCH で指定以外のメンバーも削除されることを IIJ のサポート窓口に連絡してください。'
    })
  }
}

function idEn(requestId: string | null): string {
  return requestId === null ? '' : ` (request id ${requestId})`
}

function idJa(requestId: string | null): string {
  return requestId === null ? '' : ` (リクエスト ID: ${requestId})`
}
