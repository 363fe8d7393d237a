import { existsSync, mkdirSync, renameSync, statSync } from 'node:fs'
import { DatabaseSync } from 'node:sqlite'
import { type Result, bad, good } from '../model/result.ts'
import type { Problem } from '../problems/problem.ts'
import { BACKUPS_KEPT, type DataFolder, backupFile } from './data-folder.ts'
import { privateCopy } from './private-copy.ts'
import { MIGRATIONS } from './schema.ts'
import { Workspace } from './workspace.ts'
import { writeBackup } from './backup.ts'

export interface OpenedState {
  readonly workspace: Workspace
  /** `first`: nothing was ever there. `backup`, `lost`: what is known is older than the service or nothing, so the service is read whole. */
  readonly origin: 'known' | 'first' | 'backup' | 'lost'
  readonly warnings: readonly Problem[]
}

type Look =
  | { readonly kind: 'absent' }
  | { readonly kind: 'sound'; readonly version: number }
  | { readonly kind: 'damaged'; readonly cause: string }

/**
 * Opens the known state. To write: the file itself, the lock being held; a damaged one is set aside. To read: a private copy with its
 * write-ahead log, so that the folder stays as it is, also after a kill. An older schema is migrated (the file after a backup).
 * @returns state.newer, state.not_readable or state.not_writable (exit 8) when it can't be had.
 */
export function openState(folder: DataFolder, access: 'write' | 'read'): Result<OpenedState> {
  try {
    if (access === 'write') mkdirSync(folder.state, { recursive: true })
    const found = look(folder.database)
    if (found.kind === 'sound') {
      if (found.version > MIGRATIONS.length) return bad(newer(folder.database, found.version))
      return good({ workspace: attach(folder, folder.database, found.version, access), origin: 'known', warnings: [] })
    }
    return substitute(folder, found, access)
  } catch (error) {
    return bad(inaccessible(folder, error, access))
  }
}

function substitute(folder: DataFolder, found: Exclude<Look, { kind: 'sound' }>, access: 'write' | 'read'): Result<OpenedState> {
  const cause = found.kind === 'damaged' ? found.cause : 'the file is missing'
  for (let number = 1; number <= BACKUPS_KEPT; number++) {
    const backup = backupFile(folder, number)
    const seen = look(backup)
    if (seen.kind !== 'sound' || seen.version > MIGRATIONS.length) continue
    const workspace = access === 'write' ? reinstate(folder, backup, seen.version) : attach(folder, backup, seen.version, 'read')
    workspace.run('DELETE FROM state.decision')
    return good({ workspace, origin: 'backup', warnings: [{ code: 'state.restored_from_backup', object: folder.database, backup, cause }] })
  }
  if (access === 'write') {
    setAside(folder)
    createFile(folder.database)
  }
  const workspace = access === 'write' ? attach(folder, folder.database, MIGRATIONS.length, 'write') : Workspace.open('')
  if (found.kind === 'absent') return good({ workspace, origin: 'first', warnings: [] })
  return good({ workspace, origin: 'lost', warnings: [{ code: 'state.rebuilt_from_service', object: folder.database, cause }] })
}

function attach(folder: DataFolder, file: string, version: number, access: 'write' | 'read'): Workspace {
  if (access === 'read') {
    const copy = privateCopy(file)
    try {
      if (version < MIGRATIONS.length) migrate(copy.file, version)
      const workspace = Workspace.open(copy.file, copy.remove)
      // The first read takes the log in; from then on the open file is enough where the system lets it go on without a name.
      workspace.exec('PRAGMA state.locking_mode = EXCLUSIVE; PRAGMA state.synchronous = OFF')
      workspace.count('SELECT count(*) FROM state.meta')
      copy.unlink()
      return workspace
    } catch (error) {
      copy.remove()
      throw error
    }
  }
  if (version < MIGRATIONS.length) {
    writeBackup(folder, file)
    migrate(file, version)
  }
  const workspace = Workspace.open(file)
  // A reader copies the file and then its log: while a run goes on, nothing may move from one to the other but at its checkpoints.
  workspace.exec('PRAGMA state.journal_mode = WAL; PRAGMA state.wal_autocheckpoint = 0; PRAGMA state.synchronous = FULL')
  return workspace
}

function reinstate(folder: DataFolder, backup: string, version: number): Workspace {
  setAside(folder)
  const source = new DatabaseSync(backup, { readOnly: true })
  try {
    source.prepare('VACUUM INTO ?').run(folder.database)
  } finally {
    source.close()
  }
  return attach(folder, folder.database, version, 'write')
}

/** Keeps what was there for whoever wants to look into it; nothing is overwritten. */
function setAside(folder: DataFolder): void {
  const stamp = new Date().toISOString().replaceAll(/[:.]/g, '-')
  for (const suffix of ['', '-wal', '-shm']) {
    const file = folder.database + suffix
    if (existsSync(file)) renameSync(file, `${folder.database}.damaged-${stamp}${suffix}`)
  }
}

function createFile(file: string): void {
  const db = new DatabaseSync(file)
  try {
    db.exec('PRAGMA journal_mode = WAL')
  } finally {
    db.close()
  }
  migrate(file, 0)
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

/** Reads a database without touching it: through a private copy, since even a reader of a log leaves files behind. */
function look(file: string): Look {
  if (!existsSync(file)) return { kind: 'absent' }
  if (!statSync(file).isFile()) return { kind: 'damaged', cause: 'it is not a file' }
  const copy = privateCopy(file)
  try {
    const db = new DatabaseSync(copy.file)
    try {
      const check = Object.values(db.prepare('PRAGMA quick_check(1)').get() ?? {})[0]
      if (check !== 'ok') return { kind: 'damaged', cause: String(check) }
      const version = Number(db.prepare('PRAGMA user_version').get()?.['user_version'] ?? 0)
      if (version === 0) return { kind: 'damaged', cause: 'it has no schema' }
      return { kind: 'sound', version }
    } finally {
      db.close()
    }
  } catch (error) {
    if (error instanceof Error && 'errcode' in error) return { kind: 'damaged', cause: error.message }
    throw error
  } finally {
    copy.remove()
  }
}

function newer(file: string, version: number): Problem {
  return { code: 'state.newer', object: file, version, known: MIGRATIONS.length }
}

function inaccessible(folder: DataFolder, error: unknown, access: 'write' | 'read'): Problem {
  const cause = error instanceof Error ? error.message : String(error)
  return { code: access === 'write' ? 'state.not_writable' : 'state.not_readable', object: folder.state, cause }
}
