import { closeSync, constants, copyFileSync, mkdtempSync, openSync, readSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

export interface PrivateCopy {
  readonly file: string
  /** Takes the name away while the file is open, where the system allows that: then nothing stays behind even after a kill. */
  unlink(): void
  remove(): void
}

/**
 * Copies a database and its write-ahead log into a folder of our own. The two belong together as long as no checkpoint falls between the
 * copies; a torn end of the log is cut by SQLite itself, frame by frame.
 */
export function privateCopy(file: string): PrivateCopy {
  const folder = mkdtempSync(join(tmpdir(), 'dirsync-'))
  const copy = join(folder, 'state.db')
  const remove = () => rmSync(folder, { recursive: true, force: true, maxRetries: 3 })
  try {
    for (let attempt = 0; attempt < 10; attempt++) {
      const before = fingerprint(file)
      copyFileSync(file, copy, constants.COPYFILE_FICLONE)
      rmSync(`${copy}-wal`, { force: true })
      ifThere(() => copyFileSync(`${file}-wal`, `${copy}-wal`, constants.COPYFILE_FICLONE))
      if (before === fingerprint(file)) break
    }
  } catch (error) {
    remove()
    throw error
  }
  return { file: copy, remove, unlink: process.platform === 'win32' ? () => {} : remove }
}

/** Changes with every checkpoint: the file's time, and the salts in the header of the log (SQLite file format §4.1). */
function fingerprint(file: string): string {
  const stat = statSync(file)
  return `${stat.size} ${stat.mtimeMs} ${walHeader(`${file}-wal`)}`
}

function walHeader(file: string): string {
  const descriptor = ifThere(() => openSync(file, 'r'))
  if (descriptor === undefined) return 'none'
  try {
    const header = Buffer.alloc(32)
    const read = readSync(descriptor, header, 0, 32, 0)
    return header.toString('hex', 0, read)
  } finally {
    closeSync(descriptor)
  }
}

/** Undefined: the file is not there. Whoever closes the database last takes its log away, at any moment: to look first proves nothing. */
function ifThere<T>(call: () => T): T | undefined {
  try {
    return call()
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined
    throw error
  }
}
