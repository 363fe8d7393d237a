import { resultCodeName } from '../ldap/result-codes.ts'
import { causeInEnglish, causeInJapanese } from './directory-connection.ts'
import type { Texts } from './texts.ts'

export type PagingFault = 'no_control' | 'bad_control' | 'no_progress'

/** The search that was under way; `page` counts from 1, null where nothing is paged. */
interface Subject {
  readonly base: string
  readonly filter: string
  readonly page: number | null
}

interface WhileReading {
  /** `host:port`, as is `server`. */
  readonly object: string
  readonly server: string
  readonly during: Subject | null
}

/** Why what was read from the directory can't be relied on: each ends the run before planning. */
export type ReadingProblem =
  | ({
      readonly code: 'directory.search_failed'
      /** The base. */
      readonly object: string
      readonly server: string
      readonly resultCode: number
      readonly text: string
      readonly referrals: readonly string[]
    } & Subject)
  | ({
      readonly code: 'directory.paging_lost'
      readonly object: string
      readonly server: string
      readonly fault: PagingFault
    } & Subject)
  | ({ readonly code: 'directory.connection_lost'; readonly cause: string } & WhileReading)
  | ({ readonly code: 'directory.disconnected'; readonly resultCode: number; readonly text: string } & WhileReading)
  | ({ readonly code: 'directory.timed_out'; readonly seconds: number } & WhileReading)
  | ({ readonly code: 'directory.decode_error'; readonly offset: number; readonly expected: string } & WhileReading)
  | {
      readonly code: 'directory.range_missing'
      readonly object: string
      readonly dn: string
      readonly server: string
      readonly attribute: string
      /** Values read so far. */
      readonly read: number
      /** The part that came in place of the one that starts at `read`; null when none came. */
      readonly came: string | null
    }
  | {
      readonly code: 'directory.guid_ambiguous'
      readonly object: string
      readonly server: string
      readonly dns: readonly string[]
    }
  | { readonly code: 'directory.attribute_missing'; readonly dn: string; readonly attribute: string }
  | { readonly code: 'directory.guid_malformed'; readonly attribute: string; readonly value: string }
  | { readonly code: 'directory.dn_malformed'; readonly value: string }

const STOPPED = 'The run stopped before planning; nothing was written.'
const STOPPED_JA = '計画を作成する前に停止したため、何も書き込まれていません。'
const AGAIN =
  'The next run tries again by itself. If it stays, list another domain controller first in ad.ldap.server.addresses.'
const AGAIN_JA =
  '次回の実行で自動的に再試行します。続く場合は、ad.ldap.server.addresses の先頭に別のドメインコントローラーを指定してください。'

export const readingTexts: Texts<ReadingProblem> = {
  'directory.search_failed': {
    severity: 'error',
    en: (p) => ({
      message: `${p.server} ended ${searchInEnglish(p)} with ${resultCodeName(p.resultCode)}${quoted(p.text, p.referrals)}. ${STOPPED}`,
      remedy: REMEDIES[p.resultCode]?.en ?? AGAIN
    }),
    ja: (p) => ({
      message: `${p.server} での${searchInJapanese(p)}が ${resultCodeName(p.resultCode)} で終了しました${quotedJa(p.text, p.referrals)}。${STOPPED_JA}`,
      remedy: REMEDIES[p.resultCode]?.ja ?? AGAIN_JA
    })
  },
  'directory.paging_lost': {
    severity: 'error',
    en: (p) => ({
      message: `${p.server} could not go on with ${searchInEnglish(p)}: ${PAGING_FAULTS[p.fault].en}. ${STOPPED}`,
      remedy: AGAIN
    }),
    ja: (p) => ({
      message: `${p.server} での${searchInJapanese(p)}を続けられません: ${PAGING_FAULTS[p.fault].ja}。${STOPPED_JA}`,
      remedy: AGAIN_JA
    })
  },
  'directory.connection_lost': {
    severity: 'error',
    en: (p) => ({
      message: `The connection with ${p.server} was lost${duringInEnglish(p.during)}: ${causeInEnglish(p.cause)}.${stopped(p)}`,
      remedy: AGAIN
    }),
    ja: (p) => ({
      message: `${p.server} との接続が${duringInJapanese(p.during)}切れました: ${causeInJapanese(p.cause)}。${stoppedJa(p)}`,
      remedy: AGAIN_JA
    })
  },
  'directory.disconnected': {
    severity: 'error',
    en: (p) => ({
      message: `${p.server} announced its disconnection${duringInEnglish(p.during)} with ${resultCodeName(p.resultCode)}${quoted(p.text)}.${stopped(p)}`,
      remedy: AGAIN
    }),
    ja: (p) => ({
      message: `${p.server} が${duringInJapanese(p.during)}切断を通知しました (${resultCodeName(p.resultCode)})${quotedJa(p.text)}。${stoppedJa(p)}`,
      remedy: AGAIN_JA
    })
  },
  'directory.timed_out': {
    severity: 'error',
    en: (p) => ({
      message: `${p.server} sent nothing for ${p.seconds} s${duringInEnglish(p.during)}.${stopped(p)}`,
      remedy:
        'The next run tries again by itself. If it stays, look at the load of the domain controller (LSASS in its Task Manager) and the network, list another controller first in ad.ldap.server.addresses, or raise ad.ldap.server.timeout.'
    }),
    ja: (p) => ({
      message: `${p.server} から${duringInJapanese(p.during)} ${p.seconds} 秒間応答がありませんでした。${stoppedJa(p)}`,
      remedy:
        '次回の実行で自動的に再試行します。続く場合は、ドメインコントローラーの負荷 (タスク マネージャーの LSASS) とネットワークを確認するか、ad.ldap.server.addresses の先頭に別のドメインコントローラーを指定するか、ad.ldap.server.timeout を大きくしてください。'
    })
  },
  'directory.decode_error': {
    severity: 'error',
    en: (p) => ({
      message: `What ${p.server} sent${duringInEnglish(p.during)} is not valid LDAP: at byte ${p.offset} of the connection, ${p.expected} was expected.${stopped(p)}`,
      remedy: `${AGAIN} A device between the two that inspects or changes LDAP may be the cause.`
    }),
    ja: (p) => ({
      message: `${p.server} から${duringInJapanese(p.during)}受信したデータが正しい LDAP ではありません: 接続の ${p.offset} バイト目 (期待した内容: ${p.expected})。${stoppedJa(p)}`,
      remedy: `${AGAIN_JA}途中に LDAP を検査または変更する機器がある場合は、それが原因の可能性があります。`
    })
  },
  'directory.range_missing': {
    severity: 'error',
    en: (p) => ({
      message: `${p.dn}: after ${p.read} values of "${p.attribute}", ${p.server} gave ${p.came === null ? 'no further part' : `the part "${p.came}"`} where the one from ${p.read} on was due; values are missing. ${STOPPED}`,
      remedy: `The group may have changed while it was read. ${AGAIN}`
    }),
    ja: (p) => ({
      message: `${p.dn}: 「${p.attribute}」の値を ${p.read} 件読み取った後、${p.read} 番目からの続きが必要なところで、${p.server} から${p.came === null ? '続きが返されませんでした' : `「${p.came}」が返されました`}。値が欠けています。${STOPPED_JA}`,
      remedy: `読み取り中にグループが変更された可能性があります。${AGAIN_JA}`
    })
  },
  'directory.guid_ambiguous': {
    severity: 'error',
    en: (p) => ({
      message: `${p.server} found several objects with the objectGUID ${p.object}: ${p.dns.join(' · ')}. ${STOPPED}`,
      remedy:
        'An objectGUID belongs to one object alone. Have a domain administrator look at these objects and at the replication (repadmin /replsummary), and find out which of them is a leftover.'
    }),
    ja: (p) => ({
      message: `${p.server} で objectGUID ${p.object} を持つオブジェクトが複数見つかりました: ${p.dns.join(' · ')}。${STOPPED_JA}`,
      remedy:
        'objectGUID は 1 つのオブジェクトに固有です。ドメイン管理者に依頼して、これらのオブジェクトと複製の状態 (repadmin /replsummary) を確認し、どれが不要なものかを調べてください。'
    })
  },
  'directory.attribute_missing': {
    severity: 'error',
    en: (p) => ({
      message: `${p.dn} came without "${p.attribute}", which every such object of Active Directory has. ${STOPPED}`,
      remedy: `Grant the account that reads the directory (ad.ldap.server.user) the right to read "${p.attribute}" of this object, or exclude the object by ad.ldap.filter. The run goes on only then, since nobody can tell what to do with it.`
    }),
    ja: (p) => ({
      message: `${p.dn} に「${p.attribute}」がありません。Active Directory の該当するオブジェクトには必ずある属性です。${STOPPED_JA}`,
      remedy: `ディレクトリを読み取るアカウント (ad.ldap.server.user) に、このオブジェクトの「${p.attribute}」の読み取り権限を与えるか、ad.ldap.filter でこのオブジェクトを除外してください。このままでは正しい処理を判断できないため、同期を続行できません。`
    })
  },
  'directory.guid_malformed': {
    severity: 'error',
    en: (p) => ({
      message: `A value of "${p.attribute}" is no GUID of 16 bytes: "${p.value}" (hexadecimal). ${STOPPED}`,
      remedy:
        'Name domain controllers of Active Directory in ad.ldap.server.addresses: not AD LDS or another LDAP server.'
    }),
    ja: (p) => ({
      message: `「${p.attribute}」の値が 16 バイトの GUID ではありません: 「${p.value}」(16 進数)。${STOPPED_JA}`,
      remedy:
        'ad.ldap.server.addresses には Active Directory のドメインコントローラーを指定してください (AD LDS やほかの LDAP サーバーは使用できません)。'
    })
  },
  'directory.dn_malformed': {
    severity: 'error',
    en: (p) => ({ message: `A member value holds no DN: "${p.value}". ${STOPPED}`, remedy: AGAIN }),
    ja: (p) => ({ message: `メンバーの値に DN が含まれていません: 「${p.value}」。${STOPPED_JA}`, remedy: AGAIN_JA })
  }
}

const PAGING_FAULTS: Record<PagingFault, { readonly en: string; readonly ja: string }> = {
  no_control: { en: 'the answer lacks the paged results control', ja: '応答にページングのコントロールがありません' },
  bad_control: { en: 'its paged results control cannot be read', ja: 'ページングのコントロールを読み取れません' },
  no_progress: {
    en: 'an empty page came with the same position (cookie) again',
    ja: '空のページと同じ位置情報 (Cookie) が繰り返し返されました'
  }
}

const REMEDIES: Readonly<Record<number, { readonly en: string; readonly ja: string }>> = {
  1: {
    en: 'The server no longer takes the account for logged on. The next run tries again by itself; if it stays, check that the account of ad.ldap.server.user may read the directory.',
    ja: 'サーバーがアカウントをログオン済みと認識していません。次回の実行で自動的に再試行します。続く場合は、ad.ldap.server.user のアカウントがディレクトリを読み取れることを確認してください。'
  },
  3: {
    en: "The search took longer than the server allows: narrow ad.ldap.filter or ad.ldap.base_dn, or raise MaxQueryDuration in the domain controllers' LDAP policy.",
    ja: '検索がサーバーの制限時間を超えました。ad.ldap.filter や ad.ldap.base_dn の範囲を絞るか、ドメインコントローラーの LDAP ポリシーの MaxQueryDuration を大きくしてください。'
  },
  4: {
    en: "The server cut the result: lower ad.ldap.page_size to at most the MaxPageSize of the domain controllers' LDAP policy (1000 by default).",
    ja: 'サーバーが結果を途中で打ち切りました。ad.ldap.page_size を、ドメインコントローラーの LDAP ポリシーの MaxPageSize (既定値 1000) 以下にしてください。'
  },
  10: {
    en: 'The server does not hold this base: correct ad.ldap.base_dn, or name a domain controller of that domain in ad.ldap.server.addresses.',
    ja: 'このサーバーには該当するベースがありません。ad.ldap.base_dn を修正するか、そのドメインのドメインコントローラーを ad.ldap.server.addresses に指定してください。'
  },
  11: {
    en: "The search ran into an administrative limit of the server: narrow ad.ldap.filter, or raise the limits of the domain controllers' LDAP policy (ntdsutil, LDAP policies).",
    ja: '検索がサーバーの管理上の制限に達しました。ad.ldap.filter の範囲を絞るか、ドメインコントローラーの LDAP ポリシー (ntdsutil の LDAP policies) の制限を緩和してください。'
  },
  32: {
    en: 'The base DN does not exist, or the account of ad.ldap.server.user may not see it: correct ad.ldap.base_dn (also after an OU was renamed or moved), or grant the right to read it.',
    ja: 'ベース DN が存在しないか、ad.ldap.server.user のアカウントに参照する権限がありません。ad.ldap.base_dn を修正するか (OU の名前の変更や移動の後も必要です)、読み取り権限を与えてください。'
  },
  34: {
    en: 'Correct ad.ldap.base_dn: the server does not take it for a DN.',
    ja: 'ad.ldap.base_dn を修正してください。サーバーが DN として認識できません。'
  },
  50: {
    en: 'Grant the account of ad.ldap.server.user the right to read the objects under this base.',
    ja: 'ad.ldap.server.user のアカウントに、このベース以下のオブジェクトの読み取り権限を与えてください。'
  },
  51: {
    en: 'The domain controller is busy. The next run tries again by itself; if it stays, list another one first in ad.ldap.server.addresses.',
    ja: 'ドメインコントローラーが混み合っています。次回の実行で自動的に再試行します。続く場合は、ad.ldap.server.addresses の先頭に別のドメインコントローラーを指定してください。'
  }
}

function searchInEnglish(subject: Subject): string {
  return `the search "${subject.filter}" under "${subject.base}"${subject.page === null ? '' : ` (page ${subject.page})`}`
}

function searchInJapanese(subject: Subject): string {
  return `検索 (ベース「${subject.base}」、フィルター「${subject.filter}」${subject.page === null ? '' : `、${subject.page} ページ目`}) `
}

function duringInEnglish(during: Subject | null): string {
  return during === null ? '' : ` during ${searchInEnglish(during)}`
}

function duringInJapanese(during: Subject | null): string {
  return during === null ? '' : `、${searchInJapanese(during)}の途中で`
}

/** Without a search there was no reading yet, and the run may have gone on with another server. */
function stopped(p: WhileReading): string {
  return p.during === null ? '' : ` ${STOPPED}`
}

function stoppedJa(p: WhileReading): string {
  return p.during === null ? '' : STOPPED_JA
}

function quoted(text: string, referrals: readonly string[] = []): string {
  return (text === '' ? '' : `: "${text}"`) + (referrals.length === 0 ? '' : ` (it refers to ${referrals.join(' ')})`)
}

function quotedJa(text: string, referrals: readonly string[] = []): string {
  return (text === '' ? '' : `: 「${text}」`) + (referrals.length === 0 ? '' : ` (参照先: ${referrals.join(' ')})`)
}
