import type { Problem } from '../problems/problem.ts'
import type { DataFolder } from './data-folder.ts'

/** A row that holds what its column never does. */
export class DamagedRow extends Error {}

/** SQLITE_READONLY, IOERR, FULL, CANTOPEN: the disk, not the database. */
const DISK: readonly number[] = [8, 10, 13, 14]
/** SQLITE_CORRUPT, NOTADB. */
const DAMAGE: readonly number[] = [11, 26]

/**
 * What an error means that came out of the state in the middle of a run: a disk that is full or went away, or damage that only showed then.
 * @returns null for every other error.
 */
export function stateFault(error: unknown, folder: DataFolder): Problem | null {
  const cause = error instanceof Error ? error.message : String(error)
  const object = folder.database
  if (error instanceof DamagedRow) return { code: 'state.damaged', object, cause }
  const code = errorCode(error)
  if (code !== null && DISK.includes(code)) return { code: 'state.write_failed', object, cause }
  return code !== null && DAMAGE.includes(code) ? { code: 'state.damaged', object, cause } : null
}

function errorCode(error: unknown): number | null {
  if (!(error instanceof Error && 'errcode' in error && typeof error.errcode === 'number')) return null
  // The low byte is the code; what is above tells more of its kind (https://sqlite.org/rescode.html).
  return error.errcode & 0xff
}
