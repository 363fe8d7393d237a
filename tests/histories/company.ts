import { SimulatedDirectory } from '../support/directory/model.ts'
import type { DirectoryObject } from '../support/directory/object.ts'
import { DirectoryRefusal } from '../support/directory/store.ts'
import type { DirectoryChange, Ou } from './history.ts'

const PASSWORD = 'Passw0rd!Svc'

/** The directory of a history: `company` holds sales and dev; branch, second and outside lie beside it. */
export class Company {
  readonly directory: SimulatedDirectory
  readonly account: { readonly dn: string; readonly password: string }
  readonly #ous: Readonly<Record<Ou | 'company', string>>
  readonly #guids = new Map<string, string>()
  readonly #hidden = new Set<Ou>()

  constructor(now: () => Date, options: { readonly recycleBin: boolean; readonly seesDeleted: boolean }) {
    const directory = new SimulatedDirectory({ domain: 'corp.example.com', now, recycleBin: options.recycleBin })
    this.directory = directory
    const dn = directory.addUser({ cn: 'svc-sync', password: PASSWORD })
    this.account = { dn, password: PASSWORD }
    directory.views.deletedObjects(dn, options.seesDeleted)
    const company = directory.addOu('company')
    this.#ous = {
      company,
      sales: directory.addOu('sales', company),
      dev: directory.addOu('dev', company),
      branch: directory.addOu('branch'),
      second: directory.addOu('second'),
      outside: directory.addOu('outside')
    }
    this.#keep('scope', directory.addGroup({ cn: 'scope', parent: this.#ous.outside }))
  }

  dnOf(ou: Ou | 'company'): string {
    return this.#ous[ou]
  }

  /** By its name, whatever became of it; null when it never was, or vanished. */
  object(name: string): DirectoryObject | null {
    const guid = this.#guids.get(name)
    return guid === undefined ? null : (this.directory.store.byGuid.get(guid) ?? null)
  }

  alive(name: string): DirectoryObject | null {
    const object = this.object(name)
    return object === null || object.deleted ? null : object
  }

  guidOf(name: string): string | null {
    return this.#guids.get(name) ?? null
  }

  nameOf(guid: string): string {
    return [...this.#guids].find(([, each]) => each === guid)?.[0] ?? guid
  }

  get names(): readonly string[] {
    return [...this.#guids.keys()]
  }

  showEverything(): void {
    for (const ou of this.#hidden) this.directory.views.show(this.account.dn, this.#ous[ou])
    this.#hidden.clear()
  }

  /** @returns whether there was anything to change. */
  change(change: DirectoryChange): boolean {
    try {
      return this.#change(change)
    } catch (error) {
      // What Active Directory would refuse doesn't happen: a name that is taken, a member that is none.
      if (error instanceof DirectoryRefusal) return false
      throw error
    }
  }

  #change(change: DirectoryChange): boolean {
    const { directory } = this
    switch (change.make) {
      case 'user':
        return this.#keep(
          change.name,
          directory.addUser({
            cn: change.name,
            sAMAccountName: change.name,
            parent: this.#ous[change.ou],
            sn: change.name.toUpperCase(),
            mail: change.mail,
            department: change.department,
            userAccountControl: change.disabled ? 514 : 512
          })
        )
      case 'group': {
        const member = change.members.flatMap((name) => this.alive(name)?.dn ?? [])
        return this.#keep(
          change.name,
          directory.addGroup({
            cn: change.cn,
            sAMAccountName: change.name,
            parent: this.#ous[change.ou],
            ...(member.length === 0 ? {} : { member })
          })
        )
      }
      case 'same_again':
        return this.#makeAgain(change.of, change.name, change.otherMail)
      case 'return': {
        const object = this.object(change.of)
        if (object === null || !object.deleted) return false
        directory.undelete(object.guid)
        return true
      }
      case 'exodus':
        for (const name of this.names)
          if (this.#liesIn(name, change.from)) this.change({ make: 'move', of: name, to: change.to })
        return true
      case 'purge':
        for (const name of this.names) if (this.#liesIn(name, change.ou)) this.change({ make: 'removal', of: name })
        return true
      case 'mass_disabling':
        for (const name of this.names) if (this.#liesIn(name, change.ou)) this.change({ make: 'disabling', of: name })
        return true
      case 'hiding':
        this.#hidden.add(change.ou)
        directory.views.hide(this.account.dn, this.#ous[change.ou])
        return true
      case 'showing':
        this.#hidden.delete(change.ou)
        directory.views.show(this.account.dn, this.#ous[change.ou])
        return true
      case 'restored_controller':
        directory.restoreController()
        return true
      case 'swap':
        return this.#swap(change.one, change.other)
      case 'member':
      case 'no_member': {
        const group = this.alive(change.group)
        const member = this.alive(change.of)
        if (group === null || member === null || !isGroup(group)) return false
        if (change.make === 'member') directory.addMember(group.dn, member.dn)
        else directory.removeMember(group.dn, member.dn)
        return true
      }
      default:
        return this.#changeOne(change)
    }
  }

  #changeOne(
    change: Extract<
      DirectoryChange,
      { readonly make: 'removal' | 'vanishing' | 'move' | 'disabling' | 'enabling' | 'rename' | 'value' }
    >
  ): boolean {
    const { directory } = this
    const object = this.alive(change.of)
    if (object === null) return false
    switch (change.make) {
      case 'removal':
        directory.remove(object.dn)
        return true
      case 'vanishing':
        directory.vanish(object.dn)
        return true
      case 'move':
        directory.move(object.dn, `CN=${object.rdnValue},${this.#ous[change.to]}`)
        return true
      case 'disabling':
      case 'enabling':
        if (isGroup(object)) return false
        if (change.make === 'disabling') directory.disable(object.dn)
        else directory.enable(object.dn)
        return true
      case 'rename':
        directory.rename(object.dn, change.cn)
        return true
      case 'value':
        directory.set(object.dn, { [change.attribute]: change.value })
        return true
    }
  }

  /** Deleted, and made anew by somebody who wanted him back: another objectGUID. */
  #makeAgain(of: string, name: string, otherMail: boolean): boolean {
    const old = this.object(of)
    if (old === null || old.deleted || this.#guids.has(name)) return false
    const text = (attribute: string) => old.attributes.get(attribute)?.values[0]?.toString()
    const parent = old.parent?.dn
    const cn = old.rdnValue
    const kept = { cn, sAMAccountName: name, ...(parent === undefined ? {} : { parent }) }
    if (isGroup(old)) {
      this.directory.remove(old.dn)
      return this.#keep(name, this.directory.addGroup(kept))
    }
    const mail = text('mail')
    const user = {
      ...kept,
      sn: text('sn'),
      department: text('department'),
      mail: otherMail ? `${name}@example.jp` : mail
    }
    this.directory.remove(old.dn)
    return this.#keep(name, this.directory.addUser(user))
  }

  #swap(one: string, other: string): boolean {
    const [a, b] = [this.alive(one), this.alive(other)]
    if (a === null || b === null || a === b || isGroup(a) || isGroup(b)) return false
    const mailOf = (object: DirectoryObject) => object.attributes.get('mail')?.values[0]?.toString() ?? null
    const [mailA, mailB] = [mailOf(a), mailOf(b)]
    this.directory.set(a.dn, { mail: mailB })
    this.directory.set(b.dn, { mail: mailA })
    return true
  }

  #liesIn(name: string, ou: Ou): boolean {
    return this.alive(name)?.parent?.dn === this.#ous[ou]
  }

  #keep(name: string, dn: string): true {
    this.#guids.set(name, this.directory.guidOf(dn))
    return true
  }
}

export function isGroup(object: DirectoryObject): boolean {
  return object.objectClasses.includes('group')
}
