import type { JsonObject } from './json.ts'

export type ScimType =
  | 'uniqueness'
  | 'invalidValue'
  | 'invalidSyntax'
  | 'invalidPath'
  | 'invalidFilter'
  | 'noTarget'
  | 'mutability'
  | 'tooMany'

/** A refusal in the form of RFC 7644 §3.12; `scimType` may be absent, `status` travels as a string. */
export class ScimError extends Error {
  readonly status: number
  readonly scimType: ScimType | null
  readonly headers: Readonly<Record<string, string>>

  constructor(
    status: number,
    detail: string,
    scimType: ScimType | null = null,
    headers: Readonly<Record<string, string>> = {}
  ) {
    super(detail)
    this.status = status
    this.scimType = scimType
    this.headers = headers
  }

  body(): JsonObject {
    return errorBody(this.status, this.message, this.scimType)
  }
}

export function errorBody(status: number, detail: string, scimType: ScimType | null = null): JsonObject {
  return {
    schemas: ['urn:ietf:params:scim:api:messages:2.0:Error'],
    detail,
    ...(scimType === null ? {} : { scimType }),
    status: String(status)
  }
}

/** The documented causes first (their words where the manual gives them), then what RFC 7644 asks for. */
export const refusals = {
  organizationNotFound: () => new ScimError(404, 'organization is not found.'),
  issuerRequired: () =>
    new ScimError(400, 'Issuer is required when externalUserName or subject is specified.', 'invalidValue'),
  externalIdTaken: () => new ScimError(409, 'externalId has already been taken', 'uniqueness'),
  userNameTaken: () => new ScimError(409, 'userName has already been taken', 'uniqueness'),
  displayNameTaken: () => new ScimError(409, 'displayName has already been taken', 'uniqueness'),
  emailInvalid: () => new ScimError(400, 'emails is invalid', 'invalidValue'),
  takenByPending: (attribute: string) =>
    new ScimError(409, `${attribute} has already been taken by a user who is pending deletion`, 'uniqueness'),
  phoneInvalid: () => new ScimError(400, 'phoneNumbers is invalid', 'invalidValue'),
  tokenInvalid: () =>
    new ScimError(401, 'The access token is invalid or has expired.', null, {
      'WWW-Authenticate': 'Bearer error="invalid_token"'
    }),
  scopeMissing: (scope: string) =>
    new ScimError(403, `The access token lacks the scope ${scope}.`, null, {
      'WWW-Authenticate': `Bearer error="insufficient_scope", scope="${scope}"`
    }),
  invalid: (attribute: string) => new ScimError(400, `${attribute} is invalid`, 'invalidValue'),
  required: (attribute: string) => new ScimError(400, `${attribute} is required`, 'invalidValue'),
  tooMany: (attribute: string, most: number) =>
    new ScimError(400, `${attribute} is too many (maximum is ${most})`, 'invalidValue'),
  memberNotFound: (id: string) => new ScimError(400, `members: ${id} does not exist`, 'invalidValue'),
  notFound: (id: string) => new ScimError(404, `Resource ${id} not found.`),
  noEndpoint: () => new ScimError(404, 'endpoint is not found.'),
  versionMismatch: () => new ScimError(412, 'The resource has changed since the version in If-Match.'),
  syntax: (detail: string) => new ScimError(400, detail, 'invalidSyntax'),
  path: (path: string) => new ScimError(400, `path ${path} is invalid`, 'invalidPath'),
  filter: (filter: string) => new ScimError(400, `filter ${filter} is invalid`, 'invalidFilter'),
  noTarget: (path: string) => new ScimError(400, `path ${path} matches nothing`, 'noTarget'),
  readOnly: (path: string) => new ScimError(400, `${path} is read-only`, 'mutability'),
  notImplemented: (what: string) => new ScimError(501, `${what} is not implemented.`),
  methodNotAllowed: (method: string) => new ScimError(405, `${method} is not allowed.`)
}
