import type { Config } from '../config/config.ts'
import type { DirectoryEntry } from '../directory/entry.ts'
import { guidFromBytes, memberDn, memberGuidBytes } from '../directory/guid.ts'
import { dnKey } from '../ldap/dn.ts'
import { compileGroupMapper, compileUserMapper, type Mapped } from '../mapping/map-entry.ts'
import { requestedAttributes } from '../mapping/requested-attributes.ts'
import { type Kind, nameKey } from '../model/names.ts'
import { canonical } from '../model/resource.ts'
import { Stop } from '../model/result.ts'
import type { Workspace } from '../state/workspace.ts'
import type { Source } from './desired-state.ts'

/** Puts entries into the workspace as they come: mapped, numbered, checked for what no entry of AD lacks. */
export class Staging {
  readonly userAttributes: readonly string[]
  readonly groupAttributes: readonly string[]
  /** Entries returned, doubles of overlapping bases included. */
  readonly read = { user: 0, group: 0 }

  readonly #workspace: Workspace
  readonly #mapUser: (entry: DirectoryEntry) => Mapped
  readonly #mapGroup: (entry: DirectoryEntry) => Mapped
  #nextId: number

  constructor(workspace: Workspace, mapping: Config['mapping'], now: Date) {
    this.#workspace = workspace
    this.#mapUser = compileUserMapper(mapping.user, mapping.disabledWhen, now)
    this.#mapGroup = compileGroupMapper(mapping.group)
    this.userAttributes = requestedAttributes(mapping.user, mapping.disabledWhen, 'user')
    this.groupAttributes = [...requestedAttributes(mapping.group, [], 'group'), 'member']
    this.#nextId =
      1 + Math.max(workspace.count('SELECT max(id) FROM state.known'), workspace.count('SELECT max(id) FROM desired'))
  }

  addUsers(page: readonly DirectoryEntry[], source: Source, base: string): void {
    this.#workspace.transaction(() => {
      for (const entry of page) {
        required(entry, 'userAccountControl')
        this.#add('user', entry, source, base, this.#mapUser(entry))
      }
    })
  }

  addGroups(page: readonly DirectoryEntry[], source: Source, base: string): void {
    this.#workspace.transaction(() => {
      for (const entry of page) {
        if (!this.#add('group', entry, source, base, this.#mapGroup(entry))) continue
        const id = this.#workspace.count('SELECT id FROM desired WHERE guid = ?', required(entry, 'objectGUID'))
        this.#workspace.run('INSERT INTO desired_group VALUES (?)', id)
        addMembers(this.#workspace, id, entry)
      }
    })
  }

  #add(kind: Kind, entry: DirectoryEntry, source: Source, base: string, mapped: Mapped): boolean {
    this.read[kind]++
    const guid = required(entry, 'objectGUID')
    required(entry, 'sAMAccountName')
    const anchor = guidFromBytes(guid)
    // Without RETURNING, which costs more than the insertion itself.
    const added = this.#workspace.run(
      `INSERT INTO desired (id, kind, guid, anchor, domain, base, dn, dn_key, external_id, external_key, name, name_key, mail_key, active, resource, lacking)
       VALUES (coalesce((SELECT id FROM state.known WHERE anchor = ?4), ?1), ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16) ON CONFLICT (guid) DO NOTHING`,
      this.#nextId++,
      kind,
      guid,
      anchor,
      source.name,
      base,
      entry.dn,
      source.session.controller.supportsExtendedDn ? null : dnKey(entry.dn),
      mapped.externalId,
      mapped.externalId === null ? null : nameKey(mapped.externalId),
      mapped.name,
      mapped.name === null ? null : nameKey(mapped.name),
      mapped.mails[0] === undefined ? null : nameKey(mapped.mails[0]),
      mapped.active ? 1 : 0,
      canonical(mapped.resource),
      mapped.lacking.length === 0 ? null : JSON.stringify(mapped.lacking)
    )
    return added > 0
  }
}

/**
 * Users were staged before, so that most members are found at once and are final; groups, which may be nested, and what is still to come
 * or outside the scope are kept for later. One statement for all members of a group: it may have as many as there are users.
 */
export function addMembers(workspace: Workspace, groupId: number, entry: DirectoryEntry): void {
  const guids: string[] = []
  const keys: string[] = []
  for (const value of entry.attributes.get('member') ?? []) {
    const guid = memberGuidBytes(value)
    if (guid === null) keys.push(dnKey(memberDn(value)))
    else guids.push(guid.toString('hex'))
  }
  if (guids.length > 0) addNamed(workspace, groupId, guids, BY_GUID)
  if (keys.length > 0) addNamed(workspace, groupId, keys, BY_DN)
}

/** How a member `m` of the list is the desired object `d`, and what of it is kept where it is none. */
interface Naming {
  readonly same: string
  readonly kept: string
}
const BY_GUID: Naming = { same: 'd.guid = unhex(m.value)', kept: 'unhex(m.value), NULL' }
const BY_DN: Naming = { same: 'd.dn_key = m.value AND d.dn_key IS NOT NULL', kept: 'NULL, m.value' }

function addNamed(workspace: Workspace, groupId: number, members: readonly string[], { same, kept }: Naming): void {
  const list = JSON.stringify(members)
  const add = (into: string, from: string) => workspace.run(`INSERT ${into} SELECT ?, ${from}`, groupId, list)
  const desired = `d.id FROM json_each(?) m CROSS JOIN desired d ON ${same}`
  const users = add('OR IGNORE INTO wanted_member', `${desired} WHERE d.id NOT IN desired_group`)
  if (users === members.length) return
  add('INTO direct_member', `${desired} WHERE d.id IN desired_group`)
  add('INTO unresolved_member', `${kept} FROM json_each(?) m WHERE NOT EXISTS (SELECT 1 FROM desired d WHERE ${same})`)
}

function required(entry: DirectoryEntry, attribute: string): Buffer {
  const value = entry.attributes.get(attribute.toLowerCase())?.[0]
  if (value === undefined) throw new Stop({ code: 'directory.attribute_missing', dn: entry.dn, attribute })
  return value
}
