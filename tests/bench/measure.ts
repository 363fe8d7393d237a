import { spawn } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'

export interface Measured {
  readonly exitCode: number
  readonly wallSeconds: number
  /** In user and in system mode, of all threads. */
  readonly cpuSeconds: number
  /** The largest resident set, of the largest process where there are several. */
  readonly peakMegabytes: number
  readonly stdout: string
  readonly stderr: string
}

const TIME = '/usr/bin/time'

/**
 * Runs a command under GNU time, which starts it from a process of its own: counted from here, its peak would never be below ours, since a
 * process that starts a program passes its own peak on (getrusage(2), ru_maxrss).
 */
export async function measured(
  command: readonly string[],
  options: {
    readonly folder: string
    readonly env?: NodeJS.ProcessEnv
    readonly keepStdout?: boolean
    readonly signal: AbortSignal
  }
): Promise<Measured> {
  options.signal.throwIfAborted()
  const figures = join(options.folder, 'time.txt')
  const started = performance.now()
  const child = spawn(TIME, ['--quiet', '--format=%U %S %M', `--output=${figures}`, ...command], {
    env: { ...process.env, ...options.env },
    stdio: ['ignore', options.keepStdout ? 'pipe' : 'ignore', 'pipe'],
    // A group of its own: GNU time does not pass signals on.
    detached: true
  })
  const kill = () => child.pid !== undefined && process.kill(-child.pid, 'SIGKILL')
  options.signal.addEventListener('abort', kill)
  try {
    const [stdout, stderr, exitCode] = await Promise.all([
      child.stdout === null ? '' : text(child.stdout),
      child.stderr === null ? '' : text(child.stderr),
      new Promise<number>((resolve, reject) => child.once('error', reject).once('exit', (code) => resolve(code ?? 137)))
    ])
    const wallSeconds = (performance.now() - started) / 1000
    options.signal.throwIfAborted()
    const [user = 0, system = 0, kilobytes = 0] = readFileSync(figures, 'utf8').trim().split(' ').map(Number)
    return { exitCode, wallSeconds, cpuSeconds: user + system, peakMegabytes: kilobytes / 1024, stdout, stderr }
  } finally {
    options.signal.removeEventListener('abort', kill)
  }
}
