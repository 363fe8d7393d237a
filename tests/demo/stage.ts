import { type ChildProcess, spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import process from 'node:process'
import { z } from 'zod'
import type { Language } from '../../src/problems/texts.ts'
import { type SimulatorScenario, startSimulatorScenario } from '../support/directory/simulator-scenario.ts'
import { type IijId, startIijId } from '../support/service/iij-id.ts'
import { Company } from './company.ts'

const MAIN = join(import.meta.dirname, '..', '..', 'src', 'main.ts')
/** Asked to end, a run ends between two requests; one that doesn't is killed. */
const GRACE_MS = 5000

const Status = z.object({ held: z.array(z.object({ heldId: z.string() })) })

/** A company's directory and the service, both on loopback, and the program with a configuration and a data folder of its own. */
export interface Stage {
  readonly directory: SimulatorScenario
  readonly service: IijId
  readonly company: Company
  readonly config: string
  configure(userFilter: string): Promise<void>
  /** Runs the program with the demo's own terminal. @returns its exit code; null when a signal ended it. */
  run(args: readonly string[]): Promise<number | null>
  /** The id of what waits for an approval, as `status` tells it. */
  heldId(): Promise<string>
  /** A fingerprint of every file in the data folder. */
  dataFingerprint(): Promise<string>
}

/** Whatever was started is put on `ending`, and ends with it. */
export async function setStage(ending: AsyncDisposableStack, language: Language): Promise<Stage> {
  const folder = await mkdtemp(join(tmpdir(), 'dirsync-demo-'))
  ending.defer(() => rm(folder, { recursive: true, force: true }))
  const directory = await startSimulatorScenario()
  ending.defer(() => directory.close())
  const service = await startIijId()
  ending.defer(() => service.close())
  const company = new Company(directory)
  await company.found()

  const [config, data, temporary] = [join(folder, 'config.yml'), join(folder, 'data'), join(folder, 'tmp')]
  await mkdir(temporary)
  const environment: NodeJS.ProcessEnv = {
    ...process.env,
    TMPDIR: temporary,
    HOME: temporary,
    // The program starts a dozen times; its source need be compiled only once.
    NODE_COMPILE_CACHE: join(folder, 'compiled'),
    DIRSYNC_CONFIG: config,
    DIRSYNC_DATA: data,
    DIRSYNC_TOKEN: service.token,
    DIRSYNC_LDAP_PASSWORD: directory.connection.password
  }
  const start = (args: readonly string[], output: 'inherit' | 'pipe'): ChildProcess => {
    const child = spawn(process.execPath, [MAIN, ...args, '--lang', language], {
      env: environment,
      stdio: ['ignore', output, 'inherit']
    })
    ending.defer(() => end(child))
    return child
  }
  return {
    directory,
    service,
    company,
    config,
    configure: (userFilter) =>
      writeFile(config, configuration(directory, service, company, userFilter), { mode: 0o600 }),
    run: (args) => exitOf(start(args, 'inherit')),
    async heldId() {
      const child = start(['status', '--json'], 'pipe')
      let json = ''
      child.stdout?.setEncoding('utf8').on('data', (text: string) => {
        json += text
      })
      await exitOf(child)
      const [held] = Status.parse(JSON.parse(json)).held
      if (held === undefined) throw new Error('`dirsync status` knows of nothing that waits for an approval')
      return held.heldId
    },
    async dataFingerprint() {
      const hash = createHash('sha256')
      const entries = await readdir(data, { recursive: true, withFileTypes: true })
      for (const entry of entries.sort((a, b) => (join(a.parentPath, a.name) < join(b.parentPath, b.name) ? -1 : 1))) {
        const path = join(entry.parentPath, entry.name)
        hash.update(`${path}\0`)
        if (entry.isFile()) hash.update(await readFile(path))
      }
      return hash.digest('hex')
    }
  }
}

function exitOf(child: ChildProcess): Promise<number | null> {
  return new Promise((resolve, reject) => {
    child.once('error', reject)
    child.once('close', (code) => resolve(code))
  })
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const ended = new Promise((resolve) => child.once('exit', resolve))
  child.kill('SIGTERM')
  const timer = setTimeout(() => child.kill('SIGKILL'), GRACE_MS)
  await ended
  clearTimeout(timer)
}

/** What an administrator would write, but for the addresses and a rate that suits a service on this machine. */
function configuration(
  { connection, baseDn }: SimulatorScenario,
  service: IijId,
  company: Company,
  userFilter: string
): string {
  return `ad:
  ldap:
    server:
      addresses: [${connection.host}]
      port: ${connection.port}
      user: '${connection.userDn}'
      ca_file: '${connection.caFile}'
    base_dn: '${baseDn}'
    filter:
      user: '${userFilter}'
      group: '${company.scopeFilter}'
iid:
  scim:
    base_url: ${service.baseUrl}
    requests_per_second: 500
    attribute:
      user:
        default:
          preferredLanguage: ja-JP
          timezone: Asia/Tokyo
        ad_bind:
          externalId: objectGUID
          userName: mail
          name: { familyName: sn, givenName: givenName }
          emails:
            - value: mail
          title: title
          department: department
      group:
        ad_bind:
          externalId: objectGUID
          displayName: cn
`
}
