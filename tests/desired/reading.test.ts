import { describe, expect, test } from 'vitest'
import type { Config } from '../../src/config/config.ts'
import { Dn } from '../../src/model/names.ts'
import { Stop } from '../../src/model/result.ts'
import { text } from '../../src/state/workspace.ts'
import { BASE, testConfig } from '../support/stages/config.ts'
import { fakeDirectory, type Listed } from '../support/stages/fake-directory.ts'
import { know } from '../support/stages/rows.ts'
import { read, workspaceOfTest } from './read.ts'

describe('a reading is in doubt', () => {
  test.each<{ lacks: string; listed: Listed }>([
    { lacks: 'sAMAccountName', listed: { n: 1, attributes: { sAMAccountName: null } } },
    { lacks: 'userAccountControl', listed: { n: 1, attributes: { userAccountControl: null } } },
    { lacks: 'sAMAccountName', listed: { n: 1, kind: 'group', attributes: { sAMAccountName: null } } },
    { lacks: 'objectGUID', listed: { n: 1, kind: 'group', attributes: { objectGUID: null } } }
  ])('when a $listed.kind entry lacks $lacks', async ({ lacks, listed }) => {
    const reading = await read(testConfig(), [fakeDirectory([{ n: 2 }, listed])], workspaceOfTest())
    expect(reading).toMatchObject({
      kind: 'incomplete',
      problems: [{ code: 'directory.attribute_missing', attribute: lacks }]
    })
  })

  test.each([
    { where: 'while users are read', at: 0 },
    { where: 'while groups are read', at: 1 },
    { where: 'while a departed one is looked at again', at: 2 }
  ])('when the directory fails $where', async ({ at }) => {
    const workspace = workspaceOfTest()
    know(workspace, { n: 3 })
    let searches = 0
    const directory = fakeDirectory([{ n: 3, attributes: { isCriticalSystemObject: 'TRUE' } }], {
      onSearch: () => {
        if (searches++ === at) throw new Stop({ code: 'directory.guid_malformed', attribute: 'x', value: 'y' })
      }
    })
    expect((await read(testConfig(), [directory], workspace)).kind).toBe('incomplete')
  })

  test('when one domain of several fails', async () => {
    const config = testConfig({
      domains: `- name: one
  server: { addresses: [dc.one], user: 'CN=svc,DC=one' }
  base_dn: 'DC=one'
- name: two
  server: { addresses: [dc.two], user: 'CN=svc,DC=two' }
  base_dn: 'DC=two'`
    })
    const fails = fakeDirectory([], {
      onSearch: () => {
        throw new Stop({ code: 'directory.guid_malformed', attribute: 'x', value: 'y' })
      }
    })
    expect((await read(config, [fakeDirectory([]), fails], workspaceOfTest())).kind).toBe('incomplete')
  })
})

describe('a complete reading', () => {
  test('counts what was returned: of overlapping bases twice, and stages it once', async () => {
    const workspace = workspaceOfTest()
    const inner = `OU=inner,${BASE}`
    const [domain] = testConfig().domains
    const config: Config = { ...testConfig(), domains: [{ ...domain, bases: [...domain.bases, Dn.parse(inner)] }] }
    const directory = fakeDirectory([{ n: 1 }, { n: 2, dn: `CN=user 2,${inner}` }])
    const reading = await read(config, [directory], workspace)
    expect(reading).toEqual({ kind: 'complete', read: { user: 3, group: 0 } })
    expect(workspace.count('SELECT count(*) FROM desired')).toBe(2)
  })

  test('gives a known object its number, and newcomers numbers above all known ones', async () => {
    const workspace = workspaceOfTest()
    know(workspace, { n: 7 })
    know(workspace, { n: 8 })
    await read(testConfig(), [fakeDirectory([{ n: 1 }, { n: 8 }])], workspace)
    expect(workspace.all('SELECT id, name FROM desired ORDER BY id')).toEqual([
      { id: 2, name: 'u8@example.jp' },
      { id: 3, name: 'u1@example.jp' }
    ])
  })

  test('carries what an object lacks with it', async () => {
    const workspace = workspaceOfTest()
    await read(testConfig(), [fakeDirectory([{ n: 1, attributes: { mail: null } }])], workspace)
    const row = workspace.get('SELECT name, lacking FROM desired') ?? {}
    expect(row['name']).toBe(null)
    expect(JSON.parse(text(row, 'lacking'))).toMatchObject([
      { code: 'mapping.required_missing', attribute: 'emails.value' },
      { code: 'mapping.required_missing', attribute: 'userName' }
    ])
  })
})
