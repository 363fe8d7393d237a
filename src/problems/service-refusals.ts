import type { Texts, Words } from './texts.ts'

/** What every refusal tells: of whom, what the service said, and the id to quote. */
export interface RefusalFacts {
  readonly kind: 'user' | 'group'
  /** userName or displayName; the id where the name isn't known. */
  readonly object: string
  readonly status: number
  readonly detail: string
  readonly requestId: string | null
}

const REFUSALS = [
  'service.organization_not_found',
  'service.issuer_missing',
  'service.external_id_taken',
  'service.user_name_taken',
  'service.display_name_taken',
  'service.mail_invalid',
  'service.phone_invalid',
  'service.pending_deletion',
  'service.writing_forbidden',
  'service.changed_meanwhile',
  'service.refused'
] as const
export type RefusalCode = (typeof REFUSALS)[number]

/** The service refused one object's request: the eight documented causes, and the rest. */
export type RefusalProblem = { [C in RefusalCode]: { readonly code: C } & RefusalFacts }[RefusalCode]

export const refusalTexts: Texts<RefusalProblem> = {
  'service.organization_not_found': refusal({
    en: [
      'the domain of its userName is not registered',
      'Change the domain part of userName (iid.scim.attribute.user.convert.userName), or register the domain in the IIJ ID Console.'
    ],
    ja: [
      'userName のドメインが登録されていません',
      'userName のドメイン部分を変更する（iid.scim.attribute.user.convert.userName）か、IIJ ID コンソールでドメインを登録してください。'
    ]
  }),
  'service.issuer_missing': refusal({
    en: [
      'subject or externalUserName was sent without an issuer',
      'Set iid.scim.attribute.user.default.idTokenClaims.issuer, or bind neither subject nor externalUserName.'
    ],
    ja: [
      'issuer がないまま subject または externalUserName が送信されました',
      'iid.scim.attribute.user.default.idTokenClaims に issuer を設定するか、subject と externalUserName の両方の対応付けを外してください。'
    ]
  }),
  'service.external_id_taken': refusal({
    en: [
      'another object of the service already has this externalId',
      'Find the other one in the IIJ ID Console by its external ID and remove the duplicate, or let iid.scim.adopt.by_external_id take it over.'
    ],
    ja: [
      'この externalId はサービスの別のオブジェクトで使用されています',
      'IIJ ID コンソールで外部 ID が同じオブジェクトを探して重複を解消するか、iid.scim.adopt.by_external_id により引き継いでください。'
    ]
  }),
  'service.user_name_taken': refusal({
    en: [
      'another user of the service already has this userName',
      'Change one of the two userNames, remove the other user, or let iid.scim.adopt.by_name take it over.'
    ],
    ja: [
      'この userName はサービスの別のユーザーで使用されています',
      'どちらかの userName を変更する、もう一方のユーザーを削除する、または iid.scim.adopt.by_name により引き継ぐ、のいずれかを行ってください。'
    ]
  }),
  'service.display_name_taken': refusal({
    en: [
      'another group of the service already has this displayName',
      'Rename one of the two groups, remove the other one, or let iid.scim.adopt.by_name take it over.'
    ],
    ja: [
      'この displayName はサービスの別のグループで使用されています',
      'どちらかのグループの名前を変更する、もう一方のグループを削除する、または iid.scim.adopt.by_name により引き継ぐ、のいずれかを行ってください。'
    ]
  }),
  'service.mail_invalid': refusal({
    en: [
      'the service takes its e-mail for no valid address',
      'Correct the attribute in Active Directory that is bound to emails.value (usually mail).'
    ],
    ja: [
      'メールアドレスが有効な形式として認められませんでした',
      'emails.value に対応付けた Active Directory の属性（通常は mail）を修正してください。'
    ]
  }),
  'service.phone_invalid': refusal({
    en: [
      'a phone number is no global number by RFC 3966',
      'Convert it: `{ from: telephoneNumber, convert: [{ phone: { country: JP } }] }` makes 03-1234-5678 to tel:+81-3-1234-5678; or correct the number in Active Directory.'
    ],
    ja: [
      '電話番号が RFC 3966 の国際番号の形式ではありません',
      '`{ from: telephoneNumber, convert: [{ phone: { country: JP } }] }` で変換する（03-1234-5678 は tel:+81-3-1234-5678 になります）か、Active Directory の電話番号を修正してください。'
    ]
  }),
  'service.pending_deletion': refusal({
    en: [
      'a user with this ID or external ID is pending deletion',
      'Purge that user in the IIJ ID Console (the next run creates the new one), or restore him there if he is the same person.'
    ],
    ja: [
      'この ID または外部 ID のユーザーが削除待ちの状態です',
      'IIJ ID コンソールで該当ユーザーを完全に削除してください（次回の実行で新規に作成されます）。同一人物の場合は、コンソールで復元してください。'
    ]
  }),
  'service.writing_forbidden': refusal({
    en: [
      'the access token may not do this',
      'If all objects of the kind are refused, issue a token with the scopes escim_write_users and escim_write_groups; if only this one is, see in the IIJ ID Console who may change it.'
    ],
    ja: [
      'このアクセストークンにはこの操作の権限がありません',
      '同種のオブジェクトがすべて拒否される場合は、escim_write_users と escim_write_groups のスコープを付けてアクセストークンを発行し直してください。このオブジェクトだけの場合は、変更できる権限を IIJ ID コンソールで確認してください。'
    ]
  }),
  'service.changed_meanwhile': refusal({
    en: [
      'it was changed by others each time between reading and writing it',
      'Nothing to do: the next run tries again.'
    ],
    ja: ['読み取りから書き込みまでの間に、他から繰り返し変更されました', '対応は不要です。次回の実行時に再試行します。']
  }),
  'service.refused': refusal({
    en: [
      'the service refused it',
      "Correct what the service's message names, in Active Directory or in iid.scim.attribute; the request id helps the service's support."
    ],
    ja: [
      'サービスに拒否されました',
      'サービスのメッセージが示す値を、Active Directory または iid.scim.attribute で修正してください。サポート窓口への問い合わせにはリクエスト ID が役立ちます。'
    ]
  })
}

type CauseAndCure = readonly [cause: string, cure: string]

function refusal(words: { readonly en: CauseAndCure; readonly ja: CauseAndCure }) {
  return {
    severity: 'error' as const,
    en: (p: RefusalFacts): Words => {
      const kind = p.kind === 'user' ? 'User' : 'Group'
      const id = p.requestId === null ? '' : `, request id ${p.requestId}`
      return {
        message: `${kind} ${p.object}: ${words.en[0]} (status ${p.status}${id}): ${p.detail}`,
        remedy: words.en[1]
      }
    },
    ja: (p: RefusalFacts): Words => {
      const kind = p.kind === 'user' ? 'ユーザー' : 'グループ'
      const id = p.requestId === null ? '' : `、リクエスト ID: ${p.requestId}`
      return {
        message: `${kind} ${p.object}: ${words.ja[0]}（ステータス ${p.status}${id}）。サービスの応答は「${p.detail}」です。`,
        remedy: words.ja[1]
      }
    }
  }
}
