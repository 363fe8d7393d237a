export const REALM = 'CORP.EXAMPLE.COM'
export const WORKGROUP = 'CORP'
export const DOMAIN_DN = 'DC=corp,DC=example,DC=com'
export const DC_HOST = 'dc1.corp.example.com'

/** Folders of one domain controller, below its own. */
export const FOLDERS = [
  'etc',
  'private',
  'private/tls',
  'state',
  'cache',
  'lock',
  'run',
  'log',
  'ncalrpc',
  'winbindd',
  'ntp'
] as const

/** smb.conf of a domain controller that lives in one folder and listens on one loopback address. */
export function smbConf(folder: string, ip: string, services: readonly string[]): string {
  return `[global]
  netbios name = DC1
  realm = ${REALM}
  workgroup = ${WORKGROUP}
  server role = active directory domain controller
  server services = ${services.join(', ')}
  interfaces = ${ip}/8
  bind interfaces only = yes
  private dir = ${folder}/private
  state directory = ${folder}/state
  cache directory = ${folder}/cache
  lock directory = ${folder}/lock
  pid directory = ${folder}/run
  ncalrpc dir = ${folder}/ncalrpc
  winbindd socket directory = ${folder}/winbindd
  ntp signd socket directory = ${folder}/ntp
  binddns dir = ${folder}/bind-dns
  log file = ${folder}/log/log.%m
  max log size = 0
  load printers = no
  ldb:nosync = true
  ldap server require strong auth = no
  tls enabled = yes
  tls certfile = ${folder}/private/tls/dc.pem
  tls keyfile = ${folder}/private/tls/dc.key
  tls cafile = ${folder}/private/tls/ca.pem
[sysvol]
  path = ${folder}/state/sysvol
  read only = No
[netlogon]
  path = ${folder}/state/sysvol/${REALM.toLowerCase()}/scripts
  read only = No
`
}
