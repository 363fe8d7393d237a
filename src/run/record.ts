import type { Applied } from '../apply/application.ts'
import type { Comparison } from '../compare/compare.ts'
import type { Source } from '../desired/desired-state.ts'
import type { Guarded } from '../guard/guard.ts'
import { settledByApproval } from '../guard/guard.ts'
import type { NonEmpty } from '../model/result.ts'
import { memberEntry } from '../plan/operation.ts'
import type { Policy } from '../plan/policy.ts'
import { retryDelayMs, sourceHash } from '../plan/quarantine.ts'
import type { Problem } from '../problems/problem.ts'
import { readFlat } from '../state/columns.ts'
import { integer, text, type Workspace } from '../state/workspace.ts'
import { type ConfigHashes, joined } from './config-hashes.ts'
import { readMeta, removeMeta, writeMeta } from './meta.ts'

export interface Applying {
  readonly sources: NonEmpty<Source>
  readonly policy: Policy
  readonly comparison: Comparison
  readonly guarded: Guarded
  readonly hashes: ConfigHashes
  readonly applied: Applied
}

/** Stores what a run found and did besides its operations, whose results are stored already. Watermarks move here, after them. */
export function record(run: Applying, workspace: Workspace): void {
  workspace.transaction(() => {
    const shrunken = run.guarded.verdicts.some(
      (verdict) => verdict.verdict === 'held' && verdict.name.endsWith('_shrink')
    )
    refreshKnown(workspace)
    if (run.comparison.serviceRead) recordMembershipsOfAdopted(workspace)
    // Where nothing of the plan could be held there is nothing to approve either: the days of grace begin, and at their end the deletes are held.
    recordDepartures(run, shrunken && run.guarded.heldId !== null, workspace)
    recordQuarantine(run, workspace)
    useUpDecisions(workspace)
    recordHashes(run, workspace)
    if (run.applied.kind === 'finished') {
      recordControllers(run.sources, workspace)
      if (!shrunken) recordBaseline(run.policy.now, workspace)
      if (run.comparison.serviceRead) writeMeta(workspace, 'verified_at', run.policy.now.toISOString())
    }
    // What is not believed is read anew by the next run.
    if (isServiceShrunken(run.guarded) || foundGone(workspace)) removeMeta(workspace, 'verified_at')
    writeMeta(workspace, 'service', run.policy.config.scim.baseUrl.href)
  })
}

/** The service, read whole, lacks more of ours than is believed without a word of the administrator. */
export function isServiceShrunken(guarded: Guarded): boolean {
  return guarded.verdicts.some(({ name, verdict }) => name === 'service_shrink' && verdict === 'held')
}

function foundGone(workspace: Workspace): boolean {
  return workspace.count(`SELECT count(*) FROM operation WHERE error LIKE '{"code":"run.object_gone"%'`) > 0
}

/** Objects that moved in the directory, and paths that are not managed any more: known differently, with nothing to send. */
function refreshKnown(workspace: Workspace): void {
  workspace.exec(`
    UPDATE state.known SET dn = d.dn, domain = d.domain, base = d.base, unseen_since = NULL FROM desired d
      WHERE d.id = known.id AND (known.dn <> d.dn OR known.domain <> d.domain OR known.base <> d.base OR known.unseen_since IS NOT NULL);
    UPDATE state.known SET departed_at = NULL FROM desired d WHERE d.id = known.id AND known.departed_at IS NOT NULL AND known.standing <> 'pending';
    UPDATE state.known SET resource = d.resource, mail_key = d.mail_key FROM desired d
      WHERE d.id = known.id AND known.standing = 'present' AND known.resource <> d.resource AND d.lacking IS NULL
        AND NOT EXISTS (SELECT 1 FROM operation o WHERE o.object_id = d.id) AND NOT EXISTS (SELECT 1 FROM spared s WHERE s.id = d.id)
        AND NOT EXISTS (SELECT 1 FROM object_problem p WHERE p.anchor = d.anchor);
  `)
}

/** Adopted objects come with members, and as members, that need no request: what the service showed of them is known from now on. */
function recordMembershipsOfAdopted(workspace: Workspace): void {
  if (workspace.count(`SELECT count(*) FROM operation WHERE action = 'adopt' AND status <> 'held'`) === 0) return
  workspace.run(
    `INSERT OR IGNORE INTO state.membership SELECT a.group_id, a.member_id FROM actual_member a
     JOIN state.known g ON g.id = a.group_id AND g.standing = 'present' JOIN state.known m ON m.id = a.member_id AND m.standing = 'present'
     WHERE NOT EXISTS (SELECT 1 FROM member_change c WHERE c.group_id = a.group_id AND c.member_id = a.member_id AND c.action = 'remove' AND c.status = 'done')`
  )
}

function recordDepartures(run: Applying, shrunken: boolean, workspace: Workspace): void {
  const now = run.policy.now.toISOString()
  workspace.run(
    `UPDATE state.known SET unseen_since = ? WHERE unseen_since IS NULL AND id IN (SELECT id FROM departure WHERE verdict = 'waits')`,
    now
  )
  if (shrunken) return
  workspace.run(
    `UPDATE state.known SET departed_at = ? WHERE departed_at IS NULL AND standing = 'present' AND id IN (SELECT id FROM departure WHERE verdict = 'departed')`,
    now
  )
}

/** A failed object is tried again at the next run, then at growing distances; what went through or is not planned any more leaves the quarantine. */
function recordQuarantine(run: Applying, workspace: Workspace): void {
  const { now } = run.policy
  const failed = workspace.all(
    `SELECT o.kind, o.anchor, o.name, o.dn, o.error AS problem, d.resource, d.active, d.lacking, min(o.seq) FROM operation o LEFT JOIN desired d ON d.id = o.object_id
     WHERE o.status = 'failed' GROUP BY o.anchor`
  )
  for (const row of failed) {
    const hash =
      row['resource'] === null
        ? ''
        : sourceHash({
            resource: readFlat(text(row, 'resource')),
            active: row['active'] === 1,
            lacking: JSON.parse(row['lacking'] === null ? '[]' : text(row, 'lacking')) as Problem[]
          })
    quarantine(row, hash, now, workspace)
  }
  const kept = workspace.all(
    `SELECT kind, anchor, name, dn, problem, source_hash, min(seq) FROM object_problem p WHERE warning = 0 AND anchor <> ''
       AND NOT EXISTS (SELECT 1 FROM operation o WHERE o.anchor = p.anchor AND o.status = 'failed') GROUP BY anchor`
  )
  for (const row of kept) {
    const before = workspace.get(
      'SELECT retry_at FROM state.quarantine WHERE anchor = ? AND source_hash = ?',
      text(row, 'anchor'),
      text(row, 'source_hash')
    )
    if (before === undefined || Date.parse(text(before, 'retry_at')) <= now.getTime())
      quarantine(row, text(row, 'source_hash'), now, workspace)
  }
  workspace.run(
    `DELETE FROM state.quarantine WHERE NOT EXISTS (SELECT 1 FROM object_problem p WHERE p.anchor = quarantine.anchor)
     AND NOT EXISTS (SELECT 1 FROM operation o WHERE o.anchor = quarantine.anchor AND o.status <> 'done')`
  )
}

function quarantine(row: ReturnType<Workspace['all']>[number], hash: string, now: Date, workspace: Workspace): void {
  const before = workspace.get(
    'SELECT failures FROM state.quarantine WHERE anchor = ? AND source_hash = ?',
    text(row, 'anchor'),
    hash
  )
  const failures = before === undefined ? 1 : integer(before, 'failures') + 1
  const { code } = JSON.parse(text(row, 'problem')) as Problem
  workspace.run(
    `INSERT INTO state.quarantine (anchor, kind, name, dn, problem, source_hash, since, failures, retry_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
     ON CONFLICT (anchor) DO UPDATE SET name = excluded.name, dn = excluded.dn, problem = excluded.problem, source_hash = excluded.source_hash,
       since = CASE WHEN excluded.failures = 1 THEN excluded.since ELSE since END, failures = excluded.failures, retry_at = excluded.retry_at`,
    text(row, 'anchor'),
    text(row, 'kind'),
    text(row, 'name'),
    text(row, 'dn'),
    text(row, 'problem'),
    hash,
    now.toISOString(),
    failures,
    new Date(now.getTime() + retryDelayMs(failures, code)).toISOString()
  )
}

/** An approval is used up by the entry that succeeded; a rejection falls when its entry is not planned any more. */
function useUpDecisions(workspace: Workspace): void {
  if (workspace.count('SELECT count(*) FROM state.decision') === 0) return
  workspace.run(
    `DELETE FROM state.decision WHERE verdict = 'approved' AND entry IN (SELECT entry FROM operation WHERE status = 'done' AND entry IS NOT NULL)`
  )
  for (const row of workspace.all(
    `SELECT group_anchor, member_anchor, action FROM member_change WHERE status = 'done' AND approved = 1`
  )) {
    workspace.run('DELETE FROM state.decision WHERE entry = ?', entryOfMember(row))
  }
  if (workspace.count(`SELECT count(*) FROM state.decision WHERE verdict = 'rejected'`) === 0) return
  // Held ones too: an administrator may have rejected them while this run went on.
  const planned = new Set<string>()
  for (const row of workspace.rows(`SELECT entry FROM operation WHERE entry IS NOT NULL AND status <> 'done'`))
    planned.add(text(row, 'entry'))
  for (const row of workspace.rows(
    `SELECT group_anchor, member_anchor, action FROM member_change WHERE status <> 'done'`
  ))
    planned.add(entryOfMember(row))
  for (const row of workspace.all(`SELECT entry FROM state.decision WHERE verdict = 'rejected'`)) {
    if (!planned.has(text(row, 'entry')))
      workspace.run('DELETE FROM state.decision WHERE entry = ?', text(row, 'entry'))
  }
}

/** The entry of a row of `member_change`. */
export function entryOfMember(row: ReturnType<Workspace['all']>[number]): string {
  return memberEntry(
    text(row, 'group_anchor'),
    text(row, 'member_anchor'),
    text(row, 'action') === 'add' ? 'add' : 'remove'
  )
}

/** A changed scope or mapping is settled when it holds nothing, or when a plan that it held was approved. */
function recordHashes(run: Applying, workspace: Workspace): void {
  const holds = run.guarded.verdicts.some((verdict) => verdict.name === 'config_change' && verdict.verdict === 'held')
  if (
    holds &&
    !settledByApproval(workspace, run.policy.now, joined(run.hashes)) &&
    readMeta(workspace, 'scope_hash') !== null
  )
    return
  writeMeta(workspace, 'scope_hash', run.hashes.scope)
  writeMeta(workspace, 'mapping_hash', run.hashes.mapping)
}

function recordControllers(sources: NonEmpty<Source>, workspace: Workspace): void {
  for (const { name, session } of sources) {
    workspace.run(
      'INSERT INTO state.domain VALUES (?, ?, ?) ON CONFLICT (name) DO UPDATE SET domain_id = excluded.domain_id, invocation_id = excluded.invocation_id',
      name,
      session.controller.domainId,
      session.controller.invocationId
    )
  }
}

function recordBaseline(now: Date, workspace: Workspace): void {
  writeMeta(workspace, 'baseline_at', now.toISOString())
  workspace.exec(`
    DELETE FROM state.baseline;
    INSERT INTO state.baseline SELECT kind, domain, base, count(*) FROM desired GROUP BY kind, domain, base;
  `)
}
