import type { Problem } from '../problems/problem.ts'
import { type Row, text, textOrNull, type Workspace } from '../state/workspace.ts'
import type { Surroundings } from './decide.ts'
import type { Policy, Protection } from './policy.ts'
import type { Subject } from './subject.ts'

/** Answers of the workspace to what a decision asks about other objects. */
export function surroundingsIn(workspace: Workspace, policy: Policy, isProtected: Protection): Surroundings {
  return {
    clashes(id) {
      const clashes = new Map<string, { value: string; otherDn: string }>()
      for (const row of workspace.all('SELECT attribute, value, other_dn FROM clash WHERE id = ?', id)) {
        clashes.set(text(row, 'attribute'), { value: text(row, 'value'), otherDn: text(row, 'other_dn') })
      }
      return clashes
    },
    obstacle(subject) {
      return (
        waiting(subject, workspace) ??
        pendingDeletion(subject, workspace, policy) ??
        taken(subject, workspace, isProtected)
      )
    }
  }
}

function waiting(subject: Subject, workspace: Workspace): Problem | null {
  if (workspace.count(`SELECT count(*) FROM recreated WHERE new_id = ? AND verdict <> 'departed'`, subject.id) === 0)
    return null
  return { code: 'plan.recreation_waits', object: subject.name ?? subject.dn, dn: subject.dn }
}

/**
 * A user pending deletion whom the service lists holds his names. Where it lists none, only the request itself can tell whether he was
 * purged meanwhile.
 */
function pendingDeletion(subject: Subject, workspace: Workspace, policy: Policy): Problem | null {
  if (subject.kind !== 'user' || policy.config.scim.profile !== 'iij-id') return null
  // Two searches by index; with an OR it would be all of the service for each newcomer.
  const row =
    workspace.get(
      `SELECT scim_id, name, name_key FROM service_object WHERE kind = 'user' AND name_key = ? AND pending = 1 AND external_key IS NOT ? LIMIT 1`,
      subject.nameKey,
      subject.externalKey
    ) ??
    workspace.get(
      `SELECT scim_id, name, name_key FROM service_object WHERE kind = 'user' AND external_key = ? AND pending = 1 AND name_key IS NOT ? LIMIT 1`,
      subject.externalKey,
      subject.nameKey
    )
  if (row === undefined) return null
  const attribute = text(row, 'name_key') === subject.nameKey ? 'userName' : 'externalId'
  return {
    code: 'plan.pending_deletion',
    object: subject.name ?? subject.dn,
    dn: subject.dn,
    attribute,
    name: text(row, 'name'),
    scimId: text(row, 'scim_id')
  }
}

/** What the list of the service shows to be taken by somebody else's object needs no request to be refused. */
function taken(subject: Subject, workspace: Workspace, isProtected: Protection): Problem | null {
  const foreign = 'NOT EXISTS (SELECT 1 FROM state.known k WHERE k.scim_id = s.scim_id)'
  const row =
    workspace.get(
      `SELECT s.* FROM service_object s WHERE s.kind = ? AND s.external_key = ? AND s.pending = 0 AND ${foreign}`,
      subject.kind,
      subject.externalKey
    ) ??
    workspace.get(
      `SELECT s.* FROM service_object s WHERE s.kind = ? AND s.name_key = ? AND s.pending = 0 AND ${foreign}`,
      subject.kind,
      subject.nameKey
    )
  if (row === undefined) return null
  const name = text(row, 'name')
  if (isProtected(subject.kind, { scimId: text(row, 'scim_id'), name, externalId: textOrNull(row, 'external_key') })) {
    return { code: 'plan.protected_match', object: name, dn: subject.dn, scimId: text(row, 'scim_id') }
  }
  return nameTaken(subject, row)
}

function nameTaken(subject: Subject, row: Row): Problem {
  const byExternalId = textOrNull(row, 'external_key') === subject.externalKey
  const namePath = subject.kind === 'user' ? 'userName' : 'displayName'
  return {
    code: 'plan.name_taken',
    object: subject.name ?? subject.dn,
    dn: subject.dn,
    attribute: byExternalId ? 'externalId' : namePath,
    value: (byExternalId ? subject.externalId : subject.name) ?? '',
    otherId: text(row, 'scim_id'),
    otherExternalId: textOrNull(row, 'external_key')
  }
}

/** Objects of the service that are neither ours nor about to become so. */
export interface Orphans {
  readonly user: number
  readonly group: number
  /** Those of them that nobody protects: what an administrator may want to clear away. The token's owner is never among them. */
  readonly loose: { readonly user: number; readonly group: number; readonly examples: readonly string[] }
}

const EXAMPLES = 10

export function orphansIn(workspace: Workspace, isProtected: Protection): Orphans {
  const count = { user: 0, group: 0 }
  const loose = { user: 0, group: 0 }
  const examples: string[] = []
  const rows = workspace.rows(
    `SELECT s.kind, s.scim_id, s.name, s.external_key FROM service_object s WHERE s.pending = 0
     AND NOT EXISTS (SELECT 1 FROM state.known k WHERE k.scim_id = s.scim_id)
     AND s.scim_id NOT IN (SELECT o.scim_id FROM operation o WHERE o.scim_id IS NOT NULL) ORDER BY s.kind DESC, s.name`
  )
  for (const row of rows) {
    const kind = text(row, 'kind') === 'user' ? 'user' : 'group'
    const name = text(row, 'name')
    count[kind]++
    if (isProtected(kind, { scimId: text(row, 'scim_id'), name, externalId: textOrNull(row, 'external_key') })) continue
    loose[kind]++
    if (examples.length < EXAMPLES) examples.push(name)
  }
  return { ...count, loose: { ...loose, examples } }
}
