import type { Action } from '../model/names.ts'
import { type Change, changesBetween, type FlatResource } from '../model/resource.ts'
import type { Problem } from '../problems/problem.ts'
import type { PlannedOperation, ReasonCode } from './operation.ts'
import type { Policy } from './policy.ts'
import type { Known, Subject } from './subject.ts'

/** What the plan makes of one desired object. */
export interface Decision {
  readonly operations: readonly PlannedOperation[]
  /** What keeps it, or a part of it, from the service. */
  readonly problems: readonly Problem[]
}

/** What the decision on a newcomer asks of the other objects. */
export interface Surroundings {
  /** The clashes of this object: path → the value that it doesn't get and the DN of who has it. */
  clashes(id: number): ReadonlyMap<string, { readonly value: string; readonly otherDn: string }>
  /** Why it can't be created, as far as that shows before: its names are taken, or it waits for a departure. */
  obstacle(subject: Subject): Problem | null
}

/** Decides on one object. Protection and quarantine come afterwards: they only take away. */
export function decide(subject: Subject, policy: Policy, surroundings: Surroundings): Decision {
  const clashes = surroundings.clashes(subject.id)
  const problems: Problem[] = [...subject.lacking]
  for (const [attribute, { value, otherDn }] of clashes) {
    const kept = subject.known === null ? null : stringOrNull(subject.known.actual[attribute])
    problems.push({
      code: 'plan.clash',
      object: subject.name ?? subject.dn,
      dn: subject.dn,
      attribute,
      value,
      otherDn,
      keeps: kept
    })
  }
  const desired = without(subject.resource, clashes)
  // What is to be made, or made anew, must be whole; only what is there keeps what it has in place of what it lacks.
  if (problems.length > 0 && subject.known?.standing !== 'present') return { operations: [], problems }
  if (subject.known !== null) return { operations: onKnown(subject, subject.known, desired, policy), problems }
  if (subject.match !== null && adoptable(subject, policy))
    return { operations: adopt(subject, subject.match, desired, policy), problems }
  const obstacle = surroundings.obstacle(subject)
  if (obstacle !== null) return { operations: [], problems: [obstacle] }
  return { operations: [operation(subject, 'create', 'new', null)], problems }
}

function onKnown(subject: Subject, known: Known, desired: FlatResource, policy: Policy): PlannedOperation[] {
  if (known.standing === 'pending') return [operation(subject, restoring(subject, policy), 'returned', null)]
  if (known.standing === 'missing') {
    const heldBy = policy.config.state.drift.missing === 'hold' ? ['drift.missing'] : []
    return [operation(subject, restoring(subject, policy), 'missing_at_service', null, heldBy)]
  }
  const operations: PlannedOperation[] = []
  const recreated = known.anchor !== subject.anchor
  const changes = changesBetween(known.actual, desired)
  if (recreated || changes.length > 0) {
    const rekeys = recreated || changes.some((change) => change.attribute === 'externalId')
    const reason = recreated
      ? 'recreated'
      : rekeys
        ? 'external_id_changed'
        : isDrift(changes, known)
          ? 'drift'
          : 'changed'
    operations.push(operation(subject, rekeys ? 'rekey' : 'update', reason, changes))
  }
  if (!subject.active && known.actuallyActive)
    operations.push(activity(subject, 'disable', 'disabled_in_directory', []))
  if (subject.active && !known.actuallyActive) {
    const blocked = known.active
    const heldBy = blocked && policy.config.state.drift.reenable === 'hold' ? ['drift.reenable'] : []
    operations.push(activity(subject, 'enable', blocked ? 'blocked_at_service' : 'enabled_in_directory', heldBy))
  }
  return operations
}

function adopt(
  subject: Subject,
  match: NonNullable<Subject['match']>,
  desired: FlatResource,
  policy: Policy
): PlannedOperation[] {
  const reason = match.by === 'name' ? 'same_name' : 'same_external_id'
  const approval =
    match.by === 'name'
      ? 'adopt.by_name'
      : policy.config.scim.adopt.byExternalId === 'plan'
        ? 'adopt.by_external_id'
        : null
  const heldBy = approval === null ? [] : [approval]
  const operations = [operation(subject, 'adopt', reason, changesBetween(match.resource, desired), heldBy)]
  if (!subject.active && match.active) operations.push(activity(subject, 'disable', 'disabled_in_directory', heldBy))
  if (subject.active && !match.active) {
    const blocked = policy.config.state.drift.reenable === 'hold' ? ['drift.reenable'] : []
    operations.push(activity(subject, 'enable', 'blocked_at_service', [...heldBy, ...blocked]))
  }
  return operations
}

function adoptable(subject: Subject, policy: Policy): boolean {
  const { byExternalId, byName } = policy.config.scim.adopt
  return subject.match?.by === 'name' ? byName === 'plan' : byExternalId !== 'never'
}

/** A POST brings back a user whom the service keeps; what it doesn't keep is made anew. */
function restoring(subject: Subject, policy: Policy): Action {
  return subject.kind === 'user' && policy.config.scim.profile === 'iij-id' ? 'restore' : 'create'
}

function activity(
  subject: Subject,
  action: 'enable' | 'disable',
  reason: ReasonCode,
  heldBy: readonly string[]
): PlannedOperation {
  const change: Change = { attribute: 'active', from: action === 'disable', to: action === 'enable' }
  return operation(subject, action, reason, [change], heldBy)
}

function operation(
  subject: Subject,
  action: Action,
  reason: ReasonCode,
  changes: readonly Change[] | null,
  heldBy: readonly string[] = []
): PlannedOperation {
  const externalId =
    subject.resource['externalId'] === undefined ? (subject.known?.externalId ?? null) : subject.externalId
  return {
    kind: subject.kind,
    action,
    objectId: subject.id,
    anchor: subject.anchor,
    domain: subject.domain,
    externalId,
    scimId: subject.known?.scimId ?? subject.match?.scimId ?? null,
    name: subject.name ?? subject.known?.name ?? subject.dn,
    dn: subject.dn,
    reason,
    changes,
    renames: (action === 'update' || action === 'rekey') && subject.kind === 'user' && changes?.some(isRename) === true,
    heldBy
  }
}

function isRename(change: Change): boolean {
  return change.attribute === 'userName' || /^emails(\[\d+\])?\.value$/.test(change.attribute)
}

/** The directory did not change; the service did. */
function isDrift(changes: readonly Change[], known: Known): boolean {
  return changes.every((change) => (known.resource[change.attribute] ?? null) === change.to)
}

function without(resource: FlatResource, clashes: ReadonlyMap<string, unknown>): FlatResource {
  if (clashes.size === 0) return resource
  return Object.fromEntries(Object.entries(resource).filter(([path]) => !clashes.has(path)))
}

function stringOrNull(value: unknown): string | null {
  return typeof value === 'string' ? value : null
}
