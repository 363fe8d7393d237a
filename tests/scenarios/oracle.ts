import { readFileSync } from 'node:fs'
import { Client, type Entry } from 'ldapts'
import { guidFromBytes } from '../support/directory/identifiers.ts'
import type { TestDirectory } from '../support/scenario-directory.ts'
import type { ScenarioUser } from '../support/scenario-service.ts'

/** What the service has to hold, by externalId (the dashed objectGUID). */
export interface Expected {
  readonly users: Map<string, ScenarioUser>
  readonly groups: Map<string, { readonly displayName: string; readonly members: Set<string> }>
}

export interface OracleScope {
  /** Users and groups below it are in scope, but for those whose employeeType or description says so. */
  readonly base: string
  readonly nestedGroups?: 'flatten' | 'keep' | 'ignore'
  readonly now: Date
}

/** Of users and groups that the scope leaves out by its filters. */
export const OUT_OF_SCOPE = '対象外'

interface DirectoryObject {
  readonly externalId: string
  readonly dn: string
  readonly isUser: boolean
  readonly memberOf: readonly string[]
  first(attribute: string): string | null
}

/**
 * Reads the directory with a client that is not ours and says what the service must hold: memberships from below, by the `memberOf` of each
 * member and a walk up that remembers where it was, while the product reads `member` and goes down; the scope by comparing texts.
 */
export async function expectedByDirectory(directory: TestDirectory, scope: OracleScope): Promise<Expected> {
  const objects = await readObjects(directory)
  const byDn = new Map(objects.map((object) => [object.dn.toLowerCase(), object]))
  const inScope = objects.filter((object) => isInScope(object, scope.base))
  const users = new Map<string, ScenarioUser>()
  for (const object of inScope)
    if (object.isUser && object.first('mail') !== null) users.set(object.externalId, userOf(object, scope.now))
  const groups = new Map<string, { displayName: string; members: Set<string> }>()
  for (const object of inScope)
    if (!object.isUser) groups.set(object.externalId, { displayName: object.first('cn') ?? '', members: new Set() })
  for (const object of inScope) {
    if (object.isUser ? !users.has(object.externalId) : scope.nestedGroups !== 'keep') continue
    const parents = (scope.nestedGroups ?? 'flatten') === 'flatten' ? above(object, byDn) : directlyAbove(object, byDn)
    for (const parent of parents) if (parent !== object) groups.get(parent.externalId)?.members.add(object.externalId)
  }
  return { users, groups }
}

function directlyAbove(object: DirectoryObject, byDn: ReadonlyMap<string, DirectoryObject>): DirectoryObject[] {
  return object.memberOf.map((dn) => {
    const parent = byDn.get(dn.toLowerCase())
    if (parent === undefined) throw new Error(`${object.dn} is a member of ${dn}, which was not read`)
    return parent
  })
}

function above(
  object: DirectoryObject,
  byDn: ReadonlyMap<string, DirectoryObject>,
  seen = new Set<DirectoryObject>()
): Set<DirectoryObject> {
  for (const parent of directlyAbove(object, byDn)) {
    if (seen.has(parent)) continue
    seen.add(parent)
    above(parent, byDn, seen)
  }
  return seen
}

function isInScope(object: DirectoryObject, base: string): boolean {
  if (!object.dn.toLowerCase().endsWith(`,${base.toLowerCase()}`)) return false
  return object.first(object.isUser ? 'employeeType' : 'description') !== OUT_OF_SCOPE
}

function userOf(object: DirectoryObject, now: Date): ScenarioUser {
  const mail = object.first('mail') ?? ''
  const phone = object.first('telephoneNumber')
  return {
    userName: mail,
    active: Number(object.first('userAccountControl')) % 4 < 2 && !isExpired(object.first('accountExpires'), now),
    familyName: object.first('sn'),
    givenName: object.first('givenName'),
    title: object.first('title'),
    department: object.first('department'),
    emails: [mail],
    // The tests write numbers of Japan with their separators: 03-1234-5678.
    phoneNumbers: phone === null ? [] : [`tel:+81-${phone.slice(1)}`]
  }
}

/** Counts days since 1601 in steps of 100 ns; 0 and the largest number: never. */
function isExpired(accountExpires: string | null, now: Date): boolean {
  const steps = Number(accountExpires ?? 0)
  if (steps === 0 || steps > 9e18) return false
  return steps / 10_000 - (Date.UTC(1970, 0, 1) - Date.UTC(1601, 0, 1)) <= now.getTime()
}

const ATTRIBUTES = [
  'objectClass',
  'objectGUID',
  'memberOf',
  'cn',
  'mail',
  'sn',
  'givenName',
  'title',
  'department',
  'telephoneNumber',
  'employeeType',
  'description',
  'userAccountControl',
  'accountExpires'
]

async function readObjects({ connection, baseDn }: TestDirectory): Promise<DirectoryObject[]> {
  const client = new Client({
    url: `ldaps://${connection.host}:${connection.ldapsPort}`,
    tlsOptions: { ca: readFileSync(connection.caFile) },
    timeout: 60_000
  })
  try {
    await client.bind(connection.userDn, connection.password)
    const { searchEntries } = await client.search(baseDn, {
      filter: '(|(objectClass=user)(objectClass=group))',
      attributes: ATTRIBUTES,
      explicitBufferAttributes: ['objectGUID'],
      paged: { pageSize: 250 }
    })
    return searchEntries.flatMap((entry) =>
      values(entry, 'objectClass').includes('computer') ? [] : [objectOf(entry)]
    )
  } finally {
    await client.unbind()
  }
}

function objectOf(entry: Entry): DirectoryObject {
  const guid = [entry['objectGUID']].flat()[0]
  if (!Buffer.isBuffer(guid)) throw new Error(`no objectGUID: ${entry.dn}`)
  return {
    externalId: guidFromBytes(guid),
    dn: entry.dn,
    isUser: values(entry, 'objectClass').includes('user'),
    memberOf: values(entry, 'memberOf'),
    first: (attribute) => values(entry, attribute)[0] ?? null
  }
}

function values(entry: Entry, attribute: string): string[] {
  return [entry[attribute] ?? []].flat().map((value) => value.toString())
}
