import type { RunRequest } from '../../src/run/run.ts'
import { Auditor, type RunRecord } from './auditor.ts'
import { ConsoleHand } from './console-edits.ts'
import { freeNames, tidyDirectory } from './ending.ts'
import { differences } from './equality.ts'
import type { RunStep, Stage, Step } from './history.ts'
import { directoryOfNames } from './identity.ts'
import { Instance, type Ran, type Surroundings } from './instance.ts'
import { everything, type Seen } from './observed-service.ts'
import { orderFaults } from './ordered-faults.ts'
import { relaxed } from './settings.ts'
import { type Truth, truthOf } from './truth.ts'

export interface TheatreSurroundings extends Surroundings {
  readonly clock: { nowMs: number; now(): Date }
}

interface Player {
  readonly instance: Instance
  readonly books: Auditor
  /** Ids of plans that its runs held, the latest last. */
  readonly heldIds: string[]
}

const HOUR_MS = 60 * 60_000
const RUNS_TO_EQUALITY = 2
/** What waits for an hour, for an approval, or for another installation needs one more. */
const RUNS_WITH_WAITING = 4

/** Where the steps of a history are performed, each run audited. */
export class Theatre {
  readonly #around: TheatreSurroundings
  readonly #stage: Stage
  readonly #players: readonly Player[]
  readonly #hand: ConsoleHand
  readonly #byHand = new Set<string>()
  readonly #tally = new Map<string, number>()
  readonly #account: string[] = []

  constructor(around: TheatreSurroundings, stage: Stage) {
    this.#around = around
    this.#stage = stage
    const { service } = around
    this.#hand = new ConsoleHand(service, around.company, this.#byHand, stage.service.pending?.shown !== true)
    this.#players = stage.instances.map((settings, index) => ({
      instance: new Instance(
        `instance-${index + 1}`,
        settings,
        { token: service.tokens[index] ?? '', tokenOwner: `admin-${index + 1}@example.jp` },
        around
      ),
      books: new Auditor(this.#byHand),
      heldIds: []
    }))
  }

  account(): { readonly tally: ReadonlyMap<string, number>; readonly account: readonly string[] } {
    return { tally: this.#tally, account: this.#account }
  }

  /** @returns what must not have happened. */
  async perform(step: Step): Promise<string[]> {
    switch (step.do) {
      case 'directory':
        this.#note(step, this.#around.company.change(step.change))
        return []
      case 'console':
        this.#note(step, this.#hand.edit(step.edit))
        return []
      case 'wait':
        this.#around.clock.nowMs += step.minutes * 60_000
        this.#note(step, true)
        return []
      case 'configure': {
        const player = this.#player(step.instance)
        player.instance.settings = { ...player.instance.settings, ...step.settings }
        this.#note(step, true)
        return []
      }
      case 'decide':
        return this.#decide(step)
      case 'damage': {
        const player = this.#player(step.instance)
        const done = player.instance.damage(step.how)
        if (done) player.books.stateWasDamaged()
        this.#note(step, done)
        return []
      }
      case 'run':
        this.#around.clock.nowMs += 10 * 60_000
        return this.#run(step, this.#player(step.instance))
    }
  }

  /** With the faults gone and the administrators' work done, two runs bring equality, and a third sends nothing. */
  async end(): Promise<string[]> {
    tidyDirectory(this.#around.company)
    for (const { instance } of this.#players) instance.settings = relaxed(instance.settings)
    for (const player of this.#players) this.#approveAll(player)
    return (await this.#converge()) ?? (await this.#runWithNothingToDo())
  }

  /** In turns: what one installation gives up, another may be waiting for. */
  async #converge(): Promise<string[] | null> {
    let wanted = RUNS_TO_EQUALITY
    let unequal: string[] = []
    for (let round = 1; round <= wanted; round++) {
      this.#around.clock.nowMs += 2 * HOUR_MS
      for (const player of this.#players) {
        this.#freeNames()
        const approve = round === 1 ? null : (player.heldIds.at(-1) ?? null)
        player.heldIds.length = 0
        const wrong = await this.#run(this.#wholeRun(player), player, { approve })
        if (wrong.length > 0) return wrong
        if (player.heldIds.length > 0 || this.#players.length > 1) wanted = RUNS_WITH_WAITING
      }
      unequal = this.#players.flatMap((player) => this.#differences(player))
      if (unequal.length === 0) return null
    }
    return unequal
  }

  async #runWithNothingToDo(): Promise<string[]> {
    this.#around.clock.nowMs += (this.#tally.get('runs') ?? 0) % 2 === 0 ? 2 * HOUR_MS : 25 * HOUR_MS
    for (const player of this.#players) {
      const before = this.#around.service.writes().length
      const wrong = await this.#run({ ...this.#wholeRun(player), full: false }, player)
      const more = this.#around.service.writes().slice(before)
      wrong.push(...more.map(({ method, path }) => `the last run still sent ${method} ${path}`))
      if (wrong.length > 0) return wrong
    }
    return []
  }

  #wholeRun(player: Player): RunStep {
    return { do: 'run', instance: this.#players.indexOf(player), mode: 'normal', full: true }
  }

  /** What was rejected is left undone until it is approved. */
  #approveAll({ instance, books }: Player): void {
    const view = instance.view()
    for (const { held_id } of view.plans)
      if (instance.decide(held_id, 'approved') !== null)
        books.approvals.decide(held_id, 'approved', view, this.#around.clock.nowMs)
  }

  #freeNames(): void {
    const truths = this.#players.map(({ instance }) => this.#truth(instance))
    const claimed = new Set(this.#players.flatMap(({ instance }) => [...instance.view().claims.keys()]))
    freeNames(this.#around.service, truths, claimed)
  }

  #differences({ instance, books }: Player): string[] {
    const names = directoryOfNames(this.#around.company)
    return differences(this.#around.service, this.#truth(instance), instance.view(), books, names).map(
      (what) => `${instance.name} does not come to equality: ${what}`
    )
  }

  #decide(step: Extract<Step, { readonly do: 'decide' }>): string[] {
    const { instance, books, heldIds } = this.#player(step.instance)
    const id = step.which === 'last' ? heldIds.at(-1) : heldIds[0]
    if (id === undefined) {
      this.#note(step, false)
      return []
    }
    const view = instance.view()
    const decided = instance.decide(id, step.verdict)
    this.#note(step, decided !== null)
    if (decided === null) return []
    this.#count(`plans ${step.verdict}`)
    books.approvals.decide(decided.heldId, step.verdict, view, this.#around.clock.nowMs)
    return decided.heldId === id ? [] : [`the decision on ${id} was taken as one on ${decided.heldId}`]
  }

  async #run(step: RunStep, player: Player, request: Partial<RunRequest> = {}): Promise<string[]> {
    const { instance, books } = player
    const looked = step.approve === undefined ? null : await this.#lookAtPlan(step, player)
    const { directory, service, company, clock } = this.#around
    const before = instance.view()
    const fingerprint = step.mode === 'dry-run' ? instance.fingerprint() : ''
    const serviceBefore = new Map<string, Seen>(everything(service).map((object) => [object.id, object]))
    const truths: [Truth, ...Truth[]] = [this.#truth(instance)]
    const ordered = orderFaults(step, directory, service, {
      meanwhile: () => {
        if (step.meanwhile !== undefined && company.change(step.meanwhile.change)) truths.push(this.#truth(instance))
      },
      meanwhileAtService: () => {
        if (step.meanwhileAtService === undefined || !this.#hand.edit(step.meanwhileAtService.edit)) return
        for (const object of everything(service)) serviceBefore.set(object.id, object)
      }
    })
    const [requestsBefore, searchesBefore] = [service.log.all().length, directory.log.searches.length]
    const ran = await instance.run({
      killAt: step.killAt ?? null,
      request: { mode: step.mode, full: step.full, ...(looked === null ? {} : { approve: looked.id }), ...request },
      watch: ordered.begin
    })
    // What a killed process had sent already may still be dealt with, and is its own doing, not the next one's.
    if (ran.kind === 'killed') await service.hangUp()
    const hits = ordered.hits()
    ordered.end()
    const record: RunRecord = {
      step,
      ran,
      settings: instance.settings,
      tokenOwner: instance.tokenOwner,
      ownerKnown: instance.settings.namesTokenOwner || (this.#stage.service.me ?? 'owner') === 'owner',
      seesDeleted: this.#stage.directory.seesDeleted,
      now: clock.nowMs,
      truths,
      before,
      after: instance.view(),
      serviceBefore,
      writes: ordered.watch.writes,
      requests: service.log.all().slice(requestsBefore),
      searches: directory.log.searches.slice(searchesBefore),
      names: directoryOfNames(company),
      approvedWith: [...(looked?.entries ?? []), ...this.#entriesOf(request.approve ?? null, before)],
      folderUnchanged: step.mode !== 'dry-run' || instance.fingerprint() === fingerprint
    }
    const wrong = books.audit(record)
    if (service.bugs.length > 0) wrong.push(`the emulator failed: ${String(service.bugs[0])}`)
    this.#hand.putRight(record)
    this.#tell(step, record, hits)
    if (ran.kind === 'ended' && ran.outcome.heldId !== null && step.mode !== 'dry-run')
      player.heldIds.push(ran.outcome.heldId)
    return wrong
  }

  /** As an administrator does before `sync --approve`. */
  async #lookAtPlan(step: RunStep, { instance }: Player): Promise<{ id: string; entries: readonly string[] }> {
    const entries: string[] = []
    const plain = { do: 'run', instance: step.instance, mode: 'dry-run', full: step.full } as const
    const { directory, service } = this.#around
    const quiet = orderFaults(plain, directory, service, { meanwhile: () => {}, meanwhileAtService: () => {} })
    const ran = await instance.run({
      killAt: null,
      request: { mode: 'dry-run', full: step.full },
      watch: quiet.begin,
      entry: (entry) => entries.push(entry)
    })
    quiet.end()
    const outcome = ran.kind === 'ended' ? ran.outcome : null
    const id = step.approve === 'plan' ? outcome?.planId : step.approve === 'held' ? outcome?.heldId : null
    return id === null || id === undefined ? { id: '0'.repeat(32), entries: [] } : { id, entries }
  }

  #entriesOf(heldId: string | null, view: RunRecord['before']): readonly string[] {
    return heldId === null ? [] : [...(view.held.get(heldId)?.keys() ?? [])]
  }

  #truth({ settings }: Instance): Truth {
    const { company, clock } = this.#around
    return truthOf(company, settings, clock.now(), this.#stage.directory.seesDeleted)
  }

  #player(index: number): Player {
    const player = this.#players[index] ?? this.#players[0]
    if (player === undefined) throw new Error('a history has an installation')
    return player
  }

  #note(step: Step, done: boolean): void {
    this.#account.push(`${JSON.stringify(step)}${done ? '' : '  (nothing there)'}`)
  }

  #tell(step: RunStep, record: RunRecord, hits: number): void {
    const { ran, writes } = record
    this.#count('runs')
    this.#count('writes', writes.length)
    this.#count('faults that struck', hits)
    if (ran.kind === 'killed') this.#count('kills')
    else if (ran.kind === 'ended') this.#count(`exit ${ran.outcome.exitCode}`)
    const done = writes.map(({ request, before, after }) => `${request.method} ${before?.name ?? after?.name}`)
    this.#account.push(`${JSON.stringify(step)}\n    ${inWords(ran)}; wrote: ${done.join(', ') || 'nothing'}`)
  }

  #count(what: string, by = 1): void {
    this.#tally.set(what, (this.#tally.get(what) ?? 0) + by)
  }
}

function inWords(ran: Ran): string {
  if (ran.kind === 'killed') return `killed: ${ran.at.replaceAll(/\s+/g, ' ').slice(0, 80)}`
  if (ran.kind === 'crashed') return 'crashed'
  const { outcome } = ran
  const held = outcome.heldId === null ? '' : `, held ${outcome.heldId.slice(0, 8)}`
  return `exit ${outcome.exitCode}${held}: ${[...new Set(outcome.problems.map(({ code }) => code))].join(', ') || 'no problem'}`
}
