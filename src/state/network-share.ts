import { statfsSync } from 'node:fs'
import { dirname, win32 } from 'node:path'
import process from 'node:process'
import { isRemoteDrive } from '../windows/drives.ts'

/** statfs(2), magic.h: NFS, SMB in its three drivers, Coda, AFS, Ceph. */
const REMOTE_FILE_SYSTEMS: ReadonlySet<number> = new Set([
  0x6969, 0x517b, 0xff534d42, 0xfe534d42, 0x73757245, 0x5346414f, 0x00c36400
])

/** Whether a path lies on another machine's disk, where SQLite's locks can't be relied on (https://sqlite.org/howtocorrupt.html, §2.1). */
export function isOnNetworkShare(path: string): boolean {
  if (process.platform !== 'win32') return isRemoteFileSystem(typeOf(path))
  const { root } = win32.parse(path)
  return isUnc(root) || (/^[A-Za-z]:\\$/.test(root) && isRemoteDrive(root))
}

/** `\\server\share`, also in its long form `\\?\UNC\server\share`; not `\\?\C:\` nor `\\.\`, which are this machine's. */
export function isUnc(path: string): boolean {
  return /^\\\\\?\\unc\\/i.test(path) || /^\\\\[^?.\\]/.test(path)
}

export function isRemoteFileSystem(type: number): boolean {
  // Some of them come as negative numbers of 32 bits.
  return REMOTE_FILE_SYSTEMS.has(type >>> 0)
}

/** Of the folder, or of the nearest above it that is there. */
function typeOf(path: string): number {
  try {
    return statfsSync(path).type
  } catch {
    const above = dirname(path)
    return above === path ? 0 : typeOf(above)
  }
}
