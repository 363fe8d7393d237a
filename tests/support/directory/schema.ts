/** The part of AD's schema that the simulator needs (MS-ADA1–3, MS-ADSC). Names in lower case. */

/** DN-valued attributes whose targets are followed; `true`: a linked attribute, emptied when its target is deleted. */
export const DN_ATTRIBUTES: ReadonlyMap<string, { readonly linked: boolean }> = new Map([
  ['member', { linked: true }],
  ['manager', { linked: true }],
  ['managedby', { linked: true }],
  ['secretary', { linked: false }],
  ['assistant', { linked: false }],
  ['seealso', { linked: false }],
  ['lastknownparent', { linked: false }]
])

/** Back links: which forward link they show from its other end. */
export const BACK_LINKS: ReadonlyMap<string, { readonly name: string; readonly forward: string }> = new Map([
  ['memberof', { name: 'memberOf', forward: 'member' }],
  ['directreports', { name: 'directReports', forward: 'manager' }],
  ['managedobjects', { name: 'managedObjects', forward: 'managedby' }]
])

/** Written by the server alone, but part of `*`. */
export const COMPUTED_NAMES: ReadonlyMap<string, string> = new Map(
  [
    'objectClass',
    'distinguishedName',
    'instanceType',
    'whenCreated',
    'whenChanged',
    'uSNCreated',
    'uSNChanged',
    'name',
    'objectGUID',
    'objectSid',
    'sAMAccountType',
    'objectCategory',
    'isDeleted',
    'isRecycled'
  ].map((name) => [name.toLowerCase(), name])
)

/** Constructed attributes: given only when asked for by name (MS-ADTS §3.1.1.4.5). */
export const CONSTRUCTED_NAMES: ReadonlyMap<string, string> = new Map(
  ['primaryGroupToken', 'canonicalName', 'createTimeStamp', 'modifyTimeStamp', 'objectClasses'].map((name) => [
    name.toLowerCase(),
    name
  ])
)

export const FORWARD_LINK_NAMES: ReadonlyMap<string, string> = new Map([
  ['member', 'member'],
  ['manager', 'manager'],
  ['managedby', 'managedBy'],
  ['secretary', 'secretary'],
  ['assistant', 'assistant'],
  ['seealso', 'seeAlso'],
  ['lastknownparent', 'lastKnownParent']
])

/** The attributes of this list with one value each: a second one is refused. */
export const SINGLE_VALUED = new Set(
  [
    'mail samaccountname userprincipalname displayname givenname sn department title company employeeid employeenumber useraccountcontrol',
    'accountexpires manager telephonenumber mobile l st c postalcode streetaddress physicaldeliveryofficename grouptype primarygroupid',
    'ms-ds-consistencyguid pwdlastset lockouttime cn ou managedby lastknownparent'
  ]
    .join(' ')
    .split(' ')
)

/** Kept on a tombstone when the recycle bin is off (MS-ADTS §3.1.1.5.5.1.1); everything else is lost. */
export const KEPT_ON_TOMBSTONE = new Set(
  'cn ou samaccountname useraccountcontrol grouptype dnshostname systemflags sidhistory ms-ds-creatorsid primarygroupid'.split(
    ' '
  )
)

const CLASS_CATEGORY: ReadonlyMap<string, string> = new Map([
  ['top', 'Top'],
  ['person', 'Person'],
  ['organizationalperson', 'Person'],
  ['user', 'Person'],
  ['contact', 'Person'],
  ['group', 'Group'],
  ['computer', 'Computer'],
  ['container', 'Container'],
  ['organizationalunit', 'Organizational-Unit'],
  ['domaindns', 'Domain-DNS'],
  ['foreignsecurityprincipal', 'Foreign-Security-Principal'],
  ['ntdsdsa', 'NTDS-DSA'],
  ['server', 'Server'],
  ['builtindomain', 'Builtin-Domain'],
  ['lostandfound', 'Lost-And-Found'],
  ['configuration', 'Configuration'],
  ['sitescontainer', 'Sites-Container'],
  ['site', 'Site'],
  ['serverscontainer', 'Servers-Container'],
  ['dmd', 'DMD']
])

/** The schema object's name that a class has as its default objectCategory. */
export function categoryOfClass(objectClass: string): string | null {
  return CLASS_CATEGORY.get(objectClass.toLowerCase()) ?? null
}

const UF_WORKSTATION_OR_SERVER_TRUST = 0x1000 | 0x2000
const UF_INTERDOMAIN_TRUST = 0x800

/** sAMAccountType of an account with these classes, userAccountControl and groupType (MS-SAMR §2.2.1.9); null for others. */
export function samAccountType(
  objectClasses: readonly string[],
  userAccountControl: number,
  groupType: number
): number | null {
  if (objectClasses.includes('group')) {
    const domainLocal = (groupType & 0x4) !== 0
    const security = (groupType & 0x80000000) !== 0
    return (domainLocal ? 0x20000000 : 0x10000000) + (security ? 0 : 1)
  }
  if (!objectClasses.includes('user')) return null
  if ((userAccountControl & UF_INTERDOMAIN_TRUST) !== 0) return 0x30000002
  return (userAccountControl & UF_WORKSTATION_OR_SERVER_TRUST) !== 0 ? 0x30000001 : 0x30000000
}

const INTEGERS = new Set(
  'useraccountcontrol grouptype samaccounttype usnchanged usncreated primarygroupid primarygrouptoken accountexpires pwdlastset lockouttime systemflags instancetype'.split(
    ' '
  )
)
const BOOLEANS = new Set(['isdeleted', 'isrecycled', 'iscriticalsystemobject', 'showinadvancedviewonly'])
const TIMES = new Set(['whencreated', 'whenchanged', 'createtimestamp', 'modifytimestamp'])
const GUIDS = new Set(['objectguid', 'ms-ds-consistencyguid', 'invocationid'])
const BINARY = new Set(['thumbnailphoto', 'jpegphoto', 'usercertificate'])

export type Syntax = 'dn' | 'guid' | 'sid' | 'binary' | 'integer' | 'boolean' | 'time' | 'category' | 'text'

/** How an attribute's values are compared. Attributes that are not known here are text. */
export function syntaxOf(attribute: string): Syntax {
  const name = attribute.toLowerCase()
  if (DN_ATTRIBUTES.has(name) || BACK_LINKS.has(name) || name === 'distinguishedname') return 'dn'
  if (name === 'objectcategory') return 'category'
  if (name === 'objectsid') return 'sid'
  if (GUIDS.has(name)) return 'guid'
  if (BINARY.has(name)) return 'binary'
  if (INTEGERS.has(name)) return 'integer'
  if (BOOLEANS.has(name)) return 'boolean'
  return TIMES.has(name) ? 'time' : 'text'
}
