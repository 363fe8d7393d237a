import type { Action, Kind } from '../../model/names.ts'
import type { Language } from '../../problems/texts.ts'
import type { SecretName } from '../../secrets/secret.ts'
import type { Status } from '../operations.ts'
import type { RunMode } from '../outcome.ts'
import { en } from './en.ts'
import { ja } from './ja.ts'

/** Rows of the table of counts: `add` and `remove` are the memberships'. */
export type Counter =
  | 'read'
  | 'inScope'
  | Action
  | 'add'
  | 'remove'
  | 'unchanged'
  | 'failed'
  | 'held'
  | 'protected'
  | 'quarantined'
  | 'orphan'

/** Everything that the report says besides problems and reasons. A text that one language lacks does not compile. */
export interface ReportTexts {
  readonly title: Record<'finished' | 'stopped' | 'refused', Record<RunMode, string>>
  /** `at` is local time. */
  readonly startedAt: (at: string) => string
  readonly nothingToDo: string
  /** Heading of operations of one kind. */
  readonly operations: (action: Action, kind: Kind, count: number) => string
  readonly actions: Record<Action, string>
  readonly kinds: Record<Kind, string>
  readonly statuses: Record<Status, string>
  readonly heldHeading: (entries: number) => string
  readonly failedHeading: (count: number) => string
  readonly skippedHeading: (count: number) => string
  readonly guard: (name: string, scope: string, figures: GuardFigures) => string
  readonly approveWith: string
  readonly ownerUnknown: string
  readonly moreOperations: (count: number) => string
  readonly moreMembers: (count: number) => string
  readonly empty: string
  readonly problems: Record<'error' | 'warning', string>
  readonly counters: Record<Counter, string>
  readonly objects: Record<'users' | 'groups' | 'memberships', string>
  readonly exit: (code: number) => string
  readonly approve: (heldId: string, entries: number, expires: string | null) => string
  readonly reject: (heldId: string, entries: number) => string
  readonly stopped: Record<'none' | 'ended' | 'running', string>
  readonly configSound: (file: string) => string
  readonly configImported: (file: string) => string
  readonly noRun: string
  readonly status: Record<'lastRun' | 'running' | 'held' | 'quarantine' | 'secrets' | 'nothing', string>
  readonly secretPrompt: (name: SecretName) => string
  readonly secretAbsent: string
  readonly secretExpires: (at: string) => string
  readonly runningSince: (pid: number | null, since: string | null) => string
  readonly goesOn: string
  readonly killed: string
  readonly heldPlan: (state: 'waits' | 'approved' | 'rejected', since: string, until: string) => string
  readonly quarantined: (code: string, since: string, retryAt: string) => string
  readonly history: Record<'started' | 'ended' | 'mode' | 'exit' | 'users' | 'groups' | 'memberships', string>
}

export interface GuardFigures {
  readonly actual: number
  readonly known: number | null
  readonly limit: number | null
  readonly verdict: string
}

const TEXTS: Record<Language, ReportTexts> = { en, ja }

export function texts(language: Language): ReportTexts {
  return TEXTS[language]
}
