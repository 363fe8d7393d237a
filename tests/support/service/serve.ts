import { createInterface } from 'node:readline'
import { parseArgs } from 'node:util'
import { startIijId } from './iij-id.ts'

/**
 * The emulator as a program: `node tests/support/service/serve.ts --port 0 [--token-stdin] …`. Prints one JSON line with its URL (and the
 * token, unless it came by standard input), ends at the end of standard input or SIGTERM. A line `stats` gets a JSON line of counts.
 */
const { values } = parseArgs({
  options: {
    port: { type: 'string', default: '0' },
    'token-stdin': { type: 'boolean', default: false },
    seed: { type: 'string', default: '1' },
    domain: { type: 'string', multiple: true },
    users: { type: 'string', default: '0' },
    'page-cap': { type: 'string', default: '100' },
    'requests-per-second': { type: 'string' },
    latency: { type: 'string', default: '0' },
    log: { type: 'boolean', default: false }
  }
})

const lines = createInterface({ input: process.stdin })[Symbol.asyncIterator]()
const token = values['token-stdin'] ? ((await lines.next()).value ?? '').trim() : undefined
const perSecond = values['requests-per-second']

const service = await startIijId({
  port: Number(values.port),
  seed: Number(values.seed),
  tokens: [token === undefined ? {} : { token }],
  ...(values.domain === undefined ? {} : { domains: values.domain }),
  paging: { cap: Number(values['page-cap']) },
  ...(perSecond === undefined ? {} : { rateLimit: { perSecond: Number(perSecond) } }),
  latencyMs: Number(values.latency),
  patchAnswer: { groups: 'no-content' },
  keepLog: values.log
})
const domain = values.domain?.[0] ?? 'example.jp'
for (let i = 1; i <= Number(values.users); i += 1) service.console.createUser({ userName: `made-${i}@${domain}` })

print({ baseUrl: service.baseUrl, ...(token === undefined ? { token: service.token } : {}) })
process.on('SIGTERM', () => void stop())
for await (const line of { [Symbol.asyncIterator]: () => lines }) {
  if (line.trim() === 'stats') {
    const { users, groups } = service.model
    print({
      users: users.live.all().length,
      pending: users.pending.size,
      groups: groups.byId.size,
      requests: service.log.total,
      writes: service.log.totalWrites
    })
  }
}
await stop()

function print(value: unknown): void {
  process.stdout.write(`${JSON.stringify(value)}\n`)
}

async function stop(): Promise<void> {
  await service.close()
  process.exit(0)
}
