import { spawn } from 'node:child_process'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import { stringify } from 'yaml'
import { z } from 'zod'
import { type SimulatorScenario, startSimulatorScenario } from '../support/directory/simulator-scenario.ts'
import { type IijId, startIijId } from '../support/service/iij-id.ts'
import type { IijIdOptions } from '../support/service/options.ts'

const MAIN = join(import.meta.dirname, '..', '..', 'src', 'main.ts')

export interface Ended {
  readonly exitCode: number | null
  readonly stdout: string
  readonly stderr: string
}

export interface Started {
  readonly pid: number
  kill(signal: NodeJS.Signals): void
  readonly ended: Promise<Ended>
}

/** A company's directory, its contract at the service, and the program installed between them: all real processes and sockets on loopback. */
export interface Installation {
  readonly directory: SimulatorScenario
  readonly service: IijId
  readonly config: string
  readonly data: string
  /** TMPDIR and HOME of the program. */
  readonly temporary: string
  readonly home: string
  configure(more: Settings): Promise<void>
  start(args: readonly string[], env?: Record<string, string>): Started
  run(...args: readonly string[]): Promise<Ended>
  /** Runs with `--json` and reads the one document. */
  json(...args: readonly string[]): Promise<JsonDocument>
}

export type JsonDocument = z.infer<typeof AnyDocument>
const AnyDocument = z.looseObject({
  command: z.string(),
  exitCode: z.number(),
  problems: z.array(z.looseObject({ code: z.string(), message: z.string(), remedy: z.string() }))
})

export interface Settings {
  readonly ldap?: object
  readonly server?: object
  readonly scim?: object
  readonly rest?: object
}

export async function install(serviceOptions: IijIdOptions = {}): Promise<Installation> {
  const directory = await startSimulatorScenario()
  onTestFinished(() => directory.close())
  const service = await startIijId(serviceOptions)
  onTestFinished(() => service.close())
  const folder = await mkdtemp(join(tmpdir(), 'dirsync-cli-'))
  onTestFinished(() => rm(folder, { recursive: true, force: true }))
  const [config, data, temporary, home] = ['config.yml', 'data', 'tmp', 'home'].map((name) => join(folder, name)) as [
    string,
    string,
    string,
    string
  ]
  await Promise.all([mkdir(temporary), mkdir(home)])
  const configure = (more: Settings) =>
    writeFile(config, stringify(configuration(directory, service, more)), { mode: 0o600 })
  await configure({})
  const start: Installation['start'] = (args, env = {}) =>
    startProgram(args, {
      PATH: process.env['PATH'] ?? '',
      TMPDIR: temporary,
      HOME: home,
      LANG: 'en_US.UTF-8',
      DIRSYNC_CONFIG: config,
      DIRSYNC_DATA: data,
      DIRSYNC_TOKEN: service.token,
      DIRSYNC_LDAP_PASSWORD: directory.connection.password,
      ...env
    })
  const run = (...args: readonly string[]) => start(args).ended
  return {
    directory,
    service,
    config,
    data,
    temporary,
    home,
    configure,
    start,
    run,
    json: async (...args) => parseJson(await run(...args, '--json'))
  }
}

/** The one document on standard output. */
export function parseJson({ stdout, stderr }: Ended): JsonDocument {
  try {
    return AnyDocument.parse(JSON.parse(stdout))
  } catch (error) {
    throw new Error(`not one JSON document: ${stdout.slice(0, 2000)}\n${stderr}`, { cause: error })
  }
}

/** Runs the program with an environment of its own. */
export function startProgram(args: readonly string[], env: Record<string, string>): Started {
  const child = spawn(process.execPath, [MAIN, ...args], { env, stdio: ['ignore', 'pipe', 'pipe'] })
  let [stdout, stderr] = ['', '']
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    stdout += text
  })
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    stderr += text
  })
  const ended = new Promise<Ended>((resolve, reject) => {
    child.once('error', reject)
    child.once('close', (exitCode) => resolve({ exitCode, stdout, stderr }))
  })
  return { pid: child.pid ?? 0, kill: (signal) => void child.kill(signal), ended }
}

function configuration({ connection, baseDn }: SimulatorScenario, { baseUrl }: IijId, more: Settings): object {
  return {
    ad: {
      ldap: {
        server: {
          addresses: [connection.host],
          port: connection.ldapsPort,
          encryption: 'ldaps',
          user: connection.user,
          ca_file: connection.caFile,
          ...more.server
        },
        base_dn: baseDn,
        filter: { user: '!(sAMAccountName=svc-sync)' },
        ...more.ldap
      }
    },
    iid: {
      scim: {
        base_url: baseUrl,
        requests_per_second: 10_000,
        attribute: {
          user: {
            ad_bind: {
              externalId: 'objectGUID',
              userName: 'mail',
              name: { familyName: 'sn', givenName: 'givenName' },
              emails: [{ value: 'mail' }],
              title: 'title',
              department: 'department'
            }
          },
          group: { ad_bind: { externalId: 'objectGUID', displayName: 'cn' } }
        },
        ...more.scim
      }
    },
    ...more.rest
  }
}
