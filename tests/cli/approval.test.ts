import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { type Installation, install } from './installation.ts'

/** Eight users are known, six of them are to be disabled: one more than goes without an approval. */
async function installHolding(): Promise<Installation & { readonly users: readonly string[] }> {
  const it = await install()
  const users = await it.addUsers(8)
  const group = await it.directory.addGroup({ cn: '営業部', member: users })
  await it.json('sync')
  for (const dn of users.slice(0, 6)) await it.directory.disable(dn)
  await it.directory.removeMember(group, users[7] ?? '')
  return { ...it, users }
}

function activeUsers(it: Installation): number {
  return it.service.model.users.live.all().filter(({ attributes }) => attributes['active'] === true).length
}

describe('what a guard holds', () => {
  test('waits, is shown, is done once it is approved, and is used up then', async () => {
    const it = await installHolding()
    const held = await it.json('sync')
    expect(held).toMatchObject({ exitCode: 4, counts: { users: { held: 6 }, memberships: { remove: 1 } } })
    const { heldId, planId } = held
    expect(heldId).not.toBe(planId)

    const status = await it.json('status', '--held')
    expect(status).toMatchObject({ held: [{ heldId, planId, approved: false, rejected: false }] })
    const operations = Array.from({ length: 6 }, () => ({ action: 'disable', result: { status: 'held' } }))
    expect(status['held']).toMatchObject([{ operations }])
    expect(JSON.stringify(await it.json('status'))).not.toContain('"operations"')

    expect(await it.json('approve', heldId ?? '')).toMatchObject({ exitCode: 0, heldId, entries: 6 })
    expect(await it.json('status')).toMatchObject({ held: [{ heldId, approved: true }] })
    expect(activeUsers(it)).toBe(9)
    expect(await it.json('sync')).toMatchObject({ exitCode: 0, counts: { users: { disable: 6, held: 0 } } })
    expect(activeUsers(it)).toBe(3)
    expect(await it.json('status')).toMatchObject({ held: [] })
  })

  test("is approved under the whole plan's id too", async () => {
    const it = await installHolding()
    const { heldId, planId } = await it.json('sync')
    expect(await it.json('approve', planId ?? '')).toMatchObject({ exitCode: 0, heldId, entries: 6 })
  })

  test('keeps its id while harmless changes come and go, and an approval lets exactly those entries through', async () => {
    const it = await installHolding()
    const { heldId } = await it.json('sync')
    await it.directory.setAttributes(it.users[7] ?? '', { department: '開発部' })
    expect((await it.json('sync')).heldId).toBe(heldId)
    await it.json('approve', heldId ?? '')
    await it.directory.enable(it.users[0] ?? '')
    expect(await it.json('sync')).toMatchObject({ exitCode: 0, counts: { users: { disable: 5 } } })
  })

  test('is left undone without exit 4 once it is rejected, until it is approved', async () => {
    const it = await installHolding()
    const { heldId } = await it.json('sync')
    expect(await it.json('reject', heldId ?? '')).toMatchObject({ exitCode: 0, entries: 6, expires: null })
    const rejected = await it.json('sync')
    expect(rejected).toMatchObject({ exitCode: 0, heldId: null, counts: { users: { held: 0, disable: 0 } } })
    expect(rejected.operations?.map(({ result }) => result.status)).toEqual(Array(6).fill('skipped'))
    const status = await it.json('status', '--held')
    expect(status).toMatchObject({
      held: [{ heldId, rejected: true, operations: Array(6).fill({ result: { status: 'skipped' } }) }]
    })
    await it.json('approve', heldId ?? '')
    expect(await it.json('sync')).toMatchObject({ exitCode: 0, counts: { users: { disable: 6 } } })
  })

  test('of memberships is told by the names of group and members', async () => {
    const it = await install()
    const users = await it.addUsers(12)
    const group = await it.directory.addGroup({ cn: '営業部', member: users })
    await it.json('sync')
    await it.directory.removeMember(group, ...users.slice(0, 11))
    expect(await it.json('sync')).toMatchObject({ exitCode: 4, counts: { memberships: { held: 11, remove: 0 } } })
    const remove = Array.from({ length: 11 }, (_, index) => `user${index + 1}@example.jp`)
    const status = await it.json('status', '--held')
    expect(status).toMatchObject({
      held: [
        {
          operations: [
            { name: '営業部', action: 'update', heldBy: ['group_members.remove'], members: { removeTotal: 11 } }
          ]
        }
      ]
    })
    const [plan] = status['held'] as [{ operations: [{ members: { remove: string[] } }] }]
    expect(plan.operations[0].members.remove.sort()).toEqual(remove.sort())
  })

  test('an id that no run held is a usage error', async () => {
    const it = await install()
    for (const command of ['approve', 'reject'])
      expect(await it.json(command, '0123')).toMatchObject({ exitCode: 2, problems: [{ code: 'run.unknown_plan' }] })
    await it.json('sync')
    expect(await it.json('approve', '0123')).toMatchObject({ exitCode: 2, problems: [{ code: 'run.unknown_plan' }] })
  })
})

describe('sync --approve', () => {
  test('approves the plan that this very run makes', async () => {
    const it = await installHolding()
    const { heldId } = await it.json('plan')
    expect(await it.json('sync', '--approve', heldId ?? '')).toMatchObject({
      exitCode: 0,
      counts: { users: { disable: 6 } }
    })
  })

  test('with any other id approves nothing, does the rest, and ends with 4', async () => {
    const it = await installHolding()
    const document = await it.json('sync', '--approve', '0123')
    expect(document).toMatchObject({ exitCode: 4, counts: { users: { held: 6 }, memberships: { remove: 1 } } })
    expect(document.problems.map(({ code }) => code)).toContain('run.not_approved')
  })
})

describe('apply', () => {
  test('does the plan of a file when the very same comes out again, the held entries only when approved', async () => {
    const it = await installHolding()
    const file = join(it.home, 'plan.json')
    const { planId, heldId } = await it.json('plan', '--out', file)
    expect(await it.json('apply', file)).toMatchObject({
      exitCode: 4,
      planId,
      counts: { users: { held: 6 }, memberships: { remove: 1 } }
    })

    const { planId: later } = await it.json('plan', '--out', file)
    expect(later).not.toBe(planId)
    expect(await it.json('apply', file, '--approve', heldId ?? '')).toMatchObject({
      exitCode: 0,
      counts: { users: { disable: 6 } }
    })
  })

  test('refuses a stale one, does nothing, and shows the difference', async () => {
    const it = await installHolding()
    const file = join(it.home, 'plan.json')
    await it.json('plan', '--out', file)
    await it.directory.setAttributes(it.users[7] ?? '', { department: '開発部' })
    await it.directory.enable(it.users[0] ?? '')
    it.service.log.clear()
    const document = await it.json('apply', file)
    expect(document).toMatchObject({ exitCode: 4, problems: [{ code: 'run.stale' }] })
    expect(document.problems[0]?.message).toContain(
      '1 entries that it lacks (update user user8@example.jp (department))'
    )
    expect(document.problems[0]?.message).toContain('lacks 1 of its own (disable user user1@example.jp (active))')
    expect(it.service.writes()).toEqual([])
  })

  test('with a wrong approval does nothing at all', async () => {
    const it = await installHolding()
    const file = join(it.home, 'plan.json')
    await it.json('plan', '--out', file)
    it.service.log.clear()
    expect(await it.json('apply', file, '--approve', '0123')).toMatchObject({
      exitCode: 4,
      problems: [{ code: 'run.not_approved' }]
    })
    expect(it.service.writes()).toEqual([])
  })

  test('refuses a file that holds no plan', async () => {
    const it = await install()
    expect(await it.json('apply', it.config)).toMatchObject({ exitCode: 2, problems: [{ code: 'run.file_unusable' }] })
  })
})
