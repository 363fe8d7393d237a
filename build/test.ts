// `npm test [-- vitest's arguments]`: every test there is, then one line with the sum.
import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import process from 'node:process'
import { installDebianPackages, SAMBA_PACKAGES } from './debian-packages.ts'
import { prepareExecutables } from './executable/before-tests.ts'
import { countVitest, inOneLine } from './test-counts.ts'

const strict = process.env['CI'] === 'true'

const args = process.argv.slice(2)
const missing = installDebianPackages(SAMBA_PACKAGES)
const lacking = await prepareExecutables(
  args.filter((arg) => !arg.startsWith('-')),
  strict
)
const folder = mkdtempSync(join(tmpdir(), 'dirsync-test-'))
try {
  const reportFile = join(folder, 'vitest.json')
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${reportFile}`]
  const vitest = spawnSync(process.execPath, ['node_modules/vitest/vitest.mjs', 'run', ...reporters, ...args], {
    stdio: 'inherit'
  })
  const counts = countVitest(reportFile, vitest.status)
  if (missing !== null) {
    console.log(
      `Skipped where they need ${missing.packages.join(', ')}: ${missing.because}. To have them run: ${missing.remedy}`
    )
  }
  if (lacking !== null) console.log(`Skipped or failed where they need what is lacking: ${lacking}.`)
  const skippedInCi = strict && (counts.skipped > 0 || missing !== null || lacking !== null)
  if (skippedInCi) console.log('With CI=true every test must run: what is skipped counts as failed.')
  const failed = counts.failed + (skippedInCi ? Math.max(counts.skipped, 1) : 0)
  console.log(inOneLine({ ...counts, failed, skipped: skippedInCi ? 0 : counts.skipped }))
  process.exitCode = failed > 0 ? 1 : 0
} finally {
  rmSync(folder, { recursive: true, force: true })
}
