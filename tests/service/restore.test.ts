import { describe, expect, onTestFinished, test } from 'vitest'
import type { FlatResource } from '../../src/model/resource.ts'
import { startIijId } from '../support/service/iij-id.ts'
import type { IijIdOptions } from '../support/service/options.ts'
import { done, open } from './open.ts'

const ALICE: FlatResource = {
  externalId: 'alice',
  userName: 'alice@example.jp',
  title: 'Engineer',
  'emails.value': 'alice@example.jp',
  'emails.primary': true
}

async function pendingAlice(options: IijIdOptions = {}) {
  const iij = await startIijId(options)
  onTestFinished(() => iij.close())
  const service = await open(iij.baseUrl, { token: iij.token })
  const { id } = done(await service.create('user', { resource: ALICE, active: true }))
  done(await service.remove('user', id))
  iij.log.clear()
  return { iij, service, id }
}

describe('a user who is pending deletion', () => {
  test('is gone, as far as the service shows', async () => {
    const { service, id } = await pendingAlice()
    expect(await service.get('user', id)).toMatchObject({ kind: 'gone' })
    expect(done(await service.find('user', 'externalId', 'alice'))).toEqual([])
  })

  test.each([true, false])(
    'comes back under his id with what is wanted now (active: %s), and is looked at',
    async (active) => {
      const { iij, service, id } = await pendingAlice()
      const back = done(await service.restore(id, { resource: { ...ALICE, title: 'Boss' }, active }))
      expect(back).toMatchObject({ id, active, raw: { title: 'Boss' } })
      expect(iij.model.pending).toEqual([])
      expect(iij.writes().map((request) => request.method)).toEqual(['POST'])
      expect(iij.log.all().at(-1)?.method).toBe('GET')
    }
  )

  test('who is shown all the same is changed and made active', async () => {
    const { iij, service, id } = await pendingAlice({ pending: { shown: true } })
    expect(done(await service.restore(id, { resource: { ...ALICE, title: 'Boss' }, active: true }))).toMatchObject({
      id,
      raw: { title: 'Boss' }
    })
    expect(iij.model.pending).toEqual([])
    expect(iij.writes().map((request) => request.method)).toEqual(['PATCH'])
  })

  test.each([
    { other: 'externalId', resource: { ...ALICE, externalId: 'other' } },
    { other: 'userName', resource: { ...ALICE, userName: 'alice2@example.jp' } }
  ])('is not taken over by a newcomer with another $other', async ({ resource }) => {
    const { iij, service } = await pendingAlice()
    const answer = await service.create('user', { resource, active: true })
    expect(answer).toMatchObject({ kind: 'refused', status: 409, problem: { code: 'service.pending_deletion' } })
    expect(iij.model.pending).toHaveLength(1)
  })

  test('whose restore is not answered is left to a look-up', async () => {
    const { iij, service, id } = await pendingAlice()
    iij.faults.add({ method: 'POST', action: { kind: 'reset', when: 'after' } })
    expect(await service.restore(id, { resource: ALICE, active: true })).toMatchObject({ kind: 'unanswered' })
    expect(iij.writes()).toHaveLength(1)
  })

  test('of whom nothing is known, because he cannot be asked for, is not restored', async () => {
    const { iij, service, id } = await pendingAlice()
    iij.faults.add({ method: 'GET', action: { kind: 'status', status: 500 } })
    expect(await service.restore(id, { resource: ALICE, active: true })).toMatchObject({ kind: 'unanswered' })
    expect(iij.writes()).toEqual([])
  })

  test('who was purged meanwhile is made anew: the answer has another id', async () => {
    const { iij, service, id } = await pendingAlice()
    iij.console.purgeAll()
    expect(done(await service.restore(id, { resource: ALICE, active: true })).id).not.toBe(id)
  })

  test('who is not there after all is no success', async () => {
    const { iij, service, id } = await pendingAlice()
    iij.faults.add({ method: 'GET', path: /^\/Users\/./, nth: 2, action: { kind: 'status', status: 404 } })
    const answer = await service.restore(id, { resource: ALICE, active: true })
    expect(answer).toMatchObject({ kind: 'unanswered', problem: { code: 'service.restore_unproven' } })
  })
})
