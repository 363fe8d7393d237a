import type { Kind } from '../model/names.ts'
import type { RefusalCode } from '../problems/service-refusals.ts'
import { type ErrorReply, errorDetail, scimType } from './error-body.ts'
import type { Refusal } from './service.ts'

/** Whom a request is about. `name`: userName or displayName, the id where that isn't known. */
export interface Target {
  readonly kind: Kind
  readonly name: string
}

export interface RefusedReply extends ErrorReply {
  readonly requestId: string | null
}

/** A 4xx (or 501) that is the object's own, with its cause as far as the service's words tell it. */
export function refusalOf(
  reply: RefusedReply,
  target: Target,
  attempts: number,
  clean: (text: string) => string
): Refusal {
  const detail = clean(errorDetail(reply))
  const type = scimType(reply)
  const code = causeOf(reply.status, type, detail, target.kind)
  const facts = { kind: target.kind, object: target.name, status: reply.status, detail, requestId: reply.requestId }
  return {
    kind: 'refused',
    attempts,
    status: reply.status,
    scimType: type,
    detail,
    requestId: reply.requestId,
    problem: { code, ...facts }
  }
}

export function isOrganizationNotFound(reply: ErrorReply): boolean {
  return reply.status === 404 && ORGANIZATION.test(errorDetail(reply))
}

const ORGANIZATION = /organi[sz]ation is not found/i

/**
 * The documented causes. Only "organization is not found", "Issuer is required …" and "externalId has already been taken" are known
 * word for word; the others go by the status and the attribute that the service names.
 */
function causeOf(status: number, type: string | null, detail: string, kind: Kind): RefusalCode {
  if (status === 404 && ORGANIZATION.test(detail)) return 'service.organization_not_found'
  if (status === 403) return 'service.writing_forbidden'
  if (status === 412) return 'service.changed_meanwhile'
  if (status === 409) {
    // Before the attribute's name: it may be named in this case too.
    if (/pending|deleted|deletion|削除/i.test(detail)) return 'service.pending_deletion'
    if (/external.?id/i.test(detail)) return 'service.external_id_taken'
    if (/user.?name/i.test(detail)) return 'service.user_name_taken'
    if (/display.?name/i.test(detail)) return 'service.display_name_taken'
    if (type === 'uniqueness' && kind === 'group') return 'service.display_name_taken'
    return 'service.refused'
  }
  if (status === 400) {
    if (/issuer is required/i.test(detail)) return 'service.issuer_missing'
    if (/phone|rfc.?3966|電話/i.test(detail)) return 'service.phone_invalid'
    if (/e-?mail|メール/i.test(detail)) return 'service.mail_invalid'
  }
  return 'service.refused'
}
