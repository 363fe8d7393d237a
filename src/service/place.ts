import { ALIASES, CORE_SCHEMA, extensionOf } from './profile.ts'

/** Where a path of a FlatResource lives in the JSON of a resource. */
export type Place = SinglePlace | ElementPlace

export interface SinglePlace {
  readonly list: false
  /** The extension's URN; null: the core schema. */
  readonly extension: string | null
  readonly attribute: string
  readonly sub: string | null
}

/** A sub-attribute of the bound element of a multi-valued attribute; `index` tells bound elements apart, it is no position at the service. */
export interface ElementPlace {
  readonly list: true
  readonly extension: string | null
  readonly attribute: string
  readonly index: number
  readonly sub: string
}

/** RFC 7643 §4.1.2. */
const MULTI_VALUED = new Set([
  'emails',
  'phoneNumbers',
  'ims',
  'photos',
  'addresses',
  'entitlements',
  'roles',
  'x509Certificates'
])

/** Paths are those of `ad_bind`; a full URN path (RFC 7644 §3.10) names its extension itself. */
export function placeOf(path: string): Place {
  const urn = /^(urn:.+:(?:User|Group)):([^:]+)$/.exec(path)
  const written = urn?.[2] ?? path
  const aliased = urn === null ? (ALIASES[written] ?? written) : written
  const [head, ...rest] = aliased.split('.')
  const [, attribute, index] = /^([^[]+)(?:\[(\d+)\])?$/.exec(head ?? aliased) ?? [undefined, aliased, undefined]
  const name = attribute ?? aliased
  const named = urn?.[1] ?? null
  const extension = urn === null ? extensionOf(name) : isCore(named) ? null : named
  const sub = rest.length === 0 ? null : rest.join('.')
  if (index !== undefined || (extension === null && MULTI_VALUED.has(name))) {
    return { list: true, extension, attribute: name, index: Number(index ?? 0), sub: sub ?? 'value' }
  }
  return { list: false, extension, attribute: name, sub }
}

function isCore(schema: string | null): boolean {
  return schema === CORE_SCHEMA.user || schema === CORE_SCHEMA.group
}

/** The attribute of a place as a PATCH path (RFC 7644 §3.5.2, §3.10). */
export function patchPath(place: Place): string {
  const attribute = place.extension === null ? place.attribute : `${place.extension}:${place.attribute}`
  return place.list || place.sub === null ? attribute : `${attribute}.${place.sub}`
}

/** The key that all paths of one multi-valued attribute have in common. */
export function listKey(place: ElementPlace): string {
  return patchPath(place)
}
