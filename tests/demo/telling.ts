import process from 'node:process'
import { styleText } from 'node:util'
import stringWidth from 'string-width'
import type { Language } from '../../src/problems/texts.ts'
import type { Figures } from './content.ts'
import type { Performed } from './perform.ts'
import type { Step, Words } from './story.ts'

const WIDTH = 100

/** What the whole story came to. */
export interface Summary {
  readonly seconds: number
  readonly commands: number
  readonly searches: number
  readonly requests: number
  readonly writes: number
  readonly figures: Figures
}

/** Tells the story on standard output: coloured and weighted on a terminal, bare elsewhere. */
export class Telling {
  readonly #language: Language

  constructor(language: Language) {
    this.#language = language
  }

  opening(configuration: string): Promise<void> {
    return say([
      bold(
        this.#words({
          en: 'Directory Sync for IIJ ID: the story of a company in a minute',
          ja: 'Directory Sync for IIJ ID: ある会社の物語（約1分）'
        })
      ),
      '',
      ...this.#wrapped({
        en: 'Two stand-ins run on this machine: a domain controller (LDAP with StartTLS) and the IIJ ID Service (SCIM). Between them works the real program. "dirsync" below is `node src/main.ts`; its configuration:',
        ja: 'このコンピューター上で2つの模擬サーバーが動きます。ドメインコントローラー（LDAP、StartTLS）と IIJ ID サービス（SCIM）です。その間で本物のプログラムが動作します。以下の「dirsync」は `node src/main.ts` のことです。設定ファイルは次のとおりです。'
      }),
      '',
      ...configuration
        .trimEnd()
        .split('\n')
        .map((line) => dim(`    ${line}`))
    ])
  }

  step(number: number, total: number, { title, happens, look }: Step): Promise<void> {
    const heading = `━━━ ${number}/${total}  ${this.#words(title)} `
    return say([
      '',
      bold(heading + '━'.repeat(Math.max(3, WIDTH - stringWidth(heading)))),
      ...happens.flatMap((words) => this.#wrapped(words, happens.length > 1 ? '• ' : '')),
      ...this.#wrapped({ en: `Look at this: ${look.en}`, ja: `見どころ：${look.ja}` })
    ])
  }

  command(command: readonly string[]): Promise<void> {
    return say(['', bold(`$ dirsync ${command.join(' ')}`)])
  }

  came({ writes, figures }: Performed): Promise<void> {
    const { active, disabled, pending, groups, memberships } = figures
    return say([
      '',
      green(
        this.#words({
          en: `✔ As told. At the service: ${active} active, ${disabled} disabled, ${pending} pending deletion; ${groups} groups, ${memberships} memberships; ${writes} changing requests.`,
          ja: `✔ 予定どおりです。サービスの状態：有効 ${active}、無効 ${disabled}、削除待ち ${pending}、グループ ${groups}、メンバーシップ ${memberships}。変更の要求は ${writes} 件。`
        })
      )
    ])
  }

  closing({ seconds, commands, searches, requests, writes, figures }: Summary): Promise<void> {
    const rows: readonly (readonly [Words, string])[] = [
      [{ en: 'time', ja: '所要時間' }, `${seconds.toFixed(1)} s`],
      [{ en: 'commands run', ja: '実行したコマンド' }, `${commands}`],
      [{ en: 'searches in the directory', ja: 'ディレクトリの検索' }, `${searches}`],
      [{ en: 'requests to the service', ja: 'サービスへの要求' }, `${requests}`],
      [{ en: '  of these, changes', ja: '  うち変更' }, `${writes}`],
      [{ en: 'users: active', ja: 'ユーザー（有効）' }, `${figures.active}`],
      [{ en: '  disabled', ja: '  無効' }, `${figures.disabled}`],
      [{ en: '  pending deletion', ja: '  削除待ち' }, `${figures.pending}`],
      [{ en: 'groups', ja: 'グループ' }, `${figures.groups}`],
      [{ en: 'memberships', ja: 'メンバーシップ' }, `${figures.memberships}`]
    ]
    const labels = rows.map(([label]) => this.#words(label))
    const width = Math.max(...labels.map((label) => stringWidth(label)))
    const heading = `━━━ ${this.#words({ en: 'The figures', ja: '結果' })} `
    return say([
      '',
      bold(heading + '━'.repeat(WIDTH - stringWidth(heading))),
      ...rows.map(([, value], index) => {
        const label = labels[index] ?? ''
        return `  ${label}${' '.repeat(width - stringWidth(label))}  ${value.padStart(7)}`
      }),
      '',
      ...this.#wrapped({
        en: 'Both stand-ins are closed and their files are removed. Your own domain: README.md, "First steps".',
        ja: '模擬サーバーは停止し、一時ファイルも削除しました。実際の環境で使うには、README.ja.md の「はじめに」をご覧ください。'
      })
    ])
  }

  #words(words: Words): string {
    return words[this.#language]
  }

  #wrapped(words: Words, mark = ''): string[] {
    const indent = `  ${' '.repeat(stringWidth(mark))}`
    return fold(this.#words(words), WIDTH - indent.length, this.#language).map((line, index) =>
      index === 0 ? `  ${mark}${line}` : indent + line
    )
  }
}

/** Breaks a text into lines: between words, which in Japanese is wherever a segmenter sees one end. */
function fold(text: string, width: number, language: Language): string[] {
  const lines: string[] = []
  let line = ''
  for (const { segment } of new Intl.Segmenter(language, { granularity: 'word' }).segment(text)) {
    // Punctuation stays with what it follows, opening brackets excepted.
    const mayStart = !/^[\s、。，）」』：！？….,:;!?)]/u.test(segment)
    if (mayStart && line !== '' && stringWidth(line + segment) > width && breaks(line, language)) {
      lines.push(line.trimEnd())
      line = segment
    } else line += segment
  }
  return [...lines, line.trimEnd()]
}

/** English may be broken after a blank only. */
function breaks(line: string, language: Language): boolean {
  return language === 'ja' || line.endsWith(' ')
}

/** The program writes to the same output: what was said before it starts must be out. */
function say(lines: readonly string[]): Promise<void> {
  return new Promise((resolve) => process.stdout.write(`${lines.join('\n')}\n`, () => resolve()))
}

function painted(format: Parameters<typeof styleText>[0], text: string): string {
  return styleText(format, text, { stream: process.stdout })
}

function bold(text: string): string {
  return painted('bold', text)
}

function dim(text: string): string {
  return painted('dim', text)
}

function green(text: string): string {
  return painted('green', text)
}
