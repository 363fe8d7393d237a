import type { Socket } from 'node:net'
import { ResultCodeError } from 'ldapts'
import { Stop } from '../model/result.ts'
import type { Problem } from '../problems/problem.ts'
import { BerReader, Malformed } from './wire/ber-reader.ts'
import {
  decodeControls,
  decodeDisconnection,
  decodeEnvelope,
  decodeResult,
  EXTENDED_RESPONSE
} from './wire/decode-message.ts'
import { Framer } from './wire/framer.ts'

export interface Exchange {
  /** `host:port`, for problems. */
  readonly server: string
  /** The tag of the operation that answers. */
  readonly answer: number
  readonly refused: (resultCode: number, text: string) => Problem
  /** Makes the server's words fit to be shown, where they are no answer. */
  readonly hide?: (text: string) => string
}

/**
 * Has ldapts ask one thing over a connected socket, which stays ours: ldapts sends the request and is given the answer, once all of it has
 * come and is sound, and never another byte. What came after the answer lies in the socket, paused, for whoever reads it next. Settles as
 * `ask` does; rejects with a Stop. The socket's errors, its end and the time are the caller's to watch, from the moment this has returned.
 */
export function exchange(socket: Socket, asked: Exchange, ask: () => Promise<void>): Promise<void> {
  const { promise, resolve, reject } = Promise.withResolvers<void>()
  const { server } = asked
  const framer = new Framer()
  const malformed = (expected: string, offset: number) =>
    new Stop({ code: 'directory.decode_error', object: server, server, offset, expected, during: null })
  const unanswered = (error?: unknown) =>
    error instanceof Stop ? error : malformed('an answer to the request that was sent', framer.consumed)

  const takeOff = attachedSince(socket)
  ask().then(resolve, (error: unknown) => {
    if (!(error instanceof ResultCodeError)) return reject(unanswered(error))
    reject(new Stop(asked.refused(error.code, serversWords(error))))
  })
  const readers = takeOff()

  const onData = (chunk: Buffer): void => {
    const found: { readonly answer: Buffer; readonly rest: Buffer }[] = []
    try {
      framer.push(chunk, (buffer, start, end) => {
        if (found.length === 0 && isAnswer(new BerReader(buffer, start), end, asked))
          found.push({ answer: buffer.subarray(start, end), rest: buffer.subarray(end) })
      })
    } catch (error) {
      if (!(error instanceof Malformed || error instanceof Stop)) throw error
      // What follows the answer is judged by whoever reads it.
      if (found.length === 0) {
        socket.off('data', onData)
        reject(error instanceof Stop ? error : malformed(error.expected, framer.consumed + error.offset))
      }
    }
    for (const { answer, rest } of found) {
      socket.off('data', onData)
      socket.pause()
      socket.unshift(rest)
      for (const read of readers) read.call(socket, answer)
      // ldapts is silent about an answer to another message id. By then it has settled, if it will.
      setImmediate(() => reject(unanswered()))
    }
  }
  socket.on('data', onData)
  socket.resume()
  return promise
}

/** Remembers the socket's listeners. What it returns takes off those attached since, and gives back the ones for data. */
export function attachedSince(socket: Socket): () => ((chunk: Buffer) => void)[] {
  const before = EVENTS.map((event) => ({ event, listeners: new Set<unknown>(socket.rawListeners(event)) }))
  return () => {
    const readers: ((chunk: Buffer) => void)[] = []
    for (const { event, listeners } of before) {
      for (const listener of socket.rawListeners(event) as ((chunk: Buffer) => void)[]) {
        if (listeners.has(listener)) continue
        socket.off(event, listener)
        if (event === 'data') readers.push(listener)
      }
    }
    return readers
  }
}

const EVENTS = ['data', 'end', 'error', 'close', 'timeout'] as const

/** False for a notification that nobody asked for and that means nothing. Throws Malformed, and Stop for the notice of disconnection. */
function isAnswer(reader: BerReader, messageEnd: number, { server, answer, hide = (text) => text }: Exchange): boolean {
  const start = reader.at
  const { id, operationEnd } = decodeEnvelope(reader, messageEnd)
  const { tag } = reader
  if (id === 0 && tag === EXTENDED_RESPONSE) {
    const notice = decodeDisconnection(reader, operationEnd)
    if (notice !== null)
      throw new Stop({
        code: 'directory.disconnected',
        object: server,
        server,
        resultCode: notice.resultCode,
        text: hide(notice.text),
        during: null
      })
    return false
  }
  if (tag !== answer) throw new Malformed(`an answer (tag 0x${answer.toString(16)}, not 0x${tag.toString(16)})`, start)
  decodeResult(reader, operationEnd)
  // ldapts would take a broken length for no result at all, which is a success to it, or never come to an end.
  while (reader.at < operationEnd) reader.at = reader.next(operationEnd)
  decodeControls(reader, messageEnd)
  return true
}

/** The server's own text, without what ldapts puts behind it and the NUL that AD ends it with. */
function serversWords(error: ResultCodeError): string {
  const added = ` Code: 0x${error.code.toString(16)}`
  const text = error.message.endsWith(added) ? error.message.slice(0, -added.length) : error.message
  return text.replace(/[\0\s]+$/, '')
}
