import { text, type Workspace } from '../state/workspace.ts'

/** Single facts that outlive a run. Times are ISO 8601 in UTC. */
export type MetaKey =
  /** Base URL of the service that the state belongs to. */
  | 'service'
  /** Hashes of the scope and of the mapping that are settled. */
  | 'scope_hash'
  | 'mapping_hash'
  /** When the service was last read whole. */
  | 'verified_at'
  /** When a run last came to a plan: what is held since then is what waits. */
  | 'planned_at'
  /** A run has once ended with 0: from then on creates are guarded. */
  | 'first_load_done'
  /** When the baseline of the source last moved. */
  | 'baseline_at'

export function readMeta(workspace: Workspace, key: MetaKey): string | null {
  const row = workspace.get('SELECT value FROM state.meta WHERE key = ?', key)
  return row === undefined ? null : text(row, 'value')
}

export function writeMeta(workspace: Workspace, key: MetaKey, value: string): void {
  workspace.run(
    'INSERT INTO state.meta VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value',
    key,
    value
  )
}

export function removeMeta(workspace: Workspace, key: MetaKey): void {
  workspace.run('DELETE FROM state.meta WHERE key = ?', key)
}
