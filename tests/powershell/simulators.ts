// A company's directory and the service on loopback, for tests that are not written in TypeScript. Prints one line of JSON with what a
// configuration needs; then each line of JSON on standard input is an order, answered by a line of JSON. Ends when standard input closes.
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import process from 'node:process'
import { createInterface } from 'node:readline'
import { stringify } from 'yaml'
import { z } from 'zod'
import { startSimulatorScenario } from '../support/directory/simulator-scenario.ts'
import { startIijId } from '../support/service/iij-id.ts'

const Order = z.discriminatedUnion('do', [
  /** Users `user1@example.jp` and so on. */
  z.object({ do: z.literal('addUsers'), count: z.int().min(1) }),
  z.object({ do: z.literal('removeUsers'), count: z.int().min(1) }),
  /** userNames that the service holds as active, the token's owner left out. */
  z.object({ do: z.literal('activeUsers') }),
  z.object({ do: z.literal('issueToken') }),
  z.object({ do: z.literal('revokeToken'), token: z.string() }),
  z.object({ do: z.literal('refuseBinds'), count: z.int().min(1) }),
  /** Milliseconds that every request takes. */
  z.object({ do: z.literal('slowDown'), milliseconds: z.int().min(0) })
])

const directory = await startSimulatorScenario()
const service = await startIijId()
const folder = await mkdtemp(join(tmpdir(), 'dirsync powershell 同期 '))
const config = join(folder, '設定 config.yml')
const data = join(folder, 'データ data')
await mkdir(data)
await writeFile(config, configuration(), { mode: 0o600 })
const users: string[] = []

say({
  folder,
  config,
  data,
  token: service.token,
  owner: service.owner,
  ldapPassword: directory.connection.password,
  baseUrl: service.baseUrl,
  account: directory.connection.user
})
for await (const line of createInterface({ input: process.stdin })) {
  say(await obey(Order.parse(JSON.parse(line))))
}
await service.close()
await directory.close()
await rm(folder, { recursive: true, force: true })

async function obey(order: z.infer<typeof Order>): Promise<unknown> {
  switch (order.do) {
    case 'addUsers':
      for (let number = users.length + 1, last = users.length + order.count; number <= last; number++)
        users.push(
          await directory.addUser({
            cn: `山田 ${number}`,
            mail: `user${number}@example.jp`,
            sn: '山田',
            department: '営業部'
          })
        )
      return { users: users.length }
    case 'removeUsers':
      for (const dn of users.splice(-order.count)) await directory.remove(dn)
      return { users: users.length }
    case 'activeUsers':
      return {
        users: [...service.model.users.byId.values()]
          .filter(({ pendingSince, attributes }) => pendingSince === null && attributes['active'] === true)
          .map(({ attributes }) => attributes['userName'])
          .filter((name) => name !== service.owner)
      }
    case 'issueToken':
      return { token: service.issueToken() }
    case 'revokeToken':
      service.revokeToken(order.token)
      return {}
    case 'refuseBinds':
      for (let count = 0; count < order.count; count++)
        directory.server.faults.refuseBind(49, '80090308: LdapErr: DSID-0C090449, data 52e, v4563')
      return {}
    case 'slowDown':
      service.onRequest =
        order.milliseconds === 0
          ? undefined
          : async (phase) => {
              if (phase === 'before') await new Promise((resolve) => setTimeout(resolve, order.milliseconds))
            }
      return {}
  }
}

function say(document: unknown): void {
  process.stdout.write(`${JSON.stringify(document)}\n`)
}

function configuration(): string {
  const { connection, baseDn } = directory
  return stringify({
    ad: {
      ldap: {
        server: {
          addresses: [connection.host],
          port: connection.ldapsPort,
          encryption: 'ldaps',
          user: connection.user,
          ca_file: connection.caFile
        },
        base_dn: baseDn,
        filter: { user: '!(sAMAccountName=svc-sync)' }
      }
    },
    iid: {
      scim: {
        base_url: service.baseUrl,
        requests_per_second: 10_000,
        attribute: {
          user: {
            ad_bind: {
              externalId: 'objectGUID',
              userName: 'mail',
              name: { familyName: 'sn', givenName: 'givenName' },
              emails: [{ value: 'mail' }],
              department: 'department'
            }
          },
          group: { ad_bind: { externalId: 'objectGUID', displayName: 'cn' } }
        }
      }
    }
  })
}
