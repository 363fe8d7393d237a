import { existsSync } from 'node:fs'
import type { LogConfig } from '../config/config.ts'
import { inWords, type Problem, severityOf } from '../problems/problem.ts'
import { eventsOf, failuresOf } from '../report/event-log.ts'
import { writeToEventLog } from '../report/event-log-writer.ts'
import { LogFile } from '../report/log-file.ts'
import type { Outcome, RunMode } from '../report/outcome.ts'
import { LOG_LEVELS, type Log, type LogLevel } from './log.ts'
import type { Session } from './session.ts'

/** What a run leaves behind besides its state: the log file, and the event log. A dry run leaves nothing. */
export interface Record {
  /** From the configuration, once it is known. */
  configure(config: LogConfig): void
  readonly log: Log
  unexpected(error: unknown): void
  /** Writes down how it ended. @returns what could not be written */
  end(outcome: Outcome): Problem[]
}

/** Before a configuration says otherwise; its defaults. */
const DEFAULTS: LogConfig = { level: 'info', file: { maxSizeMb: 10, maxAgeDays: 30, keep: 10 } }

export function openRecord(command: string, mode: RunMode, session: Session): Record {
  const { log, unexpected, options, folder } = session
  if (mode === 'dry-run') return { configure: () => {}, log, unexpected, end: () => [] }
  let config = DEFAULTS
  let failure: Problem | null = null
  const isLogged = (level: LogLevel) => LOG_LEVELS.indexOf(level) <= LOG_LEVELS.indexOf(config.level)
  const write = (level: LogLevel, record: Readonly<{ [key: string]: unknown }>) => {
    // A data folder that isn't there is for the run to make, once its configuration is sound.
    if (failure !== null || !isLogged(level) || !existsSync(folder.path)) return
    try {
      new LogFile(folder.logs, config.file).write({ level, pid: process.pid, command, ...record })
    } catch (error) {
      failure = { code: 'run.log_not_written', object: folder.logs, cause: causeOf(error) }
    }
  }
  return {
    configure: (given) => {
      config = given
    },
    log: (level, message) => {
      log(level, message)
      write(level, { message })
    },
    unexpected: (error) => {
      unexpected(error)
      write('error', { message: String(error), stack: error instanceof Error ? error.stack : undefined })
    },
    end: (outcome) => {
      const { runId } = outcome
      const events = eventsOf(outcome, options.language)
      const reason = writeToEventLog(events.filter(({ level }) => isLogged(level)))
      const unwritten: Problem[] =
        reason === null ? [] : [{ code: 'run.events_not_written', object: 'DirSync', cause: reason }]
      const inEvents = new Map(events.map(({ id, problem }) => [problem, id]))
      for (const problem of new Set([...failuresOf(outcome), ...outcome.problems, ...unwritten])) {
        const level = severityOf(problem) === 'error' ? 'error' : 'warn'
        write(level, { runId, event: inEvents.get(problem), ...problem, ...inWords(problem, options.language) })
      }
      const run = events.at(-1)
      const { counts, exitCode, planId, heldId, startedAt, finishedAt } = outcome
      if (run !== undefined)
        write(run.level, {
          runId,
          event: run.id,
          message: run.text.split('\n', 1)[0],
          exitCode,
          mode: outcome.mode,
          planId,
          heldId,
          startedAt,
          finishedAt,
          counts
        })
      try {
        new LogFile(folder.logs, config.file).tidy()
      } catch (error) {
        failure ??= { code: 'run.log_not_written', object: folder.logs, cause: causeOf(error) }
      }
      return failure === null ? unwritten : [...unwritten, failure]
    }
  }
}

function causeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : String(error)
}
