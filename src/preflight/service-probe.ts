import http, { type IncomingHttpHeaders } from 'node:http'
import https from 'node:https'
import { connect as connectTcp } from 'node:net'
import { type PeerCertificate, TLSSocket } from 'node:tls'
import type { Problem } from '../problems/problem.ts'
import { errorDetail, isScimError } from '../service/error-body.ts'
import { nameOf, printable, type Reply, type ScimRequest, type Sender, sendOnce } from '../service/request.ts'

export const ONE_USER: ScimRequest = { method: 'GET', path: '/Users', query: { startIndex: '1', count: '1' } }
export const ONE_GROUP: ScimRequest = { method: 'GET', path: '/Groups', query: { startIndex: '1', count: '1' } }

/** Nobody has this id: a change that is sent to it changes nothing, whatever the answer is. */
const NOBODY = '00000000-0000-4000-8000-000000000000'

/** PATCH makes nothing where there is nothing (RFC 7644 §3.5.2): who may write gets 404, who may not 403. */
export function changeOfNobody(kind: 'Users' | 'Groups'): ScimRequest {
  const path = kind === 'Users' ? 'title' : 'displayName'
  return {
    method: 'PATCH',
    path: `/${kind}/${NOBODY}`,
    body: {
      schemas: ['urn:ietf:params:scim:api:messages:2.0:PatchOp'],
      Operations: [{ op: 'replace', path, value: 'dirsync test' }]
    }
  }
}

export type Answered = Extract<Reply, { kind: 'answer' }>

/** An answer to a request that was sent once; as a problem what a run could do nothing with either. */
export async function ask(
  sender: Sender,
  request: ScimRequest,
  signal: AbortSignal
): Promise<Answered | { readonly kind: 'lost'; readonly problem: Problem }> {
  const reply = await sendOnce(sender, request, signal)
  if (reply.kind === 'lost') return { kind: 'lost', problem: reply.problem }
  const name = nameOf(request)
  const { status, requestId, contentType } = reply
  const detail = wordsOf(sender, reply)
  const lost = (problem: Problem) => ({ kind: 'lost', problem }) as const
  if (status === 407 || (status === 403 && sender.proxy !== null && !isScimError(reply)))
    return lost({ code: 'service.proxy_refused', proxy: sender.proxy ?? sender.baseUrl.host, status })
  if (status >= 300 && status < 400)
    return lost({ code: 'service.redirected', request: name, status, location: printable(reply.location ?? '?', 200) })
  if (status >= 500 && status !== 501)
    return lost({ code: 'service.server_error', request: name, status, detail, requestId })
  if (reply.body.kind === 'other')
    return lost({ code: 'service.not_scim', request: name, status, contentType, seen: reply.body.seen })
  if (status === 404 && !isScimError(reply))
    return lost({ code: 'service.not_scim', request: name, status, contentType, seen: 'no_error_body' })
  return reply
}

/** The service's own words, without the token that it may repeat. */
export function wordsOf(sender: Sender, reply: Answered): string {
  return printable(errorDetail(reply).replaceAll(sender.token, '***'), 300)
}

export interface Look {
  readonly headers: IncomingHttpHeaders
  /** null: not under TLS. */
  readonly certificate: PeerCertificate | null
}

/** The same request once more, for what stands around its answer. @returns null when it was lost. */
export function look(sender: Sender, signal: AbortSignal): Promise<Look | null> {
  const { protocol } = sender.baseUrl
  const url = new URL(sender.baseUrl)
  url.pathname = `${url.pathname.replace(/\/+$/, '')}${ONE_USER.path}`
  url.search = new URLSearchParams(ONE_USER.query).toString()
  const headers = { accept: 'application/scim+json', authorization: `Bearer ${sender.token}`, 'user-agent': 'DirSync' }
  const options = { agent: sender.agent, headers, signal, timeout: sender.timeoutMs }
  return new Promise((resolve) => {
    const request = (protocol === 'https:' ? https : http).get(url, options, (response) => {
      const { socket } = response
      const certificate = socket instanceof TLSSocket ? socket.getPeerCertificate(true) : null
      resolve({ headers: response.headers, certificate })
      response.destroy()
    })
    request.once('timeout', () => request.destroy()).once('error', () => resolve(null))
  })
}

/** @returns why no connection to the proxy came about, or null */
export function connects(address: string, port: number, timeoutMs: number): Promise<string | null> {
  const socket = connectTcp({ host: address, port })
  return new Promise<string | null>((resolve) => {
    socket.setTimeout(timeoutMs, () => resolve('ETIMEDOUT'))
    socket.once('connect', () => resolve(null))
    socket.once('error', (error: NodeJS.ErrnoException) => resolve(error.code ?? error.message))
  }).finally(() => socket.destroy())
}
