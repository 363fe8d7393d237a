import { spawn } from 'node:child_process'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, vi } from 'vitest'
import { stringify } from 'yaml'
import { z } from 'zod'
import { DOCUMENTS, HEAD } from '../../src/report/json-documents.ts'
import { type SimulatorScenario, startSimulatorScenario } from '../support/directory/simulator-scenario.ts'
import { type IijId, startIijId } from '../support/service/iij-id.ts'
import type { IijIdOptions } from '../support/service/options.ts'

const ROOT = join(import.meta.dirname, '..', '..')
const MAIN = join(ROOT, 'src', 'main.ts')
/** Types are stripped and code is compiled once for all of the many processes. */
const COMPILED = join(ROOT, 'build', 'cache', 'compiled')

// Every step is a process of its own, and a machine may have other things to do.
vi.setConfig({ testTimeout: 180_000 })

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
  /** Adds users `user1@example.jp` and so on. @returns their DNs. */
  addUsers(count: number): Promise<string[]>
  /** Runs with `--json` and reads the one document. */
  json(...args: readonly string[]): Promise<JsonDocument>
}

/** Any document, as loosely as a script would read it; that it keeps to its schema is checked when it is read. */
export type JsonDocument = z.infer<typeof AnyDocument>
const ObjectCounts = z.looseObject({
  create: z.number(),
  update: z.number(),
  unchanged: z.number(),
  failed: z.number(),
  held: z.number()
})
const AnyDocument = z.looseObject({
  command: z.string(),
  exitCode: z.number(),
  problems: z.array(z.looseObject({ code: z.string(), severity: z.string(), message: z.string(), remedy: z.string() })),
  planId: z.string().nullish(),
  heldId: z.string().nullish(),
  counts: z
    .looseObject({
      users: ObjectCounts.extend({ disable: z.number() }),
      groups: ObjectCounts,
      memberships: z.looseObject({ add: z.number(), remove: z.number() })
    })
    .optional(),
  operations: z
    .array(
      z.looseObject({
        action: z.string(),
        name: z.string(),
        dn: z.string(),
        result: z.looseObject({ status: z.string() })
      })
    )
    .optional()
})

export interface Settings {
  readonly ldap?: object
  readonly server?: object
  readonly scim?: object
  readonly rest?: object
}

/** How the program is started: from its sources, or as it was built. */
export interface Program {
  readonly command: readonly [string, ...string[]]
  readonly env: Readonly<Record<string, string>>
}
export const FROM_SOURCE: Program = { command: [process.execPath, MAIN], env: { NODE_COMPILE_CACHE: COMPILED } }

export async function install(serviceOptions: IijIdOptions = {}, program = FROM_SOURCE): Promise<Installation> {
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
  const secrets = [service.token, directory.connection.password]
  onTestFinished(() => expectNoSecret(secrets, ...writtenBelow(data, temporary, home)))
  const start: Installation['start'] = (args, env = {}) => {
    const started = startProgram(
      args,
      {
        PATH: process.env['PATH'] ?? '',
        TMPDIR: temporary,
        HOME: home,
        LANG: 'en_US.UTF-8',
        DIRSYNC_CONFIG: config,
        DIRSYNC_DATA: data,
        DIRSYNC_TOKEN: service.token,
        DIRSYNC_LDAP_PASSWORD: directory.connection.password,
        ...env
      },
      program
    )
    const ended = started.ended.then((end) => {
      expectNoSecret(secrets, end.stdout, end.stderr)
      return end
    })
    return { ...started, ended }
  }
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
    addUsers: (count) =>
      Promise.all(
        Array.from({ length: count }, (_, index) =>
          directory.addUser({
            cn: `山田 ${index + 1}`,
            mail: `user${index + 1}@example.jp`,
            sn: '山田',
            department: '営業部'
          })
        )
      ),
    json: async (...args) => parseJson(await run(...args, '--json'))
  }
}

/** Of whatever a test makes the program print or write, nothing may hold a secret; only its own store does. */
function expectNoSecret(secrets: readonly string[], ...texts: readonly string[]): void {
  const showing = texts.filter((text) => secrets.some((secret) => text.includes(secret))).length
  expect(showing, 'outputs and files that hold a secret').toBe(0)
}

function writtenBelow(...folders: readonly string[]): string[] {
  return folders
    .filter((folder) => existsSync(folder))
    .flatMap((folder) => readdirSync(folder, { recursive: true, withFileTypes: true }))
    .filter((entry) => entry.isFile() && !entry.parentPath.endsWith('secrets'))
    .map((entry) => readFileSync(join(entry.parentPath, entry.name), 'latin1'))
}

/** The one document on standard output: pure ASCII, true to the schema that is published for its command, and of the process's exit code. */
export function parseJson({ stdout, stderr, exitCode }: Ended): JsonDocument {
  let value: unknown
  try {
    value = JSON.parse(stdout)
  } catch (error) {
    throw new Error(`not one JSON document: ${stdout.slice(0, 2000)}\n${stderr}`, { cause: error })
  }
  expect(stdout).toMatch(/^[\x20-\x7e]*\n$/)
  const document = AnyDocument.parse(value)
  expect(document.exitCode).toBe(exitCode)
  expect(
    Object.entries(DOCUMENTS)
      .find(([command]) => command === document.command)?.[1]
      .parse(value) ?? HEAD.parse(value)
  ).toEqual(value)
  return document
}

/** Runs the program with an environment of its own. */
export function startProgram(args: readonly string[], env: Record<string, string>, program = FROM_SOURCE): Started {
  const [command, ...first] = program.command
  const child = spawn(command, [...first, ...args], {
    env: { ...program.env, ...env },
    stdio: ['ignore', 'pipe', 'pipe']
  })
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
