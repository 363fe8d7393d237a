import type { DirectoryObject } from '../support/directory/object.ts'
import type { Company } from './company.ts'
import { isGroup } from './company.ts'
import type { Settings } from './settings.ts'

export interface WantedUser {
  readonly guid: string
  readonly externalId: string
  readonly enabled: boolean
  /** null: the directory lacks what the service demands. */
  readonly userName: string | null
  readonly mail: string | null
  readonly familyName: string | null
  readonly department: string | null
  /** undefined: not managed. */
  readonly title: string | null | undefined
}

export interface WantedGroup {
  readonly guid: string
  readonly externalId: string
  readonly displayName: string
  /** objectGUIDs of users and groups in scope. */
  readonly members: ReadonlySet<string>
}

/** `unseen`: neither alive nor deleted, as far as the account of this installation can see. */
export type Whereabouts = 'in_scope' | 'out_of_scope' | 'deleted' | 'unseen'

/** What the directory holds at one moment in the scope of one installation, said without anything of the product. */
export interface Truth {
  readonly users: ReadonlyMap<string, WantedUser>
  readonly groups: ReadonlyMap<string, WantedGroup>
  readonly invocationId: string
  whereabouts(guid: string): Whereabouts
}

const NORMAL_USER_CLASSES = 4

export function truthOf(company: Company, settings: Settings, now: Date, seesDeleted: boolean): Truth {
  const { directory } = company
  const account = directory.store.get(company.account.dn)
  const view = directory.views.of(account)
  const scopeGroup = company.object('scope')
  const inScope = (object: DirectoryObject): boolean => {
    if (object.deleted || !view.sees(object)) return false
    if (!settings.bases.some((base) => liesUnder(object, company.dnOf(base)))) return false
    if (isGroup(object)) return settings.groupFilter === 'none' || text(object, 'description') !== 'excluded'
    if (settings.userFilter === 'sales') return text(object, 'department')?.toLowerCase() === 'sales'
    if (settings.userFilter === 'not_excluded') return text(object, 'employeeType')?.toLowerCase() !== 'excluded'
    if (settings.userFilter === 'scope_group') return scopeGroup !== null && isBelow(object, scopeGroup)
    return true
  }
  const users = new Map<string, WantedUser>()
  const groups = new Map<string, WantedGroup>()
  const found = [...directory.store.byGuid.values()].filter((object) => isPrincipal(object) && inScope(object))
  const members = new Set(found.map((object) => object.guid))
  for (const object of found) {
    const externalId = settings.externalId === 'objectGUID' ? object.guid : (text(object, 'sAMAccountName') ?? '')
    if (isGroup(object)) {
      const { guid } = object
      const held = new Set(
        [...membersOf(object, settings, view.sees)].filter((member) => members.has(member) && member !== guid)
      )
      groups.set(guid, { guid, externalId, displayName: text(object, 'cn') ?? '', members: held })
    } else users.set(object.guid, userOf(object, externalId, settings, now))
  }
  // Deleted ones may lose their attributes, not their GUID.
  const fates = new Map([...directory.store.byGuid.values()].map((object) => [object.guid, fateOf(object)] as const))
  function fateOf(object: DirectoryObject): Whereabouts {
    if (object.deleted) return seesDeleted ? 'deleted' : 'unseen'
    if (!view.sees(object)) return 'unseen'
    return members.has(object.guid) ? 'in_scope' : 'out_of_scope'
  }
  return { users, groups, invocationId: directory.invocationId, whereabouts: (guid) => fates.get(guid) ?? 'unseen' }
}

function isPrincipal(object: DirectoryObject): boolean {
  const classes = object.objectClasses
  return isGroup(object) || (classes.includes('user') && classes.length === NORMAL_USER_CLASSES)
}

function userOf(object: DirectoryObject, externalId: string, settings: Settings, now: Date): WantedUser {
  const mail = text(object, 'mail')
  const control = Number(text(object, 'userAccountControl'))
  return {
    guid: object.guid,
    externalId,
    enabled: control % 4 < 2 && !(settings.expires && isExpired(text(object, 'accountExpires'), now)),
    userName:
      mail === null ? null : settings.userName === 'mail' ? mail : `${text(object, 'sAMAccountName')}@example.com`,
    mail,
    familyName: text(object, 'sn'),
    department: text(object, 'department'),
    title: settings.withTitle ? text(object, 'title') : undefined
  }
}

/** From the group downwards; with `flatten` through every group that the account sees, each once. */
function membersOf(
  group: DirectoryObject,
  settings: Settings,
  sees: (object: DirectoryObject) => boolean
): Set<string> {
  const found = new Set<string>()
  const open = [group]
  const seen = new Set(open)
  for (let at = open.pop(); at !== undefined; at = open.pop()) {
    for (const member of at.links.get('member') ?? []) {
      if (!isGroup(member)) found.add(member.guid)
      else if (settings.nestedGroups === 'keep') found.add(member.guid)
      else if (settings.nestedGroups === 'flatten' && !seen.has(member) && sees(member)) {
        seen.add(member)
        open.push(member)
      }
    }
  }
  return found
}

function isBelow(object: DirectoryObject, group: DirectoryObject): boolean {
  const open = [object]
  const seen = new Set<DirectoryObject>(open)
  for (let at = open.pop(); at !== undefined; at = open.pop()) {
    for (const above of at.linkedBy.get('member') ?? []) {
      if (above === group) return true
      if (!seen.has(above)) {
        seen.add(above)
        open.push(above)
      }
    }
  }
  return false
}

function liesUnder(object: DirectoryObject, dn: string): boolean {
  for (let at = object.parent; at !== null; at = at.parent) if (at.dn === dn) return true
  return false
}

function text(object: DirectoryObject, attribute: string): string | null {
  return object.attributes.get(attribute.toLowerCase())?.values[0]?.toString() ?? null
}

/** Steps of 100 ns since 1601; 0 and the largest number: never. */
function isExpired(accountExpires: string | null, now: Date): boolean {
  const steps = Number(accountExpires ?? 0)
  if (steps === 0 || steps > 9e18) return false
  return steps / 10_000 - 11_644_473_600_000 <= now.getTime()
}
