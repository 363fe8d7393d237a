import type { BerWriter } from './ber.ts'
import { SUPPORTED_CONTROLS } from './controls.ts'
import { generalizedTime } from './identifiers.ts'
import type { SimulatedDirectory } from './model.ts'

export const START_TLS = '1.3.6.1.4.1.1466.20037'

/** The rootDSE's attributes (MS-ADTS §3.1.1.3.2). */
function rootDse(directory: SimulatedDirectory, tls: boolean): Readonly<Record<string, readonly string[]>> {
  const { builtIn, domain, dn } = directory
  const configuration = builtIn.configuration.dn
  const dsServiceName = builtIn.ntdsSettings.dn
  return {
    currentTime: [generalizedTime(directory.now())],
    subschemaSubentry: [`CN=Aggregate,CN=Schema,${configuration}`],
    dsServiceName: [dsServiceName],
    namingContexts: [
      dn,
      configuration,
      `CN=Schema,${configuration}`,
      `DC=DomainDnsZones,${dn}`,
      `DC=ForestDnsZones,${dn}`
    ],
    defaultNamingContext: [dn],
    schemaNamingContext: [`CN=Schema,${configuration}`],
    configurationNamingContext: [configuration],
    rootDomainNamingContext: [dn],
    supportedControl: SUPPORTED_CONTROLS,
    supportedLDAPVersion: ['3', '2'],
    supportedLDAPPolicies: ['MaxPageSize', 'MaxValRange', 'MaxConnIdleTime', 'MaxQueryDuration'],
    highestCommittedUSN: [String(directory.store.usn)],
    supportedSASLMechanisms: ['GSSAPI', 'GSS-SPNEGO', 'EXTERNAL', 'DIGEST-MD5'],
    dnsHostName: [`dc1.${domain}`],
    ldapServiceName: [`${domain}:dc1$@${domain.toUpperCase()}`],
    serverName: [dsServiceName.replace(/^CN=NTDS Settings,/, '')],
    supportedCapabilities: [
      '1.2.840.113556.1.4.800',
      '1.2.840.113556.1.4.1670',
      '1.2.840.113556.1.4.1791',
      '1.2.840.113556.1.4.1935'
    ],
    supportedExtension: tls ? [START_TLS, '1.3.6.1.4.1.4203.1.11.3'] : ['1.3.6.1.4.1.4203.1.11.3'],
    isSynchronized: ['TRUE'],
    isGlobalCatalogReady: ['TRUE'],
    domainFunctionality: ['7'],
    forestFunctionality: ['7'],
    domainControllerFunctionality: ['7']
  }
}

export function writeRootDse(
  writer: BerWriter,
  directory: SimulatedDirectory,
  tls: boolean,
  asked: readonly string[]
): void {
  const wanted = new Set(asked.map((name) => name.toLowerCase()))
  const all = asked.length === 0 || wanted.has('*') || wanted.has('+')
  writer.constructed(0x64, () => {
    writer.octets('')
    writer.constructed(0x30, () => {
      for (const [name, values] of Object.entries(rootDse(directory, tls))) {
        if (!all && !wanted.has(name.toLowerCase())) continue
        writer.constructed(0x30, () => {
          writer.octets(name)
          writer.constructed(0x31, () => writer.octetsOfEach(values))
        })
      }
    })
  })
}
