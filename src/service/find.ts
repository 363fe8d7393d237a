import { type Kind, nameKey } from '../model/names.ts'
import { type Client, pathOf } from './client.ts'
import type { Features } from './discover.ts'
import { type Reading, readPages } from './pages.ts'
import type { Answer, ServiceObject } from './service.ts'

const READINGS = 3

type Attribute = 'externalId' | 'userName' | 'displayName'

/**
 * Finds resources by a name: by filter (RFC 7644 §3.4.2.2), by the whole list where the service has no filters or refuses this one. What
 * comes is compared here, without case: a server may ignore the filter. One that compares by case is asked for the lower-case form too;
 * to read the list for each name that isn't found would be quadratic.
 */
export async function find(
  client: Client,
  features: Features,
  kind: Kind,
  attribute: Attribute,
  value: string
): Promise<Answer<readonly ServiceObject[]>> {
  if (features.filter) {
    for (const spelling of new Set([value, value.toLowerCase()])) {
      // A JSON string is the filter's string (RFC 7644 §3.4.2.2, compValue).
      const query = { filter: `${attribute} eq ${JSON.stringify(spelling)}` }
      const answer = await matching(client, features, kind, attribute, value, query)
      if (answer.kind !== 'done' && answer.kind !== 'refused') return answer
      if (answer.kind === 'done' && answer.value.length > 0) return answer
      if (answer.kind === 'done') continue
      // 400 may be about this value only.
      if (answer.status !== 400) features.filter = false
      return byList(client, features, kind, attribute, value)
    }
    return { kind: 'done', value: [], attempts: 1, requestId: null }
  }
  return byList(client, features, kind, attribute, value)
}

async function byList(
  client: Client,
  features: Features,
  kind: Kind,
  attribute: Attribute,
  value: string
): Promise<Answer<readonly ServiceObject[]>> {
  const answer = await matching(client, features, kind, attribute, value, {})
  return answer.kind === 'refused' ? { kind: 'unanswered', problem: answer.problem, attempts: 1 } : answer
}

type Found =
  | Extract<Answer<readonly ServiceObject[]>, { kind: 'done' | 'ended' | 'unanswered' }>
  | Extract<Reading, { kind: 'refused' }>

async function matching(
  client: Client,
  features: Features,
  kind: Kind,
  attribute: Attribute,
  value: string,
  query: Readonly<Record<string, string>>
): Promise<Found> {
  const wanted = nameKey(value)
  for (let readings = 1; ; readings += 1) {
    const found: ServiceObject[] = []
    const reading = await readPages(client, features, kind, query, (resources) => {
      for (const resource of resources) {
        const held = attribute === 'externalId' ? resource.externalId : resource.name
        if (held !== null && nameKey(held) === wanted) found.push(resource)
      }
    })
    if (reading.kind === 'complete') return { kind: 'done', value: found, attempts: 1, requestId: null }
    if (reading.kind === 'refused') return reading
    if (reading.kind === 'failed') {
      return reading.ends
        ? { kind: 'ended', problem: reading.problem }
        : { kind: 'unanswered', problem: reading.problem, attempts: reading.attempts }
    }
    if (readings >= READINGS) {
      const problem = { code: 'service.list_changing', list: pathOf(kind), readings } as const
      return { kind: 'unanswered', problem, attempts: readings }
    }
  }
}
