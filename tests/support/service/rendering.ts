import { GROUP, USER } from './iij-schemas.ts'
import { japanTime } from './japan-time.ts'
import type { JsonObject } from './json.ts'
import { displayNameOf, type Model } from './model.ts'
import { schemaUrns } from './schema.ts'
import type { StoredGroup, StoredUser } from './stored.ts'

const USER_URNS = schemaUrns(USER)
const GROUP_URNS = schemaUrns(GROUP)

export function etagOf(resource: StoredUser | StoredGroup): string {
  return `W/"${resource.version}"`
}

export function locationOf(baseUrl: string, resource: StoredUser | StoredGroup): string {
  return `${baseUrl}/${resource.kind === 'user' ? 'Users' : 'Groups'}/${resource.id}`
}

/** A resource as the service answers it. */
export class Renderer {
  readonly #model: Model
  readonly #baseUrl: string
  readonly #etags: boolean

  constructor(model: Model, baseUrl: string, etags: boolean) {
    this.#model = model
    this.#baseUrl = baseUrl
    this.#etags = etags
  }

  render(resource: StoredUser | StoredGroup): JsonObject {
    return resource.kind === 'user' ? this.user(resource) : this.group(resource)
  }

  user(user: StoredUser): JsonObject {
    const groups: JsonObject[] = []
    for (const id of user.groups) {
      const group = this.#model.groups.byId.get(id)
      if (group !== undefined) groups.push(this.#reference(group))
    }
    return {
      schemas: USER_URNS,
      id: user.id,
      ...user.attributes,
      displayName: displayNameOf(user),
      groups,
      meta: this.#meta(user)
    }
  }

  group(group: StoredGroup): JsonObject {
    return {
      schemas: GROUP_URNS,
      id: group.id,
      ...group.attributes,
      members: this.members(group),
      meta: this.#meta(group)
    }
  }

  members(group: StoredGroup): JsonObject[] {
    const members: JsonObject[] = []
    for (const id of group.members) {
      const member = this.#model.users.byId.get(id) ?? this.#model.groups.byId.get(id)
      if (member !== undefined) members.push(this.#reference(member))
    }
    return members
  }

  #reference(target: StoredUser | StoredGroup): JsonObject {
    return { value: target.id, $ref: locationOf(this.#baseUrl, target), display: this.#model.displayOf(target) }
  }

  #meta(resource: StoredUser | StoredGroup): JsonObject {
    return {
      resourceType: resource.kind === 'user' ? 'User' : 'Group',
      created: japanTime(resource.createdAt),
      lastModified: japanTime(resource.modifiedAt),
      location: locationOf(this.#baseUrl, resource),
      ...(this.#etags ? { version: etagOf(resource) } : {})
    }
  }
}
