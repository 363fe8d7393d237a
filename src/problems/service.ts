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
      message: `${p.request}: the service failed (status ${p.status}): ${p.detail}${idEn(p.requestId)}.`,
      remedy: "The next run tries again. If it stays, give the service's support the time and the request id."
    }),
    ja: (p) => ({
      message: `${p.request}: サービス側でエラーが発生しました（ステータス ${p.status}）。サービスの応答は「${p.detail}」です${idJa(p.requestId)}。`,
      remedy:
        '次回の実行時に再試行します。続く場合は、発生時刻とリクエスト ID をサービスのサポート窓口に連絡してください。'
    })
  },
  'service.rate_limited': {
    severity: 'error',
    en: (p) => ({
      message:
        p.retryAfterSeconds === null
          ? `${p.request}: the service keeps answering that there are too many requests (status 429), without saying when to come again.`
          : `${p.request}: the service asks to wait ${p.retryAfterSeconds} s; more than ${p.limitSeconds} s are not waited for.`,
      remedy: 'The next run goes on from here. Lower iid.scim.requests_per_second, or let the run start less often.'
    }),
    ja: (p) => ({
      message:
        p.retryAfterSeconds === null
          ? `${p.request}: サービスがリクエスト過多（ステータス 429）を返し続けており、再試行の時期も示されていません。`
          : `${p.request}: サービスから ${p.retryAfterSeconds} 秒待つよう求められましたが、${p.limitSeconds} 秒を超える待機は行いません。`,
      remedy:
        '次回の実行で続きから処理します。iid.scim.requests_per_second を小さくするか、実行間隔を長くしてください。'
    })
  },
  'service.unavailable': {
    severity: 'error',
    en: (p) => ({
      message: `${p.host} does not answer any more: ${p.failures} requests in a row failed, the last one so: ${p.last.en}`,
      remedy:
        'What was done is recorded, the next run goes on from there. See whether the service reports a disturbance; `dirsync test` shows when it is back.'
    }),
    ja: (p) => ({
      message: `${p.host} が応答しなくなりました。連続して ${p.failures} 件のリクエストが失敗しました。最後の失敗は「${p.last.ja}」です。`,
      remedy:
        '完了した処理は記録済みで、次回の実行で続きから処理します。サービスの障害情報を確認してください。復旧は `dirsync test` で確認できます。'
    })
  },
  'service.stopped': {
    severity: 'error',
    en: (p) => ({
      message: `${p.request}: given up, because the run was stopped.`,
      remedy: 'Nothing to do: the next run goes on from there.'
    }),
    ja: (p) => ({
      message: `${p.request}: 実行が停止されたため、中止しました。`,
      remedy: '対応は不要です。次回の実行で続きから処理します。'
    })
  },
  'service.token_refused': {
    severity: 'error',
    en: (p) => ({
      message: `${p.request}: the service does not accept the access token (status 401): ${p.detail}${idEn(p.requestId)}.`,
      remedy:
        'Log in to the IIJ ID Console as the administrator who issued it (who must be neither disabled nor deleted), issue a new one with the four escim scopes under My Menu > Access Token Management, and store it with `dirsync secret set token --verify`.'
    }),
    ja: (p) => ({
      message: `${p.request}: サービスがアクセストークンを受け付けません（ステータス 401）。サービスの応答は「${p.detail}」です${idJa(p.requestId)}。`,
      remedy:
        '発行した管理者（無効化・削除されていないこと）で IIJ ID コンソールにログインし、「マイメニュー」の「アクセストークン管理」で 4 つの escim スコープを付けて発行し直し、`dirsync secret set token --verify` で設定してください。'
    })
  },
  'service.reading_forbidden': {
    severity: 'error',
    en: (p) => ({
      message: `${p.request}: the access token may not read here (status 403): ${p.detail}${idEn(p.requestId)}.`,
      remedy:
        'Issue a token with the four scopes escim_read_users, escim_write_users, escim_read_groups and escim_write_groups, as a user with administrative privileges, and store it with `dirsync secret set token --verify`.'
    }),
    ja: (p) => ({
      message: `${p.request}: このアクセストークンには読み取りの権限がありません（ステータス 403）。サービスの応答は「${p.detail}」です${idJa(p.requestId)}。`,
      remedy:
        '管理者権限を持つユーザーで、escim_read_users、escim_write_users、escim_read_groups、escim_write_groups の 4 つのスコープを付けてアクセストークンを発行し、`dirsync secret set token --verify` で設定してください。'
    })
  },
  'service.list_changing': {
    severity: 'error',
    en: (p) => ({
      message: `${p.list}: the list changed while it was read, ${p.readings} times in a row; nothing was written.`,
      remedy: 'Run it again when nothing else (console, another instance) changes many objects.'
    }),
    ja: (p) => ({
      message: `${p.list}: 一覧の読み取り中に内容が変わり、${p.readings} 回続けて完了できませんでした。何も書き込んでいません。`,
      remedy: 'コンソールや別のインスタンスによる大量の変更が行われていないときに、再度実行してください。'
    })
  },
  'service.list_incomplete': {
    severity: 'error',
    en: (p) => ({
      message: `${p.list}: the service speaks of ${p.totalResults} resources but gave ${p.distinct} different ones; nothing was written.`,
      remedy: "Run it again. If it stays, the service's paging is at fault: give its support these two numbers."
    }),
    ja: (p) => ({
      message: `${p.list}: サービスは ${p.totalResults} 件あると示しましたが、実際に得られたのは ${p.distinct} 件でした。何も書き込んでいません。`,
      remedy:
        '再度実行してください。続く場合はサービスのページング処理に問題があります。この 2 つの件数をサポート窓口に連絡してください。'
    })
  },
  'service.entry_without_id': {
    severity: 'error',
    en: (p) => ({
      message: `${p.list}: entry ${p.position} has no usable id (RFC 7643 §3.1); nothing was written.`,
      remedy: "Run it again. If it stays, give the service's support the position in the list."
    }),
    ja: (p) => ({
      message: `${p.list}: ${p.position} 番目のエントリに有効な id がありません（RFC 7643 §3.1）。何も書き込んでいません。`,
      remedy: '再度実行してください。続く場合は、一覧内の位置をサービスのサポート窓口に連絡してください。'
    })
  },
  'service.list_refused': {
    severity: 'error',
    en: (p) => ({
      message: `${p.list}: the service refused the list (status ${p.status}): ${p.detail}${idEn(p.requestId)}.`,
      remedy: "Check iid.scim.base_url; if it is right, give the service's support the time and the request id."
    }),
    ja: (p) => ({
      message: `${p.list}: サービスが一覧の取得を拒否しました（ステータス ${p.status}）。サービスの応答は「${p.detail}」です${idJa(p.requestId)}。`,
      remedy:
        'iid.scim.base_url を確認してください。正しい場合は、発生時刻とリクエスト ID をサービスのサポート窓口に連絡してください。'
    })
  },
  'service.members_contradict': {
    severity: 'error',
    en: (p) => ({
      message: `Group ${p.object}: the list of groups lacks members that the group itself shows; nothing was written.`,
      remedy: "Run it again. If it stays, the service's lists are not to be relied on: tell its support."
    }),
    ja: (p) => ({
      message: `グループ ${p.object}: グループ自体には含まれるメンバーが、グループの一覧には含まれていません。何も書き込んでいません。`,
      remedy: '再度実行してください。続く場合はサービスの一覧の内容が正しくありません。サポート窓口に連絡してください。'
    })
  },
  'service.restore_unproven': {
    severity: 'error',
    en: (p) => ({
      message: `User ${p.object}: the service accepted the restore, but does not show the user as restored.`,
      remedy: 'Look at the user in the IIJ ID Console; the next run looks again.'
    }),
    ja: (p) => ({
      message: `ユーザー ${p.object}: サービスは復元の要求を受け付けましたが、ユーザーが復元された状態になっていません。`,
      remedy: 'IIJ ID コンソールでユーザーの状態を確認してください。次回の実行時に再度確認します。'
    })
  },
  'service.removal_not_exact': {
    severity: 'error',
    en: (p) => ({
      message: `Group ${p.object}: the removal of one member took ${p.lost} others away too. ${p.restored ? 'They were put back' : 'They could not be put back'}; no other removal was sent.`,
      remedy: p.restored
        ? 'Tell the service\'s support that PATCH with members[value eq "…"] (RFC 7644 §3.5.2.2) removes more than was asked.'
        : "Run it again: the missing members are added. Tell the service's support that PATCH removes more members than was asked."
    }),
    ja: (p) => ({
      message: `グループ ${p.object}: 1 名のメンバーを削除したところ、他の ${p.lost} 名も削除されました。${p.restored ? '元に戻しました。' : '元に戻せませんでした。'}以降の削除は送信していません。`,
      remedy: p.restored
        ? 'members[value eq "…"] を指定した PATCH（RFC 7644 §3.5.2.2）で指定以外のメンバーも削除されることを、サービスのサポート窓口に連絡してください。'
        : '再度実行すると、失われたメンバーが追加されます。PATCH で指定以外のメンバーも削除されることを、サービスのサポート窓口に連絡してください。'
    })
  }
}

function idEn(requestId: string | null): string {
  return requestId === null ? '' : ` (request id ${requestId})`
}

function idJa(requestId: string | null): string {
  return requestId === null ? '' : `（リクエスト ID: ${requestId}）`
}
