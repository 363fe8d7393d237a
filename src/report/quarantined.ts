import { z } from 'zod'
import { KINDS, type Kind } from '../model/names.ts'
import { readJson } from '../state/columns.ts'
import { text, type Workspace } from '../state/workspace.ts'

export interface Quarantined {
  readonly kind: Kind
  readonly anchor: string
  readonly name: string
  readonly dn: string
  /** Of the problem that it failed with. */
  readonly code: string
  readonly since: string
  readonly retryAt: string
}

const Coded = z.object({ code: z.string() })

/** What is in quarantine, the longest there first. */
export function quarantined(workspace: Workspace): Quarantined[] {
  return workspace
    .all('SELECT kind, anchor, name, dn, problem, since, retry_at FROM state.quarantine ORDER BY since, anchor')
    .map((row) => ({
      kind: z.enum(KINDS).parse(row['kind']),
      anchor: text(row, 'anchor'),
      name: text(row, 'name'),
      dn: text(row, 'dn'),
      code: readJson(Coded, text(row, 'problem'), 'problem').code,
      since: text(row, 'since'),
      retryAt: text(row, 'retry_at')
    }))
}
