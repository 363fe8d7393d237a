import {
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  truncateSync,
  writeFileSync
} from 'node:fs'
import { DatabaseSync } from 'node:sqlite'
import { describe, expect, onTestFinished, test } from 'vitest'
import { BACKUPS_KEPT, backupFile } from '../../src/state/data-folder.ts'
import type { SimulatorScenario } from '../support/directory/simulator-scenario.ts'
import { startSimulatorScenario } from '../support/directory/simulator-scenario.ts'
import { startIijId } from '../support/service/iij-id.ts'
import { type Company, changeEverything, codesOf, openCompany, settle } from './company.ts'
import { contentsOf } from './files.ts'
import { canMount, SmallDisk } from './small-disk.ts'

/** What an administrator made by hand at the service: nobody of the directory. */
const BY_HAND = 'by-hand@example.jp'

async function changedCompany(): Promise<Company<SimulatorScenario>> {
  const company = await openCompany()
  await settle(company)
  company.service.console.createUser({ userName: BY_HAND, externalId: 'somebody else' })
  await changeEverything(company.staged)
  company.service.log.clear()
  return company
}

/** The service is as the directory, but for what was there by hand, which is untouched. */
async function expectNothingLost(company: Company<SimulatorScenario>): Promise<void> {
  const byHand = company.service.model.user(BY_HAND)
  expect(byHand.attributes).toMatchObject({ externalId: 'somebody else', active: true })
  expect(byHand.pendingSince).toBeNull()
  company.service.console.purge(BY_HAND)
  await company.expectServiceAsDirectory()
}

const DAMAGES: readonly { readonly title: string; readonly damage: (file: string) => void }[] = [
  { title: 'is missing', damage: (file) => rmSync(file) },
  { title: 'is empty', damage: (file) => truncateSync(file) },
  { title: 'is cut in half', damage: (file) => truncateSync(file, Math.floor(readFileSync(file).length / 2)) },
  { title: 'is no database', damage: (file) => writeFileSync(file, 'this is no database\n'.repeat(1000)) },
  { title: 'has lost its first page', damage: (file) => overwrite(file, 0, 4096) },
  { title: 'has lost a page in the middle', damage: (file) => overwrite(file, 8192, 4096) },
  {
    title: 'has a row that no run ever wrote',
    damage: (file) => {
      const db = new DatabaseSync(file)
      db.exec(`UPDATE known SET resource = '{"userName":' WHERE kind = 'user'`)
      db.close()
    }
  },
  {
    title: 'is a folder',
    damage: (file) => {
      rmSync(file)
      mkdirSync(file)
    }
  },
  {
    title: 'has no tables',
    damage: (file) => {
      rmSync(file)
      new DatabaseSync(file).close()
    }
  }
]

function overwrite(file: string, at: number, length: number): void {
  const bytes = readFileSync(file)
  bytes.fill(0xa5, at, at + length)
  writeFileSync(file, bytes)
}

describe('a state.db that', () => {
  test.each(DAMAGES)('$title: the backup takes over, and all goes on', async ({ damage }) => {
    const company = await changedCompany()
    const { folder } = company.product
    damage(folder.database)
    const before = contentsOf(folder.path)
    const plan = await company.product.run({ mode: 'dry-run' })
    expect(plan.exitCode).toBe(0)
    expect(contentsOf(folder.path), 'a plan mends nothing').toEqual(before)

    const outcome = await company.product.run()
    expect(outcome, JSON.stringify(outcome.problems)).toMatchObject({ exitCode: 0 })
    expect(codesOf(outcome)).toContain('state.restored_from_backup')
    const lists = company.service.log.reads().filter(({ path }) => path === '/Users' || path === '/Groups')
    expect(lists.length, 'the service was read whole').toBeGreaterThan(1)
    await expectNothingLost(company)
    expect(codesOf(await company.product.run())).toEqual([])
  })

  test.each(DAMAGES.filter(({ title }) => title !== 'is missing'))(
    '$title, with backups no better: rebuilt from the service, which is said loudly',
    async ({ damage }) => {
      const company = await changedCompany()
      const { folder } = company.product
      for (let number = 1; number <= BACKUPS_KEPT; number++) rmSync(backupFile(folder, number), { force: true })
      writeFileSync(backupFile(folder, 1), 'no backup')
      damage(folder.database)
      const outcome = await company.product.run()
      expect(codesOf(outcome)).toContain('state.rebuilt_from_service')
      // Whether ken was blocked at the service on purpose can't be told any more: that he is enabled waits for an approval.
      expect(outcome, JSON.stringify(outcome.problems)).toMatchObject({ exitCode: 4, counts: { users: { held: 1 } } })
      // Whoever has left the directory can't be told from others' objects any more: listed, and left alone.
      expect(outcome.problems).toContainEqual(expect.objectContaining({ code: 'plan.orphans' }))
      const jiro = company.service.model.user('jiro@example.jp')
      expect({ active: jiro.attributes['active'], pending: jiro.pendingSince }).toEqual({ active: true, pending: null })
      expect(outcome.counts.users.delete).toBe(0)
      const kept = readdirSync(folder.state).filter((name) => name.includes('damaged'))
      expect(kept.length, 'what was there is kept').toBeGreaterThan(0)

      company.service.console.purge('jiro@example.jp')
      for (const group of company.service.model.groups.live.all())
        if (group.attributes['displayName'] === '橋渡し') company.service.console.deleteGroup(group.id)
      const approved = await company.product.run({ approve: outcome.heldId })
      expect(approved, JSON.stringify([outcome.heldId, approved.problems])).toMatchObject({ exitCode: 0 })
      await expectNothingLost(company)
      expect(codesOf(await company.product.run())).toEqual([])
    }
  )

  test('is of a newer version: exit 8, nothing is written anywhere', async () => {
    const company = await changedCompany()
    const { folder } = company.product
    const db = new DatabaseSync(folder.database)
    db.exec('PRAGMA user_version = 99; PRAGMA wal_checkpoint(TRUNCATE)')
    db.close()
    const before = contentsOf(folder.path)
    const outcome = await company.product.run()
    expect({ exitCode: outcome.exitCode, codes: codesOf(outcome) }).toEqual({ exitCode: 8, codes: ['state.newer'] })
    expect(company.service.log.total).toBe(0)
    expect(contentsOf(folder.path)).toEqual(before)
  })

  test('an approval does not outlive the state that it was given on', async () => {
    const company = await openCompany({
      product: { more: 'safety:\n  users: { delete: { floor: 0, percent: 0, max: 0 } }' }
    })
    expect(await company.product.run()).toMatchObject({ exitCode: 0 })
    await company.staged.remove('jiro')
    const held = await company.product.run()
    expect(held).toMatchObject({ exitCode: 4, counts: { users: { held: 1 } } })
    const decided = await company.json('approve', held.heldId ?? '')
    expect(decided).toMatchObject({ exitCode: 0 })
    // The backup as it might have been made right after the approval.
    copyFileSync(company.product.folder.database, backupFile(company.product.folder, 1))
    writeFileSync(company.product.folder.database, 'damaged')
    const outcome = await company.product.run()
    expect(codesOf(outcome)).toContain('state.restored_from_backup')
    expect(outcome).toMatchObject({ exitCode: 4, counts: { users: { held: 1, delete: 0 } } })
  })
})

describe.runIf(canMount)('a data folder', () => {
  async function companyOnSmallDisk(): Promise<{ company: Company<SimulatorScenario>; disk: SmallDisk }> {
    const company = await openCompany()
    const disk = new SmallDisk(company.product.folder.path)
    await settle(company)
    await changeEverything(company.staged)
    company.service.log.clear()
    return { company, disk }
  }

  test.each([0, 4, 12, 24, 48, 96, 160, 240])(
    'with %i KB left: exit 8 or done, and nothing is lost',
    async (kilobytes) => {
      const { company, disk } = await companyOnSmallDisk()
      disk.leave(kilobytes * 1024)
      const outcome = await company.product.run()
      if (outcome.exitCode !== 0) {
        expect(outcome.exitCode).toBe(8)
        expect(['state.not_writable', 'state.write_failed']).toEqual(expect.arrayContaining(codesOf(outcome)))
      }
      disk.empty()
      const next = await company.product.run()
      expect(next, JSON.stringify(next.problems)).toMatchObject({ exitCode: 0 })
      await company.expectServiceAsDirectory()
      const made = company.service.log.writes().filter(({ method, status }) => method === 'POST' && status === 201)
      expect(made.length, 'three users and a group, each once').toBe(4)
    }
  )

  test('that can’t be written: exit 8, the service is not asked', async () => {
    const { company, disk } = await companyOnSmallDisk()
    disk.readOnly(true)
    const outcome = await company.product.run()
    expect({ exitCode: outcome.exitCode, codes: codesOf(outcome) }).toEqual({
      exitCode: 8,
      codes: ['state.not_writable']
    })
    expect(company.service.log.total).toBe(0)
    expect(await company.product.run({ mode: 'dry-run' }), 'a plan needs no writing').toMatchObject({ exitCode: 0 })
    disk.readOnly(false)
    expect(await company.product.run()).toMatchObject({ exitCode: 0 })
    await company.expectServiceAsDirectory()
  })
})

describe('a state of another', () => {
  test('service: exit 8 and nothing is sent, until --confirm', async () => {
    const company = await changedCompany()
    const other = await startIijId({ seed: 99 })
    onTestFinished(() => other.close())
    company.product.reconfigure({ service: other })
    const outcome = await company.product.run()
    expect({ exitCode: outcome.exitCode, codes: codesOf(outcome) }).toEqual({
      exitCode: 8,
      codes: ['state.other_service']
    })
    expect(outcome.problems[0]).toMatchObject({ expected: company.service.baseUrl, found: other.baseUrl })
    expect(other.log.total).toBe(0)
    // All is missing there: the guard for a shrunken service holds it, whoever confirmed.
    const confirmed = await company.product.run({ confirm: true })
    expect(confirmed.exitCode).not.toBe(8)
    expect(other.model.jobs.filter(({ action }) => action.startsWith('DELETE'))).toEqual([])
  })

  test('domain: exit 8 and nothing is sent, until --confirm', async () => {
    const company = await changedCompany()
    const other = await startSimulatorScenario()
    onTestFinished(() => other.close())
    const root = other.directory.store.get(other.baseDn)
    other.directory.store.byGuid.delete(root.guid)
    Object.assign(root, { guid: '11111111-2222-3333-4444-555555555555' })
    other.directory.store.byGuid.set(root.guid, root)
    const base = await other.addOu('company')
    company.product.reconfigure({ directory: other.connection, baseDn: base })
    for (let run = 0; run < 2; run++) {
      const outcome = await company.product.run()
      expect({ exitCode: outcome.exitCode, codes: codesOf(outcome) }).toEqual({
        exitCode: 8,
        codes: ['state.other_domain']
      })
    }
    expect(company.service.log.total).toBe(0)
    const confirmed = await company.product.run({ confirm: true })
    expect(confirmed, 'the guards hold as ever').toMatchObject({ exitCode: 4, counts: { users: { delete: 0 } } })
    expect(company.service.writes()).toEqual([])
  })
})

test('without state and backups it is a first run, which takes over what has its externalId', async () => {
  const company = await changedCompany()
  rmSync(company.product.folder.path, { recursive: true })
  expect(existsSync(company.product.folder.path)).toBe(false)
  const outcome = await company.product.run()
  expect(codesOf(outcome).filter((code) => code.startsWith('state.'))).toEqual([])
  expect(outcome, JSON.stringify(outcome.problems)).toMatchObject({
    exitCode: 4,
    counts: { users: { delete: 0, held: 1 } }
  })
  expect(outcome.counts.users.adopt).toBeGreaterThan(0)
})
