import type { LoggedSearch } from './log.ts'

/** What goes wrong with the answer to a search. */
export type Deed =
  /** The connection is closed at once. */
  | { readonly do: 'cut' }
  /** Nothing more is said on this connection, which stays open. */
  | { readonly do: 'stall' }
  /** This result in place of the rest; without a control. */
  | { readonly do: 'answer'; readonly code: number; readonly message?: string }
  /** The last page, says the server, though more entries are there. */
  | { readonly do: 'drop_cookie' }
  /** Success without the paged results control. */
  | { readonly do: 'omit_control' }
  | { readonly do: 'skip_page' }
  | { readonly do: 'repeat_page' }
  /** A page without entries, but with a cookie: allowed (RFC 2696), and AD does it. */
  | { readonly do: 'empty_page' }
  /** Later ranges of a ranged attribute start this many values too far. */
  | { readonly do: 'skip_range'; readonly values: number }
  /** These bytes between two messages. */
  | { readonly do: 'garbage'; readonly bytes?: Buffer }
  /** Messages carry an id that nobody asked with. */
  | { readonly do: 'wrong_message_id' }
  /** One entry's message lacks its last bytes. */
  | { readonly do: 'truncate_entry' }
  /** Entries come without these attributes. */
  | { readonly do: 'strip'; readonly attributes: readonly string[] }

export type Fault = Deed & {
  /** Which searches; without it every one but those of the rootDSE. */
  readonly search?: (search: LoggedSearch) => boolean
  /** Only at this page of a paged search, counted from 1. */
  readonly page?: number
  /** Acts when this many entries of the answer were sent; default 0. */
  readonly afterEntries?: number
  /** Acts when this many bytes of the answer were sent (cut and stall). */
  readonly afterBytes?: number
  /** How often; default 1. */
  readonly times?: number
}

/** The faults a test has ordered, each used up by the answers that it spoils. */
export class Faults {
  #ordered: { fault: Fault; left: number }[] = []
  #gate: { readonly opened: Promise<void>; readonly open: () => void } | null = null
  #bindRefusals: { readonly code: number; readonly message: string; left: number }[] = []

  inject(fault: Fault): void {
    this.#ordered.push({ fault, left: fault.times ?? 1 })
  }

  /** The next binds are answered with this code, whatever their password. */
  refuseBind(code: number, message = '', times = 1): void {
    this.#bindRefusals.push({ code, message, left: times })
  }

  clear(): void {
    this.#ordered = []
    this.#bindRefusals = []
    this.resume()
  }

  /** The server takes connections and bytes, but neither answers nor closes anything: as after SIGSTOP. */
  pause(): void {
    if (this.#gate !== null) return
    const { promise, resolve } = Promise.withResolvers<void>()
    this.#gate = { opened: promise, open: resolve }
  }

  resume(): void {
    this.#gate?.open()
    this.#gate = null
  }

  async whileRunning(): Promise<void> {
    while (this.#gate !== null) await this.#gate.opened
  }

  /** The faults of one answer, used up thereby. */
  take(search: LoggedSearch): readonly Fault[] {
    const taken: Fault[] = []
    for (const order of this.#ordered) {
      const { fault } = order
      const chosen = fault.search === undefined ? search.base !== '' : fault.search(search)
      if (order.left === 0 || !chosen || (fault.page !== undefined && fault.page !== search.page)) continue
      order.left--
      taken.push(fault)
    }
    return taken
  }

  takeBindRefusal(): { readonly code: number; readonly message: string } | null {
    const refusal = this.#bindRefusals.find((each) => each.left > 0)
    if (refusal === undefined) return null
    refusal.left--
    return refusal
  }
}
