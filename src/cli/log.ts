export const LOG_LEVELS = ['error', 'warn', 'info', 'debug'] as const
export type LogLevel = (typeof LOG_LEVELS)[number]

/** One line per event: time, level, text. */
export type Log = (level: LogLevel, text: string) => void

/** @param most null: nothing is logged. */
export function lineLog(write: (line: string) => void, most: LogLevel | null): Log {
  return (level, text) => {
    if (most === null || LOG_LEVELS.indexOf(level) > LOG_LEVELS.indexOf(most)) return
    write(`${new Date().toISOString()} ${level.toUpperCase().padEnd(5)} ${text.replaceAll(/[\r\n]+/g, ' ')}\n`)
  }
}
