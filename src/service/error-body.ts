import { z } from 'zod'
import { field } from './json.ts'
import type { Body } from './request.ts'

const ERROR_SCHEMA = 'urn:ietf:params:scim:api:messages:2.0:error'

/** RFC 7644 §3.12; `status` is a string there, a number with many. */
const ErrorBody = z.looseObject({
  schemas: z.array(z.string()).refine((schemas) => schemas.some((schema) => schema.toLowerCase() === ERROR_SCHEMA)),
  detail: z.string().nullish(),
  scimType: z.string().nullish()
})

export interface ErrorReply {
  readonly status: number
  readonly statusText: string
  readonly body: Body
}

export function isScimError(reply: ErrorReply): boolean {
  return errorBody(reply) !== null
}

/** The service's own words; the status text where it gave none. Never empty. */
export function errorDetail(reply: ErrorReply): string {
  for (const words of [errorBody(reply)?.detail, ...otherWords(reply)]) {
    if (typeof words === 'string' && words.trim() !== '') return words.trim()
  }
  return reply.statusText === '' ? `HTTP ${reply.status}` : reply.statusText
}

/** Where gateways in front of a service put theirs: RFC 6749 §5.2, and common habit. */
function otherWords({ body }: ErrorReply): unknown[] {
  if (body.kind !== 'json') return []
  return ['error_description', 'message', 'error'].map((name) => field(body.value, name))
}

export function scimType(reply: ErrorReply): string | null {
  return errorBody(reply)?.scimType ?? null
}

function errorBody(reply: ErrorReply): z.infer<typeof ErrorBody> | null {
  if (reply.body.kind !== 'json') return null
  const parsed = ErrorBody.safeParse(reply.body.value)
  return parsed.success ? parsed.data : null
}
