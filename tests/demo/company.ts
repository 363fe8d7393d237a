import type { TestDirectory } from '../support/scenario-directory.ts'
import { addressOf, DEPARTMENTS, fullName, type Person, staff } from './people.ts'

/** The group whose members, direct and nested, are synchronised. */
const SCOPE_GROUP = 'IIJ ID'
export const EVERYBODY = '全社員'

interface Group {
  readonly dn: string
  /** Persons by their first login, which stays their key when they are renamed, and groups by their name. */
  readonly members: Set<string>
}

/**
 * A company in a directory. Whatever happens in it is done in the directory, and remembered: `expected` tells what the service must hold
 * afterwards, without asking the product.
 */
export class Company {
  readonly #directory: TestDirectory
  readonly #people = new Map<string, Person & { readonly dn: string }>()
  readonly #groups = new Map<string, Group>()
  readonly #units = new Map<string, string>()
  #scopeGroup = ''

  constructor(directory: TestDirectory) {
    this.#directory = directory
  }

  get scopeFilter(): string {
    return `memberOf:1.2.840.113556.1.4.1941:=${this.#scopeGroup}`
  }

  /** Forty people, five departments, a group for each, and one around them all. */
  async found(): Promise<void> {
    this.#scopeGroup = await this.#directory.addGroup({ cn: SCOPE_GROUP })
    await this.addGroup(EVERYBODY, [])
    for (const department of DEPARTMENTS) {
      this.#units.set(department, await this.#directory.addOu(department))
      await this.addGroup(department, [])
      await this.#join(EVERYBODY, department)
    }
    for (const person of staff()) await this.hire(person)
  }

  /** Everybody who is or was there. */
  keys(): Iterable<string> {
    return this.#people.keys()
  }

  /** By the login that he came with. */
  person(key: string): Person {
    return this.#person(key)
  }

  async hire(person: Person): Promise<void> {
    const { login, familyName, givenName, department, title } = person
    const dn = await this.#directory.addUser({
      cn: fullName(person),
      parent: this.#unit(department),
      sAMAccountName: login,
      userPrincipalName: `${login}@corp.example.com`,
      mail: addressOf(person),
      sn: familyName,
      givenName,
      department,
      title
    })
    this.#people.set(login, { ...person, dn })
    await this.#join(department, login)
  }

  /** Another department: its OU, its group, a new title. */
  async transfer(key: string, department: string, title: string): Promise<void> {
    const person = this.#person(key)
    const dn = await this.#directory.move(person.dn, `CN=${fullName(person)},${this.#unit(department)}`)
    await this.#directory.setAttributes(dn, { department, title })
    this.#people.set(key, { ...person, department, title, dn })
    await this.#leave(person.department, key)
    await this.#join(department, key)
  }

  /** A new family name, and with it a new login and mail address. */
  async rename(key: string, familyName: string, login: string): Promise<void> {
    const person = this.#person(key)
    const renamed = { ...person, familyName, login }
    const dn = await this.#directory.move(person.dn, `CN=${fullName(renamed)},${this.#unit(person.department)}`)
    const userPrincipalName = `${login}@corp.example.com`
    await this.#directory.setAttributes(dn, {
      sn: familyName,
      sAMAccountName: login,
      userPrincipalName,
      mail: addressOf(renamed)
    })
    this.#people.set(key, { ...renamed, dn })
  }

  async disable(key: string): Promise<void> {
    const person = this.#person(key)
    await this.#directory.disable(person.dn)
    this.#people.set(key, { ...person, state: 'disabled' })
  }

  /** The account is deleted. */
  async dismiss(key: string): Promise<void> {
    const person = this.#person(key)
    await this.#directory.remove(person.dn)
    this.#people.set(key, { ...person, state: 'pending deletion' })
  }

  /** Out of his department's group, and so out of what is synchronised; his account stays. */
  async takeOutOfScope(key: string): Promise<void> {
    const person = this.#person(key)
    await this.#leave(person.department, key)
    this.#people.set(key, { ...person, state: 'pending deletion' })
  }

  async bringBack(key: string): Promise<void> {
    const person = this.#person(key)
    await this.#join(person.department, key)
    this.#people.set(key, { ...person, state: 'active' })
  }

  /** Something was done at the service, not in the directory. */
  changedAtService(key: string, state: Person['state']): void {
    this.#people.set(key, { ...this.#person(key), state })
  }

  async addGroup(name: string, members: readonly string[]): Promise<void> {
    const dn = await this.#directory.addGroup({ cn: name })
    this.#groups.set(name, { dn, members: new Set() })
    await this.#directory.addMember(this.#scopeGroup, dn)
    for (const member of members) await this.#join(name, member)
  }

  /** One line for each user and each group that the service must hold, nothing else. Nested groups are flattened. */
  expected(): string[] {
    const users = [...this.#people.values()].map((person) => userLine({ ...person, userName: addressOf(person) }))
    const groups = [...this.#groups.keys()].map((name) => groupLine(name, this.#flattened(name)))
    return [...users, ...groups].sort()
  }

  #flattened(name: string): string[] {
    return [...this.#group(name).members].flatMap((member) => {
      if (this.#groups.has(member)) return this.#flattened(member)
      const person = this.#person(member)
      return person.state === 'pending deletion' ? [] : [addressOf(person)]
    })
  }

  async #join(groupName: string, member: string): Promise<void> {
    const group = this.#group(groupName)
    group.members.add(member)
    await this.#directory.addMember(group.dn, this.#groups.get(member)?.dn ?? this.#person(member).dn)
  }

  async #leave(groupName: string, member: string): Promise<void> {
    const group = this.#group(groupName)
    group.members.delete(member)
    await this.#directory.removeMember(group.dn, this.#person(member).dn)
  }

  #group(name: string): Group {
    const group = this.#groups.get(name)
    if (group === undefined) throw new Error(`no group ${name}`)
    return group
  }

  #person(key: string): Person & { readonly dn: string } {
    const person = this.#people.get(key)
    if (person === undefined) throw new Error(`nobody is called ${key}`)
    return person
  }

  #unit(department: string): string {
    const unit = this.#units.get(department)
    if (unit === undefined) throw new Error(`no department ${department}`)
    return unit
  }
}

export function userLine(
  user: Omit<Person, 'login' | 'state'> & { readonly userName: string; readonly state: string }
): string {
  return `user ${user.userName}: ${fullName(user)}, ${user.department}, ${user.title}, ${user.state}`
}

export function groupLine(name: string, members: readonly string[]): string {
  return `group ${name}: ${[...new Set(members)].sort().join(' ')}`
}
