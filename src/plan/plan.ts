import { createHash } from 'node:crypto'
import { KINDS, type Kind } from '../model/names.ts'
import { type Problem, severityOf } from '../problems/problem.ts'
import { text, type Workspace } from '../state/workspace.ts'
import { findClashes } from './clashes.ts'
import { decide } from './decide.ts'
import { departing } from './departing.ts'
import { membershipOnly, planMembers } from './members.ts'
import { type Orphans, orphansIn, surroundingsIn } from './obstacles.ts'
import { entryOf, memberEntry, type PlannedOperation } from './operation.ts'
import { compileProtection, type Policy, type Protection } from './policy.ts'
import { quarantineOf, sourceHash } from './quarantine.ts'
import { differingSubjects, type Subject } from './subject.ts'

export interface Plan {
  /** Objects of the service that are neither ours nor become so; null where the service was not read. */
  readonly orphans: Orphans | null
}

/**
 * Compares what is desired with what is known and leaves in the workspace `operation`, `member_change` and `object_problem`. Pure: it reads
 * nothing but the workspace, knows no clock, and the same content in any order gives the same plan. Operations are numbered in the order in
 * which they may be sent: users, groups, then what goes away.
 */
export function makePlan(workspace: Workspace, policy: Policy): Plan {
  const isProtected = compileProtection(policy)
  findClashes(workspace)
  for (const kind of KINDS) workspace.transaction(() => planKind(kind, workspace, policy, isProtected))
  planMembers(workspace, isProtected)
  workspace.transaction(() => {
    for (const operation of membershipOnly(workspace)) addOperation(operation, workspace, null)
  })
  for (const kind of ['group', 'user'] as const)
    workspace.transaction(() => planDepartures(kind, workspace, policy, isProtected))
  return { orphans: policy.serviceRead ? orphansIn(workspace, isProtected) : null }
}

function planKind(kind: Kind, workspace: Workspace, policy: Policy, isProtected: Protection): void {
  const surroundings = surroundingsIn(workspace, policy, isProtected)
  for (const subject of differingSubjects(kind, workspace)) {
    const decision = decide(subject, policy, surroundings)
    if (decision.operations.length === 0 && decision.problems.length === 0) continue
    if (spared(subject, isProtected)) {
      if (decision.operations.length > 0) workspace.run('INSERT OR IGNORE INTO spared VALUES (?, ?)', subject.id, kind)
      continue
    }
    const hash = sourceHash(subject)
    const quarantine = quarantineOf(subject.anchor, hash, policy.now, workspace)
    for (const problem of decision.problems)
      addProblem(subject, problem, hash, quarantine.kind === 'quarantined', workspace)
    const waits = quarantine.kind === 'quarantined' && !quarantine.due && !policy.full && decision.problems.length === 0
    if (waits) addProblem(subject, JSON.parse(quarantine.problem) as Problem, hash, true, workspace)
    for (const operation of decision.operations) {
      // Nothing delays a disable: whatever else of the object fails, the account is blocked.
      if (!waits || operation.action === 'disable') addOperation(operation, workspace, subject.resource)
    }
  }
}

function planDepartures(kind: Kind, workspace: Workspace, policy: Policy, isProtected: Protection): void {
  for (const item of departing(kind, policy, workspace)) {
    if ('code' in item) {
      const dn = 'dn' in item ? item.dn : ''
      addProblem({ kind, anchor: '', name: dn, dn }, item, '', false, workspace)
    } else if (isProtected(kind, item)) workspace.run('INSERT OR IGNORE INTO spared VALUES (?, ?)', item.objectId, kind)
    else addOperation(item, workspace, null)
  }
}

/** Protected by the names that it has at the service; by those that it would get only where it has none yet. */
function spared(subject: Subject, isProtected: Protection): boolean {
  const { known, match } = subject
  if (known !== null) return isProtected(subject.kind, known)
  if (match === null)
    return isProtected(subject.kind, { scimId: null, name: subject.name, externalId: subject.externalId })
  const name = match.resource[subject.kind === 'user' ? 'userName' : 'displayName']
  const externalId = match.resource['externalId']
  return isProtected(subject.kind, {
    scimId: match.scimId,
    name: typeof name === 'string' ? name : null,
    externalId: typeof externalId === 'string' ? externalId : null
  })
}

function addOperation(
  operation: PlannedOperation,
  workspace: Workspace,
  resource: Readonly<Record<string, unknown>> | null
): void {
  const to =
    operation.changes === null
      ? Object.entries(resource ?? {})
      : operation.changes.map((change) => [change.attribute, change.to] as const)
  const carriesMembersOnly = operation.kind === 'group' && operation.action === 'update' && to.length === 0
  workspace.run(
    `INSERT INTO operation (kind, action, object_id, anchor, domain, external_id, scim_id, name, dn, reason, changes, renames, entry, kept_guards)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    operation.kind,
    operation.action,
    operation.objectId,
    operation.anchor,
    operation.domain,
    operation.externalId,
    operation.scimId,
    operation.name,
    operation.dn,
    operation.reason,
    operation.changes === null ? null : JSON.stringify(operation.changes),
    operation.renames ? 1 : 0,
    carriesMembersOnly ? null : entryOf(operation, to),
    operation.heldBy.length === 0 ? null : JSON.stringify(operation.heldBy)
  )
}

function addProblem(
  subject: Pick<Subject, 'kind' | 'anchor' | 'name' | 'dn'>,
  problem: Problem,
  hash: string,
  repeated: boolean,
  workspace: Workspace
): void {
  workspace.run(
    'INSERT INTO object_problem (kind, anchor, name, dn, problem, source_hash, repeated, warning) VALUES (?, ?, ?, ?, ?, ?, ?, ?)',
    subject.kind,
    subject.anchor,
    subject.name ?? subject.dn,
    subject.dn,
    JSON.stringify(problem),
    hash,
    repeated ? 1 : 0,
    severityOf(problem) === 'warning' ? 1 : 0
  )
}

/** The hash over the sorted entries of everything that is not skipped. */
export function planIdOf(workspace: Workspace, only: 'all' | 'held' = 'all'): string {
  const which = only === 'all' ? `status <> 'skipped'` : `status = 'held'`
  const hash = createHash('sha256')
  for (const row of workspace.rows(`SELECT entry FROM operation WHERE entry IS NOT NULL AND ${which} ORDER BY entry`))
    hash.update(`${text(row, 'entry')}\n`)
  const members = workspace.rows(
    `SELECT group_anchor, member_anchor, action FROM member_change WHERE ${which} ORDER BY group_anchor, member_anchor`
  )
  for (const row of members) {
    hash.update(
      `${memberEntry(text(row, 'group_anchor'), text(row, 'member_anchor'), text(row, 'action') === 'add' ? 'add' : 'remove')}\n`
    )
  }
  return hash.digest('hex').slice(0, 32)
}
