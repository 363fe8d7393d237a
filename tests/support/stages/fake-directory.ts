import type { DirectoryEntry } from '../../../src/directory/entry.ts'
import { guidToBytes } from '../../../src/directory/guid.ts'
import type { Controller, DirectorySession, LookedUp, Search } from '../../../src/directory/session.ts'
import { isUnder } from '../../../src/ldap/dn.ts'
import { matches } from '../../../src/ldap/filter.ts'
import { Dn, type Guid } from '../../../src/model/names.ts'
import { anchorOf } from './things.ts'

/** A user or group of a fake directory. `members` are numbers of others. */
export interface Listed {
  readonly n: number
  readonly kind?: 'user' | 'group'
  readonly dn?: string
  readonly members?: readonly number[]
  /** Attributes in place of the usual ones; null takes one away. */
  readonly attributes?: Readonly<Record<string, string | null>>
}

export interface FakeDirectory extends DirectorySession {
  readonly searches: Search[]
  readonly lookUps: Guid[]
}

/**
 * A domain as data: what searches return, and beside it what only a look-up shows (deleted objects, objects in no base). It answers filters
 * as AD does, in pages of two so that streams are streams.
 */
export function fakeDirectory(
  listed: readonly Listed[],
  more: {
    readonly controller?: Partial<Controller>
    readonly lookedUp?: ReadonlyMap<number, LookedUp>
    /** Called before each search. */
    readonly onSearch?: (search: Search) => void
  } = {}
): FakeDirectory {
  const searches: Search[] = []
  const lookUps: Guid[] = []
  return {
    controller: {
      address: 'dc1.example.local:636',
      dnsHostName: 'dc1.example.local',
      invocationId: anchorOf(0xdc1),
      domainId: anchorOf(0xd0),
      defaultNamingContext: Dn.parse('DC=example,DC=local'),
      supportsExtendedDn: true,
      seesDeleted: false,
      ...more.controller
    },
    warnings: [],
    searches,
    lookUps,
    async *search(search) {
      searches.push(search)
      more.onSearch?.(search)
      const found = listed.map(entryOf).filter((entry) => isWithin(entry, search) && matches(search.filter, entry))
      for (let at = 0; at < found.length; at += 2) yield found.slice(at, at + 2).map((entry) => reduced(entry, search))
    },
    async lookUp(anchors) {
      lookUps.push(...anchors)
      const found = new Map<Guid, LookedUp>()
      for (const anchor of anchors) {
        const there = listed.find(({ n }) => anchorOf(n) === anchor)
        if (there !== undefined)
          found.set(anchor, { kind: 'alive', dn: Dn.parse(dnOfListed(there)), objectClasses: [] })
        for (const [n, looked] of more.lookedUp ?? []) if (anchorOf(n) === anchor) found.set(anchor, looked)
      }
      return found
    },
    async close() {}
  }

  function entryOf(object: Listed): DirectoryEntry {
    const attributes = new Map<string, Buffer[]>([['objectguid', [guidToBytes(anchorOf(object.n))]]])
    for (const [name, value] of Object.entries({ ...usual(object), ...object.attributes })) {
      if (value === null) attributes.delete(name.toLowerCase())
      else attributes.set(name.toLowerCase(), [Buffer.from(value)])
    }
    if (object.members !== undefined) attributes.set('member', object.members.map(memberValue))
    return { dn: Dn.parse(dnOfListed(object)), attributes }
  }

  function memberValue(n: number): Buffer {
    const there = listed.find((candidate) => candidate.n === n)
    return Buffer.from(`<GUID=${anchorOf(n)}>;${there === undefined ? `CN=elsewhere ${n},DC=x` : dnOfListed(there)}`)
  }
}

export function dnOfListed({ n, kind = 'user', dn }: Listed): string {
  return dn ?? `CN=${kind} ${n},OU=company,DC=example,DC=local`
}

function usual({ n, kind = 'user' }: Listed): Record<string, string> {
  return kind === 'user'
    ? {
        sAMAccountName: `u${n}`,
        sAMAccountType: '805306368',
        userAccountControl: '512',
        mail: `u${n}@example.jp`
      }
    : { sAMAccountName: `g${n}`, objectCategory: 'group', cn: `group ${n}` }
}

function isWithin(entry: DirectoryEntry, search: Search): boolean {
  const guid = /^<GUID=(.*)>$/.exec(search.base)?.[1]
  if (guid === undefined) return isUnder(entry.dn, search.base)
  return entry.attributes.get('objectguid')?.[0]?.equals(guidToBytes(guid as Guid)) ?? false
}

function reduced(entry: DirectoryEntry, search: Search): DirectoryEntry {
  const wanted = new Set(search.attributes.map((name) => name.toLowerCase()))
  return { dn: entry.dn, attributes: new Map([...entry.attributes].filter(([name]) => wanted.has(name))) }
}
