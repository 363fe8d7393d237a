import { spawnSync } from 'node:child_process'
import { mkdirSync, rmSync, statfsSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import process from 'node:process'
import { onTestFinished } from 'vitest'

/** Only root mounts, and only on Linux is it so simple. */
export const canMount = process.platform === 'linux' && process.getuid?.() === 0

/** A file system of its own, of 2 MB, at a path; it goes with the test. */
export class SmallDisk {
  readonly #path: string

  constructor(path: string) {
    mkdirSync(path, { recursive: true })
    mount('-t', 'tmpfs', '-o', 'size=2m', 'tmpfs', path)
    onTestFinished(() => {
      spawnSync('umount', [path])
    })
    this.#path = path
  }

  /** Fills it up to so many bytes (in whole blocks of 4 KB). */
  leave(bytes: number): void {
    rmSync(this.#filler, { force: true })
    const { bavail, bsize } = statfsSync(this.#path)
    writeFileSync(this.#filler, Buffer.alloc(Math.max(0, bavail * bsize - bytes)))
  }

  empty(): void {
    rmSync(this.#filler, { force: true })
  }

  readOnly(on: boolean): void {
    mount('-o', on ? 'remount,ro' : 'remount,rw', this.#path)
  }

  get #filler(): string {
    return join(this.#path, 'filler')
  }
}

function mount(...args: readonly string[]): void {
  const { status, stderr } = spawnSync('mount', args, { encoding: 'utf8' })
  if (status !== 0) throw new Error(`mount ${args.join(' ')}: ${stderr}`)
}
