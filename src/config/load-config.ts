import { resolve } from 'node:path'
import { bad, good, type NonEmpty, type Result } from '../model/result.ts'
import { type Problem, severityOf } from '../problems/problem.ts'
import { checkShape } from './check-shape.ts'
import { beside, compileDomains } from './compile-domain.ts'
import { compileMapping } from './compile-mapping.ts'
import type { Config, DomainConfig, Limit, Safety, ScimConfig } from './config.ts'
import { type EffectiveValue, effectiveValues } from './effective-values.ts'
import { keyText, type Path } from './places.ts'
import { readConfigFile } from './read-file.ts'
import { readYaml, type YamlTree } from './read-yaml.ts'
import type { Settings } from './schema/settings.ts'

export interface LoadedConfig {
  readonly config: Config
  /** Said at each run. */
  readonly warnings: readonly Problem[]
  /** Every key that has a value, in the order of the schema. */
  readonly origins: readonly EffectiveValue[]
}

/** Reads and checks config.yml. Fails with every problem of the file at once (errors before warnings), each located. */
export function loadConfig(file: string): Result<LoadedConfig> {
  const text = readConfigFile(file)
  return text.ok ? parseConfig(text.value, file) : text
}

/** As loadConfig, of a text: `file` is for the problems, and relative paths count from its folder. */
export function parseConfig(text: string, file: string): Result<LoadedConfig> {
  const tree = readYaml(text.replace(/^\ufeff/, ''), file)
  return tree.ok ? check(tree.value) : tree
}

function check(tree: YamlTree): Result<LoadedConfig> {
  const { settings, problems: found } = checkShape(tree)
  const problems: Problem[] = [...tree.problems, ...found]
  const config = settings === null ? null : compile(settings, tree, (problem) => problems.push(problem))
  problems.sort(byPlace)
  const errors = problems.filter((problem) => severityOf(problem) === 'error')
  const warnings = problems.filter((problem) => severityOf(problem) === 'warning')
  const [first, ...others] = errors
  if (first !== undefined) return bad(first, ...others, ...warnings)
  if (config === null || settings === null) throw new Error('A configuration without an error was not compiled.')
  return good({ config, warnings, origins: effectiveValues(settings, tree) })
}

function byPlace(a: Problem, b: Problem): number {
  const [left, right] = [placeOf(a), placeOf(b)]
  return left.line - right.line || left.column - right.column
}

function placeOf(problem: Problem): { readonly line: number; readonly column: number } {
  return {
    line: 'line' in problem ? Number(problem.line) : 0,
    column: 'column' in problem ? Number(problem.column) : 0
  }
}

function compile(settings: Settings, tree: YamlTree, report: (problem: Problem) => void): Config | null {
  const domains: NonEmpty<DomainConfig> | null = compileDomains(settings, tree, report)
  const scim = compileService(settings, tree, report)
  const mapping = compileMapping(settings.iid.scim.attribute, scim.profile, tree, report)
  const safety = compileSafety(settings, tree, report)
  if (settings.log.logger === 'syslog')
    report({ code: 'config.no_effect', why: 'syslog', ...at(tree, ['log', 'logger']) })
  if (domains === null) return null
  const { loglevel, file } = settings.log
  return {
    file: resolve(tree.file),
    log: { level: loglevel, file: { maxSizeMb: file.max_size, maxAgeDays: file.max_age, keep: file.keep } },
    domains,
    scim,
    mapping,
    protect: settings.iid.scim.protect,
    safety,
    state: settings.state,
    run: { maxDurationMinutes: settings.run.max_duration }
  }
}

function at(tree: YamlTree, path: Path) {
  return { file: tree.file, ...tree.places.ofValue(path), object: keyText(path) }
}

function compileService(settings: Settings, tree: YamlTree, report: (problem: Problem) => void): ScimConfig {
  const { scim } = settings.iid
  const path = ['iid', 'scim', 'http', 'proxy']
  const { use, address, port, user } = scim.http.proxy
  const has = (key: string) => tree.places.has([...path, key])
  // Whether a proxy that is only named is meant to be used can't be guessed.
  if (!has('use') && (has('address') || has('port') || has('user')))
    report({ code: 'config.missing_key', ...at(tree, [...path, 'use']) })
  if (use === true)
    for (const key of ['address', 'port'])
      if (!has(key)) report({ code: 'config.missing_key', ...at(tree, [...path, key]) })
  const proxy =
    use === true && address !== undefined && port !== undefined ? { address, port, user: user ?? null } : null
  return {
    baseUrl: new URL(scim.base_url.replace(/\/+$/, '')),
    profile: scim.profile,
    tokenOwner: scim.token_owner ?? null,
    adopt: { byExternalId: scim.adopt.by_external_id, byName: scim.adopt.by_name },
    requestsPerSecond: scim.requests_per_second,
    concurrency: scim.concurrency,
    timeoutSeconds: scim.timeout,
    proxy,
    caFile: scim.http.ca_file === undefined ? null : beside(tree.file, scim.http.ca_file)
  }
}

function compileSafety(settings: Settings, tree: YamlTree, report: (problem: Problem) => void): Safety {
  const { users, groups, memberships, group_members, ...whole } = settings.safety
  const limit = (value: Limit, ...path: string[]): Limit => {
    if (value !== 'off' && value.floor > value.max)
      report({ code: 'config.floor_above_max', floor: value.floor, max: value.max, ...at(tree, ['safety', ...path]) })
    return value
  }
  return {
    users: {
      create: limit(users.create, 'users', 'create'),
      rename: limit(users.rename, 'users', 'rename'),
      disable: limit(users.disable, 'users', 'disable'),
      delete: limit(users.delete, 'users', 'delete')
    },
    groups: { create: limit(groups.create, 'groups', 'create'), delete: limit(groups.delete, 'groups', 'delete') },
    memberships: { remove: limit(memberships.remove, 'memberships', 'remove') },
    groupMembers: { remove: limit(group_members.remove, 'group_members', 'remove') },
    sourceShrinkPercent: whole.source_shrink,
    serviceShrinkPercent: whole.service_shrink,
    disableFirstDays: whole.disable_first,
    groupsDeleteAfterDays: groups.delete_after,
    configChange: whole.config_change
  }
}
