import { dnKey, escapeRdnValue, type Rdn, splitLeaf } from './dn.ts'
import { seededGuid } from './identifiers.ts'
import { type Attributes, type DirectoryObject, link, type StoredAttribute, storedValues, unlink } from './object.ts'
import { DN_ATTRIBUTES, KEPT_ON_TOMBSTONE, SINGLE_VALUED } from './schema.ts'

export interface NewObject {
  readonly dn: string
  readonly objectClasses: readonly string[]
  readonly sid?: string | null
  readonly guid?: string
  readonly attributes?: Attributes
}

/** What Active Directory would answer with a constraint violation, entryAlreadyExists or noSuchObject: a mistake of the test. */
export class DirectoryRefusal extends Error {}

/** The objects with their indexes, links and change numbers; knows nothing of domains and accounts. */
export class ObjectStore {
  readonly byGuid = new Map<string, DirectoryObject>()
  readonly #byKey = new Map<string, DirectoryObject>()
  readonly #seed: string
  readonly #now: () => Date
  #made = 0
  /** highestCommittedUSN: raised by every change. */
  usn = 12_000

  constructor(seed: string, now: () => Date) {
    this.#seed = seed
    this.#now = now
  }

  get size(): number {
    return this.byGuid.size
  }

  find(dn: string): DirectoryObject | null {
    const key = dnKey(dn)
    return key === null ? null : (this.#byKey.get(key) ?? null)
  }

  get(dn: string): DirectoryObject {
    const object = this.find(dn)
    if (object === null) throw new DirectoryRefusal(`no such object: ${dn}`)
    return object
  }

  nextGuid(): string {
    return seededGuid(this.#seed, this.#made++)
  }

  add(made: NewObject): DirectoryObject {
    const { rdn, parent: parentDn } = splitLeaf(made.dn)
    const parent = this.find(parentDn)
    const dn = parent === null ? made.dn : childDn(rdn, parent)
    const key = keyOf(dn)
    if (this.#byKey.has(key)) throw new DirectoryRefusal(`entry already exists: ${made.dn}`)
    const now = this.#now()
    const object: DirectoryObject = {
      guid: made.guid ?? this.nextGuid(),
      sid: made.sid ?? null,
      dn,
      key,
      rdnType: rdn.type,
      rdnValue: rdn.value,
      parent,
      children: new Set(),
      objectClasses: made.objectClasses,
      attributes: new Map(),
      links: new Map(),
      linkedBy: new Map(),
      deleted: false,
      usnCreated: this.usn + 1,
      usnChanged: this.usn + 1,
      whenCreated: now,
      whenChanged: now,
      password: null
    }
    this.#assign(object, { [rdn.type.toLowerCase()]: rdn.value, ...made.attributes })
    this.usn++
    parent?.children.add(object)
    this.#byKey.set(key, object)
    this.byGuid.set(object.guid, object)
    return object
  }

  set(object: DirectoryObject, attributes: Attributes): void {
    this.#assign(object, attributes)
    this.changed(object)
  }

  /** Marks an object as changed now. */
  changed(object: DirectoryObject): void {
    object.usnChanged = ++this.usn
    object.whenChanged = this.#now()
  }

  #assign(object: DirectoryObject, attributes: Attributes): void {
    for (const [name, input] of Object.entries(attributes)) {
      const key = name.toLowerCase()
      const values = storedValues(input)
      if (values.length > 1 && SINGLE_VALUED.has(key))
        throw new DirectoryRefusal(`${name} of ${object.dn} holds one value`)
      if (DN_ATTRIBUTES.has(key)) {
        const targets = values.map((value) => this.get(value.toString()))
        for (const old of object.links.get(key) ?? []) unlink(object, key, old)
        for (const target of targets) link(object, key, target)
      } else if (values.length === 0) object.attributes.delete(key)
      else
        object.attributes.set(key, { name: object.attributes.get(key)?.name ?? name, values } satisfies StoredAttribute)
    }
  }

  /** Gives an object a new name or parent; everything below it and all links to it follow. */
  move(object: DirectoryObject, newDn: string): void {
    const { rdn, parent: parentDn } = splitLeaf(newDn)
    const parent = this.get(parentDn)
    const occupant = this.#byKey.get(keyOf(childDn(rdn, parent)))
    if (occupant !== undefined && occupant !== object) throw new DirectoryRefusal(`entry already exists: ${newDn}`)
    for (let above: DirectoryObject | null = parent; above !== null; above = above.parent) {
      if (above === object) throw new DirectoryRefusal(`${object.dn} can't move below itself`)
    }
    object.parent?.children.delete(object)
    object.parent = parent
    parent.children.add(object)
    object.rdnType = rdn.type
    object.rdnValue = rdn.value
    const naming = object.attributes.get(rdn.type.toLowerCase())
    object.attributes.set(rdn.type.toLowerCase(), { name: naming?.name ?? rdn.type, values: [rdn.value] })
    this.#renamed(object)
    this.changed(object)
  }

  #renamed(object: DirectoryObject): void {
    this.#byKey.delete(object.key)
    if (object.parent !== null) object.dn = childDn({ type: object.rdnType, value: object.rdnValue }, object.parent)
    object.key = keyOf(object.dn)
    this.#byKey.set(object.key, object)
    for (const child of object.children) this.#renamed(child)
  }

  /**
   * Deletes a leaf as AD does: the object becomes a tombstone in `deletedObjects`, links to and from it go, and the objects that
   * linked to it keep their uSNChanged. With `keepAttributes` (the recycle bin) only the links go.
   */
  tombstone(object: DirectoryObject, deletedObjects: DirectoryObject, keepAttributes: boolean): void {
    const lastParent = object.parent
    this.#dropLinks(object)
    if (!keepAttributes) {
      for (const key of object.attributes.keys()) if (!KEPT_ON_TOMBSTONE.has(key)) object.attributes.delete(key)
    }
    object.deleted = true
    object.password = null
    if (lastParent !== null) link(object, 'lastknownparent', lastParent)
    this.move(
      object,
      childDn({ type: object.rdnType, value: `${object.rdnValue}\nDEL:${object.guid}` }, deletedObjects)
    )
  }

  /** Brings a tombstone back under its last parent, with what is left of it. */
  revive(object: DirectoryObject): void {
    const [parent] = object.links.get('lastknownparent') ?? []
    if (!object.deleted || parent === undefined) throw new DirectoryRefusal(`not a tombstone: ${object.dn}`)
    object.deleted = false
    unlink(object, 'lastknownparent', parent)
    this.move(object, childDn({ type: object.rdnType, value: object.rdnValue.replace(/\nDEL:.*$/, '') }, parent))
  }

  /** Takes an object away without a trace. */
  erase(object: DirectoryObject): void {
    this.#dropLinks(object)
    object.parent?.children.delete(object)
    this.#byKey.delete(object.key)
    this.byGuid.delete(object.guid)
    this.usn++
  }

  #dropLinks(object: DirectoryObject): void {
    for (const [attribute, targets] of object.links)
      for (const target of [...targets]) unlink(object, attribute, target)
    for (const [attribute, sources] of object.linkedBy) {
      if (DN_ATTRIBUTES.get(attribute)?.linked === false) continue
      for (const source of [...sources]) unlink(source, attribute, object)
    }
  }
}

function childDn(rdn: Rdn, parent: DirectoryObject): string {
  return `${rdn.type}=${escapeRdnValue(rdn.value)},${parent.dn}`
}

function keyOf(dn: string): string {
  const key = dnKey(dn)
  if (key === null) throw new DirectoryRefusal(`not a distinguished name: ${dn}`)
  return key
}
