import type { IijId } from '../support/service/iij-id.ts'
import type { LoggedRequest } from '../support/service/request-log.ts'
import type { StoredGroup, StoredUser } from '../support/service/stored.ts'

export interface Seen {
  readonly kind: 'user' | 'group'
  readonly id: string
  readonly externalId: string | null
  readonly name: string
  readonly active: boolean
  readonly pending: boolean
  readonly attributes: string
  readonly mail: string | null
  readonly members: readonly string[]
}

/** What one request of the product changed at the service. */
export interface Write {
  readonly request: LoggedRequest
  readonly at: number
  readonly id: string
  readonly before: Seen | null
  readonly after: Seen | null
}

/** Looks at every object that a write reaches, before and after it was processed. */
export class WriteWatch {
  readonly writes: Write[] = []
  readonly #service: IijId
  readonly #before = new Map<number, Map<string, Seen>>()

  constructor(service: IijId) {
    this.#service = service
  }

  onRequest(phase: 'before' | 'after', request: LoggedRequest): void {
    if (request.method === 'GET') return
    if (phase === 'before') {
      this.#before.set(request.number, this.#reach(request))
      return
    }
    const before = this.#before.get(request.number) ?? new Map<string, Seen>()
    const after = this.#reach(request)
    for (const id of new Set([...before.keys(), ...after.keys()])) {
      const was = before.get(id) ?? null
      const is = after.get(id) ?? null
      if (JSON.stringify(was) !== JSON.stringify(is))
        this.writes.push({ request, at: request.at, id, before: was, after: is })
    }
  }

  /** The object that the request names; a POST may reach any. */
  #reach(request: LoggedRequest): Map<string, Seen> {
    const [, , id] = request.path.split('/')
    const found = new Map<string, Seen>()
    for (const seen of id === undefined ? everything(this.#service) : [seenOf(this.#service, id)])
      if (seen !== null) found.set(seen.id, seen)
    return found
  }
}

export function everything(service: IijId): Seen[] {
  const { users, groups } = service.model
  return [...[...users.byId.values()].map(ofUser), ...[...groups.byId.values()].map(ofGroup)]
}

export function seenOf(service: IijId, id: string): Seen | null {
  const user = service.model.users.byId.get(id)
  if (user !== undefined) return ofUser(user)
  const group = service.model.groups.byId.get(id)
  return group === undefined ? null : ofGroup(group)
}

function ofUser(user: StoredUser): Seen {
  const { attributes } = user
  const emails = attributes['emails']
  const first: unknown = Array.isArray(emails) ? emails[0] : null
  const mail = typeof first === 'object' && first !== null && 'value' in first ? first.value : null
  return {
    kind: 'user',
    id: user.id,
    externalId: textOrNull(attributes['externalId']),
    name: String(attributes['userName']),
    active: attributes['active'] === true,
    pending: user.pendingSince !== null,
    attributes: JSON.stringify(attributes),
    mail: textOrNull(mail),
    members: []
  }
}

function ofGroup(group: StoredGroup): Seen {
  return {
    kind: 'group',
    id: group.id,
    externalId: textOrNull(group.attributes['externalId']),
    name: String(group.attributes['displayName']),
    active: true,
    pending: false,
    attributes: JSON.stringify(group.attributes),
    mail: null,
    members: [...group.members]
  }
}

function textOrNull(value: unknown): string | null {
  return typeof value === 'string' ? value : null
}
