import { limitsOf } from './generate.ts'
import type { DirectoryChange, Ou, RunStep, Stage, Step } from './history.ts'
import type { Random } from './random.ts'
import { directoryFault, serviceFaults } from './random-faults.ts'
import type { Settings } from './settings.ts'

const EXPIRED = '133800000000000000'
const EXPIRES_LATER = '135500000000000000'

/** Writes the steps of a history. It remembers names alone: whether they are still there shows when the steps are performed. */
export class Drafts {
  readonly #random: Random
  readonly #stage: Stage
  readonly #users: string[] = []
  readonly #groups: string[] = []
  #made = 0

  constructor(random: Random, stage: Stage) {
    this.#random = random
    this.#stage = stage
  }

  beginning(): Step[] {
    const random = this.#random
    const steps: Step[] = []
    const people = random.weighted([
      [5, random.between(2, 6)],
      [3, random.between(6, 14)]
    ] as const)
    for (let i = 0; i < people; i++) steps.push(directory(this.#newUser()))
    for (let i = random.between(0, 4); i > 0; i--) steps.push(directory(this.#newGroup()))
    if (this.#stage.instances.some(({ userFilter }) => userFilter === 'scope_group'))
      for (const of of this.#users)
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
      [1, () => this.#reconfigured()],
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
      steps.push(random.chance(0.75) ? directory(this.#change()) : this.#consoleStep())
    const instance = this.#instance()
    steps.push(random.chance(0.5) ? this.#faultyRun(instance) : this.#plainRun(instance))
    if (random.chance(0.25)) steps.push(this.#decision(instance))
    return steps
  }

  /** Leaves, comes back, leaves again: each approval is good for once. */
  #comesAndGoes(): Step[] {
    const of = this.#user()
    const instance = this.#instance()
    const leaves: DirectoryChange = this.#random.chance(0.6)
      ? { make: 'move', of, to: 'outside' }
      : { make: 'disabling', of }
    const returns: DirectoryChange =
      leaves.make === 'move' ? { make: 'move', of, to: 'sales' } : { make: 'enabling', of }
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
    for (let i = this.#random.between(1, 3); i > 0; i--) steps.push(directory(this.#change()))
    steps.push(this.#faultyRun(instance))
    if (this.#random.chance(0.5)) steps.push(directory(this.#change()))
    steps.push(this.#random.chance(0.3) ? this.#faultyRun(instance) : this.#plainRun(instance))
    return steps
  }

  /** Made by a run that never learns of it, and gone before the next one. */
  #madeAndGone(): Step[] {
    const random = this.#random
    const instance = this.#instance()
    const comes = this.#newUser()
    const of = 'name' in comes ? comes.name : this.#user()
    const post = { on: 'post', nth: 1, times: 1, action: { kind: 'reset', when: 'after' } } as const
    const run: RunStep = { do: 'run', instance, mode: 'normal', full: false }
    return [
      directory(comes),
      random.chance(0.7) ? { ...run, killAt: random.between(6, 16) } : { ...run, serviceFaults: [post] },
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
    const steps: Step[] = [directory(this.#massChange()), this.#plainRun(instance), this.#decision(instance)]
    if (random.chance(0.4)) steps.push(directory(this.#change()))
    if (random.chance(0.2)) steps.push(this.#decision(instance))
    steps.push(random.chance(0.25) ? this.#faultyRun(instance) : this.#plainRun(instance), this.#plainRun(instance))
    return steps
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
      const of = this.#user()
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
    const of = random.chance(0.7) ? this.#user() : this.#group()
    const name = this.#name(of.startsWith('u') ? this.#users : this.#groups, of.slice(0, 1))
    const steps: Step[] = [directory({ make: 'same_again', of, name, otherMail: random.chance(0.25) })]
    if (random.chance(0.3)) steps.unshift(directory({ make: 'removal', of }), this.#plainRun(instance))
    steps.push(random.chance(0.3) ? this.#faultyRun(instance) : this.#plainRun(instance), this.#plainRun(instance))
    return steps
  }

  #damaged(): Step[] {
    const how = this.#random.pick(['gone', 'all_gone', 'cut', 'garbage'] as const)
    const instance = this.#instance()
    return [{ do: 'damage', instance, how }, directory(this.#change()), this.#plainRun(instance)]
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
      [5, () => ({ ...run, killAt: 1 + Math.floor(random.between(0, 30) * (random.chance(0.5) ? 1 : 0.4)) })],
      [4, () => ({ ...run, directoryFault: directoryFault(random) })],
      [5, () => ({ ...run, serviceFaults: serviceFaults(random) })],
      [1, () => ({ ...run, stopAt: random.between(1, 6) })],
      [0.3, () => ({ ...run, bindRefused: random.pick([49, 51, 52, 8]) })],
      [3, () => ({ ...run, meanwhile: { search: random.between(1, 8), change: this.#change() } })],
      [1, () => ({ ...run, meanwhileAtService: { read: random.between(1, 8), edit: this.#edit() } })],
      [1, () => ({ ...run, serviceFaults: serviceFaults(random), killAt: random.between(5, 30) })]
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

  #change(): DirectoryChange {
    const random = this.#random
    const of = this.#user()
    return random.weighted<() => DirectoryChange>([
      [3, () => this.#newUser()],
      [1, () => this.#newGroup()],
      [3, () => ({ make: 'removal', of: random.chance(0.75) ? of : this.#group() })],
      [1, () => ({ make: 'return', of })],
      [0.7, () => ({ make: 'vanishing', of })],
      [4, () => ({ make: 'move', of: random.chance(0.8) ? of : this.#group(), to: this.#ou() })],
      [3, () => ({ make: 'disabling', of })],
      [2, () => ({ make: 'enabling', of })],
      [1.5, () => ({ make: 'value', of, attribute: 'employeeType', value: random.chance(0.6) ? 'excluded' : null })],
      [
        1,
        () => ({
          make: 'value',
          of: this.#group(),
          attribute: 'description',
          value: random.chance(0.6) ? 'excluded' : null
        })
      ],
      [
        1.5,
        () => ({ make: 'value', of, attribute: 'department', value: random.pick(['sales', 'dev', null] as const) })
      ],
      [1, () => ({ make: 'value', of, attribute: 'title', value: random.pick(['chief', 'clerk', null] as const) })],
      [
        0.7,
        () => ({ make: 'value', of, attribute: 'accountExpires', value: random.pick([EXPIRED, EXPIRES_LATER, '0']) })
      ],
      [1.5, () => ({ make: 'value', of, attribute: 'mail', value: this.#mail() })],
      [
        1,
        () => ({
          make: 'rename',
          of: this.#group(),
          cn: `group ${random.pick(this.#groups) ?? 'g'} ${random.pick(['new', 'NEW', ''])}`.trim()
        })
      ],
      [0.7, () => ({ make: 'swap', one: of, other: this.#user() })],
      [
        3,
        () => ({ make: 'member', group: this.#groupOrScope(), of: random.chance(0.8) ? this.#user() : this.#group() })
      ],
      [3, () => ({ make: 'no_member', group: this.#groupOrScope(), of: this.#user() })],
      [0.7, () => ({ make: 'hiding', ou: this.#ou() })],
      [0.7, () => ({ make: 'showing', ou: this.#ou() })],
      [0.4, () => ({ make: 'restored_controller' })],
      [0.7, () => this.#massChange()]
    ])()
  }

  #massChange(): DirectoryChange {
    const random = this.#random
    const ou = random.pick(['sales', 'dev', 'branch'] as const)
    return random.weighted<() => DirectoryChange>([
      [2, () => ({ make: 'exodus', from: ou, to: random.pick(['outside', 'dev', 'branch'] as const) })],
      [1, () => ({ make: 'purge', ou })],
      [1, () => ({ make: 'mass_disabling', ou })],
      [1, () => ({ make: 'hiding', ou })]
    ])()
  }

  #consoleStep(): Step {
    return { do: 'console', edit: this.#edit() }
  }

  #edit(): Extract<Step, { readonly do: 'console' }>['edit'] {
    const random = this.#random
    const of = this.#user()
    return random.weighted<() => Extract<Step, { readonly do: 'console' }>['edit']>([
      [
        2,
        () => ({
          edit: 'foreign_user',
          userName: this.#foreignName(),
          externalIdOf: random.chance(0.4) ? of : null,
          active: random.chance(0.8)
        })
      ],
      [
        1,
        () => ({
          edit: 'foreign_group',
          displayName: random.chance(0.5) ? `group ${this.#group()}` : 'foreign group',
          members: [of]
        })
      ],
      [2, () => ({ edit: 'foreign_member', group: this.#group(), userName: 'foreign@example.jp' })],
      [1.5, () => ({ edit: 'no_member', group: this.#group(), of })],
      [2, () => ({ edit: 'title', of })],
      [2, () => ({ edit: 'disable', of })],
      [1, () => ({ edit: 'enable', of })],
      [2, () => ({ edit: 'delete', of })],
      [0.7, () => ({ edit: 'purge', of })],
      [0.5, () => ({ edit: 'restore', of })],
      [0.7, () => ({ edit: 'rename_group', of: this.#group() })],
      [0.7, () => ({ edit: 'delete_group', of: this.#group() })],
      [0.5, () => ({ edit: 'purge_all' })]
    ])()
  }

  #newUser(): DirectoryChange {
    const random = this.#random
    const name = this.#name(this.#users, 'u')
    const mail = random.chance(0.9) ? `${name}@example.jp` : this.#mail()
    return {
      make: 'user',
      name,
      ou: this.#ou(),
      mail,
      disabled: random.chance(0.15),
      department: random.pick(['sales', 'dev'])
    }
  }

  #newGroup(): DirectoryChange {
    const random = this.#random
    const members = [...this.#users, ...this.#groups].filter(() => random.chance(0.4))
    const name = this.#name(this.#groups, 'g')
    return { make: 'group', name, ou: this.#ou(), cn: `group ${name}`, members }
  }

  #name(list: string[], prefix: string): string {
    const name = `${prefix}${++this.#made}`
    list.push(name)
    return name
  }

  #mail(): string {
    const name = this.#user()
    return this.#random.chance(0.5) ? `${name}@example.jp` : `${name}.${this.#random.pick(['a', 'B'])}@example.com`
  }

  #foreignName(): string {
    return this.#random.chance(0.6) ? 'foreign@example.jp' : `${this.#user()}@example.jp`
  }

  #user(): string {
    return this.#random.pick(this.#users) ?? 'u0'
  }

  #group(): string {
    return this.#random.pick(this.#groups) ?? 'g0'
  }

  #groupOrScope(): string {
    return this.#random.chance(0.2) ? 'scope' : this.#group()
  }

  #instance(): number {
    return this.#random.below(this.#stage.instances.length)
  }

  /** `second` belongs to the second installation: nobody moves from one to the other. */
  #ou(): Ou {
    return this.#random.weighted([
      [4, 'sales'],
      [3, 'dev'],
      [2, 'branch'],
      [2, 'outside']
    ] as const)
  }
}

function directory(change: DirectoryChange): Step {
  return { do: 'directory', change }
}
