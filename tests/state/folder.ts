import { type ChildProcess, spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { onTestFinished } from 'vitest'
import { inWords } from '../../src/problems/problem.ts'
import { writeBackup } from '../../src/state/backup.ts'
import { type DataFolder, dataFolder } from '../../src/state/data-folder.ts'
import { type OpenedState, openState } from '../../src/state/open-state.ts'
import { text } from '../../src/state/workspace.ts'

/** A data folder that is gone after the test. */
export function folderOfTest(): DataFolder {
  const path = mkdtempSync(join(tmpdir(), 'dirsync-state-'))
  onTestFinished(() => rmSync(path, { recursive: true, force: true }))
  return dataFolder(path)
}

export function opened(folder: DataFolder, access: 'write' | 'read'): OpenedState {
  const result = openState(folder, access)
  if (!result.ok) throw new Error(result.problems.map((problem) => inWords(problem, 'en').message).join('\n'))
  return result.value
}

/** A run of old: it wrote facts into the state, and a backup after each where that is wanted. */
export function filled(folder: DataFolder, facts: readonly string[], backups = false): void {
  for (const fact of facts) {
    const { workspace } = opened(folder, 'write')
    workspace.run('INSERT INTO state.meta VALUES (?, ?)', fact, fact)
    workspace.run(
      `INSERT INTO state.decision VALUES (?, 'h', 'approved', '2026-11-24T09:00:00.000Z', '2026-12-01T09:00:00.000Z')`,
      JSON.stringify([fact])
    )
    workspace.close()
    if (backups) writeBackup(folder, folder.database)
  }
}

export function factsIn({ workspace }: OpenedState): string[] {
  return workspace.all('SELECT key FROM state.meta ORDER BY key').map((row) => text(row, 'key'))
}

/** Every file below the folder: its name, size, time and content. */
export function fingerprint(folder: DataFolder): string[] {
  return readdirSync(folder.path, { recursive: true, encoding: 'utf8' })
    .sort()
    .map((name) => {
      const file = join(folder.path, name)
      const stat = statSync(file)
      const hash = stat.isFile() ? createHash('sha256').update(readFileSync(file)).digest('hex') : 'folder'
      return `${name} ${stat.size} ${stat.mtimeMs} ${hash}`
    })
}

export interface Child {
  /** The next line that it prints. */
  says(): Promise<string>
  kill(): Promise<void>
}

/** Another process that works on the same folder; killed with the test. */
export function otherProcess(folder: DataFolder, does: 'write' | 'loop' | 'lock'): Child {
  const script = join(import.meta.dirname, 'other-process.ts')
  const child: ChildProcess = spawn(process.execPath, [script, folder.path, does], {
    stdio: ['ignore', 'pipe', 'inherit']
  })
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  const stdout = child.stdout
  if (stdout === null) throw new Error('its output is a pipe')
  const lines = createInterface({ input: stdout })[Symbol.asyncIterator]()
  const kill = async () => {
    child.kill('SIGKILL')
    await ended
  }
  onTestFinished(kill)
  return {
    async says() {
      const line = await lines.next()
      if (line.done === true) throw new Error('it ended without a word')
      return line.value
    },
    kill
  }
}
