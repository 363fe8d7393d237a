import { answer, type ServiceAnswer } from './answer.ts'
import { canonicalBody } from './canonical.ts'
import { discovery } from './discovery.ts'
import { GROUP, USER } from './iij-schemas.ts'
import { isObject, type JsonObject } from './json.ts'
import { Listing } from './listing.ts'
import { MemberPatch, memberIds } from './member-patch.ts'
import type { Model } from './model.ts'
import { type IijIdOptions, restoreByOf } from './options.ts'
import { applyOperation, patchOperations } from './patch.ts'
import { parsePatchPath } from './patch-path.ts'
import { projected } from './projection.ts'
import { etagOf, locationOf, type Renderer } from './rendering.ts'
import type { LoggedRequest } from './request-log.ts'
import type { ResourceType } from './schema.ts'
import { refusals } from './scim-error.ts'
import type { StoredGroup, StoredUser } from './stored.ts'
import { requireScope, type Token } from './tokens.ts'

/** The endpoints (RFC 7644 §3.2). */
export class Api {
  readonly #model: Model
  readonly #renderer: Renderer
  readonly #listing: Listing
  readonly #options: IijIdOptions
  readonly #baseUrl: string

  constructor(model: Model, renderer: Renderer, options: IijIdOptions, baseUrl: string) {
    this.#model = model
    this.#renderer = renderer
    this.#options = options
    this.#baseUrl = baseUrl
    this.#listing = new Listing(model, renderer, options)
  }

  /** @throws ScimError */
  process(request: LoggedRequest, token: Token): ServiceAnswer {
    const [, endpoint, id, ...rest] = request.path.split('/')
    if (rest.length > 0) throw refusals.noEndpoint()
    if (endpoint === 'Bulk') throw refusals.notImplemented('Bulk')
    if (endpoint === 'Me') return this.#me(request, token)
    if (endpoint === 'Users' || endpoint === 'Groups') {
      const kind = endpoint === 'Users' ? 'users' : 'groups'
      requireScope(token, request.method === 'GET' ? `escim_read_${kind}` : `escim_write_${kind}`)
      return id === undefined
        ? this.#collection(endpoint, request)
        : this.#single(endpoint, decodeURIComponent(id), request)
    }
    const found = discovery(request.path, this.#options, this.#baseUrl)
    if (found === null) throw refusals.noEndpoint()
    if (request.method !== 'GET') throw refusals.methodNotAllowed(request.method)
    return found
  }

  #me(request: LoggedRequest, token: Token): ServiceAnswer {
    const { me = 'owner' } = this.#options
    if (me === 501) throw refusals.notImplemented('/Me')
    if (me === 404 || token.owner === null) throw refusals.noEndpoint()
    if (request.method !== 'GET') throw refusals.methodNotAllowed(request.method)
    requireScope(token, 'escim_read_users')
    return answer(200, this.#renderer.user(this.#model.user(token.owner)))
  }

  #collection(endpoint: 'Users' | 'Groups', request: LoggedRequest): ServiceAnswer {
    if (request.method === 'GET') return answer(200, this.#listing.page(endpoint, request.query))
    if (request.method !== 'POST') throw refusals.methodNotAllowed(request.method)
    const body = resourceBody(request.body, endpoint === 'Users' ? USER : GROUP)
    const created =
      endpoint === 'Users'
        ? this.#model.users.create(canonicalBody(body, USER)).user
        : this.#model.groups.create(groupAttributes(body), memberIds(body['members']))
    return this.#resource(201, created, { Location: locationOf(this.#baseUrl, created) })
  }

  #single(endpoint: 'Users' | 'Groups', id: string, request: LoggedRequest): ServiceAnswer {
    const resource = this.#find(endpoint, id)
    if (request.method === 'GET') return this.#read(resource, request)
    const ifMatch = request.headers['if-match']
    const heedsVersions = this.#options.etags ?? true
    if (heedsVersions && ifMatch !== undefined && ifMatch !== '*' && ifMatch !== etagOf(resource))
      throw refusals.versionMismatch()
    switch (request.method) {
      case 'PUT':
        return this.#replace(resource, request)
      case 'PATCH':
        return this.#patch(resource, request)
      case 'DELETE':
        if (resource.kind === 'group') this.#model.groups.remove(resource)
        else if (resource.pendingSince === null) this.#model.deleteUser(resource)
        return answer(204, null)
      default:
        throw refusals.methodNotAllowed(request.method)
    }
  }

  #find(endpoint: 'Users' | 'Groups', id: string): StoredUser | StoredGroup {
    const found = endpoint === 'Users' ? this.#model.users.byId.get(id) : this.#model.groups.byId.get(id)
    const hidden = found?.kind === 'user' && found.pendingSince !== null && !this.#options.pending?.shown
    if (found === undefined || hidden) throw refusals.notFound(id)
    return found
  }

  #read(resource: StoredUser | StoredGroup, request: LoggedRequest): ServiceAnswer {
    if ((this.#options.etags ?? true) && request.headers['if-none-match'] === etagOf(resource)) return answer(304, null)
    const { status, headers, body } = this.#resource(200, resource)
    return answer(status, body === null ? null : projected(body, request.query), { ...headers })
  }

  #replace(resource: StoredUser | StoredGroup, request: LoggedRequest): ServiceAnswer {
    const body = resourceBody(request.body, resource.kind === 'user' ? USER : GROUP)
    if (resource.kind === 'user') this.#storeUser(resource, canonicalBody(body, USER))
    else {
      const wanted = new Set(memberIds(body['members']))
      const remove = [...resource.members].filter((id) => !wanted.has(id))
      this.#model.groups.change(resource, groupAttributes(body), { add: wanted, remove })
    }
    return this.#resource(200, resource)
  }

  #patch(resource: StoredUser | StoredGroup, request: LoggedRequest): ServiceAnswer {
    const { patch = 'supported', patchAnswer } = this.#options
    if (patch === 405) throw refusals.methodNotAllowed('PATCH')
    if (patch !== 'supported') throw refusals.notImplemented('PATCH')
    const draft: JsonObject = { ...resource.attributes }
    const operations = patchOperations(request.body)
    if (resource.kind === 'user') {
      for (const operation of operations) applyOperation(draft, operation, USER)
      this.#storeUser(resource, draft)
    } else {
      const members = this.#patchGroup(resource, draft, operations)
      this.#model.groups.change(resource, draft, members)
    }
    const wanted = resource.kind === 'user' ? patchAnswer?.users : patchAnswer?.groups
    if (wanted !== 'no-content') return this.#resource(200, resource)
    return answer(204, null, this.#etagHeader(resource))
  }

  #patchGroup(group: StoredGroup, draft: JsonObject, operations: ReturnType<typeof patchOperations>): MemberPatch {
    const members = new MemberPatch(group)
    const bareRemove = this.#options.bareRemove ?? 'empties'
    const membersTarget = parsePatchPath('members', GROUP)
    for (const operation of operations) {
      const { path, value } = operation
      const target = path === null ? null : parsePatchPath(path, GROUP)
      if (target?.kind === 'attribute' && target.extension === null && target.attribute.name === 'members') {
        members.apply(operation, target, bareRemove)
        continue
      }
      const listed = path === null && isObject(value) ? memberKey(value) : undefined
      if (listed !== undefined && isObject(value) && membersTarget.kind === 'attribute') {
        members.apply({ ...operation, path: 'members', value: value[listed] }, membersTarget, bareRemove)
        const { [listed]: _members, ...others } = value
        applyOperation(draft, { ...operation, value: others }, GROUP)
      } else applyOperation(draft, operation, GROUP)
    }
    return members
  }

  #storeUser(user: StoredUser, attributes: JsonObject): void {
    const restores = user.pendingSince !== null && restoreByOf(this.#options) === 'patch'
    if (restores) this.#model.users.restore(user, attributes)
    else this.#model.users.replace(user, attributes)
  }

  #resource(status: number, resource: StoredUser | StoredGroup, headers: Record<string, string> = {}): ServiceAnswer {
    return answer(status, this.#renderer.render(resource), { ...this.#etagHeader(resource), ...headers })
  }

  #etagHeader(resource: StoredUser | StoredGroup): Record<string, string> {
    return (this.#options.etags ?? true) ? { ETag: etagOf(resource) } : {}
  }
}

/** @throws ScimError 400 invalidSyntax unless it is an object that names the resource's core schema (RFC 7643 §3). */
function resourceBody(body: unknown, type: ResourceType): JsonObject {
  if (!isObject(body)) throw refusals.syntax('The body must be a JSON object.')
  const { schemas } = body
  if (!Array.isArray(schemas) || !schemas.includes(type.core.urn))
    throw refusals.syntax(`schemas must hold ${type.core.urn}`)
  return body
}

function groupAttributes(body: JsonObject): JsonObject {
  const { members: _members, ...attributes } = canonicalBody(body, GROUP)
  return attributes
}

function memberKey(value: JsonObject): string | undefined {
  return Object.keys(value).find((key) => key.toLowerCase() === 'members')
}
