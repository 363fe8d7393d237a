import { inWords, type Problem } from './problem.ts'
import type { Texts } from './texts.ts'

export type PlanProblem =
  | {
      readonly code: 'plan.clash'
      readonly object: string
      readonly dn: string
      readonly attribute: string
      readonly value: string
      readonly otherDn: string
      readonly keeps: string | null
    }
  | {
      readonly code: 'plan.pending_deletion'
      readonly object: string
      readonly dn: string
      readonly attribute: string
      readonly name: string
      readonly scimId: string
    }
  | {
      readonly code: 'plan.name_taken'
      readonly object: string
      readonly dn: string
      readonly attribute: string
      readonly value: string
      readonly otherId: string
      readonly otherExternalId: string | null
    }
  | { readonly code: 'plan.protected_match'; readonly object: string; readonly dn: string; readonly scimId: string }
  | { readonly code: 'plan.recreation_waits'; readonly object: string; readonly dn: string }
  | { readonly code: 'plan.departure_waits'; readonly object: string; readonly dn: string; readonly since: string }
  | {
      readonly code: 'plan.quarantined'
      readonly object: string
      readonly dn: string
      /** Why it failed before. */
      readonly cause: Problem
      readonly retryAt: string
    }
  | {
      readonly code: 'plan.guid_rendering'
      readonly object: string
      readonly configured: string
      readonly matching: number
      readonly better: string
      readonly betterMatching: number
    }
  | {
      readonly code: 'plan.orphans'
      readonly object: string
      readonly users: number
      readonly groups: number
      readonly examples: readonly string[]
    }
  | { readonly code: 'plan.more_problems'; readonly object: string; readonly count: number }

type NameTaken = Extract<PlanProblem, { readonly code: 'plan.name_taken' }>

/** What of the two is the same: how they could become one. */
function adoptionOf({ attribute, otherExternalId }: NameTaken): keyof typeof ADOPT {
  if (attribute === 'externalId') return 'external_id'
  return otherExternalId === null ? 'name' : 'other'
}

const ADOPT = {
  external_id: {
    en: 'If both are the same person or group, set iid.scim.adopt.by_external_id to plan and approve the adoption in the next run; else clear or correct the external ID of the other one in the IIJ ID Console.',
    ja: '同一の人物またはグループであれば、iid.scim.adopt.by_external_id を plan に設定し、次回の実行で引き継ぎを承認してください。異なる場合は、IIJ ID コンソールで相手の外部 ID を消去するか修正してください。'
  },
  name: {
    en: 'If both are the same person or group, set iid.scim.adopt.by_name to plan and approve the adoption in the next run; else rename one of the two.',
    ja: '同一の人物またはグループであれば、iid.scim.adopt.by_name を plan に設定し、次回の実行で引き継ぎを承認してください。異なる場合は、どちらか一方の名前を変更してください。'
  },
  other: {
    en: 'Another tool, another instance or an earlier configuration made it: find out which in the IIJ ID Console. If it is the same person or group, correct its external ID there; else rename one of the two.',
    ja: '別のツール、別のインスタンス、または以前の設定で作成されたものです。IIJ ID コンソールで確認してください。同一の人物またはグループであれば、コンソールで外部 ID を修正してください。異なる場合は、どちらか一方の名前を変更してください。'
  }
} as const

export const planTexts: Texts<PlanProblem> = {
  'plan.clash': {
    severity: 'error',
    en: (p) => ({
      message: `${p.dn}: its ${p.attribute} "${p.value}" is wanted by ${p.otherDn} too. ${p.keeps === null ? 'This object was left out; the other one and all others are not affected.' : `It keeps "${p.keeps}"; all else was carried.`}`,
      remedy:
        'Give one of the two another value in Active Directory, or take one out of the scope (ad.ldap.filter); the next run carries it.'
    }),
    ja: (p) => ({
      message: `${p.dn}: ${p.attribute} の値「${p.value}」は ${p.otherDn} と重複しています。${p.keeps === null ? 'このオブジェクトだけを対象外としました。ほかのオブジェクトには影響しません。' : `現在の値「${p.keeps}」を維持し、ほかの属性は反映しました。`}`,
      remedy:
        'Active Directory でどちらか一方の値を変更するか、一方を同期の対象範囲 (ad.ldap.filter) から外してください。次回の実行で反映されます。'
    })
  },
  'plan.pending_deletion': {
    severity: 'error',
    en: (p) => ({
      message: `${p.dn} can't get its ${p.attribute}: the user ${p.name} (id ${p.scimId}), who is pending deletion at the service, still holds it. Only this object is affected.`,
      remedy: `Look at ${p.name} in the IIJ ID Console, in the list of users pending deletion. If nobody needs that user any more, purge it there (this cannot be undone), or wait until its retention period ends; the next run then goes on by itself.`
    }),
    ja: (p) => ({
      message: `${p.dn} に ${p.attribute} を設定できません。削除待ちのユーザー ${p.name} (ID ${p.scimId}) が同じ値を保持しています。影響があるのはこのオブジェクトだけです。`,
      remedy: `IIJ ID コンソールの「削除待ちユーザの一覧」で ${p.name} を確認してください。不要なユーザーであれば、そこで削除するか (元に戻せません)、保持期間が過ぎるまでお待ちください。その後の実行で自動的に処理されます。`
    })
  },
  'plan.name_taken': {
    severity: 'error',
    en: (p) => ({
      message: `${p.dn} can't get its ${p.attribute} "${p.value}": an object at the service that this program neither created nor adopted has it (id ${p.otherId}, external ID ${p.otherExternalId ?? 'none'}). Neither was changed.`,
      remedy: ADOPT[adoptionOf(p)].en
    }),
    ja: (p) => ({
      message: `${p.dn} に ${p.attribute} の値「${p.value}」を設定できません。この値は、本製品の管理対象ではないサービス上のオブジェクト (ID ${p.otherId}、外部 ID ${p.otherExternalId ?? 'なし'}) が使用しています。どちらも変更していません。`,
      remedy: ADOPT[adoptionOf(p)].ja
    })
  },
  'plan.protected_match': {
    severity: 'warning',
    en: (p) => ({
      message: `${p.dn} matches the protected object ${p.object} (id ${p.scimId}) at the service, which is never adopted; it was left alone.`,
      remedy:
        'Nothing has to be done. To synchronise it, take it out of iid.scim.protect.users or .groups; to be rid of this warning, take it out of the scope (ad.ldap.filter). The owner of the access token stays protected always.'
    }),
    ja: (p) => ({
      message: `${p.dn} は保護されたサービス上のオブジェクト ${p.object} (ID ${p.scimId}) と一致します。保護されたオブジェクトは引き継がないため、変更しませんでした。`,
      remedy:
        '対処は不要です。同期する場合は iid.scim.protect.users または .groups から外し、この警告を表示しない場合は対象範囲 (ad.ldap.filter) から外してください。アクセストークンの所有者は常に保護されます。'
    })
  },
  'plan.recreation_waits': {
    severity: 'warning',
    en: (p) => ({
      message: `${p.dn} looks like ${p.object} made again in Active Directory. That the earlier object is really deleted is not proven yet; until then nothing is written for either.`,
      remedy:
        'Nothing has to be done: a later run goes on by itself. If the deletion is held for approval, `dirsync status --held` (PowerShell: Get-DirSyncPlan) lists it.'
    }),
    ja: (p) => ({
      message: `${p.dn} は Active Directory で再作成された ${p.object} と見られます。元のオブジェクトが削除されたことをまだ確認できないため、確認できるまでどちらについても何も書き込みません。`,
      remedy:
        '対処は不要です。以降の実行で自動的に処理されます。削除が承認待ちの場合は `dirsync status --held` (PowerShell では Get-DirSyncPlan) で確認できます。'
    })
  },
  'plan.departure_waits': {
    severity: 'warning',
    en: (p) => ({
      message: `${p.dn} is not found in the directory since ${p.since}, and not among its deleted objects either; the domain controller may lag behind. It stays at the service as it is until a complete read at least 60 minutes later confirms that it is gone.`,
      remedy:
        'Nothing has to be done. If the account that reads the directory may read CN=Deleted Objects, deletions are seen at once: `dirsync test --only directory` shows how to allow it.'
    }),
    ja: (p) => ({
      message: `${p.dn} が ${p.since} からディレクトリで見つからず、削除済みオブジェクトとしても確認できません。ドメインコントローラーの複製が遅れている可能性があるため、60 分以上後の完全な読み取りで再確認できるまで、サービス側では何も変更しません。`,
      remedy:
        '対処は不要です。ディレクトリを読み取るアカウントに CN=Deleted Objects の読み取りを許可すると、削除をすぐに確認できます。許可の方法は `dirsync test --only directory` に表示されます。'
    })
  },
  'plan.quarantined': {
    severity: 'warning',
    en: (p) => ({
      message: `${p.object} still fails and is in quarantine (set aside; all others are carried). ${inWords(p.cause, 'en').message}`,
      remedy: `${inWords(p.cause, 'en').remedy} It is tried again by itself when it changes in the directory${p.retryAt === '' ? '' : `, or at ${p.retryAt}`}; at once with \`dirsync sync --full\`.`
    }),
    ja: (p) => ({
      message: `${p.object} は失敗が続いているため隔離中です (ほかのオブジェクトは反映されます)。${inWords(p.cause, 'ja').message}`,
      remedy: `${inWords(p.cause, 'ja').remedy}ディレクトリで変更されたとき${p.retryAt === '' ? '' : `、または ${p.retryAt} `}に自動的に再試行します。すぐに再試行するには \`dirsync sync --full\` を実行してください。`
    })
  },
  'plan.guid_rendering': {
    severity: 'error',
    en: (p) => ({
      message: `${p.object} writes objectGUID in the form ${p.configured}: that matches ${p.matching} objects at the service; in the form ${p.better} it would be ${p.betterMatching}. As it is, the objects that do not match would be created a second time, so nothing was written.`,
      remedy: `Write ${p.object}: { from: objectGUID, as: ${p.better} } in config.yml, and look at the result with \`dirsync plan\`.`
    }),
    ja: (p) => ({
      message: `${p.object} では objectGUID を ${p.configured} 形式にしています。この形式でサービスと一致するのは ${p.matching} 件ですが、${p.better} 形式では ${p.betterMatching} 件が一致します。このままでは一致しないオブジェクトが重複して作成されるため、何も書き込みませんでした。`,
      remedy: `config.yml に ${p.object}: { from: objectGUID, as: ${p.better} } と指定し、\`dirsync plan\` で結果を確認してください。`
    })
  },
  'plan.orphans': {
    severity: 'warning',
    en: (p) => ({
      message: `At the service there are ${p.users} users and ${p.groups} groups that this program does not manage and that match no object in scope; they were left as they are${p.examples.length === 0 ? '' : ` (${p.examples.join(', ')}${p.users + p.groups > p.examples.length ? ', …' : ''})`}.`,
      remedy:
        'Nothing has to be done: administrators, accounts made by hand and those of other tools are among them. Only what is certainly not needed any more is removed, by hand, in the IIJ ID Console.'
    }),
    ja: (p) => ({
      message: `サービス上に、本製品の管理対象ではなく、対象範囲のオブジェクトとも一致しないユーザーが ${p.users} 件、グループが ${p.groups} 件あります。変更していません${p.examples.length === 0 ? '' : ` (${p.examples.join('、')}${p.users + p.groups > p.examples.length ? ' ほか' : ''})`}。`,
      remedy:
        '対処は不要です。管理者、手動で作成したアカウント、ほかのツールのアカウントも含まれます。明らかに不要なものだけを、IIJ ID コンソールで手動で削除してください。'
    })
  },
  'plan.more_problems': {
    severity: 'warning',
    en: (p) => ({
      message: `${p.count} further problems of ${p.object} are not listed here.`,
      remedy: 'Cure those that are shown first, they often have one cause; the next run names the others.'
    }),
    ja: (p) => ({
      message: `${p.object} のほかの問題 ${p.count} 件は、ここには表示していません。`,
      remedy:
        'まず表示されている問題に対処してください (原因が同じことがよくあります)。残りは次回の実行で表示されます。'
    })
  }
}
