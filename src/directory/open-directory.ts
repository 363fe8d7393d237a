import type { DirectoryServer, DomainConfig } from '../config/config.ts'
import { domainOf } from '../config/dn.ts'
import { isUnder } from '../ldap/dn.ts'
import { bad, good, isNonEmpty, type Result, Stop } from '../model/result.ts'
import type { Problem } from '../problems/problem.ts'
import { connect, serverName } from './connect.ts'
import { type Credentials, simpleBind } from './handshake.ts'
import { hidePassword } from './hide-password.ts'
import { kerberosBind } from './kerberos/bind.ts'
import { LdapSession } from './ldap-session.ts'
import { type LocatorSources, locateControllers } from './locate.ts'
import { readServerFacts, type ServerFacts } from './root-dse.ts'
import type { DirectorySession } from './session.ts'
import { Connection } from './wire/connection.ts'
import type { Until } from './within.ts'

export interface OpenOptions {
  /** Ends everything that is under way on the session: it fails with `directory.aborted`. */
  readonly signal: AbortSignal
  /** Who knows of controllers where none is configured; default: Windows, and the system's name servers. */
  readonly locator?: LocatorSources
}

const INVALID_CREDENTIALS = 49

/**
 * Connects to the domain's servers in their order (where none is configured, to those that are found, closest first); the first that can be
 * reached and takes the bind serves the whole run. Refused credentials (49) end it at once: tried on every server, they would lock the account. Fails with a problem for each server that was tried;
 * those of a session that was opened all the same are its warnings.
 */
export async function openDirectory(
  domain: DomainConfig,
  password: string | null,
  options: OpenOptions
): Promise<Result<DirectorySession>> {
  const credentials = credentialsOf(domain.server, password)
  if (credentials !== 'kerberos' && 'code' in credentials) return bad(credentials)
  const problems: Problem[] = []
  const warnings: Problem[] = []
  try {
    for await (const address of addressesOf(domain, options)) {
      const opened = await openAt(address, domain, credentials, options.signal)
      if ('connection' in opened) {
        const { connection, facts } = opened
        return good(new LdapSession(connection, facts, domain.pageSize, warnings))
      }
      problems.push(opened.problem)
      if (isFinal(opened.problem)) return bad(opened.problem)
      warnings.push(skipped(serverName(address, domain.server.port), opened.problem))
    }
  } catch (error) {
    if (error instanceof Stop) return bad(error.problem)
    throw error
  }
  if (isNonEmpty(problems)) return { ok: false, problems }
  return bad({ code: 'directory.no_addresses', object: domain.bases[0], base: domain.bases[0] })
}

function addressesOf({ server, bases }: DomainConfig, options: OpenOptions): Iterable<string> | AsyncIterable<string> {
  const domain = domainOf(bases[0])
  if (server.addresses.length > 0 || domain === null) return server.addresses
  const timeoutMs = server.connectTimeoutSeconds * 1000
  return locateControllers({ domain, timeoutMs, signal: options.signal }, options.locator)
}

/** `kerberos`: those of the account that runs the program. */
function credentialsOf(server: DirectoryServer, password: string | null): Credentials | 'kerberos' | Problem {
  if (server.auth === 'kerberos') return 'kerberos'
  if (server.user === null || server.user === '') return { code: 'directory.no_user', object: 'ad.ldap.server.user' }
  // A bind with a name and no password is an anonymous one (RFC 4513 §5.1.2), and AD says success to it.
  if (password === null || password === '')
    return { code: 'directory.no_password', object: server.user, user: server.user }
  return { user: server.user, password }
}

interface Opened {
  readonly connection: Connection
  readonly facts: ServerFacts
}

async function openAt(
  address: string,
  domain: DomainConfig,
  credentials: Credentials | 'kerberos',
  signal: AbortSignal
): Promise<Opened | { readonly problem: Problem }> {
  const { server } = domain
  const name = serverName(address, server.port)
  let connection: Connection | null = null
  try {
    const socket = await connect(server, address, signal)
    const options = { server: name, silenceMs: server.timeoutSeconds * 1000, signal }
    if (credentials === 'kerberos') {
      connection = new Connection(socket, options)
      await kerberosBind(connection, socket, server, address, bindSeconds(server))
    } else {
      await simpleBind(socket, credentials, untilBound(name, server, signal))
      connection = new Connection(socket, { ...options, hide: hidePassword(credentials.password) })
    }
    const facts = await readServerFacts(connection, domain.bases[0])
    checkBases(connection, domain, facts)
    return { connection, facts }
  } catch (error) {
    await connection?.close()
    if (error instanceof Stop) return { problem: error.problem }
    throw error
  }
}

/** A controller may pass the question on to the PDC emulator, so it has longer than a connection, but not the hour that a search may take. */
function bindSeconds(server: DirectoryServer): number {
  return Math.min(server.timeoutSeconds, Math.max(server.connectTimeoutSeconds, 30))
}

function untilBound(name: string, server: DirectoryServer, signal: AbortSignal): Until {
  const seconds = bindSeconds(server)
  const late = {
    code: 'directory.timed_out',
    object: name,
    server: name,
    seconds: Math.round(seconds),
    during: null
  } as const
  return { server: name, signal, timeout: AbortSignal.timeout(seconds * 1000), late }
}

function checkBases(connection: Connection, domain: DomainConfig, facts: ServerFacts): void {
  for (const base of domain.bases) {
    if (facts.namingContexts.some((context) => isUnder(base, context))) continue
    const { server } = connection
    throw new Stop({ code: 'directory.base_outside', object: base, dn: base, server, contexts: facts.namingContexts })
  }
}

/** The run goes on with another server: what was being asked of this one says nothing any more. */
function skipped(server: string, problem: Problem): Problem {
  const cause = 'during' in problem ? { ...problem, during: null } : problem
  return { code: 'directory.controller_skipped', object: server, server, cause }
}

/** Problems that the next server would have as well, or that must not be tried there. */
function isFinal(problem: Problem): boolean {
  switch (problem.code) {
    case 'directory.bind_refused':
      return problem.resultCode === INVALID_CREDENTIALS
    // A ticket for another service is had from the same place.
    case 'directory.no_ticket':
      return problem.why === 'no_credentials' || problem.why === 'expired'
    case 'directory.kerberos_unavailable':
    case 'directory.aborted':
    case 'directory.ca_file_unreadable':
      return true
    default:
      return false
  }
}
