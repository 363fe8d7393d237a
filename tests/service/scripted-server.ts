import type { IncomingMessage, ServerResponse } from 'node:http'
import { onTestFinished } from 'vitest'
import { listen } from '../support/service/listener.ts'

export interface SeenRequest {
  readonly method: string
  /** Below the base URL, with its query. */
  readonly path: string
  readonly headers: IncomingMessage['headers']
  readonly body: unknown
}

type Script = (request: SeenRequest, response: ServerResponse, number: number) => void

/** A server on loopback that answers as the script says; closed when the test ends. */
export async function scripted(
  script: Script,
  tls?: { readonly key: string; readonly cert: string }
): Promise<{ readonly baseUrl: string; readonly seen: SeenRequest[] }> {
  const seen: SeenRequest[] = []
  const listener = await listen(
    (incoming, response) => {
      const chunks: Buffer[] = []
      incoming.on('data', (chunk: Buffer) => chunks.push(chunk))
      incoming.on('end', () => {
        const text = Buffer.concat(chunks).toString()
        const request = {
          method: incoming.method ?? '',
          path: (incoming.url ?? '').replace(/^\/scim/, ''),
          headers: incoming.headers,
          body: text === '' ? undefined : JSON.parse(text)
        }
        seen.push(request)
        script(request, response, seen.length)
      })
    },
    tls === undefined ? {} : { tls }
  )
  onTestFinished(() => listener.close())
  return { baseUrl: `${listener.origin}/scim`, seen }
}

export function reply(response: ServerResponse, status: number, body?: unknown, headers: Record<string, string> = {}) {
  response.writeHead(status, { 'content-type': 'application/scim+json', ...headers })
  response.end(body === undefined ? undefined : JSON.stringify(body))
}

export function scimError(status: number, detail: string, scimType?: string) {
  const schemas = ['urn:ietf:params:scim:api:messages:2.0:Error']
  return { schemas, detail, status: String(status), ...(scimType === undefined ? {} : { scimType }) }
}

export function list(resources: readonly unknown[], totalResults = resources.length) {
  const schemas = ['urn:ietf:params:scim:api:messages:2.0:ListResponse']
  return { schemas, totalResults, itemsPerPage: resources.length, startIndex: 1, Resources: resources }
}

export function user(id: string, more: Readonly<Record<string, unknown>> = {}) {
  return {
    schemas: ['urn:ietf:params:scim:schemas:core:2.0:User'],
    id,
    userName: `${id}@example.jp`,
    active: true,
    ...more
  }
}

export function group(id: string, members: readonly string[], more: Readonly<Record<string, unknown>> = {}) {
  const schemas = ['urn:ietf:params:scim:schemas:core:2.0:Group']
  return { schemas, id, displayName: id, members: members.map((value) => ({ value })), ...more }
}
