import type { Kind, ScimId } from '../model/names.ts'
import { inWords } from '../problems/problem.ts'
import type { ServiceProblem } from '../problems/service.ts'
import { errorDetail, isScimError } from './error-body.ts'
import { field } from './json.ts'
import type { Profile } from './profile.ts'
import { isOrganizationNotFound, refusalOf, type Target } from './refusal.ts'
import { nameOf, type ScimRequest } from './request.ts'
import { type Exchange, exchange, type RetryContext } from './retry.ts'
import type { Answer, ServiceObject } from './service.ts'
import { readListPage, readResource } from './service-object.ts'

/** Requests without any answer, one after another, before it is asked whether the service is there at all. */
const FAILURES_IN_A_ROW = 5
/** How long a list that was answered proves that the service is there and lets itself be read. */
const PROOF_MS = 30_000

export type Failure = Exclude<Answer<never>, { readonly kind: 'done' }>
export type AnswerReply = Extract<Exchange, { kind: 'answer' }>

/** The one way to the service for everything above it: retried, limited, and cut off when the service is away. */
export interface Client {
  readonly profile: Profile
  /** Counts what is not answered; `asides` are requests that a service need not know, whose failure says nothing. */
  send(request: ScimRequest, aside?: 'aside'): Promise<Exchange>
  /** GET of one resource. 404 is `gone` only when it is the service's word and a list is answered. */
  get(target: Target, id: ScimId): Promise<Answer<ServiceObject>>
  /** As `get`, with the version for If-Match: the ETag, or `meta.version` (RFC 7644 §3.14); null where the service has none. */
  read(target: Target, id: ScimId): Promise<Answer<Versioned>>
  /** What a request on an existing resource failed with; call it for answers that are not 2xx. */
  failure(exchange: Exchange, target: Target, id: ScimId | null): Promise<Failure>
  /** A resource from a 2xx answer. */
  resource(answer: AnswerReply, target: Target, expectedId: ScimId | null, request: ScimRequest): Answer<ServiceObject>
  /** As `resource`; null where the answer has no body. */
  resourceOrNull(
    answer: AnswerReply,
    target: Target,
    expectedId: ScimId,
    request: ScimRequest
  ): Answer<ServiceObject | null>
  /** From now on nothing is sent. */
  end(problem: ServiceProblem): Extract<Failure, { kind: 'ended' }>
  /** A text of the service, fit to be shown: one line, bounded, without the token. */
  clean(text: string): string
}

export interface Versioned {
  readonly object: ServiceObject
  readonly etag: string | null
}

export function pathOf(kind: Kind, id?: ScimId): string {
  const collection = kind === 'user' ? '/Users' : '/Groups'
  return id === undefined ? collection : `${collection}/${encodeURIComponent(id)}`
}

/** The answer when it is a 2xx. */
export function successOf(outcome: Exchange): AnswerReply | null {
  return outcome.kind === 'answer' && outcome.reply.status >= 200 && outcome.reply.status < 300 ? outcome : null
}

export function makeClient(context: RetryContext, profile: Profile): Client {
  const clean = context.detailOf
  let failuresInARow = 0
  let over: ServiceProblem | null = null
  let probing: Promise<void> | null = null
  const provenAt: Record<Kind, number> = { user: Number.NEGATIVE_INFINITY, group: Number.NEGATIVE_INFINITY }

  async function send(request: ScimRequest, aside?: 'aside'): Promise<Exchange> {
    if (probing !== null) await probing
    if (over !== null) return { kind: 'ended', problem: over }
    const outcome = await exchange(context, request, aside)
    if (outcome.kind === 'answer') failuresInARow = 0
    if (outcome.kind === 'ended' && outcome.problem.code !== 'service.stopped') over = outcome.problem
    if (outcome.kind === 'unanswered' && aside === undefined && outcome.problem.code !== 'service.stopped') {
      failuresInARow += 1
      if (failuresInARow >= FAILURES_IN_A_ROW && probing === null) {
        probing = probe(outcome.problem).finally(() => {
          probing = null
        })
        await probing
      }
    }
    return outcome
  }

  /** One bad object after another may fail with 500 while the service is well: only a list that isn't answered either ends the run. */
  async function probe(last: ServiceProblem): Promise<void> {
    const failures = failuresInARow
    const outcome = await exchange(context, listOfOne('user'))
    failuresInARow = 0
    if (outcome.kind === 'ended') over = outcome.problem
    else if (outcome.kind === 'unanswered' && outcome.problem.code !== 'service.stopped') {
      over = {
        code: 'service.unavailable',
        host: context.sender.baseUrl.host,
        failures: failures + 1,
        last: { en: inWords(last, 'en').message, ja: inWords(last, 'ja').message }
      }
    }
  }

  async function read(target: Target, id: ScimId): Promise<Answer<Versioned>> {
    const request: ScimRequest = { method: 'GET', path: pathOf(target.kind, id) }
    const outcome = await send(request)
    const success = successOf(outcome)
    if (success !== null) {
      const answer = resource(success, target, id, request)
      if (answer.kind !== 'done') return answer
      const version = field(answer.value.raw['meta'], 'version')
      const etag = success.reply.etag ?? (typeof version === 'string' ? version : null)
      return { ...answer, value: { object: answer.value, etag } }
    }
    if (outcome.kind !== 'answer') return outcome
    if (outcome.reply.status === 403) return readingForbidden(outcome, request)
    if (outcome.reply.status !== 404 || isOrganizationNotFound(outcome.reply)) {
      return refusalOf(outcome.reply, target, outcome.attempts, clean)
    }
    return (await listWorks(target.kind)) ?? { kind: 'gone', attempts: outcome.attempts }
  }

  async function get(target: Target, id: ScimId): Promise<Answer<ServiceObject>> {
    const answer = await read(target, id)
    return answer.kind === 'done' ? { ...answer, value: answer.value.object } : answer
  }

  async function failure(outcome: Exchange, target: Target, id: ScimId | null): Promise<Failure> {
    if (outcome.kind !== 'answer') return outcome
    const refusal = refusalOf(outcome.reply, target, outcome.attempts, clean)
    // A token that may not even read is no trouble of this object's.
    if (refusal.status === 403) return (await listWorks(target.kind)) ?? refusal
    if (refusal.status !== 404 || id === null || isOrganizationNotFound(outcome.reply)) return refusal
    const proof = await get(target, id)
    if (proof.kind === 'done' || proof.kind === 'refused') return refusal
    return proof
  }

  /** null: a list is answered; otherwise why it isn't. */
  async function listWorks(kind: Kind): Promise<Extract<Failure, { kind: 'unanswered' | 'ended' }> | null> {
    if (context.clock.now() - provenAt[kind] < PROOF_MS) return null
    const request = listOfOne(kind)
    const outcome = await send(request)
    if (outcome.kind !== 'answer') return outcome
    const { reply } = outcome
    if (reply.status === 403) return readingForbidden(outcome, request)
    if (reply.status === 200 && reply.body.kind === 'json' && readListPage(reply.body.value) !== null) {
      provenAt[kind] = context.clock.now()
      return null
    }
    const problem = {
      request: nameOf(request),
      status: reply.status,
      contentType: reply.contentType,
      seen: 'no_list'
    } as const
    return { kind: 'unanswered', attempts: outcome.attempts, problem: { code: 'service.not_scim', ...problem } }
  }

  function end(problem: ServiceProblem): Extract<Failure, { kind: 'ended' }> {
    over = problem
    return { kind: 'ended', problem }
  }

  function readingForbidden(outcome: AnswerReply, request: ScimRequest): Extract<Failure, { kind: 'ended' }> {
    const { proxy } = context.sender
    // A proxy that may not connect answers in the service's place.
    if (proxy !== null && !isScimError(outcome.reply)) return end({ code: 'service.proxy_refused', proxy, status: 403 })
    const detail = clean(errorDetail(outcome.reply))
    return end({
      code: 'service.reading_forbidden',
      request: nameOf(request),
      detail,
      requestId: outcome.reply.requestId
    })
  }

  function resource(
    answer: AnswerReply,
    target: Target,
    expectedId: ScimId | null,
    request: ScimRequest
  ): Answer<ServiceObject> {
    const { reply, attempts } = answer
    const read = reply.body.kind === 'json' ? readResource(target.kind, reply.body.value, profile) : null
    const seen = read === null ? 'no_resource' : expectedId !== null && read.id !== expectedId ? 'other_id' : null
    if (read !== null && seen === null) return { kind: 'done', value: read, attempts, requestId: reply.requestId }
    const facts = {
      request: nameOf(request),
      status: reply.status,
      contentType: reply.contentType,
      seen: seen ?? 'no_resource'
    } as const
    return { kind: 'unanswered', attempts, problem: { code: 'service.not_scim', ...facts } }
  }

  function resourceOrNull(
    answer: AnswerReply,
    target: Target,
    expectedId: ScimId,
    request: ScimRequest
  ): Answer<ServiceObject | null> {
    if (answer.reply.body.kind !== 'none') return resource(answer, target, expectedId, request)
    return { kind: 'done', value: null, attempts: answer.attempts, requestId: answer.reply.requestId }
  }

  return { profile, send, read, get, failure, resource, resourceOrNull, end, clean }
}

function listOfOne(kind: Kind): ScimRequest {
  return { method: 'GET', path: pathOf(kind), query: { startIndex: '1', count: '1' } }
}
