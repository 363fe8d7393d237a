import { type Kind, nameKey } from '../model/names.ts'
import type { Client } from './client.ts'
import type { Features } from './discover.ts'
import { readPages } from './pages.ts'
import type { Answer, ServiceObject } from './service.ts'

const READINGS = 3

/**
 * Finds resources by a name: by filter (RFC 7644 §3.4.2.2), by the whole list where the service has no filters or refuses this one. What
 * comes is compared here, without case: a server may ignore the filter, or compare by case.
 */
export async function find(
  client: Client,
  features: Features,
  kind: Kind,
  attribute: 'externalId' | 'userName' | 'displayName',
  value: string
): Promise<Answer<readonly ServiceObject[]>> {
  const wanted = nameKey(value)
  // A JSON string is the filter's string (RFC 7644 §3.4.2.2, compValue).
  const filter = { filter: `${attribute} eq ${JSON.stringify(value)}` }
  let filtered = features.filter
  for (let readings = 1; ; readings += 1) {
    const found: ServiceObject[] = []
    const reading = await readPages(client, features, kind, filtered ? filter : {}, (resources) => {
      for (const resource of resources) {
        const held = attribute === 'externalId' ? resource.externalId : resource.name
        if (held !== null && nameKey(held) === wanted) found.push(resource)
      }
    })
    if (reading.kind === 'complete') return { kind: 'done', value: found, attempts: 1, requestId: null }
    if (reading.kind === 'failed') {
      return reading.ends
        ? { kind: 'ended', problem: reading.problem }
        : { kind: 'unanswered', problem: reading.problem, attempts: reading.attempts }
    }
    if (reading.kind === 'refused') {
      if (!filtered) return { kind: 'unanswered', problem: reading.problem, attempts: readings }
      // 400 may be about this value only.
      if (reading.status !== 400) features.filter = false
      filtered = false
      continue
    }
    if (readings >= READINGS) {
      const list = kind === 'user' ? '/Users' : '/Groups'
      return { kind: 'unanswered', problem: { code: 'service.list_changing', list, readings }, attempts: readings }
    }
  }
}
