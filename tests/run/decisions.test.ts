import { describe, expect, test } from 'vitest'
import { limits } from '../guard/guarding.ts'
import { testConfig } from '../support/stages/config.ts'
import { Site } from './running.ts'

describe('decisions', () => {
  const deletes = testConfig({ more: limits({ 'users.delete': '{ floor: 0, percent: 0 }' }) })

  async function held(): Promise<Site> {
    const site = new Site({ n: 1 }, { n: 2 })
    await site.run()
    site.config = deletes
    site.listed = []
    await site.run()
    return site
  }

  function decide(site: Site, verdict: string, expires: string | null): void {
    const { DatabaseSync } = process.getBuiltinModule('node:sqlite')
    const db = new DatabaseSync(site.folder.database)
    db.prepare('INSERT INTO decision SELECT entry, held_id, ?, ?, ? FROM held_entry').run(verdict, '2026', expires)
    db.close()
  }

  test('an approval is used up by what succeeded; the rest stays', async () => {
    const site = await held()
    decide(site, 'approved', '2099')
    site.service.faults.push({ verb: 'remove', of: 'u2@example.jp', fault: 'refused' })
    await site.run()
    expect(site.state('SELECT count(*) AS n FROM decision')).toEqual([{ n: 1 }])
    expect(site.service.names('user')).toEqual(['admin@example.jp', 'u2@example.jp'])
  })

  test('a rejection falls when its entry is not planned any more', async () => {
    const site = await held()
    decide(site, 'rejected', null)
    expect((await site.run()).exitCode).toBe(0)
    expect(site.state('SELECT count(*) AS n FROM decision')).toEqual([{ n: 2 }])
    site.listed = [{ n: 1 }]
    await site.run()
    expect(site.state('SELECT count(*) AS n FROM decision')).toEqual([{ n: 1 }])
  })

  test('a rejection that comes while a run holds the same again is kept', async () => {
    const site = await held()
    await site.run({}, { progress: ({ stage }) => stage === 'recording' && decide(site, 'rejected', null) })
    const outcome = await site.run()
    expect([outcome.exitCode, outcome.heldId]).toEqual([0, null])
  })

  test('what was held is kept for seven days', async () => {
    const site = await held()
    site.listed = [{ n: 1 }, { n: 2 }]
    site.passes(7 * 24 * 60)
    await site.run()
    expect(site.state('SELECT (SELECT count(*) FROM held_plan) + (SELECT count(*) FROM held_entry) AS n')).toEqual([
      { n: 0 }
    ])
  })
})
