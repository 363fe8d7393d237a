import { SCOPES, type Scope, type TokenOptions } from './options.ts'
import { refusals } from './scim-error.ts'

export interface Token {
  readonly owner: string | null
  readonly scopes: ReadonlySet<Scope>
  readonly expiresAt: number | null
  requestsLeft: number | null
}

/** The access tokens in use. A token whose owner is deleted or disabled is revoked with him. */
export class Tokens {
  readonly #tokens = new Map<string, Token>()
  readonly #clock: () => number
  readonly #nextId: () => string
  readonly #ownerIsActive: (userName: string) => boolean

  constructor(clock: () => number, nextId: () => string, ownerIsActive: (userName: string) => boolean) {
    this.#clock = clock
    this.#nextId = nextId
    this.#ownerIsActive = ownerIsActive
  }

  /** @returns the bearer token, shown this once. */
  issue(options: TokenOptions & { readonly owner: string | null }): string {
    const token = options.token ?? this.#nextId().replaceAll('-', '')
    this.#tokens.set(token, {
      owner: options.owner,
      scopes: new Set(options.scopes ?? SCOPES),
      expiresAt: options.expiresAt ?? null,
      requestsLeft: options.expiresAfterRequests ?? null
    })
    return token
  }

  revoke(token: string): void {
    this.#tokens.delete(token)
  }

  /** @throws ScimError 401 for a missing, unknown, expired or revoked token. */
  authenticate(authorization: string | undefined): Token {
    const match = /^Bearer +(\S+)$/i.exec(authorization ?? '')
    const token = this.#tokens.get(match?.[1] ?? '')
    if (token === undefined) throw refusals.tokenInvalid()
    if (token.expiresAt !== null && this.#clock() >= token.expiresAt) throw refusals.tokenInvalid()
    if (token.owner !== null && !this.#ownerIsActive(token.owner)) throw refusals.tokenInvalid()
    if (token.requestsLeft !== null) {
      if (token.requestsLeft <= 0) throw refusals.tokenInvalid()
      token.requestsLeft -= 1
    }
    return token
  }
}

/** @throws ScimError 403. */
export function requireScope(token: Token, scope: Scope): void {
  if (!token.scopes.has(scope)) throw refusals.scopeMissing(scope)
}
