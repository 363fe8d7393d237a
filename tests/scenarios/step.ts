import type { Expected } from './oracle.ts'
import type { StagedDirectory } from './staged-directory.ts'

/** What a run is expected to have done, of all that `counts` tells; what is left out is expected to be 0. */
export interface ExpectedCounts {
  readonly users?: Partial<
    Record<
      'create' | 'adopt' | 'update' | 'enable' | 'disable' | 'delete' | 'restore' | 'rekey' | 'failed' | 'held',
      number
    >
  >
  readonly groups?: Partial<Record<'create' | 'adopt' | 'update' | 'delete' | 'rekey' | 'failed' | 'held', number>>
  readonly memberships?: Partial<Record<'add' | 'remove' | 'failed' | 'held', number>>
}

export interface Consequence extends ExpectedCounts {
  /** Requests other than GET, in any order: `PATCH user taro`. */
  readonly writes: readonly string[]
  /** Writes of the next run, which tries once more what was refused; default none. */
  readonly triedAgain?: readonly string[]
  /** How often each is sent is not the point: a ring of names takes several tries. */
  readonly retried?: boolean
  /** Default 0. */
  readonly exitCode?: number
  /** Codes of the errors that are told; default none. */
  readonly problems?: readonly string[]
  /** What is there although the directory says otherwise, or is not although it does. */
  readonly although?: (expected: Expected, guidOf: (name: string) => string) => void
  /** Users who are not pending deletion although they left: another took over their object, or they were purged. */
  readonly gone?: readonly string[]
}

/** One change, and exactly what follows from it. */
export interface Step {
  readonly title: string
  readonly change: (staged: StagedDirectory) => Promise<unknown>
  /** Hours between the run before and this one; default 2. */
  readonly hoursLater?: number
  readonly follows: Consequence
  /** Where a delete is final, if something else follows there. */
  readonly followsWhereDeletesAreFinal?: Consequence
}
