import { existsSync, readFileSync } from 'node:fs'
import { z } from 'zod'

export interface TestCounts {
  readonly passed: number
  readonly failed: number
  readonly skipped: number
}

export const NONE: TestCounts = { passed: 0, failed: 0, skipped: 0 }

export function sumOf(...all: readonly TestCounts[]): TestCounts {
  return all.reduce(
    (sum, counts) => ({
      passed: sum.passed + counts.passed,
      failed: sum.failed + counts.failed,
      skipped: sum.skipped + counts.skipped
    }),
    NONE
  )
}

const VitestReport = z.object({
  numPassedTests: z.number(),
  numFailedTests: z.number(),
  numPendingTests: z.number(),
  numTodoTests: z.number(),
  testResults: z.array(z.object({ status: z.string(), assertionResults: z.array(z.object({ status: z.string() })) }))
})

/**
 * Counts a vitest run from its JSON report and its exit code. What fails outside a test (a file that doesn't load, a hook, a promise that
 * nobody awaited, no report at all) counts as one failure a place: a run that ended badly never counts as passed.
 */
export function countVitest(reportFile: string, exitCode: number | null): TestCounts {
  if (!existsSync(reportFile)) return { passed: 0, failed: 1, skipped: 0 }
  const report = VitestReport.parse(JSON.parse(readFileSync(reportFile, 'utf8')))
  const brokenFiles = report.testResults.filter(
    (file) => file.status === 'failed' && !file.assertionResults.some((test) => test.status === 'failed')
  ).length
  const failed = report.numFailedTests + brokenFiles
  return {
    passed: report.numPassedTests,
    failed: failed === 0 && exitCode !== 0 ? 1 : failed,
    skipped: report.numPendingTests + report.numTodoTests
  }
}

export function inOneLine(counts: TestCounts): string {
  return `${counts.passed} passed, ${counts.failed} failed, ${counts.skipped} skipped`
}
