import type { Socket } from 'node:net'
import { filterText } from '../../ldap/filter.ts'
import { Stop } from '../../model/result.ts'
import type { Problem } from '../../problems/problem.ts'
import type { Answer, Asked, Expected, Pending, SearchOptions, SearchSubject } from './answer.ts'
import { BerReader, Malformed } from './ber-reader.ts'
import {
  BIND_RESPONSE,
  decodeControls,
  decodeDisconnection,
  decodeEnvelope,
  decodeResult,
  EXTENDED_RESPONSE,
  SEARCH_RESULT_DONE,
  SEARCH_RESULT_ENTRY,
  SEARCH_RESULT_REFERENCE
} from './decode-message.ts'
import { encodeAbandon, encodeSaslBind, encodeSearch, encodeUnbind, type SearchRequest } from './encode-request.ts'
import { Framer } from './framer.ts'
import { AttributeNames, ReceivedEntry } from './received-entry.ts'

type Failure = (during: SearchSubject | null) => Problem

/** How long the farewell may take to leave: it is a courtesy, and a server that hangs doesn't get to keep the program. */
const UNBIND_MS = 1000
const EVERY_ATTRIBUTE = new AttributeNames(null)

/**
 * The LDAP messages of one connected socket: requests go out with ids of their own, several at a time, and answers come back to whoever
 * asked. Whatever breaks the stream (malformed bytes, an answer to nothing, the socket's end, silence) fails all that is asked now and later.
 */
export class Connection {
  /** `host:port`, for problems. */
  readonly server: string
  readonly #socket: Socket
  readonly #silenceMs: number
  readonly #signal: AbortSignal
  readonly #hide: (text: string) => string
  readonly #framer = new Framer()
  readonly #pending = new Map<number, Pending>()
  readonly #abandoned = new Set<number>()
  #lastId = 0
  #failure: Failure | null = null

  /** `silenceMs`: how long an operation may wait for the server's next message. `hide`: makes the server's words fit to be shown. */
  constructor(
    socket: Socket,
    options: {
      readonly server: string
      readonly silenceMs: number
      readonly signal: AbortSignal
      readonly hide?: (text: string) => string
    }
  ) {
    this.#socket = socket
    this.server = options.server
    this.#silenceMs = options.silenceMs
    this.#signal = options.signal
    this.#hide = options.hide ?? ((text) => text)
    socket.on('data', this.#onData)
    socket.on('error', this.#onError)
    socket.on('end', this.#onEnd)
    socket.on('close', this.#onEnd)
    options.signal.addEventListener('abort', this.#onAbort)
    if (options.signal.aborted) this.#onAbort()
    // Whoever had it before left it paused, so that nothing is lost between.
    socket.resume()
  }

  search(request: SearchRequest, options: SearchOptions): Asked {
    const subject = { base: request.base, filter: filterText(request.filter), page: options.page }
    const expected = { expects: SEARCH_RESULT_DONE, subject, maxEntries: options.maxEntries }
    return this.#ask({ ...expected, names: options.names ?? EVERY_ATTRIBUTE }, (id) => encodeSearch(id, request))
  }

  /** Nothing else may be under way (RFC 4511 §4.2.1). `silenceMs`: how long the server may take. */
  saslBind(mechanism: string, credentials: Buffer, silenceMs: number): Promise<Answer> {
    return this.#ask({ expects: BIND_RESPONSE, silenceMs }, (id) => encodeSaslBind(id, mechanism, credentials)).answer
  }

  /** Unbinds and closes. What is still being asked fails. */
  async close(): Promise<void> {
    if (this.#failure === null && this.#socket.writable) {
      const sent = Promise.withResolvers<void>()
      const late = setTimeout(sent.resolve, UNBIND_MS)
      this.#socket.once('close', sent.resolve)
      this.#socket.end(encodeUnbind(this.#newId()), sent.resolve)
      await sent.promise
      clearTimeout(late)
    }
    this.#fail((during) => ({
      code: 'directory.connection_lost',
      object: this.server,
      server: this.server,
      cause: 'closed',
      during
    }))
  }

  #ask(expected: Partial<Expected> & Pick<Expected, 'expects'>, encode: (id: number) => Buffer): Asked {
    const id = this.#newId()
    const answer = new Promise<Answer>((resolve, reject) => {
      if (this.#failure !== null) {
        reject(new Stop(this.#failure(expected.subject ?? null)))
        return
      }
      const pending: Pending = {
        ...{ subject: null, names: EVERY_ATTRIBUTE, maxEntries: 0, silenceMs: this.#silenceMs },
        ...expected,
        ...{ entries: [], references: 0, heardAt: performance.now(), timer: null, resolve, reject }
      }
      this.#pending.set(id, pending)
      this.#watch(pending, pending.silenceMs)
      this.#socket.write(encode(id))
    })
    // A page that is asked ahead may fail before anyone waits for it; it is reported when they do.
    answer.catch(() => {})
    return { answer, abandon: () => this.#abandon(id) }
  }

  #abandon(id: number): void {
    const pending = this.#pending.get(id)
    if (pending === undefined) return
    this.#forget(id, pending)
    this.#abandoned.add(id)
    this.#socket.write(encodeAbandon(this.#newId(), id))
  }

  #newId(): number {
    this.#lastId += 1
    return this.#lastId
  }

  #forget(id: number, pending: Pending): void {
    if (pending.timer !== null) clearTimeout(pending.timer)
    pending.timer = null
    this.#pending.delete(id)
  }

  #watch(pending: Pending, ms: number): void {
    const due = performance.now() + ms
    pending.timer = setTimeout(() => {
      // Very late means that the program was busy, not the server silent: its patience starts anew.
      if (performance.now() - due > pending.silenceMs / 2) pending.heardAt = performance.now()
      // What has arrived meanwhile is read first.
      setImmediate(() => {
        if (pending.timer === null) return
        const left = pending.heardAt + pending.silenceMs - performance.now()
        if (left > 0) this.#watch(pending, left)
        else this.#timedOut(pending)
      })
    }, ms)
  }

  #timedOut(pending: Pending): void {
    const seconds = Math.round(pending.silenceMs / 1000)
    this.#fail(() => ({
      code: 'directory.timed_out',
      object: this.server,
      server: this.server,
      seconds,
      during: pending.subject
    }))
  }

  readonly #onData = (chunk: Buffer): void => {
    try {
      this.#framer.push(chunk, this.#onMessage)
    } catch (error) {
      if (!(error instanceof Malformed)) throw error
      const { expected } = error
      const offset = this.#framer.consumed + error.offset
      this.#fail((during) => ({
        code: 'directory.decode_error',
        object: this.server,
        server: this.server,
        offset,
        expected,
        during
      }))
    }
  }

  readonly #onMessage = (buffer: Buffer, start: number, messageEnd: number): void => {
    if (this.#failure !== null) return
    const reader = new BerReader(buffer, start)
    const { id, operationEnd } = decodeEnvelope(reader, messageEnd)
    const tag = reader.tag
    const pending = this.#pending.get(id)
    if (pending === undefined) {
      this.#onUnasked(id, tag, reader, operationEnd)
      return
    }
    pending.heardAt = performance.now()
    const isSearch = pending.expects === SEARCH_RESULT_DONE
    if (isSearch && tag === SEARCH_RESULT_ENTRY) {
      const entry = new ReceivedEntry(reader, operationEnd, pending.names)
      if (entry.isNameless && pending.subject?.base !== '') throw new Malformed("an entry's DN", start)
      if (pending.entries.length === pending.maxEntries)
        throw new Malformed(`at most ${pending.maxEntries} entries`, start)
      pending.entries.push(entry)
    } else if (isSearch && tag === SEARCH_RESULT_REFERENCE) pending.references += 1
    else if (tag === pending.expects) {
      const { text, referrals, ...rest } = decodeResult(reader, operationEnd)
      const result = { ...rest, text: this.#hide(text), referrals: referrals.map(this.#hide) }
      reader.at = operationEnd
      const controls = decodeControls(reader, messageEnd)
      this.#forget(id, pending)
      pending.resolve({ result, controls, entries: pending.entries, references: pending.references })
    } else
      throw new Malformed(
        `an answer to request ${id} (tag 0x${pending.expects.toString(16)}, not 0x${tag.toString(16)})`,
        start
      )
  }

  #onUnasked(id: number, tag: number, reader: BerReader, operationEnd: number): void {
    if (id === 0 && tag === EXTENDED_RESPONSE) {
      const notice = decodeDisconnection(reader, operationEnd)
      if (notice === null) return
      const facts = { object: this.server, server: this.server, ...notice, text: this.#hide(notice.text) }
      this.#fail((during) => ({ code: 'directory.disconnected', ...facts, during }))
      return
    }
    if (!this.#abandoned.has(id))
      throw new Malformed(`an answer to a request that was sent (not message id ${id})`, reader.at)
    if (tag === SEARCH_RESULT_DONE) this.#abandoned.delete(id)
  }

  readonly #onError = (error: NodeJS.ErrnoException): void => {
    const cause = error.code ?? error.message
    this.#fail((during) => ({
      code: 'directory.connection_lost',
      object: this.server,
      server: this.server,
      cause,
      during
    }))
  }

  readonly #onEnd = (): void => {
    this.#fail((during) => ({
      code: 'directory.connection_lost',
      object: this.server,
      server: this.server,
      cause: 'ended',
      during
    }))
  }

  readonly #onAbort = (): void => {
    this.#fail(() => ({ code: 'directory.aborted', object: this.server, server: this.server }))
  }

  #fail(failure: Failure): void {
    if (this.#failure !== null) return
    this.#failure = failure
    for (const [id, pending] of this.#pending) {
      this.#forget(id, pending)
      pending.reject(new Stop(failure(pending.subject)))
    }
    this.#detach()
    // Later errors of a socket that is given up have nothing to add, but unheard they would end the process.
    this.#socket.on('error', () => {})
    this.#socket.destroy()
  }

  #detach(): void {
    this.#signal.removeEventListener('abort', this.#onAbort)
    this.#socket.off('data', this.#onData)
    this.#socket.off('error', this.#onError)
    this.#socket.off('end', this.#onEnd)
    this.#socket.off('close', this.#onEnd)
  }
}
