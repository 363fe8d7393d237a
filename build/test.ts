// `npm test [-- vitest's arguments]`: every test there is, then one line with the sum. `npm test -- powershell [NAME …]`: those of the
// PowerShell module alone.
import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import process from 'node:process'
import { installDebianPackages, SAMBA_PACKAGES } from './debian-packages.ts'
import { prepareExecutables } from './executable/before-tests.ts'
import { runPester } from './powershell/run-pester.ts'
import { countVitest, inOneLine, NONE, sumOf, type TestCounts } from './test-counts.ts'
import { runPesterInWine } from './wine/run-pester.ts'

const strict = process.env['CI'] === 'true'

const args = process.argv.slice(2)
const selection = args.filter((arg) => !arg.startsWith('-'))
const moduleAlone = args[0] === 'powershell'
const pesterNames = moduleAlone ? selection.slice(1) : []
const missing = installDebianPackages(SAMBA_PACKAGES)
const lacking = await prepareExecutables(selection, strict)
const folder = mkdtempSync(join(tmpdir(), 'dirsync-test-'))
try {
  const pesterAsked = selection.length === 0 || moduleAlone
  const vitest = pesterNames.length > 0 ? NONE : runVitest(moduleAlone ? ['tests/module'] : args)
  const pester = pesterAsked ? await runPester(pesterNames) : { counts: NONE, lacking: null }
  const inWine = pesterAsked ? await runPesterInWine(pesterNames, strict) : { counts: NONE, lacking: null }
  const counts = sumOf(vitest, pester.counts, inWine.counts)
  for (const { lacking } of [pester, inWine]) if (lacking !== null) console.log(`Skipped: ${lacking}`)
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

function runVitest(given: readonly string[]): TestCounts {
  const reportFile = join(folder, 'vitest.json')
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${reportFile}`]
  const { status } = spawnSync(process.execPath, ['node_modules/vitest/vitest.mjs', 'run', ...reporters, ...given], {
    stdio: 'inherit'
  })
  return countVitest(reportFile, status)
}
