import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { parseConfig } from '../../src/config/load-config.ts'
import { openDirectory } from '../../src/directory/open-directory.ts'
import type { Outcome } from '../../src/run/run.ts'
import { startRun } from '../../src/run/start.ts'
import { openService } from '../../src/service/open-service.ts'
import { dataFolder } from '../../src/state/data-folder.ts'
import { type RunningDirectory, SimulatedDirectory, startDirectory } from '../support/directory/directory.ts'
import { guidBytes } from '../support/directory/identifiers.ts'
import { type IijId, startIijId } from '../support/service/iij-id.ts'
import { IIJ_USER } from '../support/service/iij-schemas.ts'

const SAMPLE = new URL('../config/vendor-sample.yml', import.meta.url).pathname
const CONSISTENCY_GUID = Buffer.from('00112233445566778899aabbccddeeff', 'hex')

describe('the vendor’s sample, as it is but for the addresses', () => {
  // Of its two controllers the first does not answer.
  const text = readFileSync(SAMPLE, 'utf8').replace('192.168.0.100', '127.0.0.2').replace('192.168.0.101', '127.0.0.1')
  const directory = new SimulatedDirectory({ domain: 'example.local' })
  const folder = mkdtempSync(join(tmpdir(), 'dirsync-vendor-'))
  let server: RunningDirectory
  let service: IijId
  let taro: string
  let scopeGroup: string

  beforeAll(async () => {
    directory.addUser({ cn: 'svc', password: 'Passw0rd!Svc' })
    const staff = directory.addOu('社員')
    const groups = directory.addOu('IID_Groups')
    const person = (sAMAccountName: string, sn: string, more = {}) =>
      directory.addUser({
        cn: `${sn} ${sAMAccountName}`,
        parent: staff,
        sAMAccountName,
        userPrincipalName: `${sAMAccountName}@example.local`,
        sn,
        mail: `${sAMAccountName}@example.com`,
        ...more
      })
    taro = person('taro', '田中', { givenName: '太郎' })
    const hanako = person('hanako', '佐藤', { 'mS-DS-ConsistencyGuid': CONSISTENCY_GUID })
    const jiro = person('jiro', '鈴木', { userAccountControl: 514 })
    person('nobody', '対象外')
    const sales = directory.addGroup({ cn: '営業部', parent: groups, member: [hanako, jiro] })
    scopeGroup = directory.addGroup({ cn: 'ScopeGroup', parent: groups, member: [taro, sales] })
    server = await startDirectory(directory)
    service = await startIijId()
  })
  afterAll(async () => {
    await server.close()
    await service.close()
    rmSync(folder, { recursive: true, force: true })
  })

  function run(): Promise<Outcome> {
    const parsed = parseConfig(text, join(folder, 'config.yml'))
    if (!parsed.ok) throw new Error(parsed.problems.map(({ code }) => code).join())
    const { signal } = new AbortController()
    service.log.clear()
    return startRun(
      {
        config: parsed.value.config,
        folder: dataFolder(join(folder, 'data')),
        mode: 'normal',
        full: false,
        confirm: false,
        approve: null,
        expected: null
      },
      {
        now: () => new Date(),
        secrets: { token: () => service.token, ldapPassword: () => 'Passw0rd!Svc', proxyPassword: () => null },
        // Port 389 and IIJ's own address are no places for a test; nothing else of the file is touched.
        openDirectory: (domain, password) =>
          openDirectory({ ...domain, server: { ...domain.server, port: server.port } }, password, { signal }),
        openService: ({ scim }, token) =>
          openService(
            { ...scim, baseUrl: new URL(service.baseUrl), requestsPerSecond: 5000 },
            { token, proxyPassword: null },
            { signal }
          ),
        signal,
        stoppedBy: () => 'signal',
        progress: () => {}
      }
    )
  }

  const userNames = () => service.model.users.live.all().map((user) => String(user.attributes['userName']))
  const attributesOf = (userName: string) => service.model.user(userName).attributes

  test('creates the users below the scope group, by nesting too, and the groups below it', async () => {
    const outcome = await run()
    expect(outcome).toMatchObject({ exitCode: 0, counts: { users: { create: 3 }, groups: { create: 1 } } })
    expect(outcome.problems.filter(({ code }) => code === 'directory.controller_skipped')).toMatchObject([
      { server: `127.0.0.2:${server.port}`, cause: { code: 'directory.unreachable' } }
    ])
    expect(userNames().sort()).toEqual(
      ['hanako@example.jp', 'jiro@example.jp', 'taro@example.jp', String(service.owner)].sort()
    )
    const group = service.model.group('営業部')
    expect(group.attributes).toMatchObject({ externalId: directory.guidOf(`CN=営業部,OU=IID_Groups,${directory.dn}`) })
    expect([...group.members].map((id) => service.model.user(id).attributes['userName']).sort()).toEqual([
      'hanako@example.jp',
      'jiro@example.jp'
    ])
  })

  test('with what the file binds, defaults and converts', () => {
    expect(attributesOf('taro@example.jp')).toMatchObject({
      userName: 'taro@example.jp',
      externalId: 'taro@example.local',
      name: { familyName: '田中', givenName: '太郎' },
      active: true,
      preferredLanguage: 'ja-JP',
      timezone: 'Asia/Tokyo',
      emails: [{ value: 'taro@example.com', primary: true }],
      [IIJ_USER]: { downstreamId: guidBytes(directory.guidOf(taro)).toString('base64') }
    })
    expect(attributesOf('hanako@example.jp')).toMatchObject({
      [IIJ_USER]: { downstreamId: CONSISTENCY_GUID.toString('base64') }
    })
    expect(attributesOf('jiro@example.jp')).toMatchObject({ active: false })
  })

  test('a second run writes nothing', async () => {
    expect(await run()).toMatchObject({ exitCode: 0 })
    expect(service.writes()).toEqual([])
  })

  test('another UPN, and so another externalId, stays the same person', async () => {
    const { id } = service.model.user('taro@example.jp')
    directory.set(taro, { userPrincipalName: 'tanaka@example.local' })
    expect(await run()).toMatchObject({ exitCode: 0, counts: { users: { rekey: 1 } } })
    expect(service.writes().map(({ method, path }) => `${method} ${path}`)).toEqual([`PATCH /Users/${id}`])
    expect(attributesOf('taro@example.jp')).toMatchObject({ externalId: 'tanaka@example.local' })
  })

  test('who leaves the scope group is pending deletion, and restored when he returns', async () => {
    const { id } = service.model.user('taro@example.jp')
    directory.removeMember(scopeGroup, taro)
    expect(await run()).toMatchObject({ exitCode: 0, counts: { users: { delete: 1 } } })
    expect(service.model.user(id).pendingSince).not.toBeNull()
    directory.addMember(scopeGroup, taro)
    expect(await run()).toMatchObject({ exitCode: 0, counts: { users: { restore: 1 } } })
    expect(service.model.user(id).pendingSince).toBeNull()
    await run()
    expect(service.writes()).toEqual([])
  })
})
