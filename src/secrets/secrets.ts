import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { bad, good, isNonEmpty, type Result } from '../model/result.ts'
import type { Problem } from '../problems/problem.ts'
import { expiryInToken } from './expiry.ts'
import { fileNameOf, keyOfFileName, keyOfVariable, type SecretFacts, type SecretKey, variableOf } from './secret.ts'
import { readStored, reveal, secretFile, storedKeys } from './stored-secret.ts'

/** Where secrets are looked for, in this order. */
export interface SecretPlaces {
  /** Of the environment, by the names of their variables. */
  readonly environment: ReadonlyMap<string, string>
  /** Of systemd (`LoadCredential=token:…`, systemd.exec(5)): its CREDENTIALS_DIRECTORY. */
  readonly credentials: string | null
  /** The data folder, with the store in it. */
  readonly data: string
}

/** A secret to use. It is in no problem, no log and no document. */
export interface Secret extends SecretFacts {
  readonly value: string
}

/** Takes the secrets out of the environment, so that no child process inherits them and no dump of it shows them. */
export function takeFromEnvironment(env: Record<string, string | undefined>): ReadonlyMap<string, string> {
  const secrets = new Map<string, string>()
  for (const [variable, value] of Object.entries(env)) {
    if (keyOfVariable(variable) === null) continue
    if (value !== undefined && value !== '') secrets.set(variable, value)
    delete env[variable]
  }
  return secrets
}

/** A secret from the first place that has it. null: none has. Fails where the store has it and can't be trusted or opened. */
export function findSecret(places: SecretPlaces, key: SecretKey): Result<Secret | null> {
  const variable = variableOf(key)
  const inEnvironment = places.environment.get(variable)
  if (inEnvironment !== undefined) return good(secretOf(key, inEnvironment, { kind: 'environment', variable }, null))
  const credential = credentialFile(places, key)
  if (credential !== null) {
    const text = credentialText(credential)
    return text.ok ? good(secretOf(key, text.value, { kind: 'systemd', file: credential }, null)) : text
  }
  const stored = readStored(places.data, key)
  if (!stored.ok) return stored
  if (stored.value === null) return good(null)
  const value = reveal(places.data, key, stored.value)
  if (!value.ok) return value
  return good(secretOf(key, value.value, { kind: 'store', file: secretFile(places.data, key) }, stored.value.expires))
}

/** Every secret there is, the one that counts of each, without looking what it is; and what is wrong with the store. */
export function knownSecrets(places: SecretPlaces): {
  readonly facts: readonly SecretFacts[]
  readonly problems: readonly Problem[]
} {
  const facts = new Map<string, SecretFacts>()
  const problems: Problem[] = []
  const add = (fact: SecretFacts) => {
    const variable = variableOf(fact.key)
    if (!facts.has(variable)) facts.set(variable, fact)
  }
  for (const [variable, value] of places.environment) {
    const key = keyOfVariable(variable)
    if (key !== null) add({ key, source: { kind: 'environment', variable }, expires: expiryOf(key, value) })
  }
  for (const { key, file } of credentials(places)) {
    const text = key.name === 'token' ? credentialText(file) : null
    add({ key, source: { kind: 'systemd', file }, expires: text?.ok === true ? expiryOf(key, text.value) : null })
  }
  for (const key of storedKeys(places.data)) {
    const stored = readStored(places.data, key)
    if (!stored.ok) problems.push(...stored.problems)
    const expires = stored.ok ? (stored.value?.expires ?? null) : null
    add({ key, source: { kind: 'store', file: secretFile(places.data, key) }, expires })
  }
  return { facts: [...facts.values()].sort((a, b) => compareText(variableOf(b.key), variableOf(a.key))), problems }
}

function secretOf(key: SecretKey, value: string, source: SecretFacts['source'], expires: string | null): Secret {
  return { key, value, source, expires: expires ?? expiryOf(key, value) }
}

function expiryOf({ name }: SecretKey, value: string): string | null {
  return name === 'token' ? expiryInToken(value) : null
}

function credentialFile(places: SecretPlaces, key: SecretKey): string | null {
  const wanted = fileNameOf(key)
  return credentials(places).find((credential) => fileNameOf(credential.key) === wanted)?.file ?? null
}

function credentials({ credentials: folder }: SecretPlaces): { readonly key: SecretKey; readonly file: string }[] {
  if (folder === null) return []
  try {
    return readdirSync(folder).flatMap((name) => {
      const key = keyOfFileName(name)
      return key === null ? [] : [{ key, file: join(folder, name) }]
    })
  } catch {
    return []
  }
}

function credentialText(file: string): Result<string> {
  let bytes: Buffer
  try {
    bytes = readFileSync(file)
  } catch (error) {
    return bad({
      code: 'secret.file_unreadable',
      object: file,
      cause: error instanceof Error && 'code' in error ? String(error.code) : ''
    })
  }
  return secretText(bytes, file)
}

/**
 * A secret as it came on standard input or in a file: UTF-8; a byte order mark and one newline at the end, which editors and `echo` add, are
 * not part of it. The bytes are wiped.
 * @param object for the problem
 */
export function secretText(bytes: Buffer, object: string): Result<string> {
  let text: string
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes).replace(/\r?\n$/, '')
  } catch {
    return bad({ code: 'secret.not_utf8', object })
  } finally {
    bytes.fill(0)
  }
  if (text === '') return bad({ code: 'secret.empty', object })
  if (/[\r\n\0]/.test(text)) return bad({ code: 'secret.not_one_line', object })
  return good(text)
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}

/** All the problems of several look-ups, or none. */
export function allOrProblems<T>(results: readonly Result<T>[]): Result<readonly T[]> {
  const problems = results.flatMap((result) => (result.ok ? [] : result.problems))
  if (isNonEmpty(problems)) return { ok: false, problems }
  return good(results.flatMap((result) => (result.ok ? [result.value] : [])))
}
