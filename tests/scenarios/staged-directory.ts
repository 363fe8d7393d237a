import { escapeRdnValue } from '../support/directory/dn.ts'
import type { NewGroup, NewUser } from '../support/directory/model.ts'
import type { AttributeInput, Attributes } from '../support/directory/object.ts'
import type { TestDirectory } from '../support/scenario-directory.ts'

/** A directory whose objects go by short names, so that a list of wanted states reads without DNs and GUIDs. */
export class StagedDirectory {
  readonly directory: TestDirectory
  readonly #dns = new Map<string, string>()
  readonly #names = new Map<string, string>()

  constructor(directory: TestDirectory) {
    this.directory = directory
  }

  dn(name: string): string {
    const dn = this.#dns.get(name)
    if (dn === undefined) throw new Error(`nothing is called ${name}`)
    return dn
  }

  /** The name of a user or group by its objectGUID; deleted ones too. */
  nameOf(guid: string): string {
    return this.#names.get(guid) ?? guid
  }

  /** objectGUID of a user or group, dashed; of deleted ones too. */
  guidOf(name: string): string {
    const found = [...this.#names].find(([, each]) => each === name)
    if (found === undefined) throw new Error(`no user or group is called ${name}`)
    return found[0]
  }

  /** An OU that is there already. */
  know(name: string, dn: string): void {
    this.#dns.set(name, dn)
  }

  /** A user or group that is there already. */
  introduce(name: string, dn: string): Promise<void> {
    return this.#keep(name, dn)
  }

  has(name: string): boolean {
    return this.#dns.has(name)
  }

  async addOu(name: string, ou: string, parent?: string): Promise<void> {
    this.#dns.set(name, await this.directory.addOu(ou, parent === undefined ? undefined : this.dn(parent)))
  }

  async addUser(name: string, ou: string, user: NewUser): Promise<void> {
    const named = { sAMAccountName: name.replaceAll(' ', '.'), ...user, parent: this.dn(ou) }
    await this.#keep(name, await this.directory.addUser(named))
  }

  /** `member`: names. */
  async addGroup(name: string, ou: string, group: NewGroup): Promise<void> {
    const member = (group.member ?? []).map((each) => this.dn(each))
    const named = { sAMAccountName: name.replaceAll(' ', '.'), ...group, parent: this.dn(ou) }
    await this.#keep(name, await this.directory.addGroup(member.length === 0 ? named : { ...named, member }))
  }

  async addComputer(name: string, ou: string, attributes: Attributes = {}): Promise<void> {
    await this.#keep(name, await this.directory.addComputer({ cn: name, ...texts(attributes), parent: this.dn(ou) }))
  }

  async addContact(name: string, ou: string, attributes: Attributes = {}): Promise<void> {
    await this.#keep(name, await this.directory.addContact({ cn: name, ...texts(attributes), parent: this.dn(ou) }))
  }

  set(name: string, attributes: Attributes): Promise<void> {
    return this.directory.setAttributes(this.dn(name), attributes)
  }

  async move(name: string, ou: string): Promise<void> {
    await this.#moveTo(name, `${leafOf(this.dn(name))},${this.dn(ou)}`)
  }

  async rename(name: string, cn: string): Promise<void> {
    await this.#moveTo(name, `CN=${escapeRdnValue(cn)},${this.dn(name).slice(leafOf(this.dn(name)).length + 1)}`)
  }

  /** What is below it is renamed along. */
  async renameOu(name: string, ou: string): Promise<void> {
    const before = this.dn(name)
    await this.#moveTo(name, `OU=${escapeRdnValue(ou)},${before.slice(leafOf(before).length + 1)}`)
    for (const [each, dn] of this.#dns)
      if (dn.endsWith(`,${before}`)) this.#dns.set(each, dn.slice(0, -before.length) + this.dn(name))
  }

  disable(name: string): Promise<void> {
    return this.directory.disable(this.dn(name))
  }

  enable(name: string): Promise<void> {
    return this.directory.enable(this.dn(name))
  }

  addMember(group: string, ...members: readonly string[]): Promise<void> {
    return this.directory.addMember(this.dn(group), ...members.map((name) => this.dn(name)))
  }

  removeMember(group: string, ...members: readonly string[]): Promise<void> {
    return this.directory.removeMember(this.dn(group), ...members.map((name) => this.dn(name)))
  }

  async remove(name: string): Promise<void> {
    await this.directory.remove(this.dn(name))
    this.#dns.delete(name)
  }

  async #moveTo(name: string, dn: string): Promise<void> {
    this.#dns.set(name, await this.directory.move(this.dn(name), dn))
  }

  async #keep(name: string, dn: string): Promise<void> {
    this.#dns.set(name, dn)
    this.#names.set(await this.directory.guidOf(dn), name)
  }
}

/** The first RDN as it is written. */
function leafOf(dn: string): string {
  return /^(?:\\.|[^,\\])*/.exec(dn)?.[0] ?? ''
}

function texts(attributes: Attributes): Record<string, AttributeInput> {
  return { ...attributes }
}
