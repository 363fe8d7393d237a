/** What a process that was killed would do next: nothing. It unwinds whatever still stands on the stack. */
export class Killed extends Error {}

/**
 * Lets the n-th side effect of a run be its last: what is durable at that moment is put aside (`onDeath`), and whatever the abandoned run
 * still tries, on its way out of this process, has no effect.
 */
export class KillSwitch {
  /** What it was killed at; null while it lives. */
  diedAt: string | null = null
  effects = 0
  readonly #at: number | null
  readonly #onDeath: () => void

  constructor(at: number | null, onDeath: () => void) {
    this.#at = at
    this.#onDeath = onDeath
  }

  get dead(): boolean {
    return this.diedAt !== null
  }

  stayDead(): void {
    if (this.dead) throw new Killed('already dead')
  }

  /** Throws when this one is its last. */
  effect(what: string): void {
    if (this.strikes(what)) throw new Killed(what)
  }

  /** The same for whoever is not on the product's stack. */
  strikes(what: string): boolean {
    if (this.dead) return true
    if (++this.effects !== this.#at) return false
    this.diedAt = what
    this.#onDeath()
    return true
  }
}
