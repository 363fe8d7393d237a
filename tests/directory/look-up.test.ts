import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest'
import { lookUpAnchors } from '../../src/directory/look-up.ts'
import { octets, SEQUENCE, SET, tlv } from '../../src/ldap/ber.ts'
import { Guid } from '../../src/model/names.ts'
import { type SimulatorScenario, startSimulatorScenario } from '../support/directory/simulator-scenario.ts'
import { DIRECTORY_BACKENDS, type TestDirectory } from '../support/scenario-directory.ts'
import { openSession, stopOf } from './open.ts'
import { connectTo, message, result, startScriptedServer } from './wire/scripted-server.ts'

const NOBODY = Guid.parse('00000000-0000-4000-8000-00000000dead')

describe.each(DIRECTORY_BACKENDS.filter((backend) => backend.available === true))(
  'looking objects up in $name',
  ({ start }) => {
    let directory: TestDirectory
    beforeAll(async () => {
      directory = await start()
    })
    afterAll(() => directory.close())

    async function addUser(cn: string, parent?: string): Promise<{ readonly dn: string; readonly guid: Guid }> {
      const dn = await directory.addUser(parent === undefined ? { cn } : { cn, parent })
      return { dn, guid: Guid.parse(await directory.guidOf(dn)) }
    }

    test('who is alive is found under the present DN, and what nobody has is missing', async () => {
      const { dn, guid } = await addUser('moved')
      const ou = await directory.addOu('Elsewhere')
      const moved = await directory.move(dn, `CN=moved\\, 真,${ou}`)
      const found = await (await openSession(directory)).lookUp([guid, NOBODY])
      expect([...found]).toEqual([
        [guid, { kind: 'alive', dn: moved, objectClasses: expect.arrayContaining(['user']) }]
      ])
    })

    test('a deleted object is missing for an ordinary account, and a tombstone for one that sees Deleted Objects', async () => {
      const { dn, guid } = await addUser('deleted')
      await directory.remove(dn)
      expect((await (await openSession(directory)).lookUp([guid])).size).toBe(0)
      await directory.showDeletedObjects()
      expect((await (await openSession(directory)).lookUp([guid])).get(guid)).toMatchObject({
        kind: 'tombstone',
        dn: expect.stringMatching(/^CN=deleted\\0ADEL:[0-9a-f-]{36},CN=Deleted Objects,/i)
      })
    })

    test('what a right hides is missing, as if it did not exist', async () => {
      const ou = await directory.addOu('Hidden')
      const { guid } = await addUser('hidden', ou)
      await directory.deny(ou)
      expect((await (await openSession(directory)).lookUp([guid])).size).toBe(0)
    })

    test('hundreds of them, in any order', async () => {
      const anchors: Guid[] = []
      for (let index = 0; index < 120; index += 1) anchors.push((await addUser(`many-${index}`)).guid)
      const unknown = anchors.map((_, index) =>
        Guid.parse(`00000000-0000-4000-8000-${index.toString(16).padStart(12, '0')}`)
      )
      const found = await (await openSession(directory)).lookUp([...unknown, ...anchors])
      expect([...found.keys()].sort()).toEqual(anchors.toSorted())
    })

    test('none is no question', async () => {
      expect((await (await openSession(directory)).lookUp([])).size).toBe(0)
    })
  }
)

describe('an answer in doubt stops the look-up', () => {
  let directory: SimulatorScenario
  beforeAll(async () => {
    directory = await startSimulatorScenario()
  })
  afterAll(() => directory.close())

  test.each([1, 10, 50, 51, 52, 53])('result %i', async (code) => {
    const session = await openSession(directory)
    directory.server.faults.inject({ do: 'answer', code, search: (asked) => asked.showDeleted })
    onTestFinished(() => directory.server.faults.clear())
    expect(
      await stopOf(session.lookUp([NOBODY, Guid.parse(await directory.guidOf(directory.connection.userDn))]))
    ).toMatchObject({
      code: 'directory.search_failed',
      resultCode: code
    })
  })

  test('a connection that is cut', async () => {
    const session = await openSession(directory)
    directory.server.faults.inject({ do: 'cut', search: (asked) => asked.showDeleted })
    expect(await stopOf(session.lookUp([NOBODY]))).toMatchObject({ code: 'directory.connection_lost' })
  })
})

describe('a tombstone is known by isDeleted, or by its name where that may not be read', () => {
  test('isDeleted', async () => {
    const attribute = tlv(SEQUENCE, octets('isDeleted'), tlv(SET, octets('TRUE')))
    const server = await startScriptedServer(({ id }, socket) => {
      const found = message(id, tlv(0x64, octets('CN=x,DC=y'), tlv(SEQUENCE, attribute)))
      socket.write(Buffer.concat([found, message(id, result(0x65))]))
    })
    const facts = { showsDeleted: true, namingContexts: [], controller: (await startedSession()).controller }
    expect((await lookUpAnchors(await connectTo(server), facts, [NOBODY])).get(NOBODY)?.kind).toBe('tombstone')
  })

  test('the name', async () => {
    const directory = await startSimulatorScenario()
    onTestFinished(() => directory.close())
    const dn = await directory.addUser({ cn: 'gone' })
    const guid = Guid.parse(await directory.guidOf(dn))
    await directory.remove(dn)
    await directory.showDeletedObjects()
    const session = await openSession(directory)
    directory.server.faults.inject({ do: 'strip', attributes: ['isDeleted'], search: (asked) => asked.showDeleted })
    expect((await session.lookUp([guid])).get(guid)?.kind).toBe('tombstone')
  })

  async function startedSession() {
    const directory = await startSimulatorScenario()
    onTestFinished(() => directory.close())
    return openSession(directory)
  }
})
