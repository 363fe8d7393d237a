import type { Problem } from '../../../src/problems/problem.ts'
import type { Answer, Refusal } from '../../../src/service/service.ts'

/**
 * How a request goes wrong: refused by the service, without an answer (having been processed or not), a token that is not valid any more,
 * or a service that is away altogether (the request may have been processed).
 */
export type Fault = 'refused' | 'lost' | 'lost but done' | '401' | 'away' | 'away but done'

export const LOST: Problem = {
  code: 'service.not_scim',
  request: 'POST /Users',
  status: 201,
  contentType: '-',
  seen: 'no_body'
}

export function failed(fault: Fault): Exclude<Answer<never>, { kind: 'done' }> {
  switch (fault) {
    case 'refused':
      return refusal(400, 'the service does not like it')
    case 'lost':
    case 'lost but done':
      return { kind: 'unanswered', problem: LOST, attempts: 4 }
    case '401':
      return {
        kind: 'ended',
        problem: { code: 'service.token_refused', request: 'PATCH /Users', detail: 'no', requestId: null }
      }
    case 'away':
    case 'away but done':
      return {
        kind: 'ended',
        problem: { code: 'service.unavailable', host: '127.0.0.1', failures: 5, last: { en: 'lost', ja: 'lost' } }
      }
  }
}

export function refusal(status: number, detail: string): Refusal {
  const facts = { object: 'somebody', kind: 'user', status, detail, requestId: null } as const
  return {
    kind: 'refused',
    attempts: 1,
    status,
    scimType: null,
    detail,
    requestId: null,
    problem: { code: 'service.refused', ...facts }
  }
}

export function done<T>(value: T): Answer<T> {
  return { kind: 'done', value, attempts: 1, requestId: null }
}
