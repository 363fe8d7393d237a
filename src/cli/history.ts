import { type Command, InvalidArgumentError } from 'commander'
import { z } from 'zod'
import { historyLines } from '../report/console/history.ts'
import { pastRuns } from '../report/history.ts'
import { headOf } from '../report/run-document.ts'
import { EXIT } from '../run/exit-code.ts'
import { openState } from '../state/open-state.ts'
import { failure } from './failure.ts'
import type { Register } from './register.ts'

const SHOWN = 20
const Options = z.object({ last: z.number() })

export function addHistory(program: Command, register: Register): void {
  const command = program
    .command('history')
    .summary('the runs of the past')
    .description('Shows the runs of the past, the newest first. Writes nothing.')
    .option('--last <number>', 'how many of them', wholeNumber, SHOWN)
  register(command, (session, _args, given) => {
    const { last } = Options.parse(given)
    const state = openState(session.folder, 'read')
    if (!state.ok) return failure('history', state.problems, session, { runs: [] })
    const { workspace, warnings } = state.value
    try {
      const runs = pastRuns(workspace, last)
      return {
        exitCode: EXIT.done,
        document: { ...headOf(EXIT.done, warnings, session.options.language), command: 'history', runs },
        lines: (view) => historyLines(runs, warnings, view)
      }
    } finally {
      workspace.close()
    }
  })
}

function wholeNumber(given: string): number {
  if (!/^[1-9]\d{0,8}$/.test(given)) throw new InvalidArgumentError('A whole number above 0 is expected.')
  return Number(given)
}
