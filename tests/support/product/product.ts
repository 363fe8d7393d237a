import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseConfig } from '../../../src/config/load-config.ts'
import { openDirectory } from '../../../src/directory/open-directory.ts'
import { inWords } from '../../../src/problems/problem.ts'
import type { Outcome, RunRequest, World } from '../../../src/run/run.ts'
import { startRun } from '../../../src/run/start.ts'
import { openService } from '../../../src/service/open-service.ts'
import { type DataFolder, dataFolder } from '../../../src/state/data-folder.ts'
import type { DirectoryConnection } from '../scenario-directory.ts'

export interface ProductOptions {
  readonly directory: DirectoryConnection
  readonly baseDn: string
  readonly service: { readonly baseUrl: string; readonly token: string }
  /** Lines of config.yml that come in place of the ones made here, by section. */
  readonly server?: string
  readonly ldap?: string
  readonly scim?: string
  readonly attribute?: string
  readonly more?: string
  readonly now?: () => Date
}

/** The product in this process: a configuration, a data folder of its own, and runs as the command line starts them. */
export interface Product {
  readonly folder: DataFolder
  readonly config: string
  run(request?: Partial<RunRequest>, world?: Partial<World>): Promise<Outcome>
  /** The same data folder under another configuration. */
  reconfigure(change: Partial<ProductOptions>): void
  close(): void
}

export function startProduct(options: ProductOptions): Product {
  let current = options
  const path = mkdtempSync(join(tmpdir(), 'dirsync-product-'))
  const folder = dataFolder(join(path, 'data'))
  return {
    folder,
    get config() {
      return configText(current)
    },
    run(request = {}, world = {}) {
      const parsed = parseConfig(configText(current), join(path, 'config.yml'))
      if (!parsed.ok) throw new Error(parsed.problems.map((problem) => inWords(problem, 'en').message).join('\n'))
      const { config } = parsed.value
      const abort = new AbortController()
      return startRun(
        { config, folder, mode: 'normal', full: false, confirm: false, approve: null, expected: null, ...request },
        {
          now: current.now ?? (() => new Date()),
          secrets: {
            token: () => current.service.token,
            ldapPassword: () => current.directory.password,
            proxyPassword: () => null
          },
          openDirectory: (domain, password) => openDirectory(domain, password, { signal: abort.signal }),
          openService: (scim, token) =>
            openService(scim.scim, { token, proxyPassword: null }, { signal: abort.signal }),
          signal: abort.signal,
          stoppedBy: () => 'signal',
          progress: () => {},
          ...world
        }
      )
    },
    reconfigure(change) {
      current = { ...current, ...change }
    },
    close() {
      rmSync(path, { recursive: true, force: true })
    }
  }
}

export const USUAL_ATTRIBUTES = `
      user:
        default:
          preferredLanguage: 'ja-JP'
          timezone: 'Asia/Tokyo'
          emails:
            - primary: true
        ad_bind:
          externalId: objectGUID
          userName: mail
          name: { familyName: sn, givenName: givenName }
          title: title
          department: department
          emails:
            - value: mail
      group:
        ad_bind:
          externalId: objectGUID
          displayName: cn`

function configText(options: ProductOptions): string {
  const { directory, baseDn, service } = options
  return `
ad:
  ldap:
    server:
      addresses: ['${directory.host}']
      port: ${directory.port}
      user: '${directory.userDn}'
      ca_file: '${directory.caFile}'
      ${options.server ?? ''}
    base_dn: '${baseDn}'
    ${options.ldap ?? ''}
iid:
  scim:
    base_url: '${service.baseUrl}'
    requests_per_second: 5000
    ${options.scim ?? ''}
    attribute:${options.attribute ?? USUAL_ATTRIBUTES}
${options.more ?? ''}
`
}
