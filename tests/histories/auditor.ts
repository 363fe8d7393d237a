import type { LoggedSearch } from '../support/directory/log.ts'
import type { LoggedRequest } from '../support/service/request-log.ts'
import { Approvals, type Deed } from './approvals.ts'
import type { RunStep } from './history.ts'
import { adoptable, type DirectoryOfNames } from './identity.ts'
import type { Ran } from './instance.ts'
import { brokenLimits, type Counted } from './limits.ts'
import type { Seen, Write } from './observed-service.ts'
import { type Settings, scopeAndMapping } from './settings.ts'
import type { StateView } from './state-view.ts'
import type { Truth } from './truth.ts'
import { WriteJudge } from './write-judge.ts'

/** Everything there is to know of one run, but nothing from inside the product besides its own claims. */
export interface RunRecord {
  readonly step: RunStep
  readonly ran: Ran
  readonly settings: Settings
  readonly tokenOwner: string
  /** Whether the service tells the token's owner, or the configuration does. */
  readonly ownerKnown: boolean
  readonly seesDeleted: boolean
  readonly now: number
  /** What the directory held while it was read: at the beginning, and after a change meanwhile. */
  readonly truths: readonly [Truth, ...Truth[]]
  readonly before: StateView
  readonly after: StateView
  readonly serviceBefore: ReadonlyMap<string, Seen>
  readonly writes: readonly Write[]
  readonly requests: readonly LoggedRequest[]
  readonly searches: readonly LoggedSearch[]
  readonly names: DirectoryOfNames
  /** Entries of the plan that was looked at and approved with this run. */
  readonly approvedWith: readonly string[]
  readonly folderUnchanged: boolean
}

/** Keeps the books of one installation, and tells after every run what must not have happened. */
export class Auditor {
  readonly approvals = new Approvals()
  /** Ids of objects that this installation made. */
  readonly made = new Set<string>()
  /** By objectGUID: when a run first read the directory without it in scope. */
  readonly missedSince = new Map<string, number>()
  /** Ids of users disabled, or deleted, by hand at the service. */
  readonly byHand: ReadonlySet<string>
  damaged = false
  readonly #counted: Counted[] = []
  #settled: string | null = null
  #firstLoad = true
  #lost = new Set<string>()
  #invocation: string | null = null
  /** GUIDs that a finished run has already found to be out of scope. */
  readonly #departed = new Set<string>()
  #largestScope = 0

  constructor(byHand: ReadonlySet<string>) {
    this.byHand = byHand
  }

  /** After the state was spoilt: what the product can't know any more isn't held against it. */
  stateWasDamaged(): void {
    this.damaged = true
    this.approvals.clear()
    this.#counted.length = 0
    this.#settled = null
    this.#firstLoad = true
    this.#lost.clear()
    this.#invocation = null
    this.#departed.clear()
  }

  audit(run: RunRecord): string[] {
    const { ran } = run
    if (ran.kind === 'crashed')
      return [
        `the program failed: ${ran.error instanceof Error ? (ran.error.stack ?? ran.error.message) : String(ran.error)}`
      ]
    if (run.step.mode === 'dry-run') return this.#dryRun(run)
    this.#look(run)
    this.approvals.approveOnce(run.approvedWith)
    const judge = new WriteJudge(run, this)
    const wrong = [...this.#reading(run), ...run.writes.flatMap((write) => judge.judge(write)), ...this.#posts(run)]
    wrong.push(
      ...brokenLimits(judge.counted, this.#counted, known(run), run.settings, {
        now: run.now,
        firstLoad: this.#firstLoad
      })
    )
    wrong.push(...this.#configChange(run, judge.counted), ...this.#shrinkage(run))
    wrong.push(...this.#claims(run), ...this.#outcome(run))
    this.#learn(run, judge.counted)
    return wrong
  }

  isFirstLoad(): boolean {
    return this.#firstLoad
  }

  lastInvocation(): string | null {
    return this.#invocation
  }

  #dryRun(run: RunRecord): string[] {
    return [
      ...(run.writes.length > 0 ? ['a dry run wrote at the service'] : []),
      ...(run.folderUnchanged ? [] : ['a dry run changed the data folder'])
    ]
  }

  #look({ truths, now, before }: RunRecord): void {
    for (const { anchor } of before.claims.values()) {
      if (truths.some((truth) => truth.whereabouts(anchor) === 'in_scope')) {
        this.missedSince.delete(anchor)
        this.#departed.delete(anchor)
      } else if (!this.missedSince.has(anchor)) this.missedSince.set(anchor, now)
    }
    for (const { users, groups } of truths) this.#largestScope = Math.max(this.#largestScope, users.size, groups.size)
  }

  /** After any doubt about what was read of the directory, nothing is written. */
  #reading({ ran, searches, writes }: RunRecord): string[] {
    if (ran.kind !== 'ended' || writes.length === 0) return []
    // Whether the container of deleted objects can be listed is a question; every answer is one.
    const doubtful = searches.filter(
      ({ base, code }) => code === null || (code !== 0 && code !== 32 && !base.startsWith('CN=Deleted Objects'))
    )
    return doubtful.map(
      ({ base, code }) => `it wrote although the search below ${base} ended with ${code ?? 'no answer'}`
    )
  }

  /** A creation whose answer was lost is looked up before anything is posted again. */
  #posts(run: RunRecord): string[] {
    const wrong: string[] = []
    for (const request of run.requests) {
      if (request.method === 'GET' && request.processed && isLookUp(request)) this.#lost.clear()
      if (request.method !== 'POST') continue
      const key = `${request.path} ${externalIdOf(request.body)}`
      if (this.#lost.has(key)) wrong.push(`${key} was posted again without a look-up`)
      if (request.status === null || [500, 502, 504].includes(request.status)) this.#lost.add(key)
    }
    return wrong
  }

  /** Under a changed scope or mapping nothing is taken away without an approval, until the change is settled. */
  #configChange(run: RunRecord, counted: readonly Counted[]): string[] {
    if (run.settings.configChange === 'off' || this.#settled === null) return []
    if (this.#settled === scopeAndMapping(run.settings) || this.approvals.coversConfigChange(run.now)) return []
    return counted
      .filter(({ limit, approved }) => !approved && /delete|disable|remove/.test(limit))
      .map(({ deed }) => `${deed} under a changed configuration, without an approval`)
  }

  /** When too much of the directory is gone at once, nothing at all is done. */
  #shrinkage(run: RunRecord): string[] {
    if (run.settings.bases.length > 1 || this.approvals.any || run.writes.length === 0) return []
    for (const kind of ['user', 'group'] as const) {
      const ours = [...run.before.claims.values()].filter(
        (claim) => claim.kind === kind && claim.standing === 'present'
      )
      const gone = ours.filter(
        ({ anchor }) =>
          !this.#departed.has(anchor) && run.truths.every((truth) => truth.whereabouts(anchor) !== 'in_scope')
      )
      const limit = Math.max(5, Math.floor((this.#largestScope * run.settings.sourceShrink) / 100))
      const found = run.truths.map((truth) => (kind === 'user' ? truth.users : truth.groups).size)
      const trips = gone.length > limit || (gone.length > 0 && found.every((size) => size === 0))
      if (trips && this.#settled !== null && found.every((size) => size < ours.length))
        return [`${gone.length} ${kind}s are gone from the directory at once, and it wrote all the same`]
    }
    return []
  }

  /** What is claimed was made here, or taken over by the rules. */
  #claims(run: RunRecord): string[] {
    const wrong: string[] = []
    for (const [id, claim] of run.after.claims) {
      if (run.before.claims.has(id) || this.made.has(id)) continue
      const object = run.serviceBefore.get(id)
      if (object === undefined) wrong.push(`it claims ${claim.kind} ${id}, which is nowhere`)
      else if (!this.mayAdopt(object, run)) wrong.push(`it claims ${claim.kind} ${object.name}, which is not its own`)
    }
    return wrong
  }

  mayAdopt(object: Seen, run: RunRecord): boolean {
    const guid = adoptable(object, run.truths, run.settings)
    if (guid === null) return false
    const { byExternalId, byName } = run.settings.adopt
    const policy = object.externalId === null ? byName : byExternalId
    // With the state lost, what was made under an externalId is claimed again.
    if (policy === 'auto') return true
    return policy === 'plan' && this.approvals.covers(`${object.kind} adopt ${guid}`, run.now)
  }

  #outcome({ ran }: RunRecord): string[] {
    if (ran.kind !== 'ended') return []
    const { outcome } = ran
    const wrong: string[] = []
    if (outcome.exitCode === 1) wrong.push('exit code 1')
    if (outcome.exitCode === 0 && outcome.heldId !== null) wrong.push('exit code 0 although something is held')
    return wrong
  }

  #learn(run: RunRecord, counted: readonly Counted[]): void {
    const { ran } = run
    // The creates of a first load alarm nobody, on that day as little as on the next.
    this.#counted.push(...counted.filter(({ limit }) => !this.#firstLoad || !limit.endsWith('.create')))
    if (ran.kind !== 'ended' || ran.outcome.kind !== 'finished') {
      this.approvals.endOfRun()
      return
    }
    for (const { deed } of counted.filter(({ answered }) => answered)) this.approvals.consume(deed)
    if (ran.outcome.exitCode === 0) this.#firstLoad = false
    const heldByChange = [...(run.after.held.get(ran.outcome.heldId ?? '') ?? [])].some(([, guards]) =>
      guards.includes('config_change')
    )
    if (!heldByChange || this.approvals.coversConfigChange(run.now)) this.#settled = scopeAndMapping(run.settings)
    this.approvals.endOfRun()
    for (const anchor of this.missedSince.keys()) this.#departed.add(anchor)
    this.#invocation = run.truths[0].invocationId
  }
}

export function deedKey(kind: 'user' | 'group', action: string, guid: string): Deed {
  return `${kind} ${action} ${guid}`
}

function known({ before, after, serviceBefore }: RunRecord) {
  const count = (of: (claim: { kind: string; standing: string; active: number }) => boolean) =>
    Math.max(...[before, after].map(({ claims }) => [...claims.values()].filter(of).length))
  return {
    users: count(({ kind, standing }) => kind === 'user' && standing === 'present'),
    activeUsers: count(({ kind, standing, active }) => kind === 'user' && standing === 'present' && active === 1),
    groups: count(({ kind, standing }) => kind === 'group' && standing === 'present'),
    memberships: Math.max(before.memberships, after.memberships),
    membersOf: (id: string) => serviceBefore.get(id)?.members.length ?? 0
  }
}

function isLookUp({ path }: LoggedRequest): boolean {
  return path === '/Users' || path === '/Groups'
}

function externalIdOf(body: unknown): string {
  return typeof body === 'object' && body !== null && 'externalId' in body ? String(body.externalId) : ''
}
