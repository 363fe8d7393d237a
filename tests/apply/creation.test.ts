import { describe, expect, test } from 'vitest'
import { testConfig } from '../support/stages/config.ts'
import { desire, know } from '../support/stages/rows.ts'
import { anchorOf, resourceOf } from '../support/stages/things.ts'
import { applied, writes } from './applying.ts'

const user = 'u1@example.jp'

describe('a creation whose answer was lost', () => {
  test('is found by look-up where it was processed: done, and ours', async () => {
    const { results, known, calls } = await applied((w) => desire(w, { n: 1 }), {
      faults: [{ verb: 'create', fault: 'lost but done' }]
    })
    expect(results).toEqual([`create ${user}: done`])
    expect(known).toEqual([user])
    expect(calls).toEqual([`create ${user}`, `find ${anchorOf(1)}`])
  })

  test('is looked up twice where it was not, and stays in doubt: never a second POST', async () => {
    const { results, known, calls, workspace } = await applied((w) => desire(w, { n: 1 }), {
      faults: [{ verb: 'create', fault: 'lost' }]
    })
    expect(results).toEqual([`create ${user}: in_doubt`])
    expect(known).toEqual([])
    expect(calls).toEqual([`create ${user}`, `find ${anchorOf(1)}`, `find ${anchorOf(1)}`])
    expect(workspace.all('SELECT result FROM state.journal')).toEqual([{ result: 'in_doubt' }])
  })

  test('stays in doubt where the look-up is not answered either', async () => {
    const { results } = await applied((w) => desire(w, { n: 1 }), {
      faults: [
        { verb: 'create', fault: 'lost but done' },
        { verb: 'find', fault: 'lost' }
      ]
    })
    expect(results).toEqual([`create ${user}: in_doubt`])
  })

  test('takes no object that is known under another anchor', async () => {
    const { results } = await applied(
      (w) => {
        know(w, { n: 2, externalId: anchorOf(1) })
        desire(w, { n: 2, externalId: anchorOf(1) }, { n: 1, name: 'other@example.jp', externalId: 'new' })
        w.run(`UPDATE desired SET external_id = ?, external_key = 'x' WHERE name = 'other@example.jp'`, anchorOf(1))
      },
      { faults: [{ verb: 'create', fault: 'lost' }] }
    )
    expect(results).toContain('create other@example.jp: in_doubt')
  })
})

describe('a creation that is refused since a name is taken', () => {
  test('by one of the same externalId that no list had shown: adopted, with its changes', async () => {
    const { results, service, known } = await applied((w) => desire(w, { n: 1, title: 'chief' }), {
      at: (service) => service.put('user', resourceOf({ n: 1, title: 'old' }), { id: 'theirs' })
    })
    expect(results).toEqual([`adopt ${user}: done`])
    expect(known).toEqual([user])
    expect(service.named('user', user)?.raw).toMatchObject({ title: 'chief' })
  })

  test.each(['plan', 'never'])('the same with by_external_id: %s is a problem that names it', async (setting) => {
    const config = testConfig({ scim: `adopt: { by_external_id: ${setting} }` })
    const { results, workspace } = await applied((w) => desire(w, { n: 1 }), {
      config,
      at: (service) => service.put('user', resourceOf({ n: 1 }), { id: 'theirs' })
    })
    expect(results).toEqual([`create ${user}: failed`])
    expect(workspace.get('SELECT error FROM operation')).toMatchObject({
      error: expect.stringMatching(/plan\.name_taken.*externalId.*theirs/)
    })
  })

  test('by one who is disabled there: it waits for a plan that the guards see', async () => {
    const { results, service } = await applied((w) => desire(w, { n: 1 }), {
      at: (service) => service.put('user', resourceOf({ n: 1 }), { active: false })
    })
    expect(results).toEqual([`create ${user}: failed`])
    expect(service.named('user', user)?.active).toBe(false)
  })

  test('by one of another externalId: a problem that names it', async () => {
    const { workspace } = await applied((w) => desire(w, { n: 1 }), {
      at: (service) => service.put('user', resourceOf({ n: 1, externalId: 'another tool' }), { id: 'theirs' })
    })
    expect(workspace.get('SELECT error FROM operation')).toMatchObject({
      error: expect.stringMatching(/plan\.name_taken.*userName.*another tool/)
    })
  })

  test('by a protected one: never adopted', async () => {
    const config = testConfig({ scim: 'protect: { users: ["u1@*"] }' })
    const { results } = await applied((w) => desire(w, { n: 1, name: 'new@example.jp' }), {
      config,
      at: (service) => service.put('user', resourceOf({ n: 1 }), { id: 'theirs' })
    })
    expect(results).toEqual(['create new@example.jp: failed'])
  })

  test('by one whom we deleted and the service keeps: a problem that names him', async () => {
    const { workspace } = await applied(
      (w) => {
        know(w, { n: 2, name: user }, { standing: 'pending' })
        desire(w, { n: 1 })
      },
      {
        at: (service) => {
          const id = service.put('user', resourceOf({ n: 2, name: user }), { id: 'scim-2' })
          const held = service.objects.get(id)
          if (held !== undefined) held.pending = true
        }
      }
    )
    expect(workspace.get('SELECT error FROM operation')).toMatchObject({
      error: expect.stringMatching(/plan\.pending_deletion.*scim-2/)
    })
  })

  test('once he is purged, the newcomer is created and he is forgotten', async () => {
    const { results, known, workspace } = await applied((w) => {
      know(w, { n: 2, name: user }, { standing: 'pending' })
      desire(w, { n: 1 })
    })
    expect(results).toEqual([`create ${user}: done`])
    expect(known).toEqual([user])
    expect(workspace.count('SELECT count(*) FROM state.known')).toBe(1)
  })
})

describe('one that was missing in a list', () => {
  const config = testConfig({ scim: 'profile: generic', more: 'state: { drift: { missing: repair } }' })
  const group = { n: 1, kind: 'group' } as const

  test('is made anew when GET says that it is gone', async () => {
    const { calls, service } = await applied(
      (w) => {
        know(w, group, { standing: 'missing' })
        desire(w, group)
      },
      { config }
    )
    expect(writes(calls)).toEqual(['create group 1'])
    expect(service.names('group')).toEqual(['group 1'])
  })

  test('is not made twice when it is there after all', async () => {
    const { calls, known } = await applied(
      (w) => {
        know(w, group, { standing: 'missing' })
        desire(w, group)
      },
      { config, at: (service) => service.put('group', resourceOf(group), { id: 'scim-1' }) }
    )
    expect(writes(calls)).toEqual([])
    expect(known).toEqual(['group 1'])
  })
})
