import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished } from 'vitest'
import type { Outcome } from '../../src/report/outcome.ts'
import { type Ended, type JsonDocument, parseJson, type Started } from '../cli/installation.ts'
import { comparable } from '../scenarios/compared.ts'
import { ATTRIBUTES, filters, NO_LIMITS } from '../scenarios/config.ts'
import { expectedByDirectory } from '../scenarios/oracle.ts'
import { stage } from '../scenarios/stage.ts'
import { StagedDirectory } from '../scenarios/staged-directory.ts'
import { type SimulatorScenario, startSimulatorScenario } from '../support/directory/simulator-scenario.ts'
import { type Product, type ProductOptions, startProduct } from '../support/product/product.ts'
import type { TestDirectory } from '../support/scenario-directory.ts'
import { asTestService, type Snapshot } from '../support/scenario-service.ts'
import { type IijId, startIijId } from '../support/service/iij-id.ts'
import type { IijIdOptions } from '../support/service/options.ts'
import { bundledProgram, startProgram } from './program.ts'

export interface CompanyOptions {
  readonly service?: IijIdOptions
  readonly product?: Partial<ProductOptions>
}

/**
 * A small company whose directory, service and data folder a test can spoil. The program is to be had both as real processes of the command
 * line and in this process, on the same configuration and data folder.
 */
export class Company<D extends TestDirectory> {
  readonly directory: D
  readonly staged: StagedDirectory
  readonly service: IijId
  readonly product: Product
  readonly #folder: string

  constructor(directory: D, staged: StagedDirectory, service: IijId, product: Product, folder: string) {
    this.directory = directory
    this.staged = staged
    this.service = service
    this.product = product
    this.#folder = folder
  }

  get config(): string {
    return join(this.#folder, 'config.yml')
  }

  /** Folders of the real processes, and nobody else's: whatever they leave behind lies here. */
  get temporary(): string {
    return join(this.#folder, 'tmp')
  }

  get home(): string {
    return join(this.#folder, 'home')
  }

  /** For files of the test itself. */
  file(name: string): string {
    return join(this.#folder, name)
  }

  /** A real process of the command line. */
  async start(args: readonly string[], env: Record<string, string> = {}): Promise<Started> {
    await writeFile(this.config, this.product.config, { mode: 0o600 })
    return startProgram(await bundledProgram(), args, {
      PATH: process.env['PATH'] ?? '',
      TMPDIR: this.temporary,
      HOME: this.home,
      LANG: 'en_US.UTF-8',
      DIRSYNC_CONFIG: this.config,
      DIRSYNC_DATA: this.product.folder.path,
      DIRSYNC_TOKEN: this.service.token,
      DIRSYNC_LDAP_PASSWORD: this.directory.connection.password,
      ...env
    })
  }

  async run(...args: readonly string[]): Promise<Ended> {
    return (await this.start(args)).ended
  }

  /** A real process, and the one document that it prints. */
  async json(...args: readonly string[]): Promise<JsonDocument> {
    return parseJson(await this.run(...args, '--json'))
  }

  snapshot(): Snapshot {
    return asTestService(this.service).snapshot()
  }

  /** Holds the service against the directory, which a client that is not ours reads. */
  async expectServiceAsDirectory(): Promise<void> {
    const expected = await expectedByDirectory(this.directory, { base: this.staged.dn('company'), now: new Date() })
    const { nameOf } = this
    expect(comparable(this.snapshot(), nameOf)).toEqual(comparable(expected, nameOf))
    expect(this.service.bugs).toEqual([])
  }

  nameOf = (externalId: string): string => this.staged.nameOf(externalId)

  async close(): Promise<void> {
    this.product.close()
    await this.service.close()
    await rm(this.#folder, { recursive: true, force: true })
  }
}

/** A company on a simulated directory; it closes with the test. Nothing has been synchronised yet. */
export async function openCompany(options: CompanyOptions = {}): Promise<Company<SimulatorScenario>> {
  const directory = await startSimulatorScenario()
  onTestFinished(() => directory.close())
  const staged = new StagedDirectory(directory)
  await stageCompany(staged)
  return openCompanyOn(directory, staged, options)
}

/** The stage without the user whom the service would refuse: every sound run ends with 0. */
export async function stageCompany(staged: StagedDirectory): Promise<void> {
  await stage(staged)
  await staged.remove('nomail')
}

/** The same on a directory that is there already, and stays. */
export async function openCompanyOn<D extends TestDirectory>(
  directory: D,
  staged: StagedDirectory,
  options: CompanyOptions = {}
): Promise<Company<D>> {
  const service = await startIijId(options.service)
  const folder = await mkdtemp(join(tmpdir(), 'dirsync-company-'))
  await Promise.all([mkdir(join(folder, 'tmp')), mkdir(join(folder, 'home'))])
  const product = startProduct({
    directory: directory.connection,
    baseDn: staged.dn('company').replaceAll("'", "''"),
    service,
    ldap: filters(),
    attribute: ATTRIBUTES,
    more: NO_LIMITS,
    ...options.product
  })
  const company = new Company(directory, staged, service, product, folder)
  onTestFinished(() => company.close())
  return company
}

/** Before the changes: everybody is at the service, and one user has been deleted there and is pending. */
export async function settle(company: Company<TestDirectory>): Promise<void> {
  expect(await company.product.run()).toMatchObject({ exitCode: 0 })
  await company.staged.move('mari', 'outside')
  expect(await company.product.run()).toMatchObject({ exitCode: 0 })
  await company.expectServiceAsDirectory()
}

/** One change of every kind: create, update, rename, disable, enable, delete, restore, members in and out. */
export async function changeEverything(staged: StagedDirectory): Promise<void> {
  await staged.addUser('yuki', 'dev', { cn: '高橋 雪', sn: '高橋', givenName: '雪', mail: 'yuki@example.jp' })
  await staged.addUser('naoki', 'dev', { cn: '伊藤 直樹', sn: '伊藤', givenName: '直樹', mail: 'naoki@example.jp' })
  await staged.set('taro', { title: '部長' })
  await staged.disable('hanako')
  await staged.enable('ken')
  await staged.move('mari', 'dev')
  await staged.remove('jiro')
  await staged.addGroup('project', 'groups', { cn: '新企画', member: ['yuki', 'taro', 'mari'] })
  await staged.addMember('sales staff', 'naoki')
  await staged.removeMember('developers', 'hanako')
  await staged.rename('empty', 'からっぽ')
  await staged.remove('through')
}

export function codesOf(outcome: Pick<Outcome, 'problems'> | JsonDocument): string[] {
  return outcome.problems.map((problem) => problem.code)
}
