import { onTestFinished } from 'vitest'
import type { DirectoryServer, DomainConfig } from '../../src/config/config.ts'
import type { DirectoryEntry } from '../../src/directory/entry.ts'
import { openDirectory } from '../../src/directory/open-directory.ts'
import type { DirectorySession, Search } from '../../src/directory/session.ts'
import { type Filter, parseFilter } from '../../src/ldap/filter.ts'
import { Dn } from '../../src/model/names.ts'
import { Stop } from '../../src/model/result.ts'
import { inWords, type Problem } from '../../src/problems/problem.ts'
import type { TestDirectory } from '../support/scenario-directory.ts'

export interface Opening {
  readonly server?: Partial<DirectoryServer>
  readonly bases?: readonly [string, ...string[]]
  readonly pageSize?: number
  readonly password?: string | null
  readonly signal?: AbortSignal
}

/** The configuration under which a test directory is read; StartTLS, verified, unless the test says otherwise. */
export function domainConfig(directory: TestDirectory, opening: Opening = {}): DomainConfig {
  const { connection } = directory
  const [first, ...others] = opening.bases ?? [directory.baseDn]
  return {
    name: null,
    bases: [Dn.parse(first), ...others.map((base) => Dn.parse(base))],
    userFilter: null,
    groupFilter: null,
    nestedGroups: 'flatten',
    pageSize: opening.pageSize ?? 500,
    delta: 'off',
    fullEveryHours: 24,
    server: {
      addresses: [connection.host],
      port: connection.port,
      encryption: 'start_tls',
      verify: true,
      caFile: connection.caFile,
      tlsName: null,
      auth: 'simple',
      user: connection.user,
      timeoutSeconds: 30,
      connectTimeoutSeconds: 10,
      ...opening.server
    }
  }
}

/** Closed when the test ends. */
export async function openSession(directory: TestDirectory, opening: Opening = {}): Promise<DirectorySession> {
  const result = await attempt(directory, opening)
  if (!result.ok) throw new Error(result.problems.map((problem) => inWords(problem, 'en').message).join('\n'))
  return result.value
}

/** The problems for which there is no session. */
export async function refusal(directory: TestDirectory, opening: Opening = {}): Promise<readonly Problem[]> {
  const result = await attempt(directory, opening)
  if (result.ok) throw new Error('the session was opened')
  return result.problems
}

async function attempt(directory: TestDirectory, opening: Opening) {
  const password = opening.password === undefined ? directory.connection.password : opening.password
  const signal = opening.signal ?? new AbortController().signal
  const result = await openDirectory(domainConfig(directory, opening), password, { signal })
  if (result.ok) onTestFinished(() => result.value.close())
  return result
}

export function filter(text: string): Filter {
  const result = parseFilter(text)
  if (!result.ok) throw new Error(inWords(result.problems[0], 'en').message)
  return result.value
}

/** A subtree search of the whole directory with what the test names. */
export function search(
  directory: TestDirectory,
  text: string,
  attributes: readonly string[],
  more: Partial<Search> = {}
): Search {
  return {
    base: Dn.parse(directory.baseDn),
    scope: 'subtree',
    filter: filter(text),
    attributes,
    extendedDn: false,
    ...more
  }
}

export async function pagesOf(session: DirectorySession, wanted: Search): Promise<(readonly DirectoryEntry[])[]> {
  return Array.fromAsync(session.search(wanted))
}

export async function entriesOf(session: DirectorySession, wanted: Search): Promise<DirectoryEntry[]> {
  return (await pagesOf(session, wanted)).flat()
}

export function valuesOf(entry: DirectoryEntry | undefined, attribute: string): string[] {
  return (entry?.attributes.get(attribute) ?? []).map((value) => value.toString('utf8'))
}

/** The problem with which reading stops. */
export async function stopOf(reading: Promise<unknown>): Promise<Problem> {
  try {
    await reading
  } catch (error) {
    if (error instanceof Stop) return error.problem
    throw error
  }
  throw new Error('the reading went through')
}
