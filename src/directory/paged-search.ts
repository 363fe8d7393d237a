import { filterText } from '../ldap/filter.ts'
import { Stop } from '../model/result.ts'
import type { PagingFault } from '../problems/directory.ts'
import { searchFailed } from './search-failure.ts'
import type { Answer } from './wire/answer.ts'
import type { Connection } from './wire/connection.ts'
import { type Control, decodePageCookie, PAGED_RESULTS, pagedResults } from './wire/controls.ts'
import type { SearchRequest } from './wire/encode-request.ts'
import { AttributeNames, type ReceivedEntry } from './wire/received-entry.ts'

export interface PagedSearch extends Omit<SearchRequest, 'controls'> {
  readonly controls: readonly Control[]
  readonly pageSize: number
}

const FIRST = Buffer.alloc(0)

/**
 * The pages of a search by the raw paged results control (RFC 2696), up to the empty cookie. The next page is asked for before the present
 * one is given out: the server works while the caller does, and never more than two pages are in memory. Throws Stop for every ending but
 * a success on the last page. A caller that stops early has the page under way abandoned.
 */
export async function* pagedSearch(
  connection: Connection,
  search: PagedSearch
): AsyncGenerator<readonly ReceivedEntry[], void, void> {
  const names = new AttributeNames(search.attributes)
  const filter = filterText(search.filter)
  const subject = (page: number) => ({ base: search.base, filter, page })
  const ask = (page: number, cookie: Buffer) =>
    connection.search(
      { ...search, controls: [pagedResults(search.pageSize, cookie), ...search.controls] },
      { page, maxEntries: search.pageSize, names }
    )
  let cookie: Buffer = FIRST
  let asked: ReturnType<typeof ask> | null = ask(1, cookie)
  try {
    for (let page = 1; asked !== null; page += 1) {
      const answer: Answer = await asked.answer
      asked = null
      if (answer.result.code !== 0) throw searchFailed(connection.server, subject(page), answer.result)
      const next = nextCookie(connection, subject(page), answer)
      if (next.length > 0 && next.equals(cookie) && answer.entries.length + answer.references === 0) {
        throw pagingLost(connection, subject(page), 'no_progress')
      }
      cookie = next
      if (cookie.length > 0) asked = ask(page + 1, cookie)
      yield answer.entries
    }
  } finally {
    asked?.abandon()
  }
}

interface PageSubject {
  readonly base: string
  readonly filter: string
  readonly page: number
}

function nextCookie(connection: Connection, subject: PageSubject, answer: Answer): Buffer {
  const value = answer.controls.get(PAGED_RESULTS)
  if (value === undefined) throw pagingLost(connection, subject, 'no_control')
  try {
    return decodePageCookie(value)
  } catch {
    throw pagingLost(connection, subject, 'bad_control')
  }
}

function pagingLost(connection: Connection, subject: PageSubject, fault: PagingFault): Stop {
  return new Stop({ code: 'directory.paging_lost', object: subject.base, server: connection.server, ...subject, fault })
}
