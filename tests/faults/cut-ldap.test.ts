import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { parseConfig } from '../../src/config/load-config.ts'
import type { Outcome } from '../../src/report/outcome.ts'
import { StagedDirectory } from '../scenarios/staged-directory.ts'
import type { Fault } from '../support/directory/directory.ts'
import type { LoggedSearch } from '../support/directory/log.ts'
import type { SimulatorScenario } from '../support/directory/simulator-scenario.ts'
import { sambaAvailable } from '../support/samba/available.ts'
import { type SambaScenario, startSambaScenario } from '../support/samba/samba-scenario.ts'
import type { TestDirectory } from '../support/scenario-directory.ts'
import { type Company, changeEverything, codesOf, openCompany, openCompanyOn, settle, stageCompany } from './company.ts'

/** No limits hold anything here: only the doubt keeps these runs from deleting half of the company. */
async function expectDoubt(company: Company<TestDirectory>): Promise<Outcome> {
  company.service.log.clear()
  const outcome = await company.product.run()
  expect({ exitCode: outcome.exitCode, asked: company.service.log.total }, codesOf(outcome).join()).toEqual({
    exitCode: 5,
    asked: 0
  })
  expect(codesOf(outcome).every((code) => code.startsWith('directory.'))).toBe(true)
  return outcome
}

async function expectRecovery(company: Company<TestDirectory>): Promise<void> {
  const outcome = await company.product.run()
  expect(outcome, JSON.stringify(outcome.problems)).toMatchObject({ exitCode: 0 })
  await company.expectServiceAsDirectory()
}

describe.runIf(sambaAvailable() === true)('the stream of a real domain controller', { timeout: 180_000 }, () => {
  const OFFSETS = 110
  let directory: SambaScenario
  let staged: StagedDirectory
  beforeAll(async () => {
    directory = await startSambaScenario()
    staged = new StagedDirectory(directory)
    await stageCompany(staged)
  }, 120_000)
  afterAll(() => directory.close())

  test(`cut at ${OFFSETS} offsets of the read: always exit 5, the service is not even asked`, async () => {
    const company = await openCompanyOn(directory, staged, { product: { ldap: pagesOf(3) } })
    await settle(company)
    await changeEverything(staged)
    const before = directory.proxy.bytesSent
    expect(await company.product.run({ mode: 'dry-run' })).toMatchObject({ exitCode: 0 })
    const whole = directory.proxy.bytesSent - before

    const codes = new Set<string>()
    for (let cut = 0; cut < OFFSETS; cut++) {
      // From the first byte to the one before the last: that one ends the result of the last search.
      directory.proxy.setFault({ kind: 'cut', afterBytes: Math.floor((cut * (whole - 1)) / (OFFSETS - 1)) })
      for (const code of codesOf(await expectDoubt(company))) codes.add(code)
    }
    expect([...codes]).toEqual(['directory.connection_lost'])
    directory.proxy.setFault(null)
    await expectRecovery(company)
  })

  test('silent in the middle: the run ends by itself', async () => {
    const company = await openCompanyOn(directory, staged, { product: { server: 'timeout: 1' } })
    const before = directory.proxy.bytesSent
    await company.product.run({ mode: 'dry-run' })
    const afterBytes = Math.floor((directory.proxy.bytesSent - before) / 2)
    directory.proxy.setFault({ kind: 'stall', afterBytes })
    expect(codesOf(await expectDoubt(company))).toEqual(['directory.timed_out'])
    directory.proxy.setFault(null)
  })
})

function pagesOf(size: number): string {
  return `page_size: ${size}
    filter:
      user: '!(employeeType=対象外)'
      group: '!(description=対象外)'`
}

const users = (search: LoggedSearch) => search.filter.includes('samaccounttype')
const groups = (search: LoggedSearch) => search.filter.includes('objectcategory')
/** Of objects that the read did not return; and whether the account sees Deleted Objects at all. */
const lookUps = (search: LoggedSearch) => search.base.startsWith('<GUID=')
const probe = (search: LoggedSearch) => search.base.startsWith('CN=Deleted Objects')

async function changedCompany(): Promise<Company<SimulatorScenario>> {
  const company = await openCompany({ product: { ldap: pagesOf(3), server: 'timeout: 1' } })
  await settle(company)
  await changeEverything(company.staged)
  return company
}

describe('a simulated controller that', () => {
  const everywhere = (fault: Fault): Fault[] => [
    { ...fault, search: users },
    { ...fault, search: users, page: 2 },
    { ...fault, search: groups },
    { ...fault, search: groups, page: 2 },
    // Who is deleted is not seen by this account: the look-up has no entry after which it could be cut.
    ...(fault.afterEntries === 1 ? [] : [{ ...fault, search: lookUps }]),
    // To the probe an answer of 50 says that the account may not see them, which is no doubt; and it has no entries.
    ...((fault.do === 'answer' && fault.code === 50) || fault.afterEntries === 1 ? [] : [{ ...fault, search: probe }])
  ]
  const KINDS: readonly { readonly title: string; readonly fault: Fault; readonly codes: readonly string[] }[] = [
    { title: 'drops the connection', fault: { do: 'cut' }, codes: ['directory.connection_lost'] },
    { title: 'drops it after an entry', fault: { do: 'cut', afterEntries: 1 }, codes: ['directory.connection_lost'] },
    { title: 'falls silent', fault: { do: 'stall' }, codes: ['directory.timed_out'] },
    { title: 'sends rubbish', fault: { do: 'garbage' }, codes: ['directory.decode_error'] },
    { title: 'answers nobody’s question', fault: { do: 'wrong_message_id' }, codes: ['directory.decode_error'] },
    ...[1, 2, 3, 4, 8, 10, 11, 12, 50, 51, 52, 53, 80, 118].map((code) => ({
      title: `ends a search with result ${code}`,
      fault: { do: 'answer', code } as const,
      codes: ['directory.search_failed']
    }))
  ]

  test.each(KINDS)('$title, at any search and page', async ({ fault, codes }) => {
    const company = await changedCompany()
    for (const each of everywhere(fault)) {
      company.directory.server.faults.inject(each)
      expect(codesOf(await expectDoubt(company))).toEqual(codes)
      company.directory.server.faults.clear()
    }
    await expectRecovery(company)
  })

  test('leaves out the control of a page', async () => {
    const company = await changedCompany()
    for (const search of [users, groups]) {
      company.directory.server.faults.inject({ do: 'omit_control', search })
      expect(codesOf(await expectDoubt(company))).toEqual(['directory.paging_lost'])
    }
    await expectRecovery(company)
  })

  test('cuts an entry short', async () => {
    const company = await changedCompany()
    for (const search of [users, groups]) {
      company.directory.server.faults.inject({ do: 'truncate_entry', search })
      await expectDoubt(company)
    }
    await expectRecovery(company)
  })

  test.each([
    { kind: 'users', search: users, attribute: 'objectGUID' },
    { kind: 'users', search: users, attribute: 'sAMAccountName' },
    { kind: 'users', search: users, attribute: 'userAccountControl' },
    { kind: 'groups', search: groups, attribute: 'objectGUID' },
    { kind: 'groups', search: groups, attribute: 'sAMAccountName' }
  ])('gives $kind without $attribute', async ({ search, attribute }) => {
    const company = await changedCompany()
    company.directory.server.faults.inject({ do: 'strip', attributes: [attribute], search, page: 2 })
    const outcome = await expectDoubt(company)
    expect(codesOf(outcome)).toEqual(['directory.attribute_missing'])
    expect(outcome.problems[0]).toMatchObject({ attribute })
    await expectRecovery(company)
  })

  /** Nothing on the wire tells these from the truth: the look-up of each missing object does. */
  test.each([
    { do: 'drop_cookie' },
    { do: 'skip_page', page: 2 },
    { do: 'repeat_page', page: 2 },
    { do: 'empty_page', page: 2 }
  ] satisfies Fault[])('%j: nobody is deleted, disabled or put out of a group for it', async (fault) => {
    for (const search of [users, groups]) {
      const company = await openCompany({ product: { ldap: pagesOf(3) } })
      await settle(company)
      company.service.log.clear()
      company.directory.server.faults.inject({ ...fault, search })
      const outcome = await company.product.run()
      expect({ exitCode: outcome.exitCode, writes: company.service.writes() }).toEqual({ exitCode: 0, writes: [] })
    }
  })
})

describe('of two domains', () => {
  /** Two OUs of one directory stand for them: each is read over a connection of its own. */
  function twoDomains(company: Company<SimulatorScenario>, secondPort: number) {
    const { connection } = company.directory
    const domain = (name: string, ou: string, port: number) => `
    - name: ${name}
      server:
        addresses: ['${connection.host}']
        port: ${port}
        user: '${connection.userDn}'
        ca_file: '${connection.caFile}'
      base_dn: '${company.staged.dn(ou)}'`
    const text = company.product.config.replace(
      /\nad:[\s\S]*?\niid:/,
      `\nad:\n  domains:${domain('first', 'sales', connection.port)}${domain('second', 'dev', secondPort)}\niid:`
    )
    const parsed = parseConfig(text, company.config)
    if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems))
    return parsed.value.config
  }

  test.each([
    { title: 'the second can’t be reached', deaf: true, fault: null },
    { title: 'the second ends its search with "busy"', deaf: false, fault: { do: 'answer', code: 51 } },
    { title: 'the second drops the connection', deaf: false, fault: { do: 'cut', afterEntries: 1 } }
  ] satisfies { title: string; deaf: boolean; fault: Fault | null }[])(
    '$title: exit 5, nothing is done',
    async (spoilt) => {
      const company = await openCompany()
      const { port } = company.directory.connection
      expect(await company.product.run({ config: twoDomains(company, port) })).toMatchObject({ exitCode: 0 })
      await company.staged.set('taro', { title: '部長' })
      await company.staged.remove('jiro')
      company.service.log.clear()
      const second = (search: LoggedSearch) => users(search) && search.base === company.staged.dn('dev')
      if (spoilt.fault !== null) company.directory.server.faults.inject({ ...spoilt.fault, search: second })
      const outcome = await company.product.run({ config: twoDomains(company, spoilt.deaf ? 1 : port) })
      expect({ exitCode: outcome.exitCode, asked: company.service.log.total }).toEqual({ exitCode: 5, asked: 0 })
      company.directory.server.faults.clear()
      const sound = await company.product.run({ config: twoDomains(company, port) })
      expect(sound).toMatchObject({ exitCode: 0, counts: { users: { update: 1, delete: 1 } } })
    }
  )
})
