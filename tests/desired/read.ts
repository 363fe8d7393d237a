import { onTestFinished } from 'vitest'
import type { Config } from '../../src/config/config.ts'
import { type Reading, readDesiredState, type Source } from '../../src/desired/desired-state.ts'
import type { DirectorySession } from '../../src/directory/session.ts'
import { isNonEmpty } from '../../src/model/result.ts'
import { text, Workspace } from '../../src/state/workspace.ts'

export const NOW = new Date('2026-11-24T09:00:00Z')

/** A workspace that is closed with its test. */
export function workspaceOfTest(): Workspace {
  const workspace = Workspace.open('')
  onTestFinished(() => workspace.close())
  return workspace
}

/** Reads the directories of the configuration's domains, in their order. */
export function read(
  config: Config,
  sessions: readonly DirectorySession[],
  workspace: Workspace,
  now = NOW
): Promise<Reading> {
  return readDesiredState(sourcesOf(config, sessions), config, workspace, now)
}

export function sourcesOf(config: Config, sessions: readonly DirectorySession[]): readonly [Source, ...Source[]] {
  const sources = sessions.flatMap((session, at): Source[] => {
    const domain = config.domains[at]
    return domain === undefined ? [] : [{ name: domain.name ?? 'default', domain, session }]
  })
  if (!isNonEmpty(sources)) throw new Error('a test reads at least one domain')
  return sources
}

/** `displayName → userNames and displayNames`, of all groups that were read. */
export function wantedMembers(workspace: Workspace): Record<string, string[]> {
  const groups: Record<string, string[]> = {}
  for (const row of workspace.all(`SELECT name FROM desired WHERE kind = 'group' ORDER BY name`))
    groups[text(row, 'name')] = []
  const members = workspace.all(
    `SELECT g.name AS of, m.name FROM wanted_member w JOIN desired g ON g.id = w.group_id JOIN desired m ON m.id = w.member_id ORDER BY m.name`
  )
  for (const row of members) groups[text(row, 'of')]?.push(text(row, 'name'))
  return groups
}
