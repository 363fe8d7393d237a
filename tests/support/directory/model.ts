import { findAccount } from './bind-name.ts'
import { type BuiltIn, makeBuiltIn } from './built-in.ts'
import { escapeRdnValue } from './dn.ts'
import { guidBytes, seededDomainSid, seededGuid } from './identifiers.ts'
import {
  type AttributeInput,
  type Attributes,
  type DirectoryObject,
  firstNumber,
  firstText,
  link,
  unlink
} from './object.ts'
import { DirectoryRefusal, ObjectStore } from './store.ts'
import { Views } from './views.ts'

export interface DirectoryOptions {
  /** DNS name: `corp.example.com`. */
  readonly domain: string
  /** The controller's clock. Without one it stands at 2026-01-05T00:00:00Z until `advance` moves it. */
  readonly now?: () => Date
  /** Other seeds give other GUIDs and SIDs; default: the domain's name. */
  readonly seed?: string
  /** AD's optional feature: deleted objects keep all attributes but their links. */
  readonly recycleBin?: boolean
}

/** A new object: where, its name, and any attributes. `parent` is a DN; without one it is where AD puts such objects itself. */
export interface NewEntry {
  readonly cn: string
  readonly parent?: string
  readonly [attribute: string]: AttributeInput
}

export interface NewUser extends NewEntry {
  readonly sAMAccountName?: string
  /** For a simple bind; never readable. */
  readonly password?: string
}

export interface NewGroup extends NewEntry {
  readonly sAMAccountName?: string
  readonly member?: readonly string[]
}

const USER_CLASSES = ['top', 'person', 'organizationalPerson', 'user']
const COMPUTER_CLASSES = [...USER_CLASSES, 'computer']
const CONTACT_CLASSES = ['top', 'person', 'organizationalPerson', 'contact']
const GROUP_CLASSES = ['top', 'group']
const OU_CLASSES = ['top', 'organizationalUnit']
const FOREIGN_CLASSES = ['top', 'foreignSecurityPrincipal']
const GLOBAL_SECURITY_GROUP = -2_147_483_646
const ACCOUNT_DISABLE = 0x2

/** An Active Directory domain in memory, changed by its methods and read through `startDirectory`. */
export class SimulatedDirectory {
  readonly domain: string
  /** The NetBIOS name of `DOMAIN\user`: the first label, upper case. */
  readonly netbiosName: string
  readonly domainSid: string
  readonly store: ObjectStore
  readonly builtIn: BuiltIn
  readonly views: Views
  /** Windows errors (`530`: not at this time, `531`: not from this workstation) with which binds of an account are refused. */
  readonly refusedLogons = new Map<DirectoryObject, '530' | '531'>()
  readonly #now: () => Date
  readonly #seed: string
  readonly #recycleBin: boolean
  readonly #names = new Map<string, DirectoryObject>()
  #advancedMs = 0
  #nextRid = 1104
  #restores = 0

  constructor(options: DirectoryOptions) {
    this.domain = options.domain
    this.netbiosName = (options.domain.split('.')[0] ?? '').toUpperCase()
    this.#seed = options.seed ?? options.domain
    this.#now = options.now ?? (() => new Date(Date.UTC(2026, 0, 5) + this.#advancedMs))
    this.#recycleBin = options.recycleBin ?? false
    this.domainSid = seededDomainSid(this.#seed)
    this.store = new ObjectStore(this.#seed, () => this.now())
    this.builtIn = makeBuiltIn(this.store, this.domain, this.domainSid)
    this.views = new Views(this.store)
    for (const object of this.store.byGuid.values()) this.#register(object)
    this.#showInvocationId()
  }

  /** DN of the domain: `DC=corp,DC=example,DC=com`. */
  get dn(): string {
    return this.builtIn.root.dn
  }

  /** Changes with `restoreController` (MS-ADTS §3.1.1.1.9). */
  get invocationId(): string {
    return seededGuid(`${this.#seed}/invocation`, this.#restores)
  }

  now(): Date {
    return this.#now()
  }

  /** Moves the controller's own clock; without effect when the test brought its own. */
  advance(ms: number): void {
    this.#advancedMs += ms
  }

  /** `OU=name` below a parent DN (default: the domain). Returns its DN. */
  addOu(name: string, parent: string = this.dn): string {
    return this.store.add({ dn: `OU=${escapeRdnValue(name)},${parent}`, objectClasses: OU_CLASSES }).dn
  }

  /** An enabled user unless `userAccountControl` says otherwise. Returns its DN, as all of these do. */
  addUser(user: NewUser): string {
    return this.#addAccount(user, USER_CLASSES, { userAccountControl: 512, primaryGroupID: 513 }, 'CN=Users').dn
  }

  addComputer(computer: NewUser): string {
    const sAMAccountName = computer.sAMAccountName ?? `${computer.cn}$`
    return this.#addAccount(
      { ...computer, sAMAccountName },
      COMPUTER_CLASSES,
      { userAccountControl: 4096, primaryGroupID: 515 },
      'CN=Computers'
    ).dn
  }

  /** A global security group unless `groupType` says otherwise; `member` takes DNs. */
  addGroup(group: NewGroup): string {
    return this.#addAccount(group, GROUP_CLASSES, { groupType: GLOBAL_SECURITY_GROUP }, 'CN=Users').dn
  }

  addContact(contact: NewEntry): string {
    const { cn, parent, ...attributes } = contact
    return this.store.add({ dn: this.#dnFor(cn, parent, 'CN=Users'), objectClasses: CONTACT_CLASSES, attributes }).dn
  }

  /** A principal of a trusted domain, named by its SID. */
  addForeignPrincipal(sid: string): string {
    return this.store.add({
      dn: this.#dnFor(sid, undefined, 'CN=ForeignSecurityPrincipals'),
      objectClasses: FOREIGN_CLASSES,
      sid
    }).dn
  }

  #addAccount(
    entry: NewUser,
    objectClasses: readonly string[],
    defaults: Attributes,
    container: string
  ): DirectoryObject {
    const { cn, parent, password, sAMAccountName, ...attributes } = entry
    const name = sAMAccountName ?? cn
    if (this.#names.has(name.toLowerCase())) throw new DirectoryRefusal(`sAMAccountName is taken: ${name}`)
    const dn = this.#dnFor(cn, parent, container)
    const sid = `${this.domainSid}-${this.#nextRid++}`
    const object = this.store.add({
      dn,
      objectClasses,
      sid,
      attributes: { ...defaults, ...attributes, sAMAccountName: name }
    })
    object.password = typeof password === 'string' ? password : null
    this.#register(object)
    return object
  }

  #dnFor(cn: string, parent: string | undefined, container: string): string {
    return `CN=${escapeRdnValue(cn)},${parent ?? `${container},${this.dn}`}`
  }

  #register(object: DirectoryObject): void {
    const name = firstText(object, 'sAMAccountName')
    if (name !== null) this.#names.set(name.toLowerCase(), object)
  }

  /** Replaces attributes; null clears one. */
  set(dn: string, attributes: Attributes): void {
    const object = this.store.get(dn)
    const before = firstText(object, 'sAMAccountName')?.toLowerCase()
    this.store.set(object, attributes)
    const after = firstText(object, 'sAMAccountName')?.toLowerCase()
    if (before === after) return
    if (before !== undefined) this.#names.delete(before)
    this.#register(object)
  }

  /** Renames or moves: `newDn` is the whole new DN. Returns it as AD spells it. */
  move(dn: string, newDn: string): string {
    const object = this.store.get(dn)
    this.store.move(object, newDn)
    return object.dn
  }

  /** A new common name in the same place. */
  rename(dn: string, newName: string): string {
    const object = this.store.get(dn)
    return this.move(dn, `${object.rdnType}=${escapeRdnValue(newName)},${object.parent?.dn ?? ''}`)
  }

  addMember(group: string, ...members: readonly string[]): void {
    const object = this.store.get(group)
    for (const member of members) link(object, 'member', this.store.get(member))
    this.store.changed(object)
  }

  removeMember(group: string, ...members: readonly string[]): void {
    const object = this.store.get(group)
    for (const member of members) {
      if (!unlink(object, 'member', this.store.get(member)))
        throw new DirectoryRefusal(`${member} is no member of ${group}`)
    }
    this.store.changed(object)
  }

  /** As AD does it: the new primary group loses the user as a member, the old one gets him. */
  setPrimaryGroup(user: string, group: string): void {
    const object = this.store.get(user)
    const target = this.store.get(group)
    const old = [...this.store.byGuid.values()].find(
      (other) => other.sid === `${this.domainSid}-${firstNumber(object, 'primaryGroupID')}`
    )
    unlink(target, 'member', object)
    if (old !== undefined) link(old, 'member', object)
    this.set(user, { primaryGroupID: Number(target.sid?.split('-').at(-1)) })
  }

  disable(dn: string): void {
    this.set(dn, { userAccountControl: firstNumber(this.store.get(dn), 'userAccountControl') | ACCOUNT_DISABLE })
  }

  enable(dn: string): void {
    this.set(dn, { userAccountControl: firstNumber(this.store.get(dn), 'userAccountControl') & ~ACCOUNT_DISABLE })
  }

  refuseLogon(dn: string, windowsError: '530' | '531'): void {
    this.refusedLogons.set(this.store.get(dn), windowsError)
  }

  setPassword(dn: string, password: string): void {
    this.store.get(dn).password = password
  }

  /** Deletes an object and what is below it: each becomes a tombstone in CN=Deleted Objects. */
  remove(dn: string): void {
    const object = this.store.get(dn)
    for (const child of [...object.children]) this.remove(child.dn)
    const name = firstText(object, 'sAMAccountName')
    if (name !== null) this.#names.delete(name.toLowerCase())
    this.store.tombstone(object, this.builtIn.deletedObjects, this.#recycleBin)
  }

  /** Brings a deleted object back where it was, with the GUID it had and the attributes that were kept. Returns its DN. */
  undelete(guid: string): string {
    const object = this.store.byGuid.get(guid)
    if (object === undefined) throw new DirectoryRefusal(`no object has the GUID ${guid}`)
    this.store.revive(object)
    this.#register(object)
    return object.dn
  }

  /** Takes an object away without a tombstone: as it looks from a controller that lags behind or was restored, or after garbage collection. */
  vanish(dn: string): void {
    const object = this.store.get(dn)
    for (const child of [...object.children]) this.vanish(child.dn)
    const name = firstText(object, 'sAMAccountName')
    if (name !== null && !object.deleted) this.#names.delete(name.toLowerCase())
    this.store.erase(object)
  }

  /** The controller's database comes from a backup: it gets a new invocationId. */
  restoreController(): void {
    this.#restores++
    this.#showInvocationId()
  }

  #showInvocationId(): void {
    this.store.set(this.builtIn.ntdsSettings, { invocationId: guidBytes(this.invocationId) })
  }

  /** objectGUID, dashed. */
  guidOf(dn: string): string {
    return this.store.get(dn).guid
  }

  /** The account a bind name means: DN, UPN (also the implicit name@domain), or DOMAIN\\name; null when none. */
  account(bindName: string): DirectoryObject | null {
    return findAccount(this, this.#names, bindName)
  }
}
