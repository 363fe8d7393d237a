import { fold } from './stored.ts'

/** Folded name → its one holder. */
export class UniqueIndex<T> {
  readonly #holders = new Map<string, T>()

  holderOf(name: unknown): T | undefined {
    return typeof name === 'string' ? this.#holders.get(fold(name)) : undefined
  }

  move(holder: T, from: unknown, to: unknown): void {
    if (from === to) return
    if (typeof from === 'string') this.#holders.delete(fold(from))
    if (typeof to === 'string') this.#holders.set(fold(to), holder)
  }
}
