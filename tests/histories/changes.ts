import type { ConsoleEdit, DirectoryChange, Ou } from './history.ts'
import type { Random } from './random.ts'

const EXPIRED = '133800000000000000'
const EXPIRES_LATER = '135500000000000000'

/** Draws single changes of the directory and edits at the service. It remembers names alone: whether they are still there shows later. */
export class Changes {
  readonly users: string[] = []
  readonly groups: string[] = []
  readonly #random: Random
  /** Whether there is a second installation, with people of its own. */
  readonly #two: boolean
  #made = 0

  constructor(random: Random, two: boolean) {
    this.#random = random
    this.#two = two
  }

  change(): DirectoryChange {
    const random = this.#random
    const of = this.user()
    return random.weighted<() => DirectoryChange>([
      [3, () => this.newUser()],
      [1, () => this.newGroup()],
      [3, () => ({ make: 'removal', of: random.chance(0.75) ? of : this.group() })],
      [1, () => ({ make: 'return', of })],
      [0.7, () => ({ make: 'vanishing', of })],
      [4, () => this.#move(random.chance(0.8) ? of : this.group())],
      [3, () => ({ make: 'disabling', of })],
      [2, () => ({ make: 'enabling', of })],
      [1.5, () => ({ make: 'value', of, attribute: 'employeeType', value: random.chance(0.6) ? 'excluded' : null })],
      [
        1,
        () => ({
          make: 'value',
          of: this.group(),
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
      [1.5, () => ({ make: 'value', of, attribute: 'mail', value: this.#mail(of) })],
      [
        1,
        () => {
          const group = this.group()
          const cn = `group ${this.#like(group)} ${random.pick(['new', 'NEW', ''])}`.trim()
          return { make: 'rename', of: group, cn }
        }
      ],
      [0.7, () => ({ make: 'swap', one: of, other: this.#like(of) })],
      [3, () => ({ make: 'member', group: this.#groupOrScope(), of: random.chance(0.8) ? this.user() : this.group() })],
      [3, () => ({ make: 'no_member', group: this.#groupOrScope(), of: this.user() })],
      [0.7, () => ({ make: 'hiding', ou: this.#ou('u') })],
      [0.7, () => ({ make: 'showing', ou: this.#ou('u') })],
      [0.4, () => ({ make: 'restored_controller' })],
      [0.7, () => this.massChange()]
    ])()
  }

  massChange(): DirectoryChange {
    const random = this.#random
    const ou = random.pick(['sales', 'dev', 'branch'] as const)
    return random.weighted<() => DirectoryChange>([
      [2, () => ({ make: 'exodus', from: ou, to: random.pick(['outside', 'dev', 'branch'] as const) })],
      [1, () => ({ make: 'purge', ou })],
      [1, () => ({ make: 'mass_disabling', ou })],
      [1, () => ({ make: 'hiding', ou })]
    ])()
  }

  edit(): ConsoleEdit {
    const random = this.#random
    const of = this.user()
    return random.weighted<() => ConsoleEdit>([
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
          displayName: random.chance(0.5) ? `group ${this.group()}` : 'foreign group',
          members: [of]
        })
      ],
      [2, () => ({ edit: 'foreign_member', group: this.group(), userName: 'foreign@example.jp' })],
      [1.5, () => ({ edit: 'no_member', group: this.group(), of })],
      [2, () => ({ edit: 'title', of })],
      [2, () => ({ edit: 'disable', of })],
      [1, () => ({ edit: 'enable', of })],
      [2, () => ({ edit: 'delete', of })],
      [0.7, () => ({ edit: 'purge', of })],
      [0.5, () => ({ edit: 'restore', of })],
      [0.7, () => ({ edit: 'rename_group', of: this.group() })],
      [0.7, () => ({ edit: 'delete_group', of: this.group() })],
      [0.5, () => ({ edit: 'purge_all' })]
    ])()
  }

  newUser(): DirectoryChange {
    const random = this.#random
    const name = this.#name(this.users, this.#ofSecond() ? 'v' : 'u')
    const mail = random.chance(0.9) ? `${name}@example.jp` : this.#mail(name)
    return {
      make: 'user',
      name,
      ou: this.#ou(name),
      mail,
      disabled: random.chance(0.15),
      department: random.pick(['sales', 'dev'])
    }
  }

  newGroup(): DirectoryChange {
    const random = this.#random
    const members = [...this.users, ...this.groups].filter(() => random.chance(0.4))
    const name = this.#name(this.groups, this.#ofSecond() ? 'h' : 'g')
    return { make: 'group', name, ou: this.#ou(name), cn: `group ${name}`, members }
  }

  #name(list: string[], prefix: string): string {
    const name = `${prefix}${++this.#made}`
    list.push(name)
    return name
  }

  /** Somebody's, of the same installation: two could not swap their names without each other. */
  #mail(of: string): string {
    const name = this.#like(of)
    return this.#random.chance(0.5) ? `${name}@example.jp` : `${name}.${this.#random.pick(['a', 'B'])}@example.com`
  }

  #foreignName(): string {
    return this.#random.chance(0.6) ? 'foreign@example.jp' : `${this.user()}@example.jp`
  }

  user(): string {
    return this.#random.pick(this.users) ?? 'u0'
  }

  group(): string {
    return this.#random.pick(this.groups) ?? 'g0'
  }

  #groupOrScope(): string {
    return this.#random.chance(0.2) ? 'scope' : this.group()
  }

  /** `second` belongs to the second installation: nobody moves from one to the other. */
  #ou(name: string): Ou {
    if (isOfSecond(name)) return this.#random.chance(0.7) ? 'second' : 'outside'
    return this.#random.weighted([
      [4, 'sales'],
      [3, 'dev'],
      [2, 'branch'],
      [2, 'outside']
    ] as const)
  }

  #ofSecond(): boolean {
    return this.#two && this.#random.chance(0.35)
  }

  #move(of: string): DirectoryChange {
    return { make: 'move', of, to: this.#ou(of) }
  }

  /** One of the same kind and installation. */
  #like(name: string): string {
    const prefix = name.slice(0, 1)
    return this.#random.pick([...this.users, ...this.groups].filter((each) => each.startsWith(prefix))) ?? name
  }

  /** Another name for somebody who is made again. */
  anew(of: string): string {
    return this.#name(/^[uv]/.test(of) ? this.users : this.groups, of.slice(0, 1))
  }
}

/** By their names: people `u…` and groups `g…` of the first installation, `v…` and `h…` of the second. */
export function isOfSecond(name: string): boolean {
  return /^[vh]/.test(name)
}
