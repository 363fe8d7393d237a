import type { IijId } from '../support/service/iij-id.ts'
import { ENTERPRISE_USER } from '../support/service/iij-schemas.ts'
import { isObject } from '../support/service/json.ts'
import type { Auditor } from './auditor.ts'
import type { DirectoryOfNames } from './identity.ts'
import { same } from './identity.ts'
import { everything, type Seen } from './observed-service.ts'
import type { StateView } from './state-view.ts'
import type { Truth, WantedGroup, WantedUser } from './truth.ts'

/** Where the service is not what the directory says, of all that is this installation's business. */
export function differences(
  service: IijId,
  truth: Truth,
  view: StateView,
  books: Auditor,
  names: DirectoryOfNames
): string[] {
  const objects = everything(service)
  const live = objects.filter(({ pending }) => !pending)
  const wrong: string[] = []
  const ids = new Map<string, string>()
  const find = (kind: Seen['kind'], wanted: WantedUser | WantedGroup): Seen | null => {
    const found = live.filter((object) => object.kind === kind && same(object.externalId, wanted.externalId))
    const [object, second] = found
    if (object === undefined) wrong.push(`${kind} ${names.nameOf(wanted.guid)} is missing at the service`)
    else if (second !== undefined) wrong.push(`${kind} ${names.nameOf(wanted.guid)} is there twice`)
    else if (view.claims.get(object.id)?.anchor !== wanted.guid)
      wrong.push(`${kind} ${names.nameOf(wanted.guid)} is at the service, but is not known`)
    else {
      ids.set(wanted.guid, object.id)
      return object
    }
    return null
  }
  for (const user of truth.users.values()) {
    const object = find('user', user)
    if (object !== null) wrong.push(...userDifferences(user, object, names))
  }
  const groups = [...truth.groups.values()].map((group) => [group, find('group', group)] as const)
  // Whom an administrator restored by hand after our delete is his business as long as the directory doesn't want him, memberships included.
  const isOurs = ({ id }: Seen) => view.claims.has(id) && view.claims.get(id)?.standing !== 'pending'
  const owned = new Set(live.filter(isOurs).map(({ id }) => id))
  for (const [group, object] of groups)
    if (object !== null) wrong.push(...groupDifferences(group, object, ids, owned, names))
  for (const object of live) {
    const claim = view.claims.get(object.id)
    if (claim?.standing === 'pending') continue
    if (claim !== undefined && truth.whereabouts(claim.anchor) !== 'in_scope')
      wrong.push(`${object.kind} ${object.name} is still there, though not in scope`)
    if (claim === undefined && books.made.has(object.id) && !books.damaged)
      wrong.push(`${object.kind} ${object.name} was made by this installation and is forgotten`)
  }
  return wrong
}

function userDifferences(user: WantedUser, object: Seen, names: DirectoryOfNames): string[] {
  const attributes: unknown = JSON.parse(object.attributes)
  const at = (holder: unknown, name: string) => (isObject(holder) ? (holder[name] ?? null) : null)
  const pairs: readonly (readonly [string, unknown, unknown])[] = [
    ['userName', user.userName, object.name],
    ['active', user.enabled, object.active],
    ['mail', user.mail, object.mail],
    ['familyName', user.familyName, at(at(attributes, 'name'), 'familyName')],
    ['department', user.department, at(at(attributes, ENTERPRISE_USER), 'department')],
    ['title', user.title, user.title === undefined ? undefined : at(attributes, 'title')]
  ]
  return pairs
    .filter(([, wanted, held]) => wanted !== held)
    .map(([name, wanted, held]) => `user ${names.nameOf(user.guid)}: ${name} is ${held}, not ${wanted}`)
}

function groupDifferences(
  group: WantedGroup,
  object: Seen,
  ids: ReadonlyMap<string, string>,
  owned: ReadonlySet<string>,
  names: DirectoryOfNames
): string[] {
  const wrong: string[] = []
  const name = names.nameOf(group.guid)
  if (object.name !== group.displayName) wrong.push(`group ${name} is called ${object.name}, not ${group.displayName}`)
  const wanted = new Set([...group.members].map((guid) => ids.get(guid) ?? guid))
  for (const id of wanted) if (!object.members.includes(id)) wrong.push(`group ${name} lacks a member`)
  for (const id of object.members)
    if (owned.has(id) && !wanted.has(id)) wrong.push(`group ${name} has a member too many`)
  return wrong
}
