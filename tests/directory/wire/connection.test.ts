import { describe, expect, test } from 'vitest'
import { pagedSearch } from '../../../src/directory/paged-search.ts'
import type { Connection } from '../../../src/directory/wire/connection.ts'
import { octets, SEQUENCE, tlv } from '../../../src/ldap/ber.ts'
import { present } from '../../../src/ldap/filter.ts'
import { Stop } from '../../../src/model/result.ts'
import { inWords } from '../../../src/problems/problem.ts'
import { stopOf } from '../open.ts'
import { connectTo, entry, message, pageEnd, result, startScriptedServer } from './scripted-server.ts'

const SEARCH = 0x63
const ABANDON = 0x50
const UNBIND = 0x42
const QUESTION = { base: 'DC=x', scope: 'subtree', filter: present('cn'), attributes: ['cn'], controls: [] } as const

function readPages(connection: Connection, pageSize = 2): Promise<string[][]> {
  return Array.fromAsync(pagedSearch(connection, { ...QUESTION, pageSize }), (page) => page.map((each) => each.dn))
}

describe('paging against a server that says anything', () => {
  test('a cookie that stays the same is no fault while entries come: Samba has but one for a whole search', async () => {
    const server = await startScriptedServer(({ id, count }, socket) => {
      socket.write(Buffer.concat([entry(id, `CN=${count}`), pageEnd(id, count === 4 ? '' : 'same')]))
    })
    expect(await readPages(await connectTo(server))).toEqual([['CN=1'], ['CN=2'], ['CN=3'], ['CN=4']])
  })

  test('an empty page with the same cookie would go on for ever: stopped', async () => {
    const server = await startScriptedServer(({ id, tag }, socket) => {
      if (tag === SEARCH) socket.write(pageEnd(id, 'same'))
    })
    expect(await stopOf(readPages(await connectTo(server)))).toMatchObject({
      code: 'directory.paging_lost',
      fault: 'no_progress',
      page: 2
    })
  })

  test('a paging control that cannot be read is a lost cookie', async () => {
    const control = tlv(SEQUENCE, octets('1.2.840.113556.1.4.319'), octets('?'))
    const server = await startScriptedServer(({ id }, socket) => void socket.write(message(id, result(0x65), control)))
    expect(await stopOf(readPages(await connectTo(server)))).toMatchObject({
      code: 'directory.paging_lost',
      fault: 'bad_control',
      page: 1
    })
  })

  test('more entries than the page was to have are refused before they fill the memory', async () => {
    const server = await startScriptedServer(({ id }, socket) => {
      for (let index = 0; index < 3; index += 1) socket.write(entry(id, `CN=${index}`))
    })
    const problem = await stopOf(readPages(await connectTo(server)))
    expect(problem).toMatchObject({ code: 'directory.decode_error', expected: 'at most 2 entries' })
  })

  test('an entry without a name is none', async () => {
    const server = await startScriptedServer(({ id }, socket) => void socket.write(entry(id, '')))
    expect(await stopOf(readPages(await connectTo(server)))).toMatchObject({ code: 'directory.decode_error' })
  })

  test('whoever stops reading has the page under way abandoned, and what still comes of it is dropped', async () => {
    const server = await startScriptedServer(({ id, tag, count }, socket) => {
      if (tag === ABANDON) {
        const late = (server.asked[1] ?? { id: 0 }).id
        socket.write(Buffer.concat([entry(late, 'CN=late'), pageEnd(late, '')]))
      } else if (count !== 2)
        socket.write(Buffer.concat([entry(id, `CN=${count}`), pageEnd(id, count === 1 ? 'more' : '')]))
    })
    const connection = await connectTo(server)
    for await (const page of pagedSearch(connection, { ...QUESTION, pageSize: 2 })) {
      expect(page).toHaveLength(1)
      break
    }
    expect(await readPages(connection)).toEqual([['CN=4']])
    expect(server.asked.map(({ tag }) => tag)).toEqual([SEARCH, SEARCH, ABANDON, SEARCH])
  })
})

describe('a connection', () => {
  test('the notice of disconnection is told in the words of the server', async () => {
    const notice = message(0, result(0x78, 52, octets('1.3.6.1.4.1.1466.20036', 0x8a)))
    const server = await startScriptedServer((_, socket) => void socket.end(notice))
    const problem = await stopOf(readPages(await connectTo(server)))
    expect(problem).toMatchObject({
      code: 'directory.disconnected',
      resultCode: 52,
      text: 'the text',
      during: { page: 1 }
    })
    for (const language of ['en', 'ja'] as const)
      expect(inWords(problem, language).message).toContain('52 (unavailable)')
  })

  test('another unsolicited notification means nothing', async () => {
    const server = await startScriptedServer(({ id }, socket) => {
      socket.write(
        Buffer.concat([message(0, result(0x78, 0, octets('1.2.3', 0x8a))), entry(id, 'CN=a'), pageEnd(id, '')])
      )
    })
    expect(await readPages(await connectTo(server))).toEqual([['CN=a']])
  })

  test.each([
    ['an answer to nothing', (id: number) => pageEnd(id + 5, '')],
    ['another kind of answer', (id: number) => message(id, result(0x61))],
    ['a broken control', (id: number) => message(id, result(0x65), Buffer.of(0x30, 1, 0))]
  ])('%s breaks it, now and for all that is asked later', async (_, bytes) => {
    const server = await startScriptedServer(({ id }, socket) => void socket.write(bytes(id)))
    const connection = await connectTo(server)
    expect(await stopOf(readPages(connection))).toMatchObject({ code: 'directory.decode_error' })
    expect(await stopOf(readPages(connection))).toMatchObject({ code: 'directory.decode_error', during: { page: 1 } })
  })

  test('a server that goes on sending is not silent, however long it takes', async () => {
    const server = await startScriptedServer(({ id }, socket) => {
      let sent = 0
      const timer = setInterval(() => {
        sent += 1
        socket.write(sent === 8 ? pageEnd(id, '') : entry(id, `CN=${sent}`))
        if (sent === 8) clearInterval(timer)
      }, 100)
    })
    expect((await readPages(await connectTo(server, 400), 10)).flat()).toHaveLength(7)
  })

  test('one that falls silent in the middle is given up', async () => {
    const server = await startScriptedServer(({ id }, socket) => void socket.write(entry(id, 'CN=a').subarray(0, 9)))
    expect(await stopOf(readPages(await connectTo(server, 100)))).toMatchObject({
      code: 'directory.timed_out',
      during: { base: 'DC=x' }
    })
  })

  test('after the farewell nothing more is asked', async () => {
    const server = await startScriptedServer(() => {})
    const connection = await connectTo(server)
    await connection.close()
    await connection.close()
    await expect(readPages(connection)).rejects.toThrow(Stop)
    await expect.poll(() => server.asked.map(({ tag }) => tag)).toEqual([UNBIND])
  })

  test('a caller that is busy for longer than that does not lose what came meanwhile', async () => {
    const server = await startScriptedServer(({ id, count }, socket) => {
      socket.write(Buffer.concat([entry(id, `CN=${count}`), pageEnd(id, count === 4 ? '' : `${count}`)]))
    })
    const pages: string[] = []
    for await (const page of pagedSearch(await connectTo(server, 100), { ...QUESTION, pageSize: 2 })) {
      const until = performance.now() + 200
      while (performance.now() < until);
      pages.push(...page.map((each) => each.dn))
    }
    expect(pages).toEqual(['CN=1', 'CN=2', 'CN=3', 'CN=4'])
  })
})
