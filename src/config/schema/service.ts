import { z } from 'zod'
import { attribute } from './attributes.ts'
import { host, number, serviceUrl, text, whole } from './leaves.ts'

export const DEFAULT_BASE_URL = 'https://scim.auth.iij.jp/scim/v2'

const proxy = z
  .strictObject({
    use: z.boolean().optional().meta({ description: 'Whether to go through the proxy.' }),
    address: host.optional().meta({ description: 'Host name or IP address of the proxy.' }),
    port: whole(1, 65535).optional().meta({ description: 'Port of the proxy.' }),
    user: text()
      .optional()
      .meta({ description: 'User for Basic authentication; its password: dirsync secret set proxy-password.' })
  })
  .prefault({})
  .meta({ description: 'HTTP proxy.' })

const scim = z
  .strictObject({
    base_url: serviceUrl
      .default(DEFAULT_BASE_URL)
      .meta({ description: 'Where the SCIM service is: https, or http to this host.' }),
    profile: z
      .enum(['iij-id', 'generic'])
      .default('iij-id')
      .meta({ description: 'iij-id, or generic for another SCIM service.' }),
    token_owner: text().optional().meta({
      description: "userName of the token's owner, who is never disabled or deleted. Default: learnt from the service."
    }),
    adopt: z
      .strictObject({
        by_external_id: z
          .enum(['auto', 'plan', 'never'])
          .default('auto')
          .meta({ description: 'Objects at the service with the same externalId.' }),
        by_name: z
          .enum(['plan', 'never'])
          .default('never')
          .meta({ description: 'Objects at the service with the same name.' })
      })
      .prefault({})
      .meta({
        description: 'Taking over objects that this instance did not make: at once, after approval (plan), never.'
      }),
    requests_per_second: number(0.1, 1_000_000).default(10).meta({ description: 'Requests a second, at most.' }),
    concurrency: whole(1, 64).default(4).meta({ description: 'Requests at the same time, at most.' }),
    timeout: whole(1, 3600).default(60).meta({ description: 'Seconds to wait for an answer.' }),
    http: z
      .strictObject({
        proxy,
        ca_file: text()
          .optional()
          .meta({ description: "PEM file of further certificate authorities. Relative to this file's folder." })
      })
      .prefault({})
      .meta({ description: 'The way to the service.' }),
    attribute,
    protect: z
      .strictObject({
        users: z
          .array(text())
          .default([])
          .meta({ description: 'userNames or externalIds, * allowed, that are never changed.' }),
        groups: z
          .array(text())
          .default([])
          .meta({ description: 'displayNames or externalIds, * allowed, that are never changed.' })
      })
      .prefault({})
      .meta({ description: 'Objects that are never updated, disabled or deleted.' })
  })
  .prefault({})
  .meta({ description: 'The SCIM service.' })

export const service = z.strictObject({ scim }).prefault({}).meta({ description: 'IIJ ID Service.' })
