import { createSocket } from 'node:dgram'
import { once } from 'node:events'

export interface Srv {
  readonly target: string
  readonly priority?: number
  readonly weight?: number
}

/** What a name has: SRV records, or a failure by its response code (RFC 1035 §4.1.1); `silent` is never answered. */
export type DnsAnswer = readonly Srv[] | 'servfail' | 'refused' | 'silent'

export interface DnsServer {
  /** `127.0.0.1:port`, for setServers. */
  readonly address: string
  /** The names that were asked for. */
  readonly asked: readonly string[]
  close(): Promise<void>
}

const RCODES = { servfail: 2, nxdomain: 3, refused: 5 } as const
const SRV = 33
const IN = 1

/** A name server on loopback that knows `names` (in lower case) and nothing else. */
export async function startDns(names: Readonly<Record<string, DnsAnswer>>): Promise<DnsServer> {
  const asked: string[] = []
  const socket = createSocket('udp4')
  socket.on('message', (query, from) => {
    const { name, end } = readName(query, 12)
    asked.push(name)
    const answer = names[name.toLowerCase()]
    if (answer === 'silent') return
    const question = query.subarray(12, end + 4)
    const records = Array.isArray(answer) ? answer.map(srvRecord) : []
    const code = typeof answer === 'string' ? RCODES[answer] : answer === undefined ? RCODES.nxdomain : 0
    const header = Buffer.alloc(12)
    query.copy(header, 0, 0, 2)
    header.writeUInt16BE(0x8580 | code, 2)
    header.writeUInt16BE(1, 4)
    header.writeUInt16BE(records.length, 6)
    socket.send(Buffer.concat([header, question, ...records]), from.port, from.address)
  })
  socket.bind(0, '127.0.0.1')
  await once(socket, 'listening')
  const close = () => new Promise<void>((resolve) => socket.close(() => resolve()))
  return { address: `127.0.0.1:${socket.address().port}`, asked, close }
}

function readName(message: Buffer, start: number): { readonly name: string; readonly end: number } {
  const labels: string[] = []
  let at = start
  for (let length = message.readUInt8(at); length > 0; length = message.readUInt8(at)) {
    labels.push(message.toString('latin1', at + 1, at + 1 + length))
    at += 1 + length
  }
  return { name: labels.join('.'), end: at + 1 }
}

/** RFC 2782; the owner is the name that was asked for (a pointer to byte 12). */
function srvRecord({ target, priority = 0, weight = 100 }: Srv): Buffer {
  const labels = target.split('.').map((label) => Buffer.concat([Buffer.from([label.length]), Buffer.from(label)]))
  const data = Buffer.concat([numbers(priority, weight, 389), ...labels, Buffer.from([0])])
  return Buffer.concat([numbers(0xc00c, SRV, IN, 0, 600, data.length), data])
}

function numbers(...values: readonly number[]): Buffer {
  const bytes = Buffer.alloc(values.length * 2)
  for (const [index, value] of values.entries()) bytes.writeUInt16BE(value, index * 2)
  return bytes
}
