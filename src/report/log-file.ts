import { appendFileSync, mkdirSync, readdirSync, renameSync, rmSync, statSync } from 'node:fs'
import { dirname, join } from 'node:path'

export interface LogLimits {
  readonly maxSizeMb: number
  readonly maxAgeDays: number
  /** Files, the present one included. */
  readonly keep: number
}

const NAME = 'dirsync'
const MB = 1024 * 1024
const DAY_MS = 24 * 60 * 60 * 1000

/**
 * A log as JSON lines, `dirsync.log`; older ones are `dirsync.1.log` (the newest) and so on. A file that is full becomes the next older one.
 * Each record is one write at the file's end, so that a second process (which finds the lock held) may write too.
 */
export class LogFile {
  readonly file: string
  readonly #limits: LogLimits

  constructor(folder: string, limits: LogLimits) {
    this.file = join(folder, `${NAME}.log`)
    this.#limits = limits
  }

  /** @throws as node:fs does */
  write(record: Readonly<Record<string, unknown>>, now = new Date()): void {
    const line = `${JSON.stringify({ time: now.toISOString(), ...record })}\n`
    if (sizeOf(this.file) + Buffer.byteLength(line) > this.#limits.maxSizeMb * MB) this.#renew()
    try {
      appendFileSync(this.file, line, { mode: 0o640 })
    } catch (error) {
      if (!(error instanceof Error && 'code' in error && error.code === 'ENOENT')) throw error
      mkdirSync(dirname(this.file), { recursive: true, mode: 0o750 })
      appendFileSync(this.file, line, { mode: 0o640 })
    }
  }

  /** Removes what is too old or too much. */
  tidy(now = new Date()): void {
    const oldest = now.getTime() - this.#limits.maxAgeDays * DAY_MS
    for (const { number, path } of this.#older()) {
      if (number >= this.#limits.keep || statSync(path).mtimeMs < oldest) rmSync(path, { force: true })
    }
  }

  #renew(): void {
    const folder = dirname(this.file)
    for (const { number, path } of this.#older().reverse()) {
      if (number + 1 >= this.#limits.keep) rmSync(path, { force: true })
      else renameSync(path, join(folder, `${NAME}.${number + 1}.log`))
    }
    if (sizeOf(this.file) === 0) return
    if (this.#limits.keep === 1) rmSync(this.file)
    else renameSync(this.file, join(folder, `${NAME}.1.log`))
  }

  /** From the newest on. */
  #older(): { readonly number: number; readonly path: string }[] {
    const folder = dirname(this.file)
    let names: string[]
    try {
      names = readdirSync(folder)
    } catch {
      return []
    }
    return names
      .flatMap((name) => {
        const number = /^dirsync\.([1-9]\d{0,4})\.log$/.exec(name)?.[1]
        return number === undefined ? [] : [{ number: Number(number), path: join(folder, name) }]
      })
      .sort((a, b) => a.number - b.number)
  }
}

function sizeOf(file: string): number {
  return statSync(file, { throwIfNoEntry: false })?.size ?? 0
}
