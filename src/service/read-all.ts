import type { Kind } from '../model/names.ts'
import { type Client, pathOf } from './client.ts'
import type { Features } from './discover.ts'
import { readPages } from './pages.ts'
import type { ReadAll, ServiceObject } from './service.ts'

const READINGS = 3

/** Reads a whole list; one that changed under the reading is read anew, twice. */
export async function readAll(
  client: Client,
  features: Features,
  kind: Kind,
  sink: { page(resources: readonly ServiceObject[]): void; restart(): void }
): Promise<ReadAll> {
  for (let readings = 1; ; readings += 1) {
    const reading = await readPages(client, features, kind, {}, (resources) => sink.page(resources))
    if (reading.kind === 'complete') return reading
    if (reading.kind !== 'changed') return { kind: 'doubt', problem: reading.problem }
    if (readings === READINGS) {
      const list = pathOf(kind)
      const { distinct, totalResults } = reading
      return {
        kind: 'doubt',
        problem: reading.sameTotal
          ? { code: 'service.list_incomplete', list, distinct, totalResults }
          : { code: 'service.list_changing', list, readings }
      }
    }
    sink.restart()
  }
}
