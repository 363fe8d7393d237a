import type { Command } from 'commander'
import { z } from 'zod'
import type { Problem } from '../problems/problem.ts'
import { statusLines } from '../report/console/status.ts'
import { heldPlans } from '../report/held.ts'
import { pastRuns } from '../report/history.ts'
import { quarantined } from '../report/quarantined.ts'
import { headOf } from '../report/run-document.ts'
import { statusDocument } from '../report/status.ts'
import { EXIT } from '../run/exit-code.ts'
import type { DataFolder } from '../state/data-folder.ts'
import { isLocked } from '../state/lock.ts'
import { openState } from '../state/open-state.ts'
import { failure } from './failure.ts'
import type { Register } from './register.ts'
import { secretStatus, tokenWarnings } from './secrets.ts'

const Options = z.object({ held: z.boolean().default(false) })

export function addStatus(program: Command, register: Register): void {
  const command = program
    .command('status')
    .summary('the last run, what is held, what is in quarantine')
    .description(
      'Shows the last run, what waits for an approval, which objects are in quarantine (failed; tried again by themselves), whether a run is at work, and when the token expires. Writes nothing.'
    )
    .option('--held', 'with every user, group and membership that is held or rejected')
  register(command, (session, _args, given) => {
    const { folder, options, secrets } = session
    const { held } = Options.parse(given)
    const empty = { lastRun: null, held: [], quarantine: [], secrets: secretStatus(secrets), lock: null }
    // Asked before the state is read: a run that ends in between is then seen as ended, not as killed.
    const locked = lockState(folder)
    if (typeof locked !== 'boolean') return failure('status', [locked], session, empty)
    const state = openState(folder, 'read')
    if (!state.ok) return failure('status', state.problems, session, empty)
    const { workspace } = state.value
    const warnings = [...state.value.warnings, ...tokenWarnings(secrets)]
    try {
      const [lastRun] = pastRuns(workspace, 1)
      const running = locked && lastRun !== undefined && lastRun.finishedAt === null
      const pid = running ? workspace.count('SELECT pid FROM state.run WHERE run_id = ?', lastRun.runId) : null
      const status = {
        ...empty,
        lastRun: lastRun ?? null,
        held: heldPlans(workspace, new Date(), held),
        quarantine: quarantined(workspace),
        lock: locked ? { pid, since: running ? lastRun.startedAt : null } : null
      }
      return {
        exitCode: EXIT.done,
        document: {
          ...headOf(EXIT.done, warnings, options.language),
          command: 'status',
          ...statusDocument(status, options.language)
        },
        lines: (view) => statusLines(status, warnings, view)
      }
    } finally {
      workspace.close()
    }
  })
}

function lockState(folder: DataFolder): boolean | Problem {
  try {
    return isLocked(folder)
  } catch (error) {
    return {
      code: 'state.not_readable',
      object: folder.state,
      cause: error instanceof Error ? error.message : String(error)
    }
  }
}
