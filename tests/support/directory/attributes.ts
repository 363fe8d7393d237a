import { generalizedTime, guidBytes, sidBytes } from './identifiers.ts'
import { type DirectoryObject, firstNumber, type StoredValue } from './object.ts'
import {
  BACK_LINKS,
  COMPUTED_NAMES,
  CONSTRUCTED_NAMES,
  categoryOfClass,
  FORWARD_LINK_NAMES,
  samAccountType
} from './schema.ts'

const NOTHING: readonly StoredValue[] = []

/** The objects a DN-valued attribute leads to, in order; null for attributes of other kinds. `attribute` in lower case. */
export function linkedObjects(object: DirectoryObject, attribute: string): ReadonlySet<DirectoryObject> | null {
  const back = BACK_LINKS.get(attribute)
  if (back !== undefined) return object.linkedBy.get(back.forward) ?? new Set()
  if (FORWARD_LINK_NAMES.has(attribute)) return object.links.get(attribute) ?? new Set()
  return null
}

/** The values of an attribute that is no link, stored or computed. `attribute` in lower case. */
export function valuesOf(object: DirectoryObject, attribute: string, configurationDn: string): readonly StoredValue[] {
  switch (attribute) {
    case 'objectclass':
      return object.objectClasses
    case 'distinguishedname':
      return [object.dn]
    case 'name':
      return [object.rdnValue]
    case 'objectguid':
      return [guidBytes(object.guid)]
    case 'objectsid':
      return object.sid === null ? NOTHING : [sidBytes(object.sid)]
    case 'usncreated':
      return [String(object.usnCreated)]
    case 'usnchanged':
      return [String(object.usnChanged)]
    case 'whencreated':
    case 'createtimestamp':
      return [generalizedTime(object.whenCreated)]
    case 'whenchanged':
    case 'modifytimestamp':
      return [generalizedTime(object.whenChanged)]
    case 'instancetype':
      return [object.parent === null ? '5' : '4']
    case 'isdeleted':
      return object.deleted ? ['TRUE'] : NOTHING
    case 'isrecycled':
      return object.deleted && object.links.has('lastknownparent') ? ['TRUE'] : NOTHING
    case 'samaccounttype':
      return accountTypeOf(object)
    case 'objectcategory':
      return categoryOf(object, configurationDn)
    case 'primarygrouptoken':
      return object.objectClasses.includes('group') && object.sid !== null
        ? [object.sid.slice(object.sid.lastIndexOf('-') + 1)]
        : NOTHING
    case 'canonicalname':
      return [canonicalName(object)]
    default:
      return object.attributes.get(attribute)?.values ?? NOTHING
  }
}

function accountTypeOf(object: DirectoryObject): readonly StoredValue[] {
  if (object.deleted) return NOTHING
  const type = samAccountType(
    object.objectClasses,
    firstNumber(object, 'userAccountControl'),
    firstNumber(object, 'groupType')
  )
  return type === null ? NOTHING : [String(type)]
}

function categoryOf(object: DirectoryObject, configurationDn: string): readonly StoredValue[] {
  if (object.deleted) return NOTHING
  const category = categoryOfClass(object.objectClasses.at(-1) ?? 'top')
  return category === null ? NOTHING : [`CN=${category},CN=Schema,${configurationDn}`]
}

function canonicalName(object: DirectoryObject): string {
  const labels: string[] = []
  let at: DirectoryObject | null = object
  for (; at !== null && at.rdnType.toUpperCase() !== 'DC'; at = at.parent) labels.unshift(at.rdnValue)
  const domain = at?.dn.replace(/DC=/gi, '').replaceAll(',', '.') ?? ''
  return `${domain}/${labels.join('/')}`
}

/** The attributes that `*` gives, names in lower case; some of them may be empty. */
export function everyAttribute(object: DirectoryObject): string[] {
  return [...COMPUTED_NAMES.keys(), ...object.attributes.keys(), ...FORWARD_LINK_NAMES.keys(), ...BACK_LINKS.keys()]
}

/** How AD spells an attribute that was asked for in any case. */
export function spelledName(object: DirectoryObject, attribute: string): string {
  return (
    COMPUTED_NAMES.get(attribute) ??
    CONSTRUCTED_NAMES.get(attribute) ??
    FORWARD_LINK_NAMES.get(attribute) ??
    BACK_LINKS.get(attribute)?.name ??
    object.attributes.get(attribute)?.name ??
    attribute
  )
}
