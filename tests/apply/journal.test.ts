import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { expect, onTestFinished, test } from 'vitest'
import { Journal } from '../../src/apply/journal.ts'
import { dataFolder } from '../../src/state/data-folder.ts'
import { openState } from '../../src/state/open-state.ts'
import type { Workspace } from '../../src/state/workspace.ts'

/** A workspace with so many planned operations, and what another process sees of the state. */
function journalOf(operations: number) {
  const path = mkdtempSync(join(tmpdir(), 'dirsync-journal-'))
  const folder = dataFolder(path)
  const opened = openState(folder, 'write')
  if (!opened.ok) throw new Error('a new folder can be opened')
  const { workspace } = opened.value
  workspace.run(`INSERT INTO state.run (run_id, mode, started_at, pid) VALUES ('r', 'normal', 'now', 1)`)
  plan(workspace, operations)
  const other = new DatabaseSync(folder.database)
  onTestFinished(() => {
    other.close()
    workspace.close()
    rmSync(path, { recursive: true })
  })
  return {
    workspace,
    journal: new Journal(workspace, 1),
    seen: (sql: string) => Object.values(other.prepare(sql).get() ?? {})[0]
  }
}

function plan(workspace: Workspace, operations: number): void {
  for (let n = 1; n <= operations; n++) {
    workspace.run(
      `INSERT INTO operation (kind, action, object_id, anchor, domain, name, dn, reason, entry) VALUES ('user', 'create', ?, ?, 'default', 'u', 'CN=u', 'new', ?)`,
      n,
      `a${n}`,
      `e${n}`
    )
  }
}

const FACTS = { attempts: 1, error: null, at: '2026-11-24T09:00:00.000Z' }

test('every operation is stored before the first is sent', () => {
  const { journal, seen } = journalOf(3)
  journal.intend()
  expect(seen('SELECT count(*) FROM journal WHERE result IS NULL')).toBe(3)
  expect(seen('SELECT sent_through FROM run')).toBe(0)
})

test('that an operation may be sent is stored before it is', () => {
  const { journal, seen } = journalOf(500)
  journal.intend()
  for (const seq of [1, 200, 201, 202, 203, 402, 403]) {
    journal.allow(seq)
    expect(seen('SELECT sent_through FROM run')).toBeGreaterThanOrEqual(seq)
  }
})

test('a result and what it changes come together or not at all', () => {
  const { journal, seen, workspace } = journalOf(150)
  journal.intend()
  for (let seq = 1; seq <= 150; seq++) {
    journal.result(seq, 'done', FACTS, () =>
      workspace.run('INSERT INTO state.domain VALUES (?, NULL, NULL)', `known ${seq}`)
    )
    expect(seen('SELECT count(*) FROM domain')).toBe(seen(`SELECT count(*) FROM journal WHERE result = 'done'`))
  }
  expect(seen('SELECT count(*) FROM domain')).toBe(100)
  journal.flush()
  expect(seen('SELECT count(*) FROM domain')).toBe(150)
})

test('what is held or skipped is not intended', () => {
  const { journal, seen, workspace } = journalOf(3)
  workspace.run(`UPDATE operation SET status = 'held' WHERE seq = 1`)
  workspace.run(`UPDATE operation SET status = 'skipped' WHERE seq = 2`)
  journal.intend()
  expect(seen('SELECT group_concat(seq) FROM journal')).toBe('3')
})

test.each([
  { load: 'in a first load creates count in no window', done: false, guard: null },
  { load: 'afterwards they do', done: true, guard: 'users.create' }
])('$load', ({ done, guard }) => {
  const { journal, seen, workspace } = journalOf(1)
  if (done) workspace.run(`INSERT INTO state.meta VALUES ('first_load_done', 'x')`)
  journal.intend()
  expect(seen('SELECT guard FROM journal')).toBe(guard)
})
