import process from 'node:process'
import { inShort } from '../windows/call.ts'
import { writeEvents } from '../windows/event-log.ts'
import type { LoggedEvent } from './event-log.ts'

/** The source in the Application log; the installation registers it. */
export const EVENT_SOURCE = 'DirSync'

const TYPES = { error: 'error', warn: 'warning', info: 'information' } as const
/** sd-daemon(3): SD_ERR, SD_WARNING, SD_INFO */
const PRIORITIES = { error: 3, warn: 4, info: 6 } as const

/**
 * Writes events to where this system keeps them. On Linux that is standard error, unless a person looks at it.
 * @returns what kept them from being written
 */
export function writeToEventLog(events: readonly LoggedEvent[]): string | null {
  if (events.length === 0) return null
  if (process.platform === 'win32') {
    const written = writeEvents(
      EVENT_SOURCE,
      events.map(({ id, level, text }) => ({ id, type: TYPES[level], text: text.replaceAll('\n', '\r\n') }))
    )
    return written.ok ? null : inShort(written)
  }
  if (!process.stderr.isTTY) process.stderr.write(events.map(journalLines).join(''))
  return null
}

/** Every line has its priority: journald makes an entry of each. */
export function journalLines({ id, level, text }: LoggedEvent): string {
  const prefix = `<${PRIORITIES[level]}>`
  const [first = '', ...rest] = text.split('\n').filter((line) => line.trim() !== '')
  return [`${prefix}dirsync[${id}]: ${first}`, ...rest.map((line) => `${prefix}  ${line}`)]
    .map((line) => `${line}\n`)
    .join('')
}
