import type { FilterFault } from '../ldap/parse-filter.ts'
import type { Texts } from './texts.ts'

export type FilterProblem =
  | {
      readonly code: 'directory.filter_syntax'
      readonly object: string
      readonly filter: string
      readonly column: number
      readonly fault: FilterFault
    }
  | {
      readonly code: 'directory.filter_not_evaluable'
      readonly object: string
      readonly filter: string
      readonly part: string
    }

const FILTER_FAULTS: Record<FilterFault, { readonly en: string; readonly ja: string }> = {
  empty: { en: 'the filter is empty', ja: 'フィルターが空です' },
  unclosed: { en: 'this parenthesis is never closed', ja: 'この括弧が閉じられていません' },
  trailing: {
    en: 'the filter is complete here, but more text follows (several conditions need "(&…)" or "(|…)" around them)',
    ja: 'フィルターはここで終わっていますが、後ろに文字が続いています (複数の条件は「(&…)」または「(|…)」で囲みます)'
  },
  no_components: {
    en: '"&" and "|" need at least one condition in parentheses',
    ja: '「&」と「|」の後ろには、括弧で囲んだ条件が 1 つ以上必要です'
  },
  component_expected: { en: 'a condition in parentheses is expected here', ja: 'ここには括弧で囲んだ条件が必要です' },
  attribute_expected: { en: 'an attribute name is expected here', ja: 'ここには属性名が必要です' },
  operator_expected: {
    en: 'one of "=", ">=", "<=", "~=" or ":" is expected here',
    ja: 'ここには「=」「>=」「<=」「~=」「:」のいずれかが必要です'
  },
  rule_expected: {
    en: 'a matching rule such as ":1.2.840.113556.1.4.803:=" is expected here',
    ja: 'ここには「:1.2.840.113556.1.4.803:=」のような一致規則が必要です'
  },
  bad_escape: {
    en: 'a backslash must be followed by two hexadecimal digits (a backslash itself is written "\\5c")',
    ja: '「\\」の後ろには 16 進数 2 桁が必要です (「\\」自体は「\\5c」と書きます)'
  },
  unescaped_parenthesis: {
    en: 'a parenthesis within a value is written "\\28" or "\\29"',
    ja: '値の中の括弧は「\\28」または「\\29」と書きます'
  },
  unescaped_asterisk: {
    en: 'an asterisk within this value is written "\\2a"',
    ja: 'この値の中の「*」は「\\2a」と書きます'
  },
  too_deep: { en: 'the conditions are nested more than 100 levels deep', ja: '条件の入れ子が 100 段を超えています' }
}

export const filterTexts: Texts<FilterProblem> = {
  'directory.filter_syntax': {
    severity: 'error',
    en: (p) => ({
      message: `The LDAP filter "${p.filter}" has an error at column ${p.column}: ${FILTER_FAULTS[p.fault].en}.`,
      remedy:
        'Correct the filter at that column, for instance (&(department=Sales)(!(title=Intern))). It may be written with or without its outer parentheses.'
    }),
    ja: (p) => ({
      message: `LDAP フィルター「${p.filter}」の ${p.column} 文字目に誤りがあります: ${FILTER_FAULTS[p.fault].ja}。`,
      remedy:
        'フィルターのその位置を修正してください。例: (&(department=Sales)(!(title=Intern)))。外側の括弧は、あってもなくてもかまいません。'
    })
  },
  'directory.filter_not_evaluable': {
    severity: 'error',
    en: (p) => ({
      message: `The part "${p.part}" of the filter "${p.filter}" can only be evaluated by the directory, not on entries that have been read.`,
      remedy:
        'Use conditions on the values of the entry itself here: =, =*, *, >=, <=, or the bit rules 1.2.840.113556.1.4.803 and .804 with a number.'
    }),
    ja: (p) => ({
      message: `フィルター「${p.filter}」の「${p.part}」はディレクトリ側でしか評価できないため、読み取り済みのエントリには使えません。`,
      remedy:
        'ここでは、エントリ自身の値に対する条件 (=、=*、*、>=、<=、または数値を指定したビット規則 1.2.840.113556.1.4.803 と .804) を使ってください。'
    })
  }
}
