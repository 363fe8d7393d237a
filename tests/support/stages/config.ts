import type { Config } from '../../../src/config/config.ts'
import { parseConfig } from '../../../src/config/load-config.ts'
import { inWords } from '../../../src/problems/problem.ts'

export const BASE = 'OU=company,DC=example,DC=local'

/** Sections of config.yml beside the usual ones. */
export interface Sections {
  /** In place of the one domain of `ad.ldap`. */
  readonly domains?: string
  /** Under `ad.ldap`. */
  readonly ldap?: string
  /** Under `iid.scim`. */
  readonly scim?: string
  readonly more?: string
}

/** The configuration of a test, read as the product reads it. */
export function testConfig(sections: Sections = {}): Config {
  const parsed = parseConfig(yaml(sections), '/etc/dirsync/config.yml')
  if (!parsed.ok) throw new Error(parsed.problems.map((problem) => inWords(problem, 'en').message).join('\n'))
  return parsed.value.config
}

/** Guards that never trip, for tests of something else. */
export const NO_LIMITS = `
safety:
  users: { create: off, rename: off, disable: off, delete: off }
  groups: { create: off, delete: off }
  memberships: { remove: off }
  group_members: { remove: off }
  source_shrink: 100
  service_shrink: 100
`

function yaml({ domains, ldap = '', scim = '', more = '' }: Sections): string {
  const directory =
    domains === undefined
      ? `
  ldap:
    server: { addresses: [dc.example.local], user: 'CN=svc,DC=example,DC=local' }
    base_dn: '${BASE}'
${indented(ldap, 4)}`
      : `
  domains:
${indented(domains, 4)}`
  return `
ad:${directory}
iid:
  scim:
    base_url: 'http://127.0.0.1:9/scim/v2'
${indented(scim, 4)}
    attribute:
      user:
        ad_bind:
          externalId: objectGUID
          userName: mail
          title: title
          emails:
            - value: mail
      group:
        ad_bind:
          externalId: objectGUID
          displayName: cn
${more}
`
}

function indented(text: string, columns: number): string {
  return text.trim() === ''
    ? ''
    : text
        .split('\n')
        .map((line) => ' '.repeat(columns) + line)
        .join('\n')
}
