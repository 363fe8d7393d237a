import { spawnSync } from 'node:child_process'
import { existsSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import process from 'node:process'

/** A real directory to test against: Samba as an Active Directory domain controller, with the tools that provision and fill it, and Kerberos. */
export const SAMBA_PACKAGES = [
  'samba',
  'samba-ad-dc',
  'samba-ad-provision',
  'samba-dsdb-modules',
  'samba-vfs-modules',
  'winbind',
  'ldb-tools',
  'ldap-utils',
  'openssl',
  'krb5-user',
  'libgssapi-krb5-2'
]

/** A directory fast enough to measure against, its own client as the floor, and GNU time for the figures. */
export const BENCH_PACKAGES = ['slapd', 'ldap-utils', 'time']

/** What keeps packages from being there, and what to do: null when all are. */
export type Missing = { readonly packages: readonly string[]; readonly because: string; readonly remedy: string } | null

/** Sees to it that Debian packages are installed, as far as this account and system can. Quick when they are. */
export function installDebianPackages(packages: readonly string[]): Missing {
  if (!existsSync('/usr/bin/dpkg-query') || !existsSync('/usr/bin/apt-get'))
    return { packages, because: 'this is no Debian', remedy: `install what Debian calls ${packages.join(' ')}` }
  const lacking = notInstalled(packages)
  if (lacking.length === 0) return null
  const command = `apt-get install -y --no-install-recommends ${lacking.join(' ')}`
  if (process.getuid?.() !== 0)
    return { packages: lacking, because: 'not installed, and only root can', remedy: `sudo ${command}` }
  console.error(`Installing from Debian: ${lacking.join(' ')} …`)
  withDaemonsKeptFromStarting(() => {
    if (!haveLists()) aptGet(['update'])
    // Lists can be older than what the mirror still has.
    if (!aptGet(['install', '-y', '--no-install-recommends', ...lacking])) {
      aptGet(['update'])
      aptGet(['install', '-y', '--no-install-recommends', ...lacking])
    }
  })
  const still = notInstalled(lacking)
  if (still.length === 0) return null
  return { packages: still, because: 'apt-get could not install them (see above)', remedy: command }
}

// biome-ignore lint/suspicious/noTemplateCurlyInString: dpkg-query(1)'s own
const FORMAT = '${Package} ${db:Status-Status}\\n'

function notInstalled(packages: readonly string[]): string[] {
  const query = spawnSync('dpkg-query', ['--show', '--showformat', FORMAT, ...packages], {
    encoding: 'utf8'
  })
  const installed = new Set(
    query.stdout
      .split('\n')
      .filter((line) => line.endsWith(' installed'))
      .map((line) => line.split(' ')[0])
  )
  return packages.filter((name) => !installed.has(name))
}

function haveLists(): boolean {
  const folder = '/var/lib/apt/lists'
  return existsSync(folder) && readdirSync(folder).some((name) => /_Packages(\.\w+)?$/.test(name))
}

function aptGet(args: readonly string[]): boolean {
  const options = ['-qq', '-o', 'Dpkg::Use-Pty=0', '-o', `DPkg::Lock::Timeout=${LOCK_TIMEOUT_SECONDS}`]
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  const { status, signal } = spawnSync('apt-get', [...options, ...args], { env, stdio: ['ignore', 2, 2] })
  if (signal !== null) throw new Error(`apt-get was ended by ${signal}`)
  return status === 0
}

/** How long another apt-get on the machine is waited for. */
const LOCK_TIMEOUT_SECONDS = 120

/** Debian starts a daemon as it is installed, unless policy-rc.d forbids it by 101 (invoke-rc.d(8)). One that is there already stays. */
function withDaemonsKeptFromStarting(install: () => void): void {
  const policy = '/usr/sbin/policy-rc.d'
  const ours = !existsSync(policy)
  if (ours) writeFileSync(policy, '#!/bin/sh\nexit 101\n', { mode: 0o755, flag: 'wx' })
  // Ctrl+C ends apt-get; this process must live to take the policy back.
  const stay = () => undefined
  process.on('SIGINT', stay)
  try {
    install()
  } finally {
    process.off('SIGINT', stay)
    if (ours) rmSync(policy, { force: true })
  }
}
