import type { LoggedRequest } from './request-log.ts'
import { seededRandom } from './seeded.ts'

/** What goes wrong. "Before" and "after" are seen from the processing: after it, the change has been made. */
export type FaultAction =
  | {
      readonly kind: 'status'
      readonly status: number
      /** `html`: a proxy's error page; `json`: JSON that is no SCIM message. Default scim. */
      readonly body?: 'scim' | 'html' | 'json' | 'text' | 'empty'
      readonly detail?: string
      /** Seconds, or a date as text. */
      readonly retryAfter?: number | string
      /** true: the request takes effect all the same. */
      readonly processed?: boolean
    }
  | { readonly kind: 'reset'; readonly when: 'before' | 'after' }
  | { readonly kind: 'hang'; readonly when: 'before' | 'after' }
  /** Half of the JSON, under the right length or, with `cut`, the connection ends early. */
  | { readonly kind: 'truncated'; readonly cut?: boolean }
  | { readonly kind: 'content-type'; readonly contentType: string; readonly body?: string }
  /** Goes on until the client hangs up. */
  | { readonly kind: 'endless' }
  | { readonly kind: 'drip'; readonly bytesAtOnce: number; readonly everyMs: number }
  /** Something changes at the service just before this request is processed: a list between two pages, a console edit. */
  | { readonly kind: 'change'; readonly apply: () => void }
  /** The answer's body is replaced by what this makes of it. */
  | { readonly kind: 'rewrite'; readonly rewrite: (body: unknown) => unknown }

export interface FaultRule {
  readonly method?: string
  /** Tested against the path below the base URL, with its query: `/Users?startIndex=101`. */
  readonly path?: RegExp
  readonly when?: (request: LoggedRequest) => boolean
  /** Only the nth request that matches, from 1. */
  readonly nth?: number
  /** The first so many that match. */
  readonly times?: number
  /** 0 to 1, drawn from the seed. */
  readonly probability?: number
  readonly action: FaultAction
}

export interface Fault {
  /** Requests that matched, and those that it was done to. */
  readonly matched: number
  readonly hits: number
  remove(): void
}

interface ActiveFault {
  readonly rule: FaultRule
  matched: number
  hits: number
}

/** Faults on demand; of several that match, the one added first is done. */
export class Faults {
  readonly #active = new Set<ActiveFault>()
  readonly #random: () => number

  constructor(seed: number) {
    this.#random = seededRandom(seed)
  }

  add(rule: FaultRule): Fault {
    const fault: ActiveFault = { rule, matched: 0, hits: 0 }
    this.#active.add(fault)
    return {
      get matched() {
        return fault.matched
      },
      get hits() {
        return fault.hits
      },
      remove: () => {
        this.#active.delete(fault)
      }
    }
  }

  clear(): void {
    this.#active.clear()
  }

  actionFor(request: LoggedRequest): FaultAction | null {
    for (const fault of this.#active) if (this.#strikes(fault, request)) return fault.rule.action
    return null
  }

  #strikes(fault: ActiveFault, request: LoggedRequest): boolean {
    const { method, path, when, nth, times, probability } = fault.rule
    if (method !== undefined && method !== request.method) return false
    if (path !== undefined && !path.test(pathAndQuery(request))) return false
    if (when !== undefined && !when(request)) return false
    fault.matched += 1
    if (nth !== undefined && fault.matched !== nth) return false
    if (times !== undefined && fault.hits >= times) return false
    if (probability !== undefined && this.#random() >= probability) return false
    fault.hits += 1
    return true
  }
}

function pathAndQuery(request: LoggedRequest): string {
  return request.query.size === 0 ? request.path : `${request.path}?${request.query}`
}
