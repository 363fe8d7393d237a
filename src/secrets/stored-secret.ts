import { randomBytes } from 'node:crypto'
import {
  closeSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeSync
} from 'node:fs'
import { join } from 'node:path'
import process from 'node:process'
import { z } from 'zod'
import { bad, good, isNonEmpty, type Result } from '../model/result.ts'
import type { Problem } from '../problems/problem.ts'
import { actsAs, ownSid, type Sid, WELL_KNOWN } from '../windows/accounts.ts'
import { inShort } from '../windows/call.ts'
import { protect, unprotect } from '../windows/dpapi.ts'
import { createFileWithSecurity } from '../windows/file-security.ts'
import { fileFaults, folderFaults } from './file-faults.ts'
import { fileNameOf, keyOfFileName, type SecretKey } from './secret.ts'
import { taskAccount } from './task-account.ts'

/** A secret's file. `value`: base64, on Windows of what DPAPI made of it. */
const Stored = z.object({
  schemaVersion: z.literal(1),
  protection: z.enum(['dpapi-machine', 'file-mode']),
  value: z.base64(),
  expires: z.iso.datetime().nullable(),
  setAt: z.iso.datetime()
})
export type StoredSecret = z.infer<typeof Stored>

const ENDING = '.json'
const ON_WINDOWS = process.platform === 'win32'
const PROTECTION = ON_WINDOWS ? 'dpapi-machine' : 'file-mode'

export function secretsFolder(data: string): string {
  return join(data, 'secrets')
}

export function secretFile(data: string, key: SecretKey): string {
  return join(secretsFolder(data), `${fileNameOf(key)}${ENDING}`)
}

/** Which secrets are stored; what they are isn't looked at. */
export function storedKeys(data: string): SecretKey[] {
  let names: string[]
  try {
    names = readdirSync(secretsFolder(data))
  } catch {
    return []
  }
  return names
    .sort()
    .flatMap((name) => (name.endsWith(ENDING) ? (keyOfFileName(name.slice(0, -ENDING.length)) ?? []) : []))
}

/** Reads a secret's file, which nobody else may have read or written. null: none is stored. */
export function readStored(data: string, key: SecretKey): Result<StoredSecret | null> {
  const file = secretFile(data, key)
  const account = taskAccount(data)
  const faults = fileFaults({ path: file, secret: true, readers: account === null ? [] : [account] })
  if (isNonEmpty(faults)) return { ok: false, problems: faults }
  let text: string
  try {
    text = readFileSync(file, 'utf8')
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return good(null)
    return bad({ code: 'secret.file_unreadable', object: file, cause: causeOf(error) })
  }
  const stored = Stored.safeParse(parseJson(text))
  if (!stored.success) return bad({ code: 'secret.file_damaged', object: file })
  if (stored.data.protection !== PROTECTION)
    return bad({ code: 'secret.other_machine', object: file, cause: stored.data.protection })
  return good(stored.data)
}

/** The secret itself. @param key what it was stored as: a file under another's name isn't opened */
export function reveal(data: string, key: SecretKey, { value }: StoredSecret): Result<string> {
  const bytes = Buffer.from(value, 'base64')
  if (!ON_WINDOWS) return good(taken(bytes))
  const plain = unprotect(bytes, purposeOf(key))
  if (plain.ok) return good(taken(plain.value))
  return bad({ code: 'secret.other_machine', object: secretFile(data, key), cause: inShort(plain) })
}

/** Stores a secret in place of the one there was; only complete, or not at all. The file's rights are there before the secret is. */
export function store(data: string, key: SecretKey, value: string, expires: string | null, now: Date): Result<null> {
  const file = secretFile(data, key)
  const plain = Buffer.from(value, 'utf8')
  const sealed = ON_WINDOWS ? protect(plain, purposeOf(key)) : ({ ok: true, value: plain } as const)
  if (!sealed.ok) return bad({ code: 'secret.not_written', object: file, cause: inShort(sealed) })
  const content: StoredSecret = {
    schemaVersion: 1,
    protection: PROTECTION,
    value: sealed.value.toString('base64'),
    expires,
    setAt: now.toISOString()
  }
  plain.fill(0)
  const aside = `${file}.${randomBytes(6).toString('hex')}.new`
  try {
    mkdirSync(secretsFolder(data), { recursive: true, mode: 0o700 })
    // The folder first: in one that others can write, no file is safe.
    const fault = folderFaults(secretsFolder(data))[0] ?? makeEmpty(aside, data)
    if (fault !== null) return bad(fault)
    const descriptor = openSync(aside, 'r+')
    try {
      writeSync(descriptor, `${JSON.stringify(content, null, 2)}\n`)
      fsyncSync(descriptor)
    } finally {
      closeSync(descriptor)
    }
    renameSync(aside, file)
    return good(null)
  } catch (error) {
    remove(aside)
    return bad({ code: 'secret.not_written', object: file, cause: causeOf(error) })
  }
}

/** @returns whether there was one */
export function clear(data: string, key: SecretKey): Result<boolean> {
  const file = secretFile(data, key)
  try {
    rmSync(file)
    return good(true)
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return good(false)
    return bad({ code: 'secret.not_written', object: file, cause: causeOf(error) })
  }
}

function makeEmpty(file: string, data: string): Problem | null {
  if (!ON_WINDOWS) {
    closeSync(openSync(file, 'wx', 0o600))
    return null
  }
  const made = createFileWithSecurity(file, accessList(taskAccount(data)))
  return made.ok ? null : { code: 'secret.not_written', object: file, cause: inShort(made) }
}

/** SYSTEM and Administrators; the task's account reads. Who is no administrator keeps what he made: else he could not read it again. */
function accessList(reader: Sid | null): string {
  const administrator = actsAs(WELL_KNOWN.administrators)
  const own = ownSid()
  const entries = ['(A;;FA;;;SY)', '(A;;FA;;;BA)']
  if (reader !== null) entries.push(`(A;;FR;;;${reader})`)
  if (own.ok && !(administrator.ok && administrator.value)) entries.push(`(A;;FA;;;${own.value})`)
  return `${administrator.ok && administrator.value ? 'O:BA' : ''}D:P${entries.join('')}`
}

function remove(file: string): void {
  try {
    rmSync(file, { force: true })
  } catch {
    // The folder itself is none: what is told of is the cause.
  }
}

function purposeOf(key: SecretKey): string {
  return `DirSync ${fileNameOf(key)}`
}

/** As text; the bytes are wiped. */
function taken(bytes: Buffer): string {
  const text = bytes.toString('utf8')
  bytes.fill(0)
  return text
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}

function causeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : String(error)
}
