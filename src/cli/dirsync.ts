import { isSea } from 'node:sea'
import { good } from '../model/result.ts'
import type { Problem } from '../problems/problem.ts'
import { asciiJson } from '../report/ascii-json.ts'
import { problemLines } from '../report/console/problems.ts'
import { makeView } from '../report/console/view.ts'
import { headOf } from '../report/run-document.ts'
import { EXIT } from '../run/exit-code.ts'
import { stateFault } from '../state/fault.ts'
import type { Answer } from './answer.ts'
import { checkEnvironment } from './environment.ts'
import { failure } from './failure.ts'
import { type GlobalOptions, guessOptions, readGlobalOptions, type Surroundings } from './global-options.ts'
import { type Asked, readCommandLine } from './program.ts'
import { takeSecrets } from './secrets.ts'
import { openSession, type Session } from './session.ts'

/** Runs a command line: the answer goes to standard output, everything else to standard error. @returns the exit code. */
export async function dirsync(
  argv: readonly string[],
  system: Surroundings & { readonly env: NodeJS.ProcessEnv }
): Promise<number> {
  const secrets = takeSecrets(system.env)
  // Whoever read along may have gone: a run goes on all the same.
  for (const stream of [process.stdout, process.stderr]) stream.on('error', () => {})
  const guess = guessOptions(argv, system)
  let asked: Asked | null = null
  let options: Pick<GlobalOptions, 'json' | 'language' | 'color'> = { ...guess, color: false }
  let answer: Answer
  try {
    asked = readCommandLine(argv, system)
    if (asked.kind === 'action') {
      const given = readGlobalOptions(asked.options, system)
      options = given
      const session = openSession(given, secrets)
      const environment = isSea() ? checkEnvironment(system.env) : good(null)
      answer = environment.ok
        ? await Promise.race([crash(), perform(asked, session)])
        : failure(asked.command, environment.problems, session)
    } else answer = withoutAction(asked, guess)
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`)
    answer = unexpected(asked?.command ?? 'dirsync', error, options)
  }
  const { stdout } = process
  const view = makeView(options.language, options.color && stdout.isTTY === true && stdout.hasColors(system.env))
  const text = options.json ? asciiJson(answer.document) : answer.lines(view).join('\n')
  await written(process.stderr, '')
  await written(stdout, `${text}\n`)
  return answer.exitCode
}

/** A state that proves damaged under a command, or a disk that is full, is no fault of the program. */
async function perform(asked: Extract<Asked, { kind: 'action' }>, session: Session): Promise<Answer> {
  try {
    return await asked.action(session, asked.args, asked.options)
  } catch (error) {
    const fault = stateFault(error, session.folder)
    if (fault === null) throw error
    return failure(asked.command, [fault], session)
  }
}

/** Pipes may be written to in the background: the process must not end before. */
function written(stream: NodeJS.WriteStream, text: string): Promise<void> {
  return new Promise((resolve) => {
    stream.write(text, () => resolve())
  })
}

/** An error outside every call that waits for it: a fault of the program as well. */
function crash(): Promise<never> {
  return new Promise((_resolve, reject) => {
    process.once('uncaughtException', reject)
  })
}

function withoutAction(
  asked: Exclude<Asked, { kind: 'action' }>,
  { language }: Pick<GlobalOptions, 'language'>
): Answer {
  if (asked.kind === 'usage') {
    const object = asked.command === 'dirsync' ? 'dirsync' : `dirsync ${asked.command}`
    return failed(asked.command, EXIT.usage, { code: 'run.usage', object, detail: asked.detail }, language)
  }
  const text = asked.text.trimEnd()
  return {
    exitCode: EXIT.done,
    document: { command: asked.command, ...headOf(EXIT.done, [], language), text },
    lines: () => [text]
  }
}

function unexpected(command: string, error: unknown, { language }: Pick<GlobalOptions, 'language'>): Answer {
  const detail = error instanceof Error ? error.message : String(error)
  return failed(command, EXIT.unexpected, { code: 'run.unexpected', object: `dirsync ${command}`, detail }, language)
}

function failed(command: string, exitCode: number, problem: Problem, language: GlobalOptions['language']): Answer {
  return {
    exitCode,
    document: { command, ...headOf(exitCode, [problem], language) },
    lines: (view) => problemLines([problem], view)
  }
}
