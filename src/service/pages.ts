import type { Kind } from '../model/names.ts'
import type { ServiceProblem } from '../problems/service.ts'
import { type Client, pathOf, successOf } from './client.ts'
import type { Features } from './discover.ts'
import { errorDetail } from './error-body.ts'
import { IdSet } from './id-set.ts'
import { nameOf } from './request.ts'
import type { ServiceObject } from './service.ts'
import { readListPage, readResource } from './service-object.ts'

/** A group may hold very many members, so fewer of them fit into one answer. */
const COUNT: Readonly<Record<Kind, number>> = { user: 1000, group: 100 }

/** How one reading of a list ended. */
export type Reading =
  | { readonly kind: 'complete'; readonly count: number }
  /** It changed under the reading, or looks so: a page told another total, an id came twice, or fewer came than were told of. */
  | { readonly kind: 'changed'; readonly distinct: number; readonly totalResults: number; readonly sameTotal: boolean }
  | { readonly kind: 'refused'; readonly status: number; readonly problem: ServiceProblem }
  | { readonly kind: 'failed'; readonly problem: ServiceProblem; readonly ends: boolean; readonly attempts: number }

/**
 * Reads a list once (RFC 7644 §3.4.2.4), going forward by what really came: a server may ignore `count`, cap it, and say anything in
 * `itemsPerPage`. Gives pages out as they come; memory holds one page and the ids' digests.
 */
export async function readPages(
  client: Client,
  features: Features,
  kind: Kind,
  query: Readonly<Record<string, string>>,
  page: (resources: readonly ServiceObject[]) => void
): Promise<Reading> {
  let count = Math.min(COUNT[kind], features.maxResults ?? COUNT[kind])
  let total: number | null = null
  let received = 0
  const seen = new IdSet()
  for (;;) {
    const request = {
      method: 'GET',
      path: pathOf(kind),
      query: { ...query, startIndex: String(received + 1), count: String(count) }
    } as const
    const outcome = await client.send(request)
    if (outcome.kind === 'unanswered' && outcome.problem.code === 'service.answer_too_large' && count > 1) {
      count = Math.ceil(count / 4)
      continue
    }
    if (outcome.kind !== 'answer')
      return {
        kind: 'failed',
        problem: outcome.problem,
        ends: outcome.kind === 'ended',
        attempts: outcome.kind === 'ended' ? 1 : outcome.attempts
      }
    const { reply, attempts } = outcome
    if (successOf(outcome) === null) {
      const facts = { status: reply.status, detail: client.clean(errorDetail(reply)), requestId: reply.requestId }
      if (reply.status === 403) {
        return {
          kind: 'failed',
          ends: true,
          attempts,
          problem: { code: 'service.reading_forbidden', request: nameOf(request), ...facts }
        }
      }
      return {
        kind: 'refused',
        status: reply.status,
        problem: { code: 'service.list_refused', list: request.path, ...facts }
      }
    }
    const list = reply.body.kind === 'json' ? readListPage(reply.body.value) : null
    if (list === null) {
      const facts = {
        request: nameOf(request),
        status: reply.status,
        contentType: reply.contentType,
        seen: 'no_list'
      } as const
      return { kind: 'failed', ends: false, attempts, problem: { code: 'service.not_scim', ...facts } }
    }
    const resources: ServiceObject[] = []
    let repeated = false
    for (const value of list.resources) {
      const resource = readResource(kind, value, client.profile)
      if (resource === null) {
        const position = received + resources.length + 1
        return {
          kind: 'failed',
          ends: false,
          attempts,
          problem: { code: 'service.entry_without_id', list: request.path, position }
        }
      }
      if (!seen.add(resource.id)) repeated = true
      resources.push(resource)
    }
    received += resources.length
    const sameTotal = total === null || total === list.totalResults
    total = list.totalResults
    if (!sameTotal || repeated || received > total || (resources.length === 0 && received < total)) {
      return { kind: 'changed', distinct: seen.size, totalResults: total, sameTotal }
    }
    page(resources)
    if (received === total) return { kind: 'complete', count: received }
  }
}
