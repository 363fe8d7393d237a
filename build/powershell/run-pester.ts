// The tests of the PowerShell module: `npm test` runs them after the others, `npm test -- powershell [NAME …]` them alone, of the files whose
// names contain one of the names.
import { spawnSync } from 'node:child_process'
import { chmodSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import process from 'node:process'
import { z } from 'zod'
import { DIST, ROOT } from '../executable/bundle.ts'
import { isBuilt } from '../executable/is-built.ts'
import type { TestCounts } from '../test-counts.ts'
import { findPowerShell } from './find-powershell.ts'

const TESTS = join(ROOT, 'tests', 'powershell')
const Counts = z.object({ passed: z.int(), failed: z.int(), skipped: z.int() })

/** `lacking`: why they were not run, and how to have them run; null when they were. A suite that was not run counts as one test skipped. */
export interface PesterRun {
  readonly counts: TestCounts
  readonly lacking: string | null
}

/** Runs the suite, or those of its files whose names contain one of the words. */
export async function runPester(selection: readonly string[] = []): Promise<PesterRun> {
  const files = readdirSync(TESTS)
    .filter((name) => name.endsWith('.Tests.ps1'))
    .filter(
      (name) => selection.length === 0 || selection.some((word) => name.toLowerCase().includes(word.toLowerCase()))
    )
  if (files.length === 0) return { counts: { passed: 0, failed: 1, skipped: 0 }, lacking: null }
  const powershell = findPowerShell()
  if (powershell.kind === 'missing') {
    const lacking = `${files.length} files of tests of the PowerShell module: ${powershell.because}. To have them run: ${powershell.remedy}`
    return { counts: { passed: 0, failed: 0, skipped: 1 }, lacking }
  }
  const folder = mkdtempSync(join(tmpdir(), 'dirsync-pester-'))
  try {
    const counts = join(folder, 'counts.json')
    const paths = files.map((name) => quoted(join(TESTS, name))).join(',')
    const script = quoted(join(ROOT, 'build', 'powershell', 'run-pester.ps1'))
    spawnSync(
      powershell.pwsh,
      ['-NoProfile', '-NonInteractive', '-Command', `& ${script} -Path ${paths} -Counts ${quoted(counts)}`],
      { stdio: ['ignore', 'inherit', 'inherit'], env: environment(await program(folder), folder) }
    )
    if (!existsSync(counts)) return { counts: { passed: 0, failed: 1, skipped: 0 }, lacking: null }
    return { counts: Counts.parse(JSON.parse(readFileSync(counts, 'utf8'))), lacking: null }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** The executable when it is built of these sources, else a script that runs them. */
async function program(folder: string): Promise<string> {
  if (await isBuilt()) return join(DIST, 'dirsync')
  const file = join(folder, 'dirsync')
  writeFileSync(file, `#!/bin/sh\nexec "${process.execPath}" "${join(ROOT, 'src', 'main.ts')}" "$@"\n`)
  chmodSync(file, 0o755)
  return file
}

/** Nothing of the caller's DirSync, and a temporary folder that goes with the run. */
function environment(executable: string, folder: string): NodeJS.ProcessEnv {
  const own = Object.entries(process.env).filter(([name]) => !name.startsWith('DIRSYNC_'))
  return { ...Object.fromEntries(own), DIRSYNC_TEST_PROGRAM: executable, TMPDIR: folder, NO_COLOR: undefined }
}

/** A string of PowerShell in which nothing is expanded. */
function quoted(text: string): string {
  return `'${text.replaceAll("'", "''")}'`
}
