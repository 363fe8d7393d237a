import { createHash } from 'node:crypto'
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Decided } from '../../src/run/decide.ts'
import type { Outcome, RunRequest } from '../../src/run/run.ts'
import type { Clock } from '../../src/service/clock.ts'
import type { ScimService } from '../../src/service/service.ts'
import type { RunningDirectory } from '../support/directory/server.ts'
import type { IijId } from '../support/service/iij-id.ts'
import type { Company } from './company.ts'
import { KillSwitch } from './kill-switch.ts'
import type { ProductCode } from './product-code.ts'
import { configText, type Settings } from './settings.ts'
import { type StateView, viewState } from './state-view.ts'

export interface Surroundings {
  readonly code: ProductCode
  readonly company: Company
  readonly directory: RunningDirectory
  readonly service: IijId
  /** A folder of the history's own. */
  readonly scratch: string
  readonly clock: { now(): Date }
}

export type Ran =
  | { readonly kind: 'ended'; readonly outcome: Outcome; readonly effects: number }
  | { readonly kind: 'killed'; readonly at: string }
  /** A fault of the program: never right. */
  | { readonly kind: 'crashed'; readonly error: unknown }

export interface RunOptions {
  readonly request: Partial<RunRequest>
  readonly killAt: number | null
  /** Given, before it begins, what kills it and what asks it to end. */
  readonly watch: (killSwitch: KillSwitch, stop: () => void) => void
  readonly entry?: (entry: string) => void
}

const SECOND_LOOK_UP_MS = 1

/** One installation of the product: its configuration and its data folder. */
export class Instance {
  readonly name: string
  settings: Settings
  readonly tokenOwner: string
  readonly token: string
  readonly #around: Surroundings
  #folders = 0
  #path: string

  constructor(
    name: string,
    settings: Settings,
    account: { readonly token: string; readonly tokenOwner: string },
    around: Surroundings
  ) {
    this.name = name
    this.settings = settings
    this.token = account.token
    this.tokenOwner = account.tokenOwner
    this.#around = around
    this.#path = this.#newFolder()
    mkdirSync(this.#path)
  }

  view(): StateView {
    return viewState(this.#around.code.dataFolder(this.#path).database, this.#around.scratch)
  }

  /** Of every file of the data folder, with its name. */
  fingerprint(): string {
    const hash = createHash('sha256')
    for (const entry of readdirSync(this.#path, { recursive: true, withFileTypes: true }).sort((a, b) =>
      a.name < b.name ? -1 : 1
    ))
      if (entry.isFile()) hash.update(entry.name).update(readFileSync(join(entry.parentPath, entry.name)))
    return hash.digest('hex')
  }

  decide(id: string, verdict: 'approved' | 'rejected'): Decided | null {
    const { code, clock } = this.#around
    const decided = code.decide(code.dataFolder(this.#path), id, verdict, clock.now())
    return decided.ok ? decided.value : null
  }

  async run(options: RunOptions): Promise<Ran> {
    const { code, clock, company } = this.#around
    const abort = new AbortController()
    const opened: ScimService[] = []
    const heir = this.#newFolder()
    const killSwitch = new KillSwitch(options.killAt, () => {
      cpSync(this.#path, heir, { recursive: true })
      abort.abort()
      for (const service of opened) void service.close()
    })
    options.watch(killSwitch, () => abort.abort())
    const { config } = this.#config()
    code.killBy(killSwitch)
    try {
      const outcome = await code.startRun(
        {
          config,
          folder: code.dataFolder(this.#path),
          mode: 'normal',
          full: false,
          confirm: false,
          approve: null,
          expected: null,
          ...options.request
        },
        {
          now: () => clock.now(),
          secrets: {
            token: () => this.token,
            ldapPassword: () => company.account.password,
            proxyPassword: () => null
          },
          openDirectory: (domain, password) => code.openDirectory(domain, password, { signal: abort.signal }),
          openService: async (scim, token) => {
            const service = await code.openService(
              scim.scim,
              { token, proxyPassword: null },
              { signal: abort.signal, clock: this.#serviceClock(), graceMs: 1000 }
            )
            if (service.ok) opened.push(service.value)
            return service
          },
          signal: abort.signal,
          stoppedBy: () => 'signal',
          progress: () => {},
          secondLookUpMs: SECOND_LOOK_UP_MS,
          ...(options.entry === undefined ? {} : { entry: options.entry })
        }
      )
      if (!killSwitch.dead) return { kind: 'ended', outcome, effects: killSwitch.effects }
    } catch (error) {
      if (!killSwitch.dead) return { kind: 'crashed', error }
    } finally {
      code.killBy(null)
    }
    rmSync(this.#path, { recursive: true, force: true })
    this.#path = heir
    return { kind: 'killed', at: killSwitch.diedAt ?? '' }
  }

  /** Spoils the state as disks and administrators do. */
  damage(how: 'gone' | 'all_gone' | 'cut' | 'garbage'): boolean {
    const folder = this.#around.code.dataFolder(this.#path)
    if (!existsSync(folder.database)) return false
    if (how === 'all_gone') rmSync(folder.state, { recursive: true })
    else for (const suffix of ['-wal', '-shm']) rmSync(folder.database + suffix, { force: true })
    if (how === 'gone') rmSync(folder.database)
    if (how === 'cut') truncateSync(folder.database, 5000)
    if (how === 'garbage') writeFileSync(folder.database, 'no database at all, but a text of some length\n'.repeat(200))
    return true
  }

  #config() {
    const { code, company, directory, service } = this.#around
    const text = configText(this.settings, {
      port: directory.port,
      userDn: company.account.dn,
      baseDns: this.settings.bases.map((base) => company.dnOf(base)),
      scopeGroupDn: company.alive('scope')?.dn ?? 'CN=scope,DC=corp',
      baseUrl: service.baseUrl,
      tokenOwner: this.tokenOwner
    })
    const parsed = code.parseConfig(text, join(this.#around.scratch, 'config.yml'))
    if (!parsed.ok) throw new Error(parsed.problems.map((problem) => code.inWords(problem, 'en').message).join('\n'))
    return parsed.value
  }

  /** Waits take no time: the clock goes on. */
  #serviceClock(): Clock {
    const { clock } = this.#around
    let waitedMs = 0
    return {
      now: () => clock.now().getTime() + waitedMs,
      random: () => 0.5,
      sleep: async (ms, signal) => {
        if (ms <= 0 || signal.aborted) return
        waitedMs += ms
        await new Promise((resolve) => setImmediate(resolve))
      }
    }
  }

  #newFolder(): string {
    return join(this.#around.scratch, `${this.name}-${this.#folders++}`)
  }
}
