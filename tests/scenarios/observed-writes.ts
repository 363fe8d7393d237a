import type { TestService } from '../support/scenario-service.ts'

/**
 * The requests of a run that were no GET, as `PATCH user taro`, sorted. A POST is given the name of what it made or brought back; one that
 * made nothing is `POST user ?`.
 */
export class ObservedWrites {
  readonly #service: TestService
  readonly #nameOf: (externalId: string) => string
  readonly #before: ReadonlyMap<string, string>
  readonly #liveBefore: ReadonlySet<string>

  /** Begins to watch. */
  constructor(service: TestService, nameOf: (externalId: string) => string) {
    this.#service = service
    this.#nameOf = nameOf
    this.#before = service.externalIds()
    this.#liveBefore = new Set([...live(service, 'users'), ...live(service, 'groups')].map(([id]) => id))
    service.clearWrites()
  }

  inWords(): string[] {
    const after = this.#service.externalIds()
    const made = { Users: this.#made('users'), Groups: this.#made('groups') }
    const words = this.#service.writes().map(({ method, path }) => {
      const [, collection, id = ''] = path.split('/')
      if (collection !== 'Users' && collection !== 'Groups') return `${method} ${path}`
      const externalId = method === 'POST' ? made[collection].pop() : (after.get(id) ?? this.#before.get(id))
      return `${method} ${collection === 'Users' ? 'user' : 'group'} ${externalId === undefined ? '?' : this.#nameOf(externalId)}`
    })
    return words.sort()
  }

  #made(kind: 'users' | 'groups'): string[] {
    return live(this.#service, kind).flatMap(([id, externalId]) => (this.#liveBefore.has(id) ? [] : [externalId]))
  }
}

/** Id and externalId of what is there and not pending deletion. */
function live(service: TestService, kind: 'users' | 'groups'): (readonly [string, string])[] {
  const objects = service.snapshot()[kind]
  return [...service.externalIds()].filter(([, externalId]) => objects.has(externalId))
}
