import { inWords, type Problem, severityOf } from '../../problems/problem.ts'
import { texts } from '../texts/texts.ts'
import { plain } from './plain.ts'
import type { View } from './view.ts'

/** Errors first; each with what to do about it. */
export function problemLines(problems: readonly Problem[], { language, paint }: View): string[] {
  const of = (severity: 'error' | 'warning') => problems.filter((problem) => severityOf(problem) === severity)
  return [...of('error'), ...of('warning')].flatMap((problem) => {
    const { message, remedy } = inWords(problem, language)
    const severity = severityOf(problem)
    const label = paint(
      severity === 'error' ? 'red' : 'yellow',
      `${texts(language).problems[severity]} ${problem.code}`
    )
    return [`${label}: ${plain(message)}`, `    → ${plain(remedy)}`]
  })
}
