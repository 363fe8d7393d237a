import { startScimmy } from './scimmy-server.ts'
import { type IijId, startIijId } from './service/iij-id.ts'
import { ENTERPRISE_USER } from './service/iij-schemas.ts'
import { isObject, type JsonObject, objectsOf, textOf } from './service/json.ts'
import type { IijIdOptions } from './service/options.ts'
import type { StoredGroup, StoredUser } from './service/stored.ts'

/** A user at the service, as far as both servers keep him. Absent texts are null. */
export interface ScenarioUser {
  readonly userName: string
  readonly active: boolean
  readonly familyName: string | null
  readonly givenName: string | null
  readonly title: string | null
  readonly department: string | null
  /** Values in their order. */
  readonly emails: readonly string[]
  readonly phoneNumbers: readonly string[]
}

/** By externalId; what has none (the token's owner) is left out. Users pending deletion are in `pending` alone. */
export interface Snapshot {
  readonly users: ReadonlyMap<string, ScenarioUser>
  readonly pending: ReadonlyMap<string, ScenarioUser>
  readonly groups: ReadonlyMap<string, { readonly displayName: string; readonly members: ReadonlySet<string> }>
}

/** A SCIM service that a list of wanted states is run against. */
export interface TestService {
  readonly profile: 'iij-id' | 'generic'
  readonly baseUrl: string
  readonly token: string
  /** userName of the token's owner, whom `/Me` tells. He has no externalId. */
  readonly owner: string
  snapshot(): Snapshot
  /** By id, of all that have one, users pending deletion too. */
  externalIds(): ReadonlyMap<string, string>
  /** Requests other than GET since the start or the last `clearWrites`. */
  writes(): readonly { readonly method: string; readonly path: string }[]
  clearWrites(): void
  close(): Promise<void>
}

export interface Backend {
  readonly name: string
  start(): Promise<TestService>
}

/** Every backend: `describe.each(BACKENDS)('… on $name', …)`. */
export const BACKENDS: readonly Backend[] = [
  { name: 'the IIJ ID emulator', start: () => startIijIdService() },
  { name: 'an independent SCIM server', start: startScimmyService }
]

export async function startIijIdService(options: IijIdOptions = {}): Promise<TestService> {
  return asTestService(await startIijId(options))
}

export function asTestService(service: IijId): TestService {
  const resource = (stored: StoredUser | StoredGroup): JsonObject => ({ id: stored.id, ...stored.attributes })
  return {
    profile: 'iij-id',
    baseUrl: service.baseUrl,
    token: service.token,
    owner: service.owner ?? '',
    snapshot: () => {
      const { users, groups } = service.model
      const members = (group: StoredGroup) => [...group.members].map((value) => ({ value }))
      return snapshotOf(
        users.live.all().map(resource),
        groups.live.all().map((group) => ({ ...resource(group), members: members(group) })),
        service.model.pending.map(resource)
      )
    },
    externalIds: () => {
      const { users, groups } = service.model
      return externalIdsOf([...users.live.all(), ...groups.live.all(), ...service.model.pending].map(resource))
    },
    writes: () => service.writes().map(({ method, path }) => ({ method, path })),
    clearWrites: () => service.log.clear(),
    close: () => service.close()
  }
}

export async function startScimmyService(): Promise<TestService> {
  const service = await startScimmy()
  return {
    profile: 'generic',
    baseUrl: service.baseUrl,
    token: service.token,
    owner: service.owner,
    snapshot: () => snapshotOf(service.users(), service.groups(), []),
    externalIds: () => externalIdsOf([...service.users(), ...service.groups()]),
    writes: () => service.writes(),
    clearWrites: () => service.clearWrites(),
    close: () => service.close()
  }
}

function snapshotOf(
  users: readonly JsonObject[],
  groups: readonly JsonObject[],
  pending: readonly JsonObject[]
): Snapshot {
  const externalIds = externalIdsOf([...users, ...groups, ...pending])
  const keyed = <T>(resources: readonly JsonObject[], shape: (resource: JsonObject) => T) =>
    new Map(
      resources.flatMap((resource) => {
        const externalId = externalIds.get(String(resource['id']))
        return externalId === undefined ? [] : [[externalId, shape(resource)] as const]
      })
    )
  return {
    users: keyed(users, userOf),
    pending: keyed(pending, userOf),
    groups: keyed(groups, (group) => ({
      displayName: textOf(group['displayName']) ?? '',
      members: new Set(
        objectsOf(group['members']).map((member) => externalIds.get(String(member['value'])) ?? String(member['value']))
      )
    }))
  }
}

function externalIdsOf(resources: readonly JsonObject[]): Map<string, string> {
  const externalIds = new Map<string, string>()
  for (const resource of resources) {
    const externalId = textOf(resource['externalId'])
    if (externalId !== null) externalIds.set(String(resource['id']), externalId)
  }
  return externalIds
}

function userOf(user: JsonObject): ScenarioUser {
  const name = isObject(user['name']) ? user['name'] : {}
  const extension = user[ENTERPRISE_USER]
  const enterprise = isObject(extension) ? extension : {}
  const values = (list: unknown) => objectsOf(list).flatMap((element) => textOf(element['value']) ?? [])
  return {
    userName: textOf(user['userName']) ?? '',
    active: user['active'] !== false,
    familyName: textOf(name['familyName']),
    givenName: textOf(name['givenName']),
    title: textOf(user['title']),
    department: textOf(enterprise['department']),
    emails: values(user['emails']),
    phoneNumbers: values(user['phoneNumbers'])
  }
}
