import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { afterEach, expect, test } from 'vitest'
import { clientOf } from '../support/service/client.ts'
import { isObject } from '../support/service/json.ts'

const PROGRAM = fileURLToPath(new URL('../support/service/serve.ts', import.meta.url))

let program: ChildProcess | undefined
afterEach(() => {
  program?.kill('SIGKILL')
})

async function run(args: readonly string[], firstLine: string) {
  const child = spawn(process.execPath, [PROGRAM, '--port', '0', ...args], { stdio: ['pipe', 'pipe', 'inherit'] })
  program = child
  child.stdin.write(firstLine)
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]()
  const nextLine = async () => {
    const value: unknown = JSON.parse((await lines.next()).value ?? '{}')
    return isObject(value) ? value : {}
  }
  return { child, nextLine, hello: await nextLine() }
}

test('tells its URL, takes the token by standard input, counts, and ends with its input', async () => {
  const { child, nextLine, hello } = await run(['--token-stdin', '--users', '3'], 'secret-of-the-test\n')
  expect(Object.keys(hello)).toEqual(['baseUrl'])
  const scim = clientOf({ baseUrl: String(hello['baseUrl']), token: 'secret-of-the-test' })
  expect((await scim.list('Users')).body['totalResults']).toBe(4)
  child.stdin.write('stats\n')
  expect(await nextLine()).toEqual({ users: 4, pending: 0, groups: 0, requests: 1, writes: 0 })
  child.stdin.end()
  expect(await once(child, 'exit')).toEqual([0, null])
})

test('without --token-stdin it tells the token too; SIGTERM ends it', async () => {
  const { child, hello } = await run(['--domain', 'example.net'], '')
  const scim = clientOf({ baseUrl: String(hello['baseUrl']), token: String(hello['token']) })
  expect((await scim.get('/Me')).body['userName']).toBe('iid-admin@example.net')
  child.kill('SIGTERM')
  const [code, signal] = await once(child, 'exit')
  // Windows knows no SIGTERM: there the process is ended from outside.
  expect(process.platform === 'win32' ? signal : code).toBe(process.platform === 'win32' ? 'SIGTERM' : 0)
})
