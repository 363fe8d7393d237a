import { Guid, type Kind } from '../../../src/model/names.ts'
import type { FlatResource } from '../../../src/model/resource.ts'
import type { Problem } from '../../../src/problems/problem.ts'

/** A user or a group of a test: everything follows from its number, but for what is given. */
export interface Thing {
  readonly n: number
  readonly kind?: Kind
  /** userName or displayName; null: it could not be made. */
  readonly name?: string | null
  readonly externalId?: string | null
  readonly mail?: string | null
  readonly title?: string | null
  readonly active?: boolean
  readonly domain?: string
  readonly base?: string
  readonly dn?: string
  readonly lacking?: readonly Problem[]
}

export function anchorOf(n: number): Guid {
  return Guid.parse(`00000000-0000-4000-8000-${n.toString(16).padStart(12, '0')}`)
}

export function kindOf(thing: Thing): Kind {
  return thing.kind ?? 'user'
}

export function nameOf(thing: Thing): string | null {
  if (thing.name !== undefined) return thing.name
  return kindOf(thing) === 'user' ? `u${thing.n}@example.jp` : `group ${thing.n}`
}

export function externalIdOf(thing: Thing): string | null {
  return thing.externalId === undefined ? anchorOf(thing.n) : thing.externalId
}

export function mailOf(thing: Thing): string | null {
  if (kindOf(thing) === 'group') return null
  return thing.mail === undefined ? nameOf(thing) : thing.mail
}

export function dnOf(thing: Thing): string {
  return thing.dn ?? `CN=${kindOf(thing)} ${thing.n},OU=company,DC=example,DC=local`
}

/** What the mapping makes of it; what could not be made is left out. */
export function resourceOf(thing: Thing): FlatResource {
  const names: [string, string | null][] = [
    ['externalId', externalIdOf(thing)],
    [kindOf(thing) === 'user' ? 'userName' : 'displayName', nameOf(thing)]
  ]
  if (kindOf(thing) === 'user') names.push(['emails.value', mailOf(thing)])
  return {
    ...Object.fromEntries(names.filter(([, value]) => value !== null)),
    ...(kindOf(thing) === 'user' ? { title: thing.title ?? null } : {})
  }
}
