export type StoredValue = string | Buffer

export interface StoredAttribute {
  /** The name as it was first written. */
  readonly name: string
  readonly values: readonly StoredValue[]
}

/** One object of the directory. DN-valued attributes hold the objects they lead to, so that they follow a rename as AD's do. */
export interface DirectoryObject {
  readonly guid: string
  /** `S-1-5-21-…` of a security principal, else null. */
  readonly sid: string | null
  dn: string
  /** The DN in the form in which DNs are compared. */
  key: string
  rdnType: string
  rdnValue: string
  parent: DirectoryObject | null
  readonly children: Set<DirectoryObject>
  /** Most derived class last, as AD returns them. */
  readonly objectClasses: readonly string[]
  /** By name in lower case; values that are not links. */
  readonly attributes: Map<string, StoredAttribute>
  /** By name in lower case: the objects this one's DN-valued attributes lead to. */
  readonly links: Map<string, Set<DirectoryObject>>
  /** By the name of the forward link: the objects that lead here. */
  readonly linkedBy: Map<string, Set<DirectoryObject>>
  deleted: boolean
  usnCreated: number
  usnChanged: number
  whenCreated: Date
  whenChanged: Date
  /** For a simple bind; null: nobody can bind as this object. */
  password: string | null
}

/** What a caller may give as the value of an attribute. */
export type AttributeValue = string | number | bigint | boolean | Buffer
export type AttributeInput = AttributeValue | readonly AttributeValue[] | null | undefined
export type Attributes = Readonly<Record<string, AttributeInput>>

export function storedValues(input: AttributeInput): StoredValue[] {
  if (input === null || input === undefined) return []
  if (Buffer.isBuffer(input)) return [input]
  if (typeof input !== 'object') return [storedValue(input)]
  return input.map(storedValue)
}

function storedValue(value: AttributeValue): StoredValue {
  if (Buffer.isBuffer(value)) return value
  if (typeof value === 'boolean') return value ? 'TRUE' : 'FALSE'
  return String(value)
}

export function firstText(object: DirectoryObject, attribute: string): string | null {
  const value = object.attributes.get(attribute.toLowerCase())?.values[0]
  return value === undefined ? null : value.toString()
}

export function firstNumber(object: DirectoryObject, attribute: string): number {
  return Number(firstText(object, attribute) ?? 0)
}

/** Adds or removes one link on both of its ends. */
export function link(from: DirectoryObject, attribute: string, to: DirectoryObject): void {
  ends(from.links, attribute).add(to)
  ends(to.linkedBy, attribute).add(from)
}

export function unlink(from: DirectoryObject, attribute: string, to: DirectoryObject): boolean {
  to.linkedBy.get(attribute)?.delete(from)
  return from.links.get(attribute)?.delete(to) ?? false
}

function ends(map: Map<string, Set<DirectoryObject>>, attribute: string): Set<DirectoryObject> {
  const known = map.get(attribute)
  if (known !== undefined) return known
  const fresh = new Set<DirectoryObject>()
  map.set(attribute, fresh)
  return fresh
}
