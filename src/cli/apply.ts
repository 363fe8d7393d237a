import type { Command } from 'commander'
import { z } from 'zod'
import { readPlanFile } from './plan-file.ts'
import { asFile, type Register } from './register.ts'
import { type RunCommand, refusedAnswer, runCommand } from './run-command.ts'

const Options = z.object({ approve: z.string().optional(), operations: z.string().optional() })

export function addApply(program: Command, register: Register): void {
  const command = program
    .command('apply <plan.json>')
    .summary('do what a file of `plan --out` says, if the same comes out again')
    .description(
      'Makes a fresh plan and compares it with the file. The same is applied; if anything differs, the file is stale: nothing is done, the difference is shown, exit code 4.'
    )
    .option('--approve <id>', 'approve what the plan holds: the id of the plan, or of what it holds')
    .option('--operations <file>', 'write all operations to a file, one JSON a line')
  register(command, (session, args, given) => {
    const options = Options.parse(given)
    const apply: RunCommand = {
      name: 'apply',
      request: { mode: 'normal', full: false, confirm: false, approve: options.approve ?? null, expected: null },
      out: null,
      operations: asFile(options.operations)
    }
    const plan = readPlanFile(asFile(args[0]) ?? '')
    if (!plan.ok) return refusedAnswer(apply, plan.problems, session)
    return runCommand({ ...apply, request: { ...apply.request, expected: plan.value } }, session)
  })
}
