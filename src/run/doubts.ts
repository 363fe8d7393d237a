import { nowDeleted } from '../apply/known-state.ts'
import { findCreated } from '../apply/look-up.ts'
import type { Config } from '../config/config.ts'
import { guidToBytes } from '../directory/guid.ts'
import { managedPaths } from '../mapping/managed-paths.ts'
import { type Action, Guid, type Kind, nameKey, ScimId } from '../model/names.ts'
import { canonical } from '../model/resource.ts'
import type { Problem } from '../problems/problem.ts'
import { flatten } from '../service/flat.ts'
import type { ScimService, ServiceObject } from '../service/service.ts'
import { readFlat } from '../state/columns.ts'
import { integer, type Row, text, textOrNull, type Workspace } from '../state/workspace.ts'

export interface Settlement {
  readonly warnings: readonly Problem[]
  /** The service did not answer: the run ends. */
  readonly failure: Problem | null
}

/**
 * Settles what earlier runs left in doubt: operations of a run that was killed, sent or about to be, and requests whose answer was lost.
 * Each is looked up at the service, and what is known is corrected by what is there; then the run plans as ever: nothing is done twice,
 * nothing is lost. The desired state has been read before.
 */
export async function settleDoubts(
  config: Config,
  service: ScimService,
  workspace: Workspace,
  runSeq: number,
  now: Date
): Promise<Settlement> {
  const killed = workspace.get(
    'SELECT started_at FROM state.run WHERE finished_at IS NULL AND seq <> ? ORDER BY seq DESC LIMIT 1',
    runSeq
  )
  const doubts = workspace.all(
    `SELECT j.* FROM state.journal j WHERE j.result = 'in_doubt' AND j.run_seq <> ?1
     UNION ALL SELECT j.* FROM state.run r CROSS JOIN state.journal j ON j.run_seq = r.seq
       WHERE r.finished_at IS NULL AND r.seq <> ?1 AND j.result IS NULL AND j.seq <= r.sent_through ORDER BY run_seq, seq`,
    runSeq
  )
  let settled = 0
  for (const doubt of doubts) {
    const failure = await settle(doubt, { config, service, workspace, now })
    if (failure !== null) return { warnings: [], failure }
    settled++
  }
  workspace.run(
    `UPDATE state.journal SET result = 'not_sent' WHERE result IS NULL AND run_seq IN (SELECT seq FROM state.run WHERE finished_at IS NULL AND seq <> ?)`,
    runSeq
  )
  workspace.run(
    'UPDATE state.run SET finished_at = ? WHERE finished_at IS NULL AND seq <> ?',
    now.toISOString(),
    runSeq
  )
  if (killed === undefined) return { warnings: [], failure: null }
  const startedAt = text(killed, 'started_at')
  return {
    warnings: [{ code: 'run.previous_killed', object: 'dirsync', startedAt, inDoubt: doubts.length, settled }],
    failure: null
  }
}

interface Settling {
  readonly config: Config
  readonly service: ScimService
  readonly workspace: Workspace
  readonly now: Date
}

/** @returns why it can't be settled now: the doubt stays. */
async function settle(doubt: Row, settling: Settling): Promise<Problem | null> {
  const makes = text(doubt, 'action') === 'create' || textOrNull(doubt, 'scim_id') === null
  const found = makes ? await settleCreation(doubt, settling) : await settleChange(doubt, settling)
  if (typeof found !== 'string') return found
  settling.workspace.run(
    'UPDATE state.journal SET result = ?, at = coalesce(at, ?) WHERE run_seq = ? AND seq = ?',
    found,
    settling.now.toISOString(),
    integer(doubt, 'run_seq'),
    integer(doubt, 'seq')
  )
  return null
}

/** `done`: it was processed, and counts in the guards' window as any other. */
type Found = 'found_done' | 'looked_up'

async function settleCreation(doubt: Row, settling: Settling): Promise<Found | Problem> {
  const kind = text(doubt, 'kind') as Kind
  const names = { kind, externalId: textOrNull(doubt, 'external_id'), name: text(doubt, 'name') }
  const found = await findCreated(names, settling)
  if (found.kind === 'unclear') return found.problem
  if (found.kind === 'absent') return 'looked_up'
  claim(doubt, kind, found.object, settling.config, settling.workspace)
  return 'found_done'
}

async function settleChange(doubt: Row, { config, service, workspace, now }: Settling): Promise<Found | Problem> {
  const kind = text(doubt, 'kind') as Kind
  const action = text(doubt, 'action') as Action
  const id = ScimId.parse(text(doubt, 'scim_id'))
  const answer = await service.get(kind, id)
  if (answer.kind !== 'done' && answer.kind !== 'gone') return answer.problem
  const live = answer.kind === 'done' && !answer.value.pendingDeletion ? answer.value : null
  if (live === null) {
    const known = workspace.get('SELECT id FROM state.known WHERE scim_id = ?', id)
    if (action !== 'delete') return 'looked_up'
    if (known !== undefined)
      nowDeleted(workspace, integer(known, 'id'), kind === 'user' && config.scim.profile === 'iij-id', now)
    return 'found_done'
  }
  refresh(doubt, kind, live, config, workspace)
  return action === 'restore' || (action === 'disable' && !live.active) ? 'found_done' : 'looked_up'
}

/** Our own creation, whose answer never reached us. */
function claim(doubt: Row, kind: Kind, object: ServiceObject, config: Config, workspace: Workspace): void {
  const anchor = text(doubt, 'anchor')
  const desired = workspace.get(
    'SELECT id, base, dn, domain, resource, mail_key FROM desired WHERE guid = ?',
    guidToBytes(Guid.parse(anchor))
  )
  const id =
    desired === undefined
      ? 1 + Math.max(workspace.count('SELECT max(id) FROM state.known'), workspace.count('SELECT max(id) FROM desired'))
      : integer(desired, 'id')
  const resource = flatten(
    object,
    managedPaths(config.mapping[kind]),
    null,
    desired === undefined ? null : readFlat(text(desired, 'resource'))
  )
  const mail = resource['emails.value']
  workspace.run(
    `INSERT OR IGNORE INTO state.known (id, kind, anchor, domain, base, dn, scim_id, external_id, external_key, name, name_key, mail_key, active, resource)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    id,
    kind,
    anchor,
    text(doubt, 'domain'),
    desired === undefined ? '' : text(desired, 'base'),
    text(doubt, 'dn'),
    object.id,
    object.externalId,
    object.externalId === null ? null : nameKey(object.externalId),
    object.name,
    nameKey(object.name),
    typeof mail === 'string' ? nameKey(mail) : null,
    object.active ? 1 : 0,
    canonical(resource)
  )
  refreshMembers(id, object, workspace)
}

function refresh(doubt: Row, kind: Kind, object: ServiceObject, config: Config, workspace: Workspace): void {
  const known = workspace.get('SELECT id, resource, active FROM state.known WHERE scim_id = ?', object.id)
  if (known === undefined) {
    claim(doubt, kind, object, config, workspace)
    return
  }
  const id = integer(known, 'id')
  // Disabled there, and not by what is in doubt: somebody did it on purpose, perhaps.
  const blocked = !object.active && known['active'] === 1 && text(doubt, 'action') !== 'disable'
  const before = readFlat(text(known, 'resource'))
  const desired = workspace.get('SELECT resource FROM desired WHERE id = ?', id)
  const seen = flatten(
    object,
    managedPaths(config.mapping[kind]),
    before,
    desired === undefined ? null : readFlat(text(desired, 'resource'))
  )
  workspace.run(
    `UPDATE state.known SET resource = ?, active = ?, blocked_at_service = ?, name = ?, name_key = ?, external_id = ?, external_key = ?, standing = 'present' WHERE id = ?`,
    canonical({ ...before, ...seen }),
    object.active || blocked ? 1 : 0,
    blocked ? 1 : 0,
    object.name,
    nameKey(object.name),
    object.externalId,
    object.externalId === null ? null : nameKey(object.externalId),
    id
  )
  refreshMembers(id, object, workspace)
}

function refreshMembers(groupId: number, object: ServiceObject, workspace: Workspace): void {
  workspace.transaction(() => {
    workspace.run('DELETE FROM state.membership WHERE group_id = ?', groupId)
    for (const member of object.members) {
      workspace.run(
        'INSERT OR IGNORE INTO state.membership SELECT ?, id FROM state.known WHERE scim_id = ?',
        groupId,
        member
      )
    }
  })
}
