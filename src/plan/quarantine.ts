import { createHash } from 'node:crypto'
import { canonical } from '../model/resource.ts'
import type { Problem } from '../problems/problem.ts'
import { text, type Workspace } from '../state/workspace.ts'
import type { Subject } from './subject.ts'

/** Identifies what was tried: when the source or the mapping changes, it does, and the object is tried at once. */
export function sourceHash(subject: Pick<Subject, 'resource' | 'active' | 'lacking'>): string {
  return createHash('sha256')
    .update(
      JSON.stringify([canonical(subject.resource), subject.active, subject.lacking.map((problem) => problem.code)])
    )
    .digest('base64url')
}

export type Quarantine =
  | { readonly kind: 'none' }
  /** It failed before with the same source. `due`: it is time to try again. */
  | { readonly kind: 'quarantined'; readonly due: boolean; readonly retryAt: string; readonly problem: string }

export function quarantineOf(anchor: string, hash: string, now: Date, workspace: Workspace): Quarantine {
  const row = workspace.get('SELECT * FROM state.quarantine WHERE anchor = ?', anchor)
  if (row === undefined || text(row, 'source_hash') !== hash) return { kind: 'none' }
  const retryAt = text(row, 'retry_at')
  return { kind: 'quarantined', due: Date.parse(retryAt) <= now.getTime(), retryAt, problem: text(row, 'problem') }
}

/** What an administrator mends in the console shows only by trying: such objects are tried at every run. */
const TRIED_AT_EVERY_RUN: ReadonlySet<Problem['code']> = new Set(['plan.pending_deletion', 'service.pending_deletion'])

/** After the n-th failure: at the next run, then after 1, 2, 4 … 24 hours. */
export function retryDelayMs(failures: number, code: Problem['code']): number {
  if (failures <= 1 || TRIED_AT_EVERY_RUN.has(code)) return 0
  return Math.min(24, 2 ** (failures - 2)) * 60 * 60_000
}
