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
      'the domain of its userName (the part after @) is not registered in your contract',
      'Register the domain in the IIJ ID Console, or change the domain part of userName (iid.scim.attribute.user.convert.userName). If all users are refused so, the conversion is wrong.'
    ],
    ja: [
      'userName のドメイン (@ より後ろの部分) がご契約に登録されていません',
      'IIJ ID コンソールでドメインを登録するか、userName のドメイン部分を変更してください (iid.scim.attribute.user.convert.userName)。すべてのユーザーで発生する場合は、変換の指定が誤っています。'
    ]
  }),
  'service.issuer_missing': refusal({
    en: [
      'subject or externalUserName was sent without an issuer',
      'Set iid.scim.attribute.user.default.idTokenClaims.issuer, or remove both subject and externalUserName from iid.scim.attribute.user.ad_bind.'
    ],
    ja: [
      'issuer がないまま subject または externalUserName が送信されました',
      'iid.scim.attribute.user.default.idTokenClaims.issuer を設定するか、iid.scim.attribute.user.ad_bind から subject と externalUserName の両方を削除してください。'
    ]
  }),
  'service.external_id_taken': refusal({
    en: [
      'another object of the service already has this externalId',
      'Find the other one in the IIJ ID Console by its external ID. If both are the same person or group, set iid.scim.adopt.by_external_id to plan and approve the adoption in the next run; else clear or correct the external ID of the other one there.'
    ],
    ja: [
      'この externalId はサービスの別のオブジェクトで使用されています',
      'IIJ ID コンソールで、外部 ID が同じオブジェクトを確認してください。同一の人物またはグループであれば、iid.scim.adopt.by_external_id を plan に設定し、次回の実行で引き継ぎを承認してください。異なる場合は、コンソールで相手の外部 ID を消去するか修正してください。'
    ]
  }),
  'service.user_name_taken': refusal({
    en: [
      'another user of the service already has this userName',
      'Find the other user in the IIJ ID Console. If both are the same person, set iid.scim.adopt.by_name to plan and approve the adoption in the next run; else change one of the two userNames.'
    ],
    ja: [
      'この userName はサービスの別のユーザーで使用されています',
      'IIJ ID コンソールで相手のユーザーを確認してください。同一人物であれば、iid.scim.adopt.by_name を plan に設定し、次回の実行で引き継ぎを承認してください。異なる場合は、どちらか一方の userName を変更してください。'
    ]
  }),
  'service.display_name_taken': refusal({
    en: [
      'another group of the service already has this displayName',
      'Find the other group in the IIJ ID Console. If both are the same, set iid.scim.adopt.by_name to plan and approve the adoption in the next run; else rename one of the two.'
    ],
    ja: [
      'この displayName はサービスの別のグループで使用されています',
      'IIJ ID コンソールで相手のグループを確認してください。同じグループであれば、iid.scim.adopt.by_name を plan に設定し、次回の実行で引き継ぎを承認してください。異なる場合は、どちらか一方の名前を変更してください。'
    ]
  }),
  'service.mail_invalid': refusal({
    en: [
      'the service does not accept its e-mail address',
      'Correct the attribute in Active Directory that is bound to emails.value in iid.scim.attribute.user.ad_bind (usually mail); the next run carries it.'
    ],
    ja: [
      'メールアドレスが有効な形式として認められませんでした',
      'iid.scim.attribute.user.ad_bind の emails.value に割り当てた Active Directory の属性 (通常は mail) を修正してください。次回の実行で反映されます。'
    ]
  }),
  'service.phone_invalid': refusal({
    en: [
      'a phone number is not written as an international one (RFC 3966: tel:+81-3-…)',
      'Convert it in iid.scim.attribute.user.ad_bind, phoneNumbers: `value: { from: telephoneNumber, convert: [{ phone: { country: JP } }] }` makes 03-1234-5678 to tel:+81-3-1234-5678. If it is converted already, correct the number in Active Directory.'
    ],
    ja: [
      '電話番号が国際番号の形式 (RFC 3966: tel:+81-3-…) ではありません',
      'iid.scim.attribute.user.ad_bind の phoneNumbers に `value: { from: telephoneNumber, convert: [{ phone: { country: JP } }] }` と指定して変換してください (03-1234-5678 は tel:+81-3-1234-5678 になります)。変換済みの場合は、Active Directory の電話番号を修正してください。'
    ]
  }),
  'service.pending_deletion': refusal({
    en: [
      'a user with this ID or external ID is pending deletion',
      'Look at that user in the IIJ ID Console, in the list of users pending deletion. If nobody needs that user any more, purge it there (this cannot be undone), or wait until its retention period ends; the next run then creates the new one by itself.'
    ],
    ja: [
      'この ID または外部 ID のユーザーが削除待ちの状態です',
      'IIJ ID コンソールの「削除待ちユーザの一覧」で該当ユーザーを確認してください。不要なユーザーであれば、そこで削除するか (元に戻せません)、保持期間が過ぎるまでお待ちください。その後の実行で新規に作成されます。'
    ]
  }),
  'service.writing_forbidden': refusal({
    en: [
      'the access token may not do this',
      'If all users or all groups are refused, issue a new token with all four escim scopes (IIJ ID Console: My Menu > Access Token Management) and store it with `dirsync secret set token --verify`; if only this one is, see in the IIJ ID Console who may change it, or put it into iid.scim.protect.'
    ],
    ja: [
      'このアクセストークンにはこの操作の権限がありません',
      'すべてのユーザーまたはすべてのグループが拒否される場合は、escim_ で始まる 4 つのスコープをすべて付けてアクセストークンを発行し直し (IIJ ID コンソールの「マイメニュー」の「アクセストークンの管理」)、`dirsync secret set token --verify` で保存してください。このオブジェクトだけの場合は、変更できる権限を IIJ ID コンソールで確認するか、iid.scim.protect に追加してください。'
    ]
  }),
  'service.changed_meanwhile': refusal({
    en: [
      'others changed it each time between reading and writing it',
      'Nothing has to be done: the next run tries again by itself.'
    ],
    ja: [
      '読み取りから書き込みまでの間に、他から繰り返し変更されました',
      '対処は不要です。次回の実行で自動的に再試行します。'
    ]
  }),
  'service.refused': refusal({
    en: [
      'the service refused it',
      "Correct what the service's message names, in Active Directory or in iid.scim.attribute of config.yml; the next run carries it. IIJ's support can look it up by the request id."
    ],
    ja: [
      'サービスに拒否されました',
      'サービスの応答が示す値を、Active Directory または config.yml の iid.scim.attribute で修正してください。次回の実行で反映されます。IIJ のサポート窓口には、リクエスト ID を添えて問い合わせてください。'
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
        message: `${kind} ${p.object}: ${words.en[0]} (status ${p.status}${id}). The service says: "${p.detail}". All others are not affected.`,
        remedy: words.en[1]
      }
    },
    ja: (p: RefusalFacts): Words => {
      const kind = p.kind === 'user' ? 'ユーザー' : 'グループ'
      const id = p.requestId === null ? '' : `、リクエスト ID: ${p.requestId}`
      return {
        message: `${kind} ${p.object}: ${words.ja[0]} (ステータス ${p.status}${id})。サービスの応答は「${p.detail}」です。ほかのオブジェクトには影響しません。`,
        remedy: words.ja[1]
      }
    }
  }
}
