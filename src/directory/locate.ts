import { Resolver } from 'node:dns/promises'
import { Stop } from '../model/result.ts'
import { type LocatedController, locateController } from '../windows/dc-locator.ts'

export interface SrvRecord {
  readonly name: string
  readonly priority: number
  readonly weight: number
}

/** Who knows of controllers. */
export interface LocatorSources {
  /** Rejects as node:dns does, with a `code`. */
  readonly resolveSrv: (name: string, timeoutMs: number, signal: AbortSignal) => Promise<readonly SrvRecord[]>
  /** The locator of Windows; null elsewhere, and for what it doesn't find. */
  readonly windows: (domain: string, again: boolean) => LocatedController | null
}

export interface Locating {
  readonly domain: string
  /** For one question to a name server. */
  readonly timeoutMs: number
  readonly signal: AbortSignal
}

/**
 * The controllers of a domain, closest first, each found when it is asked for: what Windows itself would take, and what it takes when that
 * one doesn't answer; then by the SRV records of this machine's site, then of the whole domain (MS-ADTS §6.3.6, RFC 2782). Every host once,
 * as a DNS name without the dot at its end. Throws Stop where there is none at all.
 */
export async function* locateControllers(locating: Locating, sources: LocatorSources = SYSTEM): AsyncGenerator<string> {
  const { domain, signal } = locating
  const known = new Set<string>()
  const isNew = (host: string) => host !== '' && !known.has(host.toLowerCase()) && known.add(host.toLowerCase())
  let site: string | null = null
  for (const again of [false, true]) {
    const located = sources.windows(domain, again)
    if (located === null) break
    site = located.clientSite
    if (isNew(located.host)) yield located.host
  }
  const queries = site === null ? [] : [`_ldap._tcp.${site}._sites.dc._msdcs.${domain}`]
  const everywhere = `_ldap._tcp.dc._msdcs.${domain}`
  let cause = 'ENODATA'
  for (const query of [...queries, everywhere]) {
    try {
      const records = await sources.resolveSrv(query, locating.timeoutMs, signal)
      for (const host of inOrder(records)) if (isNew(host)) yield host
    } catch (error) {
      cause = codeOf(error)
    }
    if (signal.aborted) throw new Stop({ code: 'directory.aborted', object: domain, server: domain })
  }
  if (known.size === 0)
    throw new Stop({ code: 'directory.controller_not_found', object: domain, domain, query: everywhere, cause })
}

/**
 * By priority, then by weight, the heavier first. RFC 2782 has those of one priority drawn by lot; here the same one serves every run where
 * it can: what one controller no longer shows is believed at once, when another one does it has to be confirmed.
 */
function inOrder(records: readonly SrvRecord[]): string[] {
  const hosts = records.map((record) => ({ ...record, name: record.name.replace(/\.$/, '') }))
  hosts.sort((a, b) => a.priority - b.priority || b.weight - a.weight || (a.name < b.name ? -1 : 1))
  return hosts.map(({ name }) => name)
}

function codeOf(error: unknown): string {
  if (error instanceof Error && 'code' in error) return String(error.code)
  return error instanceof Error ? error.message : String(error)
}

/** Asks name servers: the system's, or `servers` (`address:port`). */
export function srvResolver(servers: readonly string[] | null = null): LocatorSources['resolveSrv'] {
  return async (name, timeoutMs, signal) => {
    const resolver = new Resolver({ timeout: timeoutMs, tries: 2 })
    if (servers !== null) resolver.setServers(servers)
    const cancel = () => resolver.cancel()
    signal.addEventListener('abort', cancel)
    try {
      return await resolver.resolveSrv(name)
    } finally {
      signal.removeEventListener('abort', cancel)
    }
  }
}

const SYSTEM: LocatorSources = {
  resolveSrv: srvResolver(),
  windows: (domain, again) => {
    if (process.platform !== 'win32') return null
    const located = locateController(domain, { again })
    return located.ok ? located.value : null
  }
}
