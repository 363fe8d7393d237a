import type { Command } from 'commander'
import { z } from 'zod'
import { asFile, type Register } from './register.ts'
import { runCommand } from './run-command.ts'

const Options = z.object({
  dryRun: z.boolean().default(false),
  full: z.boolean().default(false),
  recover: z.boolean().default(false),
  confirm: z.boolean().default(false),
  approve: z.string().optional(),
  operations: z.string().optional()
})

export function addSync(program: Command, register: Register): void {
  const command = program
    .command('sync')
    .summary('the scheduled run: carry the directory to the service')
    .description(
      'Reads the directory, compares, plans, guards, applies, records. What a guard holds waits for an approval.'
    )
    .option('--dry-run', 'only show what would be done, as `plan` does')
    .option('--full', 'read the service too, and try again what is in quarantine')
    .option('--recover', 'rebuild what is known from the service first')
    .option('--confirm', "another domain or service than the state's is meant")
    .option('--approve <id>', 'approve the plan with this id, or what it holds, if this run makes it')
    .option('--operations <file>', 'write all operations to a file, one JSON a line')
  register(command, (session, _args, given) => {
    const options = Options.parse(given)
    return runCommand(
      {
        name: 'sync',
        request: {
          mode: options.dryRun ? 'dry-run' : options.recover ? 'recover' : 'normal',
          full: options.full || options.recover,
          confirm: options.confirm,
          approve: options.approve ?? null,
          expected: null
        },
        out: null,
        operations: asFile(options.operations)
      },
      session
    )
  })
}
