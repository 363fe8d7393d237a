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
    .summary('the scheduled run: make users and groups of the service as they are in the directory')
    .description(
      'Reads the directory, compares it with the service, and sends what differs. What goes above a limit (safety in config.yml) is not sent: it is held and waits for `dirsync approve`. A run that was stopped or killed is taken up by the next one.'
    )
    .option('--dry-run', 'only show what would be done, as `plan` does; nothing is written')
    .option('--full', 'read all of the service too, and try again at once what is in quarantine')
    .option('--recover', 'rebuild what is known from the service first (after the state was lost or is in doubt)')
    .option('--confirm', 'another domain or service than in the runs before is meant; look first, with --dry-run')
    .option(
      '--approve <id>',
      'approve what is held under this id (of `status`, or of a plan that this run makes again)'
    )
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
