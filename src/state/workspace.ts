import { DatabaseSync, type SQLInputValue, type SQLOutputValue, type StatementSync } from 'node:sqlite'
import { DamagedRow } from './fault.ts'
import { MIGRATIONS, WORKSPACE } from './schema.ts'

export type Row = Record<string, SQLOutputValue>

/**
 * The run's database: an anonymous one for what was read and planned, with the known state attached as `state`: the file itself, or for a
 * read-only command its private copy, which may be written like the file and vanishes. Memory is bounded by the caches set here, not by the number of rows.
 */
export class Workspace {
  readonly #db: DatabaseSync
  readonly #statements = new Map<string, StatementSync>()
  readonly #atClose: () => void

  private constructor(db: DatabaseSync, atClose: () => void) {
    this.#db = db
    this.#atClose = atClose
  }

  /** @param stateFile path of the database to attach; '' for an empty one of the run's own. */
  static open(stateFile: string, atClose: () => void = () => {}): Workspace {
    const db = new DatabaseSync('')
    try {
      db.exec(
        'PRAGMA main.journal_mode = MEMORY; PRAGMA main.synchronous = OFF; PRAGMA main.cache_size = -16000; PRAGMA temp_store = FILE'
      )
      db.prepare('ATTACH DATABASE ? AS state').run(stateFile)
      db.exec('PRAGMA state.busy_timeout = 5000; PRAGMA state.cache_size = -8000')
      if (stateFile === '') createState(db)
      db.exec(WORKSPACE)
      return new Workspace(db, atClose)
    } catch (error) {
      db.close()
      throw error
    }
  }

  /** The one row, or undefined. */
  get(sql: string, ...values: SQLInputValue[]): Row | undefined {
    return this.#prepare(sql).get(...values)
  }

  /** Streams rows. A statement that is still being read must not be started again: each place has its own text. */
  rows(sql: string, ...values: SQLInputValue[]): IterableIterator<Row> {
    return this.#prepare(sql).iterate(...values) as IterableIterator<Row>
  }

  /** All rows at once: for results that are small by their nature. */
  all(sql: string, ...values: SQLInputValue[]): Row[] {
    return this.#prepare(sql).all(...values)
  }

  /** @returns the number of rows changed. */
  run(sql: string, ...values: SQLInputValue[]): number {
    return Number(this.#prepare(sql).run(...values).changes)
  }

  exec(sql: string): void {
    this.#db.exec(sql)
  }

  /** The first column of the first row as a number; 0 without rows or for NULL. */
  count(sql: string, ...values: SQLInputValue[]): number {
    const row = this.get(sql, ...values)
    return row === undefined ? 0 : Number(Object.values(row)[0] ?? 0)
  }

  /** All or nothing. Not nested. */
  transaction<T>(work: () => T): T {
    this.#db.exec('BEGIN')
    try {
      const value = work()
      this.#db.exec('COMMIT')
      return value
    } catch (error) {
      // On a full disk SQLite has rolled back by itself.
      if (this.#db.isTransaction) this.#db.exec('ROLLBACK')
      throw error
    }
  }

  close(): void {
    this.#statements.clear()
    this.#db.close()
    this.#atClose()
  }

  #prepare(sql: string): StatementSync {
    let statement = this.#statements.get(sql)
    if (statement === undefined) {
      statement = this.#db.prepare(sql)
      this.#statements.set(sql, statement)
    }
    return statement
  }
}

function createState(db: DatabaseSync): void {
  const tables = MIGRATIONS.join('\n').replaceAll(/CREATE (TABLE|INDEX) /g, 'CREATE $1 state.')
  db.exec(tables)
}

/** Columns of a row that the schema declares; anything else in the file is damage, and said so. */
export function text(row: Row, column: string): string {
  const value = row[column]
  if (typeof value !== 'string')
    throw new DamagedRow(`column ${column} holds ${value === null ? 'NULL' : typeof value} where text is due`)
  return value
}

export function textOrNull(row: Row, column: string): string | null {
  return row[column] === null ? null : text(row, column)
}

export function integer(row: Row, column: string): number {
  const value = row[column]
  if (typeof value !== 'number')
    throw new DamagedRow(`column ${column} holds ${value === null ? 'NULL' : typeof value} where a number is due`)
  return value
}
