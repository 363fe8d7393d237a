import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { limits } from '../guard/guarding.ts'
import { testConfig } from '../support/stages/config.ts'
import type { Listed } from '../support/stages/fake-directory.ts'
import { fakeDirectory } from '../support/stages/fake-directory.ts'
import { anchorOf } from '../support/stages/things.ts'
import { codes, operations, Site } from './running.ts'

function users(from: number, to: number): Listed[] {
  return Array.from({ length: to - from + 1 }, (_, at) => ({ n: from + at }))
}

describe('the baseline of source_shrink', () => {
  const shrinks = testConfig({ more: limits({ source_shrink: '30' }) })

  test('is what was read by the last applied run', async () => {
    const site = new Site(...users(1, 4), { n: 10, kind: 'group' })
    await site.run()
    expect(site.state('SELECT kind, objects FROM baseline ORDER BY kind')).toEqual([
      { kind: 'group', objects: 1 },
      { kind: 'user', objects: 4 }
    ])
  })

  test('a tripped run does not move it, nor begins anybody’s days: the next one trips as well', async () => {
    const site = new Site(...users(1, 10))
    site.config = shrinks
    await site.run()
    site.listed = users(1, 3)
    for (const _ of [1, 2]) {
      const outcome = await site.run()
      expect(outcome.exitCode).toBe(4)
      expect(outcome.verdicts).toContainEqual(
        expect.objectContaining({ name: 'source_shrink', actual: 7, known: 10, verdict: 'held' })
      )
    }
    expect(site.state('SELECT count(*) AS n FROM known WHERE departed_at IS NOT NULL')).toEqual([{ n: 0 }])
  })

  test('an approval settles it', async () => {
    const site = new Site(...users(1, 10))
    site.config = shrinks
    await site.run()
    site.listed = users(1, 3)
    const { heldId } = await site.run()
    expect((await site.run({ approve: heldId })).exitCode).toBe(0)
    expect(site.service.names('user')).toHaveLength(4)
    expect(site.state(`SELECT objects FROM baseline WHERE kind = 'user'`)).toEqual([{ objects: 3 }])
  })
})

describe('a service that is read whole and lacks many of ours', () => {
  async function halved(): Promise<{ site: Site; all: Site['service'] }> {
    const site = new Site(...users(1, 20))
    site.config = testConfig({ more: `${limits({ service_shrink: '5' })}\nstate: { drift: { missing: repair } }` })
    await site.run()
    const all = site.service
    site.service = all.clone()
    for (const id of [...site.service.objects.keys()].slice(-12)) site.service.objects.delete(id)
    return { site, all }
  }

  test('holds the plan, and holds the next as well, which reads it whole again', async () => {
    const { site } = await halved()
    for (const full of [true, false]) {
      const outcome = await site.run({ full })
      expect(outcome.exitCode).toBe(4)
      expect(outcome.verdicts).toContainEqual(
        expect.objectContaining({ name: 'service_shrink', actual: 12, known: 20, verdict: 'held' })
      )
    }
    expect(site.service.calls.filter((call) => /^(create|restore|update|remove) /.test(call))).toEqual([])
  })

  test('is forgotten once it shows all again', async () => {
    const { site, all } = await halved()
    await site.run({ full: true })
    site.service = all
    const outcome = await site.run()
    expect([outcome.exitCode, outcome.operationsTotal]).toEqual([0, 0])
  })

  test('brings them back once that is approved', async () => {
    const { site } = await halved()
    const { heldId } = await site.run({ full: true })
    expect((await site.run({ approve: heldId })).exitCode).toBe(0)
    expect(site.service.names('user')).toHaveLength(21)
  })
})

describe('a few that are missing in the list', () => {
  test('are asked for: what GET shows is there', async () => {
    const site = new Site(...users(1, 20))
    await site.run()
    const { service } = site
    const readAll = service.readAll.bind(service)
    service.readAll = (kind, sink) =>
      readAll(kind, { ...sink, page: (page) => sink.page(page.filter(({ name }) => name !== 'u1@example.jp')) })
    const outcome = await site.run({ full: true })
    expect([outcome.exitCode, outcome.operationsTotal]).toEqual([0, 0])
    expect(service.calls).toContain('get u1@example.jp')
  })

  test('are asked for also when others have been missing for long', async () => {
    const site = new Site(...users(1, 20))
    site.config = testConfig({ more: `${limits({})}` })
    await site.run()
    for (const id of [...site.service.objects.keys()].slice(-6)) {
      site.service.objects.delete(id)
      await site.run({ full: true })
    }
    expect(site.state(`SELECT count(*) AS n FROM known WHERE standing = 'missing'`)).toEqual([{ n: 6 }])
    const { service } = site
    const readAll = service.readAll.bind(service)
    service.readAll = (kind, sink) =>
      readAll(kind, { ...sink, page: (page) => sink.page(page.filter(({ name }) => name !== 'u1@example.jp')) })
    await site.run({ full: true })
    expect(site.state(`SELECT standing FROM known WHERE name = 'u1@example.jp'`)).toEqual([{ standing: 'present' }])
  })
})

describe('scope and mapping', () => {
  async function changed(): Promise<Site> {
    const site = new Site({ n: 1 }, { n: 2, attributes: { title: 'temp' } }, { n: 3, attributes: { title: 'ext' } })
    site.config = testConfig({ more: limits({ config_change: 'approve' }) })
    await site.run()
    site.config = withFilter('!(title=temp)')
    return site
  }

  function withFilter(filter: string) {
    return testConfig({ ldap: `filter: { user: '${filter}' }`, more: limits({ config_change: 'approve' }) })
  }

  test('a change that takes away is held until it is approved, then its hash moves', async () => {
    const site = await changed()
    const held = await site.run()
    expect(operations(held)).toEqual(['delete u2@example.jp: held'])
    expect((await site.run()).exitCode).toBe(4)
    expect((await site.run({ approve: held.heldId })).exitCode).toBe(0)
    site.listed = [{ n: 1 }]
    expect(operations(await site.run())).toEqual(['delete u3@example.jp: done'])
  })

  test('a change that takes nothing away is settled at once', async () => {
    const site = await changed()
    site.config = withFilter('!(title=nobody)')
    expect((await site.run()).exitCode).toBe(0)
    site.listed = [{ n: 1 }]
    expect((await site.run()).exitCode).toBe(0)
  })

  test('taken back it holds nothing', async () => {
    const site = await changed()
    await site.run()
    site.config = testConfig({ more: limits({ config_change: 'approve' }) })
    const outcome = await site.run()
    expect([outcome.exitCode, outcome.operationsTotal]).toEqual([0, 0])
  })
})

describe('who departed', () => {
  test('is dated at the first read that proved it, and not dated any more when he is back', async () => {
    const site = new Site({ n: 1 }, { n: 2 })
    site.config = testConfig({ more: limits({ disable_first: '30' }) })
    await site.run()
    site.listed = [{ n: 2 }]
    await site.run()
    await site.run()
    expect(site.state(`SELECT departed_at FROM known WHERE name = 'u1@example.jp'`)).toEqual([
      { departed_at: '2026-11-24T11:00:00.000Z' }
    ])
    site.listed = [{ n: 1 }, { n: 2 }]
    expect(operations(await site.run())).toEqual(['enable u1@example.jp: done'])
    expect(site.state('SELECT count(*) AS n FROM known WHERE departed_at IS NOT NULL')).toEqual([{ n: 0 }])
  })

  test('waits after a change of the controller for an hour, and is seen again or gone', async () => {
    const site = new Site({ n: 1 }, { n: 2 })
    await site.run()
    site.directory = (listed) => fakeDirectory(listed, { controller: { invocationId: anchorOf(0xdc2) } })
    site.listed = [{ n: 2 }]
    const waiting = await site.run()
    expect([waiting.exitCode, codes(waiting)]).toEqual([0, ['plan.departure_waits']])
    site.passes(-119)
    expect(codes(await site.run())).toEqual(['plan.departure_waits'])
    expect(operations(await site.run())).toEqual(['delete u1@example.jp: done'])
  })

  test('who was only unseen for a while begins anew the next time', async () => {
    const site = new Site({ n: 1 }, { n: 2 })
    await site.run()
    let controller = 0xdc2
    site.directory = (listed) => fakeDirectory(listed, { controller: { invocationId: anchorOf(controller++) } })
    site.listed = [{ n: 2 }]
    await site.run()
    site.listed = [{ n: 1 }, { n: 2 }]
    await site.run()
    expect(site.state('SELECT count(*) AS n FROM known WHERE unseen_since IS NOT NULL')).toEqual([{ n: 0 }])
    site.listed = [{ n: 2 }]
    expect(codes(await site.run())).toEqual(['plan.departure_waits'])
  })
})

describe('what is kept', () => {
  test('runs for 400 days; whom the service kept after a delete as long', async () => {
    const site = new Site({ n: 1 }, { n: 2 })
    await site.run()
    site.listed = [{ n: 2 }]
    await site.run()
    expect(site.state(`SELECT name FROM known WHERE standing = 'pending'`)).toEqual([{ name: 'u1@example.jp' }])
    site.passes(400 * 24 * 60)
    await site.run()
    expect(site.state(`SELECT name FROM known WHERE standing = 'pending'`)).toEqual([])
    expect(site.state('SELECT count(*) AS n FROM run')).toEqual([{ n: 1 }])
  })

  test('a dry run keeps nothing', async () => {
    const site = new Site({ n: 1 })
    await site.run()
    site.listed = []
    await site.run({ mode: 'dry-run' })
    expect(site.state('SELECT count(*) AS n FROM run')).toEqual([{ n: 1 }])
  })
})

describe('a shrunken directory of which nothing can be held yet', () => {
  test('begins the days of grace; at their end the deletes are held by what held them first', async () => {
    const groups = Array.from({ length: 8 }, (_, n): Listed => ({ n: n + 1, kind: 'group' }))
    const site = new Site({ n: 100 }, ...groups)
    await site.run()
    site.config = testConfig({
      more: limits({ source_shrink: '30', 'groups.delete_after': '1' })
    })
    site.listed = [{ n: 100 }]
    const first = await site.run()
    expect(first.verdicts).toContainEqual(expect.objectContaining({ name: 'source_shrink', verdict: 'held' }))
    expect([first.exitCode, first.heldId]).toEqual([0, null])
    site.passes(24 * 60)
    const second = await site.run()
    expect(second.verdicts).toContainEqual(
      expect.objectContaining({ name: 'source_shrink', actual: 8, verdict: 'held' })
    )
    expect([second.exitCode, site.service.names('group')]).toEqual([4, groups.map(({ n }) => `group ${n}`)])
    expect((await site.run({ approve: second.heldId })).exitCode).toBe(0)
    expect(site.service.names('group')).toEqual([])
  })
})

describe('a backup that cannot be written', () => {
  test('is a warning: the run is done', async () => {
    const site = new Site({ n: 1 })
    await site.run()
    const inTheWay = join(site.folder.state, 'backup.new')
    mkdirSync(inTheWay)
    writeFileSync(join(inTheWay, 'file'), '')
    site.listed = [{ n: 1 }, { n: 2 }]
    const outcome = await site.run()
    expect([outcome.exitCode, codes(outcome)]).toEqual([0, ['state.backup_failed']])
    expect(site.state('SELECT exit_code FROM run ORDER BY seq DESC LIMIT 1')).toEqual([{ exit_code: 0 }])
    expect((await site.run()).exitCode).toBe(0)
  })
})

describe('what a first run finds at the service that is nobody of the directory', () => {
  test('is told, but for the owner of the token, who is not to be cleared away', async () => {
    const site = new Site({ n: 1 })
    site.service.put('user', { userName: 'stray@example.jp' }, { id: 'stray' })
    const { problems, counts } = await site.run()
    expect(problems).toMatchObject([{ code: 'plan.orphans', users: 1, groups: 0, examples: ['stray@example.jp'] }])
    expect(counts.users.orphan).toBe(2)
  })

  test('is no word where it is only he', async () => {
    const { problems, counts } = await new Site({ n: 1 }).run()
    expect([problems, counts.users.orphan]).toEqual([[], 1])
  })
})
