import { statSync } from 'node:fs'
import { dirname } from 'node:path'
import process from 'node:process'
import type { Problem } from '../problems/problem.ts'
import { nameOf, ownSid, type Sid, WELL_KNOWN } from '../windows/accounts.ts'
import { inShort } from '../windows/call.ts'
import { isMissing, readFileSecurity } from '../windows/file-security.ts'
import { parseSddl, readersOf, writersOf } from '../windows/sddl.ts'

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
export function fileFaults({ path, secret, readers }: Guarded): Problem[] {
  const ofFile = faultsAt(path, { isFile: true, secret, readers })
  return ofFile === null ? [] : [...ofFile, ...folderFaults(dirname(path))]
}

/** Whether others could put files into a folder, or replace those in it. */
export function folderFaults(path: string): Problem[] {
  return faultsAt(path, { isFile: false, secret: false, readers: [] }) ?? []
}

interface Expected {
  readonly isFile: boolean
  readonly secret: boolean
  readonly readers: readonly Sid[]
}

/** @returns null: there is nothing at this path */
function faultsAt(path: string, expected: Expected): Problem[] | null {
  return process.platform === 'win32' ? windowsFaults(path, expected) : posixFaults(path, expected)
}

function posixFaults(path: string, { isFile, secret }: Expected): Problem[] | null {
  const own = process.geteuid?.() ?? 0
  let found: { readonly uid: number; readonly mode: number }
  try {
    found = statSync(path)
  } catch {
    return null
  }
  const who: string[] = []
  if (found.uid !== 0 && found.uid !== own) who.push(`uid ${found.uid}`)
  // In a folder like /tmp the sticky bit keeps others from replacing a file.
  if ((found.mode & 0o022) !== 0 && (isFile || (found.mode & 0o1000) === 0)) who.push(modeText(found.mode))
  if (who.length > 0) return [{ code: 'secret.file_writable', object: path, who, isFile }]
  if (secret && (found.mode & 0o077) !== 0)
    return [{ code: 'secret.file_readable', object: path, who: [modeText(found.mode)] }]
  return []
}

function modeText(mode: number): string {
  return `mode ${(mode & 0o7777).toString(8).padStart(4, '0')}`
}

const EVERYONE: Sid = 'S-1-1-0'

function windowsFaults(path: string, { isFile, secret, readers }: Expected): Problem[] | null {
  const sddl = readFileSecurity(path)
  if (!sddl.ok) return isMissing(sddl) ? null : [{ code: 'secret.file_unreadable', object: path, cause: inShort(sddl) }]
  const security = parseSddl(sddl.value)
  if (security === null) return [{ code: 'secret.file_unreadable', object: path, cause: sddl.value }]
  const own = ownSid()
  const trusted = [...Object.values(WELL_KNOWN), ...(own.ok ? [own.value] : [])]
  const writers = without(writersOf(security), trusted)
  if (writers.length > 0) return [{ code: 'secret.file_writable', object: path, who: writers.map(nameOf), isFile }]
  const others = secret ? without(readersOf(security), [...trusted, ...readers]) : []
  return others.length === 0 ? [] : [{ code: 'secret.file_readable', object: path, who: others.map(nameOf) }]
}

/** @param sids null: there is no access list, so everybody may */
function without(sids: readonly Sid[] | null, trusted: readonly Sid[]): Sid[] {
  return sids === null ? [EVERYONE] : sids.filter((sid) => !trusted.includes(sid))
}
