/** One request as the service saw it. The bearer token is never kept. */
export interface LoggedRequest {
  readonly number: number
  readonly requestId: string
  /** Epoch milliseconds. */
  readonly at: number
  readonly method: string
  /** Below the base URL, without query: `/Users/…`. */
  readonly path: string
  readonly query: URLSearchParams
  readonly headers: Readonly<Record<string, string | string[] | undefined>>
  /** The parsed JSON, or the text where it is none; undefined without body. */
  readonly body: unknown
  /** What was answered; null when nothing was. */
  status: number | null
  /** Whether the request took effect (or would have been refused) before the answer was lost or sent. */
  processed: boolean
}

export class RequestLog {
  readonly #kept: LoggedRequest[] = []
  readonly #keep: boolean
  total = 0
  totalWrites = 0

  constructor(keep: boolean) {
    this.#keep = keep
  }

  add(request: LoggedRequest): void {
    this.total += 1
    if (request.method !== 'GET') this.totalWrites += 1
    if (this.#keep) this.#kept.push(request)
  }

  all(): readonly LoggedRequest[] {
    return this.#kept
  }

  writes(): LoggedRequest[] {
    return this.#kept.filter((request) => request.method !== 'GET')
  }

  reads(): LoggedRequest[] {
    return this.#kept.filter((request) => request.method === 'GET')
  }

  clear(): void {
    this.#kept.length = 0
    this.total = 0
    this.totalWrites = 0
  }
}
