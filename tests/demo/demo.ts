// `npm run demo [-- --lang ja]`: the story of a company in a minute, told with the real program between a simulated directory and an emulated
// service. Ends with 0 only if every step came out as told, and leaves nothing running and nothing behind.
import { readFile } from 'node:fs/promises'
import process from 'node:process'
import { parseArgs } from 'node:util'
import { guessOptions } from '../../src/cli/global-options.ts'
import { LANGUAGES } from '../../src/problems/texts.ts'
import { NotAsTold, Performance, type Performed } from './perform.ts'
import { setStage } from './stage.ts'
import { STORY } from './story.ts'
import { Telling } from './telling.ts'

const { values } = parseArgs({ options: { lang: { type: 'string' } } })
if (values.lang !== undefined && !LANGUAGES.some((known) => known === values.lang)) {
  console.error(`--lang is one of: ${LANGUAGES.join(', ')}`)
  process.exit(2)
}
const { language } = guessOptions(process.argv.slice(2), process)

const interrupted = new Promise<'interrupted'>((resolve) => {
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => resolve('interrupted'))
})
const ending = new AsyncDisposableStack()
try {
  const ended = await Promise.race([tell(), interrupted])
  process.exitCode = ended === 'interrupted' ? 130 : 0
} catch (error) {
  console.error(error instanceof NotAsTold ? `\n✘ NOT AS TOLD: ${error.message}` : error)
  process.exitCode = 1
} finally {
  await ending.disposeAsync()
}
// After an interruption the story is still waiting for what was just ended.
process.exit()

async function tell(): Promise<void> {
  const started = performance.now()
  const telling = new Telling(language)
  const stage = await setStage(ending, language)
  await stage.configure(stage.company.scopeFilter)
  await telling.opening(await readFile(stage.config, 'utf8'))
  const course = new Performance(stage)
  let last: Performed | null = null
  for (const [index, step] of STORY.entries()) {
    await telling.step(index + 1, STORY.length, step)
    last = await course.step(step, (command) => telling.command(command))
    await telling.came(last)
  }
  if (last === null) return
  const { service, directory } = stage
  await telling.closing({
    seconds: (performance.now() - started) / 1000,
    commands: STORY.length,
    searches: directory.server.log.searches.length,
    requests: service.log.total,
    writes: service.log.totalWrites,
    figures: last.figures
  })
}
