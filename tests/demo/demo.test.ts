import { spawn } from 'node:child_process'
import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { NotAsTold, Performance } from './perform.ts'
import { setStage } from './stage.ts'
import { STORY } from './story.ts'

const MINUTES = 60_000

test('the demo comes out as told, ends with the figures, and leaves nothing running and nothing behind', {
  timeout: 4 * MINUTES
}, async () => {
  const demo = startDemo('--lang', 'en')
  expect(await demo.ended).toBe(0)
  expect(demo.output().match(/✔ As told/g)).toHaveLength(STORY.length)
  expect(demo.output()).toContain('━━━ The figures')
  // It is no terminal that it writes to.
  expect(demo.output()).not.toContain('\u001b')
  expect(readdirSync(demo.temporary)).toEqual([])
  expect(demo.isRunning()).toBe(false)
})

test('after Ctrl+C, too, nothing is left; in Japanese it tells the same story', { timeout: 4 * MINUTES }, async () => {
  const demo = startDemo('--lang=ja')
  await demo.says('$ dirsync sync')
  expect(demo.output()).toContain('見どころ')
  demo.interrupt()
  expect(await demo.ended).toBe(130)
  expect(readdirSync(demo.temporary)).toEqual([])
  expect(demo.isRunning()).toBe(false)
})

test('a step that comes out otherwise than told is a loud failure', { timeout: MINUTES }, async () => {
  await using ending = new AsyncDisposableStack()
  const stage = await setStage(ending, 'en')
  const course = new Performance(stage)
  const [some] = STORY
  if (some === undefined) throw new Error('there is no story')
  const announce = async () => {}
  const step = { ...some, command: async () => ['help', 'sync'] }
  await course.step({ ...step, effect: 'reads' }, announce)

  await expect(course.step({ ...step, exitCode: 4 }, announce)).rejects.toThrow('exit code 0, not 4')
  await expect(course.step({ ...step, effect: 'changes' }, announce)).rejects.toThrow(
    /expected, not seen: user sato\.ken@example\.jp: 佐藤 健, 営業部, 部長, active/
  )
  const meddles = async () => {
    stage.service.console.createUser({
      userName: 'stranger@example.jp',
      name: { familyName: '見知らぬ', givenName: '人' }
    })
    return ['help', 'sync']
  }
  await expect(course.step({ ...step, command: meddles, effect: 'reads' }, announce)).rejects.toThrow(NotAsTold)
})

function startDemo(...args: readonly string[]) {
  const temporary = mkdtempSync(join(tmpdir(), 'dirsync-demo-test-'))
  onTestFinished(() => rmSync(temporary, { recursive: true, force: true }))
  // A group of its own: a signal reaches all of it, as Ctrl+C does, and what is left of it can be seen.
  const child = spawn(process.execPath, [join(import.meta.dirname, 'demo.ts'), ...args], {
    env: { ...process.env, TMPDIR: temporary },
    stdio: ['ignore', 'pipe', 'inherit'],
    detached: true
  })
  const group = -(child.pid ?? 0)
  const isRunning = (): boolean => {
    try {
      return process.kill(group, 0)
    } catch {
      return false
    }
  }
  onTestFinished(() => {
    if (isRunning()) process.kill(group, 'SIGKILL')
  })
  let output = ''
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    output += text
  })
  return {
    temporary,
    output: () => output,
    isRunning,
    interrupt: () => process.kill(group, 'SIGINT'),
    ended: new Promise<number | null>((resolve) => child.once('close', resolve)),
    says: (text: string) =>
      new Promise<void>((resolve, reject) => {
        const look = () => output.includes(text) && resolve()
        child.stdout.on('data', look)
        child.once('close', () => reject(new Error(`it ended without saying ${text}:\n${output}`)))
        look()
      })
  }
}
