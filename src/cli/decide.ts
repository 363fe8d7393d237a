import type { Command } from 'commander'
import { localTime } from '../report/console/plain.ts'
import { headOf } from '../report/run-document.ts'
import { texts } from '../report/texts/texts.ts'
import { decide } from '../run/decide.ts'
import { EXIT } from '../run/exit-code.ts'
import type { Answer } from './answer.ts'
import { failure } from './failure.ts'
import type { Register } from './register.ts'
import type { Session } from './session.ts'

export function addApprove(program: Command, register: Register): void {
  const command = program
    .command('approve <id>')
    .summary('let the next runs do what a run held: users deleted, disabled …')
    .description(
      'Approves exactly the entries that a `sync` of the last 7 days held; the next runs do them. Look at them first: `dirsync status --held`. Works while a run is at work, too.'
    )
  register(command, (session, args) => answer('approve', args[0] ?? '', session))
}

export function addReject(program: Command, register: Register): void {
  const command = program
    .command('reject <id>')
    .summary('leave undone what a run held, without further warning')
    .description(
      'Rejects the entries that a `sync` of the last 7 days held: each is left undone until it is approved or no longer planned.'
    )
  register(command, (session, args) => answer('reject', args[0] ?? '', session))
}

function answer(command: 'approve' | 'reject', id: string, session: Session): Answer {
  const { language } = session.options
  const decided = decide(session.folder, id, command === 'approve' ? 'approved' : 'rejected', new Date())
  if (!decided.ok) return failure(command, decided.problems, session, { heldId: null, entries: 0, expires: null })
  const { heldId, entries, expires } = decided.value
  const head = headOf(EXIT.done, [], language)
  return {
    exitCode: EXIT.done,
    document:
      command === 'approve'
        ? { ...head, command, heldId, entries, expires }
        : { ...head, command, heldId, entries, expires },
    lines: () => [texts(language)[command](heldId, entries, expires === null ? null : localTime(expires))]
  }
}
