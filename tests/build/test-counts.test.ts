import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { countVitest, inOneLine } from '../../build/test-counts.ts'

const folder = mkdtempSync(join(tmpdir(), 'dirsync-counts-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

function report(files: { status: string; tests: string[] }[]): string {
  const all = files.flatMap((file) => file.tests)
  const path = join(folder, 'report.json')
  const content = {
    numPassedTests: all.filter((status) => status === 'passed').length,
    numFailedTests: all.filter((status) => status === 'failed').length,
    numPendingTests: all.filter((status) => status === 'pending').length,
    numTodoTests: all.filter((status) => status === 'todo').length,
    testResults: files.map((file) => ({
      status: file.status,
      assertionResults: file.tests.map((status) => ({ status }))
    }))
  }
  writeFileSync(path, JSON.stringify(content))
  return path
}

test('passed, failed and skipped tests are counted', () => {
  const path = report([
    { status: 'failed', tests: ['passed', 'passed', 'failed'] },
    { status: 'passed', tests: ['passed', 'pending', 'todo'] }
  ])
  expect(inOneLine(countVitest(path, 1))).toBe('3 passed, 1 failed, 2 skipped')
})

test('a file that does not load counts as a failure, beside those of other files', () => {
  const path = report([
    { status: 'failed', tests: [] },
    { status: 'failed', tests: ['passed'] },
    { status: 'failed', tests: ['failed'] }
  ])
  expect(countVitest(path, 1)).toEqual({ passed: 1, failed: 3, skipped: 0 })
})

test('a run that ended badly without a failed test counts as a failure', () => {
  const path = report([{ status: 'passed', tests: ['passed'] }])
  expect(countVitest(path, 1).failed).toBe(1)
  expect(countVitest(path, null).failed).toBe(1)
  expect(countVitest(path, 0).failed).toBe(0)
})

test('a run that left no report counts as a failure', () => {
  expect(countVitest(join(folder, 'none.json'), 0)).toEqual({ passed: 0, failed: 1, skipped: 0 })
})
