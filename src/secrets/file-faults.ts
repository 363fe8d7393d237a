import { statSync } from 'node:fs'
import { dirname } from 'node:path'
import process from 'node:process'
import type { Problem } from '../problems/problem.ts'
import { nameOf, ownSid, type Sid, WELL_KNOWN } from '../windows/accounts.ts'
import { inShort } from '../windows/call.ts'
import { isMissing, readFileSecurity } from '../windows/file-security.ts'
import { type FileSecurity, parseSddl, readersOf, writersOf } from '../windows/sddl.ts'

export interface Guarded {
  readonly path: string
  /** A secret: others may not read it either. */
  readonly secret: boolean
  /** Windows accounts that may read it besides: the task's. */
  readonly readers: readonly Sid[]
}

/**
 * Whether somebody else could change a file that decides what this program does, or read a secret: only the account that runs it and the
 * system's administrators may (Windows: SYSTEM, Administrators, TrustedInstaller; elsewhere root). Its folder counts, since who can write
 * there can put another file in its place. A file that isn't there has no faults.
 */
export function fileFaults(guarded: Guarded): Problem[] {
  return process.platform === 'win32' ? windowsFaults(guarded) : posixFaults(guarded)
}

function posixFaults({ path, secret }: Guarded): Problem[] {
  const own = process.geteuid?.() ?? 0
  const faults: Problem[] = []
  for (const [place, isFile] of [
    [path, true],
    [dirname(path), false]
  ] as const) {
    let found: { readonly uid: number; readonly mode: number }
    try {
      found = statSync(place)
    } catch {
      return faults
    }
    const who: string[] = []
    if (found.uid !== 0 && found.uid !== own) who.push(`uid ${found.uid}`)
    // In a folder like /tmp the sticky bit keeps others from replacing a file.
    if ((found.mode & 0o022) !== 0 && (isFile || (found.mode & 0o1000) === 0)) who.push(modeText(found.mode))
    if (who.length > 0) faults.push({ code: 'secret.file_writable', object: place, who, isFile })
    else if (isFile && secret && (found.mode & 0o077) !== 0)
      faults.push({ code: 'secret.file_readable', object: place, who: [modeText(found.mode)] })
  }
  return faults
}

function modeText(mode: number): string {
  return `mode ${(mode & 0o7777).toString(8).padStart(4, '0')}`
}

function windowsFaults({ path, secret, readers }: Guarded): Problem[] {
  const own = ownSid()
  const trusted = new Set<Sid>([...Object.values(WELL_KNOWN), ...(own.ok ? [own.value] : [])])
  const faults: Problem[] = []
  for (const [place, isFile] of [
    [path, true],
    [dirname(path), false]
  ] as const) {
    const sddl = readFileSecurity(place)
    if (!sddl.ok) {
      if (isMissing(sddl)) return faults
      return [...faults, { code: 'secret.file_unreadable', object: place, cause: inShort(sddl) }]
    }
    const security = parseSddl(sddl.value)
    if (security === null) return [...faults, { code: 'secret.file_unreadable', object: place, cause: sddl.value }]
    const writers = others(writersOf(security), trusted)
    if (writers.length > 0)
      faults.push({ code: 'secret.file_writable', object: place, who: writers.map(nameOf), isFile })
    else if (isFile && secret) faults.push(...readableBy(place, security, new Set([...trusted, ...readers])))
  }
  return faults
}

function readableBy(place: string, security: FileSecurity, trusted: ReadonlySet<Sid>): Problem[] {
  const who = others(readersOf(security), trusted)
  return who.length === 0 ? [] : [{ code: 'secret.file_readable', object: place, who: who.map(nameOf) }]
}

const EVERYONE: Sid = 'S-1-1-0'

function others(sids: readonly Sid[] | null, trusted: ReadonlySet<Sid>): Sid[] {
  return sids === null ? [EVERYONE] : sids.filter((sid) => !trusted.has(sid))
}
