import { seededRandom } from '../support/service/seeded.ts'

/** Chance that is the same for the same seed. */
export class Random {
  readonly #next: () => number

  constructor(seed: number) {
    this.#next = seededRandom(seed)
    // Neighbouring seeds begin alike.
    for (let i = 0; i < 4; i++) this.#next()
  }

  /** 0 to n - 1. */
  below(n: number): number {
    return Math.floor(this.#next() * n)
  }

  between(least: number, most: number): number {
    return least + this.below(most - least + 1)
  }

  chance(probability: number): boolean {
    return this.#next() < probability
  }

  pick<T>(list: readonly [T, ...T[]]): T
  pick<T>(list: readonly T[]): T | undefined
  pick<T>(list: readonly T[]): T | undefined {
    return list[this.below(list.length)]
  }

  /** By weight. */
  weighted<T>(list: readonly (readonly [number, T])[]): T {
    const total = list.reduce((sum, [weight]) => sum + weight, 0)
    let at = this.#next() * total
    for (const [weight, item] of list) {
      at -= weight
      if (at < 0) return item
    }
    const [, last] = list.at(-1) ?? []
    if (last === undefined) throw new Error('nothing to choose from')
    return last
  }
}
