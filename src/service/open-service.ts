import type { ScimConfig } from '../config/config.ts'
import { good, type Result } from '../model/result.ts'
import { makeClient } from './client.ts'
import { type Clock, systemClock } from './clock.ts'
import { create } from './create.ts'
import { makeDiscovery } from './discover.ts'
import { find } from './find.ts'
import { makeLimiter } from './limiter.ts'
import { me } from './me.ts'
import { changeMembers, type RemovalProof } from './members.ts'
import { profileOf } from './profile.ts'
import { readAll } from './read-all.ts'
import { remove } from './remove.ts'
import { ANSWER_LIMIT_BYTES, printable } from './request.ts'
import { restore } from './restore.ts'
import type { Throttle } from './retry.ts'
import type { ScimService } from './service.ts'
import { openTransport } from './transport.ts'
import { update } from './update.ts'

export type { Throttle } from './retry.ts'

/** How long a write under way may go on after a stop before it is given up, so that few are in doubt. */
const GRACE_MS = 10_000
const DETAIL_LENGTH = 1000

export interface ServiceOptions {
  /** Fires: nothing more is sent; waits and reads end at once, writes under way have 10 s left. */
  readonly signal: AbortSignal
  /** The service asked to be left alone for a while. */
  readonly onThrottle?: (throttle: Throttle) => void
  readonly clock?: Clock
  readonly answerLimitBytes?: number
  readonly graceMs?: number
}

/**
 * The client of the SCIM service (RFC 7643, 7644). Connects to nothing yet; it fails only when the CA file is unusable. The secrets stay
 * inside: they are in no problem, no answer and nothing that can be printed.
 */
export async function openService(
  scim: ScimConfig,
  secrets: { readonly token: string; readonly proxyPassword: string | null },
  options: ServiceOptions
): Promise<Result<ScimService>> {
  const transport = await openTransport(scim, secrets.proxyPassword)
  if (!transport.ok) return transport
  const { agent, proxy, connectTimeoutMs, close } = transport.value
  const clock = options.clock ?? systemClock
  const closed = new AbortController()
  const stopped = new AbortController()
  const grace = () => {
    const timer = setTimeout(() => stopped.abort(), options.graceMs ?? GRACE_MS)
    timer.unref()
    closed.signal.addEventListener('abort', () => clearTimeout(timer), { once: true })
  }
  if (options.signal.aborted) grace()
  else options.signal.addEventListener('abort', grace, { once: true, signal: closed.signal })
  const timeoutMs = scim.timeoutSeconds * 1000
  const answerLimitBytes = options.answerLimitBytes ?? ANSWER_LIMIT_BYTES
  const client = makeClient(
    {
      sender: {
        baseUrl: scim.baseUrl,
        agent,
        proxy,
        token: secrets.token,
        connectTimeoutMs,
        timeoutMs,
        answerLimitBytes
      },
      limiter: makeLimiter(scim, clock),
      clock,
      stopping: AbortSignal.any([options.signal, closed.signal]),
      stopped: AbortSignal.any([stopped.signal, closed.signal]),
      onThrottle: options.onThrottle ?? (() => undefined),
      detailOf: (text) => printable(withoutSecrets(text, secrets), DETAIL_LENGTH)
    },
    profileOf(scim.profile)
  )
  const features = makeDiscovery(client)
  const proof: RemovalProof = { state: 'unproven', queue: Promise.resolve() }
  return good({
    readAll: async (kind, sink) => readAll(client, await features(), kind, sink),
    get: (kind, id) => client.get({ kind, name: id }, id),
    find: async (kind, attribute, value) => find(client, await features(), kind, attribute, value),
    create: (kind, wanted) => create(client, kind, wanted),
    update: async (kind, id, wanted) => update(client, await features(), kind, id, wanted),
    remove: (kind, id) => remove(client, kind, id),
    restore: async (id, wanted) => restore(client, await features(), id, wanted),
    changeMembers: async (group, change) => changeMembers(client, await features(), proof, group, change),
    me: () => me(client),
    close: async () => {
      closed.abort()
      close()
    }
  })
}

/** A service, or what stands in for it, may repeat what it was sent. */
function withoutSecrets(
  text: string,
  secrets: { readonly token: string; readonly proxyPassword: string | null }
): string {
  let clean = text.replaceAll(secrets.token, '***')
  if (secrets.proxyPassword !== null && secrets.proxyPassword !== '')
    clean = clean.replaceAll(secrets.proxyPassword, '***')
  return clean
}
