import { describe, expect, test } from 'vitest'
import { inWords } from '../../src/problems/problem.ts'
import { limits } from '../guard/guarding.ts'
import { testConfig } from '../support/stages/config.ts'
import { codes, Site } from './running.ts'

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

  test('`--approve` takes the id of a plan that an earlier run held: just that is done', async () => {
    const site = new Site({ n: 1 }, { n: 2 }, { n: 3 })
    await site.run()
    site.config = deletes
    site.listed = [{ n: 1 }, { n: 3 }]
    const { heldId } = await site.run()
    site.listed = [{ n: 3 }]
    const outcome = await site.run({ approve: heldId })
    expect([outcome.exitCode, codes(outcome)]).toEqual([4, ['run.held']])
    expect(site.service.names('user')).toEqual(['admin@example.jp', 'u1@example.jp', 'u3@example.jp'])
  })

  test('`--approve` with any other id approves nothing', async () => {
    const site = await held()
    const outcome = await site.run({ approve: 'unheard of' })
    expect([outcome.exitCode, codes(outcome)]).toEqual([4, ['run.not_approved', 'run.held']])
    expect(site.service.names('user')).toHaveLength(3)
  })

  test('what `--approve` let through and then failed needs no second approval', async () => {
    const site = new Site({ n: 1 }, { n: 2 })
    await site.run()
    site.config = deletes
    site.listed = []
    site.service.faults.push({ verb: 'remove', of: 'u2@example.jp', fault: 'refused' })
    const { planId } = await site.run({ mode: 'dry-run' })
    expect((await site.run({ approve: planId })).exitCode).toBe(3)
    expect(site.state('SELECT count(*) AS n FROM decision')).toEqual([{ n: 1 }])
    site.service.faults.length = 0
    const outcome = await site.run()
    expect([outcome.heldId, site.service.names('user')]).toEqual([null, ['admin@example.jp']])
  })

  test('a dry run names the way to approve what it only shows', async () => {
    const site = await held()
    const told = async (mode: 'dry-run' | 'normal') => {
      const { problems, heldId } = await site.run({ mode })
      const [problem] = problems.filter(({ code }) => code === 'run.held')
      return problem === undefined ? '' : inWords(problem, 'en').remedy.replaceAll(heldId ?? '', 'ID')
    }
    expect(await told('dry-run')).toContain('`dirsync sync --approve ID`')
    expect(await told('normal')).toContain('`dirsync approve ID`')
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
