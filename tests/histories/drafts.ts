import { Changes, isOfSecond } from './changes.ts'
import { limitsOf } from './generate.ts'
import type { DirectoryChange, RunStep, Stage, Step } from './history.ts'
import type { Random } from './random.ts'
import { anySearch, directoryFault, serviceFaults } from './random-faults.ts'
import type { Settings } from './settings.ts'

/** Writes the steps of a history. */
export class Drafts {
  readonly #random: Random
  readonly #stage: Stage
  readonly #some: Changes

  constructor(random: Random, stage: Stage) {
    this.#random = random
    this.#stage = stage
    this.#some = new Changes(random, stage.instances.length > 1)
  }

  beginning(): Step[] {
    const random = this.#random
    const steps: Step[] = []
    const people = random.weighted([
      [5, random.between(2, 6)],
      [3, random.between(6, 14)]
    ] as const)
    for (let i = 0; i < people; i++) steps.push(directory(this.#some.newUser()))
    for (let i = random.between(0, 4); i > 0; i--) steps.push(directory(this.#some.newGroup()))
    if (this.#stage.instances.some(({ userFilter }) => userFilter === 'scope_group'))
      for (const of of this.#some.users)
        if (random.chance(0.8)) steps.push(directory({ make: 'member', group: 'scope', of }))
    if (random.chance(0.3)) steps.push(this.#consoleStep())
    return steps
  }

  firstRuns(): Step[] {
    const steps: Step[] = []
    if (this.#random.chance(0.15)) steps.push({ ...this.#plainRun(0), mode: 'dry-run' })
    for (const instance of this.#stage.instances.keys())
      steps.push(this.#random.chance(0.3) ? this.#faultyRun(instance) : this.#plainRun(instance))
    return steps
  }

  /** A few changes and a run, or a course of events of which much could go wrong. */
  scene(): Step[] {
    const random = this.#random
    const steps = random.weighted<() => Step[]>([
      [10, () => this.#changesAndRun()],
      [2, () => this.#comesAndGoes()],
      [2, () => this.#doubtAndAgain()],
      [1.5, () => this.#madeAndGone()],
      [1, () => this.#heldAndDecided()],
      [2, () => this.#reconfigured()],
      [1, () => this.#namesake()],
      [1, () => this.#dayByDay()],
      [1, () => this.#madeAgain()],
      [0.5, () => this.#damaged()]
    ])()
    return random.chance(0.4) ? [this.#wait(), ...steps] : steps
  }

  #changesAndRun(): Step[] {
    const random = this.#random
    const steps: Step[] = []
    for (let i = random.between(0, 4); i > 0; i--)
      steps.push(random.chance(0.75) ? directory(this.#some.change()) : this.#consoleStep())
    const instance = this.#instance()
    steps.push(random.chance(0.6) ? this.#faultyRun(instance) : this.#plainRun(instance))
    if (random.chance(0.25)) steps.push(this.#decision(instance))
    return steps
  }

  /** Leaves, comes back, leaves again: each approval is good for once. */
  #comesAndGoes(): Step[] {
    // The first ones are those that may be protected.
    const of = this.#random.chance(0.4) ? this.#random.pick(['u1', 'u2', 'u3']) : this.#some.user()
    const instance = this.#instance()
    const leaves: DirectoryChange = this.#random.chance(0.6)
      ? { make: 'move', of, to: 'outside' }
      : { make: 'disabling', of }
    const returns: DirectoryChange =
      leaves.make === 'move' ? { make: 'move', of, to: isOfSecond(of) ? 'second' : 'sales' } : { make: 'enabling', of }
    const again = (change: DirectoryChange): Step[] => [directory(change), this.#plainRun(instance)]
    return [
      ...again(leaves),
      ...(this.#random.chance(0.7) ? [this.#approval(instance), this.#plainRun(instance)] : []),
      ...again(returns),
      ...again(leaves)
    ]
  }

  /** A run that dies or gets no answers, then one that has to find out. */
  #doubtAndAgain(): Step[] {
    const steps: Step[] = []
    const instance = this.#instance()
    for (let i = this.#random.between(1, 3); i > 0; i--) steps.push(directory(this.#some.change()))
    steps.push(this.#faultyRun(instance))
    if (this.#random.chance(0.5)) steps.push(directory(this.#some.change()))
    steps.push(this.#random.chance(0.3) ? this.#faultyRun(instance) : this.#plainRun(instance))
    return steps
  }

  /** Made by a run that never learns of it, and gone before the next one. */
  #madeAndGone(): Step[] {
    const random = this.#random
    const instance = this.#instance()
    const comes = this.#some.newUser()
    const of = 'name' in comes ? comes.name : this.#some.user()
    const post = { on: 'post', nth: 1, times: 1, action: { kind: 'reset', when: 'after' } } as const
    const run: RunStep = { do: 'run', instance, mode: 'normal', full: false }
    return [
      directory(comes),
      random.chance(0.7) ? { ...run, killAt: random.between(13, 24) } : { ...run, serviceFaults: [post] },
      directory(
        random.pick<DirectoryChange>([
          { make: 'removal', of },
          { make: 'move', of, to: 'outside' }
        ])
      ),
      this.#plainRun(instance)
    ]
  }

  #heldAndDecided(): Step[] {
    const random = this.#random
    const instance = this.#instance()
    const steps: Step[] = [directory(this.#some.massChange()), this.#plainRun(instance), this.#decision(instance)]
    if (random.chance(0.4)) steps.push(directory(this.#some.change()))
    if (random.chance(0.2)) steps.push(this.#decision(instance))
    steps.push(random.chance(0.25) ? this.#faultyRun(instance) : this.#plainRun(instance), this.#plainRun(instance))
    return steps
  }

  /** Somebody of the same name is there already, with or without a claim to be the same. */
  #namesake(): Step[] {
    const instance = this.#instance()
    const comes = this.#some.newUser()
    const name = 'name' in comes ? comes.name : this.#some.user()
    const externalIdOf = this.#random.chance(0.4) ? name : null
    return [
      directory(comes),
      {
        do: 'console',
        edit: { edit: 'foreign_user', userName: `${name}@example.jp`, externalIdOf, active: this.#random.chance(0.8) }
      },
      this.#plainRun(instance),
      ...(this.#random.chance(0.5) ? [this.#decision(instance), this.#plainRun(instance)] : [])
    ]
  }

  #reconfigured(): Step[] {
    const instance = this.#instance()
    const steps: Step[] = [this.#configure(instance), this.#plainRun(instance)]
    if (this.#random.chance(0.6)) steps.push(this.#decision(instance), this.#plainRun(instance))
    return steps
  }

  /** A little every few hours: what is done in a day adds up. */
  #dayByDay(): Step[] {
    const steps: Step[] = []
    const instance = this.#instance()
    for (let i = this.#random.between(2, 4); i > 0; i--) {
      const of = this.#some.user()
      steps.push(
        directory(
          this.#random.pick<DirectoryChange>([
            { make: 'removal', of },
            { make: 'disabling', of },
            { make: 'move', of, to: 'outside' }
          ])
        ),
        this.#random.chance(0.25) ? this.#faultyRun(instance) : this.#plainRun(instance),
        { do: 'wait', minutes: this.#random.pick([60, 300, 700]) }
      )
    }
    return steps
  }

  #madeAgain(): Step[] {
    const instance = this.#instance()
    const random = this.#random
    const of = random.chance(0.7) ? this.#some.user() : this.#some.group()
    const name = this.#some.anew(of)
    const steps: Step[] = [directory({ make: 'same_again', of, name, otherMail: random.chance(0.25) })]
    if (random.chance(0.3)) steps.unshift(directory({ make: 'removal', of }), this.#plainRun(instance))
    steps.push(random.chance(0.3) ? this.#faultyRun(instance) : this.#plainRun(instance), this.#plainRun(instance))
    return steps
  }

  #damaged(): Step[] {
    const how = this.#random.pick(['gone', 'all_gone', 'cut', 'garbage'] as const)
    const instance = this.#instance()
    return [{ do: 'damage', instance, how }, directory(this.#some.change()), this.#plainRun(instance)]
  }

  #plainRun(instance: number): RunStep {
    const random = this.#random
    const mode = random.weighted([
      [12, 'normal'],
      [1, 'dry-run'],
      [1, 'recover']
    ] as const)
    const approve =
      mode === 'normal' && random.chance(0.08) ? random.pick(['plan', 'held', 'other'] as const) : undefined
    return { do: 'run', instance, mode, full: random.chance(0.15), ...(approve === undefined ? {} : { approve }) }
  }

  #faultyRun(instance: number): RunStep {
    const random = this.#random
    const run: RunStep = { do: 'run', instance, mode: 'normal', full: random.chance(0.3) }
    return random.weighted<() => RunStep>([
      [5, () => ({ ...run, killAt: random.chance(0.3) ? random.between(1, 14) : random.between(15, 45) })],
      [6, () => ({ ...run, directoryFault: directoryFault(random) })],
      [5, () => ({ ...run, serviceFaults: serviceFaults(random) })],
      [1, () => ({ ...run, stopAt: random.between(1, 6) })],
      [0.3, () => ({ ...run, bindRefused: random.pick([49, 51, 52, 8]) })],
      [3, () => ({ ...run, meanwhile: { search: anySearch(random), change: this.#some.change() } })],
      [1, () => ({ ...run, meanwhileAtService: { read: random.between(1, 8), edit: this.#some.edit() } })],
      [1, () => ({ ...run, serviceFaults: serviceFaults(random), killAt: random.between(13, 35) })]
    ])()
  }

  #decision(instance: number): Step {
    const random = this.#random
    const verdict = random.chance(0.75) ? 'approved' : 'rejected'
    return { do: 'decide', instance, verdict, which: random.chance(0.8) ? 'last' : 'first' }
  }

  #approval(instance: number): Step {
    return { do: 'decide', instance, verdict: 'approved', which: 'last' }
  }

  #wait(): Step {
    const minutes = this.#random.weighted([
      [3, 120],
      [2, 13 * 60],
      [3, 25 * 60],
      [1, 8 * 24 * 60]
    ] as const)
    return { do: 'wait', minutes }
  }

  #configure(instance: number): Step {
    const random = this.#random
    const first = instance === 0
    const settings = random.pick<() => Partial<Settings>>([
      () => ({ userFilter: random.pick(['none', 'not_excluded', 'sales'] as const) }),
      () => ({ groupFilter: random.pick(['none', 'not_excluded'] as const) }),
      () => (first ? { bases: random.chance(0.5) ? ['company'] : ['company', 'branch'] } : {}),
      () => (first ? { bases: random.chance(0.5) ? ['branch'] : ['company', 'branch'] } : {}),
      () => ({ nestedGroups: random.pick(['flatten', 'keep', 'ignore'] as const) }),
      () => ({ userName: random.pick(['mail', 'account'] as const), withTitle: random.chance(0.5) }),
      () => ({ externalId: random.pick(['objectGUID', 'sAMAccountName'] as const) }),
      () => ({ expires: random.chance(0.5) }),
      () => ({ protectUsers: random.chance(0.5) ? ['u1*'] : [] }),
      () => ({ limits: limitsOf(random) }),
      () => ({ disableFirstDays: random.pick([0, 1, 2]), groupsDeleteAfterDays: random.pick([0, 1]) })
    ])()
    return { do: 'configure', instance, settings }
  }

  #consoleStep(): Step {
    return { do: 'console', edit: this.#some.edit() }
  }

  #instance(): number {
    return this.#random.below(this.#stage.instances.length)
  }
}

function directory(change: DirectoryChange): Step {
  return { do: 'directory', change }
}
