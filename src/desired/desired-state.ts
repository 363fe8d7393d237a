import type { Config, DomainConfig } from '../config/config.ts'
import type { DirectorySession } from '../directory/session.ts'
import type { Kind } from '../model/names.ts'
import { type NonEmpty, Stop } from '../model/result.ts'
import type { Problem } from '../problems/problem.ts'
import type { Workspace } from '../state/workspace.ts'
import { confirmDepartures } from './departures.ts'
import { resolveMemberships } from './memberships.ts'
import { followNesting } from './nesting.ts'
import { groupScope, userScope } from './scope.ts'
import { Staging } from './staging.ts'

/** A domain with the one controller that serves it in this run. */
export interface Source {
  /** As in the state and in reports: `name` of `ad.domains`, else `default`. */
  readonly name: string
  readonly domain: DomainConfig
  readonly session: DirectorySession
}

export type Reading =
  | { readonly kind: 'complete'; readonly read: Readonly<Record<Kind, number>> }
  /** No objects here: it can't be planned. */
  | { readonly kind: 'incomplete'; readonly problems: NonEmpty<Problem> }

/**
 * Reads all domains and leaves in the workspace what the service should hold: `desired` (users and groups in scope, mapped),
 * `wanted_member`, and in `departure` the known objects that left. Entries stream from page to table. All users come before all groups, so that a member is found by its objectGUID
 * wherever it lies. Any doubt makes the whole reading incomplete.
 * @param now tells which accounts have expired.
 */
export async function readDesiredState(
  sources: NonEmpty<Source>,
  config: Config,
  workspace: Workspace,
  now: Date
): Promise<Reading> {
  const staging = new Staging(workspace, config.mapping, now)
  try {
    for (const source of sources) await readUsers(source, staging)
    for (const source of sources) await readGroups(source, staging)
    await confirmDepartures(sources, staging, workspace, now)
    await followNesting(sources, workspace)
    resolveMemberships(sources, workspace)
    return { kind: 'complete', read: staging.read }
  } catch (error) {
    if (error instanceof Stop) return { kind: 'incomplete', problems: [error.problem] }
    throw error
  }
}

async function readUsers(source: Source, staging: Staging): Promise<void> {
  for (const base of source.domain.bases) {
    const pages = source.session.search({
      base,
      scope: 'subtree',
      filter: userScope(source.domain),
      attributes: staging.userAttributes,
      extendedDn: false
    })
    for await (const page of pages) staging.addUsers(page, source, base)
  }
}

async function readGroups(source: Source, staging: Staging): Promise<void> {
  for (const base of source.domain.bases) {
    const pages = source.session.search({
      base,
      scope: 'subtree',
      filter: groupScope(source.domain),
      attributes: staging.groupAttributes,
      extendedDn: source.session.controller.supportsExtendedDn
    })
    for await (const page of pages) staging.addGroups(page, source, base)
  }
}
