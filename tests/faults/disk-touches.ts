import fs from 'node:fs'
import { syncBuiltinESMExports } from 'node:module'
import { DatabaseSync, StatementSync } from 'node:sqlite'

/**
 * Loaded into the program by `--import`: writes down every call with which it changes what is on the disk, and kills the process in front of
 * the one whose number DIRSYNC_TEST_KILL_AT says, as SIGKILL does it from outside: nothing of the program runs after it.
 */
const log = process.env['DIRSYNC_TEST_TOUCHES'] ?? ''
const killAt = Number(process.env['DIRSYNC_TEST_KILL_AT'] ?? 0)
const original = { ...fs }
let touches = 0
let within = false

function touch(what: string): void {
  // Some of these calls make others of them, and so does the line that is written here.
  if (within) return
  touches += 1
  within = true
  if (log !== '') original.appendFileSync(log, `${touches} ${what.replaceAll(/\s+/g, ' ').slice(0, 120)}\n`)
  within = false
  if (touches === killAt) process.kill(process.pid, 'SIGKILL')
}

/** Statements inside of a transaction reach the disk with its COMMIT. */
const LASTING = /\b(COMMIT|VACUUM|PRAGMA state\.(wal_checkpoint|journal_mode)|BEGIN EXCLUSIVE)\b/

const { exec } = DatabaseSync.prototype
DatabaseSync.prototype.exec = function (sql) {
  if (LASTING.test(sql)) touch(sql)
  exec.call(this, sql)
}
const { run } = StatementSync.prototype
StatementSync.prototype.run = function (this: StatementSync, ...values: Parameters<typeof run>) {
  const sql = this.sourceSQL
  if (/\b(INSERT|UPDATE|DELETE)\b.*\bstate\.(run|meta)\b|VACUUM/s.test(sql)) touch(sql)
  return run.apply(this, values)
} as typeof run

const CALLS = ['mkdirSync', 'writeFileSync', 'renameSync', 'copyFileSync', 'openSync', 'rmSync'] as const
for (const name of CALLS) {
  const call: (...args: never[]) => unknown = original[name]
  Reflect.set(fs, name, (...args: never[]) => {
    if (name !== 'openSync' || (args[1] !== undefined && args[1] !== 'r')) touch(`${name} ${String(args[0])}`)
    return call(...args)
  })
}
syncBuiltinESMExports()
