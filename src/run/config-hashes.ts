import type { Config } from '../config/config.ts'
import { mappingHash, scopeHash } from '../config/hashes.ts'
import type { Workspace } from '../state/workspace.ts'
import { readMeta } from './meta.ts'

/** What decides who is in scope, and what is made of him: when one changes, the plan made under it waits for approval where it takes something away. */
export interface ConfigHashes {
  readonly scope: string
  readonly mapping: string
}

/** The bound accounts count as scope: another may see less. */
export function hashesOf(config: Config): ConfigHashes {
  return {
    scope: scopeHash(config, config.domains.map((domain) => domain.server.user ?? '').join('\n')),
    mapping: mappingHash(config)
  }
}

/** As one text, by which a held plan remembers what it was made under. */
export function joined({ scope, mapping }: ConfigHashes): string {
  return `${scope} ${mapping}`
}

export function hasChanged(hashes: ConfigHashes, workspace: Workspace): boolean {
  const scope = readMeta(workspace, 'scope_hash')
  const mapping = readMeta(workspace, 'mapping_hash')
  return (scope !== null && scope !== hashes.scope) || (mapping !== null && mapping !== hashes.mapping)
}
