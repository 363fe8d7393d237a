import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { describe, expect, onTestFinished, test } from 'vitest'
import { type Installation, install } from './installation.ts'

const MAIN = join(import.meta.dirname, '..', '..', 'src', 'main.ts')
const SCRIPT = '/usr/bin/script'
const SECRET = 'n0body-sees-this-秘密'

/** The program at a terminal of its own, which script(1) makes: what is typed goes in, what a person would see comes out. */
function atTerminal(it: Installation, ...args: readonly string[]) {
  const command = [process.execPath, MAIN, ...args, '--lang', 'en', '--config', it.config, '--data', it.data]
  const child = spawn(SCRIPT, ['--quiet', '--flush', '--return', '--command', command.join(' '), '/dev/null'], {
    env: { PATH: process.env['PATH'] ?? '', HOME: it.home, TMPDIR: it.temporary, LANG: 'en_US.UTF-8' },
    stdio: ['pipe', 'pipe', 'ignore']
  })
  onTestFinished(() => void child.kill('SIGKILL'))
  let seen = ''
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    seen += text
  })
  const ended = once(child, 'close').then(([exitCode]) => ({ exitCode, seen }))
  return {
    ended,
    shown: async (text: string) => {
      while (!seen.includes(text)) {
        if (child.exitCode !== null) throw new Error(`it ended: ${seen}`)
        await wait(20)
      }
    },
    type: (keys: string) => void child.stdin.write(keys)
  }
}

// Skipped where there is no script(1); every Debian has it.
describe.skipIf(!existsSync(SCRIPT))('`secret set` at a terminal', () => {
  test('asks, shows nothing of what is typed, and stores it', async () => {
    const it = await install()
    const terminal = atTerminal(it, 'secret', 'set', 'token')
    await terminal.shown('token')
    terminal.type(`${SECRET}\r`)
    const { exitCode, seen } = await terminal.ended
    expect(exitCode).toBe(0)
    expect(seen).not.toContain('n0body')
    const stored = await readFile(join(it.data, 'secrets', 'token.json'), 'utf8')
    expect(JSON.parse(stored)).toMatchObject({ value: Buffer.from(SECRET).toString('base64') })
  })

  test('what is rubbed out was not typed', async () => {
    const it = await install()
    const terminal = atTerminal(it, 'secret', 'set', 'token')
    await terminal.shown('token')
    terminal.type('wrong\x7f\x7f\x7f\x7f\x7fright\r')
    expect((await terminal.ended).exitCode).toBe(0)
    const stored = JSON.parse(await readFile(join(it.data, 'secrets', 'token.json'), 'utf8'))
    expect(Buffer.from(stored.value, 'base64').toString()).toBe('right')
  })

  test.each([
    ['Ctrl+C', 'half\x03'],
    ['Ctrl+D', '\x04']
  ])('%s ends it with 130, and nothing is stored', async (_name, keys) => {
    const it = await install()
    const terminal = atTerminal(it, 'secret', 'set', 'token')
    await terminal.shown('token')
    terminal.type(keys)
    expect((await terminal.ended).exitCode).toBe(130)
    expect(existsSync(join(it.data, 'secrets', 'token.json'))).toBe(false)
  })

  test('an empty value is refused', async () => {
    const it = await install()
    const terminal = atTerminal(it, 'secret', 'set', 'token')
    await terminal.shown('token')
    terminal.type('\r')
    expect((await terminal.ended).exitCode).toBe(2)
    expect(existsSync(join(it.data, 'secrets', 'token.json'))).toBe(false)
  })
})
