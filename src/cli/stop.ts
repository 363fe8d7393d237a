import type { Command } from 'commander'
import { headOf } from '../report/run-document.ts'
import { texts } from '../report/texts/texts.ts'
import { EXIT } from '../run/exit-code.ts'
import { stopRun } from '../run/stop.ts'
import { failure } from './failure.ts'
import type { Register } from './register.ts'

export function addStop(program: Command, register: Register): void {
  const command = program
    .command('stop')
    .summary('end a running `sync` orderly, and wait for that')
    .description(
      'Asks the run that is at work to end between two requests, and waits for it, a minute at most. What it did is recorded; the next run goes on from there.'
    )
  register(command, async (session) => {
    const { language } = session.options
    const stopped = await stopRun(session.folder)
    if (!stopped.ok) return failure('stop', stopped.problems, session, { stopped: 'none' })
    const exitCode = stopped.value === 'running' ? EXIT.locked : EXIT.done
    return {
      exitCode,
      document: { ...headOf(exitCode, [], language), command: 'stop', stopped: stopped.value },
      lines: () => [texts(language).stopped[stopped.value]]
    }
  })
}
