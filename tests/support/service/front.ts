import type { IncomingMessage, ServerResponse } from 'node:http'
import { answer, type ServiceAnswer } from './answer.ts'
import type { Api } from './api.ts'
import type { FaultAction, Faults } from './faults.ts'
import type { JsonObject } from './json.ts'
import type { Model } from './model.ts'
import type { RateLimit } from './rate-limit.ts'
import type { LoggedRequest, RequestLog } from './request-log.ts'
import { ScimError } from './scim-error.ts'
import type { Tokens } from './tokens.ts'
import { parseBody, readBody, send } from './wire.ts'

export const BASE_PATH = '/scim/v2'

/** Called around the processing of each request: the place to kill the product at. `after`: processed, nothing answered yet. */
export type OnRequest = (phase: 'before' | 'after', request: LoggedRequest) => void | Promise<void>

export interface FrontParts {
  readonly api: Api
  readonly model: Model
  readonly tokens: Tokens
  readonly faults: Faults
  readonly log: RequestLog
  readonly rateLimit: RateLimit | null
  readonly latencyMs: number
  readonly clock: () => number
  readonly nextRequestId: () => string
  /** Asked at each request, so that a test can set it at any time. */
  readonly onRequest: () => OnRequest | undefined
}

/** From the wire to the API and back: log, faults, rate limit, authentication, job history. */
export class Front {
  readonly #parts: FrontParts

  constructor(parts: FrontParts) {
    this.#parts = parts
  }

  async handle(incoming: IncomingMessage, response: ServerResponse): Promise<void> {
    const { faults, log, latencyMs, onRequest } = this.#parts
    const request = this.#logged(incoming, await readBody(incoming))
    log.add(request)
    const fault = faults.actionFor(request)
    await onRequest()?.('before', request)
    if (latencyMs > 0) await new Promise((resolve) => setTimeout(resolve, latencyMs))
    if (fault?.kind === 'change') fault.apply()
    const unprocessed = fault !== null && spoilsBefore(fault)
    const result = unprocessed ? answer(503, null) : this.#process(request, incoming)
    request.processed = !unprocessed
    await onRequest()?.('after', request)
    request.status = send(response, result, fault, request.requestId)
  }

  #logged(incoming: IncomingMessage, body: Buffer): LoggedRequest {
    const url = incoming.url ?? '/'
    const mark = url.indexOf('?')
    const path = mark === -1 ? url : url.slice(0, mark)
    const { authorization: _secret, 'proxy-authorization': _other, ...headers } = incoming.headers
    return {
      number: this.#parts.log.total + 1,
      requestId: this.#parts.nextRequestId(),
      at: this.#parts.clock(),
      method: incoming.method ?? 'GET',
      path: path.startsWith(BASE_PATH) ? path.slice(BASE_PATH.length) : `//outside${path}`,
      query: new URLSearchParams(mark === -1 ? '' : url.slice(mark)),
      headers,
      body: parseBody(body),
      status: null,
      processed: false
    }
  }

  #process(request: LoggedRequest, incoming: IncomingMessage): ServiceAnswer {
    let actor: string | null = null
    let result: ServiceAnswer
    try {
      this.#parts.rateLimit?.take()
      const token = this.#parts.tokens.authenticate(incoming.headers.authorization)
      actor = token.owner
      refuseForeignContent(request)
      result = this.#parts.api.process(request, token)
    } catch (error) {
      if (!(error instanceof ScimError)) throw error
      result = answer(error.status, error.body(), { ...error.headers })
    }
    if (request.method !== 'GET') this.#record(request, actor, result)
    return result
  }

  #record(request: LoggedRequest, actor: string | null, result: ServiceAnswer): void {
    this.#parts.model.jobs.push({
      requestId: request.requestId,
      at: request.at,
      actor,
      action: `${request.method} ${request.path}`,
      target: idOf(result.body) ?? request.path.split('/')[2] ?? null,
      status: result.status
    })
  }
}

function spoilsBefore(fault: FaultAction): boolean {
  if (fault.kind === 'status') return !(fault.processed ?? false)
  return (fault.kind === 'reset' || fault.kind === 'hang') && fault.when === 'before'
}

/** RFC 7644 §3.1: SCIM JSON, or plain JSON. */
function refuseForeignContent(request: LoggedRequest): void {
  if (request.body === undefined) return
  const contentType = String(request.headers['content-type'] ?? '')
  if (!/^application\/(scim\+)?json\b/i.test(contentType)) throw new ScimError(415, `${contentType} is not supported.`)
}

function idOf(body: JsonObject | null): string | null {
  return typeof body?.['id'] === 'string' ? body['id'] : null
}
