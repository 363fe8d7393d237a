import { spawnSync } from 'node:child_process'

const NEEDED = ['samba', 'samba-tool', 'ldbadd'] as const

/** True where a Samba AD DC can be started, else what is missing. Its LDAP port is 389: only root may open it. */
export function sambaAvailable(): true | string {
  if (process.platform !== 'linux') return 'Samba AD DC runs on Linux only'
  if (process.getuid?.() !== 0) return 'needs root: Samba opens port 389'
  const missing = NEEDED.filter((program) => spawnSync(program, ['--version'], { stdio: 'ignore' }).error !== undefined)
  if (missing.length > 0)
    return `not installed: ${missing.join(', ')} (Debian: samba-ad-dc samba-ad-provision samba-dsdb-modules ldb-tools)`
  return true
}
