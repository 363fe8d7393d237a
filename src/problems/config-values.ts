import { MALFORMED, type Malformed } from './config-malformed.ts'
import { at, type BothLanguages, type Place, type Seen, seenWords, spaced } from './config-place.ts'
import type { Language, Texts } from './texts.ts'

/** What is wrong with one key or its value. */
export type ConfigValueProblem =
  | ({
      readonly code: 'config.unknown_key'
      readonly suggestion: string | null
      readonly known: readonly string[]
    } & Place)
  | ({
      readonly code: 'config.wrong_type'
      readonly expected: readonly Expected[]
      readonly allowed: readonly string[]
      readonly seen: Seen
    } & Place)
  | ({
      readonly code: 'config.not_allowed'
      readonly allowed: readonly string[]
      readonly seen: Seen
      readonly suggestion: string | null
    } & Place)
  | ({
      readonly code: 'config.out_of_range'
      readonly bound: 'at_least' | 'at_most'
      readonly limit: number
      readonly seen: Seen
    } & Place)
  | ({ readonly code: 'config.too_many'; readonly limit: number } & Place)
  | ({ readonly code: 'config.empty' } & Place)
  | ({ readonly code: 'config.missing_key' } & Place)
  | ({ readonly code: 'config.malformed'; readonly what: Malformed; readonly seen: Seen } & Place)
  | ({ readonly code: 'config.filter'; readonly detail: BothLanguages } & Place)
  | ({ readonly code: 'config.secret_in_file'; readonly secret: 'token' | 'ldap-password' | 'proxy-password' } & Place)
  | ({ readonly code: 'config.vendor_key'; readonly instead: VendorKey } & Place)
  | ({ readonly code: 'config.not_available_yet' } & Place)

export type Expected = 'text' | 'number' | 'whole_number' | 'boolean' | 'list' | 'mapping'

/** Keys of the vendor's tool whose syntax its manual does not give. */
export type VendorKey = 'exclude' | 'scim_filter' | 'object_limit' | 'search'

const EXPECTED: Record<Expected, BothLanguages> = {
  text: { en: 'text', ja: '文字列' },
  number: { en: 'a number', ja: '数値' },
  whole_number: { en: 'a whole number', ja: '整数' },
  boolean: { en: 'true or false', ja: 'true または false' },
  list: { en: 'a list', ja: 'リスト' },
  mapping: { en: 'a mapping (key: value)', ja: 'マッピング (キー: 値)' }
}

const INSTEAD: Record<VendorKey, BothLanguages> = {
  exclude: {
    en: 'Exclude objects with a filter: ad.ldap.filter.user or ad.ldap.filter.group, for instance (!(department=External)).',
    ja: '対象外にする条件は ad.ldap.filter.user または ad.ldap.filter.group に記述してください。例: (!(department=External))'
  },
  scim_filter: {
    en: 'Remove it: only objects that this program created or adopted (iid.scim.adopt) are ever changed. Name others that must stay as they are under iid.scim.protect.users and .groups.',
    ja: '削除してください。本製品が変更するのは、自身が作成または引き継いだ (iid.scim.adopt) オブジェクトのみです。変更しないオブジェクトは iid.scim.protect.users と .groups に指定できます。'
  },
  object_limit: {
    en: 'Use the limits under safety (safety.users.delete, safety.source_shrink …), which hold a plan that goes too far.',
    ja: 'safety 配下の上限 (safety.users.delete、safety.source_shrink など) を使用してください。上限を超える計画は保留されます。'
  },
  search: {
    en: 'Remove it: users and groups of Active Directory are found by themselves. Narrow them with ad.ldap.filter.user and ad.ldap.filter.group.',
    ja: '削除してください。Active Directory のユーザーとグループは自動的に検索されます。絞り込みには ad.ldap.filter.user と ad.ldap.filter.group を使用してください。'
  }
}

function expectedWords(expected: readonly Expected[], allowed: readonly string[], language: Language): string {
  const words = [...expected.map((kind) => EXPECTED[kind][language]), ...allowed.map((value) => `"${value}"`)]
  return words.join(language === 'en' ? ' or ' : ' または ')
}

/** The usual slips of YAML, by what stands there and what should. */
function typeHint(expected: readonly Expected[], found: Seen): BothLanguages {
  if (found.kind === 'nothing')
    return { en: 'Write a value, or remove the key.', ja: '値を記述するか、キーを削除してください。' }
  if (expected.includes('boolean') && found.kind === 'text' && /^"(yes|on|y)"$/i.test(found.text))
    return { en: 'Did you mean true?', ja: 'true の間違いではありませんか。' }
  if (expected.includes('boolean') && found.kind === 'text' && /^"(no|off|n)"$/i.test(found.text))
    return { en: 'Did you mean false?', ja: 'false の間違いではありませんか。' }
  if (expected.includes('list') && found.kind === 'text')
    return {
      en: `Did you mean a list? Write it on a line of its own: - ${found.text}`,
      ja: `リストの間違いではありませんか。次の行に「- ${found.text}」と記述してください。`
    }
  if (expected.includes('text') && (found.kind === 'number' || found.kind === 'boolean'))
    return { en: `Put it in quotes: '${found.text}'.`, ja: `引用符で囲んでください: '${found.text}'` }
  if ((expected.includes('number') || expected.includes('whole_number')) && found.kind === 'text')
    return {
      en: 'Write the digits alone, without quotes and unit.',
      ja: '引用符や単位を付けず、数字だけを記述してください。'
    }
  return {
    en: 'Correct the value; docs/configuration.md has an example.',
    ja: '値を修正してください。docs/configuration.md に例があります。'
  }
}

export const configValueTexts: Texts<ConfigValueProblem> = {
  'config.unknown_key': {
    severity: 'error',
    en: (p) => ({
      message: `${at(p)}: ${p.object} is not a known key.`,
      remedy: p.suggestion
        ? `Did you mean ${p.suggestion}?`
        : p.known.length > 0
          ? `Known here: ${p.known.join(', ')}.`
          : 'Remove it.'
    }),
    ja: (p) => ({
      message: `${at(p)}: ${p.object} は未定義のキーです。`,
      remedy: p.suggestion
        ? `${p.suggestion} の間違いではありませんか。`
        : p.known.length > 0
          ? `ここで使用できるキー: ${p.known.join(', ')}`
          : '削除してください。'
    })
  },
  'config.wrong_type': {
    severity: 'error',
    en: (p) => ({
      message: `${at(p)}: ${p.object} must be ${expectedWords(p.expected, p.allowed, 'en')}; there is ${seenWords(p.seen, 'en')}.`,
      remedy: typeHint(p.expected, p.seen).en
    }),
    ja: (p) => ({
      message: `${at(p)}: ${p.object} には${spaced(expectedWords(p.expected, p.allowed, 'ja'))}を指定する必要がありますが、${spaced(seenWords(p.seen, 'ja'))}が指定されています。`,
      remedy: typeHint(p.expected, p.seen).ja
    })
  },
  'config.not_allowed': {
    severity: 'error',
    en: (p) => ({
      message: `${at(p)}: ${p.object} must be one of ${p.allowed.join(', ')}; there is ${seenWords(p.seen, 'en')}.`,
      remedy: p.suggestion ? `Did you mean ${p.suggestion}?` : 'Write one of the values named.'
    }),
    ja: (p) => ({
      message: `${at(p)}: ${p.object} に指定できる値は ${p.allowed.join(', ')} ですが、${spaced(seenWords(p.seen, 'ja'))}が指定されています。`,
      remedy: p.suggestion ? `${p.suggestion} の間違いではありませんか。` : '上記の値のいずれかを指定してください。'
    })
  },
  'config.out_of_range': {
    severity: 'error',
    en: (p) => ({
      message: `${at(p)}: ${p.object} must be ${p.bound === 'at_least' ? 'at least' : 'at most'} ${p.limit}; there is ${seenWords(p.seen, 'en')}.`,
      remedy: 'Write a number within the range.'
    }),
    ja: (p) => ({
      message: `${at(p)}: ${p.object} には ${p.limit} ${p.bound === 'at_least' ? '以上' : '以下'}の値を指定する必要がありますが、${spaced(seenWords(p.seen, 'ja'))}が指定されています。`,
      remedy: '範囲内の数値を指定してください。'
    })
  },
  'config.too_many': {
    severity: 'error',
    en: (p) => ({
      message: `${at(p)}: ${p.object} has more than ${p.limit} entries; the service takes no more.`,
      remedy: 'Remove entries.'
    }),
    ja: (p) => ({
      message: `${at(p)}: ${p.object} の要素が ${p.limit} 件を超えています。サービスの上限は ${p.limit} 件です。`,
      remedy: '要素を減らしてください。'
    })
  },
  'config.empty': {
    severity: 'error',
    en: (p) => ({ message: `${at(p)}: ${p.object} is empty.`, remedy: 'Write a value, or remove the key.' }),
    ja: (p) => ({ message: `${at(p)}: ${p.object} が空です。`, remedy: '値を記述するか、キーを削除してください。' })
  },
  'config.missing_key': {
    severity: 'error',
    en: (p) => ({
      message: `${at(p)}: ${p.object} is missing.`,
      remedy: `Add ${p.object}; docs/configuration.md has an example.`
    }),
    ja: (p) => ({
      message: `${at(p)}: ${p.object} が指定されていません。`,
      remedy: `${p.object} を追加してください。docs/configuration.md に例があります。`
    })
  },
  'config.malformed': {
    severity: 'error',
    en: (p) => ({
      message: `${at(p)}: ${p.object}: ${seenWords(p.seen, 'en')} ${MALFORMED[p.what].fault.en}.`,
      remedy: MALFORMED[p.what].remedy.en
    }),
    ja: (p) => ({
      message: `${at(p)}: ${p.object}: ${spaced(seenWords(p.seen, 'ja')).trimStart()}${MALFORMED[p.what].fault.ja}。`,
      remedy: MALFORMED[p.what].remedy.ja
    })
  },
  'config.filter': {
    severity: 'error',
    en: (p) => ({
      message: `${at(p)}: ${p.object}: ${p.detail.en}`,
      remedy:
        'Correct the filter, for instance (&(department=Sales)(!(title=Intern))), with or without outer parentheses.'
    }),
    ja: (p) => ({
      message: `${at(p)}: ${p.object}: ${p.detail.ja}`,
      remedy:
        'フィルターを修正してください。例: (&(department=Sales)(!(title=Intern)))。外側の括弧は、あってもなくてもかまいません。'
    })
  },
  'config.secret_in_file': {
    severity: 'error',
    en: (p) => ({
      message: `${at(p)}: ${p.object} looks like a secret; secrets do not belong in this file.`,
      remedy: `Remove the line, and store the secret with \`dirsync secret set ${p.secret}\` (PowerShell: Set-DirSyncSecret -Name ${p.secret}). If others could read this file, change the secret (token: issue a new one and revoke this one).`
    }),
    ja: (p) => ({
      message: `${at(p)}: ${p.object} はシークレット (トークンやパスワード) と思われます。このファイルにシークレットを記述することはできません。`,
      remedy: `この行を削除し、\`dirsync secret set ${p.secret}\` (PowerShell では Set-DirSyncSecret -Name ${p.secret}) で保存してください。他者がこのファイルを読み取れた場合は、シークレットを変更してください (トークンは再発行し、古いものを失効させます)。`
    })
  },
  'config.vendor_key': {
    severity: 'error',
    en: (p) => ({
      message: `${at(p)}: ${p.object}: this setting of IIJ's tool is not supported, and is refused rather than ignored silently.`,
      remedy: INSTEAD[p.instead].en
    }),
    ja: (p) => ({
      message: `${at(p)}: ${p.object}: IIJ 提供ツールのこの設定には対応していません。黙って無視しないよう、エラーにしています。`,
      remedy: INSTEAD[p.instead].ja
    })
  },
  'config.not_available_yet': {
    severity: 'error',
    en: (p) => ({
      message: `${at(p)}: ${p.object} is not available yet.`,
      remedy: 'Remove it for now. The event log (docs/events.md) tells of each run meanwhile.'
    }),
    ja: (p) => ({
      message: `${at(p)}: ${p.object} はまだ利用できません。`,
      remedy: '現時点では削除してください。実行の結果はイベントログ (docs/events.md) で確認できます。'
    })
  }
}
