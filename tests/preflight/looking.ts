import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import { stringify } from 'yaml'
import { loadConfig } from '../../src/config/load-config.ts'
import type { CheckId } from '../../src/preflight/catalogue.ts'
import { AREAS, type Area, type Check } from '../../src/preflight/check.ts'
import { preflight } from '../../src/preflight/preflight.ts'
import type { Surroundings } from '../../src/preflight/surroundings.ts'
import { dataFolder } from '../../src/state/data-folder.ts'
import type { ServerOptions } from '../support/directory/server.ts'
import { type SimulatorScenario, startSimulatorScenario } from '../support/directory/simulator-scenario.ts'
import { type IijId, startIijId } from '../support/service/iij-id.ts'
import type { IijIdOptions } from '../support/service/options.ts'

export interface Site {
  readonly directory: SimulatorScenario
  readonly service: IijId
  readonly data: string
  readonly configFile: string
  look(how?: Looking): Promise<Looked>
}

export interface Looking {
  readonly areas?: readonly Area[]
  readonly server?: object
  readonly ldap?: object
  readonly scim?: object
  readonly userBind?: object
  readonly password?: string | null
  readonly token?: string | null
  readonly around?: Partial<Surroundings>
}

export interface Looked {
  readonly all: readonly Check[]
  /** The checks of an id; there is at least one. */
  of(id: CheckId): Check[]
  /** The worst status of an id's checks. */
  status(id: CheckId): string
}

/** A directory with a user, a service and an empty data folder. Real servers on loopback. */
export async function site(
  options: { service?: IijIdOptions; directory?: Omit<ServerOptions, 'tls'> } = {}
): Promise<Site> {
  const directory = await startSimulatorScenario(options.directory)
  onTestFinished(() => directory.close())
  const service = await startIijId(options.service)
  onTestFinished(() => service.close())
  const folder = await mkdtemp(join(tmpdir(), 'dirsync-preflight-'))
  onTestFinished(() => rm(folder, { recursive: true, force: true }))
  await directory.addUser({ cn: 'a', mail: 'a@example.jp', sn: 'A' })
  const [configFile, data] = [join(folder, 'config.yml'), join(folder, 'data')]
  const look: Site['look'] = async (how = {}) => {
    await writeFile(configFile, stringify(configuration(directory, service, how)), { mode: 0o600 })
    const password = how.password === undefined ? directory.connection.password : how.password
    const token = how.token === undefined ? service.token : how.token
    const checks = await preflight(new Set(how.areas ?? AREAS), {
      configFile,
      config: loadConfig(configFile),
      secrets: { ok: true, value: { token: () => token, ldapPassword: () => password, proxyPassword: () => null } },
      tokenExpires: null,
      env: {},
      environmentProblems: [],
      folder: dataFolder(data),
      now: () => new Date(),
      freeBytes: () => 5e9,
      signal: new AbortController().signal,
      ...how.around
    })
    return looked(checks)
  }
  return { directory, service, data, configFile, look }
}

const WORST_FIRST = ['fail', 'warn', 'skip', 'pass']

function looked(all: readonly Check[]): Looked {
  const of = (id: CheckId) => {
    const found = all.filter((check) => check.id === id)
    if (found.length === 0) throw new Error(`no ${id} among ${all.map((check) => check.id).join(', ')}`)
    return found
  }
  const status = (id: CheckId) => WORST_FIRST.find((each) => of(id).some((check) => check.status === each)) ?? ''
  return { all, of, status }
}

function configuration({ connection, baseDn }: SimulatorScenario, { baseUrl }: IijId, how: Looking): object {
  return {
    ad: {
      ldap: {
        server: {
          addresses: [connection.host],
          port: connection.ldapsPort,
          encryption: 'ldaps',
          user: connection.user,
          ca_file: connection.caFile,
          connect_timeout: 3,
          ...how.server
        },
        base_dn: baseDn,
        filter: { user: '!(sAMAccountName=svc-sync)' },
        ...how.ldap
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
              emails: [{ value: 'mail' }],
              ...how.userBind
            }
          },
          group: { ad_bind: { externalId: 'objectGUID', displayName: 'cn' } }
        },
        ...how.scim
      }
    }
  }
}
