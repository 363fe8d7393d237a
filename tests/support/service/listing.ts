import { type Filter, matches, parseFilter } from './filter.ts'
import type { JsonObject } from './json.ts'
import type { Model } from './model.ts'
import type { IijIdOptions } from './options.ts'
import { projected } from './projection.ts'
import type { Renderer } from './rendering.ts'
import { refusals } from './scim-error.ts'
import type { StoredGroup, StoredUser } from './stored.ts'

/** Names whose texts the service compares with case (RFC 7643 §3.1); all others without. */
const CASE_EXACT: readonly string[] = ['externalid', 'id', 'value', '$ref']

/** A list request: filter, then the page (RFC 7644 §3.4.2). */
export class Listing {
  readonly #model: Model
  readonly #renderer: Renderer
  readonly #options: IijIdOptions

  constructor(model: Model, renderer: Renderer, options: IijIdOptions) {
    this.#model = model
    this.#renderer = renderer
    this.#options = options
  }

  page(endpoint: 'Users' | 'Groups', query: URLSearchParams): JsonObject {
    const found = this.#selected(endpoint, query.get('filter'))
    const { cap = 100, honoursCount = true, rightItemsPerPage = true } = this.#options.paging ?? {}
    const startIndex = Math.max(1, wholeNumber(query.get('startIndex'), 1))
    const count = honoursCount ? Math.min(cap, Math.max(0, wholeNumber(query.get('count'), cap))) : cap
    const page = found.slice(startIndex - 1, startIndex - 1 + count)
    return {
      schemas: ['urn:ietf:params:scim:api:messages:2.0:ListResponse'],
      totalResults: found.length,
      startIndex,
      itemsPerPage: rightItemsPerPage ? page.length : cap,
      Resources: page.map((resource) => projected(this.#renderer.render(resource), query))
    }
  }

  #selected(endpoint: 'Users' | 'Groups', filterText: string | null): readonly (StoredUser | StoredGroup)[] {
    const mode = this.#options.filters ?? 'supported'
    if (filterText === null || mode === 'ignored') return this.#all(endpoint)
    if (mode === 'refused') throw refusals.filter(filterText)
    const filter = parseFilter(filterText)
    const candidates = this.#indexed(endpoint, filter) ?? this.#all(endpoint)
    return candidates.filter((resource) => matches(filter, this.#renderer.render(resource), this.#ignoresCase))
  }

  readonly #ignoresCase = (name: string): boolean => {
    const folded = name.toLowerCase()
    if (folded === 'externalid') return this.#options.exactExternalIdFilter === false
    return !CASE_EXACT.includes(folded)
  }

  #all(endpoint: 'Users' | 'Groups'): readonly (StoredUser | StoredGroup)[] {
    if (endpoint === 'Groups') return this.#model.groups.live.all()
    const live = this.#model.users.live.all()
    return this.#options.pending?.shown ? [...live, ...this.#model.users.pending] : live
  }

  /** The few that can match an `eq` on a unique name; null: all must be looked at. */
  #indexed(endpoint: 'Users' | 'Groups', filter: Filter): (StoredUser | StoredGroup)[] | null {
    if (filter.kind === 'and') return this.#indexed(endpoint, filter.left) ?? this.#indexed(endpoint, filter.right)
    if (filter.kind !== 'compare' || filter.operator !== 'eq' || filter.path.length !== 1) return null
    const { users, groups } = this.#model
    const store = endpoint === 'Users' ? users : groups
    const name = filter.path[0]?.toLowerCase()
    const holder =
      name === 'externalid'
        ? store.externalIds.holderOf(filter.value)
        : name === 'username' && endpoint === 'Users'
          ? users.userNames.holderOf(filter.value)
          : name === 'displayname' && endpoint === 'Groups'
            ? groups.displayNames.holderOf(filter.value)
            : name === 'id'
              ? store.byId.get(String(filter.value))
              : null
    if (holder === null) return null
    if (holder === undefined) return []
    const hidden = holder.kind === 'user' && holder.pendingSince !== null && !this.#options.pending?.shown
    return hidden ? [] : [holder]
  }
}

function wholeNumber(text: string | null, otherwise: number): number {
  if (text === null) return otherwise
  if (!/^-?\d+$/.test(text)) throw refusals.syntax('startIndex and count must be whole numbers')
  return Number(text)
}
