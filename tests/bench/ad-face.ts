import { once } from 'node:events'
import { connect, createServer, type Socket } from 'node:net'
import { guidToBytes } from '../../src/directory/guid.ts'
import { BerReader } from '../../src/directory/wire/ber-reader.ts'
import { PAGED_RESULTS } from '../../src/directory/wire/controls.ts'
import { Framer } from '../../src/directory/wire/framer.ts'
import { ENUMERATED, integer, octets, SEQUENCE, tlv } from '../../src/ldap/ber.ts'
import { Guid } from '../../src/model/names.ts'
import { DELETED_OBJECTS, SUFFIX } from './company.ts'

const SEARCH = 0x63
const CONTROLS = 0xa0
const SUBTREE = 2

/** What stands before OpenLDAP so that it understands AD's manners. */
export interface AdFace {
  readonly port: number
  close(): void
}

/**
 * Relays LDAP to a server that is no AD. Requests are rewritten where they say what only AD understands: a base `<GUID=…>` becomes a search
 * for that objectGUID, `<WKGUID=…>` the Deleted Objects container, and controls other than paging are left out. Answers pass as they are, unread.
 */
export async function openAdFace(serverPort: number): Promise<AdFace> {
  const sockets = new Set<Socket>()
  const listener = createServer({ noDelay: true }, (client) => {
    const server = connect({ port: serverPort, host: '127.0.0.1', noDelay: true })
    const framer = new Framer()
    client.on('data', (chunk: Buffer) => {
      framer.push(chunk, (buffer, start, end) => server.write(inGeneralLdap(buffer.subarray(start, end))))
    })
    server.pipe(client)
    for (const [one, other] of [
      [client, server],
      [server, client]
    ] as const) {
      sockets.add(one)
      one.on('error', () => other.destroy())
      one.on('close', () => {
        sockets.delete(one)
        other.destroy()
      })
    }
  })
  listener.listen(0, '127.0.0.1')
  await once(listener, 'listening')
  const address = listener.address()
  if (address === null || typeof address === 'string') throw new Error('no port')
  return {
    port: address.port,
    close: () => {
      listener.close()
      for (const socket of sockets) socket.destroy()
    }
  }
}

/** One request as any LDAPv3 server takes it. */
function inGeneralLdap(message: Buffer): Buffer {
  const reader = new BerReader(message)
  const end = reader.expect(SEQUENCE, message.length, 'a message')
  const id = reader.integer(0x02, end, 'an id')
  const operationStart = reader.at
  const operationEnd = reader.next(end)
  if (reader.tag !== SEARCH) return message
  const base = reader.text(0x04, operationEnd, 'a base')
  const rest = { reader, end: operationEnd }
  const objectGuid = /^<GUID=([0-9a-f-]{36})>$/i.exec(base)?.[1]
  let operation = message.subarray(operationStart, operationEnd)
  if (objectGuid !== undefined) operation = searchFor(guidToBytes(Guid.parse(objectGuid.toLowerCase())), rest)
  else if (/^<WKGUID=/i.test(base))
    operation = tlv(SEARCH, octets(DELETED_OBJECTS), message.subarray(reader.at, operationEnd))
  reader.at = operationEnd
  return tlv(SEQUENCE, integer(id), operation, ...pagingOf(reader, end))
}

function searchFor(objectGuid: Buffer, { reader, end }: { reader: BerReader; end: number }): Buffer {
  reader.integer(ENUMERATED, end, 'a scope')
  const limits = reader.at
  for (let skipped = 0; skipped < 4; skipped++) reader.at = reader.next(end)
  const filterStart = reader.at
  reader.at = reader.next(end)
  const filter = reader.buffer.subarray(filterStart, reader.at)
  const sameGuid = tlv(0xa3, octets('objectGUID'), octets(objectGuid))
  return tlv(
    SEARCH,
    octets(SUFFIX),
    integer(SUBTREE, ENUMERATED),
    reader.buffer.subarray(limits, filterStart),
    tlv(0xa0, sameGuid, filter),
    reader.buffer.subarray(reader.at, end)
  )
}

function pagingOf(reader: BerReader, end: number): Buffer[] {
  if (reader.at === end) return []
  const controlsEnd = reader.expect(CONTROLS, end, 'controls')
  const kept: Buffer[] = []
  while (reader.at < controlsEnd) {
    const start = reader.at
    const controlEnd = reader.next(controlsEnd)
    if (reader.text(0x04, controlEnd, 'an object identifier') === PAGED_RESULTS)
      kept.push(reader.buffer.subarray(start, controlEnd))
    reader.at = controlEnd
  }
  return kept.length === 0 ? [] : [tlv(CONTROLS, ...kept)]
}
