import { existsSync, statfsSync } from 'node:fs'
import { hostname } from 'node:os'
import type { Command } from 'commander'
import { InvalidArgumentError, Option } from 'commander'
import { z } from 'zod'
import { loadConfig } from '../config/load-config.ts'
import { isNonEmpty } from '../model/result.ts'
import { accountName } from '../preflight/account.ts'
import { AREAS, type Area, type Check } from '../preflight/check.ts'
import { checkDocument } from '../preflight/document.ts'
import { checkLines } from '../preflight/lines.ts'
import { preflight, preflightExitCode } from '../preflight/preflight.ts'
import type { Problem } from '../problems/problem.ts'
import { asciiJson } from '../report/ascii-json.ts'
import { problemLines } from '../report/console/problems.ts'
import { headOf } from '../report/run-document.ts'
import { exitCodeOf, worstOf } from '../run/exit-code.ts'
import { fileFaults } from '../secrets/file-faults.ts'
import { knownSecrets } from '../secrets/secrets.ts'
import type { Answer } from './answer.ts'
import { checkEnvironment } from './environment.ts'
import { FileAside } from './plan-file.ts'
import { asFile, type Register } from './register.ts'
import { openSecrets } from './secrets.ts'
import type { Session } from './session.ts'

const Options = z.object({ only: z.array(z.enum(AREAS)).default([...AREAS]), out: z.string().optional() })

export function addTest(program: Command, register: Register): void {
  const command = program
    .command('test')
    .summary('check the host, the directory, the service and the state')
    .description(
      'Checks what a run needs, and says what was seen, what was expected and what to do. Changes nothing; a probe that it writes into the data folder is removed.'
    )
    .addOption(new Option('--only <areas>', `of ${AREAS.join(',')}: these alone, by commas`).argParser(areasOf))
    .option('--out <file>', 'write the JSON document to a file too')
  register(command, (session, _args, given) => {
    const { only, out } = Options.parse(given)
    return test(new Set(only), asFile(out), session)
  })
}

/** The file is written whatever comes. */
async function test(areas: ReadonlySet<Area>, out: string | null, session: Session): Promise<Answer> {
  const startedAt = new Date().toISOString()
  const file = out === null ? null : FileAside.open(out)
  if (file !== null && !file.ok) return answer([], startedAt, file.problems, session)
  const { checks, problems } = await checked(areas, session)
  const found = answer(checks, startedAt, problems, session)
  if (file === null) return found
  file.value.write(`${asciiJson(found.document)}\n`)
  const unwritten = file.value.finish()
  return unwritten === null ? found : answer(checks, startedAt, [...problems, unwritten], session)
}

async function checked(
  areas: ReadonlySet<Area>,
  session: Session
): Promise<{ readonly checks: readonly Check[]; readonly problems: readonly Problem[] }> {
  const { options, folder, secrets: places } = session
  const ending = new AbortController()
  const end = () => ending.abort()
  process.once('SIGINT', end).once('SIGTERM', end)
  try {
    const config = loadConfig(options.configFile)
    const faults = fileFaults({ path: options.configFile, secret: false, readers: [] })
    // To wherever a file leads that others can write, no secret is sent.
    const opened = config.ok
      ? isNonEmpty(faults)
        ? ({ ok: false, problems: faults } as const)
        : openSecrets(places, config.value.config)
      : null
    const environment = checkEnvironment(process.env)
    const token = knownSecrets(places).facts.find(({ key }) => key.name === 'token')
    const checks = await preflight(areas, {
      configFile: options.configFile,
      config,
      secrets: opened?.ok === true ? { ok: true, value: opened.value.secrets } : opened,
      tokenExpires: token?.expires ?? null,
      env: process.env,
      environmentProblems: environment.ok ? [] : environment.problems,
      folder,
      now: () => new Date(),
      freeBytes,
      signal: ending.signal
    })
    if (!ending.signal.aborted) return { checks, problems: [] }
    return { checks, problems: [{ code: 'run.stopped', object: 'dirsync test', by: 'signal' }] }
  } catch (error) {
    session.unexpected(error)
    const detail = error instanceof Error ? error.message : String(error)
    return { checks: [], problems: [{ code: 'run.unexpected', object: 'dirsync test', detail }] }
  } finally {
    process.off('SIGINT', end).off('SIGTERM', end)
  }
}

function freeBytes(path: string): number {
  const { bavail, bsize } = statfsSync(existsSync(path) ? path : '.')
  return bavail * bsize
}

function answer(
  checks: readonly Check[],
  startedAt: string,
  problems: readonly Problem[],
  { options: { language } }: Session
): Answer {
  const exitCode = worstOf([preflightExitCode(checks), ...problems.map(exitCodeOf)])
  return {
    exitCode,
    document: {
      ...headOf(exitCode, problems, language),
      command: 'test',
      account: accountName(),
      host: hostname(),
      startedAt,
      checks: checks.map((check) => checkDocument(check, language))
    },
    lines: (view) => [...problemLines(problems, view), ...(checks.length === 0 ? [] : checkLines(checks, view))]
  }
}

function areasOf(given: string): Area[] {
  return given.split(',').map((word) => {
    const area = AREAS.find((known) => known === word.trim())
    if (area === undefined) throw new InvalidArgumentError(`There are: ${AREAS.join(', ')}.`)
    return area
  })
}
