/** A list in the order of insertion from which pages are cut: adding and removing cost nothing, the next page after a removal O(n). */
export class OrderedList<T> {
  #items: T[] = []
  readonly #removed = new Set<T>()

  add(item: T): void {
    // One that comes back after its removal takes its place at the end.
    if (this.#removed.has(item)) this.#compact()
    this.#items.push(item)
  }

  remove(item: T): void {
    this.#removed.add(item)
  }

  all(): readonly T[] {
    this.#compact()
    return this.#items
  }

  #compact(): void {
    if (this.#removed.size === 0) return
    this.#items = this.#items.filter((item) => !this.#removed.has(item))
    this.#removed.clear()
  }
}
