import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { factsIn, filled, fingerprint, folderOfTest, opened, otherProcess } from './folder.ts'

let temporary = ''

beforeEach(() => {
  temporary = mkdtempSync(join(tmpdir(), 'dirsync-tmp-'))
  vi.stubEnv('TMPDIR', temporary)
  vi.stubEnv('TEMP', temporary)
})

afterEach(() => {
  vi.unstubAllEnvs()
  rmSync(temporary, { recursive: true })
})

/** Not those of `folderOfTest`. */
function leftovers(): string[] {
  return readdirSync(temporary).filter((name) => !name.startsWith('dirsync-state-'))
}

describe('a reader', () => {
  test('leaves the folder byte for byte as it was, and nothing else anywhere', () => {
    const folder = folderOfTest()
    filled(folder, ['a', 'b'], true)
    const before = fingerprint(folder)
    const state = opened(folder, 'read')
    // What a dry run does to its copy.
    state.workspace.run('DELETE FROM state.meta')
    state.workspace.run(`INSERT INTO state.run (run_id, mode, started_at, pid) VALUES ('r', 'dry-run', 'now', 1)`)
    expect(process.platform === 'win32' ? [] : leftovers()).toEqual([])
    state.workspace.close()
    expect(fingerprint(folder)).toEqual(before)
    expect(leftovers()).toEqual([])
  })

  test('leaves nothing where there is nothing', () => {
    const folder = folderOfTest()
    opened(folder, 'read').workspace.close()
    expect(fingerprint(folder)).toEqual([])
    expect(leftovers()).toEqual([])
  })

  test('of a damaged state leaves it as it is', () => {
    const folder = folderOfTest()
    filled(folder, ['a', 'b'], true)
    rmSync(folder.database)
    const before = fingerprint(folder)
    opened(folder, 'read').workspace.close()
    expect(fingerprint(folder)).toEqual(before)
    expect(leftovers()).toEqual([])
  })

  test('sees what a writer committed, not what it is about to', async () => {
    const folder = folderOfTest()
    const writer = otherProcess(folder, 'write')
    expect(await writer.says()).toBe('written')
    const before = fingerprint(folder)
    const state = opened(folder, 'read')
    expect(state.workspace.all(`SELECT value FROM state.meta`)).toEqual([{ value: '30' }, { value: '30' }])
    state.workspace.close()
    expect(fingerprint(folder)).toEqual(before)
  })

  test('sees all that a writer committed before it was killed, and leaves its log to the next writer', async () => {
    const folder = folderOfTest()
    const writer = otherProcess(folder, 'write')
    await writer.says()
    await writer.kill()
    const before = fingerprint(folder)
    expect(before.some((line) => line.includes('state.db-wal'))).toBe(true)
    const state = opened(folder, 'read')
    expect(state.workspace.all('SELECT value FROM state.meta')).toEqual([{ value: '30' }, { value: '30' }])
    expect(state.workspace.count('SELECT count(*) FROM state.domain')).toBe(600)
    state.workspace.close()
    expect(fingerprint(folder)).toEqual(before)
    const next = opened(folder, 'write')
    expect([next.origin, factsIn(next)]).toEqual(['known', ['left', 'right']])
    expect(next.workspace.count('SELECT count(*) FROM state.domain')).toBe(600)
    next.workspace.close()
  })

  test('is consistent whenever it comes while a writer commits and checkpoints', async () => {
    const folder = folderOfTest()
    const writer = otherProcess(folder, 'loop')
    expect(await writer.says()).toBe('begins')
    const seen = new Set<string>()
    for (let n = 0; n < 60; n++) {
      const state = opened(folder, 'read')
      const [left, right] = state.workspace.all('SELECT value FROM state.meta ORDER BY key')
      expect(left).toEqual(right)
      const rounds = Number(left?.['value'])
      expect(state.workspace.count('SELECT count(*) FROM state.domain')).toBe(20 * rounds)
      expect(state.workspace.get('PRAGMA state.integrity_check(1)')).toEqual({ integrity_check: 'ok' })
      seen.add(String(rounds))
      state.workspace.close()
    }
    expect(seen.size).toBeGreaterThan(1)
    expect(leftovers()).toEqual([])
  })
})
