import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import process from 'node:process'
import { build } from 'esbuild'
import type { Ended, Started } from '../cli/installation.ts'

let bundled: Promise<string> | null = null

/** src/main.ts with all that it needs in one file, as the executable has it: hundreds of processes start in a third of the time. */
export function bundledProgram(): Promise<string> {
  bundled ??= bundle()
  return bundled
}

async function bundle(): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'dirsync-bundle-'))
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }))
  const outfile = join(folder, 'dirsync.mjs')
  await build({
    entryPoints: [join(import.meta.dirname, '..', '..', 'src', 'main.ts')],
    outfile,
    bundle: true,
    platform: 'node',
    format: 'esm',
    logLevel: 'error',
    banner: { js: `import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);` }
  })
  return outfile
}

/** A real process of the program, with an environment of its own. */
export function startProgram(program: string, args: readonly string[], env: Record<string, string>): Started {
  const child = spawn(process.execPath, [program, ...args], { env, stdio: ['ignore', 'pipe', 'pipe'] })
  let [stdout, stderr] = ['', '']
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    stdout += text
  })
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    stderr += text
  })
  const ended = new Promise<Ended>((resolve, reject) => {
    child.once('error', reject)
    child.once('close', (exitCode) => resolve({ exitCode, stdout, stderr }))
  })
  return { pid: child.pid ?? 0, kill: (signal) => void child.kill(signal), ended }
}
