import { domainDn } from './dn.ts'
import type { DirectoryObject } from './object.ts'
import type { ObjectStore } from './store.ts'

export interface BuiltIn {
  readonly root: DirectoryObject
  readonly deletedObjects: DirectoryObject
  readonly configuration: DirectoryObject
  /** `CN=NTDS Settings,CN=DC1,…`: carries the invocationId. */
  readonly ntdsSettings: DirectoryObject
}

const CRITICAL = { isCriticalSystemObject: true } as const

/** What a domain holds on its first day, as far as it matters to a client that reads users and groups. */
export function makeBuiltIn(store: ObjectStore, domain: string, domainSid: string): BuiltIn {
  const rootDn = domainDn(domain)
  const root = store.add({
    dn: rootDn,
    objectClasses: ['top', 'domain', 'domainDNS'],
    sid: domainSid,
    attributes: CRITICAL
  })
  const container = (name: string, objectClass = 'container'): DirectoryObject =>
    store.add({ dn: `CN=${name},${rootDn}`, objectClasses: ['top', objectClass], attributes: CRITICAL })
  for (const name of ['Users', 'Computers', 'System', 'ForeignSecurityPrincipals']) container(name)
  container('Builtin', 'builtinDomain')
  container('LostAndFound', 'lostAndFound')
  const deletedObjects = container('Deleted Objects')
  deletedObjects.deleted = true
  store.add({
    dn: `OU=Domain Controllers,${rootDn}`,
    objectClasses: ['top', 'organizationalUnit'],
    attributes: CRITICAL
  })
  addAccounts(store, rootDn, domainSid)

  const configuration = store.add({ dn: `CN=Configuration,${rootDn}`, objectClasses: ['top', 'configuration'] })
  root.children.delete(configuration)
  const sites = `CN=Sites,${configuration.dn}`
  const server = `CN=DC1,CN=Servers,CN=Default-First-Site-Name,${sites}`
  store.add({ dn: sites, objectClasses: ['top', 'sitesContainer'] })
  store.add({ dn: `CN=Default-First-Site-Name,${sites}`, objectClasses: ['top', 'site'] })
  store.add({ dn: `CN=Servers,CN=Default-First-Site-Name,${sites}`, objectClasses: ['top', 'serversContainer'] })
  store.add({ dn: server, objectClasses: ['top', 'server'], attributes: { dNSHostName: `dc1.${domain}` } })
  const ntdsSettings = store.add({
    dn: `CN=NTDS Settings,${server}`,
    objectClasses: ['top', 'applicationSettings', 'nTDSDSA']
  })
  return { root, deletedObjects, configuration, ntdsSettings }
}

function addAccounts(store: ObjectStore, rootDn: string, domainSid: string): void {
  const user = (name: string, rid: number, userAccountControl: number): DirectoryObject =>
    store.add({
      dn: `CN=${name},CN=Users,${rootDn}`,
      objectClasses: ['top', 'person', 'organizationalPerson', 'user'],
      sid: `${domainSid}-${rid}`,
      attributes: { sAMAccountName: name, userAccountControl, primaryGroupID: 513, accountExpires: 0, ...CRITICAL }
    })
  const group = (
    parent: string,
    name: string,
    sid: string,
    groupType: number,
    members: readonly DirectoryObject[] = []
  ): DirectoryObject =>
    store.add({
      dn: `CN=${name},${parent},${rootDn}`,
      objectClasses: ['top', 'group'],
      sid,
      attributes: { sAMAccountName: name, groupType, member: members.map((member) => member.dn), ...CRITICAL }
    })
  const administrator = user('Administrator', 500, 66_048)
  const guest = user('Guest', 501, 66_082)
  user('krbtgt', 502, 514)
  const global = -2_147_483_646
  const admins = group('CN=Users', 'Domain Admins', `${domainSid}-512`, global, [administrator])
  const users = group('CN=Users', 'Domain Users', `${domainSid}-513`, global)
  const guests = group('CN=Users', 'Domain Guests', `${domainSid}-514`, global)
  group('CN=Users', 'Domain Computers', `${domainSid}-515`, global)
  group('CN=Users', 'Domain Controllers', `${domainSid}-516`, global)
  group('CN=Users', 'Group Policy Creator Owners', `${domainSid}-520`, global, [administrator])
  const enterprise = group('CN=Users', 'Enterprise Admins', `${domainSid}-519`, -2_147_483_640, [administrator])
  const local = -2_147_483_643
  group('CN=Builtin', 'Administrators', 'S-1-5-32-544', local, [administrator, admins, enterprise])
  group('CN=Builtin', 'Users', 'S-1-5-32-545', local, [users])
  group('CN=Builtin', 'Guests', 'S-1-5-32-546', local, [guest, guests])
  store.add({
    dn: `CN=DC1,OU=Domain Controllers,${rootDn}`,
    objectClasses: ['top', 'person', 'organizationalPerson', 'user', 'computer'],
    sid: `${domainSid}-1000`,
    attributes: { sAMAccountName: 'DC1$', userAccountControl: 532_480, primaryGroupID: 516, ...CRITICAL }
  })
}
