// The tests of the PowerShell module on Windows (tests/powershell/windows), under Wine: once in an American Windows, once in a Japanese one.
// By itself: `node_modules/.bin/node build/wine/run-pester.ts [NAME …]`, of the files whose names contain one of the names.
import { spawn, spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { createServer, type Server } from 'node:net'
import { homedir, tmpdir } from 'node:os'
import { join } from 'node:path'
import process from 'node:process'
import { z } from 'zod'
import { ROOT } from '../executable/bundle.ts'
import { isBuilt } from '../executable/is-built.ts'
import type { PesterRun } from '../powershell/run-pester.ts'
import { inOneLine, NONE, sumOf, type TestCounts } from '../test-counts.ts'

const TESTS = join('tests', 'powershell', 'windows')
const HOME = process.env['DIRSYNC_WINE'] ?? join(homedir(), '.cache', 'dirsync-wine')
const Counts = z.object({ passed: z.int(), failed: z.int(), skipped: z.int() })
const EDITIONS = [
  { name: 'an American Windows', lang: 'C.UTF-8' },
  { name: 'a Japanese Windows', lang: 'ja_JP.UTF-8' }
]

/** What a suite may take before it is ended with all that it started. */
const LIMIT_SECONDS = 2700

/**
 * Runs the suite, or those of its files whose names contain one of the words, in both editions side by side.
 * @param strict sets up the Windows first where it is missing, which takes minutes and gigabytes the first time
 */
export async function runPesterInWine(selection: readonly string[], strict: boolean): Promise<PesterRun> {
  const files = readdirSync(join(ROOT, TESTS)).filter((name) => name.endsWith('.Tests.ps1') && isWanted(name))
  if (files.length === 0) return { counts: NONE, lacking: null }
  const missing = await whatIsMissing(strict)
  if (missing !== null) {
    const lacking = `${files.length} files of tests of the PowerShell module on Windows: ${missing}`
    return { counts: { passed: 0, failed: 0, skipped: 1 }, lacking }
  }
  const simulators = await serveSimulators()
  const folder = mkdtempSync(join(tmpdir(), 'dirsync-pester-wine-'))
  try {
    const runs = EDITIONS.map(async ({ name, lang }) => {
      const counts = join(folder, `${lang}.json`)
      const output = await runEdition(lang, files, counts, simulators.address)
      return { name, output, counts: readCounts(counts) }
    })
    const ended = await Promise.all(runs)
    for (const { name, output, counts } of ended) {
      console.log(`\nThe PowerShell module on ${name}: ${inOneLine(counts)}`)
      process.stdout.write(output)
    }
    return { counts: sumOf(...ended.map(({ counts }) => counts)), lacking: null }
  } finally {
    simulators.server.close()
    rmSync(folder, { recursive: true, force: true })
  }

  function isWanted(name: string): boolean {
    return selection.length === 0 || selection.some((word) => name.toLowerCase().includes(word.toLowerCase()))
  }
}

async function whatIsMissing(strict: boolean): Promise<string | null> {
  if (strict) spawnSync('build/wine/setup.sh', [], { cwd: ROOT, stdio: ['ignore', 2, 2] })
  if (process.platform !== 'linux' || process.getuid?.() !== 0) return 'only root can run Wine in its own Debian'
  if (!existsSync(join(HOME, 'trixie', 'wine', '.powershell')))
    return 'there is no Windows with PowerShell. To have one: build/wine/setup.sh (Debian, with a .NET 10 SDK; 2.7 GB)'
  return (await isBuilt()) ? null : 'dist/dirsync.exe is not built of these sources. To have it: npm run build'
}

/** Each connection is a directory and a service of its own, in JSON by the line: Windows programs can't start Node of the Linux around. */
async function serveSimulators(): Promise<{ readonly server: Server; readonly address: string }> {
  const server = createServer((socket) => {
    const simulators = spawn(process.execPath, [join(ROOT, 'tests', 'powershell', 'simulators.ts')], {
      stdio: ['pipe', 'pipe', 'inherit']
    })
    socket.pipe(simulators.stdin)
    simulators.stdout.pipe(socket)
    socket.on('error', () => simulators.stdin.end())
    simulators.stdin.on('error', () => socket.destroy())
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const bound = server.address()
  if (bound === null || typeof bound === 'string') throw new Error('the server has no port')
  return { server, address: `${bound.address}:${bound.port}` }
}

/** @returns what was printed; Japanese in it is as the console's code page has it */
function runEdition(lang: string, files: readonly string[], counts: string, simulators: string): Promise<string> {
  const script = quoted(windowsPath(join(ROOT, 'build', 'powershell', 'run-pester.ps1')))
  const paths = files.map((name) => quoted(windowsPath(join(ROOT, TESTS, name)))).join(',')
  const command = `& ${script} -Path ${paths} -Counts ${quoted(windowsPath(counts))}`
  const child = spawn('build/wine/pwsh.sh', ['-Command', command], {
    cwd: ROOT,
    env: {
      PATH: process.env['PATH'] ?? '',
      LANG: lang,
      DIRSYNC_WINE: HOME,
      DIRSYNC_WINE_TIMEOUT: String(LIMIT_SECONDS),
      DIRSYNC_WINE_BIND: tmpdir(),
      DIRSYNC_WINE_PASS: 'DIRSYNC_TEST_SIMULATORS',
      DIRSYNC_TEST_SIMULATORS: simulators
    },
    stdio: ['ignore', 'pipe', 'inherit']
  })
  const decoder = new TextDecoder(lang === 'ja_JP.UTF-8' ? 'shift_jis' : 'utf-8')
  let output = ''
  child.stdout.on('data', (bytes: Buffer) => {
    output += decoder.decode(bytes, { stream: true })
  })
  return new Promise((resolve, reject) => {
    child.once('error', reject)
    child.once('close', () => resolve(output))
  })
}

function readCounts(file: string): TestCounts {
  return existsSync(file) ? Counts.parse(JSON.parse(readFileSync(file, 'utf8'))) : { passed: 0, failed: 1, skipped: 0 }
}

function windowsPath(path: string): string {
  return `Z:${path.replaceAll('/', '\\')}`
}

/** A string of PowerShell in which nothing is expanded. */
function quoted(text: string): string {
  return `'${text.replaceAll("'", "''")}'`
}

if (import.meta.main) {
  const { counts, lacking } = await runPesterInWine(process.argv.slice(2), false)
  if (lacking !== null) console.log(`Skipped: ${lacking}`)
  console.log(inOneLine(counts))
  process.exitCode = counts.failed > 0 ? 1 : 0
}
