import type { Applied } from '../apply/application.ts'
import { apply } from '../apply/apply.ts'
import { Journal } from '../apply/journal.ts'
import { compare } from '../compare/compare.ts'
import { readDesiredState, type Source } from '../desired/desired-state.ts'
import { type Guarded, guard } from '../guard/guard.ts'
import { bad, good, isNonEmpty, type NonEmpty, type Result } from '../model/result.ts'
import { makePlan, type Plan } from '../plan/plan.ts'
import type { Policy } from '../plan/policy.ts'
import type { Problem } from '../problems/problem.ts'
import type { ScimService } from '../service/service.ts'
import type { OpenedState } from '../state/open-state.ts'
import type { Workspace } from '../state/workspace.ts'
import { hasChanged, hashesOf, joined } from './config-hashes.ts'
import { approveStored, keepApproval } from './decide.ts'
import { settleDoubts } from './doubts.ts'
import { checkDomains, checkService } from './identity.ts'
import { readMeta } from './meta.ts'
import { isServiceShrunken, record } from './record.ts'
import type { RunRequest, World } from './run.ts'
import { entriesOf, staleness } from './stale.ts'

/** What a run came to, before it is put into words; the workspace holds the rest. */
export interface Course {
  readonly read: { readonly user: number; readonly group: number }
  readonly plan: Plan
  readonly guarded: Guarded
  readonly applied: Applied | 'not_applied'
  readonly warnings: readonly Problem[]
}

const VERIFY_AFTER_MS = 24 * 60 * 60_000

/**
 * The one way through: read the directory, compare with what is known, plan, guard, apply, record. A dry run is the same way, cut off before
 * apply. After any doubt nothing is written at the service.
 * @param runSeq of the run's row in the state.
 */
export async function synchronise(
  request: RunRequest,
  world: World,
  state: OpenedState,
  runSeq: number
): Promise<Result<Course>> {
  const opened = await openSources(request, world)
  if (!opened.ok) return opened
  const sources = opened.value
  try {
    return await withSources(request, world, state, runSeq, sources)
  } finally {
    for (const source of sources) await source.session.close()
  }
}

async function withSources(
  request: RunRequest,
  world: World,
  state: OpenedState,
  runSeq: number,
  sources: NonEmpty<Source>
): Promise<Result<Course>> {
  const { config } = request
  const { workspace } = state
  const others = request.confirm ? [] : [...checkDomains(sources, workspace), ...checkService(config, workspace)]
  if (isNonEmpty(others)) return { ok: false, problems: others }

  world.progress({ stage: 'reading' })
  const now = world.now()
  const reading = await readDesiredState(sources, config, workspace, now)
  if (reading.kind === 'incomplete') return { ok: false, problems: reading.problems }

  const token = world.secrets.token()
  if (token === null) return bad({ code: 'run.no_token', object: config.scim.baseUrl.href })
  const service = await world.openService(config, token)
  if (!service.ok) return service
  try {
    world.progress({ stage: 'comparing' })
    const doubts = await settleDoubts(config, service.value, workspace, runSeq, now)
    if (doubts.failure !== null) return bad(doubts.failure)
    const comparison = await compare(config, token, service.value, workspace, readsWhole(request, state, now))
    if (!comparison.ok) return comparison

    world.progress({ stage: 'planning' })
    const policy: Policy = {
      config,
      owner: comparison.value.owner,
      serviceRead: comparison.value.serviceRead,
      full: request.full,
      now
    }
    const plan = makePlan(workspace, policy)
    const storedApproved = request.approve !== null && approveStored(workspace, request.approve, now)
    const hashes = hashesOf(config)
    const guarded = guard(workspace, {
      policy,
      configChanged: hasChanged(hashes, workspace),
      firstLoad: readMeta(workspace, 'first_load_done') === null,
      configHash: joined(hashes),
      approve: request.approve
    })
    const stale = request.expected === null ? null : staleness(request.expected, guarded, workspace)
    if (stale !== null) return bad(stale)
    const refused = storedApproved ? [] : notApproved(request, guarded)
    if (request.expected !== null && isNonEmpty(refused)) return { ok: false, problems: refused }
    if (world.entry !== undefined) for (const entry of entriesOf(workspace)) world.entry(entry)
    const skipped = sources.flatMap(({ session }) => session.warnings)
    const warnings = [...state.warnings, ...skipped, ...doubts.warnings, ...refused]
    const course = { read: reading.read, plan, guarded, warnings }
    if (request.mode === 'dry-run') return good({ ...course, applied: 'not_applied' })

    if (request.approve !== null && guarded.approvedNow) keepApproval(workspace, request.approve, now)
    const applied = await applyPlan(policy, guarded, world, workspace, service.value, runSeq)
    world.progress({ stage: 'recording' })
    record({ sources, policy, comparison: comparison.value, guarded, hashes, applied }, workspace)
    return good({ ...course, applied })
  } finally {
    await service.value.close()
  }
}

function applyPlan(
  policy: Policy,
  guarded: Guarded,
  world: World,
  workspace: Workspace,
  service: ScimService,
  runSeq: number
): Promise<Applied> {
  const application = {
    workspace,
    service,
    policy,
    config: policy.config,
    journal: new Journal(workspace, runSeq),
    keepsDeletedUsers: policy.config.scim.profile === 'iij-id',
    signal: world.signal,
    now: world.now,
    progress: (done: number, total: number) => world.progress({ stage: 'applying', done, total }),
    ...(world.secondLookUpMs === undefined ? {} : { secondLookUpMs: world.secondLookUpMs })
  }
  return apply(application, policy.serviceRead && !isServiceShrunken(guarded))
}

/** All controllers are found and bound before anything is read: one unreadable domain of several stops the run. */
async function openSources(request: RunRequest, world: World): Promise<Result<NonEmpty<Source>>> {
  const sources: Source[] = []
  const problems: Problem[] = []
  for (const domain of request.config.domains) {
    const password = world.secrets.ldapPassword(domain.name)
    if (password === null && domain.server.auth === 'simple') {
      problems.push({
        code: 'run.no_password',
        object: domain.server.user ?? domain.bases[0],
        variable: passwordVariable(domain.name)
      })
      continue
    }
    const opened = await world.openDirectory(domain, password)
    if (opened.ok) sources.push({ name: domain.name ?? 'default', domain, session: opened.value })
    else problems.push(...opened.problems)
  }
  if (isNonEmpty(problems)) {
    for (const source of sources) await source.session.close()
    return { ok: false, problems }
  }
  if (!isNonEmpty(sources)) throw new Error('a configuration without domains came through its schema')
  return good(sources)
}

/** The environment variable of a bind password; of several domains each has its own. */
export function passwordVariable(domain: string | null): string {
  return domain === null
    ? 'DIRSYNC_LDAP_PASSWORD'
    : `DIRSYNC_LDAP_PASSWORD_${domain.toUpperCase().replaceAll(/[^A-Z0-9]/g, '_')}`
}

function readsWhole(request: RunRequest, state: OpenedState, now: Date): boolean {
  if (state.origin !== 'known' || request.full || request.confirm || request.mode === 'recover') return true
  if (request.config.state.verify === 'always') return true
  const verified = readMeta(state.workspace, 'verified_at')
  return verified === null || now.getTime() - Date.parse(verified) >= VERIFY_AFTER_MS
}

function notApproved(request: RunRequest, guarded: Guarded): Problem[] {
  const { approve } = request
  if (approve === null || approve === guarded.planId || approve === guarded.heldId) return []
  return guarded.approvedNow ? [] : [{ code: 'run.not_approved', object: approve }]
}
