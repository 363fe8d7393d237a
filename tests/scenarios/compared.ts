import type { Counts } from '../../src/report/counts.ts'
import type { ScenarioUser } from '../support/scenario-service.ts'
import type { ExpectedCounts } from './step.ts'

interface Holding {
  readonly users: ReadonlyMap<string, ScenarioUser>
  readonly groups: ReadonlyMap<string, { readonly displayName: string; readonly members: ReadonlySet<string> }>
}

/** What a service holds, under the names of the stage, so that a difference reads well. */
export function comparable({ users, groups }: Holding, nameOf: (externalId: string) => string) {
  return {
    users: Object.fromEntries([...users].map(([key, user]) => [nameOf(key), user])),
    groups: Object.fromEntries(
      [...groups].map(([key, { displayName, members }]) => [
        nameOf(key),
        { displayName, members: [...members].map(nameOf).sort() }
      ])
    )
  }
}

/** What a run says that it did. */
export function deedsOf({ users, groups, memberships }: Counts) {
  return {
    users: {
      create: users.create,
      adopt: users.adopt,
      update: users.update,
      enable: users.enable,
      disable: users.disable,
      delete: users.delete,
      restore: users.restore,
      rekey: users.rekey,
      failed: users.failed,
      held: users.held
    },
    groups: {
      create: groups.create,
      adopt: groups.adopt,
      update: groups.update,
      delete: groups.delete,
      rekey: groups.rekey,
      failed: groups.failed,
      held: groups.held
    },
    memberships: {
      add: memberships.add,
      remove: memberships.remove,
      failed: memberships.failed,
      held: memberships.held
    }
  }
}

/** The same with what is expected of it: nothing but that. */
export function expectedDeeds(expected: ExpectedCounts, counts: Counts) {
  const none = deedsOf(counts)
  const zero = <T extends object>(deeds: T) => Object.fromEntries(Object.keys(deeds).map((name) => [name, 0]))
  return {
    users: { ...zero(none.users), ...expected.users },
    groups: { ...zero(none.groups), ...expected.groups },
    memberships: { ...zero(none.memberships), ...expected.memberships }
  }
}
