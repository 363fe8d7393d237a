import { setTimeout as wait } from 'node:timers/promises'
import { Api } from './api.ts'
import { Console } from './console.ts'
import { Faults } from './faults.ts'
import { BASE_PATH, Front, type OnRequest } from './front.ts'
import { listen } from './listener.ts'
import { Model } from './model.ts'
import { type IijIdOptions, restoreByOf, type TokenOptions } from './options.ts'
import { RateLimit } from './rate-limit.ts'
import { Renderer } from './rendering.ts'
import { type LoggedRequest, RequestLog } from './request-log.ts'
import { ScimError } from './scim-error.ts'
import { seededUuids } from './seeded.ts'
import { Tokens } from './tokens.ts'

export interface IijId {
  readonly baseUrl: string
  /** The first token's bearer string. */
  readonly token: string
  /** All bearer strings, in the order of the options. */
  readonly tokens: readonly string[]
  /** userName of the first token's owner. */
  readonly owner: string | null
  /** What the service holds, to look into. */
  readonly model: Model
  /** What an administrator does by hand. */
  readonly console: Console
  readonly faults: Faults
  readonly log: RequestLog
  /** The requests that were no GET. */
  writes(): LoggedRequest[]
  /** Called around the processing of each request; may be set and taken away at any time. */
  /** Ends every connection, and lets what was read of them whole be dealt with. */
  hangUp(): Promise<void>
  onRequest: OnRequest | undefined
  issueToken(options?: TokenOptions): string
  revokeToken(token: string): void
  /** Errors of the emulator itself: a test that ends with one is not to be believed. Each was answered with 500. */
  readonly bugs: readonly unknown[]
  close(): Promise<void>
}

/** More than a request takes that waits for nothing. */
const TURN_MS = 5

/** Starts an emulator of the IIJ ID Service's SCIM API on loopback. */
export async function startIijId(options: IijIdOptions = {}): Promise<IijId> {
  const { seed = 1, clock = Date.now } = options
  const domains = (options.domains ?? ['example.jp', 'example.com']).map((domain) => domain.toLowerCase())
  const model = new Model({
    nextId: seededUuids(seed),
    clock,
    domains: new Set(domains),
    restoreByPost: restoreByOf(options) === 'post',
    keepMembershipsOfPending: options.pending?.memberships === 'kept',
    nestedGroups: options.nestedGroups ?? true
  })
  const console = new Console(model)
  const nextTokenId = seededUuids(seed + 1)
  const tokens = new Tokens(clock, nextTokenId, (userName) => isActive(model, userName))
  const ownerOf = (token: TokenOptions) => (token.owner === undefined ? `iid-admin@${domains[0]}` : token.owner)
  const issueToken = (token: TokenOptions = {}) => {
    const owner = ownerOf(token)
    if (owner !== null && model.users.userNames.holderOf(owner) === undefined) console.createUser({ userName: owner })
    return tokens.issue({ ...token, owner })
  }
  const tokenOptions = options.tokens ?? [{}]
  const bearers = tokenOptions.map(issueToken)
  const faults = new Faults(seed + 2)
  const log = new RequestLog(options.keepLog ?? true)
  const bugs: unknown[] = []
  let onRequest: OnRequest | undefined

  let front: Front | undefined
  const listener = await listen((incoming, response) => {
    front?.handle(incoming, response).catch((error: unknown) => {
      if (!isHangUp(error)) bugs.push(error)
      if (!response.headersSent) response.writeHead(500)
      response.end()
    })
  }, options)
  const baseUrl = `${listener.origin}${BASE_PATH}`
  front = new Front({
    api: new Api(model, new Renderer(model, baseUrl, options.etags ?? true), options, baseUrl),
    model,
    tokens,
    faults,
    log,
    rateLimit: options.rateLimit === undefined ? null : new RateLimit(options.rateLimit, clock),
    latencyMs: options.latencyMs ?? 0,
    clock,
    nextRequestId: seededUuids(seed + 3),
    onRequest: () => onRequest
  })
  return {
    baseUrl,
    token: bearers[0] ?? '',
    tokens: bearers,
    owner: ownerOf(tokenOptions[0] ?? {}),
    model,
    console,
    faults,
    log,
    writes: () => log.writes(),
    get onRequest() {
      return onRequest
    },
    set onRequest(hook) {
      onRequest = hook
    },
    hangUp: async () => {
      listener.hangUp()
      await wait(TURN_MS)
    },
    issueToken,
    revokeToken: (token) => tokens.revoke(token),
    bugs,
    close: () => listener.close()
  }
}

function isActive(model: Model, userName: string): boolean {
  const owner = model.users.userNames.holderOf(userName)
  return owner !== undefined && owner.pendingSince === null && owner.attributes['active'] === true
}

/** The client went away while its request was read. */
function isHangUp(error: unknown): boolean {
  return error instanceof Error && !(error instanceof ScimError) && 'code' in error && error.code === 'ECONNRESET'
}
