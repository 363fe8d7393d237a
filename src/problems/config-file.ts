import { at, type BothLanguages, type Place } from './config-place.ts'
import type { Texts } from './texts.ts'

/** What is wrong with the file itself, before any key has a meaning. */
export type ConfigFileProblem =
  | { readonly code: 'config.file_missing'; readonly object: string }
  | { readonly code: 'config.file_unreadable'; readonly object: string; readonly reason: string }
  | { readonly code: 'config.not_a_file'; readonly object: string }
  | { readonly code: 'config.file_too_large'; readonly object: string; readonly bytes: number; readonly limit: number }
  | { readonly code: 'config.file_exists'; readonly object: string }
  | ({ readonly code: 'config.not_utf8'; readonly looksLike: 'Shift_JIS' | 'UTF-16' | null } & Place)
  | ({ readonly code: 'config.yaml'; readonly fault: YamlFault } & Place)
  | ({ readonly code: 'config.duplicate_key'; readonly firstLine: number; readonly firstColumn: number } & Place)

export type YamlFault =
  | 'tab'
  | 'indentation'
  | 'unclosed'
  | 'unexpected'
  | 'reserved_character'
  | 'escape'
  | 'alias'
  | 'tag'
  | 'several_documents'
  | 'directive'
  | 'key'
  | 'too_complex'
  | 'other'

const YAML_FAULTS: Record<YamlFault, readonly [BothLanguages, BothLanguages]> = {
  tab: [
    { en: 'a tab is used for indentation', ja: 'インデントにタブ文字が使われています' },
    { en: 'Indent with spaces.', ja: 'インデントには半角スペースを使用してください。' }
  ],
  indentation: [
    { en: 'the indentation does not fit the lines above', ja: 'インデントが上の行と合っていません' },
    {
      en: 'Let the keys of one level start in the same column, with spaces.',
      ja: '同じ階層のキーは、半角スペースで同じ桁に揃えてください。'
    }
  ],
  unclosed: [
    { en: 'a closing quote, bracket or colon is missing', ja: '閉じる引用符・括弧、またはコロンがありません' },
    {
      en: 'Close the quote or bracket that is open here; a key is followed by a colon and a space.',
      ja: '開いている引用符または括弧を閉じてください。キーの後ろにはコロンと半角スペースが必要です。'
    }
  ],
  unexpected: [
    { en: 'this is not expected here', ja: 'ここには書けない内容があります' },
    {
      en: 'Look at this line and the one above: a missing quote, colon or space is the usual cause.',
      ja: 'この行と直前の行を確認してください。引用符・コロン・半角スペースの不足が主な原因です。'
    }
  ],
  reserved_character: [
    { en: 'a value cannot start with this character', ja: '値をこの文字で始めることはできません' },
    { en: "Put the value in single quotes: '…'.", ja: "値を単一引用符で囲んでください: '…'" }
  ],
  escape: [
    { en: 'this backslash sequence is not known in double quotes', ja: '二重引用符の中で使えない「\\」の記述です' },
    {
      en: "Use single quotes, in which a backslash is a backslash: '\\z'.",
      ja: "「\\」をそのまま書ける単一引用符を使用してください: '\\z'"
    }
  ],
  alias: [
    {
      en: 'this alias (*name) or anchor (&name) cannot be used here',
      ja: 'ここではエイリアス (*名前) またはアンカー (&名前) を使用できません'
    },
    {
      en: 'Define the anchor above its use; put a value that starts with * or & in single quotes.',
      ja: 'アンカーは使用する行より上で定義してください。* や & で始まる値は単一引用符で囲んでください。'
    }
  ],
  tag: [
    { en: 'tags (!…) are not supported', ja: 'タグ (!…) は使用できません' },
    {
      en: 'Remove the tag, or put a value that starts with ! in single quotes.',
      ja: 'タグを削除するか、! で始まる値を単一引用符で囲んでください。'
    }
  ],
  several_documents: [
    { en: 'the file holds several YAML documents', ja: 'ファイルに複数の YAML 文書が含まれています' },
    { en: 'Keep one: remove the "---" between them.', ja: '文書を 1 つにし、間の「---」を削除してください。' }
  ],
  directive: [
    { en: 'this directive (%…) is not supported', ja: 'このディレクティブ (%…) は使用できません' },
    {
      en: 'Remove the line. The file is read as YAML 1.2.',
      ja: 'この行を削除してください。ファイルは YAML 1.2 として読み込まれます。'
    }
  ],
  key: [
    { en: 'this cannot be a key', ja: 'キーとして使用できない内容です' },
    { en: 'Write keys as plain text on one line.', ja: 'キーは 1 行の文字列で書いてください。' }
  ],
  too_complex: [
    {
      en: 'the file is nested too deeply, or expands to too much',
      ja: '入れ子が深すぎるか、展開後の内容が大きすぎます'
    },
    {
      en: 'Write the values out, without nested anchors and aliases.',
      ja: '入れ子のアンカーやエイリアスを使わず、値を直接書いてください。'
    }
  ],
  other: [
    { en: 'the YAML cannot be read here', ja: 'ここで YAML を読み取れません' },
    {
      en: 'Look at this line and the one above: indentation by spaces, a colon and a space after each key, values with special characters in single quotes.',
      ja: 'この行と直前の行を確認してください。インデントは半角スペース、キーの後ろはコロンと半角スペース、特殊文字を含む値は単一引用符で囲みます。'
    }
  ]
}

export const configFileTexts: Texts<ConfigFileProblem> = {
  'config.file_missing': {
    severity: 'error',
    en: (p) => ({
      message: `The configuration file ${p.object} does not exist.`,
      remedy:
        "Name the right one with --config (or DIRSYNC_CONFIG), or create it: docs/configuration.md has a complete example, and `dirsync config import VENDOR.yml --out FILE` makes one of the file of IIJ's own tool."
    }),
    ja: (p) => ({
      message: `設定ファイル ${p.object} が存在しません。`,
      remedy:
        '--config (または環境変数 DIRSYNC_CONFIG) で正しいファイルを指定するか、ファイルを作成してください。docs/configuration.md に例があります。IIJ 提供ツールの設定ファイルからは `dirsync config import VENDOR.yml --out ファイル名` で作成できます。'
    })
  },
  'config.file_unreadable': {
    severity: 'error',
    en: (p) => ({
      message: `The configuration file ${p.object} cannot be read: ${p.reason}.`,
      remedy:
        'EACCES, EPERM: give the account of the scheduled task the right to read it (or, by hand, run this as an administrator). EBUSY: close the editor that locks it.'
    }),
    ja: (p) => ({
      message: `設定ファイル ${p.object} を読み取れません: ${p.reason}`,
      remedy:
        'EACCES、EPERM の場合は、タスクの実行アカウントに読み取り権限を与えてください (手動の場合は管理者として実行してください)。EBUSY の場合は、ファイルをロックしているエディターなどを終了してください。'
    })
  },
  'config.not_a_file': {
    severity: 'error',
    en: (p) => ({
      message: `${p.object} is not a file: a configuration file is expected there.`,
      remedy: 'Name the file itself, for instance …/config.yml.'
    }),
    ja: (p) => ({
      message: `${p.object} はファイルではありません。設定ファイルを指定する必要があります。`,
      remedy: 'フォルダーではなく、config.yml などのファイルを指定してください。'
    })
  },
  'config.file_too_large': {
    severity: 'error',
    en: (p) => ({
      message: `The configuration file ${p.object} has ${p.bytes} bytes; at most ${p.limit} are read.`,
      remedy: 'That is no config.yml: name the right file with --config (or DIRSYNC_CONFIG).'
    }),
    ja: (p) => ({
      message: `設定ファイル ${p.object} のサイズは ${p.bytes} バイトです。上限は ${p.limit} バイトです。`,
      remedy:
        'config.yml の大きさではありません。--config (または環境変数 DIRSYNC_CONFIG) で正しいファイルを指定してください。'
    })
  },
  'config.file_exists': {
    severity: 'error',
    en: (p) => ({
      message: `${p.object} exists already, and was left as it is.`,
      remedy: 'Name a new file with --out, or move this one away first.'
    }),
    ja: (p) => ({
      message: `${p.object} は既に存在するため、上書きしていません。`,
      remedy: '--out に新しいファイルを指定するか、既存のファイルを先に移動してください。'
    })
  },
  'config.not_utf8': {
    severity: 'error',
    en: (p) => ({
      message: `${at(p)}: the file is not UTF-8 here${p.looksLike ? `; it looks like ${p.looksLike}` : ''}.`,
      remedy: 'Save the file as UTF-8 (in Notepad: Save As, Encoding: UTF-8).'
    }),
    ja: (p) => ({
      message: `${at(p)}: ファイルの文字コードが UTF-8 ではありません${p.looksLike ? ` (${p.looksLike} と思われます)` : ''}。`,
      remedy: 'UTF-8 で保存し直してください (メモ帳では「名前を付けて保存」で文字コードに UTF-8 を選択します)。'
    })
  },
  'config.yaml': {
    severity: 'error',
    en: (p) => ({ message: `${at(p)}: ${YAML_FAULTS[p.fault][0].en}.`, remedy: YAML_FAULTS[p.fault][1].en }),
    ja: (p) => ({ message: `${at(p)}: ${YAML_FAULTS[p.fault][0].ja}。`, remedy: YAML_FAULTS[p.fault][1].ja })
  },
  'config.duplicate_key': {
    severity: 'error',
    en: (p) => ({
      message: `${at(p)}: ${p.object} is given twice; the first is in line ${p.firstLine}, column ${p.firstColumn}.`,
      remedy: 'Keep one of them.'
    }),
    ja: (p) => ({
      message: `${at(p)}: ${p.object} が重複しています。最初の記述は ${p.firstLine} 行 ${p.firstColumn} 桁にあります。`,
      remedy: 'どちらか一方を削除してください。'
    })
  }
}
