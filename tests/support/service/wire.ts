import type { IncomingMessage, ServerResponse } from 'node:http'
import type { ServiceAnswer } from './answer.ts'
import type { FaultAction } from './faults.ts'
import { errorBody } from './scim-error.ts'

const SCIM_JSON = 'application/scim+json; charset=utf-8'

/** Rejects when the client goes away before its request is whole. Events, since an async iterator would halve the emulator's speed. */
export function readBody(request: IncomingMessage): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () => resolve(chunks.length === 1 && chunks[0] !== undefined ? chunks[0] : Buffer.concat(chunks)))
    request.on('error', reject)
  })
}

/** The JSON value, the text where it is none, undefined for an empty body. */
export function parseBody(bytes: Buffer): unknown {
  if (bytes.length === 0) return undefined
  const text = bytes.toString('utf8')
  try {
    return JSON.parse(text)
  } catch {
    return text
  }
}

/** Puts an answer on the wire, spoilt by the fault if there is one. @returns the status that went out, null when none did. */
export function send(
  response: ServerResponse,
  answer: ServiceAnswer,
  fault: FaultAction | null,
  requestId: string
): number | null {
  response.setHeader('X-Request-Id', requestId)
  for (const [name, value] of Object.entries(answer.headers)) response.setHeader(name, value)
  if (fault?.kind === 'status') return sendStatus(response, fault)
  if (fault?.kind === 'reset') {
    response.socket?.resetAndDestroy()
    return null
  }
  if (fault?.kind === 'hang') return null
  response.statusCode = answer.status
  if (fault?.kind === 'endless') return sendEndless(response, answer.status)
  if (answer.body === null && fault?.kind !== 'content-type') {
    response.end()
    return answer.status
  }
  const body = fault?.kind === 'rewrite' ? fault.rewrite(structuredClone(answer.body)) : answer.body
  const text = JSON.stringify(body)
  response.setHeader('Content-Type', SCIM_JSON)
  if (fault?.kind === 'content-type') {
    response.setHeader('Content-Type', fault.contentType)
    response.end(fault.body ?? text)
  } else if (fault?.kind === 'truncated') sendTruncated(response, text, fault.cut ?? false)
  else if (fault?.kind === 'drip') sendDripping(response, text, fault)
  else {
    response.setHeader('Content-Length', Buffer.byteLength(text))
    response.end(text)
  }
  return answer.status
}

function sendStatus(response: ServerResponse, fault: Extract<FaultAction, { kind: 'status' }>): number {
  for (const name of response.getHeaderNames()) if (name !== 'x-request-id') response.removeHeader(name)
  response.statusCode = fault.status
  if (fault.retryAfter !== undefined) response.setHeader('Retry-After', String(fault.retryAfter))
  const detail = fault.detail ?? 'The service cannot answer.'
  const bodies = {
    scim: [SCIM_JSON, JSON.stringify(errorBody(fault.status, detail))],
    html: ['text/html', `<html><head><title>${fault.status}</title></head><body><h1>${detail}</h1></body></html>\n`],
    json: ['application/json', JSON.stringify({ message: detail })],
    text: ['text/plain', detail],
    empty: ['', '']
  } as const
  const [contentType, body] = bodies[fault.body ?? 'scim']
  if (contentType !== '') response.setHeader('Content-Type', contentType)
  response.end(body)
  return fault.status
}

function sendTruncated(response: ServerResponse, text: string, cut: boolean): void {
  const half = text.slice(0, Math.ceil(text.length / 2))
  if (!cut) {
    response.end(half)
    return
  }
  response.setHeader('Content-Length', Buffer.byteLength(text))
  response.write(half, () => response.socket?.destroy())
}

function sendEndless(response: ServerResponse, status: number): number {
  response.setHeader('Content-Type', SCIM_JSON)
  const block = ' '.repeat(65_536)
  const more = () => {
    while (!response.destroyed && response.write(block));
  }
  response.on('drain', more)
  response.write('{"schemas":[')
  more()
  return status
}

function sendDripping(response: ServerResponse, text: string, fault: Extract<FaultAction, { kind: 'drip' }>): void {
  const bytes = Buffer.from(text)
  let sent = 0
  response.setHeader('Content-Length', bytes.length)
  const timer = setInterval(() => {
    if (response.destroyed) {
      clearInterval(timer)
      return
    }
    const next = bytes.subarray(sent, sent + fault.bytesAtOnce)
    sent += next.length
    response.write(next)
    if (sent < bytes.length) return
    clearInterval(timer)
    response.end()
  }, fault.everyMs)
  timer.unref()
}
