import { join } from 'node:path'

/** Where everything lies in the data folder (`--data`). */
export interface DataFolder {
  readonly path: string
  readonly state: string
  readonly database: string
  readonly lock: string
  readonly stopRequest: string
  readonly logs: string
  readonly plans: string
}

export function dataFolder(path: string): DataFolder {
  const state = join(path, 'state')
  return {
    path,
    state,
    database: join(state, 'state.db'),
    lock: join(state, 'lock.db'),
    stopRequest: join(state, 'stop'),
    logs: join(path, 'logs'),
    plans: join(path, 'plans')
  }
}

export const BACKUPS_KEPT = 3

/** `backup-1.db` is the newest. */
export function backupFile(folder: DataFolder, number: number): string {
  return join(folder.state, `backup-${number}.db`)
}
