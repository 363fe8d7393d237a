import type { ReportTexts } from './texts.ts'

const VERBS = {
  create: 'Create',
  adopt: 'Adopt',
  update: 'Update',
  enable: 'Enable',
  disable: 'Disable',
  delete: 'Delete',
  restore: 'Restore',
  rekey: 'Re-key'
} as const

const EXIT: Readonly<Record<number, string>> = {
  0: 'all done',
  1: 'an unexpected error, a fault of the program',
  2: 'wrong usage or configuration',
  3: 'done, but some objects failed; all others went through',
  4: 'operations wait for your approval, or the plan is stale; what is held is left undone until then',
  5: 'the directory could not be read; nothing was written, and the next run tries again',
  6: 'the service could not be used or read; what was done is recorded, and the next run tries again',
  7: 'another run is at work; this one did nothing',
  8: 'the state database cannot be used',
  130: 'stopped; the next run goes on from there'
}

export const en: ReportTexts = {
  title: {
    finished: {
      normal: 'Synchronisation',
      'dry-run': 'Plan: this is what a synchronisation would do. Nothing was written.',
      recover: 'Synchronisation (recovery): what is known was rebuilt from the service first'
    },
    stopped: {
      normal: 'Synchronisation, stopped before its end',
      'dry-run': 'Plan, stopped before its end. Nothing was written.',
      recover: 'Synchronisation (recovery), stopped before its end'
    },
    refused: {
      normal: 'Synchronisation: it came to no plan.',
      'dry-run': 'Plan: it came to none. Nothing was written.',
      recover: 'Synchronisation (recovery): it came to no plan.'
    }
  },
  startedAt: (at) => `started ${at}`,
  nothingToDo: 'Nothing to do: the service is as the directory is.',
  operations: (action, kind, count) => `${VERBS[action]} ${count} ${kind}${count === 1 ? '' : 's'}`,
  actions: {
    create: 'create',
    adopt: 'adopt',
    update: 'update',
    enable: 'enable',
    disable: 'disable',
    delete: 'delete',
    restore: 'restore',
    rekey: 're-key'
  },
  kinds: { user: 'user', group: 'group' },
  statuses: {
    planned: 'planned',
    done: 'done',
    failed: 'failed',
    held: 'held',
    skipped: 'left undone',
    in_doubt: 'in doubt'
  },
  heldHeading: (entries) => `Held for approval: ${entries} ${entries === 1 ? 'entry' : 'entries'}`,
  failedHeading: (count) => `Failed: ${count} ${count === 1 ? 'operation' : 'operations'}`,
  skippedHeading: (count) => `Left undone: ${count} ${count === 1 ? 'operation' : 'operations'}`,
  guard: (name, scope, { actual, known, limit, verdict }) =>
    `${name}${scope === 'all' ? '' : ` (${scope})`}: ${actual}${known === null ? '' : ` of ${known}`}${limit === null ? '' : `, the limit is ${limit}`}${verdict === 'approved' ? ', approved' : ''}`,
  approveWith: 'If they are right, approve exactly these:',
  ownerUnknown:
    'The owner of the access token is not known and might be among these users: no approval lifts this. Set iid.scim.token_owner to the userName of the administrator who issued the token.',
  moreOperations: (count) => `… and ${count} more; --operations FILE writes all of them to a file`,
  moreMembers: (count) => `… and ${count} more`,
  empty: '(empty)',
  problems: { error: 'error', warning: 'warning' },
  counters: {
    read: 'read',
    inScope: 'in scope',
    create: 'create',
    adopt: 'adopt',
    update: 'update',
    enable: 'enable',
    disable: 'disable',
    delete: 'delete',
    restore: 'restore',
    rekey: 're-key',
    add: 'add',
    remove: 'remove',
    unchanged: 'unchanged',
    failed: 'failed',
    held: 'held',
    protected: 'protected',
    quarantined: 'in quarantine',
    orphan: 'only at the service'
  },
  objects: { users: 'users', groups: 'groups', memberships: 'memberships' },
  exit: (code) => `Exit code ${code}: ${EXIT[code] ?? '?'}.`,
  approve: (heldId, entries, expires) =>
    `Approved: ${entries} entries of ${heldId}. The next runs may do them${expires === null ? '' : `, until ${expires}`}.`,
  reject: (heldId, entries) =>
    `Rejected: ${entries} entries of ${heldId}. Each is left undone, without further warning, until it is approved or no longer planned.`,
  stopped: {
    none: 'No run was at work.',
    ended: 'The run has ended; what it did is recorded.',
    running:
      'The run was asked to end and goes on; it ends after the requests that are under way. `dirsync status` shows when it has.'
  },
  configSound: (file) => `${file} has no errors.`,
  configImported: (file) =>
    `${file} was written. secret.yml is not read: store the secrets with \`dirsync secret set token\` and \`dirsync secret set ldap-password\`, then look at \`dirsync config check\`.`,
  noRun: 'There has been no run yet.',
  status: {
    lastRun: 'Last run',
    running: 'At work',
    held: 'Held',
    quarantine: 'Quarantine',
    secrets: 'Secrets',
    nothing: 'nothing'
  },
  secretPrompt: (name) => `${name} (not shown): `,
  secretAbsent: 'none',
  secretExpires: (at) => `expires ${at}`,
  runningSince: (pid, since) =>
    `a run${pid === null ? '' : `, process ${pid}`}${since === null ? '' : `, since ${since}`}`,
  goesOn: 'at work',
  killed: 'killed',
  heldPlan: (state, since, until) =>
    state === 'waits'
      ? `waits for an approval since ${since}, until ${until}`
      : state === 'approved'
        ? `held since ${since}; approved until ${until}`
        : `held since ${since}; rejected`,
  quarantined: (code, since, retryAt) => `${code} since ${since}; tried again by itself at ${retryAt}`,
  history: {
    started: 'started',
    ended: 'ended',
    mode: 'mode',
    exit: 'exit code',
    users: 'users',
    groups: 'groups',
    memberships: 'memberships'
  }
}
