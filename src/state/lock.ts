import { existsSync } from 'node:fs'
import { DatabaseSync } from 'node:sqlite'
import type { DataFolder } from './data-folder.ts'

/** One run at a time for a data folder. The operating system frees it when the process dies, however it dies. */
export interface RunLock {
  release(): void
}

/** @returns the lock, or null when another process holds it. Throws what SQLite throws when the folder can't be written. */
export function takeLock(folder: DataFolder): RunLock | null {
  const db = new DatabaseSync(folder.lock)
  try {
    // Without a journal nothing is left beside the file; nothing is ever written into it.
    db.exec('PRAGMA journal_mode = OFF; PRAGMA busy_timeout = 0; BEGIN EXCLUSIVE')
  } catch (error) {
    db.close()
    if (isBusy(error)) return null
    throw error
  }
  return {
    release() {
      db.exec('ROLLBACK')
      db.close()
    }
  }
}

/** Whether some process holds the lock. Writes nothing. */
export function isLocked(folder: DataFolder): boolean {
  if (!existsSync(folder.lock)) return false
  const db = new DatabaseSync(folder.lock, { readOnly: true })
  try {
    db.prepare('SELECT count(*) FROM sqlite_master').get()
    return false
  } catch (error) {
    if (isBusy(error)) return true
    throw error
  } finally {
    db.close()
  }
}

function isBusy(error: unknown): boolean {
  return error instanceof Error && 'errcode' in error && error.errcode === 5
}
