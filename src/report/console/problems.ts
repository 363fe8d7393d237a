import { inWords, type Problem, severityOf } from '../../problems/problem.ts'
import type { View } from './view.ts'

export function problemLines(problems: readonly Problem[], { language, paint }: View): string[] {
  return problems.flatMap((problem) => {
    const { message, remedy } = inWords(problem, language)
    return [`${paint(severityOf(problem) === 'error' ? 'red' : 'yellow', problem.code)}  ${message}`, `    → ${remedy}`]
  })
}
