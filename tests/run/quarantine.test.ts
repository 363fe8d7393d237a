import { describe, expect, test } from 'vitest'
import { Site } from './running.ts'

describe('quarantine', () => {
  /** Exit codes of so many runs, two hours apart. */
  async function exitCodes(site: Site, runs: number): Promise<number[]> {
    const all: number[] = []
    for (let run = 0; run < runs; run++) all.push((await site.run()).exitCode)
    return all
  }

  function tries(site: Site): number {
    return site.service.calls.filter((call) => call === 'create u1@example.jp').length
  }

  test('one that is refused is an error once, then a warning; it is tried at the next run, then after 1, 2, 4 … 24 hours', async () => {
    const site = new Site({ n: 1 })
    site.service.faults.push({ verb: 'create', fault: 'refused' })
    const tried: number[] = []
    const exits: number[] = []
    for (let run = 0; run < 14; run++) {
      exits.push((await site.run()).exitCode)
      tried.push(tries(site))
    }
    expect(exits).toEqual([3, ...Array(13).fill(0)])
    // Runs are two hours apart: at 0, 2, 4 (after 1 h), 6 (after 2), 10 (4), 18 (8) hours, then after 16.
    expect(tried).toEqual([1, 2, 3, 4, 4, 5, 5, 5, 5, 6, 6, 6, 6, 6])
  })

  test('two operations of one object that fail are one failure', async () => {
    const site = new Site({ n: 1, attributes: { title: 'old' } })
    await site.run()
    site.listed = [{ n: 1, attributes: { title: 'new', userAccountControl: '514' } }]
    site.service.faults.push({ verb: 'update', fault: 'refused' })
    expect(await exitCodes(site, 2)).toEqual([3, 0])
    expect(site.state('SELECT failures FROM quarantine')).toEqual([{ failures: 2 }])
  })

  test('two things that one object lacks are one failure', async () => {
    const site = new Site({ n: 1, attributes: { mail: null } })
    expect(await exitCodes(site, 1)).toEqual([3])
    expect(site.state('SELECT failures FROM quarantine')).toEqual([{ failures: 1 }])
    expect(await exitCodes(site, 3)).toEqual([0, 0, 0])
  })

  test('ends when it goes through, and begins anew after that', async () => {
    const site = new Site({ n: 1 })
    site.service.faults.push({ verb: 'create', fault: 'refused', times: 1 })
    expect(await exitCodes(site, 2)).toEqual([3, 0])
    expect(site.state('SELECT count(*) AS n FROM quarantine')).toEqual([{ n: 0 }])
  })

  test('ends when the object leaves the directory', async () => {
    const site = new Site({ n: 1, attributes: { mail: null } })
    await site.run()
    site.listed = []
    await site.run()
    expect(site.state('SELECT count(*) AS n FROM quarantine')).toEqual([{ n: 0 }])
  })

  test('a change at the source is an error anew', async () => {
    const site = new Site({ n: 1 })
    site.service.faults.push({ verb: 'create', fault: 'refused' })
    await site.run()
    site.listed = [{ n: 1, attributes: { title: 'new' } }]
    expect((await site.run()).exitCode).toBe(3)
  })

  test('a stop in between forgets nothing', async () => {
    const site = new Site({ n: 1 })
    site.service.faults.push({ verb: 'create', fault: 'refused' })
    await site.run()
    const stop = new AbortController()
    site.service.onCall = (call) => call.startsWith('list') && stop.abort()
    await site.run({ full: true }, { signal: stop.signal })
    site.service.onCall = () => {}
    expect((await site.run()).exitCode).toBe(0)
  })

  test('no answer is no quarantine: it is an error each time', async () => {
    const site = new Site({ n: 1 })
    site.service.faults.push({ verb: 'create', fault: 'lost' })
    expect(await exitCodes(site, 3)).toEqual([3, 3, 3])
    expect(site.state('SELECT count(*) AS n FROM quarantine')).toEqual([{ n: 0 }])
  })
})
