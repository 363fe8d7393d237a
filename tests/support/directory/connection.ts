import type { Socket } from 'node:net'
import { type SecureContext, TLSSocket } from 'node:tls'
import { type Answer, sendAnswer, type Wire } from './answer.ts'
import { BerWriter, MessageReader } from './ber.ts'
import { authenticate, refusedBind } from './bind.ts'
import { SUPPORTED_CONTROLS } from './controls.ts'
import type { Selection } from './entries.ts'
import type { Fault, Faults } from './faults.ts'
import { filterText } from './filter.ts'
import type { DirectoryLog, LoggedSearch } from './log.ts'
import type { ChainCache } from './matching.ts'
import { decodeRequest, type Outcome, RESPONSE, type Request, SUCCESS, writeResult } from './messages.ts'
import type { SimulatedDirectory } from './model.ts'
import type { DirectoryObject } from './object.ts'
import { type CookieUse, type Page, PageTable, SIZE_LIMIT_EXCEEDED } from './pages.ts'
import { START_TLS } from './root-dse.ts'
import { findObjects } from './search.ts'
import type { View } from './views.ts'

/** What all connections of a server share. */
export interface ServerState {
  readonly directory: SimulatedDirectory
  readonly faults: Faults
  readonly log: DirectoryLog
  readonly chains: ChainCache
  readonly secureContext: SecureContext | null
  readonly maxPageSize: number
  readonly maxValRange: number
  readonly requireEncryption: boolean
  readonly acceptToken: (mechanism: string, token: Buffer) => string | null
}

type SearchMessage = Extract<Request, { kind: 'search' }>
type BindMessage = Extract<Request, { kind: 'bind' }>

const NOT_BOUND: Outcome = {
  code: 1,
  message:
    '000004DC: LdapErr: DSID-0C090A5C, comment: In order to perform this operation a successful bind must be completed on the connection., data 0, v4563\0'
}
const STRONGER_AUTH: Outcome = {
  code: 8,
  message:
    '00002028: LdapErr: DSID-0C090259, comment: The server requires binds to turn on integrity checking if SSL\\TLS are not already active on the connection, data 0, v4563\0'
}
const BAD_CONTROL: Outcome = {
  code: 12,
  message: '00000057: LdapErr: DSID-0C090A37, comment: Error processing control, data 0, v4563\0'
}
const NOBODY: View = { account: null, sees: () => false, reads: () => true }

/** One client: its requests are answered one after another. */
export class Connection implements Wire {
  readonly #server: ServerState
  readonly #number: number
  readonly #pages = new PageTable()
  #socket: Socket
  #reader = new MessageReader()
  #encrypted: boolean
  #account: DirectoryObject | null = null
  #stalled = false
  #turn: Promise<void> = Promise.resolve()

  constructor(server: ServerState, socket: Socket, number: number, encrypted: boolean) {
    this.#server = server
    this.#number = number
    this.#socket = socket
    this.#encrypted = encrypted
    this.#listen(socket)
  }

  #listen(socket: Socket): void {
    socket.setNoDelay(true)
    socket.on('error', () => socket.destroy())
    socket.on('data', (piece: Buffer) => {
      try {
        for (const message of this.#reader.push(piece)) this.#enqueue(decodeRequest(Buffer.from(message)))
      } catch {
        this.cut()
      }
    })
  }

  #enqueue(request: Request): void {
    this.#turn = this.#turn.then(() => this.#handle(request)).catch(() => this.cut())
  }

  async #handle(request: Request): Promise<void> {
    await this.#server.faults.whileRunning()
    if (this.#stalled || this.#socket.destroyed) return
    switch (request.kind) {
      case 'bind':
        return this.#bind(request)
      case 'unbind':
        this.#server.log.unbinds++
        this.#socket.end()
        return
      case 'search':
        return this.#search(request)
      case 'extended':
        return this.#extended(request.id, request.oid)
      case 'abandon':
        return
      case 'other':
        return this.#result(request.id, request.tag + 1, {
          code: 53,
          message: 'the simulator is changed through its own methods'
        })
    }
  }

  async #bind(request: BindMessage): Promise<void> {
    this.#account = null
    const { account, outcome } = this.#authenticated(request)
    this.#account = account
    const mechanism = request.sasl?.mechanism ?? 'simple'
    this.#server.log.binds.push({
      connection: this.#number,
      name: request.name,
      mechanism,
      encrypted: this.#encrypted,
      code: outcome.code
    })
    await this.#result(request.id, RESPONSE.bind, outcome)
  }

  #authenticated(request: BindMessage): { account: DirectoryObject | null; outcome: Outcome } {
    const refusal = this.#server.faults.takeBindRefusal()
    if (refusal !== null) return { account: null, outcome: refusal }
    if (request.sasl !== null) {
      const dn = this.#server.acceptToken(request.sasl.mechanism, request.sasl.credentials)
      return dn === null
        ? { account: null, outcome: refusedBind('57') }
        : { account: this.#server.directory.store.get(dn), outcome: SUCCESS }
    }
    if (this.#server.requireEncryption && !this.#encrypted && request.password !== '')
      return { account: null, outcome: STRONGER_AUTH }
    return authenticate(this.#server.directory, request.name, request.password ?? '')
  }

  async #extended(id: number, oid: string): Promise<void> {
    const { secureContext } = this.#server
    if (oid !== START_TLS)
      return this.#result(id, RESPONSE.extended, { code: 2, message: `unsupported extended operation ${oid}` })
    if (secureContext === null) {
      return this.#result(id, RESPONSE.extended, {
        code: 52,
        message: '00000000: LdapErr: DSID-0C09106A, comment: Error initializing SSL/TLS, data 0, v4563\0'
      })
    }
    if (this.#encrypted) return this.#result(id, RESPONSE.extended, { code: 1, message: 'TLS is already active' })
    await this.#result(id, RESPONSE.extended, SUCCESS)
    const plain = this.#socket
    plain.removeAllListeners('data')
    this.#reader = new MessageReader()
    this.#encrypted = true
    this.#socket = new TLSSocket(plain, { isServer: true, secureContext })
    this.#listen(this.#socket)
  }

  async #search(request: SearchMessage): Promise<void> {
    const { search, controls, id } = request
    const use: CookieUse =
      controls.paged === null ? { kind: 'first' } : this.#pages.use(controls.paged.cookie, search.raw)
    const logged = this.#logged(request, use.kind === 'next' ? use.pages.pagesSent : 0)
    this.#server.log.searches.push(logged)
    const faults = this.#server.faults.take(logged)
    const page = this.#page(request, use, faults)
    const answer: Answer = {
      ...page,
      id,
      attributes: search.attributes,
      selection: this.#selection(request, faults),
      faults
    }
    const sent = await sendAnswer(this, answer)
    logged.code = sent.code
    logged.entries = sent.entries
  }

  #page(request: SearchMessage, use: CookieUse, faults: readonly Fault[]): Page {
    const { search, controls } = request
    if (search.base === '' && search.scope === 'base') return { ...failed(SUCCESS), objects: ['rootDse'] }
    if (this.#account === null) return failed(NOT_BOUND)
    if (controls.criticalOids.some((oid) => !SUPPORTED_CONTROLS.includes(oid)) || use.kind === 'unknown')
      return failed(BAD_CONTROL)
    const { directory, chains, maxPageSize } = this.#server
    if (controls.paged !== null && use.kind === 'next') {
      return this.#pages.page(use.pages, Math.min(controls.paged.size, maxPageSize), faults)
    }
    const found = findObjects(directory, directory.views.of(this.#account), search, controls, chains)
    if (!found.ok) return failed(found.outcome)
    const limit = Math.min(
      search.sizeLimit === 0 ? Number.POSITIVE_INFINITY : search.sizeLimit,
      controls.paged === null ? maxPageSize : Number.POSITIVE_INFINITY
    )
    const limited = found.objects.length > limit
    const objects = limited ? found.objects.slice(0, limit) : found.objects
    if (controls.paged === null) {
      return { objects, references: found.references, outcome: limited ? SIZE_LIMIT_EXCEEDED : SUCCESS, controls: null }
    }
    const pages = {
      objects,
      references: found.references,
      raw: Buffer.from(search.raw),
      limited,
      position: 0,
      pagesSent: 0
    }
    return this.#pages.page(pages, Math.min(controls.paged.size, maxPageSize), faults)
  }

  #selection(request: SearchMessage, faults: readonly Fault[]): Selection {
    const { directory, maxValRange } = this.#server
    const stripped = faults.flatMap((fault) => (fault.do === 'strip' ? fault.attributes : []))
    return {
      typesOnly: request.search.typesOnly,
      extendedDn: request.controls.extendedDn,
      maxValRange,
      configurationDn: directory.builtIn.configuration.dn,
      view: this.#account === null ? NOBODY : directory.views.of(this.#account),
      stripped: new Set(stripped.map((name) => name.toLowerCase())),
      skippedValues: faults.find((fault) => fault.do === 'skip_range')?.values ?? 0,
      directory,
      tls: this.#server.secureContext !== null
    }
  }

  #logged(request: SearchMessage, pagesSent: number): LoggedSearch {
    const { search, controls } = request
    return {
      connection: this.#number,
      boundAs: this.#account?.dn ?? null,
      encrypted: this.#encrypted,
      base: search.base,
      scope: search.scope,
      filter: filterText(search.filter),
      attributes: search.attributes,
      sizeLimit: search.sizeLimit,
      timeLimitSeconds: search.timeLimitSeconds,
      controls: controls.oids,
      pageSize: controls.paged?.size ?? null,
      page: pagesSent + 1,
      extendedDn: controls.extendedDn,
      showDeleted: controls.showDeleted,
      code: null,
      entries: 0
    }
  }

  async #result(id: number, tag: number, outcome: Outcome): Promise<void> {
    const writer = new BerWriter(512)
    writeResult(writer, id, tag, outcome)
    await this.send(writer.copy())
  }

  async send(bytes: Buffer): Promise<void> {
    await this.#server.faults.whileRunning()
    if (this.#stalled || this.#socket.destroyed || bytes.length === 0) return
    if (this.#socket.write(bytes)) return
    await new Promise<void>((resolve) => {
      const go = (): void => {
        this.#socket.off('drain', go)
        this.#socket.off('close', go)
        resolve()
      }
      this.#socket.once('drain', go)
      this.#socket.once('close', go)
    })
  }

  cut(): void {
    this.#socket.destroySoon()
  }

  stall(): void {
    this.#stalled = true
  }

  destroy(): void {
    this.#socket.destroy()
  }
}

function failed(outcome: Outcome): Page {
  return { objects: [], references: [], outcome, controls: null }
}
