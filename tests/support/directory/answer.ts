import { BerWriter } from './ber.ts'
import { type Selection, selectAttributes, writeEntry } from './entries.ts'
import type { Fault } from './faults.ts'
import { RESPONSE, writeReference, writeResult } from './messages.ts'
import type { Page } from './pages.ts'
import { writeRootDse } from './root-dse.ts'

/** Where an answer goes: the connection. `cut` and `stall` never resolve to anything: nothing follows them. */
export interface Wire {
  send(bytes: Buffer): Promise<void>
  cut(): void
  stall(): void
}

export interface Answer extends Page {
  readonly id: number
  readonly selection: Selection
  readonly attributes: readonly string[]
  readonly faults: readonly Fault[]
}

/** `ended`: a fault made the connection useless. */
export type Sent = { readonly ended: boolean; readonly code: number | null; readonly entries: number }

const FLUSH_AT = 1 << 16
const FOREIGN_ID = 1_000_000

/** Sends the entries, references and result of one search, spoilt as the faults say. */
export async function sendAnswer(wire: Wire, answer: Answer): Promise<Sent> {
  const writer = new BerWriter()
  const parsed = selectAttributes(answer.attributes)
  const spoiler = new Spoiler(answer.faults)
  let entries = 0
  const flush = async (): Promise<boolean> => {
    const bytes = writer.copy()
    writer.clear()
    const allowed = spoiler.allowedBytes(bytes.length)
    await wire.send(allowed === bytes.length ? bytes : bytes.subarray(0, allowed))
    if (allowed === bytes.length) return true
    spoiler.end(wire)
    return false
  }
  for (const object of answer.objects) {
    const stop = spoiler.at(entries)
    if (stop !== null) return finishEarly(stop)
    const id = spoiler.wrongId(entries) ? answer.id + FOREIGN_ID : answer.id
    const garbage = spoiler.garbage(entries)
    if (garbage !== null) writer.raw(garbage)
    const from = writer.length
    writer.constructed(0x30, () => {
      writer.integer(id)
      if (object === 'rootDse')
        writeRootDse(writer, answer.selection.directory, answer.selection.tls, answer.attributes)
      else writeEntry(writer, object, answer.selection, parsed)
    })
    if (spoiler.truncates(entries)) writer.truncate(Math.max(from + 8, writer.length - 7))
    entries++
    if (writer.length >= FLUSH_AT && !(await flush())) return { ended: true, code: null, entries }
  }
  const stop = spoiler.at(entries)
  if (stop !== null) return finishEarly(stop)
  const garbage = spoiler.garbage(entries)
  if (garbage !== null) writer.raw(garbage)
  for (const reference of answer.references) writeReference(writer, answer.id, reference)
  const id = spoiler.wrongId(entries) ? answer.id + FOREIGN_ID : answer.id
  writeResult(writer, id, RESPONSE.searchDone, answer.outcome, answer.controls)
  return (await flush()) ? { ended: false, code: answer.outcome.code, entries } : { ended: true, code: null, entries }

  async function finishEarly(fault: Fault & { do: 'cut' | 'stall' | 'answer' }): Promise<Sent> {
    if (fault.do === 'answer') {
      writeResult(writer, answer.id, RESPONSE.searchDone, { code: fault.code, message: fault.message ?? '' })
      const open = await flush()
      return { ended: !open, code: fault.code, entries }
    }
    if (!(await flush())) return { ended: true, code: null, entries }
    if (fault.do === 'cut') wire.cut()
    else wire.stall()
    return { ended: true, code: null, entries }
  }
}

/** Says of each point of an answer what a fault does there. */
class Spoiler {
  readonly #faults: readonly Fault[]
  #bytes = 0

  constructor(faults: readonly Fault[]) {
    this.#faults = faults
  }

  at(entries: number): (Fault & { do: 'cut' | 'stall' | 'answer' }) | null {
    for (const fault of this.#faults) {
      if (fault.do !== 'cut' && fault.do !== 'stall' && fault.do !== 'answer') continue
      if (fault.afterBytes === undefined && (fault.afterEntries ?? 0) === entries) return fault
    }
    return null
  }

  garbage(entries: number): Buffer | null {
    for (const fault of this.#faults) {
      if (fault.do === 'garbage' && (fault.afterEntries ?? 0) === entries)
        return fault.bytes ?? Buffer.from('HTTP/1.1 400 Bad Request\r\n\r\n')
    }
    return null
  }

  wrongId(entries: number): boolean {
    return this.#faults.some((fault) => fault.do === 'wrong_message_id' && entries >= (fault.afterEntries ?? 0))
  }

  truncates(entries: number): boolean {
    return this.#faults.some((fault) => fault.do === 'truncate_entry' && (fault.afterEntries ?? 0) === entries)
  }

  /** How many of the next bytes may still go out. */
  allowedBytes(wanted: number): number {
    const limit = this.#byteLimit()
    if (limit === null) return wanted
    const allowed = Math.min(wanted, Math.max(0, (limit.afterBytes ?? 0) - this.#bytes))
    this.#bytes += allowed
    return allowed
  }

  end(wire: Wire): void {
    if (this.#byteLimit()?.do === 'stall') wire.stall()
    else wire.cut()
  }

  #byteLimit(): Fault | null {
    return (
      this.#faults.find((fault) => (fault.do === 'cut' || fault.do === 'stall') && fault.afterBytes !== undefined) ??
      null
    )
  }
}
