import { inWords, type Problem, severityOf } from '../problems/problem.ts'
import type { Language } from '../problems/texts.ts'
import { countLines } from './console/counts.ts'
import { makeView } from './console/view.ts'
import { EVENTS, type EventLevel, type EventName, runEventName } from './event-log-catalogue.ts'
import type { Outcome } from './outcome.ts'
import { texts } from './texts/texts.ts'

/** An entry of the event log: what happened, in the language of the run. */
export interface LoggedEvent {
  readonly id: number
  readonly name: EventName
  readonly level: EventLevel
  readonly text: string
  /** What it is about, when one problem is; null: the run. */
  readonly problem: Problem | null
}

/** So many objects of a run have an entry each; the others are counted in one. The log file and the JSON name all of them. */
export const OBJECT_EVENTS = 100
/** What Windows takes, with a margin for what it adds itself. */
export const LONGEST_EVENT = 31_000
/** Faults of the run itself, in its entry. */
const FAULTS_NAMED = 20

/** What a run that was no dry run puts into the event log: an entry of its own, and one for each object that failed. */
export function eventsOf(outcome: Outcome, language: Language): LoggedEvent[] {
  const failures = failuresOf(outcome)
  const objects = failures.slice(0, OBJECT_EVENTS).map((problem) => objectEvent(problem, language))
  const more = failures.length - objects.length
  const token = outcome.problems
    .filter(({ code }) => TOKEN_EVENTS.has(code))
    .map((problem) => tokenEvent(problem, language))
  return [
    ...objects,
    ...(more > 0 ? [event('more_objects_failed', MORE[language](more), null)] : []),
    ...token,
    event(runEventName(outcome.exitCode), runText(outcome, language), null)
  ]
}

/** The objects that failed: of the plan's operations, and those that it never came to one for. */
export function failuresOf({ operations, problems }: Outcome): Problem[] {
  const ofOperations = operations.flatMap(({ status, problem }) =>
    (status === 'failed' || status === 'in_doubt') && problem !== null ? [problem] : []
  )
  const ofObjects = problems.filter((problem) => severityOf(problem) === 'error' && 'dn' in problem && problem.dn)
  return [...new Map([...ofOperations, ...ofObjects].map((problem) => [JSON.stringify(problem), problem])).values()]
}

const TOKEN_EVENTS: ReadonlySet<Problem['code']> = new Set(['secret.token_expires', 'secret.token_expired'])

const MORE = {
  en: (count: number) =>
    `${count} more objects failed. So many often have one cause: see the entries before this one and logs/dirsync.log in the data folder.`,
  ja: (count: number) =>
    `ほかに ${count} 件のオブジェクトが失敗しました。原因が同じことがよくあります。この前のイベントと、データフォルダーの logs/dirsync.log を参照してください。`
}

function tokenEvent(problem: Problem, language: Language): LoggedEvent {
  const name = problem.code === 'secret.token_expired' ? 'token_expired' : 'token_expires'
  return event(name, inText(problem, language), problem)
}

function objectEvent(problem: Problem, language: Language): LoggedEvent {
  if (!isResponseError(problem)) return event('object_failed', inText(problem, language), problem)
  const body = {
    schemas: ['urn:ietf:params:scim:api:messages:2.0:Error'],
    detail: problem.detail,
    status: String(problem.status)
  }
  const lines = [
    'SCIM response error.',
    '',
    '[Overview]',
    inText(problem, language),
    '',
    '[Detail]',
    JSON.stringify(body)
  ]
  if (typeof problem.requestId === 'string') lines.push(`request id: ${problem.requestId}`)
  return event('scim_response_error', lines.join('\n'), problem)
}

type ResponseError = Problem & { readonly status: number; readonly detail: string; readonly requestId?: unknown }

/** The service answered, and it was an error (RFC 7644 §3.12). */
function isResponseError(problem: Problem): problem is ResponseError {
  if (!problem.code.startsWith('service.') || !('status' in problem) || !('detail' in problem)) return false
  return typeof problem.status === 'number' && typeof problem.detail === 'string'
}

function runText(outcome: Outcome, language: Language): string {
  const words = texts(language)
  const view = makeView(language, false)
  const faults = outcome.problems.filter(
    (problem) => !('dn' in problem && problem.dn) && !TOKEN_EVENTS.has(problem.code)
  )
  return [
    words.exit(outcome.exitCode),
    '',
    ...(outcome.runId === null ? [] : [`${words.title[outcome.kind][outcome.mode]} (${outcome.runId})`]),
    `${outcome.startedAt} – ${outcome.finishedAt}`,
    ...(outcome.planId === null ? [] : ['', ...countLines(outcome.counts, view)]),
    ...faults.slice(0, FAULTS_NAMED).flatMap((problem) => ['', inText(problem, language)])
  ].join('\n')
}

function inText(problem: Problem, language: Language): string {
  const { message, remedy } = inWords(problem, language)
  const dn = 'dn' in problem && typeof problem.dn === 'string' ? [problem.dn] : []
  return [`${problem.code}: ${message}`, ...dn, remedy].join('\n')
}

function event(name: EventName, text: string, problem: Problem | null): LoggedEvent {
  const { id, level } = EVENTS[name]
  return { id, name, level, text: text.slice(0, LONGEST_EVENT), problem }
}
