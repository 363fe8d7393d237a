import type { Language } from '../problems/texts.ts'
import { plain } from '../report/console/plain.ts'
import type { View } from '../report/console/view.ts'
import { AREAS, type Area, type Check, type Status } from './check.ts'

const MARKS = {
  pass: { mark: '✔', colour: 'green' },
  warn: { mark: '!', colour: 'yellow' },
  fail: { mark: '✘', colour: 'red' },
  skip: { mark: '-', colour: 'dim' }
} as const satisfies Record<Status, { readonly mark: string; readonly colour: string }>

const TITLES: Record<Language, Record<Area, string>> = {
  en: { host: 'Host', directory: 'Directory', service: 'Service', state: 'State' },
  ja: { host: 'ホスト', directory: 'ディレクトリ', service: 'サービス', state: '状態' }
}

/** For a person: area by area, what was seen, and below what is not as it should be what was expected and what to do. */
export function checkLines(checks: readonly Check[], view: View): string[] {
  const { language, paint } = view
  const lines = AREAS.flatMap((area) => {
    const own = checks.filter((check) => check.area === area)
    return own.length === 0
      ? []
      : [paint('bold', TITLES[language][area]), ...own.flatMap((check) => linesOf(check, view)), '']
  })
  const count = (status: Status) => checks.filter((check) => check.status === status).length
  const [failed, warned, passed, skipped] = [count('fail'), count('warn'), count('pass'), count('skip')]
  const summary =
    language === 'en'
      ? `${failed} failed, ${warned} warnings, ${passed} passed, ${skipped} skipped.`
      : `失敗 ${failed} 件、警告 ${warned} 件、成功 ${passed} 件、省略 ${skipped} 件。`
  return [...lines, paint(failed > 0 ? 'red' : warned > 0 ? 'yellow' : 'green', summary)]
}

function linesOf({ id, status, object, seen, expected, remedy }: Check, { language, paint }: View): string[] {
  const { mark, colour } = MARKS[status]
  const about = object === null ? '' : ` (${plain(object)})`
  const lines = [`  ${paint(colour, `${mark} ${id}`)}${about}: ${plain(seen[language])}`]
  if (status === 'pass' || status === 'skip') return lines
  const label = language === 'en' ? 'Expected' : '期待する状態'
  lines.push(`      ${label}: ${expected[language]}`)
  return remedy === null ? lines : [...lines, `      → ${plain(remedy[language])}`]
}
