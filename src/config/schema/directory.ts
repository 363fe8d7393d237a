import { z } from 'zod'
import { bindUser, dn, filter, host, onlyDefault, report, text, whole } from './leaves.ts'

/** A page of 500 was the best compromise of round trips and memory for both AD and OpenLDAP; AD gives no more than 1,000. */
export const DEFAULT_PAGE_SIZE = 500

const server = z
  .strictObject({
    addresses: z.array(host).min(1).optional().meta({
      description:
        'Domain controllers (host names or IP addresses) in the order of preference. Left out: found from the base DN.'
    }),
    port: whole(1, 65535)
      .check((context) => {
        if (context.value === 3268 || context.value === 3269)
          report(context, context.value, { code: 'config.malformed', what: 'global_catalog' })
      })
      .optional()
      .meta({
        description: 'LDAP port. Default: 636 with ldaps, else 389. The global catalog (3268, 3269) is refused.'
      }),
    user: bindUser.optional().meta({ description: 'DN (or UPN) to bind as; needed with auth: simple.' }),
    timeout: whole(1, 36000).default(3600).meta({ description: 'Seconds to wait for an answer.' }),
    connect_timeout: whole(1, 600).default(10).meta({ description: 'Seconds to wait for a connection.' }),
    encryption: z
      .enum(['ldaps', 'start_tls', 'none'])
      .optional()
      .meta({ description: 'Default: ldaps on port 636, else start_tls.' }),
    verify_mode: z.boolean().default(true).meta({ description: "Check the domain controller's certificate." }),
    ca_file: text().optional().meta({
      description: "PEM file of certificate authorities; default: the system's. Relative to this file's folder."
    }),
    tls_name: host.optional().meta({ description: 'Name in the certificate, when an address is an IP.' }),
    auth: z
      .enum(['simple', 'kerberos'])
      .default('simple')
      .meta({ description: 'kerberos: bind as the account that runs the program, without a stored password.' })
  })
  .prefault({})
  .meta({ description: 'The connection to the domain controllers.' })

const shape = {
  server,
  base_dn: z
    .union([dn, z.array(dn).min(1)])
    .optional()
    .meta({ description: 'The DN, or a list of DNs, under which users and groups are read.' }),
  filter: z
    .strictObject({
      user: filter.optional().meta({ description: 'LDAP filter for users, with or without outer parentheses.' }),
      group: filter.optional().meta({ description: 'LDAP filter for groups, with or without outer parentheses.' })
    })
    .prefault({})
    .meta({ description: 'Which users and groups are in scope.' }),
  nested_groups: z.enum(['flatten', 'keep', 'ignore']).default('flatten').meta({
    description:
      'Members of nested groups: flatten makes them members, keep sends groups as members, ignore drops them.'
  }),
  page_size: whole(1, 1000).default(DEFAULT_PAGE_SIZE).meta({ description: 'Entries a page.' }),
  delta: z
    .enum(['auto', 'off'])
    .default('auto')
    .meta({ description: 'auto: read only changes where possible (until then everything is read).' }),
  full_every: whole(1, 8760).default(24).meta({ description: 'Hours after which everything is read again.' }),
  cache_disabled: z.boolean().optional().meta({ description: "Of IIJ's tool; has no effect." }),
  search: z
    .strictObject({
      user: z
        .strictObject({ object_class: onlyDefault('User').optional().meta({ description: 'User only.' }) })
        .optional()
        .meta({ description: 'Search of users.' }),
      group: z
        .strictObject({
          object_class: onlyDefault('Group').optional().meta({ description: 'Group only.' }),
          member_attribute: onlyDefault('member').optional().meta({ description: 'member only.' })
        })
        .optional()
        .meta({ description: 'Search of groups.' })
    })
    .optional()
    .meta({ description: "Of IIJ's tool for OpenLDAP; only its defaults are accepted." })
}

const ldap = z.strictObject(shape)
const namedDomain = z.strictObject({
  name: text((name) => (/^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/.test(name) ? null : 'domain_name'))
    .optional()
    .meta({ description: 'Name of the domain in reports, limits and for secret set ldap-password --domain.' }),
  ...shape
})

export type DomainSettings = z.output<typeof namedDomain>

export const directory = z
  .strictObject({
    ldap: ldap.optional().meta({ description: 'The domain.' }),
    domains: z.array(namedDomain).min(1).optional().meta({ description: 'Several domains, in place of ldap.' })
  })
  .prefault({})
  .meta({ description: 'Active Directory.' })
