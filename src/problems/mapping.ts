import type { Texts } from './texts.ts'

/** Why a construct of a Ruby regular expression or replacement is refused. */
export type RubyRefusal =
  /** Ruby itself rejects it. */
  | 'invalid_in_ruby'
  /** JavaScript has nothing of the same meaning. */
  | 'no_counterpart'
  /** JavaScript has it, but would match or capture something else in some cases. */
  | 'would_differ'
  /** It names a group that the pattern doesn't have. */
  | 'no_such_group'

export type MappingProblem =
  | {
      readonly code: 'mapping.pattern_refused'
      readonly pattern: string
      readonly construct: string
      /** Counted in characters from 1. */
      readonly position: number
      readonly reason: RubyRefusal
    }
  | {
      readonly code: 'mapping.replacement_refused'
      readonly replacement: string
      readonly construct: string
      readonly position: number
      readonly reason: RubyRefusal
    }
  /** What the service demands has no value in any of its sources (AD attributes), and no default. */
  | ({ readonly code: 'mapping.required_missing'; readonly sources: readonly string[] } & Mapping)
  | ({ readonly code: 'mapping.not_an_email'; readonly value: string } & Mapping)
  | ({ readonly code: 'mapping.not_a_phone_number'; readonly value: string; readonly country: string } & Mapping)
  | ({ readonly code: 'mapping.not_a_boolean'; readonly value: string } & Mapping)
  /** Not UTF-8; `source` is the AD attribute. */
  | ({ readonly code: 'mapping.not_text'; readonly source: string } & Mapping)
  | ({ readonly code: 'mapping.not_a_guid'; readonly source: string; readonly bytes: number } & Mapping)
  /** Too long for a regular expression; in UTF-16 code units. */
  | ({ readonly code: 'mapping.value_too_long'; readonly length: number; readonly limit: number } & Mapping)
  | ({ readonly code: 'mapping.issuer_missing' } & Mapping)
  /** userAccountControl or accountExpires is no number: whether the user is enabled can't be told. */
  | {
      readonly code: 'mapping.account_state_unreadable'
      readonly object: string
      readonly dn: string
      readonly attribute: string
      readonly value: string
    }

/** Whom and which path of the resource it is about. */
export interface Mapping {
  /** sAMAccountName, else the DN. */
  readonly object: string
  readonly dn: string
  /** The path as in ad_bind. */
  readonly attribute: string
}

const REASONS: Record<RubyRefusal, { readonly en: string; readonly ja: string }> = {
  invalid_in_ruby: { en: 'Ruby rejects it too', ja: 'Ruby でも誤りとなる書き方です' },
  no_counterpart: { en: 'it has no counterpart here', ja: '本製品には対応する機能がありません' },
  would_differ: {
    en: 'it would not mean the same here in every case',
    ja: '本製品では Ruby と同じ結果にならない場合があります'
  },
  no_such_group: { en: 'the pattern has no such group', ja: '該当するグループがパターンにありません' }
}

export const mappingTexts: Texts<MappingProblem> = {
  'mapping.pattern_refused': {
    severity: 'error',
    en: (p) => ({
      message: `The pattern ${p.pattern} can't be used: ${p.construct} at character ${p.position}: ${REASONS[p.reason].en}.`,
      remedy: `Write the pattern without ${p.construct}.`
    }),
    ja: (p) => ({
      message: `パターン ${p.pattern} は使用できません。${p.position} 文字目の ${p.construct}: ${REASONS[p.reason].ja}。`,
      remedy: `${p.construct} を使わない書き方に変更してください。`
    })
  },
  'mapping.replacement_refused': {
    severity: 'error',
    en: (p) => ({
      message: `The replacement ${p.replacement} can't be used: ${p.construct} at character ${p.position}: ${REASONS[p.reason].en}.`,
      remedy: `Write the replacement without ${p.construct}; \\0 to \\9 and \\k<name> stand for what was matched, \\\\ for a backslash.`
    }),
    ja: (p) => ({
      message: `置換文字列 ${p.replacement} は使用できません。${p.position} 文字目の ${p.construct}: ${REASONS[p.reason].ja}。`,
      remedy: `${p.construct} を使わない書き方に変更してください。一致した部分は \\0～\\9 または \\k<名前>、バックスラッシュは \\\\ で表します。`
    })
  },
  'mapping.required_missing': {
    severity: 'error',
    en: (p) => ({
      message: `${p.object} (${p.dn}) has no ${p.attribute}, which the service demands: ${from(p.sources)} empty in the directory. Only this object is affected.`,
      remedy:
        p.sources.length === 0
          ? `Bind ${p.attribute} to an attribute of Active Directory under ad_bind in config.yml (docs/configuration.md).`
          : `Fill in ${p.sources.join(' or ')} in Active Directory, bind another attribute under ad_bind in config.yml, or take the object out of the scope (ad.ldap.filter). The next run carries it.`
    }),
    ja: (p) => ({
      message: `${p.object} (${p.dn}) には、サービスで必須の ${p.attribute} の値がありません。${fromJa(p.sources)}影響があるのはこのオブジェクトだけです。`,
      remedy:
        p.sources.length === 0
          ? `config.yml の ad_bind で ${p.attribute} に Active Directory の属性を割り当ててください (docs/configuration.md)。`
          : `Active Directory で ${p.sources.join(' または ')} に値を設定するか、config.yml の ad_bind で別の属性を割り当てるか、オブジェクトを対象範囲 (ad.ldap.filter) から外してください。次回の実行で反映されます。`
    })
  },
  'mapping.not_an_email': {
    severity: 'error',
    en: (p) => ({
      message: `${p.object} (${p.dn}): ${p.attribute} must have the form of an e-mail address, but is "${p.value}".`,
      remedy: `Correct the value in Active Directory; the next run carries it. If all values lack the domain alone, append it under convert.${p.attribute} (pattern '\\z', replacement '@example.jp').`
    }),
    ja: (p) => ({
      message: `${p.object} (${p.dn}): ${p.attribute} はメールアドレスの形式である必要がありますが、値は「${p.value}」です。`,
      remedy: `Active Directory の値を修正してください。次回の実行で反映されます。すべての値にドメインだけが不足している場合は、convert.${p.attribute} でドメインを付加してください (pattern: '\\z'、replacement: '@example.jp')。`
    })
  },
  'mapping.not_a_phone_number': {
    severity: 'error',
    en: (p) => ({
      message: `${p.object} (${p.dn}): "${p.value}" is no phone number of country ${p.country} and no international one, so ${p.attribute} can't be written as RFC 3966 demands (tel:+81-3-…).`,
      remedy: `Correct the number in Active Directory (with country code: +81 3 …), or correct the country of the phone converter of ${p.attribute}.`
    }),
    ja: (p) => ({
      message: `${p.object} (${p.dn}): 「${p.value}」は国 ${p.country} の電話番号としても国際電話番号としても解釈できないため、${p.attribute} を RFC 3966 の形式 (tel:+81-3-…) に変換できません。`,
      remedy: `Active Directory の電話番号を修正するか (国番号付き: +81 3 …)、${p.attribute} の phone 変換の country を修正してください。`
    })
  },
  'mapping.not_a_boolean': {
    severity: 'error',
    en: (p) => ({
      message: `${p.object} (${p.dn}): ${p.attribute} must be TRUE or FALSE, but is "${p.value}".`,
      remedy: `Correct the value in Active Directory, bind ${p.attribute} to an attribute that holds TRUE or FALSE, or translate its values under ad_bind: convert: [{ map: { "${p.value}": "TRUE" } }].`
    }),
    ja: (p) => ({
      message: `${p.object} (${p.dn}): ${p.attribute} は TRUE または FALSE である必要がありますが、値は「${p.value}」です。`,
      remedy: `Active Directory の値を修正するか、${p.attribute} に TRUE または FALSE を持つ属性を割り当てるか、ad_bind で値を置き換えてください: convert: [{ map: { "${p.value}": "TRUE" } }]`
    })
  },
  'mapping.not_text': {
    severity: 'error',
    en: (p) => ({
      message: `${p.object} (${p.dn}): ${p.source}, bound to ${p.attribute}, is binary: its value is no UTF-8 text.`,
      remedy: `Bind ${p.attribute} to a text attribute, or say how the value is to be written: as: guid, base64 or hex.`
    }),
    ja: (p) => ({
      message: `${p.object} (${p.dn}): ${p.attribute} に割り当てられた ${p.source} の値は UTF-8 の文字列ではなく、バイナリです。`,
      remedy: `${p.attribute} に文字列の属性を割り当てるか、as: guid、base64、hex のいずれかで表記を指定してください。`
    })
  },
  'mapping.not_a_guid': {
    severity: 'error',
    en: (p) => ({
      message: `${p.object} (${p.dn}): ${p.source}, bound to ${p.attribute}, has ${p.bytes} bytes; a GUID has 16.`,
      remedy: `Correct ${p.source} in Active Directory, or bind ${p.attribute} to an attribute that holds a GUID, such as objectGUID.`
    }),
    ja: (p) => ({
      message: `${p.object} (${p.dn}): ${p.attribute} に割り当てられた ${p.source} の値は ${p.bytes} バイトです。GUID は 16 バイトである必要があります。`,
      remedy: `Active Directory の ${p.source} を修正するか、${p.attribute} に objectGUID など GUID を持つ属性を割り当ててください。`
    })
  },
  'mapping.value_too_long': {
    severity: 'error',
    en: (p) => ({
      message: `${p.object} (${p.dn}): the value for ${p.attribute} has ${p.length} characters; patterns are applied to ${p.limit} at most.`,
      remedy: `Shorten the value in Active Directory, or bind ${p.attribute} to another attribute.`
    }),
    ja: (p) => ({
      message: `${p.object} (${p.dn}): ${p.attribute} の値は ${p.length} 文字です。パターンによる変換は ${p.limit} 文字までの値に限られます。`,
      remedy: `Active Directory の値を短くするか、${p.attribute} に別の属性を割り当ててください。`
    })
  },
  'mapping.issuer_missing': {
    severity: 'error',
    en: (p) => ({
      message: `${p.object} (${p.dn}): ${p.attribute} is set, but idTokenClaims.issuer is not; the service demands an issuer with it.`,
      remedy: `Set iid.scim.attribute.user.default.idTokenClaims.issuer, or take ${p.attribute} out of iid.scim.attribute.user.ad_bind.`
    }),
    ja: (p) => ({
      message: `${p.object} (${p.dn}): ${p.attribute} が設定されていますが、idTokenClaims.issuer がありません。サービスではこの属性に issuer が必要です。`,
      remedy: `iid.scim.attribute.user.default.idTokenClaims.issuer を設定するか、iid.scim.attribute.user.ad_bind から ${p.attribute} を削除してください。`
    })
  },
  'mapping.account_state_unreadable': {
    severity: 'error',
    en: (p) => ({
      message: `${p.object} (${p.dn}): ${p.attribute} is "${p.value}", not a number; whether the user is enabled can't be told, so the run ended and nothing was written for anybody.`,
      remedy: `Correct ${p.attribute} of this user in Active Directory (ADSI Edit). The next run goes on by itself.`
    }),
    ja: (p) => ({
      message: `${p.object} (${p.dn}): ${p.attribute} の値「${p.value}」が数値ではないため、ユーザーが有効かどうかを判断できません。実行を終了し、ほかのユーザーについても何も書き込んでいません。`,
      remedy: `Active Directory (ADSI エディター) でこのユーザーの ${p.attribute} を修正してください。次回の実行で自動的に続行されます。`
    })
  }
}

function from(sources: readonly string[]): string {
  if (sources.length === 0) return 'nothing is bound to it, so it is'
  return `${sources.join(', ')} ${sources.length === 1 ? 'is' : 'are'}`
}

function fromJa(sources: readonly string[]): string {
  return sources.length === 0 ? '属性が割り当てられていません。' : `ディレクトリの ${sources.join('、')} が空です。`
}
