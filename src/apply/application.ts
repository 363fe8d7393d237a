import type { Config } from '../config/config.ts'
import type { Policy } from '../plan/policy.ts'
import type { Problem } from '../problems/problem.ts'
import type { ScimService } from '../service/service.ts'
import type { Workspace } from '../state/workspace.ts'
import type { Journal } from './journal.ts'

/** What applying a plan works with. */
export interface Application {
  readonly workspace: Workspace
  readonly service: ScimService
  readonly journal: Journal
  readonly config: Config
  readonly policy: Policy
  /** The profile keeps deleted users for a while (pending deletion). */
  readonly keepsDeletedUsers: boolean
  /** Fires when the run is to end: nothing more is sent. */
  readonly signal: AbortSignal
  now(): Date
  progress(done: number, total: number): void
  /** Milliseconds between the two look-ups of a lost creation; tests shorten it. */
  readonly secondLookUpMs?: number
}

/** How applying ended: with everything tried, by a service that is away or refuses the token, or because it was asked to stop. */
export type Applied =
  | { readonly kind: 'finished' }
  | { readonly kind: 'ended'; readonly problem: Problem }
  | { readonly kind: 'stopped' }
