import { readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { setTimeout as wait } from 'node:timers/promises'
import { bad, good, type Result } from '../model/result.ts'
import type { Problem } from '../problems/problem.ts'
import type { DataFolder } from '../state/data-folder.ts'
import { isLocked } from '../state/lock.ts'
import { openState } from '../state/open-state.ts'
import { text } from '../state/workspace.ts'

const LOOK_EVERY_MS = 1000
const WAIT_MS = 60_000
const POLL_MS = 200

/**
 * Calls `onStop` once somebody asks this very run to end. A request that is left from an earlier run is taken away. The caller holds the lock.
 * @returns ends the watch and takes the request away.
 */
export function watchForStop(folder: DataFolder, runId: string, onStop: () => void): () => void {
  rmSync(folder.stopRequest, { force: true })
  const timer = setInterval(() => {
    if (readRequest(folder) !== runId) return
    clearInterval(timer)
    onStop()
  }, LOOK_EVERY_MS)
  timer.unref()
  return () => {
    clearInterval(timer)
    rmSync(folder.stopRequest, { force: true })
  }
}

function readRequest(folder: DataFolder): string | null {
  try {
    return readFileSync(folder.stopRequest, 'utf8').trim()
  } catch {
    // Most of the time there is none; one that can't be read is none either.
    return null
  }
}

export type Stopped = 'none' | 'ended' | 'running'

/** Asks the present run to end orderly and waits until it has, a minute at most. It asks that run by its id, never the next one. */
export async function stopRun(folder: DataFolder): Promise<Result<Stopped>> {
  const until = Date.now() + WAIT_MS
  let asked: string | null = null
  let found: 'none' | 'ended' = 'none'
  try {
    while (isLocked(folder)) {
      found = 'ended'
      const running = runningRun(folder)
      if (!running.ok) return running
      if (asked !== null && running.value !== null && running.value !== asked) return good('ended')
      if (asked === null && running.value !== null) {
        asked = running.value
        writeRequest(folder, asked)
      }
      if (Date.now() >= until) return good('running')
      await wait(POLL_MS)
    }
  } catch (error) {
    return bad(notWritable(folder, error))
  }
  return good(found)
}

/** The id of the run that holds the lock; null in the moment between its lock and its first row. */
function runningRun(folder: DataFolder): Result<string | null> {
  const state = openState(folder, 'read')
  if (!state.ok) return state
  try {
    const row = state.value.workspace.get('SELECT run_id, finished_at FROM state.run ORDER BY seq DESC LIMIT 1')
    return good(row === undefined || row['finished_at'] !== null ? null : text(row, 'run_id'))
  } finally {
    state.value.workspace.close()
  }
}

function writeRequest(folder: DataFolder, runId: string): void {
  const aside = `${folder.stopRequest}.${process.pid}`
  writeFileSync(aside, runId)
  renameSync(aside, folder.stopRequest)
}

function notWritable(folder: DataFolder, error: unknown): Problem {
  return {
    code: 'state.not_writable',
    object: folder.state,
    cause: error instanceof Error ? error.message : String(error)
  }
}
