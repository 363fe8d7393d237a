export type EventLevel = 'error' | 'warn' | 'info'

interface EventKind {
  /** Never used again for anything else. */
  readonly id: number
  readonly level: EventLevel
  readonly when: string
  readonly remedy: string
}

/** Every event that is ever written, with its id: docs/events.md is made of it. A run's id is 100 and its exit code; 130 is itself. */
export const EVENTS = {
  run_done: { id: 100, level: 'info', when: 'A run ended: all done (exit code 0).', remedy: 'Nothing.' },
  run_unexpected: {
    id: 101,
    level: 'error',
    when: 'A run ended by a fault of the program (exit code 1).',
    remedy:
      'Report it, with logs/dirsync.log, which has the stack. The next run goes on from there; if each ends so: `Disable-DirSync`.'
  },
  run_configuration: {
    id: 102,
    level: 'error',
    when: 'A run did not begin: wrong configuration, or a file that others could have changed (exit code 2).',
    remedy:
      'Correct what the entry names; `dirsync config check` shows all faults of config.yml with their places. Until then no run can begin; accounts stay as they are.'
  },
  run_some_failed: {
    id: 103,
    level: 'warn',
    when: 'A run ended, but some objects failed (exit code 3).',
    remedy:
      'See the entries 200 and 12808 beside it: each names an object, its cause and its cure. All others went through.'
  },
  run_held: {
    id: 104,
    level: 'warn',
    when: 'A run ended, but a guard holds operations for approval, or a plan was stale (exit code 4).',
    remedy:
      'Look at `dirsync status --held` (Get-DirSyncPlan), then `dirsync approve` or `dirsync reject` (Approve-DirSyncPlan, Deny-DirSyncPlan). What is held is left undone until then; all else went through.'
  },
  run_directory: {
    id: 105,
    level: 'error',
    when: 'The directory could not be reached or not be read completely; nothing was written (exit code 5).',
    remedy:
      'The next run tries again. If it stays, see what the entry names; `dirsync test --only directory` (Test-DirSyncConnection -Only directory) looks closer.'
  },
  run_service: {
    id: 106,
    level: 'error',
    when: 'The service could not be reached, refused the token, or could not be read completely (exit code 6).',
    remedy:
      'What was done is recorded, and the next run tries again. If it stays, see what the entry names; `dirsync test --only service` (Test-DirSyncConnection -Only service) looks closer.'
  },
  run_locked: {
    id: 107,
    level: 'warn',
    when: 'A run did not begin, since another one goes on (exit code 7).',
    remedy:
      'Nothing, if it happens rarely; else see by `dirsync history` (Get-DirSyncHistory) how long runs take, and let the task start less often.'
  },
  run_state: {
    id: 108,
    level: 'error',
    when: "The state is damaged, not writable, of a newer version, or another domain's or service's (exit code 8).",
    remedy:
      'Do what the entry says; `dirsync test --only state` looks closer. Never delete the state: it says which accounts are managed.'
  },
  run_stopped: {
    id: 130,
    level: 'warn',
    when: 'A run was stopped by a person or by its time limit (exit code 130); what was done is recorded.',
    remedy: 'Nothing: the next run goes on from there.'
  },
  object_failed: {
    id: 200,
    level: 'warn',
    when: 'An object could not be carried, for another reason than an error response of the service.',
    remedy: 'Do what the entry says. All other objects went through, and this one is tried again by itself.'
  },
  more_objects_failed: {
    id: 201,
    level: 'warn',
    when: 'More than 100 objects failed in one run: this is the number of the others.',
    remedy:
      'logs/dirsync.log names up to 1,000 of them. So many often have one cause: cure the first ones, then see the next run.'
  },
  token_expires: {
    id: 210,
    level: 'warn',
    when: 'The access token expires within 30 days. Until then nothing is affected.',
    remedy:
      'Issue a new one in the IIJ ID Console (My Menu > Access Token Management) and store it: `dirsync secret set token --verify` (Set-DirSyncSecret).'
  },
  token_expired: {
    id: 211,
    level: 'error',
    when: 'The access token has expired: nothing is synchronised any more.',
    remedy:
      'Issue a new one in the IIJ ID Console (My Menu > Access Token Management) and store it: `dirsync secret set token --verify` (Set-DirSyncSecret).'
  },
  scim_response_error: {
    id: 12808,
    level: 'warn',
    when: "The service refused an object's request: `SCIM response error.`, with `[Overview]` and `[Detail]` as the vendor's tool writes it.",
    remedy: 'Do what the entry says. All other objects went through, and this one is tried again by itself.'
  }
} as const satisfies Record<string, EventKind>

export type EventName = keyof typeof EVENTS

const OF_EXIT_CODES: Readonly<Record<number, EventName>> = {
  0: 'run_done',
  1: 'run_unexpected',
  2: 'run_configuration',
  3: 'run_some_failed',
  4: 'run_held',
  5: 'run_directory',
  6: 'run_service',
  7: 'run_locked',
  8: 'run_state',
  130: 'run_stopped'
}

export function runEventName(exitCode: number): EventName {
  return OF_EXIT_CODES[exitCode] ?? 'run_unexpected'
}

/** docs/events.md. */
export function eventsDocument(): string {
  const rows = Object.values<EventKind>(EVENTS).map(
    ({ id, level, when, remedy }) => `| ${id} | ${LEVELS[level]} | ${when} | ${remedy} |`
  )
  return `# Events

<!-- Made from src/report/event-log-catalogue.ts; \`npm test -- tests/report/event-log.test.ts -u\` makes it anew. -->

A run that is no dry run puts one entry into the event log when it ends, and one for each object that failed, 100 at most; the token's expiry has
an entry of its own. Nothing else writes there. An id keeps its meaning for ever.

- Windows: log *Application*, source *DirSync*, which the installation registers. An entry has at most 31,000 characters.
- Linux: standard error, each line with a priority as journald reads it (\`<3>\` error, \`<4>\` warning, \`<6>\` information), unless standard error is a
  terminal. \`journalctl -u dirsync -p warning\` shows what needs a look.
- \`log.loglevel\` says from which level on; the log file \`logs/dirsync.log\` in the data folder has the same entries, one JSON a line, with up to a
  thousand objects that failed (\`--operations FILE\` writes all), and is renewed as \`log.file\` says.

| id | level | when | what to do |
|---|---|---|---|
${rows.join('\n')}

Event 12808 looks like this:

\`\`\`
SCIM response error.

[Overview]
service.user_name_taken: …
CN=Sato Taro,OU=Sales,DC=example,DC=local
…

[Detail]
{"schemas":["urn:ietf:params:scim:api:messages:2.0:Error"],"detail":"userName has already been taken","status":"409"}
\`\`\`
`
}

const LEVELS = { error: 'error', warn: 'warning', info: 'information' } as const
