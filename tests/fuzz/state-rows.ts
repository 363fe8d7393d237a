import { copyFileSync, cpSync, rmSync } from 'node:fs'
import { DatabaseSync } from 'node:sqlite'
import { heldPlans } from '../../src/report/held.ts'
import { pastRuns } from '../../src/report/history.ts'
import { quarantined } from '../../src/report/quarantined.ts'
import { decide } from '../../src/run/decide.ts'
import { BACKUPS_KEPT, backupFile } from '../../src/state/data-folder.ts'
import { stateFault } from '../../src/state/fault.ts'
import { openState } from '../../src/state/open-state.ts'
import { Random } from './random.ts'
import { expectToEnd, expectWords, type Target } from './target.ts'
import { openWorld } from './world.ts'

const VALUES = [
  null,
  '',
  'x',
  '{',
  '[]',
  '{}',
  'null',
  '"x"',
  '{"code":"no.such"}',
  '{"code":1}',
  '{"userName":[]}',
  '2026-99-99',
  -1,
  1e300,
  1.5,
  9_007_199_254_740_991,
  'user',
  'x\0y',
  Buffer.from([0xff, 0x00, 0xfe])
] as const

/** A state.db that is sound as a file, with one value in it that no run ever wrote. */
export const stateRows: Target = {
  name: 'state',
  async open() {
    const world = await openWorld({ more: 'safety:\n  users: { delete: { floor: 0, percent: 0, max: 0 } }' })
    const { product } = world
    const { folder } = product
    // A run of the past, a quarantine (nomail), held plans, a decision, an operation in doubt.
    await product.run()
    await world.staged.remove('jiro')
    await world.staged.remove('hanako')
    const held = await product.run()
    decide(folder, held.heldId ?? '', 'approved', new Date())
    const sound = `${folder.path}-sound`
    cpSync(folder.path, sound, { recursive: true })
    const db = new DatabaseSync(folder.database)
    const columns = db
      .prepare(
        `SELECT t.name AS tbl, c.name AS col FROM sqlite_schema t, pragma_table_info(t.name) c WHERE t.type = 'table' ORDER BY 1, 2`
      )
      .all()
    db.close()
    return {
      async attempt(seed) {
        const random = new Random(seed)
        rmSync(folder.path, { recursive: true })
        cpSync(sound, folder.path, { recursive: true })
        const { tbl, col } = random.of(columns)
        spoil(folder.database, String(tbl), String(col), random)
        // The backup has the same value in it, or there is none.
        for (let number = 1; number <= BACKUPS_KEPT; number++) rmSync(backupFile(folder, number), { force: true })
        if (random.chance(0.5)) copyFileSync(folder.database, backupFile(folder, 1))
        look(folder)
        await expectToEnd(product.run({ mode: 'dry-run' }))
        await expectToEnd(product.run({ full: random.chance(0.5) }))
        await expectToEnd(product.run())
      },
      async close() {
        rmSync(sound, { recursive: true, force: true })
        await world.close()
      }
    }
  }
}

function spoil(file: string, table: string, column: string, random: Random): void {
  const db = new DatabaseSync(file)
  try {
    db.exec('PRAGMA wal_checkpoint(TRUNCATE)')
    const rows = Number(db.prepare(`SELECT count(*) AS n FROM ${table}`).get()?.['n'] ?? 0)
    const row = db.prepare(`SELECT * FROM ${table} LIMIT 1 OFFSET ?`).get(random.whole(Math.max(1, rows)))
    if (row === undefined) return
    const conditions = Object.keys(row).map((name) => `${name} IS ?`)
    try {
      db.prepare(`UPDATE ${table} SET ${column} = ? WHERE ${conditions.join(' AND ')}`).run(
        random.of(VALUES),
        ...Object.values(row)
      )
    } catch {
      // A key that is taken, NULL where the table has none: SQLite itself keeps that from happening.
    }
    db.exec('PRAGMA wal_checkpoint(TRUNCATE)')
  } finally {
    db.close()
  }
}

/** What `status` and `history` read. */
function look(folder: Parameters<typeof openState>[0]): void {
  const state = openState(folder, 'read')
  if (!state.ok) {
    expectWords(state.problems)
    return
  }
  try {
    const { workspace } = state.value
    pastRuns(workspace, 100)
    quarantined(workspace)
    heldPlans(workspace, new Date(), true)
  } catch (error) {
    // The command line says so (exit 8); anything else is a crash.
    const fault = stateFault(error, folder)
    if (fault === null) throw error
    expectWords([fault])
  } finally {
    state.value.workspace.close()
  }
}
