import type { ServiceProblem } from '../problems/service.ts'
import type { Clock } from './clock.ts'
import { errorDetail, isScimError } from './error-body.ts'
import type { Limiter } from './limiter.ts'
import { nameOf, type Reply, type ScimRequest, type Sender, sendOnce } from './request.ts'
import { retryAfterSeconds } from './retry-after.ts'

const ATTEMPTS = 5
const FIRST_BACK_OFF_MS = 500
const LONGEST_BACK_OFF_MS = 30_000
/** RFC 9110 sets no bound; a run that sleeps holds the lock, so past this it ends with exit 6. */
export const MAX_RETRY_AFTER_SECONDS = 600
/** 429s that one request takes before the run ends: with Retry-After honoured each time, a service that says more has no place for us. */
const MAX_THROTTLED = 10

type AnswerReply = Extract<Reply, { kind: 'answer' }>

/** What a request gave after all its attempts. */
export type Exchange =
  /** An answer that is the request's own: 2xx, or 4xx other than 401, 407, 429. */
  | { readonly kind: 'answer'; readonly reply: AnswerReply; readonly attempts: number }
  | { readonly kind: 'unanswered'; readonly problem: ServiceProblem; readonly attempts: number }
  | { readonly kind: 'ended'; readonly problem: ServiceProblem }

export interface Throttle {
  /** 429: everything waits. 503: the one request does. */
  readonly status: 429 | 503
  readonly waitSeconds: number
  /** Requests a second from now on. */
  readonly rate: number
}

export interface RetryContext {
  readonly sender: Sender
  readonly limiter: Limiter
  readonly clock: Clock
  /** Fires: nothing new is sent, waits and reads end at once. */
  readonly stopping: AbortSignal
  /** Fires a while after `stopping`: writes under way are given up. */
  readonly stopped: AbortSignal
  readonly onThrottle: (throttle: Throttle) => void
  readonly detailOf: (text: string) => string
}

/**
 * Sends a request until there is an answer. What is known to be unprocessed (429, 503 with Retry-After) is sent again whatever it is;
 * after a lost answer or a 5xx only what can be repeated is, so a POST is not.
 * @param aside of what a service need not know: a web server's own 404 is taken at its word.
 */
export async function exchange(context: RetryContext, request: ScimRequest, aside?: 'aside'): Promise<Exchange> {
  const repeatable = request.method !== 'POST'
  const signal = request.method === 'GET' ? context.stopping : context.stopped
  let failures = 0
  let throttled = 0
  for (let attempts = 1; ; attempts += 1) {
    if (context.stopping.aborted) return stoppedBefore(request, attempts)
    let reply: Reply
    let sent = 0
    try {
      reply = await context.limiter.run((time) => {
        sent = time
        return sendOnce(context.sender, request, signal)
      }, context.stopping)
    } catch {
      return stoppedBefore(request, attempts)
    }
    if (reply.kind === 'answer') {
      const wait = refusedForNow(context, reply)
      if (wait !== null) {
        throttled += 1
        const seconds = wait.seconds ?? backOffMs(context.clock, throttled) / 1000
        if (wait.status === 429) context.limiter.slowDown(sent)
        if (seconds > MAX_RETRY_AFTER_SECONDS || throttled > MAX_THROTTLED) {
          return {
            kind: 'ended',
            problem: {
              code: 'service.rate_limited',
              request: nameOf(request),
              retryAfterSeconds: seconds > MAX_RETRY_AFTER_SECONDS ? seconds : null,
              limitSeconds: MAX_RETRY_AFTER_SECONDS
            }
          }
        }
        context.onThrottle({ status: wait.status, waitSeconds: seconds, rate: context.limiter.rate })
        if (wait.status === 429) context.limiter.pause(context.clock.now() + seconds * 1000)
        else await context.clock.sleep(seconds * 1000, context.stopping)
        continue
      }
      const end = endOf(context, request, reply)
      if (end !== null) return { kind: 'ended', problem: end }
    }
    const useless = uselessness(context, request, reply)
    if (useless === null && reply.kind === 'answer') {
      context.limiter.speedUp()
      return { kind: 'answer', reply, attempts }
    }
    if (useless === null) continue
    failures += 1
    const final = useless.final || !repeatable || (aside !== undefined && useless.problem.code === 'service.not_scim')
    if (final || failures >= ATTEMPTS) return { kind: 'unanswered', problem: useless.problem, attempts }
    await context.clock.sleep(backOffMs(context.clock, failures), context.stopping)
  }
}

/** Full jitter: anything from nothing to the doubled bound, so that many clients don't come back together. */
function backOffMs(clock: Clock, failures: number): number {
  return clock.random() * Math.min(LONGEST_BACK_OFF_MS, FIRST_BACK_OFF_MS * 2 ** failures)
}

function stoppedBefore(request: ScimRequest, attempts: number): Exchange {
  const problem = { code: 'service.stopped', request: nameOf(request) } as const
  return attempts === 1 ? { kind: 'ended', problem } : { kind: 'unanswered', problem, attempts: attempts - 1 }
}

function refusedForNow(
  context: RetryContext,
  reply: AnswerReply
): { status: 429 | 503; seconds: number | null } | null {
  const seconds = retryAfterSeconds(reply.retryAfter, context.clock.now())
  if (reply.status === 429) return { status: 429, seconds }
  return reply.status === 503 && seconds !== null ? { status: 503, seconds } : null
}

function endOf(context: RetryContext, request: ScimRequest, reply: AnswerReply): ServiceProblem | null {
  const facts = { request: nameOf(request), detail: context.detailOf(errorDetail(reply)), requestId: reply.requestId }
  if (reply.status === 401) return { code: 'service.token_refused', ...facts }
  if (reply.status === 407)
    return { code: 'service.proxy_refused', proxy: context.sender.proxy ?? context.sender.baseUrl.host, status: 407 }
  return null
}

/** Why a reply is no answer to the request; null when it is one. */
function uselessness(
  context: RetryContext,
  request: ScimRequest,
  reply: Reply
): { problem: ServiceProblem; final: boolean } | null {
  if (reply.kind === 'lost') return reply
  const { status, body } = reply
  const name = nameOf(request)
  if (status >= 300 && status < 400) {
    const location = context.detailOf(reply.location ?? '?')
    return { problem: { code: 'service.redirected', request: name, status, location }, final: true }
  }
  if (status >= 500 && status !== 501) {
    const detail = context.detailOf(errorDetail(reply))
    return {
      problem: { code: 'service.server_error', request: name, status, detail, requestId: reply.requestId },
      final: false
    }
  }
  const notScim = (seen: Extract<ServiceProblem, { code: 'service.not_scim' }>['seen']) =>
    ({
      problem: { code: 'service.not_scim', request: name, status, contentType: reply.contentType, seen },
      final: false
    }) as const
  if (status >= 200 && status < 300) {
    if (body.kind === 'other') return notScim(body.seen)
    if (body.kind === 'none' && request.method === 'GET') return notScim('no_body')
    return null
  }
  // Any web server says 404 about what it doesn't know; only the service's own words are about the object.
  if (status === 404 && !isScimError(reply)) return notScim(body.kind === 'other' ? body.seen : 'no_error_body')
  return null
}
