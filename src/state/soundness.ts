import type { DatabaseSync } from 'node:sqlite'
import { ACTIONS, KINDS } from '../model/names.ts'

const GUID = [8, 4, 4, 4, 12].map((length) => '[0-9a-f]'.repeat(length)).join('-')

/** Conditions on a column in SQL; SQLite itself keeps any type in any column. */
const text = (column: string) => `typeof(${column}) = 'text'`
const textOrNull = (column: string) => `typeof(${column}) IN ('text', 'null')`
const integer = (column: string) => `typeof(${column}) = 'integer'`
const flag = (column: string) => `${column} IN (0, 1)`
const guid = (column: string) => `${column} GLOB '${GUID}'`
const time = (column: string) => `${text(column)} AND datetime(${column}) IS NOT NULL`
const json = (type: 'object' | 'array') => (column: string) =>
  `CASE WHEN ${text(column)} AND json_valid(${column}) THEN json_type(${column}) = '${type}' ELSE 0 END`
const coded = (column: string) =>
  `CASE WHEN ${text(column)} AND json_valid(${column}) THEN json_type(${column}, '$.code') = 'text' ELSE 0 END`
const oneOf = (words: readonly string[]) => (column: string) =>
  `${column} IN (${words.map((word) => `'${word}'`).join(', ')})`
const orNull = (condition: (column: string) => string) => (column: string) =>
  `(${column} IS NULL OR (${condition(column)}))`
/** Text that is a time under these keys. */
const metaValue = (column: string) =>
  `${text(column)} AND (key NOT IN ('verified_at', 'planned_at', 'first_load_done', 'baseline_at') OR datetime(${column}) IS NOT NULL)`

const kind = oneOf(KINDS)

const SHAPE: Readonly<Record<string, Readonly<Record<string, (column: string) => string>>>> = {
  meta: { key: text, value: metaValue },
  domain: { name: text, domain_id: textOrNull, invocation_id: textOrNull },
  known: {
    kind,
    anchor: guid,
    domain: text,
    base: text,
    dn: (column) => `${text(column)} AND ${column} <> ''`,
    scim_id: (column) => `${text(column)} AND ${column} <> ''`,
    external_id: textOrNull,
    external_key: textOrNull,
    name: text,
    name_key: text,
    mail_key: textOrNull,
    active: flag,
    resource: json('object'),
    standing: oneOf(['present', 'pending', 'missing']),
    blocked_at_service: flag,
    departed_at: orNull(time),
    unseen_since: orNull(time)
  },
  membership: { group_id: integer, member_id: integer },
  quarantine: {
    anchor: text,
    kind,
    name: text,
    dn: text,
    problem: coded,
    source_hash: text,
    since: time,
    failures: integer,
    retry_at: time
  },
  run: {
    run_id: text,
    mode: oneOf(['normal', 'dry-run', 'recover']),
    started_at: time,
    finished_at: orNull(time),
    exit_code: orNull(integer),
    counts: orNull(json('object')),
    pid: integer,
    sent_through: integer
  },
  journal: {
    run_seq: integer,
    seq: integer,
    kind,
    action: oneOf(ACTIONS),
    object_id: integer,
    anchor: guid,
    domain: text,
    scim_id: textOrNull,
    external_id: textOrNull,
    name: text,
    dn: text,
    guard: textOrNull,
    approved: flag,
    result: textOrNull,
    attempts: integer,
    error: orNull(coded),
    at: orNull(time)
  },
  removal: { at: time, group_id: integer, domain: text, removed: integer },
  held_plan: { held_id: text, plan_id: text, since: time, last_held: time, counts: json('object'), config_hash: text },
  held_entry: { held_id: text, entry: text, seq: integer, guards: json('array'), operation: json('object') },
  decision: {
    entry: json('array'),
    held_id: text,
    verdict: oneOf(['approved', 'rejected']),
    at: time,
    expires: orNull(time)
  },
  baseline: { kind, domain: text, base: text, objects: integer }
}

/** The journal goes back for a year: what is read of it again is the last runs', and what is in doubt. */
const LOOKED_AT: Readonly<Record<string, string>> = {
  journal: `(run_seq IN (SELECT seq FROM run ORDER BY seq DESC LIMIT 10) OR result = 'in_doubt') AND`
}

/**
 * The first row that no run of ours has written so, in a database of the present schema: a sound file with such a row is as damaged as one
 * with a torn page, and is found here rather than in the middle of a run.
 * @returns what is wrong where, or null.
 */
export function unsoundRow(db: DatabaseSync): string | null {
  for (const [table, columns] of Object.entries(SHAPE)) {
    const checks = Object.entries(columns).map(([column, condition]) => ({
      column,
      sound: `ifnull(${condition(column)}, 0)`
    }))
    const column = checks.map((check) => `WHEN NOT (${check.sound}) THEN '${check.column}'`).join(' ')
    const sound = checks.map((check) => check.sound).join(' AND ')
    const row = db
      .prepare(
        `SELECT CASE ${column} END AS found FROM ${table} WHERE ${LOOKED_AT[table] ?? ''} NOT (${sound}) LIMIT 1`
      )
      .get()
    if (row !== undefined) return `a row of its table ${table} has an impossible value in ${String(row['found'])}`
  }
  return null
}
