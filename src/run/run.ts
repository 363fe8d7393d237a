import type { Config, DomainConfig } from '../config/config.ts'
import type { DirectorySession } from '../directory/session.ts'
import type { NonEmpty, Result } from '../model/result.ts'
import type { Problem } from '../problems/problem.ts'
import type { ReportedOperation } from '../report/operations.ts'
import type { RunMode } from '../report/outcome.ts'
import type { ScimService } from '../service/service.ts'
import type { DataFolder } from '../state/data-folder.ts'

export type { Outcome } from '../report/outcome.ts'

/** What is asked of a run. */
export interface RunRequest {
  readonly config: Config
  readonly folder: DataFolder
  readonly mode: RunMode
  /** The service is read whole, what is in quarantine is tried again. */
  readonly full: boolean
  /** A domain or service other than the state's is meant. */
  readonly confirm: boolean
  /** The id of a plan that is approved with this run. */
  readonly approve: string | null
  /** `apply`: goes on only when this very plan comes out again. */
  readonly expected: ExpectedPlan | null
}

/** The plan of a file that `apply` was given: its id, and its entries to tell the difference by. */
export interface ExpectedPlan {
  readonly file: string
  readonly planId: string
  readonly entries: ReadonlySet<string>
  /** userName or displayName by anchor, as far as the file tells. */
  readonly names: ReadonlyMap<string, string>
}

/** The outside world as a run sees it; tests put their own in its place. */
export interface World {
  now(): Date
  /** Names of secrets are those of `secret set`; the domain is that of several. */
  readonly secrets: {
    token(): string | null
    ldapPassword(domain: string | null): string | null
    proxyPassword(): string | null
  }
  openDirectory(domain: DomainConfig, password: string | null): Promise<Result<DirectorySession>>
  openService(config: Config, token: string): Promise<Result<ScimService>>
  /** Fires when the run is to end; the reason says by what. */
  readonly signal: AbortSignal
  stoppedBy(): 'signal' | 'request' | 'time_limit'
  progress(progress: Progress): void
  /** Gets every operation of the plan, with its result: the report itself holds 1,000. */
  operation?(operation: ReportedOperation): void
  /** Gets every entry of the plan, before any of it is applied. */
  entry?(entry: string): void
  /** The run holds the lock and is in the state under this id; not called for a dry run. */
  started?(runId: string): void
  /** Milliseconds between the two look-ups of a creation whose answer was lost; tests shorten it. */
  readonly secondLookUpMs?: number
}

export type Progress =
  | { readonly stage: 'reading' | 'comparing' | 'planning' | 'recording' }
  | { readonly stage: 'applying'; readonly done: number; readonly total: number }

/** Ends a run before or after its plan; the first problem decides the exit code. */
export interface Refused {
  readonly kind: 'refused'
  readonly problems: NonEmpty<Problem>
}
