import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync
} from 'node:fs'
import { DatabaseSync } from 'node:sqlite'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { backupFile, type DataFolder } from '../../src/state/data-folder.ts'
import { openState } from '../../src/state/open-state.ts'
import { MIGRATIONS } from '../../src/state/schema.ts'
import { factsIn, filled, fingerprint, folderOfTest, opened } from './folder.ts'

const BOTH = ['write', 'read'] as const

/** Flips every bit of one byte. */
function flip(file: string, offset: number): void {
  const bytes = readFileSync(file)
  bytes[offset] = (bytes[offset] ?? 0) ^ 0xff
  writeFileSync(file, bytes)
}

/** To look into a database touches its folder, not its file. */
function filesIn(folder: DataFolder): string[] {
  return fingerprint(folder).filter((line) => !line.endsWith('folder'))
}

function setAside(folder: DataFolder): string[] {
  return readdirSync(folder.state).filter((name) => name.includes('damaged'))
}

describe.each(BOTH)('opened to %s', (access) => {
  test('nothing was ever there: a first run', () => {
    const folder = folderOfTest()
    const state = opened(folder, access)
    expect([state.origin, state.warnings]).toEqual(['first', []])
    expect(factsIn(state)).toEqual([])
    state.workspace.close()
    expect(existsSync(folder.database)).toBe(access === 'write')
  })

  test('a sound one is known', () => {
    const folder = folderOfTest()
    filled(folder, ['a', 'b'])
    const state = opened(folder, access)
    expect([state.origin, factsIn(state)]).toEqual(['known', ['a', 'b']])
    state.workspace.close()
  })

  test('missing, but there are backups: the newest, with its approvals void', () => {
    const folder = folderOfTest()
    filled(folder, ['a', 'b'], true)
    rmSync(folder.database)
    const state = opened(folder, access)
    expect([state.origin, factsIn(state)]).toEqual(['backup', ['a', 'b']])
    expect(state.warnings).toMatchObject([{ code: 'state.restored_from_backup', backup: backupFile(folder, 1) }])
    expect(state.workspace.count('SELECT count(*) FROM state.decision')).toBe(0)
    state.workspace.close()
  })

  test.each([0, 1, 15, 99, 100, 1000, 4096, 4097, 8192, 20_000, -4096, -1])(
    'truncated to %i bytes: the backup',
    (length) => {
      const folder = folderOfTest()
      filled(folder, ['a'], true)
      filled(folder, ['b'])
      const { size } = statSync(folder.database)
      truncateSync(folder.database, length < 0 ? size + length : length)
      const state = opened(folder, access)
      expect([state.origin, factsIn(state)]).toEqual(['backup', ['a']])
      state.workspace.close()
      expect(setAside(folder)).toHaveLength(access === 'write' ? 1 : 0)
    }
  )

  test.each([
    { what: 'the magic', at: () => 0 },
    { what: 'the size of a page', at: () => 16 },
    { what: 'the first page', at: () => 100 },
    { what: 'the kind of a page', at: () => 4096 },
    { what: 'the kind of the last page', at: (size: number) => size - 4096 }
  ])('$what flipped: the backup', ({ at }) => {
    const folder = folderOfTest()
    filled(folder, ['a'], true)
    flip(folder.database, at(statSync(folder.database).size))
    const state = opened(folder, access)
    expect([state.origin, factsIn(state)]).toEqual(['backup', ['a']])
    state.workspace.close()
  })

  test('damaged without a backup: rebuilt from the service, said loudly', () => {
    const folder = folderOfTest()
    filled(folder, ['a'])
    writeFileSync(folder.database, 'not a database at all, and longer than a header of one hundred bytes'.repeat(3))
    const state = opened(folder, access)
    expect([state.origin, factsIn(state)]).toEqual(['lost', []])
    expect(state.warnings).toMatchObject([{ code: 'state.rebuilt_from_service' }])
    state.workspace.close()
  })

  test('damaged, and so is the newest backup: the one before', () => {
    const folder = folderOfTest()
    filled(folder, ['a', 'b'], true)
    truncateSync(folder.database, 100)
    truncateSync(backupFile(folder, 1), 5000)
    const state = opened(folder, access)
    expect([state.origin, factsIn(state)]).toEqual(['backup', ['a']])
    state.workspace.close()
  })

  test('an empty file is damage, not a first run', () => {
    const folder = folderOfTest()
    mkdirSync(folder.state)
    writeFileSync(folder.database, '')
    const state = opened(folder, access)
    expect(state.origin).toBe('lost')
    state.workspace.close()
  })

  test('a folder in its place is damage, too', () => {
    const folder = folderOfTest()
    mkdirSync(folder.database, { recursive: true })
    const state = opened(folder, access)
    expect(state.origin).toBe('lost')
    state.workspace.close()
  })

  test('of a newer version: refused, and left as it is', () => {
    const folder = folderOfTest()
    filled(folder, ['a'], true)
    const db = new DatabaseSync(folder.database)
    db.exec('PRAGMA user_version = 99')
    db.close()
    const before = filesIn(folder)
    expect(openState(folder, access)).toMatchObject({
      ok: false,
      problems: [{ code: 'state.newer', version: 99, known: MIGRATIONS.length }]
    })
    expect(filesIn(folder)).toEqual(before)
  })
})

test('a backup of a newer version is not taken', () => {
  const folder = folderOfTest()
  filled(folder, ['a', 'b'], true)
  const db = new DatabaseSync(backupFile(folder, 1))
  db.exec('PRAGMA user_version = 99')
  db.close()
  rmSync(folder.database)
  const state = opened(folder, 'write')
  expect([state.origin, factsIn(state)]).toEqual(['backup', ['a']])
  state.workspace.close()
})

test('what is damaged is set aside, and nothing is overwritten', () => {
  const folder = folderOfTest()
  filled(folder, ['a'])
  const damaged = 'damage'.repeat(100)
  writeFileSync(folder.database, damaged)
  opened(folder, 'write').workspace.close()
  const kept = setAside(folder)
  expect(kept).toHaveLength(1)
  expect(readFileSync(`${folder.state}/${kept[0]}`, 'utf8')).toBe(damaged)
})

test('a torn end of the log is cut: what was committed before is known', () => {
  const folder = folderOfTest()
  filled(folder, ['a'])
  writeFileSync(`${folder.database}-wal`, 'rubbish in place of a log'.repeat(10))
  const state = opened(folder, 'write')
  expect([state.origin, factsIn(state)]).toEqual(['known', ['a']])
  state.workspace.close()
})

test('a folder that can not be written is no damage', () => {
  const folder = folderOfTest()
  writeFileSync(folder.state, 'a file where the folder should be')
  expect(openState(folder, 'write')).toMatchObject({ ok: false, problems: [{ code: 'state.not_writable' }] })
})

test('whatever byte is flipped, it is opened or substituted, and never ends in an exception', () => {
  const folder = folderOfTest()
  filled(folder, ['a', 'b'], true)
  const whole = readFileSync(folder.database)
  fc.assert(
    fc.property(fc.nat(whole.length - 1), (offset) => {
      writeFileSync(folder.database, whole)
      flip(folder.database, offset)
      const state = opened(folder, 'read')
      expect(['known', 'backup']).toContain(state.origin)
      state.workspace.close()
    }),
    { numRuns: 150 }
  )
})
