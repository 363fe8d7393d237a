import { z } from 'zod'
import { readJson } from '../state/columns.ts'
import { integer, text, textOrNull, type Workspace } from '../state/workspace.ts'
import { CountsSchema, type PastRunDocument } from './json-documents.ts'
import { RUN_MODES } from './outcome.ts'

/** The last runs, the newest first. One without an end goes on, or was killed. */
export function pastRuns(workspace: Workspace, last: number): PastRunDocument[] {
  return workspace
    .all(
      'SELECT run_id, mode, started_at, finished_at, exit_code, counts FROM state.run ORDER BY seq DESC LIMIT ?',
      last
    )
    .map((row) => ({
      runId: text(row, 'run_id'),
      mode: z.enum(RUN_MODES).parse(row['mode']),
      startedAt: text(row, 'started_at'),
      finishedAt: textOrNull(row, 'finished_at'),
      exitCode: row['exit_code'] === null ? null : integer(row, 'exit_code'),
      counts: row['counts'] === null ? null : readJson(CountsSchema, text(row, 'counts'), 'counts')
    }))
}
