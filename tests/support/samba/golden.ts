import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import { cp, mkdir, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { runProgram } from './run-program.ts'
import { FOLDERS, REALM, smbConf, WORKGROUP } from './smb-conf.ts'

export const ADMINISTRATOR = {
  dn: 'CN=Administrator,CN=Users,DC=corp,DC=example,DC=com',
  password: 'Passw0rd!Admin'
} as const
export const SERVICE_ACCOUNT = {
  dn: 'CN=svc-sync,CN=Users,DC=corp,DC=example,DC=com',
  upn: 'svc-sync@corp.example.com',
  password: 'Passw0rd!Svc'
} as const

export interface GoldenOptions {
  /** With the DNS partitions a search at the domain's root has three continuation references instead of one; 3 s slower. */
  readonly dnsPartitions: boolean
  /** `mdb` for more than some ten thousand users: tdb ends at 4 GB. */
  readonly store: 'tdb' | 'mdb'
}

const CACHE = join(import.meta.dirname, '..', '..', '..', '.tmp')

/** A provisioned domain that is never started, only copied. It is made once for a checkout (some 5 s) and kept in `.tmp`. */
export async function goldenDomain(options: GoldenOptions): Promise<string> {
  const version = await runProgram('samba', ['--version'])
  const recipe = JSON.stringify([
    version,
    options,
    smbConf('', '', []),
    ADMINISTRATOR,
    SERVICE_ACCOUNT,
    PROVISION_VERSION
  ])
  const folder = join(CACHE, `samba-${createHash('sha256').update(recipe).digest('hex').slice(0, 12)}`)
  if (existsSync(folder)) return folder
  const fresh = `${folder}.${process.pid}`
  await provision(fresh, options)
  try {
    await rename(fresh, folder)
  } catch {
    await rm(fresh, { recursive: true, force: true }) // another test file was faster
  }
  return folder
}

/** Raised when `provision` makes something else from the same options. */
const PROVISION_VERSION = 1

async function provision(folder: string, options: GoldenOptions): Promise<void> {
  for (const name of FOLDERS) await mkdir(join(folder, name), { recursive: true, mode: 0o700 })
  const conf = join(folder, 'etc/smb.conf')
  await writeFile(conf, smbConf(folder, '127.0.0.1', ['ldap']))
  const own = ['-s', conf]
  const dns = options.dnsPartitions ? 'SAMBA_INTERNAL' : 'NONE'
  await runProgram('samba-tool', [
    'domain',
    'provision',
    ...own,
    `--realm=${REALM}`,
    `--domain=${WORKGROUP}`,
    `--adminpass=${ADMINISTRATOR.password}`,
    '--server-role=dc',
    `--dns-backend=${dns}`,
    `--backend-store=${options.store}`,
    '--host-name=dc1',
    '--host-ip=127.0.0.1'
  ])
  const database = ['-H', join(folder, 'private/sam.ldb')]
  const lax = ['--complexity=off', '--min-pwd-age=0', '--max-pwd-age=0', '--history-length=0']
  await runProgram('samba-tool', ['domain', 'passwordsettings', 'set', ...own, ...database, ...lax])
  await runProgram('samba-tool', ['user', 'create', 'svc-sync', SERVICE_ACCOUNT.password, ...own, ...database])
}

/** Copies a stopped domain and moves it to another folder and address. */
export async function cloneDomain(
  golden: string,
  folder: string,
  ip: string,
  services: readonly string[]
): Promise<void> {
  await cp(golden, folder, { recursive: true, preserveTimestamps: true })
  for (const leftover of ['lock', 'run']) {
    await rm(join(folder, leftover), { recursive: true, force: true })
    await mkdir(join(folder, leftover), { mode: 0o700 })
  }
  await writeFile(join(folder, 'etc/smb.conf'), smbConf(folder, ip, services))
}
