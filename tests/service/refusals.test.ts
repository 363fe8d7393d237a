import { describe, expect, onTestFinished, test } from 'vitest'
import type { FlatResource } from '../../src/model/resource.ts'
import { inWords } from '../../src/problems/problem.ts'
import { refusalOf } from '../../src/service/refusal.ts'
import type { Refusal } from '../../src/service/service.ts'
import { startIijId } from '../support/service/iij-id.ts'
import { done, open } from './open.ts'
import { scimError } from './scripted-server.ts'

const ALICE: FlatResource = {
  externalId: 'alice',
  userName: 'alice@example.jp',
  'emails.value': 'alice@example.jp',
  'emails.primary': true
}

/** The service's documented causes, made to happen. */
const CAUSES: readonly {
  readonly cause: string
  readonly code: Refusal['problem']['code']
  readonly more: FlatResource
}[] = [
  {
    cause: 'a domain that is not registered',
    code: 'service.organization_not_found',
    more: { userName: 'bob@nowhere.example' }
  },
  { cause: 'a subject without issuer', code: 'service.issuer_missing', more: { subject: 'bob' } },
  { cause: 'an externalId in use', code: 'service.external_id_taken', more: { externalId: 'alice' } },
  { cause: 'a userName in use', code: 'service.user_name_taken', more: { userName: 'alice@example.jp' } },
  { cause: 'a mail that is no address', code: 'service.mail_invalid', more: { 'emails.value': 'bob' } },
  {
    cause: 'a userName of one who is pending deletion',
    code: 'service.pending_deletion',
    more: { userName: 'gone@example.jp' }
  },
  {
    cause: 'a phone number as people write it',
    code: 'service.phone_invalid',
    more: { 'phoneNumbers.value': '03-1234-5678' }
  }
]

test.each(CAUSES)('$cause is refused as $code, with the words of the service and the cure', async ({ code, more }) => {
  const iij = await startIijId()
  onTestFinished(() => iij.close())
  const service = await open(iij.baseUrl, { token: iij.token })
  done(await service.create('user', { resource: ALICE, active: true }))
  iij.console.createUser({ userName: 'gone@example.jp', externalId: 'gone' })
  iij.console.deleteUser('gone')
  const resource = { ...ALICE, externalId: 'bob', userName: 'bob@example.jp', ...more }
  const answer = await service.create('user', { resource, active: true })
  expect(answer).toMatchObject({ kind: 'refused', problem: { code, object: resource.userName } })
  if (answer.kind !== 'refused') return
  expect(answer.requestId).toBe(iij.log.all().at(-1)?.requestId)
  for (const language of ['en', 'ja'] as const) {
    const { message } = inWords(answer.problem, language)
    for (const fact of [resource.userName, answer.detail, `${answer.status}`, answer.requestId])
      expect(message).toContain(fact)
  }
})

describe('a refusal', () => {
  const refused = (status: number, detail: string, scimType?: string, kind: 'user' | 'group' = 'user') => {
    const body = { kind: 'json', value: scimError(status, detail, scimType) } as const
    return refusalOf({ status, statusText: 'Status', body, requestId: null }, { kind, name: 'x' }, 1, (text) => text)
  }

  test.each([
    { status: 409, detail: 'displayName has already been taken', kind: 'group', code: 'service.display_name_taken' },
    { status: 409, detail: 'in use', scimType: 'uniqueness', kind: 'group', code: 'service.display_name_taken' },
    { status: 409, detail: 'in use', scimType: 'uniqueness', kind: 'user', code: 'service.refused' },
    { status: 403, detail: 'no', kind: 'user', code: 'service.writing_forbidden' },
    { status: 400, detail: 'title is too long', kind: 'user', code: 'service.refused' },
    { status: 404, detail: 'not found', kind: 'user', code: 'service.refused' }
  ] as const)('$status "$detail" of a $kind is $code', ({ status, detail, kind, code, ...rest }) => {
    const scimType = 'scimType' in rest ? rest.scimType : undefined
    expect(refused(status, detail, scimType, kind)).toMatchObject({
      scimType: scimType ?? null,
      detail,
      problem: { code }
    })
  })

  test('has the words of a gateway that speaks no SCIM', () => {
    const body = { kind: 'json', value: { error: 'blocked', error_description: 'The rule 17 matched.' } } as const
    const reply = { status: 403, statusText: 'Forbidden', body, requestId: null }
    expect(refusalOf(reply, { kind: 'user', name: 'x' }, 1, (text) => text).detail).toBe('The rule 17 matched.')
  })

  test('without words has those of the status', () => {
    expect(refused(400, '  ').detail).toBe('Status')
    const bare = { status: 400, statusText: '', body: { kind: 'none' }, requestId: null } as const
    expect(refusalOf(bare, { kind: 'user', name: 'x' }, 1, (text) => text).detail).toBe('HTTP 400')
  })
})
