import { z } from 'zod'
import { type Kind, ScimId } from '../model/names.ts'
import { isObject } from './json.ts'
import type { Profile } from './profile.ts'
import type { ServiceObject } from './service.ts'

/** Azure-like servers write booleans as strings. */
const Truth = z.union([z.boolean(), z.stringbool({ truthy: ['true'], falsy: ['false'] })])

const Resource = z.looseObject({
  id: ScimId,
  externalId: z.string().nullish(),
  userName: z.string().nullish(),
  displayName: z.string().nullish(),
  active: Truth.nullish(),
  members: z.array(z.looseObject({ value: ScimId })).nullish()
})

/** A resource of the service from its JSON; null when it is none. */
export function readResource(kind: Kind, value: unknown, profile: Profile): ServiceObject | null {
  const parsed = Resource.safeParse(value)
  if (!parsed.success || !isObject(value)) return null
  const { id, externalId, userName, displayName, active, members } = parsed.data
  return {
    id,
    externalId: externalId ?? null,
    name: (kind === 'user' ? userName : displayName) ?? '',
    active: kind === 'group' || (active ?? true),
    pendingDeletion: kind === 'user' && profile.isPendingDeletion(value),
    members: (members ?? []).map((member) => member.value),
    raw: value
  }
}

/** RFC 7644 §3.4.2: `Resources` may be absent when there are none. */
const ListResponse = z.looseObject({
  schemas: z
    .array(z.string())
    .refine((schemas) =>
      schemas.some((schema) => schema.toLowerCase() === 'urn:ietf:params:scim:api:messages:2.0:listresponse')
    ),
  totalResults: z.int().min(0),
  Resources: z.array(z.unknown()).nullish()
})

export interface ListPage {
  readonly totalResults: number
  readonly resources: readonly unknown[]
}

export function readListPage(value: unknown): ListPage | null {
  const parsed = ListResponse.safeParse(value)
  return parsed.success ? { totalResults: parsed.data.totalResults, resources: parsed.data.Resources ?? [] } : null
}
