import { expect } from 'vitest'
import { severityOf } from '../../src/problems/problem.ts'
import type { Outcome, RunRequest } from '../../src/run/run.ts'
import { type Product, startProduct } from '../support/product/product.ts'
import type { TestDirectory } from '../support/scenario-directory.ts'
import type { TestService } from '../support/scenario-service.ts'
import { comparable, deedsOf, expectedDeeds } from './compared.ts'
import { ATTRIBUTES, filters, NO_LIMITS } from './config.ts'
import { ObservedWrites } from './observed-writes.ts'
import { expectedByDirectory } from './oracle.ts'
import { StagedDirectory } from './staged-directory.ts'
import type { Consequence, Step } from './step.ts'

/** The codes of what is told as an error, not as a warning. */
export function errorsOf(outcome: Outcome): string[] {
  return outcome.problems.filter((problem) => severityOf(problem) === 'error').map((problem) => problem.code)
}

export interface ScenarioOptions {
  readonly directory: TestDirectory
  readonly service: TestService
  readonly nestedGroups?: 'flatten' | 'keep' | 'ignore'
  /** Sections of config.yml after `ad` and `iid`; default: no limits. */
  readonly more?: string
}

const MINUTE_MS = 60_000
const HOUR_MS = 60 * MINUTE_MS

/** A directory, a service and the product between them, with a clock of its own. */
export class Scenario {
  readonly staged: StagedDirectory
  readonly service: TestService
  readonly #options: ScenarioOptions
  #product: Product | null = null
  #nowMs = Date.UTC(2026, 0, 5)
  #pending = new Set<string>()

  constructor(options: ScenarioOptions) {
    this.#options = options
    this.staged = new StagedDirectory(options.directory)
    this.service = options.service
  }

  /** The product of this scenario; its scope is the OU `company`. */
  get product(): Product {
    this.#product ??= startProduct({
      directory: this.#options.directory.connection,
      baseDn: this.staged.dn('company').replaceAll("'", "''"),
      service: this.service,
      ldap: filters(this.#options.nestedGroups),
      scim: `profile: ${this.service.profile}`,
      attribute: ATTRIBUTES,
      more: this.#options.more ?? NO_LIMITS,
      now: () => new Date(this.#nowMs)
    })
    return this.#product
  }

  /** As `change`; then a second run has to have nothing to do. */
  async follow(step: Step): Promise<void> {
    await this.change(step)
    await this.expectNothingToDo(this.#consequenceOf(step))
  }

  /** Makes the change, runs, and holds everything against what is expected. */
  async change(step: Step): Promise<void> {
    await step.change(this.staged)
    this.#nowMs += (step.hoursLater ?? 2) * HOUR_MS
    await this.expectRun(this.#consequenceOf(step))
  }

  #consequenceOf(step: Step): Consequence {
    return this.service.profile === 'generic' ? (step.followsWhereDeletesAreFinal ?? step.follows) : step.follows
  }

  async run(request: Partial<RunRequest> = {}): Promise<Outcome> {
    return this.product.run(request)
  }

  wait(hours: number): void {
    this.#nowMs += hours * HOUR_MS
  }

  nameOf = (externalId: string): string => this.staged.nameOf(externalId)

  async expectRun(follows: Consequence, request: Partial<RunRequest> = {}): Promise<void> {
    const usersBefore = [...this.service.snapshot().users.keys()]
    const writes = new ObservedWrites(this.service, this.nameOf)
    const outcome = await this.run(request)
    const written = writes.inWords()
    expect({
      exitCode: outcome.exitCode,
      problems: errorsOf(outcome),
      writes: follows.retried === true ? [...new Set(written)] : written,
      deeds: deedsOf(outcome.counts)
    }).toEqual({
      exitCode: follows.exitCode ?? 0,
      problems: follows.problems ?? [],
      writes: [...follows.writes].sort(),
      deeds: expectedDeeds(follows, outcome.counts)
    })
    await this.expectServiceAsDirectory(follows, usersBefore)
  }

  async expectNothingToDo(follows: Pick<Consequence, 'although' | 'triedAgain'> = {}): Promise<void> {
    this.#nowMs += 5 * MINUTE_MS
    const writes = new ObservedWrites(this.service, this.nameOf)
    const outcome = await this.run()
    expect({ writes: writes.inWords(), errors: errorsOf(outcome), exitCode: outcome.exitCode }).toEqual({
      writes: follows.triedAgain ?? [],
      errors: [],
      exitCode: 0
    })
    // Without a write the service is what it was a moment ago.
    if (follows.triedAgain !== undefined) await this.expectServiceAsDirectory(follows, [])
  }

  /** @param usersBefore externalIds of those who were there before the run: who is not any more is pending deletion where the service knows that. */
  async expectServiceAsDirectory(
    follows: Pick<Consequence, 'although' | 'gone'>,
    usersBefore: readonly string[]
  ): Promise<void> {
    const expected = await expectedByDirectory(this.staged.directory, {
      base: this.staged.dn('company'),
      nestedGroups: this.#options.nestedGroups ?? 'flatten',
      now: new Date(this.#nowMs)
    })
    follows.although?.(expected, (name) => this.staged.guidOf(name))
    const snapshot = this.service.snapshot()
    expect(comparable(snapshot, this.nameOf)).toEqual(comparable(expected, this.nameOf))
    if (this.service.profile === 'generic') return
    for (const user of usersBefore) this.#pending.add(user)
    for (const user of this.#pending)
      if (expected.users.has(user) || follows.gone?.includes(this.nameOf(user)) === true) this.#pending.delete(user)
    expect([...snapshot.pending.keys()].map(this.nameOf).sort()).toEqual([...this.#pending].map(this.nameOf).sort())
  }

  async close(): Promise<void> {
    this.#product?.close()
    await this.#options.directory.close()
    await this.service.close()
  }
}
