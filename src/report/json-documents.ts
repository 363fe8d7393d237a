import { z } from 'zod'
import { ACTIONS, KINDS } from '../model/names.ts'
import { REASONS } from '../plan/operation.ts'
import { STATUSES } from './operations.ts'
import { RUN_MODES } from './outcome.ts'

/**
 * The documents that `--json` prints, a schema each. Later versions may add members to any object: readers must let them pass. What is
 * there keeps its name and meaning as long as `schemaVersion` is 1. Times are ISO 8601 in UTC.
 */
const text = z.string()
const number = z.int().min(0)
const time = z.iso.datetime()

const problem = z.object({
  code: text,
  severity: z.enum(['error', 'warning']),
  object: text.nullable(),
  dn: text.nullable(),
  attribute: text.nullable(),
  message: text,
  remedy: text,
  /** Of a configuration file: where in it. */
  file: text.optional(),
  line: number.optional(),
  column: number.optional()
})
export type ProblemDocument = z.infer<typeof problem>

const head = { schemaVersion: z.literal(1), exitCode: number, problems: z.array(problem) }

const groupCounts = {
  read: number,
  inScope: number,
  create: number,
  adopt: number,
  update: number,
  delete: number,
  rekey: number,
  unchanged: number,
  failed: number,
  held: number,
  protected: number,
  quarantined: number,
  orphan: number
}
export const CountsSchema = z.object({
  users: z.object({ ...groupCounts, enable: number, disable: number, restore: number }),
  groups: z.object(groupCounts),
  memberships: z.object({ desired: number, add: number, remove: number, failed: number, held: number })
})

const value = z.union([text, z.boolean(), z.null()])

const operation = z.object({
  id: text,
  kind: z.enum(KINDS),
  action: z.enum(ACTIONS),
  anchor: text,
  externalId: text.nullable(),
  scimId: text.nullable(),
  name: text,
  dn: text,
  reason: z.object({ code: z.enum(REASONS), text }),
  changes: z.array(z.object({ attribute: text, from: value, to: value })),
  members: z.object({ add: z.array(text), remove: z.array(text), addTotal: number, removeTotal: number }),
  heldBy: z.array(text),
  result: z.object({
    status: z.enum(STATUSES),
    attempts: number,
    error: z
      .object({
        code: text,
        message: text,
        remedy: text,
        status: number.nullable(),
        detail: text.nullable(),
        requestId: text.nullable()
      })
      .nullable()
  })
})
export type OperationDocument = z.infer<typeof operation>

const run = {
  runId: text.nullable(),
  planId: text.nullable(),
  heldId: text.nullable(),
  mode: z.enum(RUN_MODES),
  startedAt: time,
  finishedAt: time,
  counts: CountsSchema,
  operations: z.array(operation),
  operationsTotal: number,
  truncated: z.boolean(),
  guards: z.array(
    z.object({
      name: text,
      scope: text,
      actual: number,
      known: number.nullable(),
      limit: number.nullable(),
      verdict: z.enum(['pass', 'held', 'approved', 'off'])
    })
  )
}

const pastRun = z.object({
  runId: text,
  mode: z.enum(RUN_MODES),
  startedAt: time,
  finishedAt: time.nullable(),
  exitCode: number.nullable(),
  counts: CountsSchema.nullable()
})
export type PastRunDocument = z.infer<typeof pastRun>

const heldPlan = z.object({
  heldId: text,
  planId: text,
  since: time,
  approved: z.boolean(),
  rejected: z.boolean(),
  expires: time,
  counts: CountsSchema,
  operations: z.array(operation).optional()
})

const decision = { heldId: text.nullable(), entries: number, expires: time.nullable() }

const scalar = z.union([text, z.number(), z.boolean()])

/** `domain`: of `ad.domains`, whose password it is. Never the value. */
const secret = z.object({
  name: text,
  domain: text.nullable(),
  present: z.boolean(),
  source: text.nullable(),
  expires: time.nullable()
})
const secrets = { secrets: z.array(secret) }

/** By command. */
export const DOCUMENTS = {
  sync: z.object({ ...head, command: z.literal('sync'), ...run }),
  plan: z.object({
    ...head,
    command: z.literal('plan'),
    ...run,
    /** In the file of `--out` alone: every entry of the plan, which `apply` compares with. */
    entries: z.array(text).optional()
  }),
  apply: z.object({ ...head, command: z.literal('apply'), ...run }),
  approve: z.object({ ...head, command: z.literal('approve'), ...decision }),
  reject: z.object({ ...head, command: z.literal('reject'), ...decision }),
  stop: z.object({ ...head, command: z.literal('stop'), stopped: z.enum(['none', 'ended', 'running']) }),
  test: z.object({
    ...head,
    command: z.literal('test'),
    account: text,
    host: text,
    startedAt: time,
    checks: z.array(
      z.object({
        /** Of docs/preflight.md. */
        id: text,
        area: z.enum(['host', 'directory', 'service', 'state']),
        status: z.enum(['pass', 'warn', 'fail', 'skip']),
        /** Which of several (a domain, a server, a base DN); null where there is one alone. */
        object: text.nullable(),
        seen: text,
        expected: text,
        remedy: text.nullable()
      })
    )
  }),
  status: z.object({
    ...head,
    command: z.literal('status'),
    lastRun: pastRun.nullable(),
    held: z.array(heldPlan),
    quarantine: z.array(
      z.object({ kind: z.enum(KINDS), anchor: text, name: text, dn: text, code: text, since: time, retryAt: time })
    ),
    secrets: z.array(secret),
    lock: z.object({ pid: number.nullable(), since: time.nullable() }).nullable()
  }),
  history: z.object({ ...head, command: z.literal('history'), runs: z.array(pastRun) }),
  'secret set': z.object({ ...head, command: z.literal('secret set'), ...secrets }),
  'secret status': z.object({ ...head, command: z.literal('secret status'), ...secrets }),
  'secret clear': z.object({ ...head, command: z.literal('secret clear'), ...secrets }),
  'config check': z.object({ ...head, command: z.literal('config check'), file: text }),
  'config show': z.object({
    ...head,
    command: z.literal('config show'),
    file: text,
    values: z.array(z.object({ key: text, value: z.union([scalar, z.array(scalar)]), origin: text }))
  }),
  'config import': z.object({
    ...head,
    command: z.literal('config import'),
    file: text,
    /** null: standard output */
    out: text.nullable(),
    text,
    set: z.array(z.object({ key: text, value: z.union([text, z.boolean()]) }))
  }),
  'config schema': z.object({ ...head, command: z.literal('config schema'), schema: z.record(text, z.unknown()) })
} as const

export type DocumentedCommand = keyof typeof DOCUMENTS
export type Documents = { readonly [C in DocumentedCommand]: z.infer<(typeof DOCUMENTS)[C]> }

/** Also what every command prints that came to nothing: wrong usage, an unexpected error. Has every other document's head. */
export const HEAD = z.object({ ...head, command: text })
export type HeadDocument = z.infer<typeof HEAD>

/** JSON Schema of what a command prints with `--json`. */
export function documentSchema(command: DocumentedCommand): Record<string, unknown> {
  return { ...z.toJSONSchema(DOCUMENTS[command], { io: 'input' }), title: `dirsync ${command} --json` }
}
