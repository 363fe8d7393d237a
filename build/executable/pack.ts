import { spawnSync } from 'node:child_process'
import { copyFileSync, mkdirSync } from 'node:fs'
import { dirname, join } from 'node:path'
import process from 'node:process'
import { fillPkgCache, NODE_VERSION, TARGETS, type Target } from './node-runtimes.ts'

/**
 * Makes an executable of the bundle for each target by pkg, as Node's own single executable application.
 * @param work an empty folder
 * @returns the executables, as pkg leaves them
 */
export function pack(bundle: string, work: string, downloads: string): Readonly<Record<Target, string>> {
  const [home, temporary, output] = ['home', 'stage', 'output'].map((name) => join(work, name)) as [
    string,
    string,
    string
  ]
  for (const folder of [home, temporary, output]) mkdirSync(folder)
  fillPkgCache(home, downloads)
  // pkg works in a folder of its own inside of the temporary folder: from there the entry has one name on every machine.
  copyFileSync(bundle, join(temporary, 'dirsync.cjs'))
  const outputs = { 'linux-x64': join(output, 'dirsync'), 'win-x64': join(output, 'dirsync.exe') }
  const request = {
    entry: join(temporary, 'dirsync.cjs'),
    nameInExecutable: '../dirsync.cjs',
    targets: TARGETS.map((target) => ({ nodeVersion: NODE_VERSION, target, output: outputs[target] }))
  }
  const environment = { HOME: home, USERPROFILE: home, TMPDIR: temporary, TEMP: temporary, TMP: temporary }
  const { status, error } = spawnSync(
    process.execPath,
    [join(import.meta.dirname, 'pkg.mjs'), JSON.stringify(request)],
    { env: { ...process.env, ...environment }, cwd: dirname(request.entry), stdio: ['ignore', 2, 2] }
  )
  if (status !== 0) throw error ?? new Error(`pkg ended with ${status}`)
  return outputs
}
