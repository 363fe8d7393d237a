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

export const planTexts: Texts<PlanProblem> = {
  'plan.clash': {
    severity: 'error',
    en: (p) => ({
      message: `${p.dn}: its ${p.attribute} "${p.value}" is wanted by ${p.otherDn} too. ${p.keeps === null ? 'It was left out.' : `It keeps "${p.keeps}"; all else was carried.`}`,
      remedy: `Give one of the two another value in the directory, or take one out of the scope.`
    }),
    ja: (p) => ({
      message: `${p.dn}: ${p.attribute} の値「${p.value}」は ${p.otherDn} と重複しています。${p.keeps === null ? 'このオブジェクトは対象外としました。' : `現在の値「${p.keeps}」を維持し、ほかの属性は反映しました。`}`,
      remedy: 'どちらか一方の値をディレクトリで変更するか、同期の対象範囲から外してください。'
    })
  },
  'plan.pending_deletion': {
    severity: 'error',
    en: (p) => ({
      message: `${p.dn} can't get its ${p.attribute}: the user ${p.name} (id ${p.scimId}), who is pending deletion at the service, still holds it.`,
      remedy: `Purge the user ${p.name} in the IIJ ID console (users pending deletion); the next run goes on.`
    }),
    ja: (p) => ({
      message: `${p.dn} に ${p.attribute} を設定できません。削除待ちのユーザー ${p.name} (ID ${p.scimId}) が同じ値を保持しています。`,
      remedy: `IIJ ID コンソールの削除待ちユーザーの一覧で ${p.name} を完全に削除してください。次回の実行で処理が続行されます。`
    })
  },
  'plan.name_taken': {
    severity: 'error',
    en: (p) => ({
      message: `${p.dn} can't get its ${p.attribute} "${p.value}": it belongs to an object at the service that is not ours (id ${p.otherId}, external ID ${p.otherExternalId ?? 'none'}).`,
      remedy:
        p.otherExternalId === null
          ? 'If both are the same, set iid.scim.adopt.by_name to plan and approve the adoption; else rename or remove one of them.'
          : 'Another tool or an earlier configuration made it. Correct its external ID in the console, rename one of the two, or remove it there.'
    }),
    ja: (p) => ({
      message: `${p.dn} に ${p.attribute} の値「${p.value}」を設定できません。この値は、本製品の管理対象ではないサービス上のオブジェクト(ID ${p.otherId}、外部 ID ${p.otherExternalId ?? 'なし'})が使用しています。`,
      remedy:
        p.otherExternalId === null
          ? '同一のオブジェクトであれば iid.scim.adopt.by_name を plan に設定し、引き取りを承認してください。異なる場合は、どちらか一方の名前を変更するか削除してください。'
          : '別のツールまたは以前の設定で作成されたものです。コンソールで外部 ID を修正するか、どちらか一方の名前を変更するか、サービス側で削除してください。'
    })
  },
  'plan.protected_match': {
    severity: 'warning',
    en: (p) => ({
      message: `${p.dn} matches the protected object ${p.object} (id ${p.scimId}) at the service, which is never adopted; it was left alone.`,
      remedy: 'If it should be synchronised, take it out of iid.scim.protect; if not, take it out of the scope.'
    }),
    ja: (p) => ({
      message: `${p.dn} は保護されたサービス上のオブジェクト ${p.object} (ID ${p.scimId}) と一致します。保護されたオブジェクトは引き取らないため、変更しませんでした。`,
      remedy: '同期する場合は iid.scim.protect から外してください。同期しない場合は対象範囲から外してください。'
    })
  },
  'plan.recreation_waits': {
    severity: 'warning',
    en: (p) => ({
      message: `${p.dn} looks like ${p.object} made again, whose departure is not proven yet; it waits for that.`,
      remedy: 'Nothing has to be done: a later run goes on. Held departures are listed by `dirsync status --held`.'
    }),
    ja: (p) => ({
      message: `${p.dn} は再作成された ${p.object} と見られますが、元のオブジェクトの削除がまだ確認できていないため、確認を待っています。`,
      remedy: '対処は不要です。後続の実行で処理されます。保留中の操作は `dirsync status --held` で確認できます。'
    })
  },
  'plan.departure_waits': {
    severity: 'warning',
    en: (p) => ({
      message: `${p.dn} was not found in the directory (first since ${p.since}), but neither as deleted; this controller may lag behind. Nothing is deleted until a second complete read at least 60 minutes later confirms it.`,
      remedy:
        'Nothing has to be done. With read access to Deleted Objects for the bind account, deletions are seen at once.'
    }),
    ja: (p) => ({
      message: `${p.dn} がディレクトリで見つかりません(最初の検出 ${p.since})が、削除済みとしても確認できません。ドメインコントローラーの複製が遅れている可能性があるため、60 分以上後の完全な読み取りで再確認できるまで削除しません。`,
      remedy:
        '対処は不要です。バインドアカウントに Deleted Objects の読み取り権限を与えると、削除をすぐに確認できます。'
    })
  },
  'plan.quarantined': {
    severity: 'warning',
    en: (p) => ({
      message: `${p.object} is in quarantine: ${inWords(p.cause, 'en').message}`,
      remedy: `${inWords(p.cause, 'en').remedy} It is tried again when it changes in the directory, or at ${p.retryAt}; at once with \`dirsync sync --full\`.`
    }),
    ja: (p) => ({
      message: `${p.object} は隔離中です。${inWords(p.cause, 'ja').message}`,
      remedy: `${inWords(p.cause, 'ja').remedy} ディレクトリで変更されたとき、または ${p.retryAt} に再試行します。すぐに再試行するには \`dirsync sync --full\` を実行してください。`
    })
  },
  'plan.guid_rendering': {
    severity: 'error',
    en: (p) => ({
      message: `${p.object} renders objectGUID as ${p.configured}; so ${p.matching} objects of the service match, as ${p.better} ${p.betterMatching} would. With this setting everybody else would be created anew. Nothing was written.`,
      remedy: `Write { from: objectGUID, as: ${p.better} } for ${p.object} in config.yml.`
    }),
    ja: (p) => ({
      message: `${p.object} では objectGUID を ${p.configured} 形式にしています。この形式でサービスと一致するのは ${p.matching} 件ですが、${p.better} 形式では ${p.betterMatching} 件が一致します。このままでは一致しないユーザーが新規に作成されるため、何も書き込みませんでした。`,
      remedy: `config.yml の ${p.object} に { from: objectGUID, as: ${p.better} } と指定してください。`
    })
  },
  'plan.orphans': {
    severity: 'warning',
    en: (p) => ({
      message: `At the service there are ${p.users} users and ${p.groups} groups that are neither ours nor match an object in scope; they were left alone${p.examples.length === 0 ? '' : ` (${p.examples.join(', ')}${p.users + p.groups > p.examples.length ? ', …' : ''})`}.`,
      remedy: 'What should go has to be removed in the IIJ ID console.'
    }),
    ja: (p) => ({
      message: `サービス上に、管理対象でも対象範囲のオブジェクトとも一致しないユーザーが ${p.users} 件、グループが ${p.groups} 件あります。変更していません${p.examples.length === 0 ? '' : `(${p.examples.join('、')}${p.users + p.groups > p.examples.length ? ' ほか' : ''})`}。`,
      remedy: '不要なものは IIJ ID コンソールで削除してください。'
    })
  },
  'plan.more_problems': {
    severity: 'warning',
    en: (p) => ({
      message: `${p.count} further problems of ${p.object} are not listed here.`,
      remedy: 'The log file has all of them.'
    }),
    ja: (p) => ({
      message: `${p.object} のほかの問題 ${p.count} 件は、ここには表示していません。`,
      remedy: 'ログファイルにすべて記録されています。'
    })
  }
}
