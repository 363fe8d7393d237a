import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { z } from 'zod'
import { ROOT } from './product.ts'

const Started = z.object({ baseUrl: z.url() })
const Stats = z.object({ users: z.number(), groups: z.number(), requests: z.number(), writes: z.number() })
export type Stats = z.infer<typeof Stats>

/** The emulator of IIJ ID in a process of its own, empty: nothing of its time or memory counts as the product's. */
export interface Emulator {
  readonly baseUrl: string
  stats(): Promise<Stats>
  stop(): Promise<void>
}

export async function startEmulator(token: string, domain: string): Promise<Emulator> {
  const args = ['tests/support/service/serve.ts', '--port', '0', '--token-stdin', '--domain', domain]
  const child = spawn(process.execPath, args, { cwd: ROOT, stdio: ['pipe', 'pipe', 'inherit'], detached: true })
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]()
  const answer = async (): Promise<unknown> => {
    const { value, done } = await lines.next()
    if (done) throw new Error('the emulator ended')
    return JSON.parse(value)
  }
  child.stdin.write(`${token}\n`)
  const { baseUrl } = Started.parse(await answer())
  return {
    baseUrl,
    stats: async () => {
      child.stdin.write('stats\n')
      return Stats.parse(await answer())
    },
    stop: async () => {
      if (child.exitCode !== null || child.signalCode !== null) return
      const ended = once(child, 'exit')
      child.kill('SIGTERM')
      await ended
    }
  }
}
