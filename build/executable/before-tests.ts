import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { homedir } from 'node:os'
import { join } from 'node:path'
import process from 'node:process'
import { ROOT } from './bundle.ts'
import { isBuilt } from './is-built.ts'

/** Folders with tests that need dist/ or a Windows. */
const NEEDY = ['executable', 'windows']

/**
 * Sees to it that tests of the executables find them as the sources are now, and with CI=true a Windows to run them in, which takes minutes and
 * gigabytes the first time. Quick when all is there, and for a selection of other tests.
 * @param selection names of test files, as vitest takes them; empty: all
 * @returns what is lacking; null: nothing
 */
export async function prepareExecutables(selection: readonly string[], strict: boolean): Promise<string | null> {
  if (selection.length > 0 && !selection.some((name) => NEEDY.some((folder) => name.includes(folder)))) return null
  if (!(await isBuilt())) {
    console.error('Building the executables (npm run build) …')
    if (!ran(process.execPath, ['build/executable/build.ts'])) return 'npm run build failed: see above'
  }
  if (strict) return ran('build/wine/setup.sh', []) ? null : 'build/wine/setup.sh failed: see above'
  const wine = process.env['DIRSYNC_WINE'] ?? join(homedir(), '.cache', 'dirsync-wine')
  return existsSync(join(wine, 'trixie', 'wine', '.ready'))
    ? null
    : 'a Windows to run dirsync.exe in: build/wine/setup.sh makes one (root on Debian, 2.5 GB)'
}

function ran(command: string, args: readonly string[]): boolean {
  return spawnSync(command, args, { cwd: ROOT, stdio: ['ignore', 2, 2] }).status === 0
}
