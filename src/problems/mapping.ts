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
  }
}
