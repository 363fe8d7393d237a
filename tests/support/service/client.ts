import { isObject, type JsonObject, objectsOf } from './json.ts'

/** An answer as a test looks at it. */
export interface Seen {
  readonly status: number
  /** The JSON object; empty where the body is none. */
  readonly body: JsonObject
  readonly text: string
  readonly headers: Headers
}

export interface Client {
  get(path: string, headers?: Record<string, string>): Promise<Seen>
  post(path: string, body: unknown, headers?: Record<string, string>): Promise<Seen>
  put(path: string, body: unknown, headers?: Record<string, string>): Promise<Seen>
  patch(path: string, operations: readonly JsonObject[], headers?: Record<string, string>): Promise<Seen>
  delete(path: string, headers?: Record<string, string>): Promise<Seen>
  /** Ids of the resources that a list or a filter shows on its first page. */
  list(
    endpoint: 'Users' | 'Groups',
    query?: Record<string, string>
  ): Promise<Seen & { readonly resources: JsonObject[] }>
}

/** Plain fetch against a SCIM service: nothing of the product is in it. */
export function clientOf(service: { readonly baseUrl: string; readonly token: string }): Client {
  const ask = async (method: string, path: string, body?: unknown, headers: Record<string, string> = {}) => {
    const response = await fetch(service.baseUrl + path, {
      method,
      headers: {
        Authorization: `Bearer ${service.token}`,
        ...(body === undefined ? {} : { 'Content-Type': 'application/scim+json' }),
        ...headers
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) })
    })
    const text = await response.text()
    return { status: response.status, body: parsed(text), text, headers: response.headers }
  }
  return {
    get: (path, headers) => ask('GET', path, undefined, headers),
    post: (path, body, headers) => ask('POST', path, body, headers),
    put: (path, body, headers) => ask('PUT', path, body, headers),
    patch: (path, operations, headers) =>
      ask(
        'PATCH',
        path,
        { schemas: ['urn:ietf:params:scim:api:messages:2.0:PatchOp'], Operations: operations },
        headers
      ),
    delete: (path, headers) => ask('DELETE', path, undefined, headers),
    list: async (endpoint, query = {}) => {
      const seen = await ask('GET', `/${endpoint}?${new URLSearchParams(query)}`)
      return { ...seen, resources: objectsOf(seen.body['Resources']) }
    }
  }
}

/** A user whom the service takes; `edit` adds, replaces, or with undefined takes away. */
export function userBody(name: string, edit: JsonObject = {}): JsonObject {
  return {
    schemas: ['urn:ietf:params:scim:schemas:core:2.0:User'],
    externalId: `ext-${name}`,
    userName: `${name}@example.jp`,
    active: true,
    emails: [{ value: `${name}@example.jp`, primary: true }],
    ...edit
  }
}

export function groupBody(name: string, memberIds: readonly unknown[] = [], edit: JsonObject = {}): JsonObject {
  return {
    schemas: ['urn:ietf:params:scim:schemas:core:2.0:Group'],
    externalId: `ext-${name}`,
    displayName: name,
    members: memberIds.map((value) => ({ value })),
    ...edit
  }
}

function parsed(text: string): JsonObject {
  try {
    const value: unknown = JSON.parse(text)
    return isObject(value) ? value : {}
  } catch {
    return {}
  }
}
