import { existsSync, mkdirSync, renameSync, statSync } from 'node:fs'
import { DatabaseSync } from 'node:sqlite'
import { bad, good, type Result } from '../model/result.ts'
import type { Problem } from '../problems/problem.ts'
import { writeBackup } from './backup.ts'
import { BACKUPS_KEPT, backupFile, type DataFolder } from './data-folder.ts'
import { type PrivateCopy, privateCopy } from './private-copy.ts'
import { MIGRATIONS } from './schema.ts'
import { unsoundRow } from './soundness.ts'
import { Workspace } from './workspace.ts'

export interface OpenedState {
  readonly workspace: Workspace
  /** `first`: nothing was ever there. `backup`, `lost`: what is known is older than the service or nothing, so the service is read whole. */
  readonly origin: 'known' | 'first' | 'backup' | 'lost'
  readonly warnings: readonly Problem[]
}

/**
 * Opens the known state. To write: the file itself, the lock being held; a damaged one is set aside. To read: a private copy with its
 * write-ahead log, so that the folder stays as it is, also after a kill. An older schema is migrated (the file after a backup).
 * @returns state.newer, state.not_readable or state.not_writable (exit 8) when it can't be had.
 */
export function openState(folder: DataFolder, access: 'write' | 'read'): Result<OpenedState> {
  try {
    if (access === 'write') mkdirSync(folder.state, { recursive: true })
    const opened = open(folder, folder.database, access)
    if (opened.kind === 'newer')
      return bad({ code: 'state.newer', object: folder.database, version: opened.version, known: MIGRATIONS.length })
    if (opened.kind === 'open') return good({ workspace: opened.workspace, origin: 'known', warnings: [] })
    return substitute(folder, opened, access)
  } catch (error) {
    return bad(inaccessible(folder, error, access))
  }
}

type Attempt =
  | { readonly kind: 'open'; readonly workspace: Workspace }
  | { readonly kind: 'newer'; readonly version: number }
  | Unusable
type Unusable = { readonly kind: 'absent' } | { readonly kind: 'damaged'; readonly cause: string }

function substitute(folder: DataFolder, found: Unusable, access: 'write' | 'read'): Result<OpenedState> {
  const cause = found.kind === 'damaged' ? found.cause : 'the file is missing'
  for (let number = 1; number <= BACKUPS_KEPT; number++) {
    const backup = backupFile(folder, number)
    if (access === 'write' && !reinstate(folder, backup)) continue
    const opened = open(folder, access === 'write' ? folder.database : backup, access)
    if (opened.kind !== 'open') continue
    opened.workspace.run('DELETE FROM state.decision')
    const warning: Problem = { code: 'state.restored_from_backup', object: folder.database, backup, cause }
    return good({ workspace: opened.workspace, origin: 'backup', warnings: [warning] })
  }
  const workspace = access === 'write' ? startAfresh(folder) : Workspace.open('')
  if (found.kind === 'absent') return good({ workspace, origin: 'first', warnings: [] })
  return good({
    workspace,
    origin: 'lost',
    warnings: [{ code: 'state.rebuilt_from_service', object: folder.database, cause }]
  })
}

function open(folder: DataFolder, file: string, access: 'write' | 'read'): Attempt {
  if (!existsSync(file)) return { kind: 'absent' }
  if (!statSync(file).isFile()) return { kind: 'damaged', cause: 'it is not a file' }
  const copy = access === 'read' ? privateCopy(file) : null
  const seen = look(copy?.file ?? file)
  if (seen.kind !== 'sound' || seen.version > MIGRATIONS.length) {
    copy?.remove()
    return seen.kind === 'damaged' ? seen : { kind: 'newer', version: seen.version }
  }
  return {
    kind: 'open',
    workspace: copy === null ? attachFile(folder, file, seen.version) : attachCopy(copy, seen.version)
  }
}

function attachFile(folder: DataFolder, file: string, version: number): Workspace {
  if (version < MIGRATIONS.length) {
    writeBackup(folder, file)
    migrate(file, version)
  }
  const workspace = Workspace.open(file)
  // A reader copies the file and then its log: while a run goes on, nothing may move from one to the other but at its checkpoints.
  workspace.exec(
    'PRAGMA state.journal_mode = WAL; PRAGMA state.wal_autocheckpoint = 0; PRAGMA state.synchronous = FULL'
  )
  return workspace
}

function attachCopy(copy: PrivateCopy, version: number): Workspace {
  try {
    if (version < MIGRATIONS.length) migrate(copy.file, version)
    const workspace = Workspace.open(copy.file, copy.remove)
    workspace.exec(
      'PRAGMA state.locking_mode = EXCLUSIVE; PRAGMA state.journal_mode = MEMORY; PRAGMA state.synchronous = OFF'
    )
    copy.unlink()
    return workspace
  } catch (error) {
    copy.remove()
    throw error
  }
}

/** Puts a sound backup in the database's place. */
function reinstate(folder: DataFolder, backup: string): boolean {
  if (!existsSync(backup)) return false
  const seen = look(backup)
  if (seen.kind !== 'sound' || seen.version > MIGRATIONS.length) return false
  setAside(folder)
  const source = new DatabaseSync(backup, { readOnly: true })
  try {
    source.prepare('VACUUM INTO ?').run(folder.database)
  } finally {
    source.close()
  }
  return true
}

function startAfresh(folder: DataFolder): Workspace {
  setAside(folder)
  migrate(folder.database, 0)
  return attachFile(folder, folder.database, MIGRATIONS.length)
}

/** Keeps what was there for whoever wants to look into it; nothing is overwritten. */
function setAside(folder: DataFolder): void {
  const stamp = new Date().toISOString().replaceAll(/[:.]/g, '-')
  for (const suffix of ['', '-wal', '-shm']) {
    const file = folder.database + suffix
    if (existsSync(file)) renameSync(file, `${folder.database}.damaged-${stamp}${suffix}`)
  }
}

function migrate(file: string, from: number): void {
  const db = new DatabaseSync(file)
  try {
    for (const [index, migration] of MIGRATIONS.entries()) {
      if (index < from) continue
      db.exec(`BEGIN; ${migration}; PRAGMA user_version = ${index + 1}; COMMIT`)
    }
  } finally {
    db.close()
  }
}

function look(
  file: string
): { readonly kind: 'sound'; readonly version: number } | { readonly kind: 'damaged'; readonly cause: string } {
  try {
    const db = new DatabaseSync(file)
    try {
      const check = Object.values(db.prepare('PRAGMA quick_check(1)').get() ?? {})[0]
      if (check !== 'ok') return { kind: 'damaged', cause: String(check) }
      const version = Number(db.prepare('PRAGMA user_version').get()?.['user_version'] ?? 0)
      if (version === 0) return { kind: 'damaged', cause: 'it has no schema' }
      const unsound = version === MIGRATIONS.length ? unsoundRow(db) : null
      return unsound === null ? { kind: 'sound', version } : { kind: 'damaged', cause: unsound }
    } finally {
      db.close()
    }
  } catch (error) {
    if (isDamage(error)) return { kind: 'damaged', cause: error.message }
    throw error
  }
}

/** SQLITE_CORRUPT and SQLITE_NOTADB, and SQLITE_ERROR for a table that is not as we made it; all else (access, a full disk) is no damage, and nothing may be put in the file's place for it. */
function isDamage(error: unknown): error is Error {
  return (
    error instanceof Error &&
    'errcode' in error &&
    typeof error.errcode === 'number' &&
    [1, 11, 26].includes(error.errcode & 0xff)
  )
}

function inaccessible(folder: DataFolder, error: unknown, access: 'write' | 'read'): Problem {
  const cause = error instanceof Error ? error.message : String(error)
  return { code: access === 'write' ? 'state.not_writable' : 'state.not_readable', object: folder.state, cause }
}
