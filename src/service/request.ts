import type { Agent } from 'node:http'
import fetch from 'node-fetch'
import type { ServiceProblem } from '../problems/service.ts'
import type { NotScim } from '../problems/service-connection.ts'
import { CONNECT_TIMEOUT } from './transport.ts'

/** No SCIM answer is larger: a page of 1,000 users is about 2 MB, a group of 100,000 members about 15 MB. */
export const ANSWER_LIMIT_BYTES = 64 * 1024 * 1024

export interface ScimRequest {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  /** Below the base URL: `/Users`, `/Users/{id}` (encoded). */
  readonly path: string
  readonly query?: Readonly<Record<string, string>>
  readonly body?: unknown
  readonly ifMatch?: string | null
}

/** What one sending gave. */
export type Reply =
  /** An answer came, read to its end. */
  | {
      readonly kind: 'answer'
      readonly status: number
      readonly statusText: string
      readonly body: Body
      readonly contentType: string
      readonly etag: string | null
      readonly location: string | null
      readonly retryAfter: string | null
      readonly requestId: string | null
    }
  /** None came, or not all of it. `final`: the same would come again. */
  | { readonly kind: 'lost'; readonly problem: ServiceProblem; readonly final: boolean }

export type Body =
  | { readonly kind: 'none' }
  | { readonly kind: 'json'; readonly value: unknown }
  /** Neither empty nor JSON; `seen` says what it looks like. */
  | { readonly kind: 'other'; readonly seen: NotScim }

export interface Sender {
  readonly baseUrl: URL
  readonly agent: Agent
  readonly proxy: string | null
  readonly token: string
  readonly connectTimeoutMs: number
  readonly timeoutMs: number
  readonly answerLimitBytes: number
}

/** Sends a request once and reads the whole answer: bounded in time and size, redirects not followed. Never throws. */
export async function sendOnce(sender: Sender, request: ScimRequest, signal: AbortSignal): Promise<Reply> {
  const timeout = AbortSignal.timeout(sender.timeoutMs)
  const overflow = new AbortController()
  try {
    const response = await fetch(urlOf(sender.baseUrl, request), {
      method: request.method,
      agent: sender.agent,
      redirect: 'manual',
      signal: AbortSignal.any([signal, timeout, overflow.signal]),
      headers: headersOf(sender, request),
      ...(request.body === undefined ? {} : { body: JSON.stringify(request.body) })
    })
    const contentType = response.headers.get('content-type') ?? ''
    const bytes = await readBounded(response.body, sender.answerLimitBytes, overflow)
    return {
      kind: 'answer',
      status: response.status,
      statusText: printable(response.statusText, 100),
      body: bodyOf(bytes, contentType),
      contentType: contentType === '' ? 'no content type' : printable(contentType, 100),
      etag: response.headers.get('etag'),
      location: response.headers.get('location'),
      retryAfter: response.headers.get('retry-after'),
      requestId: requestIdOf(response.headers)
    }
  } catch (error) {
    if (overflow.signal.aborted) {
      return lost(
        { code: 'service.answer_too_large', request: nameOf(request), limitBytes: sender.answerLimitBytes },
        true
      )
    }
    if (signal.aborted) return lost({ code: 'service.stopped', request: nameOf(request) }, true)
    return failure(sender, request, timeout, error)
  }
}

/** As problems name it: the query is left out, it can hold people's names. */
export function nameOf(request: Pick<ScimRequest, 'method' | 'path'>): string {
  return `${request.method} ${request.path}`
}

/** One line without control characters, of bounded length. */
export function printable(text: string, limit: number): string {
  const line = text.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+/gu, ' ').trim()
  return line.length <= limit ? line : `${line.slice(0, limit)}…`
}

function urlOf(base: URL, request: ScimRequest): URL {
  const url = new URL(base)
  url.pathname = base.pathname.replace(/\/+$/, '') + request.path
  for (const [name, value] of Object.entries(request.query ?? {})) url.searchParams.set(name, value)
  return url
}

function headersOf(sender: Sender, request: ScimRequest): Record<string, string> {
  return {
    accept: 'application/scim+json, application/json;q=0.9',
    authorization: `Bearer ${sender.token}`,
    'user-agent': 'DirSync',
    ...(request.body === undefined ? {} : { 'content-type': 'application/scim+json' }),
    ...(request.ifMatch === undefined || request.ifMatch === null ? {} : { 'if-match': request.ifMatch })
  }
}

async function readBounded(
  body: NodeJS.ReadableStream | null,
  limit: number,
  overflow: AbortController
): Promise<Buffer> {
  if (body === null) return Buffer.alloc(0)
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of body) {
    const bytes = Buffer.from(chunk)
    size += bytes.length
    if (size > limit) {
      overflow.abort()
      throw new Error('too large')
    }
    chunks.push(bytes)
  }
  return Buffer.concat(chunks, size)
}

function bodyOf(bytes: Buffer, contentType: string): Body {
  if (bytes.length === 0) return { kind: 'none' }
  const type = contentType.split(';', 1)[0]?.trim().toLowerCase() ?? ''
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes)
    if (text.trim() === '') return { kind: 'none' }
    if (/^\s*</.test(text)) return { kind: 'other', seen: 'markup' }
    // RFC 7644 §3.1 wants application/scim+json; application/json is common, and no type at all harms nobody.
    if (type !== '' && type !== 'application/json' && !type.endsWith('+json'))
      return { kind: 'other', seen: 'content_type' }
    const value: unknown = JSON.parse(text)
    return { kind: 'json', value }
  } catch {
    return { kind: 'other', seen: 'not_json' }
  }
}

/** None of them is in a standard; gateways and clouds use these. */
const REQUEST_ID_HEADERS = [
  'x-request-id',
  'request-id',
  'x-correlation-id',
  'x-amzn-requestid',
  'x-ms-request-id',
  'x-trace-id'
]

function requestIdOf(headers: { get(name: string): string | null }): string | null {
  for (const name of REQUEST_ID_HEADERS) {
    const value = headers.get(name)
    if (value !== null && value !== '') return printable(value, 200)
  }
  return null
}

function failure(sender: Sender, request: ScimRequest, timeout: AbortSignal, error: unknown): Reply {
  const host = sender.proxy === null ? sender.baseUrl.host : `${sender.baseUrl.host} (by proxy ${sender.proxy})`
  const name = nameOf(request)
  if (timeout.aborted) {
    return lost({ code: 'service.answer_timeout', request: name, host, seconds: sender.timeoutMs / 1000 }, false)
  }
  const code = codeOf(error)
  if (code === CONNECT_TIMEOUT) {
    return lost(
      { code: 'service.connect_timeout', request: name, host, seconds: sender.connectTimeoutMs / 1000 },
      false
    )
  }
  const reason = reasonOf(code, error)
  if (code !== null && isCertificateError(code))
    return lost({ code: 'service.certificate_refused', host, reason }, true)
  return lost(
    { code: 'service.unreachable', request: name, host, reason: reason.replaceAll(sender.token, '***') },
    false
  )
}

function lost(problem: ServiceProblem, final: boolean): Reply {
  return { kind: 'lost', problem, final }
}

function codeOf(error: unknown): string | null {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : null
}

function isCertificateError(code: string): boolean {
  return /CERT|SIGNATURE|ERR_TLS_CERT|UNABLE_TO_(GET|DECODE|VERIFY)|CRL|INVALID_(CA|PURPOSE)|HOSTNAME_MISMATCH/.test(
    code
  )
}

function reasonOf(code: string | null, error: unknown): string {
  if (code !== null) return code
  // A message of node-fetch repeats the whole URL; only what follows it is of use.
  const message = error instanceof Error ? error.message.replace(/^.*reason: /, '') : String(error)
  return printable(message, 200)
}
