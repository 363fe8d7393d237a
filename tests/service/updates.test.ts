import { describe, expect, onTestFinished, test } from 'vitest'
import { changesBetween, type FlatResource } from '../../src/model/resource.ts'
import { ENTERPRISE_USER, IIJ_USER, OIDFJ_USER } from '../../src/service/profile.ts'
import { startIijId } from '../support/service/iij-id.ts'
import type { IijIdOptions } from '../support/service/options.ts'
import { done, id, open } from './open.ts'
import { reply, scimError, scripted, user } from './scripted-server.ts'

const KNOWN: FlatResource = {
  externalId: 'alice',
  userName: 'alice@example.jp',
  title: 'Engineer',
  department: 'R&D',
  'emails.value': 'alice@example.jp',
  'emails.primary': true
}

async function alice(options: IijIdOptions = {}) {
  const iij = await startIijId(options)
  onTestFinished(() => iij.close())
  const service = await open(iij.baseUrl, { token: iij.token })
  const created = done(await service.create('user', { resource: KNOWN, active: true }))
  iij.log.clear()
  const update = (to: FlatResource, active?: boolean) => {
    const wanted = { ...KNOWN, ...to }
    const changes = changesBetween(KNOWN, wanted)
    return service.update('user', created.id, {
      changes,
      wanted,
      known: KNOWN,
      ...(active === undefined ? {} : { active })
    })
  }
  return { iij, service, update, id: created.id, held: () => iij.model.user('alice').attributes }
}

describe('an update by PATCH', () => {
  test('is one request with one operation an attribute, extensions under their full name', async () => {
    const { iij, update } = await alice()
    done(
      await update(
        {
          title: null,
          department: 'Sales',
          'idTokenClaims.issuer': 'https://i',
          subject: 's',
          familyNameKana: 'ヤマダ'
        },
        false
      )
    )
    expect(iij.log.all().map((request) => request.method)).toEqual(['GET', 'PATCH'])
    expect(iij.writes()[0]?.body).toEqual({
      schemas: ['urn:ietf:params:scim:api:messages:2.0:PatchOp'],
      Operations: [
        { op: 'replace', path: `${ENTERPRISE_USER}:department`, value: 'Sales' },
        { op: 'replace', path: `${OIDFJ_USER}:familyNameKana`, value: 'ヤマダ' },
        { op: 'replace', path: `${IIJ_USER}:idTokenClaims.issuer`, value: 'https://i' },
        { op: 'replace', path: `${IIJ_USER}:idTokenClaims.subject`, value: 's' },
        { op: 'remove', path: 'title' },
        { op: 'replace', path: 'active', value: false }
      ]
    })
  })

  test('of nothing sends nothing', async () => {
    const { iij, update } = await alice()
    expect(await update({})).toMatchObject({ kind: 'done', attempts: 0 })
    expect(iij.writes()).toEqual([])
  })

  test('of a list keeps what users registered themselves, and leaves one primary element', async () => {
    const { iij, update, held } = await alice()
    iij.console.editUser('alice', {
      emails: [{ value: 'own@example.com', primary: true }, { value: 'alice@example.jp' }]
    })
    done(await update({ 'emails.value': 'new@example.jp' }))
    expect(held()['emails']).toEqual([
      { value: 'own@example.com', primary: false },
      { value: 'new@example.jp', primary: true }
    ])
  })

  test('that is answered without a body is done, with null', async () => {
    const { update } = await alice({ patchAnswer: { users: 'no-content' } })
    expect(await update({ title: 'Boss' })).toMatchObject({ kind: 'done', value: null })
  })

  test('whose answer is lost is sent again', async () => {
    const { iij, update, held } = await alice()
    iij.faults.add({ method: 'PATCH', nth: 1, action: { kind: 'reset', when: 'after' } })
    expect(await update({ title: 'Boss' })).toMatchObject({ kind: 'done', attempts: 2 })
    expect(held()['title']).toBe('Boss')
  })

  test('leaves out the removal of what is gone already, on a server that minds', async () => {
    const { baseUrl, seen } = await scripted((request, response) => {
      if (request.method === 'GET') reply(response, 200, user('alice'))
      else if (JSON.stringify(request.body).includes('remove')) reply(response, 400, scimError(400, 'no', 'noTarget'))
      else reply(response, 204)
    })
    const update = {
      changes: [
        { attribute: 'title', from: 'x', to: null },
        { attribute: 'userType', from: null, to: 'y' }
      ]
    }
    const answer = await (await open(baseUrl)).update('user', id('alice'), { ...update, wanted: {}, known: {} })
    expect(answer).toMatchObject({ kind: 'done' })
    expect(seen.filter((request) => request.method === 'PATCH')).toHaveLength(2)
  })
})

describe.each(['unadvertised', 501, 405] as const)('where PATCH is %s, an update by PUT', (patch) => {
  test('changes what was wanted and keeps everything else', async () => {
    const { iij, update, held } = await alice({ patch })
    iij.console.editUser('alice', { phoneNumbers: [{ value: 'tel:+81-3-1', type: 'home' }], userType: 'x' })
    done(await update({ title: null, department: 'Sales', 'emails.value': 'new@example.jp' }, false))
    expect(held()).toMatchObject({
      externalId: 'alice',
      active: false,
      userType: 'x',
      phoneNumbers: [{ value: 'tel:+81-3-1', type: 'home' }],
      emails: [{ value: 'new@example.jp', primary: true }],
      [ENTERPRISE_USER]: { department: 'Sales' }
    })
    expect(held()['title']).toBeUndefined()
    done(await update({ title: 'Again' }))
    expect(iij.writes().filter((request) => request.method === 'PATCH').length).toBeLessThan(2)
  })
})

describe('an update by PUT', () => {
  test('says which version it is of', async () => {
    const { iij, update } = await alice({ patch: 501 })
    done(await update({ title: 'Boss' }))
    expect(iij.writes().at(-1)?.headers['if-match']).toBe('W/"1"')
  })

  test('reads again when the resource changed in between, and loses nothing of that', async () => {
    const { iij, update, held } = await alice({ patch: 501 })
    const meanwhile = () => void iij.console.editUser('alice', { userType: 'meanwhile' })
    iij.faults.add({ method: 'PUT', nth: 1, action: { kind: 'change', apply: meanwhile } })
    done(await update({ title: 'Boss' }))
    expect(held()).toMatchObject({ title: 'Boss', userType: 'meanwhile' })
  })

  test('gives up the object after the third time', async () => {
    const { iij, update } = await alice({ patch: 501 })
    let times = 0
    const meanwhile = () => {
      times += 1
      iij.console.editUser('alice', { userType: `${times}` })
    }
    iij.faults.add({ method: 'PUT', action: { kind: 'change', apply: meanwhile } })
    expect(await update({ title: 'Boss' })).toMatchObject({
      kind: 'refused',
      status: 412,
      problem: { code: 'service.changed_meanwhile' }
    })
    expect(times).toBe(3)
  })

  test('goes without a version where the service has none', async () => {
    const { iij, update, held } = await alice({ patch: 501, etags: false })
    done(await update({ title: 'Boss' }))
    expect(iij.writes().at(-1)?.headers['if-match']).toBeUndefined()
    expect(held()['title']).toBe('Boss')
  })
})

test('a service without ServiceProviderConfig is taken to do everything', async () => {
  const { iij, update } = await alice({ serviceProviderConfig: 'absent' })
  done(await update({ title: 'Boss' }))
  expect(iij.writes().map((request) => request.method)).toEqual(['PATCH'])
})

describe('/Me', () => {
  test.each([501, 404] as const)('answered with %s: the owner is not told', async (me) => {
    const { service } = await alice({ me })
    expect(await service.me()).toMatchObject({ kind: 'done', value: null })
  })

  test('that redirects to the resource is heeded for its id alone', async () => {
    const { baseUrl, seen } = await scripted((request, response) => {
      if (request.path === '/Me')
        reply(response, 308, undefined, { location: 'https://elsewhere.example/scim/Users/alice' })
      else reply(response, 200, user('alice'))
    })
    expect(done(await (await open(baseUrl)).me())).toMatchObject({ id: 'alice' })
    expect(seen.map((request) => request.path)).toEqual(['/Me', '/Users/alice'])
  })

  test('that the web server in front does not know is asked for once', async () => {
    const { baseUrl, seen } = await scripted((_, response) =>
      reply(response, 404, undefined, { 'content-type': 'text/html' })
    )
    expect(await (await open(baseUrl)).me()).toMatchObject({ kind: 'done', value: null })
    expect(seen).toHaveLength(1)
  })

  test('with a dead token ends the run', async () => {
    const { service, iij } = await alice()
    iij.revokeToken(iij.token)
    expect(await service.me()).toMatchObject({ kind: 'ended', problem: { code: 'service.token_refused' } })
  })
})
