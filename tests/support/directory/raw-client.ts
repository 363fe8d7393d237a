import { connect, type Socket } from 'node:net'
import { type BerWriter, ber, childrenOf, contents, elementAt, integer, MessageReader, text } from './ber.ts'
import { CONTROL } from './controls.ts'
import { RESPONSE } from './messages.ts'

/** One page as it came over the wire, judged by nobody. */
export interface RawPage {
  /** `done`: a result came; `closed`, `silent`: none; `malformed`: what came is no LDAP. */
  readonly ended: 'done' | 'closed' | 'silent' | 'malformed'
  readonly code: number | null
  readonly entries: readonly { readonly dn: string; readonly attributes: Readonly<Record<string, readonly string[]>> }[]
  /** Null: no paged results control came. */
  readonly cookie: Buffer | null
  /** Message ids that this client didn't ask with. */
  readonly foreignIds: readonly number[]
}

export interface RawSearch {
  readonly base: string
  /** Presence of this attribute is the filter. */
  readonly having: string
  readonly attributes: readonly string[]
  readonly page?: { readonly size: number; readonly cookie: Buffer }
}

/** A client that shows every message of an answer: for tests of the servers themselves. */
export class RawClient {
  readonly #socket: Socket
  #id = 0

  constructor(host: string, port: number) {
    this.#socket = connect(port, host)
    this.#socket.on('error', () => this.#socket.destroy())
  }

  /** The result code, or null when none came. */
  async bind(name: string, password: string): Promise<number | null> {
    const page = await this.#ask(
      (writer) => writer.constructed(0x60, () => writer.integer(3).octets(name).octets(password, 0x80)),
      null,
      5000
    )
    return page.code
  }

  /** Waits this long for the next bytes before it calls the server silent. */
  search(search: RawSearch, silenceMs = 5000): Promise<RawPage> {
    const { page } = search
    const control = page === undefined ? null : pagedRequest(page.size, page.cookie)
    return this.#ask((writer) => writeSearch(writer, search), control, silenceMs)
  }

  close(): void {
    this.#socket.destroy()
  }

  #ask(write: (writer: BerWriter) => void, control: Buffer | null, silenceMs: number): Promise<RawPage> {
    const id = ++this.#id
    const socket = this.#socket
    socket.write(
      ber((writer) =>
        writer.constructed(0x30, () => {
          write(writer.integer(id))
          if (control !== null) writer.raw(control)
        })
      )
    )
    const reader = new MessageReader()
    const entries: RawPage['entries'][number][] = []
    const foreignIds: number[] = []
    return new Promise((resolve) => {
      const finish = (ended: RawPage['ended'], code: number | null = null, cookie: Buffer | null = null): void => {
        socket.off('data', onData).off('close', onClose).off('timeout', onTimeout).setTimeout(0)
        resolve({ ended, code, entries, cookie, foreignIds })
      }
      const onClose = (): void => finish('closed')
      const onTimeout = (): void => finish('silent')
      const onData = (piece: Buffer): void => {
        try {
          for (const message of reader.push(piece)) {
            const [idElement, operation, controls] = childrenOf(message, known(elementAt(message, 0)))
            if (integer(message, idElement) !== id) foreignIds.push(integer(message, idElement))
            const tag = known(operation).tag
            if (tag === RESPONSE.entry) entries.push(decodeEntry(message, known(operation)))
            else if (tag !== RESPONSE.reference) {
              const code = integer(message, childrenOf(message, known(operation))[0])
              finish('done', code, controls === undefined ? null : cookieIn(message, controls))
              return
            }
          }
        } catch {
          finish('malformed')
        }
      }
      if (socket.destroyed) return onClose()
      socket.on('data', onData).on('close', onClose).on('timeout', onTimeout).setTimeout(silenceMs)
    })
  }
}

type Found = NonNullable<ReturnType<typeof elementAt>>

function known(element: Found | null | undefined): Found {
  if (element === null || element === undefined) throw new Error('element missing')
  return element
}

function writeSearch(writer: BerWriter, search: RawSearch): void {
  writer.constructed(0x63, () => {
    writer.octets(search.base).integer(2, 0x0a).integer(0, 0x0a).integer(0).integer(0).boolean(false)
    writer.octets(search.having, 0x87).constructed(0x30, () => writer.octetsOfEach(search.attributes))
  })
}

function pagedRequest(size: number, cookie: Buffer): Buffer {
  const value = ber((writer) => writer.constructed(0x30, () => writer.integer(size).octets(cookie)))
  return ber((writer) =>
    writer.constructed(0xa0, () =>
      writer.constructed(0x30, () => writer.octets(CONTROL.paged).boolean(true).octets(value))
    )
  )
}

function decodeEntry(message: Buffer, operation: Found): RawPage['entries'][number] {
  const [dn, list] = childrenOf(message, operation)
  const attributes: Record<string, string[]> = {}
  for (const attribute of childrenOf(message, known(list))) {
    const [name, values] = childrenOf(message, attribute)
    attributes[text(message, name)] = childrenOf(message, known(values)).map((value) => text(message, value))
  }
  return { dn: text(message, dn), attributes }
}

function cookieIn(message: Buffer, controls: Found): Buffer | null {
  for (const control of childrenOf(message, controls)) {
    const [oid, ...rest] = childrenOf(message, control)
    const value = rest.at(-1)
    if (text(message, oid) !== CONTROL.paged || value === undefined) continue
    const bytes = contents(message, value)
    return Buffer.from(contents(bytes, childrenOf(bytes, known(elementAt(bytes, 0)))[1]))
  }
  return null
}
