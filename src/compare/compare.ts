import type { Config } from '../config/config.ts'
import { type Kind, ScimId } from '../model/names.ts'
import { bad, good, type Result } from '../model/result.ts'
import type { Problem } from '../problems/problem.ts'
import type { ScimService } from '../service/service.ts'
import { text, type Workspace } from '../state/workspace.ts'
import { checkGuidRendering, joinRecreated, matchNewcomers } from './newcomers.ts'
import { inspectMembers, inspectOwned } from './owned.ts'
import { readService } from './read-service.ts'
import { findTokenOwner, type TokenOwner } from './token-owner.ts'

export interface Comparison {
  /** Whether the service was read whole in this run; if not, what is known stands for it. */
  readonly serviceRead: boolean
  readonly owner: TokenOwner
}

/**
 * Completes the workspace for planning: what is known, corrected by what the service shows, beside what is desired. Everything that has to
 * be asked of the service before a plan is asked here.
 * @param wholeRead read all of the service; without, one owned object must answer as the proof of the tenant, or it is read all the same.
 * @returns the doubt (exit 6), or the wrong rendering of a GUID (exit 2).
 */
export async function compare(
  config: Config,
  token: string,
  service: ScimService,
  workspace: Workspace,
  wholeRead: boolean
): Promise<Result<Comparison>> {
  const proof = wholeRead ? 'unproven' : await proveTenant(service, workspace)
  if (typeof proof !== 'string') return bad(proof)
  const serviceRead = proof === 'unproven'
  if (serviceRead) {
    const doubt = await readService(service, workspace)
    if (doubt !== null) return bad(doubt)
    // Whom we deleted stays pending deletion though he is listed: whether a service shows such users, and how, is not known.
    workspace.run(
      `UPDATE state.known SET standing = 'present', departed_at = NULL WHERE standing = 'missing'
       AND EXISTS (SELECT 1 FROM service_object s WHERE s.scim_id = known.scim_id AND s.pending = 0)`
    )
    const unclear = await inspectOwned(config, service, workspace)
    if (unclear !== null) return bad(unclear)
    const rendering = checkGuidRendering(config, workspace)
    if (rendering !== null) return bad(rendering)
    matchNewcomers(config, workspace)
    const contradiction = await inspectMembers(service, workspace)
    if (contradiction !== null) return bad(contradiction)
  }
  joinRecreated(workspace)
  const current = serviceRead ? 'main.actual_member' : 'state.membership'
  workspace.exec(`CREATE TEMP VIEW current_member AS SELECT group_id, member_id FROM ${current}`)
  return good({ serviceRead, owner: await findTokenOwner(config, token, service, serviceRead, workspace) })
}

/** All tenants share one URL: that one of our objects is there shows that the token leads to ours. */
async function proveTenant(service: ScimService, workspace: Workspace): Promise<'proven' | 'unproven' | Problem> {
  for (const row of workspace.all(
    `SELECT kind, scim_id FROM state.known WHERE standing = 'present' ORDER BY id LIMIT 3`
  )) {
    const answer = await service.get(text(row, 'kind') as Kind, ScimId.parse(text(row, 'scim_id')))
    if (answer.kind === 'done') return 'proven'
    if (answer.kind !== 'gone' && answer.kind !== 'refused') return answer.problem
  }
  return 'unproven'
}
