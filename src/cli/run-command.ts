import { loadConfig } from '../config/load-config.ts'
import { isNonEmpty, type NonEmpty } from '../model/result.ts'
import { type Problem, severityOf } from '../problems/problem.ts'
import { asciiJson } from '../report/ascii-json.ts'
import { runLines } from '../report/console/run.ts'
import { type Outcome, withoutPlan } from '../report/outcome.ts'
import { operationDocument, runDocument } from '../report/run-document.ts'
import { EXIT, exitCodeOf, worstOf } from '../run/exit-code.ts'
import type { RunRequest, World } from '../run/run.ts'
import { startRun } from '../run/start.ts'
import { watchForStop } from '../run/stop.ts'
import { fileFaults } from '../secrets/file-faults.ts'
import type { Answer } from './answer.ts'
import { listenForEnding } from './ending.ts'
import { FileAside, PlanWriter } from './plan-file.ts'
import { showProgress } from './progress.ts'
import { realWorld } from './real-world.ts'
import { openRecord, type Record } from './record.ts'
import { openSecrets } from './secrets.ts'
import type { Session } from './session.ts'

/** What a command asks of a run, and where it wants the whole of the plan. */
export interface RunCommand {
  readonly name: 'sync' | 'plan' | 'apply'
  readonly request: Omit<RunRequest, 'config' | 'folder'>
  /** File for the plan as one document. */
  readonly out: string | null
  /** File for all operations, one JSON a line. */
  readonly operations: string | null
}

/** Loads the configuration, runs, and puts the outcome into words. A plan's file is written whatever comes. */
export async function runCommand(command: RunCommand, session: Session): Promise<Answer> {
  const { language } = session.options
  const files = openFiles(command)
  if (!('plan' in files)) return refusedAnswer(command, [files], session)
  const whole: Pick<World, 'operation' | 'entry'> = {}
  if (files.plan !== null || files.operations !== null)
    whole.operation = (operation) => {
      const document = operationDocument(operation, language)
      files.operations?.write(`${asciiJson(document)}\n`)
      files.plan?.operation(document)
    }
  if (files.plan !== null) whole.entry = (entry) => files.plan?.entry(entry)

  const record = openRecord(command.name, command.request.mode, session)
  const outcome = await outcomeOf(command, session, record, whole)
  const failures = [
    files.operations?.finish() ?? null,
    files.plan?.finish({ command: command.name, ...runDocument(outcome, language) }) ?? null
  ].filter((problem) => problem !== null)
  const ended = withProblems(outcome, failures)
  return answerOf(command, withProblems(ended, record.end(ended)), session)
}

async function outcomeOf(
  command: RunCommand,
  session: Session,
  record: Record,
  whole: Pick<World, 'operation' | 'entry'>
): Promise<Outcome> {
  const faults = fileFaults({ path: session.options.configFile, secret: false, readers: [] })
  if (isNonEmpty(faults)) return refusedBefore(command, faults)
  const loaded = loadConfig(session.options.configFile)
  if (!loaded.ok) return refusedBefore(command, loaded.problems)
  const { config } = loaded.value
  record.configure(config.log)
  const opened = openSecrets(session.secrets, config)
  if (!opened.ok) return refusedBefore(command, opened.problems)
  const warnings = [...loaded.value.warnings, ...opened.value.warnings]
  const { folder } = session
  const { log } = record
  const ending = listenForEnding(config.run.maxDurationMinutes)
  const progress = showProgress(session)
  let unwatch = () => {}
  const world = realWorld(opened.value.secrets, ending, log, {
    ...whole,
    progress: progress.show,
    started: (runId) => {
      log('info', `${command.name} started as run ${runId}`)
      unwatch = watchForStop(folder, runId, () => ending.stop('request'))
    }
  })
  try {
    const outcome = await startRun({ ...command.request, config, folder }, world)
    log('info', `${command.name} ended with ${outcome.exitCode}`)
    return { ...outcome, problems: [...outcome.problems, ...warnings] }
  } catch (error) {
    record.unexpected(error)
    const detail = error instanceof Error ? error.message : String(error)
    return refusedBefore(command, [{ code: 'run.unexpected', object: `dirsync ${command.name}`, detail }])
  } finally {
    unwatch()
    progress.end()
    ending.dispose()
  }
}

function openFiles(
  command: RunCommand
): { readonly plan: PlanWriter | null; readonly operations: FileAside | null } | Problem {
  const operations = command.operations === null ? null : FileAside.open(command.operations)
  if (operations !== null && !operations.ok) return operations.problems[0]
  const out = command.out === null ? null : FileAside.open(command.out)
  if (out !== null && !out.ok) {
    operations?.value.discard()
    return out.problems[0]
  }
  return { plan: out === null ? null : new PlanWriter(out.value), operations: operations?.value ?? null }
}

function withProblems(outcome: Outcome, more: readonly Problem[]): Outcome {
  if (!isNonEmpty(more)) return outcome
  const errors = more.filter((problem) => severityOf(problem) === 'error')
  const exitCode = worstOf([outcome.exitCode, ...errors.map(exitCodeOf)])
  return { ...outcome, exitCode, problems: [...more, ...outcome.problems] }
}

/** The answer of a run that nothing came of before it began. */
export function refusedAnswer(command: RunCommand, problems: NonEmpty<Problem>, session: Session): Answer {
  return answerOf(command, refusedBefore(command, problems), session)
}

/** It did not come to a run. */
function refusedBefore({ request }: RunCommand, problems: NonEmpty<Problem>): Outcome {
  const now = new Date().toISOString()
  const exitCode = worstOf(problems.map(exitCodeOf))
  return withoutPlan({
    kind: 'refused',
    runId: null,
    mode: request.mode,
    startedAt: now,
    finishedAt: now,
    problems,
    exitCode: exitCode === EXIT.done ? EXIT.usage : exitCode
  })
}

function answerOf({ name }: RunCommand, outcome: Outcome, { options }: Session): Answer {
  return {
    exitCode: outcome.exitCode,
    document: { command: name, ...runDocument(outcome, options.language) },
    lines: (view) => runLines(outcome, view)
  }
}
