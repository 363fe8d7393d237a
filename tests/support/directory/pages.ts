import { pagedResponse } from './controls.ts'
import type { Fault } from './faults.ts'
import { type Outcome, SUCCESS } from './messages.ts'
import type { DirectoryObject } from './object.ts'

/** The rest of a paged search: its entries were fixed when the first page was asked for. */
export interface Pages {
  readonly objects: readonly DirectoryObject[]
  readonly references: readonly string[]
  /** The request's bytes: a cookie belongs to the search that it came from. */
  readonly raw: Buffer
  /** More were found than the client's size limit allows. */
  readonly limited: boolean
  position: number
  pagesSent: number
}

export type CookieUse =
  | { readonly kind: 'first' }
  | { readonly kind: 'next'; readonly pages: Pages }
  | { readonly kind: 'unknown' }

/** What an entry is made from. */
export type Shown = DirectoryObject | 'rootDse'

/** A part of an answer that goes out as one. */
export interface Page {
  readonly objects: readonly Shown[]
  readonly references: readonly string[]
  readonly outcome: Outcome
  readonly controls: Buffer | null
}

export const SIZE_LIMIT_EXCEEDED: Outcome = { code: 4, message: '' }

/** The paged searches of one connection. */
export class PageTable {
  readonly #open = new Map<string, Pages>()
  #next = 1

  use(cookie: Buffer, raw: Buffer): CookieUse {
    if (cookie.length === 0) return { kind: 'first' }
    const pages = this.#open.get(cookie.toString('hex'))
    if (pages === undefined || !pages.raw.equals(raw)) return { kind: 'unknown' }
    this.#open.delete(cookie.toString('hex'))
    return { kind: 'next', pages }
  }

  /** Cuts the next page off; `size` entries, or 0: the client gives the search up. */
  page(pages: Pages, size: number, faults: readonly Fault[]): Page {
    const has = (deed: Fault['do']): boolean => faults.some((fault) => fault.do === deed)
    if (size === 0) return { objects: [], references: [], outcome: SUCCESS, controls: pagedResponse(Buffer.alloc(0)) }
    if (has('skip_page')) pages.position += size
    if (has('repeat_page')) pages.position = Math.max(0, pages.position - size)
    const objects = has('empty_page') ? [] : pages.objects.slice(pages.position, pages.position + size)
    pages.position += objects.length
    pages.pagesSent++
    const more = (pages.position < pages.objects.length || has('empty_page')) && !has('drop_cookie')
    const outcome = !more && pages.limited ? SIZE_LIMIT_EXCEEDED : SUCCESS
    const cookie = more ? this.#remember(pages) : Buffer.alloc(0)
    return {
      objects,
      references: more ? [] : pages.references,
      outcome,
      controls: has('omit_control') ? null : pagedResponse(cookie)
    }
  }

  #remember(pages: Pages): Buffer {
    const cookie = Buffer.alloc(16)
    cookie.write('SIMPAGE', 'latin1')
    cookie.writeUInt32BE(this.#next++, 12)
    this.#open.set(cookie.toString('hex'), pages)
    return cookie
  }
}
