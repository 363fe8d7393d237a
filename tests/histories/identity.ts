import type { Company } from './company.ts'
import type { Seen } from './observed-service.ts'
import type { Settings } from './settings.ts'
import type { Truth } from './truth.ts'

/** Which person or group of the directory an externalId means, whatever became of him. */
export interface DirectoryOfNames {
  guidOf(externalId: string | null): string | null
  nameOf(guid: string): string
}

/** An externalId is an objectGUID, or a sAMAccountName, which in a history is the name itself. */
export function directoryOfNames(company: Company): DirectoryOfNames {
  return {
    guidOf(externalId) {
      if (externalId === null) return null
      const guid = externalId.toLowerCase()
      return company.names.some((name) => company.guidOf(name) === guid) ? guid : company.guidOf(guid)
    },
    nameOf: (guid) => company.nameOf(guid)
  }
}

/** The newcomer whose object this may become: by externalId, else by name where it has none; null for nobody. */
export function adoptable(object: Seen, truths: readonly Truth[], settings: Settings): string | null {
  for (const truth of truths) {
    const wanted = object.kind === 'user' ? truth.users.values() : truth.groups.values()
    for (const each of wanted) {
      const name = 'displayName' in each ? each.displayName : each.userName
      if (
        object.externalId === null
          ? settings.adopt.byName !== 'never' && same(name, object.name)
          : same(each.externalId, object.externalId)
      )
        return each.guid
    }
  }
  return null
}

export function same(one: string | null, other: string | null): boolean {
  return one !== null && other !== null && one.toLowerCase() === other.toLowerCase()
}
