import { mkdtemp, readdir, readFile, rm, utimes, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { beforeEach, expect, onTestFinished, test } from 'vitest'
import { LogFile } from '../../src/report/log-file.ts'

const NOW = new Date('2026-11-24T12:00:00Z')
const LIMITS = { maxSizeMb: 1, maxAgeDays: 30, keep: 3 }
/** Three of them are more than a MB. */
const LARGE = 'x'.repeat(400_000)

let folder = ''
beforeEach(async () => {
  const parent = await mkdtemp(join(tmpdir(), 'dirsync-log-'))
  onTestFinished(() => rm(parent, { recursive: true, force: true }))
  folder = join(parent, 'logs')
})

async function records(name: string): Promise<unknown[]> {
  const text = await readFile(join(folder, name), 'utf8')
  return text
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line).n)
}

test('a record is a line of JSON with its time; the folder is made', async () => {
  new LogFile(folder, LIMITS).write({ level: 'info', message: 'あ\nb' }, NOW)
  const text = await readFile(join(folder, 'dirsync.log'), 'utf8')
  expect(text).toBe('{"time":"2026-11-24T12:00:00.000Z","level":"info","message":"あ\\nb"}\n')
})

test('a full file becomes an older one; the oldest goes', async () => {
  const log = new LogFile(folder, LIMITS)
  for (let n = 1; n <= 9; n++) log.write({ n, LARGE }, NOW)
  expect((await readdir(folder)).sort()).toEqual(['dirsync.1.log', 'dirsync.2.log', 'dirsync.log'])
  expect(await records('dirsync.log')).toEqual([9])
  expect(await records('dirsync.1.log')).toEqual([7, 8])
  expect(await records('dirsync.2.log')).toEqual([5, 6])
})

test('of one file kept, a full one is begun anew', async () => {
  const log = new LogFile(folder, { ...LIMITS, keep: 1 })
  for (let n = 1; n <= 3; n++) log.write({ n, LARGE }, NOW)
  expect(await readdir(folder)).toEqual(['dirsync.log'])
  expect(await records('dirsync.log')).toEqual([3])
})

test('what is too old or too much goes, and nothing else', async () => {
  const log = new LogFile(folder, LIMITS)
  log.write({ n: 1 }, NOW)
  for (const name of ['dirsync.1.log', 'dirsync.2.log', 'dirsync.3.log', 'other.log'])
    await writeFile(join(folder, name), '{}\n')
  const [within, over] = [29, 31].map((days) => new Date(NOW.getTime() - days * 24 * 60 * 60 * 1000)) as [Date, Date]
  await utimes(join(folder, 'dirsync.1.log'), within, within)
  await utimes(join(folder, 'dirsync.2.log'), over, over)
  await utimes(join(folder, 'dirsync.3.log'), within, within)
  await utimes(join(folder, 'other.log'), over, over)
  log.tidy(NOW)
  expect((await readdir(folder)).sort()).toEqual(['dirsync.1.log', 'dirsync.log', 'other.log'])
})
