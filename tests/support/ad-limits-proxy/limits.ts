import { ber, childrenOf, contents, type Element, elementAt, integer, text } from '../directory/ber.ts'
import { CONTROL } from '../directory/controls.ts'

export interface Limits {
  /** AD: 1000. */
  readonly maxPageSize: number
  /** AD: 1500. */
  readonly maxValRange: number
}

const DIRSYNC = '1.2.840.113556.1.4.841'
const SEARCH = 0x63
const ENTRY = 0x64
const DONE = 0x65

/** The searches under way on one connection, and what Windows' limits make of their requests and answers (MS-ADTS §3.1.1.3.4.6). */
export class LimitedSearches {
  readonly #limits: Limits
  readonly #underWay = new Map<number, { sent: number; dropped: number; limit: number }>()

  constructor(limits: Limits) {
    this.#limits = limits
  }

  /** A request as it goes to the server: too large a page size is made smaller. */
  request(bytes: Buffer): Buffer {
    const [id, operation, controls] = childrenOf(bytes, whole(bytes))
    if (operation?.tag !== SEARCH) return bytes
    const list = controls === undefined ? [] : childrenOf(bytes, controls)
    const oids = list.map((control) => text(bytes, childrenOf(bytes, control)[0]))
    const unlimited = oids.includes(CONTROL.paged) || oids.includes(DIRSYNC)
    const limit = unlimited ? Number.POSITIVE_INFINITY : this.#limits.maxPageSize
    this.#underWay.set(integer(bytes, id), { sent: 0, dropped: 0, limit })
    if (!oids.includes(CONTROL.paged)) return bytes
    return ber((writer) =>
      writer.constructed(0x30, () => {
        writer.raw(slice(bytes, id)).raw(slice(bytes, operation))
        writer.constructed(0xa0, () => {
          for (const [index, control] of list.entries())
            writer.raw(oids[index] === CONTROL.paged ? this.#clamped(bytes, control) : slice(bytes, control))
        })
      })
    )
  }

  #clamped(bytes: Buffer, control: Element): Buffer {
    const parts = childrenOf(bytes, control)
    const value = parts.findLast((part) => part.tag === 0x04)
    const [size, cookie] = value === undefined ? [] : childrenOf(bytes, nested(bytes, value))
    if (size === undefined || integer(bytes, size) <= this.#limits.maxPageSize) return slice(bytes, control)
    const smaller = ber((writer) =>
      writer.constructed(0x30, () => writer.integer(this.#limits.maxPageSize).raw(slice(bytes, cookie)))
    )
    return ber((writer) =>
      writer.constructed(0x30, () => {
        for (const part of parts) {
          if (part === value) writer.octets(smaller)
          else writer.raw(slice(bytes, part))
        }
      })
    )
  }

  /** An answer as the client gets it; null: the client doesn't. */
  response(bytes: Buffer): Buffer | null {
    const [id, operation] = childrenOf(bytes, whole(bytes))
    const search = this.#underWay.get(integer(bytes, id))
    if (search === undefined || operation === undefined) return bytes
    if (operation.tag === ENTRY) {
      if (++search.sent <= search.limit) return this.#ranged(bytes, slice(bytes, id), operation)
      search.dropped++
      return null
    }
    if (operation.tag !== DONE) return bytes
    this.#underWay.delete(integer(bytes, id))
    return search.dropped === 0 ? bytes : sizeLimitExceeded(slice(bytes, id))
  }

  /** Cuts attributes with more values than the server may give at once: an empty one under its name, a range beside it. */
  #ranged(bytes: Buffer, id: Buffer, operation: Element): Buffer {
    const { maxValRange } = this.#limits
    const [dn, list] = childrenOf(bytes, operation)
    const attributes = list === undefined ? [] : childrenOf(bytes, list)
    const valuesIn = (attribute: Element): Element[] => {
      const values = childrenOf(bytes, attribute)[1]
      return values === undefined ? [] : childrenOf(bytes, values)
    }
    if (!attributes.some((attribute) => valuesIn(attribute).length > maxValRange)) return bytes
    return ber((writer) =>
      writer.constructed(0x30, () => {
        writer.raw(id).constructed(ENTRY, () => {
          writer.raw(slice(bytes, dn)).constructed(0x30, () => {
            for (const attribute of attributes) {
              const values = valuesIn(attribute)
              if (values.length <= maxValRange) {
                writer.raw(slice(bytes, attribute))
                continue
              }
              const [, name = '', from] =
                /^([^;]+)(?:;range=(\d+)-)?/i.exec(text(bytes, childrenOf(bytes, attribute)[0])) ?? []
              const start = Number(from ?? 0)
              if (from === undefined)
                writer.constructed(0x30, () => writer.octets(name).constructed(0x31, () => undefined))
              writer.constructed(0x30, () => {
                writer.octets(`${name};range=${start}-${start + maxValRange - 1}`)
                writer.constructed(0x31, () => {
                  for (const value of values.slice(0, maxValRange)) writer.raw(slice(bytes, value))
                })
              })
            }
          })
        })
      })
    )
  }
}

function sizeLimitExceeded(id: Buffer): Buffer {
  return ber((writer) =>
    writer.constructed(0x30, () =>
      writer.raw(id).constructed(DONE, () => writer.integer(4, 0x0a).octets('').octets(''))
    )
  )
}

function whole(bytes: Buffer): Element {
  const message = elementAt(bytes, 0)
  if (message === null) throw new Error('LDAP message cut off')
  return message
}

function nested(bytes: Buffer, outer: Element): Element {
  const inner = elementAt(bytes, outer.start)
  if (inner === null) throw new Error('control value cut off')
  return inner
}

function slice(bytes: Buffer, element: Element | undefined): Buffer {
  return element === undefined ? contents(bytes, element) : bytes.subarray(element.at, element.end)
}
