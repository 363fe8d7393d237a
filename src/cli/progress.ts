import { progressLine } from '../report/console/progress.ts'
import type { Progress } from '../run/run.ts'
import type { Session } from './session.ts'

const EVERY_MS = 100
const CLEAR_LINE = '\r\u001b[2K'

/** One line on the terminal, rewritten; elsewhere nothing. */
export function showProgress(session: {
  readonly options: Pick<Session['options'], 'language'>
  readonly log: Session['log']
  readonly terminal: Session['terminal']
}): { show(progress: Progress): void; end(): void } {
  const { terminal, log } = session
  let last = 0
  let stage = ''
  return {
    show(progress) {
      const entered = progress.stage !== stage
      if (entered) log('info', `${progress.stage} …`)
      stage = progress.stage
      const now = Date.now()
      if (terminal === null || (!entered && now - last < EVERY_MS)) return
      last = now
      terminal.write(CLEAR_LINE + progressLine(progress, session.options.language))
    },
    end() {
      if (last > 0) terminal?.write(CLEAR_LINE)
    }
  }
}
