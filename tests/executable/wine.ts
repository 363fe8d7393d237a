import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { homedir } from 'node:os'
import { join } from 'node:path'
import { ROOT } from '../../build/executable/bundle.ts'
import type { Program } from '../cli/installation.ts'

const HOME = process.env['DIRSYNC_WINE'] ?? join(homedir(), '.cache', 'dirsync-wine')
const RUN = join(ROOT, 'build', 'wine', 'run.sh')

/** Whether build/wine/setup.sh has been here. */
export const HAVE_WINE = process.getuid?.() === 0 && existsSync(join(HOME, 'trixie', 'wine', '.ready'))

/** What of the caller's environment goes into Windows. */
const PASSED = [
  'DIRSYNC_CONFIG',
  'DIRSYNC_DATA',
  'DIRSYNC_TOKEN',
  'DIRSYNC_LDAP_PASSWORD',
  'NODE_OPTIONS',
  'NODE_EXTRA_CA_CERTS'
]

/** A Windows program as one that can be started here. */
export function inWine(executable: string): Program {
  return {
    command: [RUN, executable],
    env: { DIRSYNC_WINE: HOME, DIRSYNC_WINE_PASS: PASSED.join(' ') }
  }
}

/** Runs a Windows program to its end. @param input its standard input */
export function runInWine(executable: string, args: readonly string[], input = '', env: Record<string, string> = {}) {
  const program = inWine(executable)
  const child = spawn(RUN, [executable, ...args], {
    cwd: ROOT,
    env: { PATH: process.env['PATH'] ?? '', ...program.env, ...env }
  })
  child.stdin.on('error', () => {})
  child.stdin.end(input)
  let [stdout, stderr] = ['', '']
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    stdout += text
  })
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    stderr += text
  })
  return new Promise<{ readonly exitCode: number | null; readonly stdout: string; readonly stderr: string }>(
    (resolve, reject) => {
      child.once('error', reject)
      child.once('close', (exitCode) => resolve({ exitCode, stdout, stderr }))
    }
  )
}
