import type { Command } from 'commander'
import { z } from 'zod'
import { asFile, type Register } from './register.ts'
import { runCommand } from './run-command.ts'

const Options = z.object({
  full: z.boolean().default(false),
  out: z.string().optional(),
  operations: z.string().optional()
})

export function addPlan(program: Command, register: Register): void {
  const command = program
    .command('plan')
    .summary('show what `sync` would do, and why; writes nothing')
    .description(
      'Shows what `sync` would do, with the reason for every operation, attribute by attribute. Writes nothing anywhere.'
    )
    .option('--full', 'what `sync --full` would do')
    .option('--out <file>', 'write the whole plan to a file, for `apply`')
    .option('--operations <file>', 'write all operations to a file, one JSON a line')
  register(command, (session, _args, given) => {
    const options = Options.parse(given)
    return runCommand(
      {
        name: 'plan',
        request: { mode: 'dry-run', full: options.full, confirm: false, approve: null, expected: null },
        out: asFile(options.out),
        operations: asFile(options.operations)
      },
      session
    )
  })
}
