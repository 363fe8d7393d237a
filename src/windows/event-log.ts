import { type Called, gave, refused } from './call.ts'
import { ffi, kernel, library } from './native.ts'
import { wide } from './wide-text.ts'

/** winnt.h: EVENTLOG_… */
const TYPES = { error: 1, warning: 2, information: 4 } as const
export type EventType = keyof typeof TYPES

/** ReportEventW takes 31,839 characters a string at most; beyond it refuses the event whole. */
export const LONGEST_EVENT_TEXT = 31_000

const advapi32 = library('advapi32.dll', {
  RegisterEventSourceW: { arguments: ['pointer', 'buffer'], return: 'pointer' },
  ReportEventW: {
    arguments: ['pointer', 'u16', 'u16', 'u32', 'pointer', 'u16', 'u32', 'buffer', 'pointer'],
    return: 'i32'
  },
  DeregisterEventSource: { arguments: ['pointer'], return: 'i32' }
})

export interface WindowsEvent {
  readonly id: number
  readonly type: EventType
  readonly text: string
}

/**
 * Writes events to the Application log under a source, which the installation has registered with a message file that shows the text as it is
 * (.NET Framework's EventLogMessages.dll).
 * https://learn.microsoft.com/windows/win32/api/winbase/nf-winbase-reporteventw
 * @returns how many were written
 */
export function writeEvents(source: string, events: readonly WindowsEvent[]): Called<number> {
  const { RegisterEventSourceW, ReportEventW, DeregisterEventSource } = advapi32()
  const handle = RegisterEventSourceW(0n, wide(source))
  if (handle === 0n) return refused('RegisterEventSourceW', kernel().GetLastError())
  try {
    for (const { id, type, text } of events) {
      const string = wide(text.slice(0, LONGEST_EVENT_TEXT).replaceAll('\0', ' '))
      const strings = Buffer.alloc(8)
      strings.writeBigUInt64LE(ffi().getRawPointer(string))
      const done = ReportEventW(handle, TYPES[type], 0, id, 0n, 1, 0, strings, 0n)
      if (done === 0) return refused('ReportEventW', kernel().GetLastError())
      // The pointer in `strings` does not keep the text alive.
      if (string.length === 0) throw new Error('an event without its NUL')
    }
    return gave(events.length)
  } finally {
    DeregisterEventSource(handle)
  }
}
