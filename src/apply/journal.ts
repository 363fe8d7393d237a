import { GUARD_OF_ROW } from '../guard/limits.ts'
import type { Workspace } from '../state/workspace.ts'

/** So many operations may be under way or unrecorded when the process dies: the next run looks just these up. */
const SENT_AHEAD = 200
const RECORDED_AT_ONCE = 100

/** The guard whose window an operation counts in. The creates of a first load alarm nobody, on that day as little as on the next. */
const COUNTED_BY = `CASE WHEN action = 'create' AND NOT EXISTS (SELECT 1 FROM state.meta WHERE key = 'first_load_done') THEN NULL ELSE ${GUARD_OF_ROW} END`

/**
 * What a run does, kept so that no crash loses it: every operation is stored before the first request, and that one may be sent is stored
 * before it is; results follow in batches, each together with what it changes in the known state.
 */
export class Journal {
  readonly #workspace: Workspace
  readonly #runSeq: number
  #sentThrough = 0
  #waiting: (() => void)[] = []

  constructor(workspace: Workspace, runSeq: number) {
    this.#workspace = workspace
    this.#runSeq = runSeq
  }

  /** Stores all operations that are to be sent. Durable when it returns. */
  intend(): void {
    this.#workspace.transaction(() => {
      this.#workspace.run(
        `INSERT INTO state.journal (run_seq, seq, kind, action, object_id, anchor, domain, scim_id, external_id, name, dn, guard, approved)
         SELECT ?, seq, kind, action, object_id, anchor, domain, scim_id, external_id, name, dn, ${COUNTED_BY}, approved FROM operation WHERE status = 'planned'`,
        this.#runSeq
      )
    })
  }

  /** Must be called before the first request of an operation. */
  allow(seq: number): void {
    if (seq <= this.#sentThrough) return
    this.#sentThrough = seq + SENT_AHEAD
    this.#workspace.transaction(() => {
      this.#writeWaiting()
      this.#workspace.run('UPDATE state.run SET sent_through = ? WHERE seq = ?', this.#sentThrough, this.#runSeq)
    })
  }

  /** Takes a change of the known state that belongs to an answer just received. */
  record(change: () => void): void {
    this.#waiting.push(change)
    if (this.#waiting.length >= RECORDED_AT_ONCE) this.flush()
  }

  /** The end of an operation, together with what it changes in the known state. */
  result(
    seq: number,
    result: 'done' | 'failed' | 'in_doubt',
    facts: { readonly attempts: number; readonly error: string | null; readonly at: string },
    change: () => void = () => {}
  ): void {
    this.record(() => {
      change()
      this.#workspace.run(
        'UPDATE state.journal SET result = ?, attempts = ?, error = ?, at = ? WHERE run_seq = ? AND seq = ?',
        result,
        facts.attempts,
        facts.error,
        facts.at,
        this.#runSeq,
        seq
      )
    })
  }

  flush(): void {
    if (this.#waiting.length > 0) this.#workspace.transaction(() => this.#writeWaiting())
  }

  #writeWaiting(): void {
    const changes = this.#waiting
    this.#waiting = []
    for (const change of changes) change()
  }
}
