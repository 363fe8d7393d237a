import { resolve } from 'node:path'
import { Dn } from '../model/names.ts'
import { isNonEmpty, type NonEmpty } from '../model/result.ts'
import type { Problem } from '../problems/problem.ts'
import type { DirectoryServer, DomainConfig } from './config.ts'
import { domainOf } from './dn.ts'
import { keyText, type Path } from './places.ts'
import type { YamlTree } from './read-yaml.ts'
import type { DomainSettings } from './schema/directory.ts'
import type { Settings } from './schema/settings.ts'

/** A domain's settings, and where they stand in the file: `ad.ldap` or `ad.domains[n]`. */
export interface PlacedDomain {
  readonly settings: Omit<DomainSettings, 'name'> & { readonly name?: string | undefined }
  readonly path: Path
}

export function domainsOf(settings: Settings): PlacedDomain[] {
  const { ldap, domains } = settings.ad
  return [
    ...(ldap === undefined ? [] : [{ settings: ldap, path: ['ad', 'ldap'] }]),
    ...(domains ?? []).map((domain, index) => ({ settings: domain, path: ['ad', 'domains', index] }))
  ]
}

/** What a port and an encryption, either of them left out, come to. */
export function portAndEncryption(server: DomainSettings['server']): Pick<DirectoryServer, 'port' | 'encryption'> {
  const port = server.port ?? (server.encryption === 'ldaps' ? 636 : 389)
  const encryption = server.encryption ?? 'start_tls'
  // The vendor's manual has LDAPS spelled start_tls; on this port nothing but LDAPS is spoken.
  return { port, encryption: encryption === 'start_tls' && port === 636 ? 'ldaps' : encryption }
}

/** All domains, whatever else is wrong with the file: `report` gets each problem and warning. null: something is missing. */
export function compileDomains(
  settings: Settings,
  tree: YamlTree,
  report: (problem: Problem) => void
): NonEmpty<DomainConfig> | null {
  const { places, file } = tree
  const at = (path: Path) => ({ file, ...places.ofKey(path), object: keyText(path) })
  const hasBoth = places.has(['ad', 'ldap']) && places.has(['ad', 'domains'])
  if (hasBoth) report({ code: 'config.ldap_and_domains', ...at(['ad', 'domains']) })
  if (!places.has(['ad', 'ldap']) && !places.has(['ad', 'domains']))
    report({ code: 'config.missing_key', ...at(['ad', 'ldap']) })
  const domains = domainsOf(settings)
  if (domains.length === 0 && tree.places.has(['ad', 'ldap'])) {
    // The key is there with nothing below it.
    for (const key of ['base_dn', 'server'] as const)
      if (!places.has(['ad', 'ldap', key])) report({ code: 'config.missing_key', ...at(['ad', 'ldap', key]) })
  }
  reportNames(domains, tree, report)
  const compiled = domains.map((domain) => compileDomain(domain, tree, report)).filter((domain) => domain !== null)
  return isNonEmpty(compiled) && compiled.length === domains.length && !hasBoth ? compiled : null
}

function reportNames(domains: readonly PlacedDomain[], tree: YamlTree, report: (problem: Problem) => void): void {
  const taken = new Map<string, Path>()
  for (const { settings, path } of domains) {
    if (path[1] !== 'domains') continue
    const name = [...path, 'name']
    const where = { file: tree.file, ...tree.places.ofValue(name), object: keyText(name) }
    if (settings.name === undefined) {
      if (!tree.places.has(name)) report({ code: 'config.missing_key', ...where })
      continue
    }
    // As in the name of the variable DIRSYNC_LDAP_PASSWORD_<NAME>, where these are one.
    const key = settings.name.toUpperCase().replace(/[^A-Z0-9]/g, '_')
    const first = taken.get(key)
    if (first === undefined) taken.set(key, name)
    else
      report({
        code: 'config.domain_name_taken',
        name: settings.name,
        firstLine: tree.places.ofValue(first).line,
        ...where
      })
  }
}

function compileDomain(
  { settings, path }: PlacedDomain,
  tree: YamlTree,
  report: (problem: Problem) => void
): DomainConfig | null {
  const bases = [settings.base_dn ?? []].flat().map((base) => Dn.parse(base))
  const at = (...below: Path) => {
    const key = [...path, ...below]
    return { file: tree.file, ...tree.places.ofValue(key), object: keyText(key) }
  }
  const has = (...below: Path) => tree.places.has([...path, ...below])
  if (!has('base_dn')) report({ code: 'config.missing_key', ...at('base_dn') })
  const domains = new Set(bases.map((base) => domainOf(base) ?? ''))
  if (domains.size > 1)
    report({
      code: 'config.several_domains_in_bases',
      domains: [...domains].map((name) => name || '–'),
      ...at('base_dn')
    })
  if (domains.has('') && !has('server', 'addresses'))
    report({ code: 'config.controller_not_found_by', base: bases[0] ?? '', ...at('server', 'addresses') })
  const server = compileServer(settings, tree, at, has, report)
  if (settings.cache_disabled !== undefined)
    report({ code: 'config.no_effect', why: 'cache_disabled', ...at('cache_disabled') })
  if (!isNonEmpty(bases)) return null
  return {
    name: settings.name ?? null,
    server,
    bases,
    userFilter: settings.filter.user ?? null,
    groupFilter: settings.filter.group ?? null,
    nestedGroups: settings.nested_groups,
    pageSize: settings.page_size,
    delta: settings.delta,
    fullEveryHours: settings.full_every
  }
}

type At = (...below: Path) => { file: string; line: number; column: number; object: string }

function compileServer(
  settings: PlacedDomain['settings'],
  tree: YamlTree,
  at: At,
  has: (...below: Path) => boolean,
  report: (problem: Problem) => void
): DirectoryServer {
  const { server } = settings
  const { port, encryption } = portAndEncryption(server)
  if (server.auth === 'simple' && !has('server', 'user'))
    report({ code: 'config.missing_key', ...at('server', 'user') })
  if (server.auth === 'kerberos' && server.user !== undefined)
    report({ code: 'config.no_effect', why: 'kerberos_user', ...at('server', 'user') })
  if (encryption === 'none') report({ code: 'config.unencrypted', ...at('server', 'encryption') })
  else if (!server.verify_mode) report({ code: 'config.certificate_unchecked', ...at('server', 'verify_mode') })
  if (server.encryption === 'start_tls' && port === 636)
    report({ code: 'config.start_tls_on_636', ...at('server', 'encryption') })
  return {
    addresses: server.addresses ?? [],
    port,
    encryption,
    verify: server.verify_mode,
    caFile: server.ca_file === undefined ? null : beside(tree.file, server.ca_file),
    tlsName: server.tls_name ?? null,
    auth: server.auth,
    user: server.auth === 'simple' ? (server.user ?? null) : null,
    timeoutSeconds: server.timeout,
    connectTimeoutSeconds: server.connect_timeout
  }
}

/** Relative paths count from the folder of config.yml: a task starts in System32. */
export function beside(file: string, path: string): string {
  return resolve(file, '..', path)
}
