import { existsSync, renameSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { BACKUPS_KEPT, backupFile, type DataFolder } from './data-folder.ts'

/**
 * Makes `file` the newest backup: written aside, checked, then renamed; the oldest goes. Throws what SQLite or the file system throws; the
 * former backups are whole then.
 */
export function writeBackup(folder: DataFolder, file: string): void {
  const aside = join(folder.state, 'backup.new')
  rmSync(aside, { force: true })
  const source = new DatabaseSync(file)
  try {
    source.prepare('VACUUM INTO ?').run(aside)
  } finally {
    source.close()
  }
  const check = new DatabaseSync(aside, { readOnly: true })
  try {
    const verdict = Object.values(check.prepare('PRAGMA integrity_check(1)').get() ?? {})[0]
    if (verdict !== 'ok') throw new Error(`the backup is not sound: ${String(verdict)}`)
  } finally {
    check.close()
  }
  for (let number = BACKUPS_KEPT; number > 1; number--) {
    const younger = backupFile(folder, number - 1)
    if (existsSync(younger)) renameSync(younger, backupFile(folder, number))
  }
  renameSync(aside, backupFile(folder, 1))
}
