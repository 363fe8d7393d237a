import { randomUUID } from 'node:crypto'
import type { IncomingMessage } from 'node:http'
import express from 'express'
import SCIMMY from 'scimmy'
import SCIMMYRouters from 'scimmy-routers'
import { isObject, type JsonObject, objectsOf } from './service/json.ts'
import { listen } from './service/listener.ts'

export interface ScimmyServer {
  readonly baseUrl: string
  readonly token: string
  /** userName of the token's owner, who is there from the start. */
  readonly owner: string
  /** Resources as they are stored, with their id. */
  users(): readonly JsonObject[]
  groups(): readonly JsonObject[]
  writes(): readonly { readonly method: string; readonly path: string }[]
  clearWrites(): void
  close(): Promise<void>
}

interface Stores {
  readonly users: Map<string, JsonObject>
  readonly groups: Map<string, JsonObject>
}

interface Addressed {
  readonly id?: string
  readonly filter?: { match(resources: JsonObject[]): JsonObject[] }
}

const BASE_PATH = '/scim'

/**
 * A SCIM server that shares nothing with the emulator: npm's scimmy over stores in memory. A delete is final, names are unique without
 * case, a member must exist.
 */
export async function startScimmy(): Promise<ScimmyServer> {
  declareResources()
  const stores: Stores = { users: new Map(), groups: new Map() }
  const token = randomUUID()
  const owner = 'scim-admin@example.jp'
  const ownerId = randomUUID()
  stores.users.set(ownerId, { id: ownerId, userName: owner, active: true, emails: [{ value: owner }] })
  const writes: { method: string; path: string }[] = []
  const app = express()
  // scimmy wants its paging as numbers, and express 5 parses the query anew each time it is looked at.
  app.set('query parser', numericQuery)
  let origin = ''
  app.use(
    BASE_PATH,
    new SCIMMYRouters({
      type: 'bearer',
      handler: (request) => {
        if (request.header('Authorization') !== `Bearer ${token}`) throw new Error('The access token is invalid.')
        return ownerId
      },
      context: () => stores,
      baseUri: () => origin
    })
  )
  const listener = await listen((request, response) => {
    if (request.method !== 'GET') writes.push({ method: request.method ?? '', path: pathOf(request) })
    app(request, response)
  })
  origin = listener.origin
  return {
    baseUrl: `${listener.origin}${BASE_PATH}`,
    token,
    owner,
    users: () => [...stores.users.values()],
    groups: () => [...stores.groups.values()],
    writes: () => [...writes],
    clearWrites: () => {
      writes.length = 0
    },
    close: () => listener.close()
  }
}

function numericQuery(text: string | null): Record<string, string | number> {
  const query: Record<string, string | number> = {}
  for (const [name, value] of new URLSearchParams(text ?? ''))
    query[name] = (name === 'startIndex' || name === 'count') && /^\d+$/.test(value) ? Number(value) : value
  return query
}

function pathOf(request: IncomingMessage): string {
  return (request.url ?? '').slice(BASE_PATH.length)
}

/** scimmy keeps its resource types in one place for the process; each server's stores come with the request, as context. */
function declareResources(): void {
  if (SCIMMY.Resources.declared('User') !== undefined) return
  SCIMMY.Resources.declare(SCIMMY.Resources.User, {
    extensions: [{ schema: SCIMMY.Schemas.EnterpriseUser, required: false }],
    ingress: (resource: Addressed, data: object, { users }: Stores) =>
      stored(users, resource, data, ['externalId', 'userName']),
    egress: (resource: Addressed, { users }: Stores) => found(users, resource),
    degress: (resource: Addressed, { users, groups }: Stores) => {
      removed(users, resource)
      for (const group of groups.values())
        group['members'] = objectsOf(group['members']).filter((member) => member['value'] !== resource.id)
    }
  })
  SCIMMY.Resources.declare(SCIMMY.Resources.Group, {
    ingress: (resource: Addressed, data: object, { users, groups }: Stores) => {
      const plain = plainObject(data)
      for (const member of objectsOf(plain['members'])) {
        const id = String(member['value'])
        if (!users.has(id) && !groups.has(id)) throw refusal(400, 'invalidValue', `member ${id} does not exist`)
      }
      return stored(groups, resource, data, ['externalId', 'displayName'])
    },
    egress: (resource: Addressed, { groups }: Stores) => found(groups, resource),
    degress: (resource: Addressed, { groups }: Stores) => removed(groups, resource)
  })
}

function stored(
  store: Map<string, JsonObject>,
  resource: Addressed,
  data: object,
  unique: readonly string[]
): JsonObject {
  const known = resource.id === undefined ? null : one(store, resource.id)
  const plain = plainObject(data)
  for (const attribute of unique) {
    const name = plain[attribute]
    if (typeof name !== 'string') continue
    for (const other of store.values())
      if (other !== known && String(other[attribute] ?? '').toLowerCase() === name.toLowerCase())
        throw refusal(409, 'uniqueness', `${attribute} ${name} is in use`)
  }
  const id = resource.id ?? randomUUID()
  const now = new Date().toISOString()
  const knownMeta = known?.['meta']
  const created = isObject(knownMeta) ? knownMeta['created'] : now
  const result: JsonObject = { ...plain, id, meta: { created, lastModified: now } }
  store.set(id, result)
  return result
}

function found(store: Map<string, JsonObject>, resource: Addressed): JsonObject | JsonObject[] {
  if (resource.id !== undefined) return one(store, resource.id)
  const all = [...store.values()]
  return resource.filter === undefined ? all : resource.filter.match(all)
}

function removed(store: Map<string, JsonObject>, resource: Addressed): void {
  const { id = '' } = resource
  one(store, id)
  store.delete(id)
}

function one(store: Map<string, JsonObject>, id: string): JsonObject {
  const resource = store.get(id)
  if (resource === undefined) throw refusal(404, '', `Resource ${id} not found`)
  return resource
}

function refusal(status: number, scimType: string, detail: string): Error {
  return new SCIMMY.Types.Error(status, scimType, detail)
}

function plainObject(data: object): JsonObject {
  const plain: unknown = JSON.parse(JSON.stringify(data))
  return isObject(plain) ? plain : {}
}
