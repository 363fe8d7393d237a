import { z } from 'zod'
import type { Kind } from '../model/names.ts'
import { type Client, successOf } from './client.ts'

/** What the service can do (RFC 7643 §5). Where it doesn't say, it is taken to do everything until it refuses. */
export interface Features {
  readonly patch: Record<Kind, boolean>
  filter: boolean
  /** The most that a list answers at once; null where it isn't said. */
  readonly maxResults: number | null
}

const Supported = z.looseObject({ supported: z.boolean() }).optional().catch(undefined)
const ServiceProviderConfig = z.looseObject({
  patch: Supported,
  filter: z
    .looseObject({ supported: z.boolean(), maxResults: z.int().positive().optional().catch(undefined) })
    .optional()
    .catch(undefined)
})

/** Asks once, at the first need. The features are changed by those who meet a refusal (501, 405). */
export function makeDiscovery(client: Client): () => Promise<Features> {
  let asked: Promise<Features> | null = null
  return () => {
    asked ??= discover(client)
    return asked
  }
}

async function discover(client: Client): Promise<Features> {
  const assumed: Features = { patch: { user: true, group: true }, filter: true, maxResults: null }
  const outcome = await client.send({ method: 'GET', path: '/ServiceProviderConfig' }, 'aside')
  const success = successOf(outcome)
  if (success === null || success.reply.body.kind !== 'json') return assumed
  const config = ServiceProviderConfig.safeParse(success.reply.body.value)
  if (!config.success) return assumed
  const patch = config.data.patch?.supported ?? true
  return {
    patch: { user: patch, group: patch },
    filter: config.data.filter?.supported ?? true,
    maxResults: config.data.filter?.maxResults ?? null
  }
}
