import { z } from 'zod'
import type { IijId } from '../support/service/iij-id.ts'
import { ENTERPRISE_USER } from '../support/service/iij-schemas.ts'
import type { StoredUser } from '../support/service/stored.ts'
import { groupLine, userLine } from './company.ts'

const UserAttributes = z.object({
  userName: z.string(),
  active: z.boolean(),
  name: z.object({ familyName: z.string(), givenName: z.string() }),
  title: z.string().default('')
})
const EnterpriseAttributes = z.object({ department: z.string().default('') }).default({ department: '' })

/** Everything that the service holds but the token's owner, in the words of `Company.expected`. */
export function contentOf(service: IijId): string[] {
  const { model, owner } = service
  const users = [...model.users.live.all(), ...model.pending].filter((user) => user.attributes['userName'] !== owner)
  const groups = model.groups.live.all().map((group) => {
    const members = [...group.members].map((id) => model.users.byId.get(id)?.attributes['userName'] ?? id)
    return groupLine(String(group.attributes['displayName']), members.map(String))
  })
  return [...users.map(lineOf), ...groups].sort()
}

function lineOf({ attributes, pendingSince }: StoredUser): string {
  const { userName, active, name, title } = UserAttributes.parse(attributes)
  const { department } = EnterpriseAttributes.parse(attributes[ENTERPRISE_USER])
  const state = pendingSince !== null ? 'pending deletion' : active ? 'active' : 'disabled'
  return userLine({ userName, ...name, department, title, state })
}

/** What makes one list another, as lines to read; none when they are the same. */
export function differences(expected: readonly string[], seen: readonly string[]): string[] {
  return [
    ...expected.filter((line) => !seen.includes(line)).map((line) => `expected, not seen: ${line}`),
    ...seen.filter((line) => !expected.includes(line)).map((line) => `seen, not expected: ${line}`)
  ]
}

export interface Figures {
  readonly active: number
  readonly disabled: number
  readonly pending: number
  readonly groups: number
  readonly memberships: number
}

/** The token's owner is not counted. */
export function figuresOf(service: IijId): Figures {
  const { model, owner } = service
  const users = model.users.live.all().filter((user) => user.attributes['userName'] !== owner)
  const active = users.filter((user) => user.attributes['active'] === true).length
  const groups = model.groups.live.all()
  return {
    active,
    disabled: users.length - active,
    pending: model.pending.length,
    groups: groups.length,
    memberships: groups.reduce((sum, group) => sum + group.members.size, 0)
  }
}
