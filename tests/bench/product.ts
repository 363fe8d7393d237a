import { randomBytes } from 'node:crypto'
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { stringify } from 'yaml'
import { z } from 'zod'
import { SUFFIX } from './company.ts'
import { type Measured, measured } from './measure.ts'
import { BIND_DN, BIND_PASSWORD } from './slapd.ts'

export const ROOT = join(import.meta.dirname, '..', '..')
export const MAIL_DOMAIN = 'example.com'

/** What the configuration below makes the product read of a user and of a group: the floor reads the same. */
export const USER_ATTRIBUTES = [
  ...['objectGUID', 'sAMAccountName', 'userAccountControl'],
  ...['mail', 'sn', 'givenName', 'title', 'department', 'telephoneNumber']
]
export const GROUP_ATTRIBUTES = ['objectGUID', 'sAMAccountName', 'cn', 'member']
export const USERS = '(&(sAMAccountType=805306368)(!(isCriticalSystemObject=TRUE)))'
export const GROUPS = '(&(objectCategory=group)(!(isCriticalSystemObject=TRUE)))'

const Counts = z.object({
  create: z.number(),
  update: z.number(),
  delete: z.number(),
  unchanged: z.number(),
  failed: z.number(),
  held: z.number()
})
const Outcome = z.object({
  exitCode: z.number(),
  counts: z.object({ users: Counts, groups: Counts, memberships: z.object({ add: z.number(), remove: z.number() }) }),
  problems: z.array(z.object({ message: z.string(), remedy: z.string() }))
})
export type Outcome = z.infer<typeof Outcome>

/** One installation of the product, as it is shipped (one bundle on plain Node): a configuration and a data folder, at first without state. */
export class Product {
  readonly #folder: string
  readonly #program: string
  readonly #signal: AbortSignal
  readonly #env: NodeJS.ProcessEnv

  constructor(at: {
    program: string
    folder: string
    ldapPort: number
    baseUrl: string
    token: string
    signal: AbortSignal
  }) {
    this.#folder = at.folder
    this.#program = at.program
    this.#signal = at.signal
    this.#env = { DIRSYNC_LDAP_PASSWORD: BIND_PASSWORD, DIRSYNC_TOKEN: at.token }
    mkdirSync(join(at.folder, 'data'), { recursive: true, mode: 0o700 })
    writeFileSync(join(at.folder, 'config.yml'), stringify(configuration(at.ldapPort, at.baseUrl)), { mode: 0o600 })
  }

  async run(...command: string[]): Promise<{ measured: Measured; outcome: Outcome }> {
    const places = ['--config', join(this.#folder, 'config.yml'), '--data', join(this.#folder, 'data')]
    const result = await measured([process.execPath, this.#program, ...command, ...places, '--json', '--lang', 'en'], {
      folder: this.#folder,
      env: this.#env,
      keepStdout: true,
      signal: this.#signal
    })
    const outcome = Outcome.safeParse(parseJson(result.stdout))
    if (result.exitCode !== 0 || !outcome.success) {
      const said = outcome.data?.problems.map(({ message, remedy }) => `${message} ${remedy}`).slice(0, 5) ?? [
        result.stdout.slice(0, 2000)
      ]
      throw new Error(
        [`dirsync ${command.join(' ')} ended with ${result.exitCode}`, ...said, result.stderr.slice(-2000)].join('\n')
      )
    }
    return { measured: result, outcome: outcome.data }
  }
}

export function newToken(): string {
  return randomBytes(24).toString('base64url')
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}

/** The product's defaults but for its courtesy to the service (10 requests a second) and the limits that a whole company's changes exceed. */
function configuration(ldapPort: number, baseUrl: string): unknown {
  return {
    ad: {
      ldap: {
        server: { addresses: ['127.0.0.1'], port: ldapPort, user: BIND_DN, encryption: 'none' },
        base_dn: SUFFIX
      }
    },
    iid: {
      scim: {
        base_url: baseUrl,
        requests_per_second: 1_000_000,
        attribute: {
          user: {
            default: {
              preferredLanguage: 'ja-JP',
              timezone: 'Asia/Tokyo',
              emails: [{ primary: true }],
              phoneNumbers: [{ type: 'work' }]
            },
            ad_bind: {
              externalId: 'objectGUID',
              userName: 'mail',
              name: { familyName: 'sn', givenName: 'givenName' },
              emails: [{ value: 'mail' }],
              title: 'title',
              department: 'department',
              phoneNumbers: [{ value: { from: 'telephoneNumber', convert: [{ phone: { country: 'JP' } }] } }],
              active: 'userAccountControl'
            }
          },
          group: { ad_bind: { externalId: 'objectGUID', displayName: 'cn' } }
        }
      }
    },
    safety: {
      users: { create: 'off', delete: 'off' },
      memberships: { remove: 'off' }
    }
  }
}
